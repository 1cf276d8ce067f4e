"""Files for others, written beside the event loop; and the papers for the binder."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from models.exchange.place import export_folder
from models.exchange.whole_file import write_file
from models.faults import StorageFault
from screens.host import Host

_under_way: set[Path] = set()


async def write_beside(file: Path, draw: Callable[[], bytes]) -> bool:
    """Make a file's content and write it; False where its key was pressed twice. Raises StorageFault."""
    if file in _under_way:
        return False
    _under_way.add(file)
    try:
        await asyncio.to_thread(lambda: write_file(file, draw()))
    finally:
        _under_way.discard(file)
    return True


async def print_out(host: Host, name: str, draw: Callable[[], bytes]) -> None:
    """Draw a PDF and write it in the folder for exports; says where it is, or what stood in the way."""
    file = export_folder(demo=bool(host.demo)) / name
    host.say("Skriver PDF …")
    try:
        if not await write_beside(file, draw):
            return
    except StorageFault as fault:
        host.say("Ingen PDF skrevs.")
        host.warn(fault)
    else:
        host.say("PDF skriven.")
        host.inform(f"Utskriften finns i {file}. Öppna den och skriv ut därifrån.")
