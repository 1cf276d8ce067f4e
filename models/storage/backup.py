"""Backup and restore of the whole file: written beside, verified, made durable, and only then put in place."""

import os
import shutil
import sqlite3
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from models.faults import StorageFault
from models.storage.faults import explain
from models.storage.file import connection, inspect
from models.storage.place import Place


def back_up(source: Path, target: Path) -> Path:
    """A verified copy of a register that may be open. Raises StorageFault, leaving nothing half written."""
    if target.exists():
        raise StorageFault(f"{target} finns redan. Välj ett annat namn.")
    building = target.with_name(target.name + ".ny")
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        building.unlink(missing_ok=True)
        with connection(source) as plain:
            plain.execute("VACUUM INTO ?", (str(building),))
        verify(building)
        sync(building)
        building.replace(target)
        sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        raise explain(error) or StorageFault(f"Säkerhetskopian kunde inte skrivas till {target}.") from error
    finally:
        with suppress(OSError):
            building.unlink()
    return target


def restore(place: Place, source: Path, now: datetime) -> Path | None:
    """Put a verified backup in the register's place; returns the folder that the replaced files were moved to.

    The caller holds the register's lock. Raises StorageFault, with the register as it was.
    """
    verify(source)
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    building = place.file.with_name(place.file.name + ".ny")
    try:
        shutil.copyfile(source, building)
        verify(building)
        sync(building)
        aside = _move_aside(place, now)
        try:
            building.replace(place.file)
        except OSError:
            _move_back(place, aside)
            raise
        sync(place.folder)
    except OSError as error:
        raise explain(error) or StorageFault(f"{source} kunde inte återläsas.") from error
    finally:
        with suppress(OSError):
            building.unlink()
    return aside


def verify(file: Path) -> None:
    """Raises StorageFault unless the file is a register of ours, whole and with every reference in place."""
    inspect(file)
    with connection(file) as plain:
        try:
            damage = plain.execute("PRAGMA integrity_check").fetchone()[0]
            broken = plain.execute("PRAGMA foreign_key_check").fetchall()
        except sqlite3.DatabaseError as error:
            raise StorageFault(f"{file} är skadad och kan inte användas.") from error
    if damage != "ok" or broken:
        raise StorageFault(f"{file} är skadad och kan inte användas.")


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, has reached the disk."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _move_back(place: Place, aside: Path | None) -> None:
    for path in aside.iterdir() if aside is not None else ():
        path.replace(place.folder / path.name)


def _move_aside(place: Place, now: datetime) -> Path | None:
    present = [path for path in place.companions() if path.exists()]
    if not present:
        return None
    aside = place.backups / f"ersatt-{now.astimezone():%Y-%m-%dT%H%M%S}"
    aside.mkdir(mode=0o700, parents=True)
    for path in present:
        path.replace(aside / path.name)
    return aside
