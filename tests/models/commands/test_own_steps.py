"""The clinic's own steps: given to those who have not come past them, marked as its own, and taken away again."""

from typing import Any
from uuid import UUID

import pytest

from models.commands.outcomes import end_candidate, reopen_candidate
from models.commands.own_steps import save_own_step
from models.commands.undo import UndoForm, undo
from models.forms.candidate import OutcomeForm, ReopenForm
from models.forms.own_step import OwnStepForm
from models.forms.refusal import Refused, read_form
from models.ids import new_id
from models.queries.check import check_register
from models.queries.checklist import StepView
from models.queries.own_steps import new_own_step, own_step_of
from models.register import Register
from models.rules.routine import Standing
from tests.making import checklist_of, make_candidate, make_clinic, mark, person_of, step_of, take_route

BEHIND = "kontakta_studierektor_privat"


@pytest.fixture
async def amina(register: Register) -> UUID:
    await make_clinic(register)
    return await somebody(register, "Amina Öst")


async def somebody(register: Register, name: str) -> UUID:
    key = await make_candidate(register, name=name)
    await take_route(register, key, "privat_ovriga")
    return key


async def add(register: Register, candidate: UUID, **values: Any) -> UUID:
    """An own step behind the first one, unless told otherwise."""
    place = await step_of(register, candidate, values.pop("behind", BEHIND))
    view = await register.ask(new_own_step, place.id)
    assert view is not None
    key = new_id()
    raw = {"id": key, "checklist": view.checklist, "title": "Visa runt", "role": "chef", "force": "ska"}
    await register.do(save_own_step, read_form(OwnStepForm, {**raw, **view.values, **values}, register.today))
    return key


async def change(register: Register, step: StepView, **values: Any) -> None:
    view = await register.ask(own_step_of, step.id)
    assert view is not None
    raw = {"id": view.id, "version": view.version, "checklist": view.checklist, **view.values, **values}
    await register.do(save_own_step, read_form(OwnStepForm, raw, register.today))


async def own_of(register: Register, candidate: UUID) -> list[StepView]:
    return [step for step in (await checklist_of(register, candidate)).steps if step.own]


async def test_an_own_step_is_marked_and_stands_where_it_was_put(register: Register, amina: UUID) -> None:
    before = [step.key for step in (await checklist_of(register, amina)).steps]
    await add(register, amina, rule="Hela huset, och köket.")
    steps = (await checklist_of(register, amina)).steps
    (own,) = (step for step in steps if step.own)
    assert [step.key for step in steps if not step.own] == before
    assert steps[[step.key for step in steps].index(BEHIND) + 1] == own
    assert (own.title, own.rule, own.force, own.gate) == ("Visa runt", "Hela huset, och köket.", "ska", False)
    assert own.where == "Vårdcentralens eget steg, tillagt 2026-11-21 av Ylva Sandåker"
    assert own.krav == ()
    assert await register.ask(check_register, register.today) == ()


async def test_it_is_done_as_other_steps_and_waits_for_the_one_before_it(register: Register, amina: UUID) -> None:
    await add(register, amina)
    (own,) = await own_of(register, amina)
    assert own.standing is Standing.BLOCKED  # by the gate that it stands behind
    await mark(register, amina, BEHIND)
    assert (await own_of(register, amina))[0].standing is Standing.READY
    await mark(register, amina, own.key, note="Klart på en timme.")
    (own,) = await own_of(register, amina)
    assert (own.standing, own.by, own.note) == (Standing.DONE, "Ylva Sandåker", "Klart på en timme.")
    assert await register.ask(check_register, register.today) == ()


async def test_a_must_of_ones_own_hinders_and_nothing_of_the_regions_waits_for_it(
    register: Register, amina: UUID
) -> None:
    await add(register, amina)
    await mark(register, amina, BEHIND)
    hindrance = (await person_of(register, amina)).hindrance
    assert hindrance is not None
    assert hindrance.title == "Visa runt"
    await mark(register, amina, "kompetens_privat")
    assert (await step_of(register, amina, "kompetens_privat")).standing is Standing.DONE


async def test_those_who_have_come_past_it_are_spared(register: Register, amina: UUID) -> None:
    further = await somebody(register, "Björn")
    for step in (BEHIND, "kompetens_privat"):
        await mark(register, further, step)
    await add(register, amina)
    assert len(await own_of(register, amina)) == 1
    assert await own_of(register, further) == []
    await add(register, amina, title="Till alla", reach="alla")
    assert [step.title for step in await own_of(register, further)] == ["Till alla"]
    assert await register.ask(check_register, register.today) == ()


async def test_new_checklists_get_it_and_other_routes_only_where_its_place_is(register: Register, amina: UUID) -> None:
    await add(register, amina)
    assert len(await own_of(register, await somebody(register, "Ny"))) == 1
    elsewhere = await make_candidate(register, name="Annan väg")
    await make_step_behind(register, amina, "prov_tid_ovriga")
    await take_route(register, elsewhere, "privat_kand")
    assert [step.title for step in await own_of(register, elsewhere)] == ["Visa runt"]


async def make_step_behind(register: Register, candidate: UUID, behind: str) -> None:
    await add(register, candidate, behind=behind, title="Efter provet")


async def test_own_steps_stand_behind_own_steps(register: Register, amina: UUID) -> None:
    await add(register, amina)
    (first,) = await own_of(register, amina)
    await add(register, amina, behind=first.key, title="Fika")
    assert [step.title for step in await own_of(register, amina)] == ["Visa runt", "Fika"]
    assert [step.title for step in await own_of(register, await somebody(register, "Ny"))] == ["Visa runt", "Fika"]
    assert await register.ask(check_register, register.today) == ()


async def test_a_change_is_seen_on_every_list(register: Register, amina: UUID) -> None:
    other = await somebody(register, "Björn")
    await add(register, amina)
    (own,) = await own_of(register, amina)
    await change(register, own, title="Visa runt och fika", force="bör", role="handledare")
    for candidate in (amina, other):
        (own,) = await own_of(register, candidate)
        assert (own.title, own.force, own.role) == ("Visa runt och fika", "bör", "Handledare")
    assert await register.ask(check_register, register.today) == ()


async def test_one_that_is_taken_away_stays_where_it_is_done(register: Register, amina: UUID) -> None:
    other = await somebody(register, "Björn")
    await add(register, amina)
    (own,) = await own_of(register, amina)
    await mark(register, amina, BEHIND)
    await mark(register, amina, own.key)
    await change(register, own, archived=True)
    assert [step.standing for step in await own_of(register, amina)] == [Standing.DONE]
    assert await own_of(register, other) == []
    assert await own_of(register, await somebody(register, "Ny")) == []
    assert await register.ask(check_register, register.today) == ()


async def test_a_change_of_route_takes_along_what_is_done(register: Register, amina: UUID) -> None:
    await add(register, amina)
    (own,) = await own_of(register, amina)
    await mark(register, amina, BEHIND)
    await mark(register, amina, own.key, note="Klart.")
    await take_route(register, amina, "privat_kand")
    assert [(step.standing, step.note) for step in await own_of(register, amina)] == [(Standing.DONE, "Klart.")]


async def test_who_comes_back_from_the_archive_gets_what_came_meanwhile(register: Register, amina: UUID) -> None:
    other = await somebody(register, "Björn")
    raw = {"candidate": other, "version": 1, "outcome": "drog_sig_ur", "outcome_on": "idag", "outcome_reason": "x"}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))
    await add(register, amina)
    assert await own_of(register, other) == []
    await register.do(reopen_candidate, ReopenForm(candidate=other, version=2))
    assert [step.title for step in await own_of(register, other)] == ["Visa runt"]
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.parametrize("deed", ["add", "change", "take away"])
async def test_it_can_be_undone(register: Register, amina: UUID, deed: str) -> None:
    if deed != "add":
        await add(register, amina)
    before = await own_of(register, amina)
    if deed == "add":
        await add(register, amina)
    elif deed == "change":
        await change(register, before[0], title="Något annat")
    else:
        await change(register, before[0], archived=True)
    assert [step.title for step in await own_of(register, amina)] != [step.title for step in before]
    await register.do(undo, UndoForm())
    assert [step.title for step in await own_of(register, amina)] == [step.title for step in before]
    assert await register.ask(check_register, register.today) == ()


async def test_saving_twice_makes_one(register: Register, amina: UUID) -> None:
    place = await step_of(register, amina, BEHIND)
    view = await register.ask(new_own_step, place.id)
    assert view is not None
    raw = {"id": new_id(), "checklist": view.checklist, "title": "En gång", "role": "handledare", "force": "kan"}
    form = read_form(OwnStepForm, {**raw, **view.values}, register.today)
    for _time in range(2):
        assert (await register.do(save_own_step, form)).said == "Lade till ett eget steg: En gång."
    assert len(await own_of(register, amina)) == 1


@pytest.mark.parametrize("wrong", [{"behind": "borta"}, {"role": "borta"}, {"checklist": new_id()}])
async def test_what_is_no_longer_there_is_refused(register: Register, amina: UUID, wrong: dict[str, Any]) -> None:
    place = await step_of(register, amina, BEHIND)
    view = await register.ask(new_own_step, place.id)
    assert view is not None
    raw = {"id": new_id(), "checklist": view.checklist, "title": "x", "role": "handledare", "force": "kan"}
    with pytest.raises(Refused):
        await register.do(save_own_step, read_form(OwnStepForm, {**raw, **view.values, **wrong}, register.today))


async def test_a_title_is_needed_and_a_region_step_is_not_ones_own(register: Register, amina: UUID) -> None:
    with pytest.raises(Refused) as refused:
        raw = {"id": new_id(), "checklist": new_id(), "behind": "x", "title": " ", "role": "x", "force": "måste"}
        read_form(OwnStepForm, raw, register.today)
    assert refused.value.messages.keys() == {"title", "force"}
    assert await register.ask(own_step_of, (await step_of(register, amina, BEHIND)).id) is None


async def test_the_list_it_was_typed_on_gets_it_wherever_that_person_has_come(register: Register, amina: UUID) -> None:
    for step in (BEHIND, "kompetens_privat"):
        await mark(register, amina, step)
    await add(register, amina)
    assert [step.title for step in await own_of(register, amina)] == ["Visa runt"]


async def test_new_lists_get_it_also_when_the_step_before_it_is_gone(register: Register, amina: UUID) -> None:
    await add(register, amina)
    (first,) = await own_of(register, amina)
    await add(register, amina, behind=first.key, title="Fika")
    await change(register, first, archived=True)
    assert [step.title for step in await own_of(register, await somebody(register, "Ny"))] == ["Fika"]
    assert await register.ask(check_register, register.today) == ()
