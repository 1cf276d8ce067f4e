"""What differs from a backup, and the way back to one of a register that somebody has signed in to."""

import asyncio
import json
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from functools import partial
from operator import add
from pathlib import Path
from uuid import UUID

import pytest

from models.backups import (
    State,
    backups_of,
    state_of,
)
from models.commands.undo import UndoForm, undo
from models.commands.users import add_user, change_user, hand_over, remove_user
from models.copies import Copy, Difference
from models.faults import StorageFault, WrongPassword
from models.forms.refusal import Refused
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.keys import change_own_password, drop_keys, new_password_for, new_recovery_key, rotate_key
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.users import key_is_due, user_lines
from models.register import Register
from models.restoring import compare, key_of_then, restoring
from models.rights import Role
from models.storage.connection import connection
from models.storage.difference import difference
from models.storage.entry import enter
from models.storage.heads import kept_heads
from models.storage.migrations import APPLICATION_ID, CHAINED, WITH_USERS, migrate, read_steps
from models.storage.place import ERASED, Place
from models.storage.user_difference import user_difference
from screens.backup_text import difference_lines, restoration_text
from tests.conftest import NOW
from tests.locked import door_at
from tests.making import make_candidate, make_clinic, make_user, take_route
from tests.models.commands.seeing import log_of
from tests.models.commands.test_erasure import LONG_AGO, erase
from tests.models.commands.test_retention import end, save
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    opens,
    signed_in,
)
from tests.models.storage.locked import GUNVOR, YLVA, YLVA_TYPES, make_locked
from tests.models.test_backups import backed_up, people

NEW = "sju blå hav i väst"


async def test_what_would_be_gone_changed_and_back_is_told(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_candidate(chief, name="Oförändrad Bergudd")
        changed = await make_candidate(chief, name="Ändrad Ekeskog")
        await make_candidate(chief, name="Ångrad Alsjö")
        copy = await backed_up(chief)
        assert (await compare(chief, copy, chief.key)).is_none
        await chief.do(undo, UndoForm())
        await take_route(chief, changed, "privat_kand")
        await make_candidate(chief, name="Ny Zetterud")
        await make_candidate(chief, name="Ny Ålskog")
        await remove_gunvor(chief)
        told = await compare(chief, copy, chief.key)
    assert (told.gone, told.changed) == (("Ny Zetterud", "Ny Ålskog"), ("Ändrad Ekeskog",))
    assert told.returning == ("Ångrad Alsjö",)
    assert (told.lost, told.back, told.users.gone) == (5, 0, ())
    assert told.users.removed == {GUNVOR: "Gunvor Tjärnstig"}
    assert not told.is_none


async def remove_gunvor(register: Register) -> None:
    version = next(one.version for one in await register.ask(user_lines) if one.id == GUNVOR)
    await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=version))
    await drop_keys(register)


async def test_a_restore_leaves_out_those_who_were_removed_and_the_log_tells_of_it(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        await make_candidate(chief, name="Senare Tillkommen")
        await remove_gunvor(chief)
        told = await compare(chief, copy, chief.key)
        work = await restoring(chief, copy, chief.key, told.users.removed.keys())
    said = await asyncio.to_thread(work)
    assert said.startswith(f"Säkerhetskopian från {NOW.astimezone():%Y-%m-%d kl. %H.%M} är återläst. Det som ersattes")
    with pytest.raises(WrongPassword):
        opens(place, GUNVOR_NAME, GUNVOR_PASSWORD)
    assert enter(copy.file, GUNVOR_NAME, GUNVOR_PASSWORD).user == GUNVOR
    async with signed_in(place) as chief:
        assert await people(chief) == []
        assert [one.id for one in await chief.ask(user_lines)] == [YLVA]
        heads, unreadable = kept_heads(place)
        assert (await chief.ask(check_register, chief.today, heads), unreadable) == ((), ())
        replaced = next(one for one in await backups_of(chief) if one.file.parent.name.startswith("ersatt-"))
        told = await compare(chief, replaced, chief.key)
    assert (told.returning, told.users.gone, told.users.removed) == (("Senare Tillkommen",), (), {})
    assert (told.lost, told.back) == (2, 2)  # the note and the removal; the candidate and the first removal


async def test_a_backup_under_an_older_key_is_opened_by_the_password_or_the_recovery_key_of_its_day(
    place: Place,
) -> None:
    recovery_key = await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        old, rotate = chief.key, await rotate_key(chief, YLVA_PASSWORD)
        assert await state_of(chief, copy) is State.WHOLE
    new = await asyncio.to_thread(rotate)
    with closing(Register(place, lambda: NOW, new, YLVA)) as chief:
        assert await state_of(chief, copy) is State.OTHER_KEY
        with pytest.raises(WrongPassword):
            await key_of_then(chief, copy, YLVA_NAME, "ett helt annat ord")
        assert await key_of_then(chief, copy, YLVA_NAME, YLVA_PASSWORD) == old
        assert await key_of_then(chief, copy, "", recovery_key) == old
        assert (await compare(chief, copy, old)).lost == 0


async def test_the_only_chief_of_a_backup_does_not_come_back_when_removed_since(place: Place) -> None:
    """Whoever restores it is chief of what comes of it, though a handledare on that day."""
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        line = next(one for one in await chief.ask(user_lines) if one.id == GUNVOR)
        await chief.do(hand_over, HandOverForm(to=GUNVOR, version=line.version))
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as gunvor:
        version = next(one.version for one in await gunvor.ask(user_lines) if one.id == YLVA)
        await gunvor.do(remove_user, RemoveUserForm(id=YLVA, version=version))
        await drop_keys(gunvor)
    await restored_by(place, copy, GUNVOR_NAME, GUNVOR_PASSWORD, removed={YLVA: "Ylva Sandåker"})
    with pytest.raises(WrongPassword):
        opens(place, YLVA_NAME, YLVA_PASSWORD)
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as gunvor:
        assert [(one.id, one.role) for one in await gunvor.ask(user_lines)] == [(GUNVOR, "chef")]
        heads, unreadable = kept_heads(place)
        assert (await gunvor.ask(check_register, gunvor.today, heads), unreadable) == ((), ())
        noted, removal = (await log_of(gunvor))[-2:]
        assert await gunvor.ask(key_is_due)
    assert noted.said.endswith(". Gunvor Tjärnstig är fortfarande chef.")
    assert removal.said == "Tog bort användaren Ylva Sandåker."


async def restored_by(place: Place, copy: Copy, name: str, password: str, *, removed: Mapping[UUID, str]) -> Difference:
    """What was told before a backup was restored, in which these were removed since."""
    async with signed_in(place, name, password) as register:
        told = await compare(register, copy, register.key)
        assert told.users.removed == removed
        work = await restoring(register, copy, register.key, told.users.removed.keys())
    await asyncio.to_thread(work)
    return told


async def test_a_chief_who_was_no_user_when_the_backup_was_made_is_one_in_what_comes_of_it(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        new = NewUserForm(id=new_id(), name="Botvid Aspeling", sign_in="botvid", role=Role.CHIEF)
        await chief.do(add_user, new)
        await new_password_for(chief, new.id, NEW)
    async with signed_in(place, "botvid", NEW) as botvid:
        version = next(one.version for one in await botvid.ask(user_lines) if one.id == YLVA)
        await botvid.do(remove_user, RemoveUserForm(id=YLVA, version=version))
        await drop_keys(botvid)
    told = await restored_by(place, copy, "botvid", NEW, removed={YLVA: "Ylva Sandåker"})
    assert (told.users.gone, told.users.stays) == ((), True)
    async with signed_in(place, "botvid", NEW) as botvid:
        roles = {one.name: one.role for one in await botvid.ask(user_lines)}
        assert roles == {"Botvid Aspeling": "chef", "Gunvor Tjärnstig": "handledare"}
        assert await botvid.ask(check_register, botvid.today) == ()


async def test_which_roles_names_and_passwords_would_be_as_they_were_is_told(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        without = await make_user(chief, name="Utan Lösenord", sign_in="utan")
        copy = await backed_up(chief)
        assert not (await compare(chief, copy, chief.key)).users.is_any
        await chief.do(change_user, UserForm(id=GUNVOR, version=1, name="Gunvor Gift", role=Role.CHIEF))
        await new_password_for(chief, GUNVOR, NEW)
        await new_password_for(chief, without, NEW)
        await change_own_password(chief, YLVA_PASSWORD, "ylvas alldeles nya ord")
        await (await new_recovery_key(chief, "ylvas alldeles nya ord")).put_in_force()
        users = (await compare(chief, copy, chief.key)).users
        work = await restoring(chief, copy, chief.key, ())
    assert users.changed == (("Gunvor Tjärnstig", Role.SUPERVISOR),)
    assert (users.passwords, users.without, users.recovery) == (("Gunvor Tjärnstig",), ("Utan Lösenord",), True)
    await asyncio.to_thread(work)
    assert opens(place, GUNVOR_NAME, GUNVOR_PASSWORD) == GUNVOR
    assert opens(place, YLVA_NAME, "ylvas alldeles nya ord") == YLVA  # whoever restores keeps the password of now


def test_of_a_backup_from_before_there_was_a_recovery_key_that_is_told(place: Place) -> None:
    slots = {slot.id: slot for slot in make_locked(place).keyring.slots}
    before = {key: slot for key, slot in slots.items() if not slot.is_recovery}
    chief = {YLVA: ("Ylva", Role.CHIEF)}
    lost = user_difference((chief, chief), (slots, before), None, related=True)
    kept = user_difference((chief, chief), (before, slots), None, related=True)
    assert [(one.recovery, one.unrecoverable) for one in (lost, kept)] == [(True, True), (True, False)]


async def test_whoever_was_erased_is_told_as_erased_again_and_not_as_back(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        key = await make_candidate(chief, name="Gallrad Bergudd")
        await end(chief, key, "ej_antagen", LONG_AGO)
        copy = await backed_up(chief)
        await erase(chief, key)
        told = await compare(chief, copy, chief.key)
    assert (told.erased_again, told.returning) == (("Gallrad Bergudd",), ())
    await restored_by(place, copy, YLVA_NAME, YLVA_PASSWORD, removed={})
    async with signed_in(place) as chief:
        assert await people(chief) == [line.name for line in await chief.ask(candidate_lines, archived=True)] == []


async def test_on_a_new_computer_too_and_only_of_those_whose_seal_holds(place: Place, tmp_path: Path) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        gone = [await make_candidate(chief, name=name) for name in ("Gallrad Bergudd", "Gallrad Alm")]
        kept = await make_candidate(chief, name="Kvar Granlund")
        for one in gone:
            await end(chief, one, "ej_antagen", LONG_AGO)
        copy = await backed_up(chief)
        await erase(chief, *gone)
    listed = copy.file.with_name(ERASED)
    said = json.loads(listed.read_bytes())
    said["raderade"].append({"id": str(kept), "dag": "2026-01-01", "sigill": ["00"]})
    listed.write_text(json.dumps(said))
    new = Place(tmp_path / "ny dator")
    found = await asyncio.to_thread(door_at(new, lambda: NOW).restoration, copy, *YLVA_TYPES)
    assert (found.told, found.erased_again) == (None, ("Gallrad Alm", "Gallrad Bergudd"))
    assert "Raderas igen, eftersom de har gallrats: Gallrad Alm, Gallrad Bergudd." in restoration_text(found)
    receipt = await asyncio.to_thread(found.carry_out)
    assert receipt.endswith(" är återläst. 2 personer som hade gallrats är raderade igen.")
    async with signed_in(new) as chief:
        assert await people(chief) == ["Kvar Granlund"]
        told = await compare(chief, copy, chief.key)
    assert told.erased_again == ("Gallrad Alm", "Gallrad Bergudd")


async def test_the_keyring_of_a_lost_register_lies_as_long_as_backups_do_and_the_receipt_says_so(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await save(chief, keep_backups_days="30")
        copy, key = await backed_up(chief), chief.key
    place.file.unlink()
    found = await asyncio.to_thread(door_at(place, lambda: NOW).restoration, copy, *YLVA_TYPES)
    receipt = await asyncio.to_thread(found.carry_out)
    (aside,) = place.backups.glob("ersatt-*")
    assert receipt.endswith(
        f" är återläst. Det förlorade registrets nyckelknippa sparas i 30 dagar i {aside}: hittas registret öppnas det "
        "med den."
    )
    for days, is_left in ((30, True), (31, False)):
        Register(place, partial(add, NOW, timedelta(days)), key, YLVA).close()
        assert aside.exists() is is_left


async def test_of_another_registers_backup_nobody_is_removed(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "annat")
    await make_signing_in(other)
    async with signed_in(other) as chief:
        copy = await backed_up(chief)
        key = chief.key
    door_at(place, lambda: NOW).begin("ny", "ett helt nytt register").close()
    with closing(door_at(place, lambda: NOW).sign_in("ny", "ett helt nytt register")) as chief:
        await make_clinic(chief, user=chief.user, sign_in="ny", chief="Ny Chef")
        told = await compare(chief, copy, key)
    users = told.users
    assert (users.removed, users.stays, users.gone) == ({}, False, ("Ny Chef",))
    assert users.returning == ("Gunvor Tjärnstig", "Ylva Sandåker")
    assert "Användare som finns i kopian, och inte här: Gunvor Tjärnstig, Ylva Sandåker." in [*difference_lines(told)]


async def test_a_damaged_backup_is_neither_compared_nor_restored(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        data = bytearray(copy.file.read_bytes())
        data[len(data) // 2] ^= 1
        copy.file.write_bytes(bytes(data))
        assert await state_of(chief, copy) is State.DAMAGED
        with pytest.raises(StorageFault, match="skadad"):
            await compare(chief, copy, chief.key)
        await make_candidate(chief, name="Kvar Ändå")
        work = await restoring(chief, copy, chief.key, ())
    with pytest.raises(StorageFault, match="skadad"):
        await asyncio.to_thread(work)
    async with signed_in(place) as chief:
        assert await people(chief) == ["Kvar Ändå"]


@pytest.mark.parametrize("schema", [WITH_USERS - 1, CHAINED - 1])
async def test_a_backup_from_before_users_or_the_chain_is_compared_by_who_is_there(
    place: Place, tmp_path: Path, schema: int
) -> None:
    """In plain, as such a register was."""
    old = tmp_path / "gammal.db"
    with connection(old) as opened:
        opened.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(old, lambda _step: None, read_steps()[:schema])
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_candidate(chief, name="Ny Zetterud")
        told = difference(place.file, chief.key, old, None)
    assert (told.lost, told.back, told.gone, told.users.removed) == (None, None, ("Ny Zetterud",), {})
    assert not told.is_none


async def test_a_handledare_and_a_deputy_have_no_way_to_the_backups(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as gunvor:
        for ask in (
            lambda: backups_of(gunvor),
            lambda: state_of(gunvor, copy),
            lambda: compare(gunvor, copy, gunvor.key),
            lambda: key_of_then(gunvor, copy, YLVA_NAME, YLVA_PASSWORD),
            lambda: restoring(gunvor, copy, gunvor.key, ()),
        ):
            with pytest.raises(Refused):
                await ask()
