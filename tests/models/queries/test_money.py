"""Money and intakes of candidates in a real register: the clinic's, the handledare's and the checklist's facts."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.undo import UndoForm, undo
from models.forms.candidate import CandidateForm
from models.forms.checklist import StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Refused, read_form
from models.queries.check import check_register
from models.queries.person import IntakeView
from models.register import Register
from models.rules.financing import FinancingView
from tests.making import checklist_of, make_candidate, make_clinic, make_colleague, mark, person_of, step_of, take_route

DAY = "2026-11-02"
TRAINED = {"specialist_on": "2012-05-01", "supervisor_training_on": "2014-09-01"}


async def the_money(register: Register, key: UUID) -> FinancingView:
    (view,) = (await person_of(register, key)).financing
    return view


async def met(register: Register, key: UUID) -> dict[str, bool | None]:
    return {one.label: one.met for one in (await the_money(register, key)).conditions}


async def change_clinic(register: Register, **values: Any) -> None:
    raw = {"version": 1, "name": "L", "private": "privat", "listed": "8200", "chief": "Y", **values}
    await register.do(save_clinic, read_form(ClinicForm, raw, register.today))


# Östergötland


async def in_ostergotland(register: Register, **values: str) -> UUID:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, integrated_bt="nej", **values)
    await take_route(register, key, "rekrytering", "2026-01-02")
    return key


async def answer(register: Register, key: UUID, step: str, **answers: str) -> None:
    """The answers given, whatever comes before: the step itself stays open."""
    view = await step_of(register, key, step)
    await mark(register, key, step, "open", answers={**{k: str(v) for k, v in view.answers.items()}, **answers})


async def secured_in_ostergotland(register: Register, **values: str) -> UUID:
    key = await in_ostergotland(register, **values)
    await answer(register, key, "samtycke", studierektor=DAY)
    await answer(register, key, "intervjuer", studierektor="ja")
    await answer(register, key, "anstall", tillsvidare="ja", anstallningsdag="2026-01-02")
    return key


@pytest.mark.krav("OG19")
async def test_the_money_is_secured_by_approval_taking_part_and_a_permanent_post(register: Register) -> None:
    key = await in_ostergotland(register)
    assert (await the_money(register, key)).secured is None
    await answer(register, key, "samtycke", studierektor=DAY)
    await answer(register, key, "intervjuer", utbildningssekreterare="ja", studierektor="nej")
    await answer(register, key, "anstall", tillsvidare="ja")
    assert list((await met(register, key)).values()) == [True, None, True]
    await answer(register, key, "referenser", studierektor="ja")
    view = await the_money(register, key)
    assert (view.secured, view.why, view.deviation) == (True, "", "")
    assert "2025-04-15" in view.source


@pytest.mark.krav("OG20")
async def test_a_gate_that_was_passed_costs_the_post_and_undo_gives_it_back(register: Register) -> None:
    key = await secured_in_ostergotland(register)
    assert (await the_money(register, key)).secured is True
    await mark(register, key, "godkannande", "passed", reason="Bråttom.")
    view = await the_money(register, key)
    assert view.secured is False
    assert "betala ST-tjänsten själv" in view.deviation
    assert "Skriftligt godkännande att rekrytera" in view.deviation
    await register.do(undo, UndoForm())
    assert (await the_money(register, key)).secured is True


async def test_a_region_without_financing_says_nothing_of_it(register: Register) -> None:
    await make_clinic(register)
    person = await person_of(register, await make_candidate(register))
    assert (person.financing, person.intakes) == ((), ())


async def the_intake(register: Register, key: UUID) -> IntakeView:
    (view,) = (await person_of(register, key)).intakes
    return view


@pytest.mark.krav("OG34")
async def test_the_next_intake_and_what_is_missing_before_it(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, integrated_bt="ja", native_swedish="ja")
    assert (await person_of(register, key)).intakes == ()
    await take_route(register, key, "rekrytering", "2026-06-15")
    view = await the_intake(register, key)
    assert (view.title, view.counted_from, view.days_left) == ("Intag till BT", "Anställningsdag", 9)
    assert (view.look.next_on, view.look.reachable_on) == (date(2026, 11, 1), None)
    assert "Intyga att läkaren är redo för BT" in view.look.missing
    await answer(register, key, "anstall", anstallningsdag="2026-06-15")
    look = (await the_intake(register, key)).look
    assert (look.usual_from, look.usual_to) == (date(2026, 12, 15), date(2027, 6, 15))
    assert (look.reachable_on, look.makes_the_next) == (date(2027, 4, 1), False)


@pytest.mark.krav("OG34")
async def test_who_does_not_do_bt_has_no_intake(register: Register) -> None:
    assert (await person_of(register, await in_ostergotland(register))).intakes == ()


@pytest.mark.krav("OG11", "OG19")
async def test_what_is_answered_against_the_money_is_said_there_and_on_each_gate_until_st(register: Register) -> None:
    key = await in_ostergotland(register)
    await answer(register, key, "samtycke", studierektor=DAY)
    assert (await step_of(register, key, "anstall")).warned == ()
    view = await step_of(register, key, "intervjuer")
    only_the_secretary = {"studierektor": "nej", "utbildningssekreterare": "ja", "handledare": "ja"}
    raw = {"step": view.id, "version": view.version, "state": "open", "answers": only_the_secretary}
    receipt = await register.do(record_step, read_form(StepForm, raw, register.today))
    not_met = "Finansieringen är inte säkrad: ”Studierektor har själv varit med i rekryteringen” är inte uppfyllt."
    references = (await step_of(register, key, "referenser")).title
    said = f"{not_met} Det kan uppfyllas på ”{references}”."
    assert receipt.warned == said
    for step, expected in [("intervjuer", (said,)), ("anstall", (said,)), ("referenser", ()), ("besked", ())]:
        assert (await step_of(register, key, step)).warned == expected

    await mark(register, key, "anstall", "open", answers={"tillsvidare": "nej"})
    later = "Finansieringen är inte säkrad: ”Läkaren är anställd tills vidare” är inte uppfyllt. Det kan uppfyllas på"
    assert (await step_of(register, key, "anstall")).warned == (said, f"{later} ”Övergå till tillsvidareanställning”.")
    await mark(register, key, "referenser", "not_applicable", reason="Redan känd.")
    assert (await step_of(register, key, "anstall")).warned[0] == not_met
    await mark(register, key, "intervjuer", "open", answers={"studierektor": "ja"})
    assert (await step_of(register, key, "intervjuer")).warned == ()


@pytest.mark.krav("OG20")
async def test_a_gate_that_was_passed_is_said_on_the_next_until_st_begins(register: Register) -> None:
    key = await in_ostergotland(register)
    await mark(register, key, "godkannande", "passed", reason="Bråttom.")
    (said,) = (await step_of(register, key, "anstall")).warned
    assert said.startswith("Finansieringen är inte säkrad. Avsteg från rutinen: ")
    for gate in [step.key for step in (await checklist_of(register, key)).steps if step.gate]:
        if gate == "anstall":
            break
        if gate != "godkannande":
            await mark(register, key, gate, "passed", reason="Bråttom.")
    employed = {"anstallningsdag": "idag", "tillsvidare": "ja"}
    await mark(register, key, "anstall", answers=employed)
    assert (await step_of(register, key, "anstall")).warned == ()


# Västmanland


async def in_vastmanland(register: Register, listed: str = "8200", **supervisor: str) -> UUID:
    await make_clinic(register, region="vastmanland", listed=listed, agreement="ja", stable="ja")
    person = await make_colleague(register, **{**TRAINED, **supervisor})
    key = await make_candidate(register, supervisor=str(person))
    await take_route(register, key, "rekrytering", "2026-01-02")
    return key


@pytest.mark.krav("VML12")
async def test_the_money_waits_for_the_application_and_the_agreement(register: Register) -> None:
    key = await in_vastmanland(register)
    view = await the_money(register, key)
    assert view.secured is None
    assert view.why.startswith("Återstår: ")
    assert "Finansiering sökt före anställningen" in view.why
    assert "Avtal om finansieringen mellan Vårdval och vårdcentralen" in view.why


@pytest.mark.krav("VML16")
@pytest.mark.parametrize(("listed", "enough"), [("2 999", False), ("3 000", True)])
async def test_three_thousand_listed_are_needed(register: Register, listed: str, enough: bool) -> None:
    key = await in_vastmanland(register, listed)
    assert (await met(register, key))["Minst 3 000 listade"] is enough
    assert (await the_money(register, key)).secured is (None if enough else False)


@pytest.mark.krav("VML16")
@pytest.mark.parametrize(
    ("field", "label"),
    [
        ("agreement", "Avtal med Vårdval primärvård"),
        ("stable", "Ekonomi och verksamhet stabila i minst två år"),
    ],
)
async def test_what_the_clinic_says_of_itself_counts(register: Register, field: str, label: str) -> None:
    key = await in_vastmanland(register)
    facts = {"region": "vastmanland", "agreement": "ja", "stable": "ja"}
    assert (await met(register, key))[label] is True
    await change_clinic(register, **{**facts, field: "nej"})
    assert (await met(register, key))[label] is False
    assert (await the_money(register, key)).secured is False
    await change_clinic(register, **{**facts, field: "", "version": 2})
    assert (await met(register, key))[label] is None
    await register.do(undo, UndoForm())
    await register.do(undo, UndoForm())
    assert (await met(register, key))[label] is True


@pytest.mark.krav("VML17")
async def test_the_handledare_is_a_specialist_with_training(register: Register) -> None:
    key = await in_vastmanland(register)
    labels = ("Huvudhandledaren är specialist i allmänmedicin", "Huvudhandledaren har handledarutbildning")
    found = await met(register, key)
    assert [found[label] for label in labels] == [True, True]
    nobody = await make_candidate(register, name="Utan Handledare")
    found = await met(register, nobody)
    assert [found[label] for label in labels] == [None, None]
    assert (await step_of(register, key, "handledare_specialist")).known["specialist"].text == "ja"
    await take_route(register, nobody, "rekrytering")
    with pytest.raises(Refused, match="Krävs innan steget blir klart"):
        await mark(register, nobody, "handledare_specialist")


@pytest.mark.krav("VML17")
async def test_an_untrained_handledare_is_asked_about_with_both_wordings(register: Register) -> None:
    key = await in_vastmanland(register, supervisor_training_on="")
    (trained,) = [one for one in (await the_money(register, key)).conditions if "handledarutbildning" in one.label]
    assert trained.met is None
    assert "är gjord" in trained.note
    assert "så snart den erbjuds" in trained.note


@pytest.mark.krav("VML17")
async def test_a_handledare_who_is_trained_changes_the_lamp_and_leaves_true_summaries(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    person = await make_colleague(register)
    key = await make_candidate(register, supervisor=str(person))
    await take_route(register, key, "rekrytering", "2026-01-02")
    specialist = "Huvudhandledaren är specialist i allmänmedicin"
    assert (await met(register, key))[specialist] is False
    raw = {"id": person, "version": 1, "name": "Gunvor", "role": "handledare", **TRAINED}
    change = await register.do(save_colleague, read_form(ColleagueForm, raw, register.today))
    assert change.everyone
    assert (await met(register, key))[specialist] is True
    assert await register.ask(check_register, register.today) == ()
    await register.do(undo, UndoForm())
    assert (await met(register, key))[specialist] is False
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.krav("VML17")
async def test_a_step_about_the_handledare_says_that_nobody_is_chosen_or_what_the_register_lacks_of_them(
    register: Register,
) -> None:
    key = await in_vastmanland(register, specialist_on="", supervisor_training_on="")
    person = await person_of(register, key)
    lacks = "Gunvor Tjärnstig har {} i registret: den fylls i bland handledarna (2, sedan p)."
    (specialist,) = (await step_of(register, key, "handledare_specialist")).warned
    assert specialist == lacks.format("ingen dag som specialist i allmänmedicin")
    (trained,) = (await step_of(register, key, "handledare_utbildning")).warned
    assert trained == lacks.format("ingen dag för handledarutbildning")
    await mark(register, key, "handledare_utbildning", answers={"godtas": "ja"})
    assert (await step_of(register, key, "handledare_utbildning")).warned == ()

    nobody = {**person.values, "id": key, "version": (await person_of(register, key)).version, "supervisor": ""}
    await register.do(save_candidate, read_form(CandidateForm, nobody, register.today))
    said = "Ingen handledare är vald på kandidaten: tryck p och sedan e."
    view = await step_of(register, key, "handledare_utbildning")
    assert view.warned == (said,)
    raw = {"step": view.id, "version": view.version, "state": "done", "answers": {}}
    receipt = await register.do(record_step, read_form(StepForm, raw, register.today))
    assert receipt.warned == said
    assert (await step_of(register, key, "handledare_specialist")).warned == (said,)
    assert (await step_of(register, key, "handledare_plats")).warned == ()


@pytest.mark.krav("VML17")
async def test_another_day_of_handledarutbildning_than_the_registers_is_pointed_out(register: Register) -> None:
    key = await in_vastmanland(register)
    assert (await step_of(register, key, "handledare_utbildning")).known["gjord"].text == "2014-09-01"
    await mark(register, key, "handledare_utbildning", answers={"gjord": "2016-03-01"})
    against = (await step_of(register, key, "handledare_utbildning")).against("gjord")
    assert against is not None
    assert against.text == "2014-09-01"
