"""Opening the register: made or upgraded where needed, the pragmas, and one connection per thread."""

import sqlite3
from datetime import datetime

from peewee import SqliteDatabase

from models.faults import StorageFault
from models.storage.backup import back_up, sync
from models.storage.faults import explain
from models.storage.file import connection, inspect
from models.storage.migrations import APPLICATION_ID, LATEST, migrate
from models.storage.place import Place

_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "busy_timeout": 5000,
    "secure_delete": 1,
    "cache_size": -64000,
}


def open_database(place: Place, now: datetime) -> SqliteDatabase:
    """The register's file, made if there is none, at this program's schema.

    Raises StorageFault where the file is not ours, damaged, or newer than the program.
    """
    if not place.file.exists():
        _create(place)
    if inspect(place.file) < LATEST:
        _upgrade(place, now)
    return SqliteDatabase(str(place.file), pragmas=_PRAGMAS)


def read_only(database: SqliteDatabase) -> None:
    """Make this thread's connection one that cannot write."""
    database.connect(reuse_if_open=True)
    database.pragma("query_only", True)


def _upgrade(place: Place, now: datetime) -> None:
    moment = f"{now.astimezone():%Y-%m-%dT%H%M%S}"
    try:
        migrate(place.file, lambda step: back_up(place.file, place.backups / f"fore-schema-{step}-{moment}.db"))
    except sqlite3.Error as error:
        words = f"Registret kunde inte uppgraderas och är som det var. En säkerhetskopia ligger i {place.backups}."
        raise explain(error) or StorageFault(words) from error


def _create(place: Place) -> None:
    """Build the file under another name, so that a kill leaves no half register behind."""
    building = place.file.with_name(place.file.name + ".ny")
    building.unlink(missing_ok=True)
    with connection(building) as plain:
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(building, lambda _step: None)
    building.replace(place.file)
    sync(place.folder)
