"""Who may restore: a chief of the register in place, and where that cannot be opened a chief of the backup."""

import asyncio
from pathlib import Path

import pytest

from models.backups import backups_of
from models.commands.users import change_user, remove_user
from models.copies import Copy
from models.faults import DamagedRegister, StorageFault, WrongPassword
from models.forms.refusal import Refused
from models.forms.user import RemoveUserForm, UserForm
from models.keys import change_own_password
from models.queries.users import user_lines
from models.register import Register
from models.restoring import compare, restoring
from models.rights import Role
from models.storage.backup import back_up
from models.storage.entry import enter
from models.storage.keeping import copy_of
from models.storage.place import Place
from models.who_restores import Way, Whose, way_back
from tests.conftest import NOW
from tests.locked import door_at
from tests.making import make_candidate
from tests.models.signing_in import make_signing_in, signed_in
from tests.models.storage.locked import GUNVOR, GUNVOR_TYPES, YLVA, YLVA_TYPES
from tests.models.test_backups import backed_up

DAMAGED = DamagedRegister("Registret är skadat.")
NEW = "sju blå hav i väst"


async def make_gunvor(register: Register, role: Role) -> None:
    line = next(one for one in await register.ask(user_lines) if one.id == GUNVOR)
    await register.do(change_user, UserForm(id=GUNVOR, version=line.version, name=line.name, role=role))


@pytest.fixture
async def copy(place: Place) -> Copy:
    """A backup in which Gunvor is chief too; she is not now, and Ylva has another password since."""
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_gunvor(chief, Role.CHIEF)
        copy = await backed_up(chief)
        await make_gunvor(chief, Role.SUPERVISOR)
        await change_own_password(chief, YLVA_TYPES[1], NEW)
    return copy


def way(place: Place, copy: Copy, *typed: str, damage: DamagedRegister | None = None) -> tuple[Way, list[Whose]]:
    """The way back for whoever types this, whatever is asked for, and what was."""
    asked: list[Whose] = []

    def ask(whose: Whose) -> tuple[str, str]:
        asked.append(whose)
        return typed[0], typed[1]

    return way_back(place, NOW, copy, ask, damage), asked


def test_over_a_register_that_can_be_opened_it_is_a_chief_of_it_with_the_password_of_now(
    place: Place, copy: Copy
) -> None:
    with pytest.raises(Refused, match="bara för chef"):
        way(place, copy, *GUNVOR_TYPES)
    with pytest.raises(WrongPassword, match="ersätts bara av en chef i det"):
        way(place, copy, *YLVA_TYPES)
    found, asked = way(place, copy, YLVA_TYPES[0], NEW)
    assert asked == [Whose.REGISTER]
    assert found.by is not None
    assert (found.by.id, found.by.slot is not None, found.key) == (YLVA, True, found.now)


def gone(place: Place) -> None:
    place.file.unlink()


def empty(place: Place) -> None:
    place.file.write_bytes(b"")


def without_its_keyring(place: Place) -> None:
    place.keyring.unlink()


@pytest.mark.parametrize("harm", [gone, empty, without_its_keyring])
def test_where_it_can_be_opened_by_nobody_it_is_a_chief_of_the_backup(place: Place, copy: Copy, harm: object) -> None:
    assert callable(harm)
    harm(place)
    for typed, chief in ((GUNVOR_TYPES, GUNVOR), (YLVA_TYPES, YLVA)):
        found, asked = way(place, copy, *typed)
        assert asked == [Whose.BACKUP]
        assert found.by is not None
        assert (found.by.id, found.now) == (chief, None)


def test_damage_that_only_a_password_shows_counts_when_it_is_found(place: Place, copy: Copy) -> None:
    data = bytearray(place.file.read_bytes())
    data[len(data) // 2] ^= 1
    place.file.write_bytes(bytes(data))
    with pytest.raises(WrongPassword):  # nobody has shown that it is damaged
        way(place, copy, *YLVA_TYPES)
    found, asked = way(place, copy, *GUNVOR_TYPES)
    assert asked == [Whose.REGISTER, Whose.BACKUP]
    assert found.now is None
    found, asked = way(place, copy, *YLVA_TYPES, damage=DAMAGED)
    assert asked == [Whose.BACKUP]


async def test_the_recovery_key_of_the_backup_is_enough_and_a_handledares_password_is_not(place: Place) -> None:
    recovery_key = await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
    place.file.unlink()
    door = door_at(place, lambda: NOW)
    with pytest.raises(Refused, match="bara för chef"):
        await asyncio.to_thread(door.restoration, copy, *GUNVOR_TYPES, DAMAGED)
    found = await asyncio.to_thread(door.restoration, copy, "", recovery_key, DAMAGED)
    assert not place.file.exists()
    assert "är återläst" in await asyncio.to_thread(found.carry_out)


async def test_it_is_held_against_what_can_be_read_of_a_damaged_register_and_the_removed_stay_so(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        await make_candidate(chief, name="Senare Tillkommen")
        line = next(one for one in await chief.ask(user_lines) if one.id == GUNVOR)
        await chief.do(remove_user, RemoveUserForm(id=GUNVOR, version=line.version))
    found = await asyncio.to_thread(door_at(place, lambda: NOW).restoration, copy, *YLVA_TYPES, DAMAGED)
    assert found.told is not None
    assert (found.told.gone, set(found.told.users.removed)) == (("Senare Tillkommen",), {GUNVOR})
    await asyncio.to_thread(found.carry_out)
    with pytest.raises(WrongPassword):
        enter(place.file, *GUNVOR_TYPES)


@pytest.mark.usefixtures("copy")
async def test_a_plain_backup_takes_no_place_that_passwords_keep(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "annat")
    Register(other, lambda: NOW).close()
    plain = copy_of(back_up(other.file, tmp_path / "okrypterad.db", NOW))
    with pytest.raises(StorageFault, match="är inte krypterad, men registret är det"):
        way(place, plain, YLVA_TYPES[0], NEW)
    async with signed_in(place, YLVA_TYPES[0], NEW) as chief:
        assert await backups_of(chief)
        for ask in (lambda: compare(chief, plain, None), lambda: restoring(chief, plain, None, ())):
            with pytest.raises(StorageFault, match="är inte krypterad, men registret är det"):
                await ask()
    assert way(other, plain)[0] == Way(None, None, None)
    place.file.unlink()
    assert way(place, plain)[0] == Way(None, None, None)
