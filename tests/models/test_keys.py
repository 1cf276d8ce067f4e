"""The keyring of an open register: passwords given, changed and taken away, and by whom."""

import asyncio
import os
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import Any

import pytest

from models.commands.keys import note_new_key
from models.commands.undo import UndoForm, undo
from models.commands.users import add_user, change_user, hand_over, remove_user
from models.faults import NoLongerUser, StorageFault, TooManyTries, WeakPassword, WrongPassword
from models.forms.password import KeyNoteForm
from models.forms.refusal import Refused, read_form
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.keys import (
    change_own_password,
    drop_keys,
    first_recovery_key,
    has_recovery_key,
    new_password_for,
    new_recovery_key,
    rotate_key,
    users_with_password,
)
from models.queries.clinic import clinic_view
from models.queries.users import UserLine, key_is_due, user_lines
from models.register import Register
from models.rights import Role
from models.storage.backup import back_up
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.keyring import remove_slot
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_clinic, make_user
from tests.models.commands.seeing import log_of
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    opens,
    sign_in,
    signed_in,
)
from tests.models.storage.killing import Killed
from tests.models.storage.locked import GUNVOR, YLVA, make_locked, opened

NEW = "sju blå hav i väst"


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


@with_passwords
async def test_the_key_is_due_when_an_addition_is_undone_and_not_when_something_else_is(place: Place) -> None:
    async with signed_in(place) as register:
        await register.do(change_user, UserForm(id=GUNVOR, version=1, name="Gunvor Ek", role=Role.SUPERVISOR))
        await register.do(undo, UndoForm())
        await add(register)
        assert not await register.ask(key_is_due)
        await register.do(undo, UndoForm())
        assert await register.ask(key_is_due)


# a chief who can sign in is left


async def without_password(register: Register, role: str, name: str = "Botvid Aspeling") -> UserLine:
    """A user whose password was never given: killed between the row and the slot, or back by an undo."""
    key = await make_user(register, role, name=name)
    return next(line for line in await register.ask(user_lines) if line.id == key)


async def own_line(register: Register) -> UserLine:
    return next(line for line in await register.ask(user_lines) if line.id == register.user)


@with_passwords
async def test_a_chief_does_not_step_down_where_no_other_chief_has_a_password(place: Place) -> None:
    async with signed_in(place) as register:
        other, mine = await without_password(register, "chef"), await own_line(register)
        step_down = UserForm(id=mine.id, version=mine.version, name=mine.name, role=Role.DEPUTY)
        with pytest.raises(Refused, match=r"minst en chef som kan logga in\. Botvid Aspeling saknar lösenord"):
            await register.do(change_user, step_down)
        await new_password_for(register, other.id, NEW)
        await register.do(change_user, step_down)
    async with signed_in(place, other.sign_in, NEW) as register:
        assert (await own_line(register)).role == "chef"


@with_passwords
async def test_the_clinic_is_not_handed_over_to_somebody_without_password(place: Place) -> None:
    async with signed_in(place) as register:
        other = await without_password(register, "handledare")
        with pytest.raises(Refused, match="Botvid Aspeling saknar lösenord"):
            await register.do(hand_over, HandOverForm(to=other.id, version=1))
        assert (await own_line(register)).role == "chef"


@with_passwords
async def test_nobody_is_removed_by_a_chief_who_has_lost_the_password_where_none_would_be_left(place: Place) -> None:
    async with signed_in(place) as register:
        gunvor = next(line for line in await register.ask(user_lines) if line.id == GUNVOR)
        await register.do(change_user, UserForm(id=GUNVOR, version=1, name=gunvor.name, role=Role.CHIEF))
        assert register.key is not None
        write_keyring(place.keyring, remove_slot(read_keyring(place.keyring), register.key, YLVA))
        with pytest.raises(Refused, match="minst en chef som kan logga in"):
            await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=2))


@with_passwords
async def test_an_undo_leaves_no_chief_without_password_alone(place: Place) -> None:
    """Gunvor is made chief and steps down again; the other chief has lost the password meanwhile."""
    async with signed_in(place) as register:
        await register.do(change_user, UserForm(id=GUNVOR, version=1, name="Gunvor", role=Role.CHIEF))
        assert register.key is not None
        write_keyring(place.keyring, remove_slot(read_keyring(place.keyring), register.key, YLVA))
        with pytest.raises(Refused, match="minst en chef som kan logga in"):
            await register.do(undo, UndoForm())


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
            first_recovery_key(register),
            has_recovery_key(register),
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
async def test_killed_while_a_user_is_added(place: Place, killed: Killed) -> None:
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
async def test_killed_while_a_user_is_removed(place: Place, killed: Killed) -> None:
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
