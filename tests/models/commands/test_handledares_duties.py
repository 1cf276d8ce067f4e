"""What a handledare may do with duties that come back."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.commands.duties import record_occurrence, record_occurrences, rest_occurrence, wake_occurrence
from models.commands.undo import UndoForm, undo
from models.forms.duty import OccurrenceForm, OccurrencesForm, RestForm, WakenForm
from models.forms.refusal import Refused, read_form
from models.queries.candidates import candidate_lines, lines_in_sight
from models.queries.today import Turn, today_items
from models.register import Register
from models.rules.duties import month_number
from models.rules.routine import Standing
from models.storage.place import Place
from tests.making import (
    make_clinic,
    make_st_doctor,
    make_user,
    person_of,
    step_of,
)
from tests.models.commands.people import end, whom
from tests.models.roles import opened_as
from tests.own_packs import put_pack_where_the_handledare_reports

REPORT = "manadsrapport"
SEPTEMBER, OCTOBER = month_number(date(2026, 9, 1)), month_number(date(2026, 10, 1))
NOT_A_HANDLEDARES = "inte en handledares att markera"


@pytest.fixture
async def reporter(place: Place) -> UUID:
    """A handledare in a region where the monthly report is theirs, and the yearly follow-up the chief's."""
    put_pack_where_the_handledare_reports()
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs, region="vastmanland")
        for name in ("Amina Öst", "Bo Ek"):
            key = await make_st_doctor(chiefs, name, "2026-06-01")
            for step, raw in ((REPORT, {"number": SEPTEMBER}), ("arsuppfoljning", {"number": 1, "note": "Chefens."})):
                await chiefs.do(record_occurrence, await occurrence_of(chiefs, key, step, **raw))
        left = await make_st_doctor(chiefs, "Cilla Alm", "2026-06-01")
        await end(chiefs, left)
        return await make_user(chiefs, name="Mehrnaz Shirinfors")


async def occurrence_of(register: Register, candidate: UUID, step: str, **raw: Any) -> OccurrenceForm:
    key = (await step_of(register, candidate, step)).id
    return read_form(OccurrenceForm, {"step": key, "done_on": "2026-10-05", **raw}, register.today)


async def test_their_duties_are_on_idag_and_in_the_checklist_and_the_chiefs_are_not(
    place: Place, reporter: UUID
) -> None:
    async with opened_as(place, reporter) as theirs:
        (item,) = [one for one in await theirs.ask(today_items, theirs.today) if one.duty is not None and one.days_late]
        assert (item.step, item.name, item.mine) == ("Månadsrapport för oktober 2026", "alla 2", True)
        amina = await whom(theirs, "Amina Öst")
        report, yearly = await step_of(theirs, amina, REPORT), await step_of(theirs, amina, "arsuppfoljning")
        assert report.duty is not None
        assert [one.number for one in report.duty.done] == [SEPTEMBER]
        assert (yearly.standing, yearly.duty, yearly.due_on) == (Standing.RECURRING, None, None)
        (line, _) = await theirs.ask(lines_in_sight, theirs.today)
        person = await person_of(theirs, amina)
        assert line.due_step == person.due_step == "Månadsrapport för oktober 2026"
        assert (person.financing, person.clocks) == ((), ())
    async with opened_as(place, None) as chiefs:
        yearly = await step_of(chiefs, amina, "arsuppfoljning")
        assert yearly.duty is not None
        assert [one.note for one in yearly.duty.done] == ["Chefens."]


async def test_their_duties_are_recorded_in_their_name_rest_and_are_taken_back(place: Place, reporter: UUID) -> None:
    async with opened_as(place, reporter) as theirs:
        keys = [await whom(theirs, name) for name in ("Amina Öst", "Bo Ek")]
        steps = tuple([(await step_of(theirs, key, REPORT)).id for key in keys])
        rest = read_form(RestForm, {"steps": steps, "number": OCTOBER, "until": "+3", "note": "Efter"}, theirs.today)
        await theirs.do(rest_occurrence, rest)
        (item,) = [one for one in await theirs.ask(today_items, theirs.today) if one.turn is Turn.RESTING]
        assert item.rest is not None
        assert item.rest.note == "Efter"
        await theirs.do(wake_occurrence, WakenForm(steps=steps, number=OCTOBER))
        await theirs.do(record_occurrences, OccurrencesForm(steps=steps, number=OCTOBER))
        duty = (await step_of(theirs, keys[0], REPORT)).duty
        assert duty is not None
        assert [(one.number, one.by) for one in duty.done][:1] == [(OCTOBER, "Mehrnaz Shirinfors")]
        await theirs.do(undo, UndoForm())
        duty = (await step_of(theirs, keys[1], REPORT)).duty
        assert duty is not None
        assert [one.number for one in duty.done] == [SEPTEMBER]


async def test_a_duty_of_the_chiefs_or_of_somebody_out_of_sight_is_not_recorded(place: Place, reporter: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina = await whom(chiefs, "Amina Öst")
        chiefs_own = await occurrence_of(chiefs, amina, "arsuppfoljning", number=2)
        gone = next(one.id for one in await chiefs.ask(candidate_lines, archived=True))
        out_of_sight = await occurrence_of(chiefs, gone, REPORT, number=OCTOBER)
    async with opened_as(place, reporter) as theirs:
        for form, words in ((chiefs_own, NOT_A_HANDLEDARES), (out_of_sight, "hör inte längre till")):
            raw = {"steps": (form.step,), "number": form.number}
            asked_for: tuple[tuple[Any, Any], ...] = (
                (record_occurrence, form),
                (record_occurrences, OccurrencesForm(**raw)),
                (rest_occurrence, read_form(RestForm, {**raw, "until": "+3"}, theirs.today)),
                (wake_occurrence, WakenForm(**raw)),
            )
            for command, asked in asked_for:
                with pytest.raises(Refused, match=words):
                    await theirs.do(command, asked)
