"""What kind of file it is: ours or not, whole or not, plain or encrypted, of which schema."""

import sqlite3
from pathlib import Path

from models.faults import DamagedRegister, NewerRegister, StorageFault
from models.storage.connection import connection
from models.storage.migrations import APPLICATION_ID, LATEST
from models.storage.place import keyring_beside

_INSTEAD = "Återläs en säkerhetskopia som är hel, eller välj en annan mapp."
_PLAIN_START = b"SQLite format 3\0"


def is_plain(file: Path) -> bool:
    """Whether a file is a database that anybody can read. Raises OSError.

    Never asked of a register that is open in this process: closing its file lets go of the locks of SQLite (POSIX).
    """
    with file.open("rb") as opened:
        return opened.read(len(_PLAIN_START)) == _PLAIN_START


def inspect(file: Path, key: bytes | None = None) -> int:
    """The schema version of a file of ours, which this program can read.

    Raises StorageFault: DamagedRegister where it is none, or another key's, and NewerRegister.
    """
    version = schema_of(file, key)
    require_known(file, version)
    return version


def schema_of(file: Path, key: bytes | None = None) -> int:
    """The schema version of a file of ours, also of a newer one. Raises as `inspect` does."""
    if not file.exists():
        raise DamagedRegister(f"Filen {file} finns inte. Kontrollera namnet.")
    if file.stat().st_size == 0:
        raise DamagedRegister(
            f"{file} är tom och inget ST-kollen-register. Återläs en säkerhetskopia eller flytta filen."
        )
    try:
        with connection(file, key) as opened:
            application, version = (
                opened.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")
            )
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") in {"SQLITE_NOTADB", "SQLITE_CORRUPT"}:
            raise DamagedRegister(_unreadable(file, key)) from error
        raise StorageFault(f"{file} går inte att öppna. Kontrollera behörigheten till filen och mappen.") from error
    if application != APPLICATION_ID:
        raise DamagedRegister(f"{file} är en databas, men inget ST-kollen-register. {_INSTEAD}")
    return int(version)


def require_known(file: Path, version: int) -> None:
    """Raises NewerRegister where a file's schema is one that came after this program."""
    if version > LATEST:
        raise NewerRegister(
            f"Registret ({file.name}) är skrivet av en nyare version av ST-kollen (schema {version}, det här "
            f"programmet läser till och med {LATEST}). Uppdatera programmet."
        )


def _unreadable(file: Path, key: bytes | None) -> str:
    if key is None:
        if keyring_beside(file).exists():
            return f"{file} är krypterad och öppnas med lösenord."
        return f"{file} är inget ST-kollen-register, eller så är filen skadad. {_INSTEAD}"
    if is_plain(file):
        return f"{file} är inte krypterad, och öppnas inte med lösenord."
    return (
        f"{file} öppnas inte av sina nycklar. Filen är skadad, eller så hör nyckelknippan till ett annat register. "
        "Återläs en säkerhetskopia som är hel: varje kopia har sin egen nyckelknippa."
    )
