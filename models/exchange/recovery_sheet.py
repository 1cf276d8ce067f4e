"""The recovery key as a text file, there only to be printed: it names no person and no clinic."""

from datetime import date
from pathlib import Path
from uuid import UUID

from models.exchange.place import export_folder
from models.exchange.whole_file import file_name, write_file
from models.faults import StorageFault
from models.storage.bring_over import erase
from models.storage.faults import explain
from models.storage.passwords import recovery_letters

LAST_CHARACTERS = 5

_TEXT = """\
ST-kollen: återställningsnyckel

    {key}

Med nyckeln öppnas registret när ingen minns sitt lösenord: välj Återställningsnyckel när programmet frågar efter
lösenord, och skriv av den. Mellanslag, bindestreck och små bokstäver spelar ingen roll. Den gäller sedan dess fem sista
tecken skrevs i programmet när den gjordes.

Förvara papperet inlåst och inte vid datorn. Den som har nyckeln och kommer åt datorn kan läsa allt i registret.
Visar sig nyckeln vara borta: gör en ny i programmet. Då slutar den här att gälla, men gamla säkerhetskopior öppnas
fortfarande av den.
"""


_NAME = "Återställningsnyckel"
_MARK = 8  # the last digits of an id, which are random


def recovery_sheet_file(register: UUID, day: date) -> Path:
    """Where it is written: in the folder of files for others, under a name that no other register's file has."""
    return export_folder() / file_name(_NAME, day.isoformat(), register.hex[-_MARK:], suffix=".txt")


def left_recovery_sheets(register: UUID) -> tuple[Path, ...]:
    """Those of a register that are still there, as when the program was killed. Raises StorageFault."""
    folder = export_folder()
    try:
        there = sorted(folder.iterdir()) if folder.is_dir() else ()
    except OSError as error:
        raise explain(error) or StorageFault(f"{folder} går inte att läsa.") from error
    return tuple(file for file in there if file.name.startswith(_NAME) and register.hex[-_MARK:] in file.name)


def write_recovery_sheet(file: Path, key: str) -> None:
    """Write it, for one's own account only, as Windows' own editor reads it; blocks. Raises StorageFault."""
    write_file(file, _TEXT.format(key=key).replace("\n", "\r\n").encode("utf-8-sig"))


def erase_recovery_sheet(file: Path) -> None:
    """Overwrite it and take it away, where it is still there; blocks. Raises StorageFault."""
    if file.exists():
        erase([file])


def is_written_down(key: str, typed: str) -> bool:
    """Whether the last characters of the key have been typed, or more of its end, in any of the ways it is forgiven."""
    letters = recovery_letters(typed)
    return len(letters) >= LAST_CHARACTERS and recovery_letters(key).endswith(letters)
