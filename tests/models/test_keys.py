"""The keyring of an open register: passwords given, changed and taken away, and by whom."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.commands.keys import note_new_key
from models.commands.undo import UndoForm, undo
from models.commands.users import add_user, remove_user
from models.door import Door
from models.faults import NoLongerUser, StorageFault, TooManyTries, WeakPassword, WrongPassword
from models.forms.password import KeyNoteForm
from models.forms.refusal import Refused, read_form
from models.forms.user import NewUserForm, RemoveUserForm
from models.ids import new_id
from models.keys import (
    change_own_password,
    drop_keys,
    keyring_faults,
    new_password_for,
    new_recovery_key,
    rotate_key,
    users_with_password,
)
from models.queries.clinic import clinic_view
from models.queries.users import key_is_due, user_lines
from models.records.base import database
from models.register import Register
from models.rights import Role
from models.storage.backup import back_up, restore
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.held import expect
from models.storage.keyring import put_slot
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.place import Place, keyring_beside
from tests.conftest import NOW
from tests.making import make_clinic
from tests.models.commands.seeing import log_of
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    opens,
    sign_in,
    signed_in,
)
from tests.models.storage.locked import CHEAP, GUNVOR, YLVA, make_locked, opened
from tests.models.storage.test_killed_while import killed

NEW = "sju blå hav i väst"


@pytest.fixture
async def recovery(place: Place) -> str:
    """The clinic whose users have passwords, closed; its recovery key."""
    return await make_signing_in(place)


with_passwords = pytest.mark.usefixtures("recovery")


async def add(register: Register, name: str = "Botvid Aspeling", password: str = NEW) -> NewUserForm:
    form = read_form(NewUserForm, {"id": new_id(), "name": name, "role": "handledare"}, register.today)
    await register.do(add_user, form)
    await new_password_for(register, form.id, password)
    return form


@with_passwords
async def test_a_new_user_signs_in_with_the_first_password(place: Place) -> None:
    async with signed_in(place) as register:
        added = await add(register)
        assert await users_with_password(register) == {YLVA, GUNVOR, added.id}
        assert (await log_of(register))[-1].said == "Gav Botvid Aspeling ett nytt lösenord."
    assert opens(place, "botvid aspeling", NEW) == added.id
    assert opens(place, YLVA_NAME, YLVA_PASSWORD) == YLVA


@with_passwords
async def test_a_forgotten_password_is_replaced_by_the_chief(place: Place) -> None:
    async with signed_in(place) as register:
        await new_password_for(register, GUNVOR, NEW)
    assert opens(place, GUNVOR_NAME, NEW) == GUNVOR
    with pytest.raises(WrongPassword):
        opens(place, GUNVOR_NAME, GUNVOR_PASSWORD)


@with_passwords
async def test_nobody_who_is_not_there_gets_a_password(place: Place) -> None:
    async with signed_in(place) as register:
        with pytest.raises(Refused, match="finns inte längre"):
            await new_password_for(register, new_id(), NEW)
        with pytest.raises(WeakPassword, match="minst 10 tecken"):
            await new_password_for(register, GUNVOR, "kort")
    assert opens(place, GUNVOR_NAME, GUNVOR_PASSWORD) == GUNVOR


@with_passwords
async def test_one_changes_ones_own_password_and_nobody_elses(place: Place) -> None:
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as register:
        await change_own_password(register, GUNVOR_PASSWORD, NEW)
        entry = (await log_of(register))[-1]
        assert entry.said == "Bytte sitt eget lösenord."
    assert opens(place, GUNVOR_NAME, NEW) == GUNVOR
    assert opens(place, YLVA_NAME, YLVA_PASSWORD) == YLVA


@with_passwords
async def test_the_present_password_is_asked_for_and_wrong_ones_make_one_wait(place: Place) -> None:
    before = place.keyring.read_bytes()
    async with signed_in(place) as register:
        tries: list[Callable[[], Coroutine[Any, Any, Any]]] = [
            lambda: change_own_password(register, GUNVOR_PASSWORD, NEW),
            lambda: new_recovery_key(register, NEW),
            lambda: rotate_key(register, NEW),
        ]
        for attempt in tries:
            with pytest.raises(WrongPassword, match="Ditt nuvarande lösenord är fel"):
                await attempt()
        for attempt in tries:
            with pytest.raises(TooManyTries):
                await attempt()
        assert place.keyring.read_bytes() == before
        assert [entry.action for entry in await log_of(register)] == ["save_clinic", "add_user"]


async def test_a_new_recovery_key_takes_the_place_of_the_old(place: Place, recovery: str) -> None:
    async with signed_in(place) as register:
        text = await new_recovery_key(register, YLVA_PASSWORD)
        assert enter_by_recovery_key(place.file, text.lower()).key == register.key
        with pytest.raises(WrongPassword):
            enter_by_recovery_key(place.file, recovery)
        assert await users_with_password(register) == {YLVA, GUNVOR}


@with_passwords
async def test_who_is_removed_loses_the_slot_and_an_old_backup_still_opens(place: Place) -> None:
    async with signed_in(place) as register:
        old = back_up(place.file, place.backups / "förr.db", NOW, register.key)
        await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=1))
        await drop_keys(register)
        assert await users_with_password(register) == {YLVA}
    with pytest.raises(WrongPassword):
        opens(place, GUNVOR_NAME, GUNVOR_PASSWORD)
    assert enter(old, GUNVOR_NAME, GUNVOR_PASSWORD).user == GUNVOR


@with_passwords
async def test_a_removal_that_is_undone_leaves_a_user_without_password(place: Place) -> None:
    async with signed_in(place) as register:
        await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=1))
        await drop_keys(register)
        await register.do(undo, UndoForm())
        assert {line.id for line in await register.ask(user_lines)} == {YLVA, GUNVOR}
        assert await users_with_password(register) == {YLVA}
        await new_password_for(register, GUNVOR, NEW)
    assert opens(place, GUNVOR_NAME, NEW) == GUNVOR


@with_passwords
@pytest.mark.parametrize("days", [0, -365], ids=["at once", "with the clock set back a year"])
async def test_the_key_is_due_from_a_removal_until_it_is_changed(place: Place, days: int) -> None:
    async with signed_in(place) as register:
        assert not await register.ask(key_is_due)
        await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=1))
        assert await register.ask(key_is_due)
        register.clock = lambda: NOW + timedelta(days=days)
        await register.do(note_new_key, KeyNoteForm())
        assert not await register.ask(key_is_due)


async def test_before_there_is_a_clinic_no_slot_is_taken_for_a_removed_users(place: Place) -> None:
    register = opened(place, make_locked(place).key)
    try:
        await drop_keys(register)
        assert await users_with_password(register) == {YLVA, GUNVOR}
    finally:
        register.close()


async def test_a_plain_register_has_no_passwords(register: Register) -> None:
    await make_clinic(register)
    assert await users_with_password(register) == frozenset()
    await drop_keys(register)
    with pytest.raises(StorageFault, match="inte krypterat och har inga lösenord"):
        await change_own_password(register, "x", NEW)


@with_passwords
@pytest.mark.parametrize("role", [Role.DEPUTY, Role.SUPERVISOR])
async def test_what_is_the_chiefs_is_refused_to_others(place: Place, role: Role) -> None:
    async with signed_in(place) as register:
        form = read_form(NewUserForm, {"id": new_id(), "name": "Botvid", "role": role}, register.today)
        await register.do(add_user, form)
        await new_password_for(register, form.id, NEW)
    before = place.keyring.read_bytes()
    async with signed_in(place, "Botvid", NEW) as register:
        for attempt in (
            users_with_password(register),
            new_password_for(register, YLVA, NEW),
            drop_keys(register),
            new_recovery_key(register, NEW),
            rotate_key(register, NEW),
        ):
            with pytest.raises(Refused, match="bara för chef"):
                await attempt
        assert place.keyring.read_bytes() == before
        await change_own_password(register, NEW, "ännu ett nytt ord")
    assert opens(place, "Botvid", "ännu ett nytt ord") == form.id


# a new key for the register


async def test_the_register_gets_a_new_key_and_the_passwords_are_as_they_were(place: Place, recovery: str) -> None:
    register = sign_in(place)
    try:
        old = register.key
        work = await rotate_key(register, YLVA_PASSWORD)
        with pytest.raises(StorageFault, match="redan öppet"):
            await asyncio.to_thread(work)
        register.close()
        new = await asyncio.to_thread(work)
        register = register.again(new)
        assert old != register.key == new
        assert (await register.ask(clinic_view)) is not None
    finally:
        register.close()
    assert opens(place, GUNVOR_NAME, GUNVOR_PASSWORD) == GUNVOR
    assert enter_by_recovery_key(place.file, recovery).key == new
    assert len(read_keyring(place.keyring).generations) == 1


# kill -9 between the row and the slot

kill_test = pytest.mark.skipif(not hasattr(os, "fork"), reason="the other program forks")


@kill_test
@with_passwords
async def test_killed_while_a_user_is_added(place: Place) -> None:
    met = set()
    for copy, finished in killed("new_user", "steps", place.folder):
        async with signed_in(copy) as register:
            lines = {line.name: line for line in await register.ask(user_lines)}
            added = lines.get("Botvid Aspeling")
            can_sign_in = await users_with_password(register)
            met.add((added is not None, added is not None and added.id in can_sign_in))
            assert can_sign_in >= {YLVA, GUNVOR}
            if added is not None:
                await new_password_for(register, added.id, "en annan gång då")
        if added is not None:
            assert opens(copy, "Botvid Aspeling", "en annan gång då") == added.id
        assert not finished or added is not None
    assert met == {(False, False), (True, False), (True, True)}


@kill_test
@with_passwords
async def test_killed_while_a_user_is_removed(place: Place) -> None:
    met = set()
    for copy, _finished in killed("removed_user", "steps", place.folder):
        async with signed_in(copy) as register:
            there = GUNVOR in {line.id for line in await register.ask(user_lines)}
            has_slot = GUNVOR in await users_with_password(register)
        met.add((there, has_slot))
        if has_slot and not there:
            async with signed_in(copy, GUNVOR_NAME, GUNVOR_PASSWORD) as theirs:
                with pytest.raises(NoLongerUser, match="Användaren finns inte längre"):
                    await theirs.ask(clinic_view)
            async with signed_in(copy) as register:
                await change_own_password(register, YLVA_PASSWORD, NEW)
                assert await users_with_password(register) == {YLVA}
    assert met == {(True, True), (False, True), (False, False)}


# a keyring of another day


@with_passwords
async def test_an_older_keyring_does_not_open_the_register_and_the_right_one_is_put_back(place: Place) -> None:
    async with signed_in(place) as register:
        copy = back_up(place.file, place.backups / "förr.db", NOW, register.key)
        await change_own_password(register, YLVA_PASSWORD, NEW)
    right, older = place.keyring.read_bytes(), keyring_beside(copy).read_bytes()
    place.keyring.write_bytes(older)
    with pytest.raises(StorageFault, match="utan en äldre"):
        sign_in(place)
    assert place.keyring.read_bytes() == right
    with pytest.raises(WrongPassword):
        sign_in(place)
    async with signed_in(place, YLVA_NAME, NEW) as register:
        assert len(keyring_faults(register)) == 1
        work = await rotate_key(register, NEW)
    await asyncio.to_thread(work)
    async with signed_in(place, YLVA_NAME, NEW) as register:
        assert keyring_faults(register) == ()
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as register:
        assert (await register.ask(clinic_view)) is not None


async def test_nor_does_an_old_recovery_key_with_it(place: Place, recovery: str) -> None:
    older = place.keyring.read_bytes()
    async with signed_in(place) as register:
        await new_recovery_key(register, YLVA_PASSWORD)
    place.keyring.write_bytes(older)
    door = Door(place, lambda: NOW, CHEAP)
    for attempt in (lambda: door.recover(recovery, YLVA_NAME, NEW), lambda: door.recover(recovery, YLVA_NAME, NEW)):
        with pytest.raises((StorageFault, WrongPassword)):
            await asyncio.to_thread(attempt)
    assert opens(place, YLVA_NAME, YLVA_PASSWORD) == YLVA


@with_passwords
async def test_an_older_keyring_laid_beside_an_open_register_is_neither_changed_nor_copied(place: Place) -> None:
    older = place.keyring.read_bytes()
    async with signed_in(place) as register:
        await change_own_password(register, YLVA_PASSWORD, NEW)
        place.keyring.write_bytes(older)
        with pytest.raises(StorageFault, match="Återläs den nyaste säkerhetskopian"):
            await new_password_for(register, GUNVOR, NEW)
        with pytest.raises(StorageFault, match="utan en äldre"):
            back_up(place.file, place.backups / "nu.db", NOW, register.key)
        with pytest.raises(StorageFault, match="utan en äldre"):
            Door(place, lambda: NOW, CHEAP).key_of(place.file, YLVA_NAME, YLVA_PASSWORD)
    with pytest.raises(StorageFault, match="Den rätta är tillbaka"):
        sign_in(place)
    assert opens(place, YLVA_NAME, NEW) == YLVA


@with_passwords
@pytest.mark.parametrize("written", [False, True], ids=["before the file", "after it"])
async def test_killed_between_the_two_what_lies_there_holds(place: Place, *, written: bool) -> None:
    async with signed_in(place) as register:
        key = register.key
        assert key is not None
    coming = put_slot(read_keyring(place.keyring), key, YLVA, YLVA_NAME, NEW, cost=CHEAP)
    expect(place.file, key, coming)
    if written:
        write_keyring(place.keyring, coming)
    other = place.keyring.read_bytes() if not written else None
    async with signed_in(place, YLVA_NAME, NEW if written else YLVA_PASSWORD):
        pass
    async with signed_in(place, YLVA_NAME, NEW if written else YLVA_PASSWORD):
        assert other in {None, place.keyring.read_bytes()}


async def test_a_restored_backup_has_its_own_keyring_and_none_of_another_day(place: Place, recovery: str) -> None:
    del recovery
    older = place.keyring.read_bytes()
    async with signed_in(place) as register:
        key = register.key
        await change_own_password(register, YLVA_PASSWORD, NEW)
        copy = back_up(place.file, place.backups / "förr.db", NOW, key)
    restore(place, copy, NOW, key, (GUNVOR,))
    async with signed_in(place, YLVA_NAME, NEW):
        assert {slot.id for slot in read_keyring(place.keyring).slots} >= {YLVA}
    keyring_beside(copy).write_bytes(older)
    with pytest.raises(StorageFault, match="utan en äldre"):
        restore(place, copy, NOW, key)


async def test_a_new_register_keeps_the_keyring_of_one_that_was_moved_away(place: Place, tmp_path: Path) -> None:
    await make_signing_in(place)
    old = place.keyring.read_bytes()
    place.file.rename(tmp_path / "flyttat.db")
    kept = set()
    for _ in range(2):
        make_locked(place)
        kept |= {path.read_bytes() for path in place.folder.glob("st-kollen-*.nycklar")}
    assert old in kept
    assert len(kept) == 2
    (tmp_path / "flyttat.db").rename(place.file)
    place.keyring.write_bytes(old)
    assert opens(place, GUNVOR_NAME, GUNVOR_PASSWORD) == GUNVOR


@with_passwords
async def test_a_closed_register_holds_its_key_no_longer(place: Place) -> None:
    register = sign_in(place)
    key = register.key
    assert key is not None
    assert key.hex() in repr(vars(database.obj))
    register.close()
    assert register.key is None
    assert key.hex() not in repr(vars(database.obj))
