"""Never an empty register in the place of one that was."""

from pathlib import Path

import pytest

from models.door import Door
from models.faults import DamagedRegister, StorageFault
from models.storage.backup import back_up, restore
from models.storage.entry import enter
from models.storage.erased import note_erased
from models.storage.keeping import copies_in
from models.storage.place import Place
from tests.conftest import NOW
from tests.models.storage.locked import (
    CHEAP,
    YLVA,
    YLVA_TYPES,
    Locked,
    make_locked,
    opened,
)


@pytest.fixture
def made(place: Place) -> Locked:
    """A keyring in the folder."""
    return make_locked(place)


async def test_no_new_register_begins_where_there_are_backups_of_one(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    back_up(place.file, place.backups / "kopia.db", NOW, made.key)
    place.file.unlink()
    with pytest.raises(StorageFault, match=r"Registret saknas .* men det finns säkerhetskopior"):
        opened(place, made.key)
    assert not place.file.exists()


@pytest.mark.parametrize(
    ("left", "words"),
    [("keyring", r"Registret saknas .* men dess nyckelknippa"), ("erased", r"Registret saknas .* men listan över")],
)
async def test_none_begins_where_anything_is_left_of_one(place: Place, made: Locked, left: str, words: str) -> None:
    """With it, a register that is found again would have its keyring written over."""
    opened(place, made.key).close()
    note_erased(place.erased, {YLVA: NOW.date()}, made.key)
    kept = {path: path.read_bytes() for path in (place.keyring, place.erased) if path == getattr(place, left)}
    for path in place.folder.iterdir():
        if path not in kept:
            path.unlink()
    with pytest.raises(DamagedRegister, match=words):
        Door(place, cost=CHEAP).behind()
    with pytest.raises(DamagedRegister, match=words):
        Door(place, cost=CHEAP).begin(*YLVA_TYPES)
    assert {path: path.read_bytes() for path in kept} == kept
    assert not place.file.exists()


async def test_a_restore_keeps_the_keyring_of_a_lost_register_which_opens_it_when_it_is_found(
    place: Place, made: Locked, tmp_path: Path
) -> None:
    opened(place, made.key).close()
    found = place.file.rename(tmp_path / "funnen.db")
    other = Place(tmp_path / "annat")
    its = make_locked(other)
    opened(other, its.key).close()
    copy = back_up(other.file, tmp_path / "usb" / "kopia.db", NOW, its.key)
    first = restore(place, copy, NOW, its.key)
    place.file.unlink()
    second = restore(place, copy, NOW, its.key)  # in the same second, over the keyring that came with the first
    assert first is not None and second is not None and first != second
    assert copies_in(place.backups) == ()
    found.rename(place.file)
    (first / place.keyring.name).replace(place.keyring)
    assert enter(place.file, *YLVA_TYPES).key == made.key
    opened(place, made.key).close()
