"""The same register under another key: an exact copy made beside it, compared, and put in its place."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from models.faults import StorageFault
from models.storage.backup import verify
from models.storage.connection import connection, raw_key
from models.storage.durable import make_private, put_in_place, sync, unfinished
from models.storage.faults import explain


def rekey(file: Path, key: bytes | None, new: bytes) -> None:
    """Put a closed register under a new key (from none where it was plain). The caller holds the register's lock.

    Killed at any point, either the old or the new file is in place, whole.
    Raises StorageFault, with the old one in place.
    """
    verify(file, key)
    building = unfinished(file)
    try:
        fold(file, key)
        make_private(building)
        with connection(building, new) as copy:
            _attach(copy, file, key)
            copy.execute("BEGIN")  # else each table would wait for the disk
            copy.execute("SELECT sqlcipher_export('main', 'old')")
            for name in ("application_id", "user_version"):
                copy.execute(f"PRAGMA main.{name} = {copy.execute(f'PRAGMA old.{name}').fetchone()[0]}")
            copy.execute("COMMIT")
        verify(building, new)
        with connection(building, new) as copy:
            _attach(copy, file, key)
            if any(_differences(copy)):
                raise StorageFault("Den nya filen blev inte lik den gamla, som är kvar. Försök igen.")
        sync(building)
        put_in_place(building, file)
    except (OSError, sqlite3.Error) as error:
        raise explain(error) or StorageFault(f"{file} kunde inte krypteras, och är som den var.") from error
    finally:
        building.unlink(missing_ok=True)


def fold(file: Path, key: bytes | None) -> None:
    """Let all that is written stand in the file itself: a log left beside it would be read into the file that follows.

    Raises StorageFault where somebody else has it open, or sqlite3.Error.
    """
    with connection(file, key) as opened:
        if opened.execute("PRAGMA journal_mode = delete").fetchone()[0] != "delete":
            raise StorageFault(f"{file} är öppen i ett annat program. Stäng det och försök igen.")


def _attach(copy: sqlite3.Connection, file: Path, key: bytes | None) -> None:
    copy.execute("ATTACH ? AS old KEY ?", (str(file), "" if key is None else raw_key(key)))


def _differences(copy: sqlite3.Connection) -> Iterator[str]:
    """The tables that are not the same in both, row by row; and the schema's own, with its indexes and triggers."""
    tables = copy.execute("SELECT name FROM old.sqlite_master WHERE type = 'table'").fetchall()
    for name in ("sqlite_master", *(f'"{name}"' for (name,) in tables)):
        columns = "type, name, tbl_name, sql" if name == "sqlite_master" else "*"
        ours, theirs = (f"SELECT {columns} FROM {side}.{name}" for side in ("main", "old"))  # noqa: S608
        counts = f"SELECT (SELECT count(*) FROM main.{name}) = (SELECT count(*) FROM old.{name})"  # noqa: S608
        missing = (copy.execute(f"{one} EXCEPT {other}").fetchone() for one, other in ((ours, theirs), (theirs, ours)))
        if not copy.execute(counts).fetchone()[0] or any(missing):
            yield name
