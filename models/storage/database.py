"""Opening the register: made or upgraded where needed, the pragmas, and one connection per thread."""

from peewee import SqliteDatabase

from models.storage.backup import back_up
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


def open_database(place: Place) -> SqliteDatabase:
    """The register's file, made if there is none, at this program's schema.

    Raises StorageFault where the file is not ours, damaged, or newer than the program.
    """
    if not place.file.exists():
        _create(place)
    version = inspect(place.file)
    if version < LATEST:
        migrate(place.file, lambda step: back_up(place.file, place.backups / f"fore-schema-{step}.db"))
    return SqliteDatabase(str(place.file), pragmas=_PRAGMAS)


def read_only(database: SqliteDatabase) -> None:
    """Make this thread's connection one that cannot write."""
    database.connect(reuse_if_open=True)
    database.pragma("query_only", True)


def _create(place: Place) -> None:
    """Build the file under another name, so that a kill leaves no half register behind."""
    building = place.file.with_name(place.file.name + ".ny")
    building.unlink(missing_ok=True)
    with connection(building) as plain:
        plain.execute("PRAGMA synchronous = FULL")
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(building, lambda _step: None)
    building.replace(place.file)
