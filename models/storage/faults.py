"""What can be wrong with the file, in Swedish words for a person."""

import errno

from models.faults import DamagedRegister, StorageFault

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_DAMAGED = {"SQLITE_CORRUPT", "SQLITE_NOTADB"}
_NO_ROOM = "Disken är full. Inget skrevs. Frigör utrymme och försök igen."
# SQLite calls a quota that is used up an error of the disk
_FULL_OR_BROKEN = "Den kan vara full eller trasig: frigör utrymme eller kontrollera den, och försök igen."


def explain(error: BaseException) -> StorageFault | None:
    """The Swedish explanation of a database or file error, or None where it is not one.

    Peewee hides a full disk behind "cannot rollback", so the whole chain of causes is walked.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, StorageFault):
            return cause
        if getattr(cause, "sqlite_errorname", "") in _DAMAGED:
            return DamagedRegister("Filen är skadad eller är inte ett ST-kollen-register. Återläs en säkerhetskopia.")
        words = _words(cause)
        if words is not None:
            return StorageFault(words)
        cause = getattr(cause, "orig", None) or cause.__cause__ or cause.__context__
    return None


def _words(error: BaseException) -> str | None:
    name = getattr(error, "sqlite_errorname", None) or ""  # SQLCipher's errors have it too, but are not sqlite3's
    if name == "SQLITE_FULL":
        return _NO_ROOM
    if name.startswith("SQLITE_READONLY") or name == "SQLITE_CANTOPEN":
        return "Mappen går inte att skriva i. Ändringen sparades inte. Kontrollera behörigheten till mappen."
    if name.startswith("SQLITE_IOERR"):
        return f"Disken svarade med ett fel. Inget sparades. {_FULL_OR_BROKEN}"
    if name == "SQLITE_CONSTRAINT_TRIGGER":
        return str(error)  # the guards' own words
    if name == "SQLITE_BUSY":
        return "Registret är upptaget av ett annat program. Försök igen om en stund."
    if isinstance(error, PermissionError):
        return f"Behörighet saknas till {error.filename}. Välj en annan mapp eller ändra behörigheten."
    if isinstance(error, OSError) and error.errno in _FULL:
        return _NO_ROOM
    return None
