"""Region Örebro län's routine: who does what, in which order, and what stops what, up to the offer."""

from itertools import product

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import FieldKind, Force
from tests.models.knowledge.orebro import (
    EXTERNAL,
    FIRST_TO_ST,
    INTEGRATED,
    INTERNAL,
    KNOWN,
    OTHERS,
    PLAIN,
    PRIVATE,
    REGION,
    ROUTES,
    WALKS,
)
from tests.models.knowledge.walking import (
    answers,
    applies,
    binding,
    blocked_by,
    gates_before,
    listed,
    waits,
)

CODE = "orebro"


@pytest.mark.krav("ORE5", "ORE7", "ORE9", "ORE10", "ORE11", "ORE14")
@pytest.mark.parametrize("route", ROUTES)
def test_each_answer_on_the_way_to_st(pack: Pack, route: str) -> None:
    assert list(answers(pack, route, PLAIN)) == WALKS[route]
    assert WALKS[route][-1][1] == pack.route(route).becomes_st


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
        INTERNAL: "chef",
        EXTERNAL: "hr",
        KNOWN: "chef",
        OTHERS: "chef",
    }
    ours = {key for key, role in pack.roles.items() if role.at_clinic}
    assert ours == {"chef", "handledare"}
    assert (pack.roles["chef"].name, pack.roles["verksamhetschef"].name) == ("Chefen", "Verksamhetschef")
    for route in PRIVATE:
        roles = {step.role for step in pack.steps_of(route)}
        assert roles.isdisjoint({"verksamhetschef", "hr"})


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
        assert (step.role, step.contact, step.force, step.gate) == ("chef", contact, Force.MUST, True)
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
    assert step.role == "chef"
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
    for key, role in (rest | {"intervju_extern": "chef"}).items():
        assert (steps[key].role, steps[key].after) == (role, ("forsta_samtal",))
    assert steps["forsta_samtal"].role == "hr"
    assert [(field.key, field.kind, field.force) for field in steps["intervju_extern"].fields] == [
        ("studierektor", FieldKind.YES_NO, Force.SHOULD),
        ("hr", FieldKind.YES_NO, Force.MAY),
    ]


@pytest.mark.krav("ORE14")
@pytest.mark.parametrize(("route", "offer"), [(KNOWN, "erbjud_st_kand"), (OTHERS, "erbjud_prov_ovriga")])
def test_a_private_clinic_must_contact_the_study_director_before_an_offer(pack: Pack, route: str, offer: str) -> None:
    gate = "kontakta_studierektor_privat"
    assert listed(pack, route, PLAIN)[gate].role == "chef"
    assert gates_before(pack, route, PLAIN, offer) == {gate}
    assert FIRST_TO_ST[route] in blocked_by(pack, route, PLAIN, gate)


@pytest.mark.krav("ORE2", "ORE6", "ORE8", "ORE12")
def test_everything_is_a_must_but_what_the_routine_says_is_not(steps: dict[str, Step]) -> None:
    assert {key: (step.force, step.role) for key, step in steps.items() if step.force is not Force.MUST} == {
        "bilagor": (Force.INFO, "chef"),
        "erbjud_integrerad": (Force.MAY, "chef"),
        "bt_tid_kand": (Force.SHOULD, "chef"),
        "utlysning": (Force.INFO, "hr"),
        "vardgivarwebben": (Force.INFO, "hr"),
        "samtal_flera_sokta": (Force.SHOULD, "verksamhetschef"),
        "bt_tid_prov": (Force.SHOULD, "chef"),
        "bt_blankett": (Force.INFO, "chef"),
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
