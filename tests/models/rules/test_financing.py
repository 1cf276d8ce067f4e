"""Is the money secured, what it hangs on, and how long it lasts (OG19, OG20, VML12–VML14, VML16)."""

from datetime import date

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.rules.financing import FinancingView, clock_views, clocks, financing
from models.rules.profile import Facts
from models.rules.routine import Mark, State, stand
from models.text import thousands
from tests.models.rules.packs import START, done

OSTERGOTLAND, VASTMANLAND = builtin_packs()["ostergotland"], builtin_packs()["vastmanland"]
GOOD: Facts = {
    "clinic_agreement": True,
    "clinic_stable": True,
    "supervisor_specialist": True,
    "supervisor_trained": True,
}
AGREED = Mark(State.DONE, START, answers={"chef": "2026-01-01", "studierektor": "2026-01-01"})
EMPLOYED = Mark(State.DONE, START, answers={"tillsvidare": True})


def took_part(director: bool) -> Mark:
    return Mark(State.DONE, START, answers={"studierektor": director, "utbildningssekreterare": True})


def in_og(bt: bool = False, /, **marks: Mark) -> FinancingView:
    standings = stand(OSTERGOTLAND.steps, {"integrated_bt": bt}, marks, START)
    (view,) = financing(OSTERGOTLAND, "rekrytering", standings, {}, 8200)
    return view


def in_vml(marks: dict[str, Mark], facts: Facts = GOOD, listed: int = 8200) -> FinancingView:
    (view,) = financing(VASTMANLAND, "rekrytering", stand(VASTMANLAND.steps, facts, marks, START), facts, listed)
    return view


def met(view: FinancingView) -> list[bool | None]:
    return [one.met for one in view.conditions]


@pytest.mark.krav("OG19")
def test_approved_taken_part_and_permanent_is_secured() -> None:
    view = in_og(samtycke=AGREED, intervjuer=took_part(True), anstall=EMPLOYED)
    assert (view.secured, met(view), view.why) == (True, [True, True, True], "")
    assert "2025-04-15" in view.source


@pytest.mark.krav("OG19", "OG29")
@pytest.mark.parametrize("where", ["urval", "intervjuer"])
def test_with_bt_the_study_director_takes_part_on_a_step_of_its_own(where: str) -> None:
    alone = Mark(State.DONE, START, answers={where: True})
    assert in_og(True, samtycke=AGREED, studierektor_urval=alone, anstall=EMPLOYED).secured is True
    asked = {"intervjuer": took_part(False), "referenser": took_part(False)}
    assert met(in_og(True, **asked))[1] is None
    assert met(in_og(False, **asked))[1] is False  # a step that is not on the list has nothing left to say


@pytest.mark.krav("OG19")
def test_before_anything_is_known_nothing_is_broken() -> None:
    view = in_og()
    assert (view.secured, met(view)) == (None, [None, None, None])
    assert view.why == (
        "Återstår: Studierektor har godkänt rekryteringen; Studierektor har själv varit med i rekryteringen; "
        "Läkaren är anställd tills vidare."
    )


@pytest.mark.krav("OG11", "OG19")
def test_the_secretary_alone_does_not_secure_the_money() -> None:
    only = took_part(False)
    assert met(in_og(intervjuer=only))[1] is None  # the references are still to be taken
    view = in_og(samtycke=AGREED, intervjuer=only, referenser=only, anstall=EMPLOYED)
    assert (view.secured, met(view)) == (False, [True, False, True])
    assert view.why == "Inte uppfyllt: Studierektor har själv varit med i rekryteringen."
    assert in_og(samtycke=AGREED, intervjuer=only, referenser=took_part(True), anstall=EMPLOYED).secured is True


@pytest.mark.krav("OG19")
def test_an_answer_counts_before_its_step_is_done_but_a_missing_one_does_not() -> None:
    assert met(in_og(intervjuer=Mark(answers={"studierektor": True})))[1] is True
    assert met(in_og(anstall=Mark(answers={"tillsvidare": False})))[2] is None
    on_trial = Mark(State.DONE, START, answers={"tillsvidare": False})
    assert met(in_og(anstall=on_trial))[2] is None  # the trial is to become permanent
    assert met(in_og(anstall=on_trial, tillsvidare=Mark(State.DONE, START)))[2] is True
    assert met(in_og(anstall=on_trial, tillsvidare=Mark(State.NOT_APPLICABLE, START)))[2] is False


@pytest.mark.krav("OG20")
@pytest.mark.parametrize("gate", [step.key for step in OSTERGOTLAND.steps if step.gate and step.key != "intyga_bt"])
def test_passing_a_gate_unmet_costs_the_clinic_the_post(gate: str) -> None:
    marks = {"samtycke": AGREED, "intervjuer": took_part(True), "anstall": EMPLOYED}
    view = in_og(**marks | {gate: Mark(State.PASSED, START)})
    assert view.secured is False
    assert "betala ST-tjänsten själv" in view.why
    assert OSTERGOTLAND.by_key[gate].title in view.why


@pytest.mark.krav("OG19")
def test_consent_that_was_passed_is_no_approval() -> None:
    assert met(in_og(samtycke=Mark(State.PASSED, START)))[0] is False


ALL = {"kontinuerlig_bedomning": done(), "ansok_finansiering": done(), "avtal_vardval": done()}


@pytest.mark.krav("VML12", "VML16", "VML17", "VML36")
def test_every_condition_in_vastmanland() -> None:
    view = in_vml(ALL)
    assert (view.secured, view.why, len(view.conditions)) == (True, "", 8)
    assert in_vml({}).secured is None


@pytest.mark.krav("VML16")
@pytest.mark.parametrize(("listed", "enough"), [(2999, False), (3000, True), (1, False)])
def test_three_thousand_listed_and_no_fewer(listed: int, enough: bool) -> None:
    view = in_vml(ALL, listed=listed)
    assert view.secured is enough
    assert [one.note for one in view.conditions if "listade" in one.label] == [f"{thousands(listed)} listade"]


@pytest.mark.krav("VML16", "VML17")
@pytest.mark.parametrize("fact", ["clinic_agreement", "clinic_stable", "supervisor_specialist"])
def test_what_is_not_so_breaks_it_and_what_is_not_known_does_not(fact: str) -> None:
    assert in_vml(ALL, {**GOOD, fact: False}).secured is False
    assert in_vml(ALL, {**GOOD, fact: None}).secured is None


@pytest.mark.krav("VML17")
def test_where_the_document_says_two_things_of_the_supervisor_it_is_to_be_asked_about() -> None:
    view = in_vml(ALL, {**GOOD, "supervisor_trained": False})
    assert view.secured is None
    (trained,) = [one for one in view.conditions if "handledarutbildning" in one.label]
    assert (trained.met, "fråga studierektor" in trained.note) == (None, True)
    assert view.why == "Återstår: Huvudhandledaren har handledarutbildning."


@pytest.mark.krav("VML16")
@pytest.mark.parametrize(("answer", "expected"), [(False, False), (True, None), (None, None)])
def test_a_no_on_a_step_breaks_what_the_register_does_not_know_and_a_yes_meets_nothing(
    answer: bool | None, expected: bool | None
) -> None:
    (key, field) = next((s.key, f.key) for s in VASTMANLAND.steps for f in s.fields if f.fact == "clinic_stable")
    said = {key: Mark(answers={} if answer is None else {field: answer})}
    view = in_vml(said, {**GOOD, "clinic_stable": None})
    (stable,) = [one for one in view.conditions if "stabila" in one.label]
    assert (stable.met, stable.unmet) == (expected, expected is False)
    assert met(in_vml(said, {**GOOD, "clinic_stable": True}))[2] is True


@pytest.mark.krav("VML12")
def test_money_that_was_never_applied_for_is_not_secured() -> None:
    assert in_vml(ALL | {"ansok_finansiering": Mark(State.PASSED, START)}).secured is False
    assert in_vml(ALL | {"avtal_vardval": Mark()}).secured is None


@pytest.mark.krav("VML13", "VML14")
@pytest.mark.parametrize(
    ("curriculum", "keys"),
    [
        ("sosfs-2015-8", ["pa_vardcentralen", "sidotjanstgoring", "st_2015"]),
        ("hslf-fs-2021-8", ["pa_vardcentralen", "sidotjanstgoring", "bt_2021", "bt_st_2021"]),
        ("", ["pa_vardcentralen", "sidotjanstgoring", "st_2015", "bt_2021", "bt_st_2021"]),
    ],
)
def test_the_numbers_follow_the_curriculum(curriculum: str, keys: list[str]) -> None:
    assert [clock.key for clock in clocks(VASTMANLAND, curriculum)] == keys


@pytest.mark.krav("VML13", "VML14")
def test_the_stated_numbers_and_no_others() -> None:
    assert {one.key: (one.kind, one.percent, one.min_months, one.max_months) for one in VASTMANLAND.clocks} == {
        "pa_vardcentralen": ("finansiering", 75, None, None),
        "sidotjanstgoring": ("sidotjanstgoring", 100, None, 20),
        "st_2015": ("finansiering", None, None, 60),
        "bt_2021": ("finansiering_bt", None, 6, 24),
        "bt_st_2021": ("finansiering", None, None, 66),
    }
    assert all(not pack.clocks for code, pack in builtin_packs().items() if code != "vastmanland")


def in_days(since: str, today: str, curriculum: str = "hslf-fs-2021-8") -> dict[str, tuple[int | None, str]]:
    """By their titles' clocks: months gone, and the day on which the limit is reached."""
    views = clock_views(
        VASTMANLAND, curriculum, date.fromisoformat(since) if since else None, date.fromisoformat(today)
    )
    return {one.title: (one.gone, str(one.reached_on or "")) for one in views}


@pytest.mark.krav("VML13", "VML14")
@pytest.mark.parametrize(
    ("since", "today", "gone", "reached"),
    [
        ("2025-06-01", "2027-05-31", 23, "2030-12-01"),
        ("2025-06-01", "2025-06-01", 0, "2030-12-01"),
        ("2024-02-29", "2025-02-28", 12, "2029-08-29"),
        ("2020-01-31", "2026-11-21", 81, "2025-07-31"),
    ],
)
def test_the_time_that_is_paid_for_is_counted_in_calendar_months(
    since: str, today: str, gone: int, reached: str
) -> None:
    assert in_days(since, today) == {
        "Ersättning på vårdcentralen": (None, ""),
        "Ersättning under sidotjänstgöring": (None, ""),
        "Finansiering under BT": (None, ""),
        "Finansiering av BT och ST tillsammans": (gone, reached),
    }


@pytest.mark.krav("VML14")
def test_the_other_curriculum_has_its_own_limit_and_before_st_nothing_is_counted() -> None:
    assert in_days("2025-06-01", "2026-11-21", "sosfs-2015-8")["Finansiering enligt SOSFS 2015:8"] == (17, "2030-06-01")
    assert set(in_days("", "2026-11-21").values()) == {(None, "")}


def test_what_can_prolong_is_only_said_where_the_document_says_it() -> None:
    views = {one.title: one for one in clock_views(VASTMANLAND, "", None, date(2026, 11, 21))}
    assert {title for title, one in views.items() if one.prolonged} == {
        *("Finansiering enligt SOSFS 2015:8", "Finansiering av BT och ST tillsammans")
    }
    assert {one.curriculum for one in views.values()} == {"", "hslf-fs-2021-8", "sosfs-2015-8"}
    assert all(one.source for one in views.values())


def test_financing_of_another_route_or_for_others_is_not_shown() -> None:
    (item,) = OSTERGOTLAND.financing
    facts: Facts = {"private": True}
    for update, shown in [
        ({"routes": ("annan",)}, 0),
        ({"routes": ("rekrytering",)}, 1),
        ({"applies": ("region_run",)}, 1),
        ({"unless": ("private",)}, 0),
    ]:
        pack = OSTERGOTLAND.model_copy(update={"financing": (item.model_copy(update=update),)})
        assert len(financing(pack, "rekrytering", (), facts, 8200)) == shown


@pytest.mark.krav("VML17")
@pytest.mark.parametrize(("answer", "expected"), [(None, None), (True, True), (False, False)])
def test_what_the_documents_dispute_is_settled_by_the_answer_that_was_given(
    answer: bool | None,
    expected: bool | None,
) -> None:
    facts = {**GOOD, "supervisor_trained": False, "handledare_utbildning.godtas": answer}
    assert met(in_vml({}, facts))[4] is expected
    assert met(in_vml({}, {**facts, "supervisor_trained": True}))[4] is True


def test_a_step_that_is_not_on_the_list_says_nothing() -> None:
    view = financing(OSTERGOTLAND, "rekrytering", (), {}, 8200)[0]
    assert met(view) == [None, None, None]
