"""Backups of a register that somebody has signed in to: made, found, and carried to the second folder."""

from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.backups import (
    back_up_now,
    backups_of,
    keep_backup,
)
from models.commands.clinic import save_clinic
from models.copies import Copy
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.queries.candidates import candidate_lines
from models.queries.clinic import clinic_view
from models.register import Register
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    make_signing_in,
    signed_in,
)
from tests.models.storage.locked import YLVA


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


async def test_the_list_goes_by_the_log_where_a_clock_was_set_back(place: Place, tmp_path: Path) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await set_second_folder(chief, tmp_path)
        first, key = await backed_up(chief), chief.key
    with closing(Register(place, lambda: NOW - timedelta(365), key, YLVA)) as later:
        await make_candidate(later)
        made = (await back_up_now(later)).copy
        assert [copy.file for copy in await backups_of(later)] == [made, first.file]
        first.file.unlink()  # of which the other folder has a copy
        assert [copy.file.name for copy in await backups_of(later)] == [made and made.name, first.file.name]


def test_the_second_folder_is_given_by_its_whole_path() -> None:
    raw = {"name": "A", "region": "orebro", "private": "privat", "listed": "1", "chief": "B", "second_folder": "minne"}
    with pytest.raises(Refused, match="hela sökvägen"):
        read_form(ClinicForm, raw, NOW.date())
