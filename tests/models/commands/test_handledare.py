"""What a handledare may do: their own steps of those who are here, let them rest, and take back what they did."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.commands.checklist import record_step
from models.commands.snooze import snooze_step, wake_step
from models.commands.undo import UndoForm, undo
from models.forms.checklist import StepForm
from models.forms.refusal import Refused, read_form
from models.forms.snooze import SnoozeForm, WakeForm
from models.ids import new_id
from models.queries.candidates import candidate_lines, lines_in_sight
from models.queries.check import check_register
from models.queries.checklist import StepView, checklist_names, checklist_view
from models.queries.clinic import clinic_view
from models.queries.colleagues import colleague_lines
from models.queries.person import person_view
from models.queries.rules import rules_view
from models.queries.today import Turn, View, glance, items_in, today_items
from models.register import Register
from models.rules.routine import Standing
from models.storage.place import Place
from tests.making import (
    A_GATE_OF_THEIRS,
    NOT_THEIRS,
    THEIRS,
    make_candidate,
    make_clinic,
    make_colleague,
    make_st_doctor,
    make_user,
    mark,
    on_trial,
    person_of,
    step_of,
    take_route,
    walk,
)
from tests.models.commands.people import end, whom
from tests.models.commands.seeing import log_of
from tests.models.roles import opened_as
from tests.own_packs import put_pack_where_the_handledare_is_told

BEFORE_TRIAL: dict[str, dict[str, str]] = {
    "anmal": {},
    "godkann": {},
    "annons": {"ut": "2026-10-01", "sista_dag": "2026-10-20"},
    "intervju": {"studierektor": "ja", "kansliet": "ja"},
}
NOT_A_HANDLEDARES = "inte en handledares att markera"
STATEMENT = "utlatande_prov"
HIDDEN = "tidigare_bedomningar"  # a handledare's step too, but in a phase before trial service


@pytest.fixture
async def user(place: Place) -> UUID:
    """A handledare at a clinic with Amina, who is in trial service, and Berit, who is being recruited."""
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        linked = await make_colleague(chiefs, name="Per-Albin Ek", note="Bara för chefen")
        await on_trial(chiefs, supervisor=str(linked), email="amina@example.org")
        berit = await make_candidate(chiefs, name="Berit Ek", supervisor=str(linked))
        await take_route(chiefs, berit, "privat_kand")
        return await make_user(chiefs, name="Gunvor Tjärnstig", colleague=str(linked))


def form_of(step: StepView, register: Register, state: str = "done", **values: Any) -> StepForm:
    raw = {"step": step.id, "version": step.version, "state": state, **values}
    return read_form(StepForm, raw, register.today)


def rest_of(step: StepView, candidate: UUID, register: Register, **values: Any) -> SnoozeForm:
    raw = {"id": new_id(), "candidate": candidate, "step_id": step.id, "until": "+14", **values}
    return read_form(SnoozeForm, raw, register.today)


# who is here


@pytest.mark.krav("VML2")
async def test_whoever_is_on_trial_by_its_first_day_is_in_sight_and_valued_by_the_handledare(place: Place) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs, region="vastmanland")
        key = await make_candidate(chiefs, name="Amina Öst", native_swedish="ja")
        await take_route(chiefs, key, "rekrytering", "2026-08-01")
        user = await make_user(chiefs)
    async with opened_as(place, user) as theirs:
        assert await theirs.ask(lines_in_sight, theirs.today) == ()
    async with opened_as(place, None) as chiefs:
        await mark(chiefs, key, "provanstall", "open", from_on="2026-09-01")
        (line,) = await chiefs.ask(candidate_lines, today=date(2026, 8, 31))
        assert (line.stage, line.phase, line.step) == ("avtal", "Vikariat före ST", "Rekrytera på vanligt sätt")
    async with opened_as(place, user) as theirs:
        (line,) = await theirs.ask(lines_in_sight, theirs.today)
        assert (line.name, line.stage, line.phase) == ("Amina Öst", "prov", "Vikariat före ST")
        assert (await step_of(theirs, key, "provanstall")).progress == "2 månader hittills"
        step = await step_of(theirs, key, "kompetensvardering")
        assert (step.standing, step.mine) == (Standing.READY, True)
        await theirs.do(record_step, form_of(step, theirs))
    async with opened_as(place, None) as chiefs:
        await mark(chiefs, key, "provanstall", from_on="2026-09-01", to_on="2026-11-20")
        (line,) = await chiefs.ask(candidate_lines, today=chiefs.today)
        assert (line.stage, line.phase) == ("rekrytering", "Rekrytering")


# steps


async def test_their_own_step_is_recorded_in_their_name_and_taken_back(place: Place, user: UUID) -> None:
    async with opened_as(place, user) as theirs:
        amina = await whom(theirs, "Amina Öst")
        step = await step_of(theirs, amina, THEIRS)
        answers = {"antal_bedomningar": "4"}
        await theirs.do(record_step, form_of(step, theirs, answers=answers, note="Två på mottagningen."))
        done = await step_of(theirs, amina, THEIRS)
        assert (done.state, done.note, done.by) == ("done", "Två på mottagningen.", "Gunvor Tjärnstig")
        assert done.answers == {"antal_bedomningar": 4}
        await theirs.do(undo, UndoForm())
        assert (await step_of(theirs, amina, THEIRS)).state == "open"
        with pytest.raises(Refused, match="inget att ångra"):
            await theirs.do(undo, UndoForm())
    async with opened_as(place, None) as chiefs:
        assert [entry.actor for entry in await log_of(chiefs)][-2:] == ["Gunvor Tjärnstig"] * 2


async def test_a_statement_is_only_the_candidates_own_handledares(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        unlinked = await make_user(chiefs, name="Bo Lind")
        linked = await make_colleague(chiefs, name="Siv Öhman")
        other = await make_user(chiefs, name="Siv Öhman", colleague=str(linked))
    for one in (unlinked, other):
        async with opened_as(place, one) as theirs:
            amina = await whom(theirs, "Amina Öst")
            step = await step_of(theirs, amina, STATEMENT)
            assert not step.mine
            with pytest.raises(Refused, match="kandidatens egen handledare, Per-Albin Ek"):
                await theirs.do(record_step, form_of(step, theirs))
            assert (await step_of(theirs, amina, THEIRS)).mine  # assessments are any handledare's
    async with opened_as(place, user) as theirs:
        await theirs.do(record_step, form_of(await step_of(theirs, amina, THEIRS), theirs))
        await theirs.do(record_step, form_of(await step_of(theirs, amina, STATEMENT), theirs))
        assert (await step_of(theirs, amina, STATEMENT)).by == "Gunvor Tjärnstig"


async def test_another_roles_step_is_seen_but_not_recorded(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina = await whom(chiefs, "Amina Öst")
        step = await step_of(chiefs, amina, "prov_borjar_ovriga")
        answers = dict.fromkeys(step.answers, "ja")
        await mark(chiefs, amina, step.key, answers=answers, note="Avtalat med HR.", by="Elsa")
    async with opened_as(place, user) as theirs:
        step = await step_of(theirs, amina, "prov_borjar_ovriga")
        assert (step.standing, step.mine, step.withheld) == (Standing.DONE, False, True)
        assert (step.note, step.by, step.reason, step.answers, step.fields) == ("", "", "", {}, ())
        assert (step.known, step.asked_at) == ({}, ())
        assert step.done_on is not None
        for state in ("open", "done", "waiting"):
            with pytest.raises(Refused, match=NOT_A_HANDLEDARES):
                await theirs.do(record_step, form_of(step, theirs, state))


async def test_what_is_withheld_is_not_offered_on_a_step_of_theirs(place: Place) -> None:
    put_pack_where_the_handledare_is_told()
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs, region="norrback")
        told = {"licence_number": "123456", "trained_in": "Polen", "email": "amina@example.org", "has_at": "nej"}
        amina = await make_candidate(chiefs, **told)
        await take_route(chiefs, amina, "vanlig")
        for step, answers in BEFORE_TRIAL.items():
            await mark(chiefs, amina, step, answers=answers)
        await mark(chiefs, amina, "prova", from_on="2026-07-01", to_on="2026-10-31")
        await mark(chiefs, amina, "avtal", answers={"dag": "2026-12-01", "avtal": "idag"})
        seen = await step_of(chiefs, amina, "samtal")
        assert {name: known.text for name, known in seen.known.items()} == {
            **{"leg": "123456", "land": "Polen", "epost": "amina@example.org", "at": "nej", "bt": "ja"},
            **{"dag": "2026-12-01", "listade": "ja"},
        }
        user = await make_user(chiefs)
    async with opened_as(place, user) as theirs:
        seen = await step_of(theirs, amina, "samtal")
        assert (seen.mine, seen.withheld) == (True, False)
        assert {name: known.text for name, known in seen.known.items()} == {
            "epost": "amina@example.org",
            "listade": "ja",
        }


async def test_a_step_of_a_phase_or_a_person_out_of_sight_is_not_recorded(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina, berit = await whom(chiefs, "Amina Öst"), await whom(chiefs, "Berit Ek")
        hidden = await step_of(chiefs, berit, HIDDEN)
        earlier = await step_of(chiefs, amina, "samrad_privat")
    async with opened_as(place, user) as theirs:
        view = await theirs.ask(checklist_view, amina, theirs.today)
        assert view is not None
        assert {step.phase for step in view.steps} == {"Provtjänstgöring", "BT-året"}
        assert earlier.id not in {step.id for step in view.steps}
        for step in (hidden, earlier):
            with pytest.raises(Refused, match="hör inte längre till kandidatens checklista"):
                await theirs.do(record_step, form_of(step, theirs))


async def test_a_gate_of_theirs_is_done_by_them_but_passed_and_opened_again_by_the_chief(
    place: Place, user: UUID
) -> None:
    async with opened_as(place, user) as theirs:
        amina = await whom(theirs, "Amina Öst")
        await mark(theirs, amina, THEIRS)
        gate = await step_of(theirs, amina, A_GATE_OF_THEIRS)
        assert (gate.gate, gate.mine, gate.passable) == (True, True, False)
        for state in ("passed", "not_applicable"):
            with pytest.raises(Refused, match="Bara chefen passerar en spärr"):
                await theirs.do(record_step, form_of(gate, theirs, state, reason="Hinner inte."))
        await theirs.do(record_step, form_of(gate, theirs))
    async with opened_as(place, None) as chiefs:
        await mark(chiefs, amina, A_GATE_OF_THEIRS, "passed", reason="Handledaren är sjuk.")
    async with opened_as(place, user) as theirs:
        gate = await step_of(theirs, amina, A_GATE_OF_THEIRS)
        assert (gate.state, gate.mine, gate.cost) == ("passed", False, "")
        items = await theirs.ask(today_items, theirs.today)
        assert [item.passed for item in items if item.step_id == gate.id] == ["Passerad spärr."]
        for state in ("open", "done"):
            with pytest.raises(Refused, match="Bara chefen passerar en spärr"):
                await theirs.do(record_step, form_of(gate, theirs, state))


async def test_an_st_doctor_is_in_sight_whatever_is_left_and_what_hinders_out_of_sight_is_not_named(
    place: Place, user: UUID
) -> None:
    async with opened_as(place, None) as chiefs:
        olle = await on_trial(chiefs, name="Olle Sund", integrated_bt="ja")
        await walk(chiefs, olle, leaving="st_kontrakt")
        person = await person_of(chiefs, olle)
        assert person.st_since is not None
        assert person.hindrance is not None
        assert (person.hindrance.key, person.phase) == ("st_kontrakt", "Godkännande och start")
        blocked = await step_of(chiefs, olle, "anmal_bt")
        assert blocked.blocked_by.startswith(person.hindrance.title)
    async with opened_as(place, user) as theirs:
        person = await person_of(theirs, olle)
        assert (person.hindrance, person.phase) == (None, "ST")
        assert (await step_of(theirs, olle, "anmal_bt")).blocked_by.startswith("ett tidigare steg (")


# rests


async def test_their_own_rows_rest_and_the_chiefs_do_not(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina, berit = await whom(chiefs, "Amina Öst"), await whom(chiefs, "Berit Ek")
        chiefs_step, hidden = await step_of(chiefs, amina, NOT_THEIRS), await step_of(chiefs, berit, HIDDEN)
        await mark(chiefs, amina, NOT_THEIRS, "open", remind_on="+3")
        await chiefs.do(snooze_step, rest_of(chiefs_step, amina, chiefs, note="Bara för chefen"))
    async with opened_as(place, user) as theirs:
        own = await step_of(theirs, amina, THEIRS)
        await theirs.do(snooze_step, rest_of(own, amina, theirs, note="Efter semestern"))
        items = {item.step_id: item for item in await theirs.ask(today_items, theirs.today)}
        rests = {key: item.rest for key, item in items.items() if item.turn is Turn.RESTING}
        notes = {key: rest.note for key, rest in rests.items() if rest is not None}
        assert notes == {own.id: "Efter semestern", chiefs_step.id: None}
        for form in (rest_of(chiefs_step, amina, theirs), rest_of(hidden, berit, theirs)):
            with pytest.raises(Refused, match="en handledares egna steg"):
                await theirs.do(snooze_step, form)
        chiefs_rest, own_rest = rests[chiefs_step.id], rests[own.id]
        assert chiefs_rest is not None
        assert own_rest is not None
        with pytest.raises(Refused, match="en handledares egna steg"):
            await theirs.do(wake_step, WakeForm(id=chiefs_rest.id, version=chiefs_rest.version))
        await theirs.do(wake_step, WakeForm(id=own_rest.id, version=own_rest.version))


# what they see


async def test_idag_has_those_who_are_here_and_parts_what_is_mine_from_what_is_waited_for(
    place: Place, user: UUID
) -> None:
    async with opened_as(place, None) as chiefs:
        amina = await whom(chiefs, "Amina Öst")
        await mark(chiefs, amina, NOT_THEIRS, "open", remind_on="+3")
        assert {item.name for item in await chiefs.ask(today_items, chiefs.today)} == {"Amina Öst", "Berit Ek"}
    async with opened_as(place, user) as theirs:
        items = await theirs.ask(today_items, theirs.today)
        assert {item.name for item in items} == {"Amina Öst"}
        assert {item.supervisor for item in items} == {"Per-Albin Ek"}
        assert [item.step_id for item in items_in(items, View.MINE)] == [(await step_of(theirs, amina, THEIRS)).id]
        assert {item.mine for item in items_in(items, View.WAITED_FOR)} == {False}


async def test_the_lists_have_those_who_are_here(place: Place, user: UUID) -> None:
    async with opened_as(place, user) as theirs:
        (line,) = await theirs.ask(lines_in_sight, theirs.today)
        assert (line.name, line.step, line.steps_done) == ("Amina Öst", "Dokumentera flera bedömningar", 1)
        assert await theirs.ask(lines_in_sight, theirs.today, archived=True) == ()
        assert [one.name for one in await theirs.ask(checklist_names)] == ["Amina Öst"]
        (colleague,) = await theirs.ask(colleague_lines)
        assert colleague.candidates == ("Amina Öst",)
        assert "note" not in colleague.values
        assert "Berit" not in colleague.folded
        seen = await theirs.ask(glance, theirs.today)
        assert seen is not None
        assert {stage.stage: stage.people for stage in seen.stages} == {"prov": 1, "bt": 0, "st": 0}


async def test_an_st_doctor_of_whom_something_earlier_is_left_is_counted_as_one_where_that_is_not_in_sight(
    place: Place,
) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs, region="vastmanland")
        await make_st_doctor(chiefs, "Malte Ek", "2026-02-01")
        user = await make_user(chiefs)
        assert await st_doctors_in_the_glance(chiefs) == (1, 0)
    async with opened_as(place, user) as theirs:
        assert await st_doctors_in_the_glance(theirs) == (1, 1)


async def st_doctors_in_the_glance(register: Register) -> tuple[int, int]:
    """How many posts are taken, and how many people are in ST."""
    seen = await register.ask(glance, register.today)
    assert seen is not None
    return seen.st_posts, next(one.people for one in seen.stages if one.stage == "st")


async def test_whoever_is_to_begin_trial_service_is_in_sight_when_there_is_a_day(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        berit = await whom(chiefs, "Berit Ek")
        cilla = await make_candidate(chiefs, name="Cilla Alm", has_at="nej", known_in_region="nej", native_swedish="ja")
        await take_route(chiefs, cilla, "privat_ovriga")
        await walk(chiefs, cilla, until="prov_borjar_ovriga")
        assert (await person_of(chiefs, cilla)).phase == "Provtjänstgöring"
    async with opened_as(place, user) as theirs:
        assert [one.name for one in await theirs.ask(lines_in_sight, theirs.today)] == ["Amina Öst"]
        assert await theirs.ask(person_view, cilla, theirs.today) is None
    async with opened_as(place, None) as chiefs:
        await mark(chiefs, cilla, "prov_tid_ovriga", "open", from_on="2027-01-11")
        assert await chiefs.ask(check_register, chiefs.today) == ()
    async with opened_as(place, user) as theirs:
        assert (await person_of(theirs, cilla)).name == "Cilla Alm"
        assert await theirs.ask(person_view, berit, theirs.today) is None


async def test_the_clinics_facts_about_money_are_the_chiefs(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs, version=1, agreement="ja", stable="nej")
        seen = await chiefs.ask(clinic_view)
        assert seen is not None
        assert (seen.agreement, seen.stable) == (True, False)
    async with opened_as(place, user) as theirs:
        seen = await theirs.ask(clinic_view)
        assert seen is not None
        assert (seen.name, seen.agreement, seen.stable) == ("Lingonets vårdcentral", None, None)


async def test_the_person_is_how_to_reach_them_and_how_they_stand(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina, berit = await whom(chiefs, "Amina Öst"), await whom(chiefs, "Berit Ek")
    async with opened_as(place, user) as theirs:
        person = await person_of(theirs, amina)
        assert person.in_part
        assert person.values == {"email": "amina@example.org", "phone": ""}
        assert (person.supervisor, person.phase, person.done) == ("Per-Albin Ek", "Provtjänstgöring", 1)
        assert person.hindrance is not None
        assert person.hindrance.key == THEIRS
        withheld = (person.verdict, person.capacity, person.financing, person.intakes, person.routes)
        assert not any((*withheld, person.offered, person.notes, person.log))
        assert await theirs.ask(person_view, berit, theirs.today) is None


async def test_whoever_leaves_is_out_of_sight_at_once(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina = await whom(chiefs, "Amina Öst")
        await end(chiefs, amina)
    async with opened_as(place, user) as theirs:
        assert await theirs.ask(lines_in_sight, theirs.today) == ()
        assert await theirs.ask(person_view, amina, theirs.today) is None
        assert await theirs.ask(checklist_view, amina, theirs.today) is None
        assert await theirs.ask(today_items, theirs.today) == ()


# the rules


async def test_the_rules_are_open_and_lead_to_the_checklist_of_whoever_is_in_sight(place: Place, user: UUID) -> None:
    async with opened_as(place, None) as chiefs:
        amina, berit = await whom(chiefs, "Amina Öst"), await whom(chiefs, "Berit Ek")
        seen = await chiefs.ask(rules_view, berit, None, chiefs.today)
        assert seen is not None
        assert seen.steps
    async with opened_as(place, user) as theirs:
        view, hidden = [await theirs.ask(rules_view, key, None, theirs.today) for key in (amina, berit)]
        assert view is not None
        assert hidden is not None
        assert view.rules == hidden.rules == seen.rules
        assert THEIRS in view.steps
        assert "samrad_privat" not in view.steps
        assert hidden.steps == {}
