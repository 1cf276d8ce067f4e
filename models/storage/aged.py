"""Backups that have been kept long enough: whoever has been erased is still in those from before it.

Only what the program has named itself is removed, a moment last in its name; what somebody has named is theirs to keep.
"""

import re
from datetime import datetime
from pathlib import Path

from models.faults import StorageFault
from models.rules.retention import too_old
from models.storage.bring_over import erase
from models.storage.durable import sync
from models.storage.faults import explain
from models.storage.file import is_plain
from models.storage.place import companions, keyring_beside, manifest_beside

_NAMED = re.compile(r"[a-z0-9-]+-(\d{4}-\d\d-\d\dT\d{6})(?:-\d+)?")


def remove_aged(folder: Path, now: datetime, days: int) -> tuple[Path, ...]:
    """Remove the backups in a folder that are older than so many days, and the registers that restores put aside.

    The newest backup stays however old it is. Answers with what was removed; raises StorageFault.
    """
    try:
        backups = {file: made for file in folder.glob("*.db") if (made := _moment_in(file.stem))}
        aside = {path: made for path in folder.iterdir() if path.is_dir() and (made := _moment_in(path.name))}
        gone = too_old(backups, now, days)
        left = [path for path, made in aside.items() if too_old({path: made, folder: now}, now, days)]
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
