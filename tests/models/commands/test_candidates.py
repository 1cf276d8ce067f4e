"""Candidates: added, changed, ended, reopened, and put on a route."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate, save_note
from models.commands.checklist import record_step
from models.commands.outcomes import end_candidate, reopen_candidate
from models.commands.routes import begin_route
from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, ReopenForm, RouteForm
from models.forms.checklist import StepForm
from models.forms.refusal import Refused, read_form
from models.ids import new_id
from models.knowledge.pack_reader import builtin_pack_text, pack_digest
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.records import Checklist, PackText
from models.register import Register
from models.rights import for_everyone
from models.rules.bt import BtAnswer
from models.rules.routine import Standing
from tests.making import (
    checklist_of,
    make_candidate,
    make_clinic,
    make_colleague,
    mark,
    person_of,
    step_of,
    take_route,
)


async def end(register: Register, key: UUID, outcome: str = "drog_sig_ur") -> None:
    version = (await person_of(register, key)).version
    raw = {"candidate": key, "version": version, "outcome": outcome, "outcome_on": "igår", "outcome_reason": "Flyttar."}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))


def route_form(register: Register, key: UUID) -> RouteForm:
    raw = {"candidate": key, "version": 1, "route": "privat_kand", "started_on": "idag"}
    return read_form(RouteForm, raw, register.today)


async def reopen(register: Register, key: UUID) -> None:
    version = (await person_of(register, key)).version
    await register.do(reopen_candidate, ReopenForm(candidate=key, version=version))


async def test_everything_that_is_typed_comes_back_as_it_was_typed(register: Register) -> None:
    await make_clinic(register)
    supervisor = str(await make_colleague(register))
    typed = {
        "email": "amina@exempel.se",
        "personnummer": "19900118-9811",
        "licence_on": "2024-01-05",
        "trained_in": "Polen",
        "has_at": "nej",
        "has_bt": "",
        "language_proof": "annat",
        "language_proof_note": "TISUS",
        "earlier_st_where": "[red]Örebro[/]",
        "supervisor": supervisor,
    }
    person = await person_of(register, await make_candidate(register, name="Åsa Öst", **typed))
    assert {name: person.values[name] for name in typed} == typed
    assert (person.name, person.version, person.supervisor) == ("Åsa Öst", 1, "Gunvor Tjärnstig")


@pytest.mark.krav("OG21")
async def test_a_candidate_trained_abroad_without_at_needs_bt_and_sees_why(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, trained_in="Polen", has_at="nej", licence_on="2024-01-05")
    verdict = (await person_of(register, key)).verdict
    assert verdict is not None
    assert verdict.answer is BtAnswer.REQUIRED
    assert "Polen" in verdict.why
    assert [reason.source for reason in verdict.reasons] == ["Socialstyrelsens övergångsregel till HSLF-FS 2021:8"]


async def test_a_colleague_that_is_not_there_cannot_be_chosen(register: Register) -> None:
    await make_clinic(register)
    raw = {"id": new_id(), "name": "Amina", "supervisor": new_id(), "director": new_id()}
    with pytest.raises(Refused) as refused:
        await register.do(save_candidate, read_form(CandidateForm, raw, register.today))
    assert refused.value.messages == {
        "supervisor": "Personen finns inte längre. Välj en annan.",
        "director": "Personen finns inte längre. Välj en annan.",
    }
    assert await register.ask(candidate_lines) == ()


async def test_what_is_not_there_cannot_be_changed(register: Register) -> None:
    await make_clinic(register)
    gone = new_id()
    note = {"id": gone, "candidate": await make_candidate(register), "version": 1, "noted_on": "idag", "text": "x"}
    forms: list[tuple[Any, Any]] = [
        (save_candidate, CandidateForm(id=gone, version=1, name="x")),
        (reopen_candidate, ReopenForm(candidate=gone, version=1)),
        (begin_route, route_form(register, gone)),
        (save_note, read_form(NoteForm, note, register.today)),
    ]
    for command, form in forms:
        with pytest.raises(Refused, match="finns inte längre"):
            await register.do(command, form)


# the end, and back


@pytest.mark.parametrize("outcome", ["drog_sig_ur", "ej_antagen", "annan_tjanst", "st_avbruten", "specialist"])
async def test_who_leaves_rests_in_the_archive_with_the_reason(register: Register, outcome: str) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await end(register, key, outcome)
    assert await register.ask(candidate_lines) == ()
    (line,) = await register.ask(candidate_lines, archived=True)
    person = await person_of(register, key)
    assert line.id == key
    assert person.archived
    assert person.outcome == f"{line.outcome} 2026-11-20: Flyttar."


async def test_who_comes_back_is_where_they_were(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat")
    before = await register.ask(candidate_lines)
    await end(register, key)
    await reopen(register, key)
    assert await register.ask(candidate_lines) == before
    assert (await person_of(register, key)).outcome == ""


# notes


async def test_notes_stand_newest_first_with_who_wrote_them(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    for day, text in (("2026-11-01", "Först."), ("2026-11-20", "Sist."), ("2026-11-10", "Mitt emellan.")):
        raw = {"id": new_id(), "candidate": key, "noted_on": day, "text": text}
        await register.do(save_note, read_form(NoteForm, raw, register.today))
    notes = (await person_of(register, key)).notes
    assert [note.text for note in notes] == ["Sist.", "Mitt emellan.", "Först."]
    assert {note.author for note in notes} == {"Ylva Sandåker"}


async def test_a_note_of_10_000_letters_is_kept_whole(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    text = "Åäö 𝄞 [b]x[/]\n" * 800 + "slut"
    raw = {"id": new_id(), "candidate": key, "noted_on": "idag", "text": text}
    await register.do(save_note, read_form(NoteForm, raw, register.today))
    assert (await person_of(register, key)).notes[0].text == text


# routes


@pytest.mark.krav("ORE1", "ORE3", "ORE8", "ORE14")
@pytest.mark.parametrize(
    ("private", "known", "fitting"),
    [
        ("privat", "ja", ["privat_kand"]),
        ("privat", "nej", ["privat_ovriga"]),
        ("regiondriven", "ja", ["regiondriven_intern"]),
        ("regiondriven", "nej", ["regiondriven_extern"]),
    ],
)
async def test_driftsform_and_who_it_is_decide_the_route(
    register: Register, private: str, known: str, fitting: list[str]
) -> None:
    await make_clinic(register, private=private)
    key = await make_candidate(register, known_in_region=known)
    routes = (await person_of(register, key)).routes
    assert [route.key for route in routes if route.fits] == fitting
    for route in routes:
        if route.fits is False:
            with pytest.raises(Refused, match="Vägen gäller inte den här kandidaten") as refused:
                await take_route(register, key, route.key)
            assert set(refused.value.messages) == {"route"}
    await take_route(register, key, fitting[0])


async def test_a_route_that_the_region_has_not_is_refused(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    with pytest.raises(Refused, match="Välj en av regionens vägar"):
        await take_route(register, key, "ansokan")


async def test_before_a_clinic_there_is_no_route(register: Register) -> None:
    key = await make_candidate(register)
    with pytest.raises(Refused, match="Lägg först in vårdcentralen"):
        await register.do(begin_route, route_form(register, key))


async def test_a_route_chosen_for_what_the_candidate_was_is_refused(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    seen = route_form(register, key)
    raw = {"id": key, "version": 1, "name": "Amina Öst", "trained_in": "Sverige"}
    await register.do(save_candidate, read_form(CandidateForm, raw, register.today))
    with pytest.raises(Refused, match="har ändrats sedan de visades"):
        await register.do(begin_route, seen)


async def test_the_checklist_has_every_step_and_remembers_its_pack(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga", "2026-10-01")
    view = await checklist_of(register, key)
    assert (view.route, view.region, view.pack_version) == ("Privat, övriga", "Region Örebro län", "2")
    assert view.started_on == date(2026, 10, 1)
    text = builtin_pack_text("orebro")
    kept = await register.ask(for_everyone(lambda: [(row.digest, row.text) for row in PackText.select()]))
    assert kept == [(pack_digest(text), text)]
    assert await register.ask(check_register, register.today) == ()


async def test_another_route_keeps_what_both_have_in_common(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat", note="Ringde.", done_on="2026-11-02")
    await mark(register, key, "kompetens_privat", "waiting", waiting_since="2026-11-03")
    await take_route(register, key, "privat_kand")
    told = await step_of(register, key, "kontakta_studierektor_privat")
    assert (told.standing, told.note, told.done_on) == (Standing.DONE, "Ringde.", date(2026, 11, 2))
    assert (await step_of(register, key, "kompetens_privat")).waiting_since == date(2026, 11, 3)
    keys = {step.key for step in (await checklist_of(register, key)).steps}
    assert "utlatande_kand" in keys
    assert "prov_tid_ovriga" not in keys
    active = for_everyone(lambda: [row.active for row in Checklist.select().order_by(Checklist.id)])
    actives = await register.ask(active)
    assert actives == [False, True]


async def test_a_step_of_the_old_checklist_is_no_longer_marked(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    old = await step_of(register, key, "kontakta_studierektor_privat")
    await take_route(register, key, "privat_kand")
    with pytest.raises(Refused, match="hör inte längre till kandidatens checklista"):
        await register.do(record_step, StepForm(step=old.id, version=1, state="waiting"))
