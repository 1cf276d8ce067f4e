"""Occurrences recorded, changed and taken back: for one, for several as one change, and what is refused."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.commands.clinic import save_clinic
from models.commands.duties import record_occurrence, record_occurrences, rest_occurrence, wake_occurrence
from models.commands.outcomes import end_candidate
from models.commands.undo import UndoForm, undo
from models.forms.candidate import OutcomeForm
from models.forms.clinic import ClinicForm
from models.forms.duty import OccurrenceForm, OccurrencesForm, RestForm, WakenForm
from models.forms.refusal import Refused, read_form
from models.ids import new_id
from models.knowledge.pack_reader import builtin_pack_text
from models.queries.check import check_register
from models.queries.checklist import StepView
from models.queries.duty_view import DutyView
from models.register import Register
from models.rules.duties import month_number
from models.rules.routine import Standing
from tests.making import make_clinic, make_st_doctor, mark, person_of, step_of, take_route
from tests.models.commands.seeing import contents, log_of
from tests.own_packs import put_pack

YEARLY = "arsuppfoljning"
OCTOBER, NOVEMBER = (month_number(date(2026, month, 1)) for month in (10, 11))


@pytest.fixture
async def amina(register: Register) -> UUID:
    """An ST doctor in Västmanland since February 2025."""
    await make_clinic(register, region="vastmanland")
    return await make_st_doctor(register, "Amina Öst", "2025-02-03")


async def duty_of(register: Register, key: UUID, step: str = "manadsrapport") -> tuple[StepView, DutyView]:
    view = await step_of(register, key, step)
    assert view.duty is not None
    return view, view.duty


async def record(
    register: Register, key: UUID, number: int = OCTOBER, step: str = "manadsrapport", **values: Any
) -> str:
    view = await step_of(register, key, step)
    raw = {"step": view.id, "number": number, **values}
    return (await register.do(record_occurrence, read_form(OccurrenceForm, raw, register.today))).said


async def refused(register: Register, key: UUID, number: int = OCTOBER, **values: Any) -> dict[str, str]:
    with pytest.raises(Refused) as caught:
        await record(register, key, number, **values)
    return caught.value.messages


# one


@pytest.mark.krav("VML18")
async def test_an_occurrence_is_done_today_by_the_chief_until_something_else_is_said(
    register: Register, amina: UUID
) -> None:
    said = await record(register, amina)
    assert said == "Månadsrapport för oktober 2026: klart 2026-11-21 (Ylva Sandåker)."
    step, duty = await duty_of(register, amina)
    assert [(one.period, one.done_on, one.by) for one in duty.done] == [
        ("oktober 2026", register.today, "Ylva Sandåker")
    ]
    assert [one.period for one in duty.to_do] == ["november 2026"]
    assert (step.standing, step.due_on) == (Standing.RECURRING, date(2026, 12, 10))
    assert await register.ask(check_register, register.today) == ()


async def test_it_is_changed_and_taken_back(register: Register, amina: UUID) -> None:
    await record(register, amina)
    said = await record(register, amina, version=1, done_on="2026-11-09", by="Elva Rimnäs", note="Skickad.")
    assert said == "Månadsrapport för oktober 2026: uppgifterna ändrades."
    _step, duty = await duty_of(register, amina)
    (one,) = duty.done
    assert (one.done_on, one.by, one.note, one.version) == (date(2026, 11, 9), "Elva Rimnäs", "Skickad.", 2)
    said = await record(register, amina, version=2, state="open")
    assert said == "Månadsrapport för oktober 2026: öppnades igen."
    _step, duty = await duty_of(register, amina)
    assert duty.done == ()


async def test_what_is_not_done_cannot_be_taken_back_and_nothing_is_written(register: Register, amina: UUID) -> None:
    before = await contents(register)
    assert await record(register, amina, state="open") == "Månadsrapport för oktober 2026: är inte gjort."
    assert await contents(register) == before


@pytest.mark.parametrize("done_on", ["2026-10-01", "2026-11-21"])
async def test_it_may_be_done_from_the_first_day_of_the_month(register: Register, amina: UUID, done_on: str) -> None:
    await record(register, amina, done_on=done_on)


async def test_it_cannot_be_done_before_its_month_nor_in_the_future(register: Register, amina: UUID) -> None:
    assert await refused(register, amina, done_on="2026-09-30") == {
        "done_on": "Oktober 2026 börjar 2026-10-01: det kan inte vara klart innan."
    }
    assert "i framtiden" in (await refused(register, amina, done_on="imorgon"))["done_on"]
    assert "börjar 2026-12-01" in (await refused(register, amina, NOVEMBER + 1))["done_on"]


async def test_there_is_none_before_the_first(register: Register, amina: UUID) -> None:
    assert "har ändrats" in (await refused(register, amina, month_number(date(2025, 1, 1))))[""]


@pytest.mark.krav("VML8")
async def test_a_revision_is_counted_from_the_last(register: Register, amina: UUID) -> None:
    await mark(register, amina, "iup", done_on="2025-06-01")
    _step, duty = await duty_of(register, amina, "iup_arlig")
    assert [one.due_on for one in duty.to_do] == [date(2026, 6, 1)]
    said = await record(register, amina, 1, "iup_arlig", done_on="2026-08-15")
    assert said == "Följ upp och revidera IUP: klart 2026-08-15 (Ylva Sandåker)."
    _step, duty = await duty_of(register, amina, "iup_arlig")
    assert [(one.number, one.due_on) for one in duty.to_do] == [(2, date(2027, 8, 15))]
    assert await refused(register, amina, 2, step="iup_arlig", done_on="2026-08-15") == {
        "done_on": "Det räknas från gången före: dagen kan vara tidigast 2026-08-16."
    }
    assert "har ändrats" in (await refused(register, amina, 5, step="iup_arlig"))[""]
    await record(register, amina, 1, "iup_arlig", version=1, done_on="2026-09-01")
    _step, duty = await duty_of(register, amina, "iup_arlig")
    assert [one.due_on for one in duty.to_do] == [date(2027, 9, 1)]


@pytest.mark.krav("VML8")
async def test_an_old_revision_is_corrected_or_taken_back_where_it_was(register: Register, amina: UUID) -> None:
    await mark(register, amina, "iup", done_on="2023-06-01")
    for number, day in enumerate(("2024-05-02", "2025-05-02", "2026-05-02"), start=1):
        await record(register, amina, number, "iup_arlig", done_on=day)
    await record(register, amina, 2, "iup_arlig", version=1, done_on="2025-05-20")
    assert await refused(register, amina, 2, step="iup_arlig", version=2, done_on="2024-05-02") == {
        "done_on": "Det räknas från gången före: dagen kan vara tidigast 2024-05-03."
    }
    assert await refused(register, amina, 2, step="iup_arlig", version=2, done_on="2026-05-02") == {
        "done_on": "Nästa gång var 2026-05-02: dagen måste ligga före den."
    }
    await record(register, amina, 2, "iup_arlig", version=2, state="open")
    _step, duty = await duty_of(register, amina, "iup_arlig")
    assert [(one.number, str(one.done_on)) for one in duty.done] == [(3, "2026-05-02"), (1, "2024-05-02")]
    assert [(one.number, one.due_on) for one in duty.to_do] == [(4, date(2027, 5, 2))]


@pytest.mark.krav("VML7")
async def test_the_yearly_follow_up_keeps_to_its_day(register: Register, amina: UUID) -> None:
    await record(register, amina, 1, "arsuppfoljning", done_on="2026-01-12")
    _step, duty = await duty_of(register, amina, "arsuppfoljning")
    assert [(one.period, one.due_on) for one in duty.to_do] == [("år 2", date(2027, 2, 3))]


# several


@pytest.fixture
async def three(register: Register, amina: UUID) -> list[UUID]:
    """Amina and two more."""
    return [amina, *[await make_st_doctor(register, name, "2025-02-03") for name in ("Åsa Alm", "Bo Ek")]]


async def steps_of(register: Register, keys: list[UUID]) -> tuple[UUID, ...]:
    return tuple([(await step_of(register, key, "manadsrapport")).id for key in keys])


@pytest.mark.krav("VML18")
async def test_one_change_records_it_for_everybody_and_stands_in_the_log_of_each(
    register: Register, three: list[UUID]
) -> None:
    form = OccurrencesForm(steps=await steps_of(register, three), number=OCTOBER)
    entries = len(await log_of(register))
    change = await register.do(record_occurrences, form)
    assert change.said == "Månadsrapport för oktober 2026: klart 2026-11-21 för 3: Amina Öst, Bo Ek, Åsa Alm."
    assert len(await log_of(register)) == entries + 1
    for key in three:
        assert (await person_of(register, key)).log[0].said == change.said
        assert [one.period for one in (await duty_of(register, key))[1].to_do] == ["november 2026"]
    await register.do(undo, UndoForm())
    for key in three:
        assert (await person_of(register, key)).log[0].said == f"Ångrade: {change.said}"
        assert (await duty_of(register, key))[1].done == ()
    assert await register.ask(check_register, register.today) == ()


async def test_who_has_it_already_is_left_alone(register: Register, three: list[UUID]) -> None:
    await record(register, three[0], done_on="2026-11-09", note="Skickad.")
    form = OccurrencesForm(steps=await steps_of(register, three[:2]), number=OCTOBER)
    change = await register.do(record_occurrences, form)
    assert (change.said, change.candidate) == (
        "Månadsrapport för oktober 2026: klart 2026-11-21 (Ylva Sandåker).",
        three[1],
    )
    assert (await duty_of(register, three[0]))[1].done[0].note == "Skickad."
    again = await register.do(record_occurrences, form)
    assert again.said == "Månadsrapport för oktober 2026: är redan gjort."


async def test_one_that_is_refused_refuses_all(register: Register, three: list[UUID]) -> None:
    late = await make_st_doctor(register, "Nils Ny", "2026-11-02")
    form = OccurrencesForm(steps=await steps_of(register, [*three, late]), number=OCTOBER)
    before = await contents(register)
    with pytest.raises(Refused, match="har ändrats"):
        await register.do(record_occurrences, form)
    assert await contents(register) == before


async def test_somebody_must_be_chosen(register: Register) -> None:
    with pytest.raises(Refused, match="Välj minst en"):
        read_form(OccurrencesForm, {"steps": (), "number": OCTOBER}, register.today)


# rests


async def test_an_occurrence_rests_by_itself_and_not_when_it_is_done(register: Register, three: list[UUID]) -> None:
    steps = await steps_of(register, three)
    form = read_form(RestForm, {"steps": steps, "number": OCTOBER, "until": "+9"}, register.today)
    change = await register.do(rest_occurrence, form)
    assert change.said == "Månadsrapport för oktober 2026 vilar till 2026-11-30 för 3: Amina Öst, Bo Ek, Åsa Alm."
    await record(register, three[0])
    rests = (await contents(register))["snooze"]
    assert sorted(rest["step_id"] for rest in rests) == sorted(steps[1:])
    assert {rest["number"] for rest in rests} == {OCTOBER}
    await register.do(rest_occurrence, form.model_copy(update={"steps": steps[1:], "note": "Lönen."}))
    assert {rest["note"] for rest in (await contents(register))["snooze"]} == {"Lönen."}
    said = (await register.do(wake_occurrence, WakenForm(steps=steps[1:2], number=OCTOBER))).said
    assert said == "Månadsrapport för oktober 2026 vilar inte längre för Åsa Alm."
    assert len((await contents(register))["snooze"]) == 1


# where it ends


async def test_it_is_gone_with_the_archive_and_back_by_undo(register: Register, amina: UUID) -> None:
    await record(register, amina)
    ending = {"candidate": amina, "version": 1, "outcome": "specialist", "outcome_on": "idag", "outcome_reason": "-"}
    await register.do(end_candidate, read_form(OutcomeForm, ending, register.today))
    assert (await step_of(register, amina, "manadsrapport")).duty is None
    assert (await contents(register))["open_duty"] == []
    assert "hör inte längre" in (await refused(register, amina, NOVEMBER))[""]
    await register.do(undo, UndoForm())
    assert len((await duty_of(register, amina))[1].done) == 1
    assert await register.ask(check_register, register.today) == ()


async def test_a_new_beginning_of_the_route_keeps_what_is_recorded(register: Register, amina: UUID) -> None:
    await record(register, amina)
    old = (await step_of(register, amina, "manadsrapport")).id
    await make_clinic(register, region="ostergotland", version=1)
    await take_route(register, amina, "rekrytering")
    assert await refused_by_id(register, old) == {"": "Steget hör inte längre till kandidatens checklista."}
    await make_clinic(register, region="vastmanland", version=2)
    await take_route(register, amina, "rekrytering", "2025-02-03")
    await mark(register, amina, "ansok_finansiering", "passed", reason="Igen.")
    await mark(register, amina, "st_borjar", done_on="2025-02-03")
    assert [one.period for one in (await duty_of(register, amina))[1].done] == ["oktober 2026"]


async def test_a_step_that_is_no_duty_is_refused(register: Register, amina: UUID) -> None:
    assert "hör inte längre" in (await refused(register, amina, step="overenskommelse"))[""]
    assert await refused_by_id(register, new_id()) == {"": "Steget finns inte längre."}


async def refused_by_id(register: Register, step: UUID) -> dict[str, str]:
    with pytest.raises(Refused) as caught:
        await register.do(record_occurrence, OccurrenceForm(step=step, number=OCTOBER))
    return caught.value.messages


# another region


async def test_another_regions_duty_of_the_same_name_is_not_done(register: Register, amina: UUID) -> None:
    await record(register, amina)
    put_pack(builtin_pack_text("vastmanland").replace('code = "vastmanland"', 'code = "annan"'))
    clinic = {"name": "L", "private": "privat", "listed": "8200", "chief": "Ylva Sandåker"}
    there = read_form(ClinicForm, {**clinic, "region": "annan", "version": 1}, register.today)
    await register.do(save_clinic, there)
    await take_route(register, amina, "rekrytering", "2025-02-03")
    await mark(register, amina, "ansok_finansiering", "passed", reason="Gjort innan registret fanns.")
    await mark(register, amina, "st_borjar", done_on="2025-02-03")
    assert (await duty_of(register, amina))[1].done == ()
    await record(register, amina)
    here = read_form(ClinicForm, {**clinic, "region": "vastmanland", "version": 2}, register.today)
    await register.do(save_clinic, here)
    await take_route(register, amina, "rekrytering", "2025-02-03")
    await mark(register, amina, "ansok_finansiering", "passed", reason="Gjort innan registret fanns.")
    await mark(register, amina, "st_borjar", done_on="2025-02-03")
    assert [one.number for one in (await duty_of(register, amina))[1].done] == [OCTOBER]
    assert await register.ask(check_register, register.today) == ()


# by a day of the calendar


async def test_what_is_due_by_a_day_of_the_calendar_is_recorded_by_its_year(register: Register) -> None:
    text = builtin_pack_text("vastmanland")
    yearly = 'due = { after = "st_borjar", months = 12 }'
    assert text.count(yearly) == 1
    put_pack(text.replace(yearly, 'due = { after = "st_borjar", by = "31 mars" }'))
    await make_clinic(register, region="vastmanland")
    key = await make_st_doctor(register, "Amina Öst", "2025-02-03")
    _step, duty = await duty_of(register, key, YEARLY)
    assert [(one.period, one.due_on) for one in duty.to_do] == [
        ("tillfället 2026", date(2026, 3, 31)),
        ("tillfället 2027", date(2027, 3, 31)),
    ]
    said = await record(register, key, 2026, YEARLY, done_on="2026-03-30")
    assert " 2026: klart 2026-03-30" in said
    assert (await refused(register, key, 2028, step=YEARLY))["done_on"].startswith("Tillfället 2028 börjar 2027-04-01")
    _step, duty = await duty_of(register, key, YEARLY)
    assert [one.number for one in duty.done] == [2026]
    assert await register.ask(check_register, register.today) == ()
