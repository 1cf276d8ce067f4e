"""Never an empty register in the place of one that was."""

from pathlib import Path

import pytest

from models.door import Behind, Door
from models.faults import DamagedRegister, StorageFault
from models.storage.backup import back_up, restore
from models.storage.entry import enter
from models.storage.keeping import copies_in
from models.storage.place import Place
from tests.conftest import NOW
from tests.models.storage.locked import (
    CHEAP,
    YLVA_TYPES,
    Locked,
    make_locked,
    opened,
)


async def test_no_new_register_begins_where_there_are_backups_of_one(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    back_up(place.file, place.backups / "kopia.db", NOW, made.key)
    place.file.unlink()
    with pytest.raises(StorageFault, match=r"Registret saknas .* men det finns säkerhetskopior"):
        opened(place, made.key)
    assert not place.file.exists()


LEFT = (
    "st-kollen.nycklar",
    "st-kollen.raderade",
    "st-kollen.mappar",
    "st-kollen.andra",
    "st-kollen.aterlast",
    "st-kollen.db-wal",
    "sakerhetskopior/kopia.nycklar",
    "sakerhetskopior/kopia.json",
    "sakerhetskopior/st-kollen.raderade",
    "sakerhetskopior/ersatt-2026-11-20T080000/st-kollen.nycklar",
)


@pytest.mark.parametrize("left", LEFT)
def test_none_begins_where_anything_is_left_of_one(place: Place, left: str) -> None:
    """With it, a register that is found again would have its keyring written over."""
    file = place.folder / left
    file.parent.mkdir(parents=True)
    file.write_bytes(b"kvar")
    words = rf"^Registret saknas i .*, men det här är kvar av det: {left.partition('/')[0]}\. Lägg tillbaka st-kollen"
    assert place.is_taken
    with pytest.raises(DamagedRegister, match=words):
        Door(place, cost=CHEAP).behind()
    with pytest.raises(DamagedRegister, match=words):
        Door(place, cost=CHEAP).begin(*YLVA_TYPES)
    assert [path for path in place.folder.rglob("*") if path.is_file() and path not in (place.lock, file)] == []
    assert file.read_bytes() == b"kvar"


def test_nor_where_only_a_register_is_left_that_a_restore_put_aside(place: Place) -> None:
    aside = place.backups / "ersatt-2026-11-20T080000"
    aside.mkdir(parents=True)
    (aside / "st-kollen.db").write_bytes(b"kvar")
    with pytest.raises(DamagedRegister, match=r"^Registret saknas i .*, men det finns säkerhetskopior i"):
        Door(place, cost=CHEAP).behind()


def test_one_begins_where_nothing_is_left_but_a_half_begun_ones_keyring_and_what_any_start_leaves(place: Place) -> None:
    place.backups.mkdir(parents=True)
    make_locked(place)
    place.tries.write_text("{}")
    assert place.beginning.exists()
    door = Door(place, cost=CHEAP)
    assert door.behind() is Behind.NOTHING
    door.begin(*YLVA_TYPES).close()
    assert door.behind() is Behind.LOCKED


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
