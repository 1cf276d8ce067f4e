"""What kind of file it is: ours or not, whole or not, of which schema."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from models.faults import StorageFault
from models.storage.migrations import APPLICATION_ID, LATEST


def inspect(file: Path) -> int:
    """The schema version of a file of ours. Raises StorageFault where it is something else, or newer."""
    if not file.exists():
        raise StorageFault(f"Filen {file} finns inte.")
    if file.stat().st_size == 0:
        raise StorageFault(f"{file} är tom och inget ST-kollen-register. Återläs en säkerhetskopia eller flytta filen.")
    try:
        with connection(file) as plain:
            application, version = (
                plain.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
            raise StorageFault(f"{file} är inget ST-kollen-register, eller så är filen skadad.") from error
        raise StorageFault(f"{file} går inte att öppna. Kontrollera behörigheten till filen och mappen.") from error
    if application != APPLICATION_ID:
        raise StorageFault(f"{file} är en databas, men inget ST-kollen-register.")
    if version > LATEST:
        raise StorageFault(
            f"Registret är skrivet av en nyare version av ST-kollen (schema {version}, det här programmet läser "
            f"till och med {LATEST}). Uppdatera programmet."
        )
    return int(version)


@contextmanager
def connection(file: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection outside the register's own threads, closed at the end."""
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        yield plain
