"""A file for others, whole or not at all: written beside, made durable, and only then put in place."""

import re
from pathlib import Path

from models.faults import StorageFault
from models.storage.durable import sync, write_new
from models.storage.faults import explain
from models.text import clean

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\s]+')
_WINDOWS_OWN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
_LONGEST_NAME = 180  # bytes; file systems take 255, and the suffix and `.ny` come after


def file_name(*parts: str, suffix: str) -> str:
    """A file's name out of people's words, safe on every system: `Checklista – Amina Öst.pdf`."""
    named = " – ".join(filter(None, (_NOT_IN_NAMES.sub(" ", clean(part)).strip() for part in parts)))
    named = named.encode()[:_LONGEST_NAME].decode(errors="ignore").strip(" .") or "Namnlös"
    return f"{'_' if _WINDOWS_OWN.fullmatch(named.split('.')[0].strip()) else ''}{named}{suffix}"


def write_file(file: Path, content: bytes) -> Path:
    """Write a file, over the one that was there, and wait until it has reached the disk; blocks.

    Raises StorageFault, with what was there before left as it was.
    """
    make_folder(file.parent)
    building = file.with_name(f"{file.name}.ny")
    try:
        write_new(building, content)
        put_in_place(building)
        sync(file.parent)
    except OSError as error:
        raise explain(error) or StorageFault(f"{file} kunde inte skrivas. Välj en annan mapp.") from error
    finally:
        building.unlink(missing_ok=True)
    return file


def put_in_place(building: Path) -> None:
    """Let a finished `x.ny` become `x`. Raises StorageFault where x is held, otherwise OSError."""
    file = building.with_suffix("")
    try:
        building.replace(file)
    except (PermissionError, IsADirectoryError) as error:  # Windows keeps a file that another program has open
        raise StorageFault(f"{file} kan inte ersättas. Stäng filen om den är öppen i ett annat program.") from error


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, where they are not there. Raises StorageFault."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise StorageFault(f"{folder} är en fil, inte en mapp. Välj en annan mapp.") from None
    except OSError as error:
        raise explain(error) or StorageFault(f"Mappen {folder} kan inte skapas. Välj en annan mapp.") from error
