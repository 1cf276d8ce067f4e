"""Opening the register: made or upgraded where needed, the pragmas, and one connection per thread."""

import sqlite3
from contextlib import suppress
from datetime import datetime

from peewee import SqliteDatabase

from models.faults import DamagedRegister, StorageFault
from models.storage.backup import back_up
from models.storage.connection import connection, raw_key
from models.storage.durable import make_private, put_in_place, sync, unfinished
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.migrations import APPLICATION_ID, LATEST, migrate
from models.storage.place import Place

_PRAGMAS = {
    "busy_timeout": 5000,
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "secure_delete": 1,
    "cache_size": -64000,
}
_QUIET = {"cipher_log_level": "none"}  # first of all: it would write on the terminal that we draw on


def open_database(place: Place, now: datetime, key: bytes | None = None) -> SqliteDatabase:
    """The register's file, made if there is none, at this program's schema; encrypted under the key if there is one.

    The caller holds the register's lock. Raises StorageFault where the file is not ours, damaged, newer than the
    program, or under another key.
    """
    if not place.file.exists():
        _create(place, key)
    _sweep(place)
    if inspect(place.file, key) < LATEST:
        _upgrade(place, now, key)
    if key is None:
        return SqliteDatabase(str(place.file), pragmas=_PRAGMAS)
    return _encrypted(place, key)


def read_only(database: SqliteDatabase) -> None:
    """Make this thread's connection one that cannot write."""
    database.connect(reuse_if_open=True)
    database.pragma("query_only", True)


def _encrypted(place: Place, key: bytes) -> SqliteDatabase:
    from playhouse.sqlcipher_ext import SqlCipherDatabase  # noqa: PLC0415  only where something is encrypted

    from models.storage.rotation import settle  # noqa: PLC0415

    settle(place, key)
    database: SqliteDatabase = SqlCipherDatabase(str(place.file), passphrase=raw_key(key), pragmas=_QUIET | _PRAGMAS)
    return database


def _sweep(place: Place) -> None:
    """Remove what a program that was killed had begun on."""
    building = unfinished(place.file)
    journal = building.with_name(f"{building.name}-journal")
    ours = (place.keyring, place.restored, place.erased, place.opened_by)
    for left in (building, journal, place.beginning, place.restoring, *map(unfinished, ours)):
        with suppress(OSError):
            left.unlink(missing_ok=True)


def _upgrade(place: Place, now: datetime, key: bytes | None) -> None:
    moment = f"{now.astimezone():%Y-%m-%dT%H%M%S}"

    def before_step(step: int) -> None:
        back_up(place.file, place.backups / f"fore-schema-{step}-{moment}.db", now, key)

    try:
        migrate(place.file, before_step, key=key)
    except sqlite3.Error as error:
        words = f"Registret kunde inte uppgraderas och är som det var. En säkerhetskopia ligger i {place.backups}."
        raise explain(error) or StorageFault(words) from error


def check_nothing_lost(place: Place) -> None:
    """That no register has been here, in a folder where none is now. Raises DamagedRegister."""
    if place.restoring.exists():
        raise DamagedRegister("En återläsning avbröts innan den var klar. Återläs säkerhetskopian igen.")
    left = place.left
    if not left:
        return
    from models.storage.keeping import copies_in  # noqa: PLC0415  only where something is lost

    missing, another = f"Registret saknas i {place.folder}", "Ska ett nytt register börja, välj en annan mapp."
    if copies_in(place.backups):
        raise DamagedRegister(
            f"{missing}, men det finns säkerhetskopior i {place.backups}. Återläs den senaste. {another}"
        )
    raise DamagedRegister(
        f"{missing}, men det här är kvar av det: {', '.join(path.name for path in left)}. "
        f"Lägg tillbaka {place.file.name}, eller återläs en säkerhetskopia. {another}"
    )


def announce(place: Place) -> None:
    """Let a file say, from before the keyring is written until the register is there, that one is being made."""
    if not place.beginning.exists():
        make_private(place.beginning)


def _create(place: Place, key: bytes | None) -> None:
    """Build the file under another name, so that a kill leaves no half register behind."""
    check_nothing_lost(place)
    building = unfinished(place.file)
    make_private(building)
    with connection(building, key) as opened:
        opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(building, lambda _step: None, key=key, durable=False)
    sync(building)
    put_in_place(building, place.file)
