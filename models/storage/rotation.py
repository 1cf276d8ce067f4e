"""A new key for the whole register, so that whoever has been removed has no use of the old one."""

from contextlib import suppress
from uuid import UUID

from models.faults import StorageFault
from models.storage.erased import seal_anew
from models.storage.keyring import remove_slot, settled, with_new_key
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.place import Place
from models.storage.rekeyed import rekey
from models.storage.second_homes import close_anew


def rotate(place: Place, key: bytes, without: UUID | None = None) -> bytes:
    """Encrypt a closed register anew, a user removed or not; the new key. The others' passwords stay as they are.

    The caller holds the register's lock. Until the file is in place the keyring holds both keys, so that it can be
    opened whenever this is killed; `settle` then keeps the key that the file is under. A rotation that was killed may
    so come to nothing: the slot is gone, but the key is the old one until this has answered. Raises StorageFault,
    likewise.
    """
    keyring = read_keyring(place.keyring)
    both, new = with_new_key(keyring if without is None else remove_slot(keyring, key, without), key)
    write_keyring(place.keyring, both)
    seal_anew(place.erased, (key,), new)
    close_anew(place, key, new)
    rekey(place.file, key, new)
    with suppress(StorageFault):  # the file is under the new key, and the next opening settles it
        settle(place, new)
    return new


def settle(place: Place, key: bytes) -> None:
    """Keep only the key that opens the register. The caller holds the register's lock. Raises StorageFault."""
    if not place.keyring.exists():
        return
    keyring = read_keyring(place.keyring)
    if len(keyring.generations) > 1:
        write_keyring(place.keyring, settled(keyring, key))
