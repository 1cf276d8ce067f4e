"""Who may restore a backup: one rule for an open register, for the door of one that cannot be used, and for commands.

As long as the register in place can be opened it is one of its own chiefs, whatever they were when the backup was made.
Where it cannot, it is a chief of the backup, or whoever has its recovery key. A plain backup has neither, and never
takes the place of a register that can be opened with a password. Over a register from a newer program nobody restores,
whole or not, as long as it shows that it is newer: update the program.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from uuid import UUID

from models.copies import Copy
from models.faults import DamagedRegister, NewerRegister, StorageFault, WrongPassword
from models.forms.refusal import Refused
from models.rights import Role
from models.storage.backup import verify
from models.storage.connection import connection
from models.storage.entry import Entry, enter, enter_by_recovery_key
from models.storage.file import inspect, is_plain
from models.storage.keyring import generation_of
from models.storage.keyring_text import read_keyring
from models.storage.migrations import WITH_USERS
from models.storage.place import Place, keyring_beside
from models.storage.slots import Slot
from models.storage.tries import TriesAt


@dataclass(frozen=True)
class Restorer:
    """The chief who restores a backup, and is chief of what comes of it too.

    With a slot of the register that is replaced they keep the password that they have now; without one they were chief
    in the backup.
    """

    id: UUID
    name: str
    sign_in: str
    slot: Slot | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Way:
    """How a backup may take the register's place: its key, the register's own where that is known, and by whom.

    The keys are None of what is plain, `by` where it is the first chief of the backup's day.
    """

    key: bytes | None = field(repr=False)
    now: bytes | None = field(repr=False)
    by: Restorer | None


class Whose(Enum):
    """Whose user name and password are asked for: the register's, or the backup's as they were on its day."""

    REGISTER = auto()
    BACKUP = auto()


Ask = Callable[[Whose], tuple[str, str]]


def way_back(place: Place, now: datetime, copy: Copy, ask: Ask, damage: DamagedRegister | None = None) -> Way:
    """Let whoever answers restore a backup; as slow as Argon2id, once or twice.

    `ask` gives a user name and a password; a backup's recovery key goes with no name. `damage` is what has been found
    by somebody who was let in. Raises Refused for whoever is no chief, WrongPassword, TooManyTries, NewerRegister, and
    StorageFault also where the backup is damaged, or plain and is not to take the place of what is there.
    """
    opened = None if damage is not None else _opened(place, now, copy, ask)
    if opened is not None:
        by = chief_of(place.file, opened.key, opened.user)
        slot = None if by is None else slot_for(place, copy.file, by.id)
        key = opened.key if _is_under(copy.file, opened.key) else key_of(place, now, copy.file, *ask(Whose.BACKUP))
        verify(copy.file, key)
        return Way(key, opened.key, None if by is None or slot is None else replace(by, slot=slot))
    if not copy.encrypted:
        verify(copy.file)
        return Way(None, None, None)
    entry = _entered(place, now, copy.file, *ask(Whose.BACKUP))
    verify(copy.file, entry.key)
    return Way(entry.key, None, None if entry.user is None else chief_of(copy.file, entry.key, entry.user))


def require_encrypted(copy: Copy) -> None:
    """Raises StorageFault where a backup is plain: the register whose place it took would lose its passwords."""
    if not copy.encrypted:
        raise StorageFault(
            f"{copy.file} är inte krypterad, men registret är det, och det får inte bli av med sina lösenord. Återläs"
            " kopian i en egen mapp, med st-kollen --data MAPP restore, och öppna den där: då krypteras den."
        )


def key_of(place: Place, now: datetime, file: Path, user_name: str, password: str) -> bytes:
    """The key of a backup of this place, by the keyring beside it; without a user name by the recovery key.

    It takes as long as Argon2id does. Raises WrongPassword, TooManyTries and StorageFault.
    """
    return _entered(place, now, file, user_name, password).key


def chief_of(file: Path, key: bytes | None, user: UUID | None) -> Restorer | None:
    """Who a user is in a register or a backup; None where it is plain, or has no users yet, as before its clinic.

    Raises Refused where that is no chief, and StorageFault.
    """
    if key is None or inspect(file, key) < WITH_USERS:
        return None
    with connection(file, key) as opened:
        users = opened.execute('SELECT id, name, sign_in, role FROM "user" WHERE NOT archived').fetchall()
    for one, name, sign_in, role in users:
        if UUID(one) == user and role == Role.CHIEF:
            return Restorer(UUID(one), name, sign_in)
    if users:
        raise Refused("Det här är bara för chef.")
    return None


def slot_for(place: Place, source: Path, user: UUID) -> Slot | None:
    """A user's slot in the register's keyring, where the backup's keyring is an earlier one of it."""
    if not keyring_beside(source).exists():
        return None
    now, then = read_keyring(place.keyring), read_keyring(keyring_beside(source))
    return next((slot for slot in now.slots if slot.id == user), None) if now.register == then.register else None


def _has_passwords(place: Place) -> bool:
    """Whether there is a register that a password opens, as far as can be seen without one. Raises NewerRegister."""
    try:
        read_keyring(place.keyring)
        return place.file.stat().st_size > 0 and not is_plain(place.file)
    except NewerRegister:
        raise
    except (StorageFault, OSError):
        return False


def _opened(place: Place, now: datetime, copy: Copy, ask: Ask) -> Entry | None:
    """The register, to one of its users; None where it is plain, or it turns out that nobody can use it.

    Raises WrongPassword, NewerRegister, and StorageFault where the backup is not to take its place.
    """
    has_passwords = _has_passwords(place)
    try:
        if not has_passwords:
            _verify_known(place.file, None)
            return None
        require_encrypted(copy)
        with TriesAt(place).counted(now):
            entry = enter(place.file, *ask(Whose.REGISTER))
        _verify_known(place.file, entry.key)
    except DamagedRegister:
        return None
    except NewerRegister as newer:
        raise NewerRegister(f"{newer} {_LEFT}") from None
    except WrongPassword as wrong:
        raise WrongPassword(f"{wrong} {_OF_TODAY}") from None
    return entry


def _verify_known(file: Path, key: bytes | None) -> None:
    """As `verify` does, but of a damaged one too it is said first that it is newer, where it shows that."""
    inspect(file, key)
    verify(file, key)


_LEFT = (
    "Det lämnas som det är: inget är återläst. Ska kopian ändå användas, återläs den i en egen mapp med"
    " st-kollen --data MAPP restore."
)
_OF_TODAY = "Registret går att öppna, och ersätts bara av en chef i det, med sitt lösenord i dag."


def _entered(place: Place, now: datetime, file: Path, user_name: str, password: str) -> Entry:
    with TriesAt(place).counted(now):
        return enter(file, user_name, password) if user_name else enter_by_recovery_key(file, password)


def _is_under(file: Path, key: bytes) -> bool:
    """Whether the keyring beside a backup is of a key."""
    try:
        generation_of(read_keyring(keyring_beside(file)), key)
    except StorageFault:
        return False
    return True
