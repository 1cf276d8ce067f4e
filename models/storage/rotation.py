"""A new key for the whole register, so that whoever has been removed has no use of the old one."""

from contextlib import suppress
from uuid import UUID

from models.faults import StorageFault
from models.storage.backup import verify
from models.storage.erased import seal_anew
from models.storage.held import expect, hold, require_held
from models.storage.keyring import remove_slot, with_new_key
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.place import Place
from models.storage.rekeyed import rekey


def rotate(place: Place, key: bytes, without: UUID | None = None) -> bytes:
    """Encrypt a closed register anew, a user removed or not; the new key. The others' passwords stay as they are.

    The caller holds the register's lock. Until the file is in place the keyring holds both keys, so that it can be
    opened whenever this is killed; `hold` then keeps the key that the file is under. A rotation that was killed may
    so come to nothing: the slot is gone, but the key is the old one until this has answered. Raises StorageFault,
    likewise.
    """
    keyring = read_keyring(place.keyring)
    both, new = with_new_key(keyring if without is None else remove_slot(keyring, key, without), key)
    verify(place.file, key)
    require_held(place.file, key, keyring)
    expect(place.file, key, both, forget=True)
    write_keyring(place.keyring, both)
    seal_anew(place.erased, (key,), new)
    rekey(place.file, key, new)
    with suppress(StorageFault):  # the file is under the new key, and the next opening settles it
        hold(place, new)
    return new
