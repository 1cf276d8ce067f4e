"""Backups of a register that somebody has signed in to, what differs from one, and the way back to it."""

import asyncio
from contextlib import closing
from pathlib import Path

import pytest

from models.backups import (
    State,
    back_up_now,
    backups_of,
    compare,
    keep_backup,
    key_of_then,
    restoring,
    state_of,
)
from models.commands.clinic import save_clinic
from models.commands.undo import UndoForm, undo
from models.commands.users import hand_over, remove_user
from models.copies import Copy
from models.faults import StorageFault, WrongPassword
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.forms.user import HandOverForm, RemoveUserForm
from models.keys import drop_keys, rotate_key
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.clinic import clinic_view
from models.queries.users import user_lines
from models.register import Register
from models.storage.connection import connection
from models.storage.difference import difference
from models.storage.entry import enter
from models.storage.heads import kept_heads
from models.storage.migrations import APPLICATION_ID, CHAINED, WITH_USERS, migrate, read_steps
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, take_route
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    opens,
    signed_in,
)
from tests.models.storage.locked import GUNVOR, YLVA


async def backed_up(register: Register) -> Copy:
    """A backup of how it is now."""
    assert (await back_up_now(register)).copy is not None
    return (await backups_of(register))[0]


async def people(register: Register) -> list[str]:
    return [line.name for line in await register.ask(candidate_lines)]


async def set_second_folder(register: Register, folder: Path) -> None:
    view = await register.ask(clinic_view)
    assert view is not None
    raw = {name: str(getattr(view, name)) for name in ("name", "region", "listed", "chief")}
    raw |= {"private": "privat", "version": str(view.version), "second_folder": str(folder)}
    await register.do(save_clinic, read_form(ClinicForm, raw, register.today))


async def test_whoever_is_signed_in_a_backup_is_made_when_one_is_due_and_reaches_the_second_folder(
    place: Place, tmp_path: Path
) -> None:
    await make_signing_in(place)
    second = tmp_path / "minne"
    second.mkdir()
    async with signed_in(place) as chief:
        await set_second_folder(chief, second)
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as handledare:
        assert (await keep_backup(handledare)).copy is not None
        assert (await keep_backup(handledare)).copy is None
        with pytest.raises(Refused):
            await back_up_now(handledare)
    assert len(list(second.rglob("*.db"))) == 1
    async with signed_in(place) as chief:
        assert len(await backups_of(chief)) == 1
        for path in place.backups.iterdir():
            path.unlink()
        assert [copy.file.is_relative_to(second) for copy in await backups_of(chief)] == [True]


def test_the_second_folder_is_given_by_its_whole_path() -> None:
    raw = {"name": "A", "region": "orebro", "private": "privat", "listed": "1", "chief": "B", "second_folder": "minne"}
    with pytest.raises(Refused, match="hela sökvägen"):
        read_form(ClinicForm, raw, NOW.date())


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
    assert (told.lost, told.back, told.users_gone) == (5, 0, ())
    assert told.removed == {GUNVOR: "Gunvor Tjärnstig"}
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
        work = await restoring(chief, copy, chief.key, told.removed.keys())
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
    assert (told.returning, told.users_gone, told.removed) == (("Senare Tillkommen",), (), {})
    assert (told.lost, told.back) == (2, 2)  # the removal and the note; the candidate and the first removal


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


async def test_the_only_chief_of_a_backup_comes_back_though_removed_since(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        copy = await backed_up(chief)
        line = next(one for one in await chief.ask(user_lines) if one.id == GUNVOR)
        await chief.do(hand_over, HandOverForm(to=GUNVOR, version=line.version))
    async with signed_in(place, GUNVOR_NAME, GUNVOR_PASSWORD) as gunvor:
        version = next(one.version for one in await gunvor.ask(user_lines) if one.id == YLVA)
        await gunvor.do(remove_user, RemoveUserForm(id=YLVA, version=version))
        await drop_keys(gunvor)
        told = await compare(gunvor, copy, gunvor.key)
        assert told.removed == {}
        work = await restoring(gunvor, copy, gunvor.key, told.removed.keys())
    await asyncio.to_thread(work)
    async with signed_in(place) as chief:
        assert [one.role for one in await chief.ask(user_lines)] == ["handledare", "chef"]


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
    assert (told.lost, told.back, told.gone, told.removed) == (None, None, ("Ny Zetterud",), {})
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
