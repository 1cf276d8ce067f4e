"""The way in: from what a person types to the key of a register or of a backup.

It is slow on purpose (Argon2id), and so never for the event loop. Wrong tries are counted around it: `tries`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from models.faults import StorageFault
from models.storage.crypto import USUAL, Cost
from models.storage.database import announce, check_nothing_lost
from models.storage.file import is_plain, schema_of
from models.storage.keyring import Made, Unlocked, make_keyring, unlock, unlock_by_recovery_key
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.place import Place, keyring_beside


@dataclass(frozen=True)
class Entry:
    """Who it is (nobody, with the recovery key), and the key that opens the file."""

    user: UUID | None
    key: bytes = field(repr=False)


def begin(place: Place, user: UUID, user_name: str, password: str, *, cost: Cost = USUAL) -> Made:
    """The keyring for a register that is about to be made or brought over, in its place; its key.

    Raises WeakPassword, and StorageFault where there is an encrypted register already, or has been, which a new keyring
    would lock.
    """
    made = make_keyring(user, user_name, password, cost)
    if not place.file.exists():
        check_nothing_lost(place)
        announce(place)
    elif not is_plain(place.file):
        raise StorageFault(f"Det finns redan ett register i {place.folder}, eller en fil som inte är ett register.")
    write_keyring(place.keyring, made.keyring)
    return made


def enter(file: Path, user_name: str, password: str) -> Entry:
    """Open a register, or a backup by its own keyring, with a user name and a password.

    Raises WrongPassword, and StorageFault where the keyring or the file is missing, damaged or another's.
    """
    return _entry(file, unlock(read_keyring(keyring_beside(file)), user_name, password))


def enter_by_recovery_key(file: Path, typed: str) -> Entry:
    """Open a register, or a backup by its own keyring, with the recovery key. Raises as `enter` does."""
    return _entry(file, unlock_by_recovery_key(read_keyring(keyring_beside(file)), typed))


def _entry(file: Path, unlocked: Unlocked) -> Entry:
    return Entry(unlocked.user, _key_of(file, unlocked.keys))


def _key_of(file: Path, keys: Sequence[bytes]) -> bytes:
    """Of two keys, left by a rotation that was killed, the one that the file is under."""
    newest, *older = keys
    for key in older:
        try:
            schema_of(file, newest)
        except StorageFault:
            newest = key
    return newest
