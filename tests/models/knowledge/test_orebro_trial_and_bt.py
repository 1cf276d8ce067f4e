"""Region Örebro län's routine: the trial service, the statements, and ST with integrated BT."""

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import FieldKind, Force
from tests.models.knowledge.orebro import (
    ADDED_ON_TRIAL,
    ADDED_WHEN_KNOWN,
    EXTERNAL,
    FIRST_TO_ST,
    INTEGRATED,
    INTERNAL,
    KNOWN,
    OTHERS,
    PLAIN,
    ROUTES,
    WALKS,
)
from tests.models.knowledge.walking import (
    all_before,
    answers,
    blocked_by,
    hindrance,
    listed,
    waits,
)

CODE = "orebro"


@pytest.mark.krav("ORE12", "ORE13", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_integrated_bt_adds_its_steps_to_every_route(pack: Pack, route: str) -> None:
    added = dict(ADDED_WHEN_KNOWN if route in {INTERNAL, KNOWN} else ADDED_ON_TRIAL)
    for offer in ("erbjud_st_intern", "erbjud_st_kand"):
        added[offer] = [("chef", "st_kontrakt")]
    expected = [answer for plain in WALKS[route] for answer in (plain, *added.get(plain[1], ()))]
    assert list(answers(pack, route, INTEGRATED)) == [*expected, ("chef", "anmal_bt")]


@pytest.mark.krav("ORE10", "ORE14")
@pytest.mark.parametrize(("route", "ending"), [(EXTERNAL, "extern"), (OTHERS, "ovriga")])
def test_the_trial_is_three_to_six_months_on_st_terms(
    pack: Pack, steps: dict[str, Step], route: str, ending: str
) -> None:
    trial, start = steps[f"prov_tid_{ending}"], steps[f"prov_borjar_{ending}"]
    assert trial.period is not None
    assert (trial.period.min_months, trial.period.max_months) == (3, 6)
    assert trial.gate
    assert blocked_by(pack, route, PLAIN, trial.key) == {FIRST_TO_ST[route]}
    assert {field.key for field in start.fields if field.force is Force.MUST} == {
        "st_lon",
        "handledning",
        "bedomningar",
        "instuderingstid",
        "utbildning",
    }
    assert waits(pack, route, PLAIN, "prov_bedomningar") == {start.key}


@pytest.mark.krav("ORE11", "ORE14")
@pytest.mark.parametrize("route", [EXTERNAL, OTHERS])
def test_statement_recommendation_and_approval_come_before_st_in_that_order(pack: Pack, route: str) -> None:
    chain = ["utlatande_prov", "rekommendation", "godkannande"]
    on_list = listed(pack, route, PLAIN)
    assert [on_list[key].role for key in chain] == ["handledare", "studierektor", "halsovalsenheten"]
    assert all(on_list[key].gate for key in chain)
    goal = FIRST_TO_ST[route]
    assert blocked_by(pack, route, PLAIN, "utlatande_prov") == {"rekommendation", "godkannande", goal}
    assert blocked_by(pack, route, PLAIN, "rekommendation") == {"godkannande", goal}
    assert blocked_by(pack, route, PLAIN, "godkannande") == {goal}


@pytest.mark.krav("ORE4", "ORE11", "ORE12")
@pytest.mark.parametrize(
    "key", ["tidigare_bedomningar", "prov_bedomningar", "bt_bedomningar_kand", "bt_bedomningar_prov"]
)
def test_assessments_are_counted_but_no_number_is_asked_for(steps: dict[str, Step], key: str) -> None:
    step = steps[key]
    assert [(field.kind, field.force) for field in step.fields] == [(FieldKind.NUMBER, Force.MAY)]
    assert "Rutinen anger inte" in step.rule or "Rutinen anger inget tal" in step.rule
    assert not any(char.isdigit() for char in step.rule)


@pytest.mark.krav("ORE12")
def test_integrated_bt_can_be_offered_to_the_new_curriculum_without_bt(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["erbjud_integrerad"]
    assert (step.force, step.applies, step.unless) == (Force.MAY, ("curriculum_2021",), ("has_bt",))
    for route in ROUTES:
        assert step.key in listed(pack, route, PLAIN | {"curriculum_2021": True})
        assert step.key not in listed(pack, route, PLAIN)
        assert step.key not in listed(pack, route, PLAIN | {"curriculum_2021": True, "has_bt": True})


@pytest.mark.krav("ORE12", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_before_integrated_bt_six_months_ought_and_the_statement_must(pack: Pack, route: str) -> None:
    ending = "kand" if route in {INTERNAL, KNOWN} else "prov"
    on_list = listed(pack, route, INTEGRATED)
    served = on_list[f"bt_tid_{ending}"]
    assert served.period is not None
    assert (served.force, served.gate) == (Force.SHOULD, False)
    assert (served.period.min_months, served.period.max_months) == (6, None)
    assert on_list[f"bt_bedomningar_{ending}"].force is Force.MUST
    assert f"bt_samtal_{ending}" in blocked_by(pack, route, INTEGRATED, f"utlatande_{ending}")
    assert on_list[f"bt_samtal_{ending}"].contact == "studierektor"


@pytest.mark.krav("ORE13", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_the_chief_registers_for_bt_when_the_contract_is_written(pack: Pack, route: str) -> None:
    on_list = listed(pack, route, INTEGRATED)
    step = on_list["anmal_bt"]
    assert (step.role, step.contact, step.force) == ("chef", "utbildningscentrum", Force.MUST)
    assert pack.roles["chef"].name == "Chefen"
    assert on_list["st_kontrakt"].gate
    assert blocked_by(pack, route, INTEGRATED, "st_kontrakt") == {"anmal_bt"}
    assert listed(pack, route, PLAIN).keys().isdisjoint({"anmal_bt", "st_kontrakt"})


@pytest.mark.krav("ORE10", "ORE11")
def test_during_the_trial_the_supervisor_is_asked_for_what_can_be_done_now(pack: Pack) -> None:
    done = {key for _, key in WALKS[EXTERNAL][:10]}
    step = hindrance(pack, EXTERNAL, PLAIN, done)
    assert step is not None
    assert (step.role, step.key) == ("handledare", "prov_bedomningar")


@pytest.mark.krav("ORE9", "ORE10", "ORE12")
@pytest.mark.parametrize("route", [EXTERNAL, OTHERS])
def test_nothing_of_the_trial_comes_before_it_has_begun(pack: Pack, route: str) -> None:
    begins = "prov_borjar_extern" if route == EXTERNAL else "prov_borjar_ovriga"
    on_list = listed(pack, route, INTEGRATED)
    trial = {key for key, step in on_list.items() if step.phase == "prov"} - {begins}
    assert all(begins in all_before(pack, route, INTEGRATED, key) for key in trial)
    if route == EXTERNAL:
        assert waits(pack, route, PLAIN, "forsta_samtal") == {"ansokan"}


@pytest.mark.krav("ORE4", "ORE11")
@pytest.mark.parametrize("key", ["utlatande_kand", "utlatande_prov"])
def test_the_statement_is_a_paper_that_is_kept_somewhere(steps: dict[str, Step], key: str) -> None:
    assert [(field.kind, field.force) for field in steps[key].fields] == [(FieldKind.PAPER, Force.MAY)]


@pytest.mark.krav("ORE12")
@pytest.mark.parametrize("route", ROUTES)
def test_what_belongs_to_integrated_bt_is_shown_only_where_it_is_chosen(pack: Pack, route: str) -> None:
    extra = listed(pack, route, INTEGRATED).keys() - listed(pack, route, PLAIN).keys()
    ending = "kand" if route in {INTERNAL, KNOWN} else "prov"
    own = {f"bt_tid_{ending}", f"bt_bedomningar_{ending}", f"bt_samtal_{ending}"}
    assert extra == own | {"erbjud_integrerad", "st_kontrakt", "bt_blankett", "anmal_bt"}
