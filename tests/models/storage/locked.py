"""An encrypted register for tests: a keyring that takes no time to open, two users and their passwords."""

from uuid import UUID

from models.register import Register
from models.storage.crypto import Cost
from models.storage.keyring import Made, make_keyring, put_slot
from models.storage.keyring_text import write_keyring
from models.storage.place import Place
from tests.conftest import NOW

CHEAP = Cost(passes=1, lanes=1, memory=8)

YLVA, GUNVOR = UUID(int=1), UUID(int=2)
YLVA_TYPES = ("Ylva", "körsbär i snön")
GUNVOR_TYPES = ("gunvor.t", "tolv gula äpplen")


def make_locked(place: Place) -> Made:
    """A keyring in a folder, with a slot each for Ylva and Gunvor; the register is made when it is opened."""
    place.folder.mkdir(parents=True, exist_ok=True)
    made = make_keyring(YLVA, *YLVA_TYPES, CHEAP)
    both = put_slot(made.keyring, made.key, GUNVOR, *GUNVOR_TYPES, cost=CHEAP)
    write_keyring(place.keyring, both)
    return Made(both, made.key, made.recovery_key)


def opened(place: Place, key: bytes | None) -> Register:
    """The register in a folder, on the day of the tests."""
    return Register(place, lambda: NOW, key)
