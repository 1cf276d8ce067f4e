"""A person's register extract, written as two files in the folder for exports."""

from uuid import UUID

from models.exchange.extract import extract_csv, extract_name, extract_text
from models.exchange.place import export_folder
from models.faults import StorageFault
from models.queries.extract_parts import Extract
from models.queries.staff_extract import staff_extract
from screens.host import Host, open_register
from screens.paper import write_beside


async def write_staff_extract(host: Host, key: UUID) -> None:
    """The extract of a colleague or a user."""
    extract = await open_register(host).ask(staff_extract, key, host.today)
    if extract is not None:
        await write_extract(host, extract)


async def write_extract(host: Host, extract: Extract) -> None:
    """Write the text and the table; says where they are and what to mind, or what stood in the way."""
    folder = export_folder(demo=bool(host.demo))
    text = folder / extract_name(extract, ".txt")
    host.say("Skriver registerutdrag …")
    try:
        if not await write_beside(text, lambda: extract_text(extract)):
            return
        await write_beside(folder / extract_name(extract, ".csv"), lambda: extract_csv(extract))
    except StorageFault as fault:
        host.say("Registerutdraget är inte helt skrivet.")
        host.warn(fault)
    else:
        host.say("Registerutdrag skrivet.")
        host.inform(
            f"Registerutdraget finns i {text}, och som tabell i filen bredvid. Läs igenom det innan du lämnar ut det: "
            "uppgifter om andra, till exempel en referens, kan behöva strykas."
        )
