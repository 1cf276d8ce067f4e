"""Backups that have been kept long enough: whoever has been erased is still in those from before it.

Only what the program has named itself is removed, a moment last in its name; what somebody has named is theirs to keep.
"""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.faults import StorageFault
from models.rules.retention import newest, too_old
from models.storage.bring_over import erase
from models.storage.durable import sync
from models.storage.erased import tell_backups
from models.storage.faults import explain
from models.storage.file import is_plain
from models.storage.heads import held_of
from models.storage.place import Place, companions, keyring_beside, manifest_beside
from models.storage.second_homes import Use, known_homes, see_home

_NAMED = re.compile(r"[a-z0-9-]+-(\d{4}-\d\d-\d\dT\d{6})(?:-\d+)?")


def remove_aged(
    place: Place, key: bytes | None, folder: Path, now: datetime, days: int, *, keep_newest: bool = True
) -> tuple[Path, ...]:
    """Remove the register's backups in a folder that are older than so many days, and those that restores put aside.

    The newest backup stays however old it is, if nothing else is said, and so does the one that has the most of the
    register's log: a clock may have been wrong. The register may be open. Answers with what was removed.
    Raises StorageFault.
    """
    try:
        backups = _made_in(folder)
        aside = {path: made for path in folder.iterdir() if path.is_dir() and (made := _moment_in(path.name))}
        gone, left = too_old(backups, now, days), too_old(aside, now, days)
        if gone and keep_newest:
            stay = newest(backups, held_of(place, key, backups))
            gone -= stay
        for file in sorted(gone):
            _remove(*companions(file), keyring_beside(file), manifest_beside(file))
        for path in sorted(left):
            _remove(*sorted(path.iterdir()))
            path.rmdir()
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise explain(error) or StorageFault(f"Gamla säkerhetskopior i {folder} kunde inte tas bort.") from error
    return (*sorted(gone), *sorted(left))


def look_over(place: Place, key: bytes | None, now: datetime, days: int) -> None:
    """Remove what is too old in each second folder, present or former, that can be reached.

    What stays there is told who has been erased. Of a former one the newest copy goes too, and one without copies is
    forgotten. What cannot be done now is done the next time.
    """
    for home in known_homes(place, key):
        with suppress(StorageFault, OSError):
            if home.folder.is_dir():
                remove_aged(place, key, home.folder, now, days, keep_newest=home.use is Use.PRESENT)
                tell_backups(place.folder, home.folder)
                see_home(place, key, home, oldest_in(home.folder))


def oldest_in(folder: Path) -> datetime | None:
    """When the oldest of the backups in a folder that the program has named was made. Raises StorageFault."""
    try:
        return min(_made_in(folder).values(), default=None)
    except OSError as error:
        raise explain(error) or StorageFault(f"{folder} går inte att läsa.") from error


def _made_in(folder: Path) -> dict[Path, datetime]:
    return {file: made for file in folder.glob("*.db") if (made := _moment_in(file.stem))}


def _moment_in(name: str) -> datetime | None:
    """When it was made, by its name, in local time."""
    found = _NAMED.fullmatch(name)
    try:
        return None if found is None else datetime.strptime(found[1], "%Y-%m-%dT%H%M%S").astimezone()
    except ValueError:
        return None


def _remove(*files: Path) -> None:
    """What anybody could read is overwritten first; the rest is nothing without its keys."""
    for file in filter(Path.is_file, files):
        if is_plain(file):
            erase([file])
        else:
            file.unlink()
            sync(file.parent)
