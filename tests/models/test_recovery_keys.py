"""The recovery key: a new one, the first one, its sheet to print, and whose password it gives."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from models.exchange.recovery_sheet import write_recovery_sheet
from models.faults import WrongPassword
from models.forms.refusal import Refused
from models.keys import (
    first_recovery_key,
    has_recovery_key,
    new_recovery_key,
    users_with_password,
)
from models.rights import Role
from models.storage.entry import enter_by_recovery_key
from models.storage.place import Place
from models.unencrypted import erase_unencrypted, unencrypted_files
from tests.conftest import NOW
from tests.locked import door_at
from tests.making import make_clinic, make_user
from tests.models.commands.seeing import log_of
from tests.models.signing_in import (
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    opens,
    signed_in,
)
from tests.models.storage.locked import GUNVOR, YLVA

NEW = "sju blå hav i väst"


with_passwords = pytest.mark.usefixtures("recovery")


async def test_a_new_recovery_key_takes_the_place_of_the_old_when_it_is_put_in_force(
    place: Place, recovery: str
) -> None:
    before = place.keyring.read_bytes()
    async with signed_in(place) as register:
        key = await new_recovery_key(register, YLVA_PASSWORD)
        assert place.keyring.read_bytes() == before
        assert enter_by_recovery_key(place.file, recovery).key == register.key
        await key.put_in_force()
        assert enter_by_recovery_key(place.file, key.text.lower()).key == register.key
        with pytest.raises(WrongPassword):
            enter_by_recovery_key(place.file, recovery)
        assert await users_with_password(register) == {YLVA, GUNVOR}
        assert (await log_of(register))[-1].said.startswith("Gjorde en ny återställningsnyckel.")
        assert key.text not in repr(key)


async def test_the_first_recovery_key_needs_no_password_and_there_is_one_first(place: Place) -> None:
    with closing(await asyncio.to_thread(door_at(place, lambda: NOW).begin, YLVA_NAME, YLVA_PASSWORD)) as register:
        assert not await has_recovery_key(register)
        await make_clinic(register, user=register.user, sign_in=YLVA_NAME)
        key = await first_recovery_key(register)
        assert not await has_recovery_key(register)
        await key.put_in_force()
        assert await has_recovery_key(register)
        assert enter_by_recovery_key(place.file, key.text).key == register.key
        assert (await log_of(register))[-1].said == "Gjorde registrets återställningsnyckel."
        with pytest.raises(Refused, match="har redan en återställningsnyckel"):
            await first_recovery_key(register)


async def test_before_there_is_a_clinic_nobody_can_be_named_and_nothing_is_logged(place: Place) -> None:
    with closing(await asyncio.to_thread(door_at(place, lambda: NOW).begin, YLVA_NAME, YLVA_PASSWORD)) as register:
        await (await first_recovery_key(register)).put_in_force()
        assert await has_recovery_key(register)
        await make_clinic(register, user=register.user, sign_in=YLVA_NAME)
        assert [entry.action for entry in await log_of(register)] == ["save_clinic"]


@with_passwords
async def test_the_sheets_of_two_registers_have_names_of_their_own(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "ett annat")
    await make_signing_in(other)
    keys = []
    for one in (place, other):
        async with signed_in(one) as register:
            keys.append(await new_recovery_key(register, YLVA_PASSWORD))
    assert len({key.sheet for key in keys}) == 2
    for key in keys:
        assert "2026-11-21" in key.sheet.name
        write_recovery_sheet(key.sheet, key.text)
    async with signed_in(place) as register:
        assert await unencrypted_files(register) == (keys[0].sheet,)
        await erase_unencrypted(register, await unencrypted_files(register))
    assert keys[1].text in keys[1].sheet.read_text(encoding="utf-8-sig")
    assert not keys[0].sheet.exists()


async def test_what_is_done_with_the_recovery_key_is_said_to_be_and_is_whose_password_it_becomes(
    place: Place, recovery: str
) -> None:
    async with signed_in(place) as register:
        await make_user(register, Role.CHIEF, name="Cilla Dahlgren", sign_in="cilla")
    register = await asyncio.to_thread(door_at(place, lambda: NOW).recover, recovery, "Cilla", NEW)
    try:
        entry = (await log_of(register))[-1]
    finally:
        register.close()
    assert (entry.action, entry.actor) == ("note_recovered", "Cilla Dahlgren")
    assert entry.said == "Öppnade registret med återställningsnyckeln och gav Cilla Dahlgren ett nytt lösenord."
    assert opens(place, YLVA_NAME, YLVA_PASSWORD) == YLVA
