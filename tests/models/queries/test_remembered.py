"""A standing is read once, as long as nothing has changed; and never told of when something has."""

import asyncio
import gc
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID
from weakref import ref

import pytest

from models.commands.checklist import record_step
from models.commands.work import Change, Work
from models.forms.checklist import StepForm
from models.forms.refusal import Refused, read_form
from models.queries.candidates import candidate_lines
from models.queries.remembered import last_standing_of
from models.queries.standing import CandidateStanding, standing_of
from models.records.base import database
from models.register import Register
from models.rights import for_everyone
from models.storage.place import Place
from tests.conftest import open_register
from tests.making import make_candidate, make_clinic, mark, on_trial, step_of
from tests.models.commands.deeds import DEEDS, Deed


@for_everyone
def both(candidate: UUID, today: date) -> tuple[CandidateStanding, CandidateStanding]:
    """The standing as it is remembered, and as it is."""
    remembered, anew = last_standing_of(candidate, today), standing_of(candidate, today)
    assert remembered is not None
    assert anew is not None
    return remembered, anew


def values(standing: CandidateStanding) -> dict[str, Any]:
    """All of it; a record is equal to another of the same id, whatever it holds."""
    rows = {key: row.__data__ for key, row in standing.rows.items()}
    people = {role: one.__data__ for role, one in standing.people.items()}
    return {**vars(standing), "rows": rows, "people": people}


async def remembered_truly(register: Register, candidate: UUID, days: int = 0) -> CandidateStanding:
    remembered, anew = await register.ask(both, candidate, register.today + timedelta(days))
    assert values(remembered) == values(anew)
    return remembered


async def test_it_is_read_once_while_nothing_changes_and_is_there_after_a_save(register: Register) -> None:
    await make_clinic(register)
    other, key = await make_candidate(register, name="Bo Ek"), await on_trial(register)
    first = await remembered_truly(register, key)
    await register.keep_draft("någon form", {"name": "x"})
    assert await remembered_truly(register, key) is first
    assert (await remembered_truly(register, key, days=400)).facts is not first.facts
    await remembered_truly(register, other)
    await mark(register, key, "prov_bedomningar", "waiting")
    second = await remembered_truly(register, key)
    assert second is not first
    assert await remembered_truly(register, key) is second


@pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
async def test_after_each_change_it_is_as_it_is(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    key = await on_trial(register, name="Någon Annan")
    command, form = await deed(register)
    await remembered_truly(register, key)
    await register.do(command, form)
    for line in await register.ask(candidate_lines):
        await remembered_truly(register, line.id)


async def test_what_a_refused_command_did_is_not_remembered(register: Register) -> None:
    await make_clinic(register)
    key = await on_trial(register)
    before = await remembered_truly(register, key)

    @for_everyone
    def half(work: Work, form: StepForm) -> Change:
        record_step(work, form)
        raise Refused("Det gick inte.")

    step = await step_of(register, key, "prov_bedomningar")
    form = read_form(StepForm, {"step": step.id, "version": step.version, "state": "waiting"}, register.today)
    with pytest.raises(Refused, match="Det gick inte"):
        await register.do(half, form)
    assert await remembered_truly(register, key) is before


def test_nothing_of_it_is_in_memory_when_the_register_is_closed(tmp_path: Path) -> None:
    register = open_register(Place(tmp_path))

    async def look(register: Register) -> "ref[CandidateStanding]":
        await make_clinic(register)
        return ref(await remembered_truly(register, await make_candidate(register)))

    seen = asyncio.run(look(register))
    gc.collect()
    assert seen() is not None
    register.close()
    del register
    gc.collect()
    assert seen() is None
    assert database.obj is None
