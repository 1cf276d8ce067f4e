"""A step recorded: gates, reasons, periods and answers, and what the lists then say."""

import asyncio
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.commands.undo import UndoForm, undo
from models.forms.refusal import Refused
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.register import Register
from models.rules.routine import Standing
from models.storage.place import Place
from tests.conftest import open_register
from tests.making import checklist_of, make_candidate, make_clinic, make_colleague, mark, person_of, step_of, take_route
from tests.models.commands.seeing import contents, log_of

CONDITIONS = dict.fromkeys(["st_lon", "handledning", "bedomningar", "instuderingstid", "utbildning"], "ja")
TALKS = {"studierektorer": "idag", "halsoval": "idag"}
PAPERS = dict.fromkeys(["anstallningsbevis", "cv", "personligt_brev", "legitimation"], "idag")


async def in_orebro(register: Register, route: str = "privat_ovriga", **values: str) -> UUID:
    await make_clinic(register)
    key = await make_candidate(register, **{"has_at": "ja", **values})
    await take_route(register, key, route, "2026-01-02")
    return key


async def refused(register: Register, key: UUID, step: str, state: str = "done", **values: object) -> dict[str, str]:
    """The messages of a refusal that left no trace."""
    before, entries = await contents(register), await log_of(register)
    with pytest.raises(Refused) as caught:
        await mark(register, key, step, state, **values)
    assert await contents(register) == before
    assert await log_of(register) == entries
    return caught.value.messages


async def on_trial(register: Register, **values: str) -> UUID:
    """A candidate whose trial has begun."""
    key = await in_orebro(register, **values)
    for step in ("kontakta_studierektor_privat", "kompetens_privat", "erbjud_prov_ovriga"):
        await mark(register, key, step)
    await mark(register, key, "samrad_privat", answers=TALKS)
    await mark(register, key, "prov_borjar_ovriga", answers=CONDITIONS)
    return key


async def test_a_done_step_says_when_and_by_whom(register: Register) -> None:
    key = await in_orebro(register)
    await mark(register, key, "kontakta_studierektor_privat", note="Ringde.", done_on="igår", by="Gunvor")
    await mark(register, key, "kompetens_privat")
    told, judged = [await step_of(register, key, one) for one in ("kontakta_studierektor_privat", "kompetens_privat")]
    assert (told.standing, told.done_on, told.by, told.note) == (Standing.DONE, date(2026, 11, 20), "Gunvor", "Ringde.")
    assert (judged.done_on, judged.by) == (register.today, "Studierektor")


async def test_whoever_was_chosen_for_the_role_did_it_and_else_the_chief_at_the_clinic(register: Register) -> None:
    await make_clinic(register)
    director = await make_colleague(register, name="Disa Ek", role="studierektor")
    key = await make_candidate(register, director=str(director))
    await take_route(register, key, "privat_ovriga")
    for step in ("kontakta_studierektor_privat", "kompetens_privat"):
        await mark(register, key, step)
    by = [(await step_of(register, key, one)).by for one in ("kontakta_studierektor_privat", "kompetens_privat")]
    assert by == ["Ylva Sandåker", "Disa Ek"]


@pytest.mark.krav("ORE14")
async def test_a_gate_stops_what_lies_behind_and_names_whose_it_is(register: Register) -> None:
    key = await in_orebro(register)
    assert await refused(register, key, "erbjud_prov_ovriga") == {
        "": "Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen)."
    }
    await mark(register, key, "kontakta_studierektor_privat")
    await mark(register, key, "erbjud_prov_ovriga")
    assert (await step_of(register, key, "erbjud_prov_ovriga")).state == "done"


@pytest.mark.krav("VGR1", "VGR6")
async def test_in_vgr_nothing_starts_before_the_licence(register: Register) -> None:
    await make_clinic(register, region="vgr")
    key = await make_candidate(register)
    await take_route(register, key, "ansokan")
    messages = await refused(register, key, "inskrivning")
    assert messages[""] == "Spärrat: först måste ”Svensk läkarlegitimation” vara klart (ST-intressenten)."


@pytest.mark.krav("ORE11")
async def test_a_gate_passed_by_the_chief_opens_the_way_and_stays_in_sight(register: Register) -> None:
    key = await in_orebro(register)
    assert await refused(register, key, "kontakta_studierektor_privat", "passed") == {"reason": "Skriv varför."}
    await mark(register, key, "kontakta_studierektor_privat", "passed", reason="Studierektor är sjuk.")
    await mark(register, key, "erbjud_prov_ovriga")
    gate = await step_of(register, key, "kontakta_studierektor_privat")
    assert (gate.standing, gate.reason, gate.by) == (Standing.PASSED, "Studierektor är sjuk.", "Ylva Sandåker")
    assert "Skäl: Studierektor är sjuk." in " ".join(line.said for line in (await person_of(register, key)).log)


async def test_only_a_gate_is_passed_and_only_another_step_is_not_applicable(register: Register) -> None:
    key = await in_orebro(register)
    assert "ingen spärr" in (await refused(register, key, "samrad_privat", "passed", reason="x"))[""]
    gate = await refused(register, key, "kontakta_studierektor_privat", "not_applicable", reason="x")
    assert "En spärr kan inte sättas som ej aktuell" in gate[""]
    await mark(register, key, "samrad_privat", "not_applicable", reason="Samma möte som förra.")
    assert (await step_of(register, key, "samrad_privat")).standing is Standing.NOT_APPLICABLE


@pytest.mark.krav("ORE15")
async def test_what_is_only_to_know_is_not_marked(register: Register) -> None:
    key = await in_orebro(register)
    assert "att veta" in (await refused(register, key, "bilagor"))[""]


async def test_a_step_that_waits_hinders_and_it_is_not_our_turn(register: Register) -> None:
    key = await in_orebro(register)
    await mark(register, key, "kontakta_studierektor_privat", "waiting", waiting_since="2026-11-02", remind_on="+7")
    (line,) = await register.ask(candidate_lines)
    assert (line.step, line.ours, line.since) == ("Kontakta studierektor", False, date(2026, 11, 2))
    assert line.due_on == date(2026, 11, 28)
    await mark(register, key, "kontakta_studierektor_privat", "waiting")
    assert (await step_of(register, key, "kontakta_studierektor_privat")).waiting_since == register.today


async def test_a_step_opened_again_forgets_who_and_when_and_hinders_again(register: Register) -> None:
    key = await in_orebro(register)
    await mark(register, key, "kontakta_studierektor_privat", note="Ringde.")
    assert (await person_of(register, key)).done == 1
    await mark(register, key, "kontakta_studierektor_privat", "open", note="Ringde.", by="Gunvor")
    person = await person_of(register, key)
    assert (person.done, person.hindrance and person.hindrance.key) == (0, "kontakta_studierektor_privat")
    gate = await step_of(register, key, "kontakta_studierektor_privat")
    assert (gate.done_on, gate.by, gate.reason, gate.note) == (None, "", "", "Ringde.")
    assert gate.standing is Standing.READY


# the trial


@pytest.mark.krav("ORE10")
async def test_the_trial_needs_its_dates(register: Register) -> None:
    key = await on_trial(register)
    assert await refused(register, key, "prov_tid_ovriga") == {"from_on": "Ange när perioden började."}


@pytest.mark.krav("ORE10")
@pytest.mark.parametrize(
    ("first", "last", "word"), [("2026-02-01", "2026-04-29", "kortare"), ("2026-01-01", "2026-07-02", "längre")]
)
async def test_a_trial_outside_3_to_6_months_needs_a_reason(
    register: Register, first: str, last: str, word: str
) -> None:
    key = await on_trial(register)
    assert await refused(register, key, "prov_tid_ovriga", from_on=first, to_on=last) == {
        "reason": f"Perioden är {word} än rutinens 3–6 månader. Skriv varför den ändå är klar."
    }
    await mark(register, key, "prov_tid_ovriga", from_on=first, to_on=last, reason="Har arbetat här förut.")
    assert (await step_of(register, key, "prov_tid_ovriga")).reason == "Har arbetat här förut."


@pytest.mark.krav("ORE10")
@pytest.mark.parametrize(("first", "last"), [("2026-02-01", "2026-04-30"), ("2026-05-21", ""), ("2026-08-21", "")])
async def test_a_trial_of_3_to_6_months_is_done_without_more_words(register: Register, first: str, last: str) -> None:
    key = await on_trial(register)
    await mark(register, key, "prov_tid_ovriga", from_on=first, to_on=last)
    assert (await step_of(register, key, "prov_tid_ovriga")).standing is Standing.DONE


@pytest.mark.krav("ORE10")
async def test_a_trial_that_is_only_planned_is_not_served(register: Register) -> None:
    key = await on_trial(register)
    assert "kortare" in (await refused(register, key, "prov_tid_ovriga", from_on="-30", to_on="+90"))["reason"]


@pytest.mark.parametrize("step", ["prov_tid_ovriga", "bt_tid_prov"])  # one that must be served, and one that should
async def test_a_period_that_is_planned_is_not_done_and_that_is_what_is_said(register: Register, step: str) -> None:
    key = await on_trial(register, integrated_bt="ja")
    planned = {"from_on": "+1", "to_on": "+220"}
    assert await refused(register, key, step, **planned) == {
        "state": "Perioden börjar 2026-11-22: den är planerad, inte klar. Låt läget vara öppet."
    }
    await mark(register, key, step, "open", **planned)
    assert (await step_of(register, key, step)).standing is Standing.LATER


async def test_a_period_is_not_done_on_a_day_before_it_began(register: Register) -> None:
    key = await on_trial(register)
    served = {"from_on": "2026-03-01", "to_on": "2026-06-30", "done_on": "2026-02-01"}
    assert await refused(register, key, "prov_tid_ovriga", **served) == {
        "done_on": "Dagen ligger före periodens början, 2026-03-01."
    }


@pytest.mark.krav("ORE10")
async def test_a_trial_under_way_shows_how_far_it_has_come(register: Register) -> None:
    key = await on_trial(register)
    await mark(register, key, "prov_tid_ovriga", "open", from_on="2026-09-15")
    step = await step_of(register, key, "prov_tid_ovriga")
    assert step.progress == "2 månader hittills, rutinen säger 3–6 månader, 3 månader nås 2026-12-15"
    assert (step.due_on, step.due_what) == (date(2027, 3, 15), "högst 6 månader")


@pytest.mark.krav("ORE10")
async def test_the_trial_starts_on_the_documents_conditions(register: Register) -> None:
    key = await in_orebro(register)
    await mark(register, key, "kontakta_studierektor_privat")
    messages = await refused(register, key, "prov_borjar_ovriga", answers={"st_lon": "ja"})
    assert set(messages) == {f"answers.{name}" for name in CONDITIONS if name != "st_lon"}


@pytest.mark.krav("ORE11")
async def test_the_count_of_assessments_is_shown_and_never_demanded(register: Register) -> None:
    key = await on_trial(register)
    await mark(register, key, "prov_bedomningar", "open", answers={"antal_bedomningar": "3"})
    assert (await step_of(register, key, "prov_bedomningar")).answers == {"antal_bedomningar": 3}
    await mark(register, key, "prov_bedomningar")
    assert (await step_of(register, key, "prov_bedomningar")).standing is Standing.DONE


# answers


@pytest.mark.krav("VGR5")
async def test_the_four_papers_in_vgr_are_all_needed(register: Register) -> None:
    await make_clinic(register, region="vgr")
    key = await make_candidate(register)
    await take_route(register, key, "ansokan")
    for step in ("legitimation", "sprakkrav", "anstallning", "meddela_studierektor"):
        await mark(register, key, step)
    missing = await refused(register, key, "handlingar", answers={"cv": "idag"})
    assert set(missing) == {"answers.anstallningsbevis", "answers.personligt_brev", "answers.legitimation"}
    await mark(register, key, "handlingar", answers={**PAPERS, "cv_plats": "Pärm 2"})
    answers = (await step_of(register, key, "handlingar")).answers
    assert answers == {**dict.fromkeys(PAPERS, "2026-11-21"), "cv_plats": "Pärm 2"}


@pytest.mark.krav("VGR6", "VGR7", "VGR8")
async def test_in_vgr_the_queue_is_kept_and_the_contract_makes_an_st_doctor(register: Register) -> None:
    await make_clinic(register, region="vgr")
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "ansokan")
    for step in ("legitimation", "sprakkrav", "anstallning", "meddela_studierektor", "blanketter"):
        await mark(register, key, step)
    await mark(register, key, "handlingar", answers=PAPERS)
    await mark(register, key, "studierektor_godkanner")
    await mark(register, key, "vantelista", "waiting", answers={"plats": "4", "inford": "idag"})
    assert (await step_of(register, key, "vantelista")).answers == {"plats": 4, "inford": "2026-11-21"}
    for step in ("utbildningsenheten_godkanner", "kallelse", "inskrivning"):
        await mark(register, key, step)
        assert (await person_of(register, key)).st_since is None
    await mark(register, key, "st_kontrakt", done_on="2026-11-16")
    person = await person_of(register, key)
    assert (person.st_since, person.phase) == (date(2026, 11, 16), "ST")


async def gates_of(register: Register, key: UUID) -> list[str]:
    """The gates on the way, in order."""
    return [step.key for step in (await checklist_of(register, key)).steps if step.gate]


async def test_a_gate_behind_a_gate_cannot_be_passed(register: Register) -> None:
    key = await in_orebro(register)
    assert await refused(register, key, "godkannande", "passed", reason="Bråttom.") == {
        "": "Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen)."
    }


async def test_a_no_to_what_the_routine_demands_needs_a_reason(register: Register) -> None:
    key = await in_orebro(register)
    for step in ("kontakta_studierektor_privat", "kompetens_privat", "erbjud_prov_ovriga"):
        await mark(register, key, step)
    given = dict.fromkeys(["st_lon", "handledning", "bedomningar", "instuderingstid", "utbildning"], "ja")
    given["st_lon"] = "nej"
    messages = await refused(register, key, "prov_borjar_ovriga", answers=given)
    assert messages["answers.st_lon"] == "Rutinen kräver ja."
    assert messages.keys() - {"answers.st_lon"} == {""}
    await mark(register, key, "prov_borjar_ovriga", answers=given, reason="Lönen rättas i december.")
    assert (await step_of(register, key, "prov_borjar_ovriga")).standing is Standing.DONE


async def test_a_day_or_a_reason_is_not_lost_on_a_step_that_is_not_done(register: Register) -> None:
    key = await in_orebro(register)
    wrong = await refused(register, key, "kontakta_studierektor_privat", "waiting", done_on="idag", reason="Bråttom.")
    assert set(wrong) == {"done_on", "reason"}


@pytest.mark.krav("VGR8")
async def test_a_contract_that_was_passed_by_makes_nobody_an_st_doctor(register: Register) -> None:
    await make_clinic(register, region="vgr")
    key = await make_candidate(register)
    await take_route(register, key, "ansokan")
    for gate in await gates_of(register, key):
        await mark(register, key, gate, "passed", reason="Skrivs i januari.")
    assert (await person_of(register, key)).st_since is None


async def test_a_start_that_is_not_applicable_makes_nobody_an_st_doctor(register: Register) -> None:
    key = await in_orebro(register)
    await mark(register, key, "st_borjar_ovriga", "not_applicable", reason="Avstår.")
    assert (await person_of(register, key)).st_since is None


# anything at all

KEYS = st.sampled_from(
    [
        *("kontakta_studierektor_privat", "kompetens_privat", "samrad_privat", "erbjud_prov_ovriga", "bilagor"),
        *("prov_borjar_ovriga", "prov_tid_ovriga", "prov_bedomningar", "utlatande_prov", "st_borjar_ovriga"),
    ]
)
STATES = st.sampled_from(["open", "waiting", "done", "passed", "not_applicable"])
VALUES = st.fixed_dictionaries(
    {"reason": st.sampled_from(["", "Därför."]), "answers": st.sampled_from([{}, TALKS, CONDITIONS])},
    optional={"done_on": st.sampled_from(["idag", "-40"]), "from_on": st.sampled_from(["-200", "-20"])},
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(KEYS, STATES, VALUES), min_size=1, max_size=12))
def test_whatever_is_marked_is_true_at_once_and_all_of_it_is_undone(
    marks: list[tuple[str, str, dict[str, str]]],
) -> None:
    async def live(register: Register) -> None:
        key = await in_orebro(register)
        before = [await contents(register)]
        for step, state, values in marks:
            now = await contents(register)
            try:
                await mark(register, key, step, state, **values)
            except Refused:
                assert await contents(register) == now
            else:
                if await contents(register) != now:  # what is marked as it stood is no change to take back
                    before.append(now)
                assert await register.ask(check_register, register.today) == ()
                view = await checklist_of(register, key)
                assert view.done == sum(one.state in {"done", "passed", "not_applicable"} for one in view.steps)
        while len(before) > 1:
            await register.do(undo, UndoForm())
            assert await contents(register) == before.pop()

    with TemporaryDirectory() as folder:
        register = open_register(Place(Path(folder)))
        try:
            asyncio.run(live(register))
        finally:
            register.close()


async def test_whoever_passes_a_gate_is_named_and_not_the_one_who_should_have_done_it(register: Register) -> None:
    await make_clinic(register)
    director = await make_colleague(register, name="Elva Rimnäs", role="studierektor")
    key = await make_candidate(register, director=str(director))
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat", "passed", reason="Brådskande.")
    assert (await step_of(register, key, "kontakta_studierektor_privat")).by == "Ylva Sandåker"
