"""What a newer version of the program has written is told as newer, never as damaged, and nothing takes its place."""

from contextlib import closing
from pathlib import Path

import pytest

from models.backups import State, state_of
from models.copies import Copy, Proof
from models.faults import NewerRegister, WrongPassword
from models.register import Register
from models.restoring import compare
from models.storage.backup import back_up, verify
from models.storage.connection import connection
from models.storage.keeping import copy_of
from models.storage.migrations import LATEST
from models.storage.place import Place
from models.storage.proof import proof_of
from models.who_restores import Whose, way_back
from tests.conftest import NOW
from tests.models.signing_in import make_signing_in, sign_in, signed_in
from tests.models.storage.locked import YLVA_TYPES
from tests.models.test_backups import backed_up


def make_newer(file: Path, key: bytes | None) -> None:
    with connection(file, key) as opened:
        opened.execute(f"PRAGMA user_version = {LATEST + 1}")


@pytest.fixture
async def copy(place: Place) -> Copy:
    """A backup of a register that a newer program has opened since."""
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy, key = await backed_up(chief), chief.key
    make_newer(place.file, key)
    return copy


def ylva(_whose: Whose) -> tuple[str, str]:
    return YLVA_TYPES


def test_whoever_signs_in_is_told(place: Place, copy: Copy) -> None:
    before = place.file.read_bytes()
    with pytest.raises(NewerRegister, match="Uppdatera programmet"):
        sign_in(place)
    assert copy.file.exists()
    assert place.file.read_bytes() == before


def test_nobody_restores_over_a_register_that_is_newer(place: Place, copy: Copy) -> None:
    with pytest.raises(NewerRegister, match="Det lämnas som det är"):
        way_back(place, NOW, copy, ylva)
    with pytest.raises(WrongPassword):
        way_back(place, NOW, copy, lambda _whose: (YLVA_TYPES[0], "ett annat lösenord"))


def test_nor_over_a_plain_one(place: Place, tmp_path: Path) -> None:
    Register(place, lambda: NOW).close()
    plain = copy_of(back_up(place.file, tmp_path / "okrypterad.db", NOW))
    make_newer(place.file, None)
    with pytest.raises(NewerRegister, match="Det lämnas som det är"):
        way_back(place, NOW, plain, ylva)


def flip(file: Path, at: int) -> None:
    data = bytearray(file.read_bytes())
    data[at] ^= 1
    file.write_bytes(bytes(data))


def test_nor_over_one_of_which_a_page_is_damaged_as_long_as_it_shows_that_it_is_newer(place: Place, copy: Copy) -> None:
    flip(place.file, place.file.stat().st_size // 2)
    with pytest.raises(NewerRegister, match="Det lämnas som det är"):
        way_back(place, NOW, copy, ylva)
    flip(place.file, 100)
    assert way_back(place, NOW, copy, ylva).now is None


def test_nor_over_a_plain_one_of_which_a_page_is_damaged(place: Place, tmp_path: Path) -> None:
    Register(place, lambda: NOW).close()
    plain = copy_of(back_up(place.file, tmp_path / "okrypterad.db", NOW))
    make_newer(place.file, None)
    data = bytearray(place.file.read_bytes())
    data[4096:8192] = bytes(4096)
    place.file.write_bytes(bytes(data))
    with pytest.raises(NewerRegister, match="Det lämnas som det är"):
        way_back(place, NOW, plain, ylva)


async def test_a_newer_backup_is_not_said_to_be_damaged(place: Place, tmp_path: Path) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        make_newer(copy.file, chief.key)
        assert await state_of(chief, copy) is State.NEWER
        with pytest.raises(NewerRegister, match=rf"\({copy.file.name}\) är skrivet av en nyare version"):
            await compare(chief, copy, chief.key)
    other = Place(tmp_path / "okrypterat")
    with closing(Register(other, lambda: NOW)):
        plain = copy_of(back_up(other.file, tmp_path / "okrypterad.db", NOW))
    make_newer(plain.file, None)
    with pytest.raises(NewerRegister):
        verify(plain.file)
    plain.file.with_suffix(".json").unlink()
    assert proof_of(copy_of(plain.file)) is Proof.LATER
