"""One example of everything that changes the register: what must be there first, and then the command and its form."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any
from uuid import UUID

from models.commands.candidates import save_candidate, save_note
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.duties import record_occurrence, record_occurrences, rest_occurrence, wake_occurrence
from models.commands.outcomes import end_candidate, reopen_candidate
from models.commands.own_steps import save_own_step
from models.commands.retention import save_retention
from models.commands.routes import adopt_edition, begin_route
from models.commands.snooze import snooze_step, wake_step
from models.commands.users import add_user, change_user, hand_over, remove_user
from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, ReopenForm, RouteForm
from models.forms.checklist import EditionForm, StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.duty import OccurrenceForm, OccurrencesForm, RestForm, WakenForm
from models.forms.own_step import OwnStepForm
from models.forms.refusal import read_form
from models.forms.retention import RetentionForm
from models.forms.snooze import SnoozeForm, WakeForm
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.knowledge.pack_reader import builtin_pack_text
from models.queries.clinic import clinic_view
from models.queries.new_edition import new_edition
from models.queries.own_steps import new_own_step
from models.queries.retention import retention_view
from models.register import Register
from models.rules.duties import month_number
from tests.making import (
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
)
from tests.own_packs import put_pack, put_pack_where_the_handledare_reports

Deed = Callable[[Register], Awaitable[tuple[Any, Any]]]


async def a_new_candidate(register: Register) -> tuple[Any, Any]:
    supervisor = await make_colleague(register)
    raw = {"id": new_id(), "name": "Amina Öst", "supervisor": supervisor, "trained_in": "Polen", "has_at": "nej"}
    return save_candidate, read_form(CandidateForm, raw, register.today)


async def a_changed_candidate(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register, trained_in="Polen", licence_on="2024-01-05")
    raw = {"id": key, "version": 1, "name": "Amina Åström", "has_at": "ja", "personnummer": "19900118-9811"}
    return save_candidate, read_form(CandidateForm, raw, register.today)


async def a_route(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    raw = {"candidate": key, "version": 1, "route": "privat_ovriga", "started_on": "2026-10-01"}
    return begin_route, read_form(RouteForm, raw, register.today)


async def another_route(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat", note="Ringde.")
    version = (await person_of(register, key)).version
    raw = {"candidate": key, "version": version, "route": "privat_kand", "started_on": "idag"}
    return begin_route, read_form(RouteForm, raw, register.today)


async def a_step(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    step = await step_of(register, key, "samrad_privat")
    answers = {"studierektorer": "idag", "halsoval": "igår"}
    raw = {"step": step.id, "version": step.version, "state": "done", "answers": answers, "note": "Båda är med."}
    return record_step, read_form(StepForm, raw, register.today)


async def an_outcome(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    raw = {"candidate": key, "version": 1, "outcome": "drog_sig_ur", "outcome_on": "igår", "outcome_reason": "Flyttar."}
    return end_candidate, read_form(OutcomeForm, raw, register.today)


async def a_reopening(register: Register) -> tuple[Any, Any]:
    command, form = await an_outcome(register)
    await register.do(command, form)
    return reopen_candidate, ReopenForm(candidate=form.candidate, version=2)


async def a_note(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    return save_note, read_form(
        NoteForm, {"id": new_id(), "candidate": key, "noted_on": "idag", "text": "Ringde."}, register.today
    )


async def a_changed_note(register: Register) -> tuple[Any, Any]:
    command, form = await a_note(register)
    await register.do(command, form)
    return save_note, form.model_copy(update={"version": 1, "text": "Ringde igen."})


async def a_rest(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    step = await step_of(register, key, "samrad_privat")
    raw = {"id": new_id(), "candidate": key, "step_id": step.id, "until": "+14", "note": "Efter semestern."}
    return snooze_step, read_form(SnoozeForm, raw, register.today)


async def a_changed_rest(register: Register) -> tuple[Any, Any]:
    command, form = await a_rest(register)
    await register.do(command, form)
    return snooze_step, form.model_copy(update={"version": 1, "note": "Ännu senare."})


async def a_wakening(register: Register) -> tuple[Any, Any]:
    command, form = await a_rest(register)
    await register.do(command, form)
    return wake_step, WakeForm(id=form.id, version=1)


async def a_colleague(register: Register) -> tuple[Any, Any]:
    raw = {"id": new_id(), "name": "Elva Rimnäs", "role": "studierektor", "specialist_on": "2010-01-01"}
    return save_colleague, read_form(ColleagueForm, raw, register.today)


async def a_colleague_put_aside(register: Register) -> tuple[Any, Any]:
    key = await make_colleague(register)
    raw = {"id": key, "version": 1, "name": "Gunvor", "role": "handledare", "archived": True}
    return save_colleague, read_form(ColleagueForm, raw, register.today)


async def an_own_step(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    step = await step_of(register, key, "kontakta_studierektor_privat")
    view = await register.ask(new_own_step, step.id)
    assert view is not None
    raw = {"id": new_id(), "checklist": view.checklist, "title": "Visa runt", "role": "handledare", "force": "ska"}
    return save_own_step, read_form(OwnStepForm, {**raw, **view.values}, register.today)


async def a_changed_own_step(register: Register) -> tuple[Any, Any]:
    command, form = await an_own_step(register)
    await register.do(command, form)
    return save_own_step, form.model_copy(update={"version": 1, "title": "Visa runt och fika"})


async def an_own_step_taken_away(register: Register) -> tuple[Any, Any]:
    command, form = await an_own_step(register)
    await register.do(command, form)
    return save_own_step, form.model_copy(update={"version": 1, "archived": True})


async def a_new_edition(register: Register) -> tuple[Any, Any]:
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    put_pack(builtin_pack_text("orebro").replace('version = "2"', 'version = "3"'))
    view = await register.ask(new_edition, key, register.today)
    assert view is not None
    return adopt_edition, EditionForm(checklist=view.checklist, version=view.version, edition=view.edition)


async def a_changed_clinic(register: Register) -> tuple[Any, Any]:
    await make_candidate(register)
    raw = {"version": 1, "name": "Hjortronet", "region": "vgr", "private": "privat", "listed": "9 100", "chief": "Ylva"}
    return save_clinic, read_form(ClinicForm, raw, register.today)


async def doctors(register: Register) -> list[UUID]:
    """Three ST doctors in Västmanland: the monthly report on each one's checklist."""
    clinic = await register.ask(clinic_view)
    if clinic is not None and clinic.region != "vastmanland":
        await make_clinic(register, region="vastmanland", version=clinic.version)
    keys = [await make_st_doctor(register, name, "2025-02-03") for name in ("Amina Öst", "Bo Ek", "Åsa Alm")]
    return [(await step_of(register, key, "manadsrapport")).id for key in keys]


async def an_occurrence(register: Register) -> tuple[Any, Any]:
    step, *_others = await doctors(register)
    raw = {"step": step, "number": OCTOBER, "done_on": "igår", "note": "Skickad."}
    return record_occurrence, read_form(OccurrenceForm, raw, register.today)


async def a_changed_occurrence(register: Register) -> tuple[Any, Any]:
    command, form = await an_occurrence(register)
    await register.do(command, form)
    return command, form.model_copy(update={"version": 1, "by": "Elva Rimnäs"})


async def an_occurrence_taken_back(register: Register) -> tuple[Any, Any]:
    command, form = await an_occurrence(register)
    await register.do(command, form)
    return command, form.model_copy(update={"version": 1, "state": "open"})


async def an_occurrence_of_several(register: Register) -> tuple[Any, Any]:
    steps = tuple(await doctors(register))
    return record_occurrences, read_form(OccurrencesForm, {"steps": steps, "number": OCTOBER}, register.today)


async def a_rest_of_several(register: Register) -> tuple[Any, Any]:
    raw = {"steps": tuple(await doctors(register)), "number": OCTOBER, "until": "+9", "note": "Efter lönen."}
    return rest_occurrence, read_form(RestForm, raw, register.today)


async def a_wakening_of_several(register: Register) -> tuple[Any, Any]:
    command, form = await a_rest_of_several(register)
    await register.do(command, form)
    return wake_occurrence, WakenForm(steps=form.steps, number=OCTOBER)


OCTOBER = month_number(date(2026, 10, 1))


async def a_step_of_the_handledare(register: Register) -> tuple[Any, Any]:
    step = await step_of(register, await on_trial(register), THEIRS)
    raw = {"step": step.id, "version": step.version, "state": "done", "answers": {"antal_bedomningar": "3"}}
    return record_step, read_form(StepForm, raw, register.today)


async def a_rest_of_the_handledare(register: Register) -> tuple[Any, Any]:
    key = await on_trial(register)
    step = await step_of(register, key, THEIRS)
    raw = {"id": new_id(), "candidate": key, "step_id": step.id, "until": "+14", "note": "Efter semestern."}
    return snooze_step, read_form(SnoozeForm, raw, register.today)


async def a_duty_of_the_handledare(register: Register) -> tuple[Any, Any]:
    put_pack_where_the_handledare_reports()
    return await an_occurrence(register)


async def a_duty_of_the_handledare_for_several(register: Register) -> tuple[Any, Any]:
    put_pack_where_the_handledare_reports()
    return await an_occurrence_of_several(register)


async def a_rested_duty_of_the_handledare(register: Register) -> tuple[Any, Any]:
    put_pack_where_the_handledare_reports()
    return await a_rest_of_several(register)


async def a_woken_duty_of_the_handledare(register: Register) -> tuple[Any, Any]:
    put_pack_where_the_handledare_reports()
    return await a_wakening_of_several(register)


async def a_user(register: Register) -> tuple[Any, Any]:
    raw = {
        "id": new_id(),
        "name": "Gunvor Tjärnstig",
        "role": "handledare",
        "colleague": await make_colleague(register),
    }
    return add_user, read_form(NewUserForm, raw, register.today)


async def a_changed_user(register: Register) -> tuple[Any, Any]:
    key = await make_user(register)
    raw = {"id": key, "version": 1, "name": "Gunvor Öst", "role": "stallforetradare"}
    return change_user, read_form(UserForm, raw, register.today)


async def a_user_removed(register: Register) -> tuple[Any, Any]:
    return remove_user, RemoveUserForm(id=await make_user(register), version=1)


async def a_handing_over(register: Register) -> tuple[Any, Any]:
    return hand_over, HandOverForm(to=await make_user(register), version=1)


async def a_changed_retention(register: Register) -> tuple[Any, Any]:
    version = (await register.ask(retention_view, register.today)).version
    raw = {"version": version, "keep_years": "3", "keep_decision": "Dnr 2026/17", "keep_decided_on": "igår"}
    return save_retention, read_form(RetentionForm, raw, register.today)


DEEDS: tuple[Deed, ...] = (
    *(a_new_candidate, a_changed_candidate, a_route, another_route, a_step),
    *(an_outcome, a_reopening, a_note, a_changed_note),
    *(a_rest, a_changed_rest, a_wakening),
    *(a_colleague, a_colleague_put_aside),
    *(an_own_step, a_changed_own_step, an_own_step_taken_away, a_new_edition),
    *(a_step_of_the_handledare, a_rest_of_the_handledare),
    *(an_occurrence, a_changed_occurrence, an_occurrence_taken_back, an_occurrence_of_several),
    *(a_rest_of_several, a_wakening_of_several),
    *(a_duty_of_the_handledare, a_duty_of_the_handledare_for_several),
    *(a_rested_duty_of_the_handledare, a_woken_duty_of_the_handledare),
    *(a_user, a_changed_user, a_user_removed, a_handing_over),
    *(a_changed_clinic, a_changed_retention),
)
BY_WHOEVER_DID_IT = [deed for deed in DEEDS if deed is not a_handing_over]  # undone so: that only by the new chief
