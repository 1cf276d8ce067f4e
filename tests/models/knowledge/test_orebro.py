"""Region Örebro län's routine: who does what, in which order, and what stops what (ORE1–16)."""

from itertools import product

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import FieldKind, Force
from tests.models.knowledge.walking import (
    all_before,
    answers,
    applies,
    binding,
    blocked_by,
    gates_before,
    hindrance,
    listed,
    waits,
)

INTERNAL, EXTERNAL = "regiondriven_intern", "regiondriven_extern"
KNOWN, OTHERS = "privat_kand", "privat_ovriga"
REGION, PRIVATE = (INTERNAL, EXTERNAL), (KNOWN, OTHERS)
ROUTES = (*REGION, *PRIVATE)
FIRST_TO_ST = {INTERNAL: "st_borjar_intern", EXTERNAL: "st_borjar_extern"} | {
    KNOWN: "st_borjar_kand",
    OTHERS: "st_borjar_ovriga",
}

PLAIN: dict[str, bool | None] = {
    "integrated_bt": False,
    "over_capacity": False,
    "many_applications": False,
    "curriculum_2021": False,
    "has_bt": False,
}
INTEGRATED = PLAIN | {"integrated_bt": True, "curriculum_2021": True}

WALKS = {
    INTERNAL: [
        ("vardcentralschef", "forankra"),
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("vardcentralschef", "kontakta_verksamhetschef"),
        ("vardcentralschef", "kontakta_hr"),
        ("vardcentralschef", "kontakta_studierektor"),
        ("verksamhetschef", "chefsgruppen"),
        ("hr", "kontroll_anmalningar"),
        ("studierektor", "referenser_studierektor"),
        ("vardcentralschef", "overens"),
        ("vardcentralschef", "intervju_intern"),
        ("vardcentralschef", "samrad"),
        ("vardcentralschef", "erbjud_st_intern"),
        ("vardcentralschef", "st_borjar_intern"),
    ],
    EXTERNAL: [
        ("vardcentralschef", "forankra"),
        ("sokande", "ansokan"),
        ("hr", "forsta_samtal"),
        ("hr", "referenser_hr"),
        ("studierektor", "kompetens_extern"),
        ("verksamhetschef", "gemensamt_urval"),
        ("vardcentralschef", "intervju_extern"),
        ("vardcentralschef", "samrad"),
        ("vardcentralschef", "erbjud_prov_extern"),
        ("vardcentralschef", "prov_borjar_extern"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("vardcentralschef", "prov_tid_extern"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("vardcentralschef", "st_borjar_extern"),
    ],
    KNOWN: [
        ("handledare", "tidigare_bedomningar"),
        ("handledare", "utlatande_kand"),
        ("verksamhetschef_privat", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("verksamhetschef_privat", "samrad_privat"),
        ("verksamhetschef_privat", "erbjud_st_kand"),
        ("verksamhetschef_privat", "st_borjar_kand"),
    ],
    OTHERS: [
        ("verksamhetschef_privat", "kontakta_studierektor_privat"),
        ("studierektor", "kompetens_privat"),
        ("verksamhetschef_privat", "samrad_privat"),
        ("verksamhetschef_privat", "erbjud_prov_ovriga"),
        ("verksamhetschef_privat", "prov_borjar_ovriga"),
        ("handledare", "prov_bedomningar"),
        ("handledare", "utlatande_prov"),
        ("verksamhetschef_privat", "prov_tid_ovriga"),
        ("studierektor", "rekommendation"),
        ("halsovalsenheten", "godkannande"),
        ("verksamhetschef_privat", "st_borjar_ovriga"),
    ],
}

# Integrated ST/BT: what comes in behind which answer of the plain walk.
ADDED_WHEN_KNOWN = {
    "tidigare_bedomningar": [("handledare", "bt_bedomningar_kand")],
    "utlatande_kand": [("ansvarig_chef", "bt_samtal_kand")],
}
ADDED_ON_TRIAL = {
    "prov_bedomningar": [("handledare", "bt_bedomningar_prov")],
    "utlatande_prov": [("ansvarig_chef", "bt_samtal_prov")],
    "godkannande": [("ansvarig_chef", "st_kontrakt")],
}


@pytest.fixture(scope="module")
def pack() -> Pack:
    return builtin_packs()["orebro"]


@pytest.fixture(scope="module")
def steps(pack: Pack) -> dict[str, Step]:
    return {step.key: step for step in pack.steps}


@pytest.mark.krav("ORE5", "ORE7", "ORE9", "ORE10", "ORE11", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_each_answer_on_the_way_to_st(pack: Pack, route: str) -> None:
    assert list(answers(pack, route, PLAIN)) == WALKS[route]
    assert WALKS[route][-1][1] == pack.route(route).becomes_st


@pytest.mark.krav("ORE12", "ORE13", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_integrated_bt_adds_its_steps_to_every_route(pack: Pack, route: str) -> None:
    added = dict(ADDED_WHEN_KNOWN if route in {INTERNAL, KNOWN} else ADDED_ON_TRIAL)
    for offer in ("erbjud_st_intern", "erbjud_st_kand"):
        added[offer] = [("ansvarig_chef", "st_kontrakt")]
    expected = [answer for plain in WALKS[route] for answer in (plain, *added.get(plain[1], ()))]
    assert list(answers(pack, route, INTEGRATED)) == [*expected, ("ansvarig_chef", "anmal_bt")]


@pytest.mark.krav("ORE2")
def test_beyond_the_number_the_special_review_comes_early_on_region_run_routes_only(pack: Pack) -> None:
    over = PLAIN | {"over_capacity": True}
    for route in REGION:
        expected = list(WALKS[route])
        expected.insert(1, ("verksamhetschef", "sarskild_provning"))
        assert list(answers(pack, route, over)) == expected
    for route in PRIVATE:
        assert list(answers(pack, route, over)) == WALKS[route]


@pytest.mark.krav("ORE1", "ORE12")
@pytest.mark.parametrize("route", ROUTES)
def test_no_combination_of_facts_stands_still(pack: Pack, route: str) -> None:
    for values in product((True, False, None), repeat=len(PLAIN)):
        facts = dict(zip(PLAIN, values, strict=True))
        done = {key for _, key in answers(pack, route, facts)}
        on_list = listed(pack, route, facts)
        assert done == {key for key, step in on_list.items() if binding(step)}
        assert pack.route(route).becomes_st in done


@pytest.mark.krav("ORE1", "ORE3", "ORE8", "ORE14")
@pytest.mark.parametrize(
    ("private", "known", "expected"),
    [
        (False, True, [INTERNAL]),
        (False, False, [EXTERNAL]),
        (False, None, [INTERNAL, EXTERNAL]),
        (True, True, [KNOWN]),
        (True, False, [OTHERS]),
    ],
)
def test_who_runs_the_clinic_and_who_is_known_choose_the_route(
    pack: Pack, private: bool, known: bool | None, expected: list[str]
) -> None:
    facts = {"private": private, "region_run": not private, "known_in_region": known}
    assert [route.key for route in pack.routes if applies(route, facts)] == expected


@pytest.mark.krav("ORE3", "ORE5", "ORE8", "ORE14")
def test_who_drives_and_who_is_at_the_clinic(pack: Pack) -> None:
    drivers = {route.key: route.driver for route in pack.routes}
    assert drivers == {
        INTERNAL: "vardcentralschef",
        EXTERNAL: "hr",
        KNOWN: "verksamhetschef_privat",
        OTHERS: "verksamhetschef_privat",
    }
    ours = {key for key, role in pack.roles.items() if role.at_clinic}
    assert ours == {"vardcentralschef", "verksamhetschef_privat", "ansvarig_chef", "handledare"}
    assert pack.roles["verksamhetschef"].name == pack.roles["verksamhetschef_privat"].name == "Verksamhetschef"
    for route in PRIVATE:
        roles = {step.role for step in pack.steps_of(route)}
        assert roles.isdisjoint({"vardcentralschef", "verksamhetschef", "hr"})


@pytest.mark.krav("ORE2", "ORE14")
def test_a_number_of_posts_only_for_region_run_clinics(pack: Pack) -> None:
    assert [(rule.applies, rule.per_listed) for rule in pack.capacity] == [
        (("region_run",), 2000),
        (("private",), None),
    ]
    assert "fördelningsnyckel" in pack.capacity[0].rule.casefold()
    assert "inget tal" in pack.capacity[1].rule


@pytest.mark.krav("ORE2")
def test_agreement_and_review_stop_the_offer_and_all_behind_it(pack: Pack, steps: dict[str, Step]) -> None:
    over = PLAIN | {"over_capacity": True}
    for gate in ("forankra", "sarskild_provning"):
        assert blocked_by(pack, INTERNAL, over, gate) == {"erbjud_st_intern", "st_borjar_intern"}
        assert {"erbjud_prov_extern", "prov_borjar_extern", "godkannande", "st_borjar_extern"} <= blocked_by(
            pack, EXTERNAL, over, gate
        )
    review = steps["sarskild_provning"]
    assert (review.role, review.contact, review.force) == ("verksamhetschef", "halsoval", Force.MUST)
    assert [(field.key, field.kind, field.force) for field in review.fields] == [
        ("verksamhetschef", FieldKind.DATE, Force.MUST),
        ("halsoval", FieldKind.DATE, Force.MUST),
    ]


@pytest.mark.krav("ORE2", "ORE14")
@pytest.mark.parametrize(("key", "routes"), [("samrad", REGION), ("samrad_privat", PRIVATE)])
def test_consultation_is_a_must_with_both_but_at_no_stated_time(
    pack: Pack, steps: dict[str, Step], key: str, routes: tuple[str, ...]
) -> None:
    step = steps[key]
    assert (step.routes, step.force, step.gate, step.after) == (routes, Force.MUST, False, ())
    assert [(field.key, field.force) for field in step.fields] == [
        ("studierektorer", Force.MUST),
        ("halsoval", Force.MUST),
    ]
    assert all(blocked_by(pack, route, PLAIN, key) == set() for route in routes)


@pytest.mark.krav("ORE4", "ORE14")
@pytest.mark.parametrize("route", [INTERNAL, KNOWN])
def test_without_the_statement_someone_known_cannot_begin(pack: Pack, steps: dict[str, Step], route: str) -> None:
    assert steps["utlatande_kand"].gate
    assert waits(pack, route, PLAIN, "utlatande_kand") == {"tidigare_bedomningar"}
    assert blocked_by(pack, route, PLAIN, "utlatande_kand") == {pack.route(route).becomes_st}
    assert steps["tidigare_bedomningar"].role == steps["utlatande_kand"].role == "handledare"


@pytest.mark.krav("ORE5")
def test_three_contacts_stop_the_offer(pack: Pack, steps: dict[str, Step]) -> None:
    contacts = {
        "kontakta_verksamhetschef": "verksamhetschef",
        "kontakta_hr": "hr",
        "kontakta_studierektor": "studierektor",
    }
    for key, contact in contacts.items():
        step = steps[key]
        assert (step.role, step.contact, step.force, step.gate) == ("vardcentralschef", contact, Force.MUST, True)
        assert step.after == ()
    assert set(contacts) <= gates_before(pack, INTERNAL, PLAIN, "erbjud_st_intern")
    assert set(contacts) <= gates_before(pack, INTERNAL, INTEGRATED, "st_kontrakt")


@pytest.mark.krav("ORE5")
def test_the_check_of_reports_asks_for_no_content(steps: dict[str, Step]) -> None:
    step = steps["kontroll_anmalningar"]
    assert step.role == "hr"
    assert {field.key: field.kind for field in step.fields} == {
        "kontrollerat_av": FieldKind.TEXT,
        "referenser": FieldKind.YES_NO,
    }
    assert "aldrig vad den visade" in step.rule


@pytest.mark.krav("ORE6")
def test_a_talk_is_offered_to_someone_who_applies_widely(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["samtal_flera_sokta"]
    assert (step.force, step.gate, step.contact, step.routes) == (Force.SHOULD, False, "studierektor", (INTERNAL,))
    assert step.key not in listed(pack, INTERNAL, PLAIN)
    assert step.key in listed(pack, INTERNAL, PLAIN | {"many_applications": True})


@pytest.mark.krav("ORE7")
def test_the_internal_interview_waits_for_everyone_to_agree(pack: Pack, steps: dict[str, Step]) -> None:
    assert waits(pack, INTERNAL, PLAIN, "overens") == {
        "chefsgruppen",
        "kontroll_anmalningar",
        "referenser_studierektor",
    }
    assert blocked_by(pack, INTERNAL, PLAIN, "overens") == {"intervju_intern", "erbjud_st_intern", "st_borjar_intern"}
    step = steps["intervju_intern"]
    assert step.role == "vardcentralschef"
    assert [(field.key, field.kind, field.force) for field in step.fields] == [
        ("studierektor", FieldKind.YES_NO, Force.MAY)
    ]


@pytest.mark.krav("ORE8", "ORE15", "ORE16")
def test_what_is_only_to_be_known_is_shown_and_never_ticked(pack: Pack, steps: dict[str, Step]) -> None:
    facts = {key: step for key, step in steps.items() if step.force is Force.INFO}
    assert {key: step.krav for key, step in facts.items()} == {
        "bilagor": ("ORE15",),
        "utlysning": ("ORE8",),
        "vardgivarwebben": ("ORE16",),
        "bt_blankett": ("ORE16",),
    }
    for route in ROUTES:
        assert "bilagor" in listed(pack, route, PLAIN)
        assert ("utlysning" in listed(pack, route, PLAIN)) == (route == EXTERNAL)
        assert "bt_blankett" in listed(pack, route, INTEGRATED)
        assert "bt_blankett" not in listed(pack, route, PLAIN)


@pytest.mark.krav("ORE9")
def test_only_the_first_talk_comes_before_the_rest(steps: dict[str, Step]) -> None:
    rest = {"referenser_hr": "hr", "kompetens_extern": "studierektor", "gemensamt_urval": "verksamhetschef"}
    for key, role in (rest | {"intervju_extern": "vardcentralschef"}).items():
        assert (steps[key].role, steps[key].after) == (role, ("forsta_samtal",))
    assert steps["forsta_samtal"].role == "hr"
    assert [(field.key, field.kind, field.force) for field in steps["intervju_extern"].fields] == [
        ("studierektor", FieldKind.YES_NO, Force.SHOULD),
        ("hr", FieldKind.YES_NO, Force.MAY),
    ]


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
    assert (step.role, step.contact, step.force) == ("ansvarig_chef", "utbildningscentrum", Force.MUST)
    assert pack.roles["ansvarig_chef"].name == "Verksamhets-/vårdcentralschef"
    assert on_list["st_kontrakt"].gate
    assert blocked_by(pack, route, INTEGRATED, "st_kontrakt") == {"anmal_bt"}
    assert listed(pack, route, PLAIN).keys().isdisjoint({"anmal_bt", "st_kontrakt"})


@pytest.mark.krav("ORE14")
@pytest.mark.parametrize(("route", "offer"), [(KNOWN, "erbjud_st_kand"), (OTHERS, "erbjud_prov_ovriga")])
def test_a_private_clinic_must_contact_the_study_director_before_an_offer(pack: Pack, route: str, offer: str) -> None:
    gate = "kontakta_studierektor_privat"
    assert listed(pack, route, PLAIN)[gate].role == "verksamhetschef_privat"
    assert gates_before(pack, route, PLAIN, offer) == {gate}
    assert FIRST_TO_ST[route] in blocked_by(pack, route, PLAIN, gate)


@pytest.mark.krav("ORE10", "ORE11")
def test_during_the_trial_the_supervisor_is_asked_for_what_can_be_done_now(pack: Pack) -> None:
    done = {key for _, key in WALKS[EXTERNAL][:10]}
    step = hindrance(pack, EXTERNAL, PLAIN, done)
    assert step is not None
    assert (step.role, step.key) == ("handledare", "prov_bedomningar")


@pytest.mark.krav("ORE2", "ORE6", "ORE8", "ORE12")
def test_everything_is_a_must_but_what_the_routine_says_is_not(steps: dict[str, Step]) -> None:
    assert {key: (step.force, step.role) for key, step in steps.items() if step.force is not Force.MUST} == {
        "bilagor": (Force.INFO, "ansvarig_chef"),
        "erbjud_integrerad": (Force.MAY, "ansvarig_chef"),
        "bt_tid_kand": (Force.SHOULD, "ansvarig_chef"),
        "utlysning": (Force.INFO, "hr"),
        "vardgivarwebben": (Force.INFO, "hr"),
        "samtal_flera_sokta": (Force.SHOULD, "verksamhetschef"),
        "bt_tid_prov": (Force.SHOULD, "ansvarig_chef"),
        "bt_blankett": (Force.INFO, "ansvarig_chef"),
    }


@pytest.mark.krav("ORE2", "ORE5", "ORE6", "ORE12", "ORE13", "ORE14")
def test_who_is_to_be_contacted(steps: dict[str, Step]) -> None:
    assert {key: step.contact for key, step in steps.items() if step.contact} == {
        "forankra": "verksamhetschef",
        "sarskild_provning": "halsoval",
        "bt_samtal_kand": "studierektor",
        "kontakta_verksamhetschef": "verksamhetschef",
        "kontakta_hr": "hr",
        "kontakta_studierektor": "studierektor",
        "samtal_flera_sokta": "studierektor",
        "kontakta_studierektor_privat": "studierektor",
        "samrad": "studierektor",
        "samrad_privat": "studierektor",
        "bt_samtal_prov": "studierektor",
        "anmal_bt": "utbildningscentrum",
    }


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
