"""Where each step stands, what hinders now, and when it is late."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack import Step
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import Force
from models.rules.profile import Facts
from models.rules.routine import (
    SETTLED,
    Mark,
    Standing,
    State,
    StepStanding,
    binding_before,
    hindrance,
    stand,
)
from tests.models.knowledge.walking import answers, deciding
from tests.models.rules.packs import FACTS, START, done, hinders, routines, standings, step

# gates


def test_a_gate_blocks_everything_behind_it_near_and_far() -> None:
    now = standings([step("gate", gate=True), step("near", "gate"), step("far", "near"), step("beside")])
    assert {key: item.standing for key, item in now.items()} == {
        "gate": Standing.READY,
        "near": Standing.BLOCKED,
        "far": Standing.BLOCKED,
        "beside": Standing.READY,
    }
    assert now["far"].blocked_by == now["gate"].step


def test_a_gate_blocks_also_from_behind_steps_that_are_done() -> None:
    now = standings([step("gate", gate=True), step("near", "gate"), step("far", "near")], near=done())
    assert (now["near"].standing, now["far"].standing) == (Standing.DONE, Standing.BLOCKED)


def test_the_first_unmet_gate_is_the_one_that_is_named() -> None:
    steps = [step("one", gate=True), step("two", "one", gate=True), step("last", "two")]
    assert standings(steps)["last"].blocked_by == steps[0]
    assert standings(steps, one=done())["last"].blocked_by == steps[1]


@pytest.mark.parametrize("state", sorted(SETTLED))
def test_a_settled_gate_opens_the_way(state: State) -> None:
    now = standings([step("gate", gate=True), step("next", "gate")], gate=Mark(state, START))
    assert now["next"].standing is Standing.READY
    assert now["next"].blocked_by is None


def test_a_waiting_step_behind_a_gate_is_blocked() -> None:
    now = standings([step("gate", gate=True), step("next", "gate")], next=Mark(State.WAITING))
    assert now["next"].standing is Standing.BLOCKED


# order


def test_without_a_gate_what_comes_after_is_later_and_not_blocked() -> None:
    now = standings([step("first"), step("second", "first")])
    assert (now["second"].standing, now["second"].blocked_by) == (Standing.LATER, None)
    assert standings([step("first"), step("second", "first")], first=done())["second"].standing is Standing.READY


def test_a_step_that_does_not_apply_is_passed_through() -> None:
    steps = [step("first"), step("middle", "first", applies=["private"]), step("last", "middle")]
    now = standings(steps, {"private": False})
    assert set(now) == {"first", "last"}
    assert now["last"].standing is Standing.LATER
    assert standings(steps, {"private": False}, first=done())["last"].standing is Standing.READY


def test_a_gate_before_a_step_that_does_not_apply_still_blocks() -> None:
    steps = [step("gate", gate=True), step("middle", "gate", unless=["private"]), step("last", "middle")]
    assert standings(steps, {"private": True})["last"].standing is Standing.BLOCKED


def test_a_step_waits_past_what_is_only_to_know() -> None:
    steps = [step("first"), step("note", "first", force="info", applies=["private"]), step("last", "note")]
    for private in (True, False, None):
        assert standings(steps, {"private": private})["last"].standing is Standing.LATER


def test_what_is_only_to_know_never_hinders() -> None:
    now = standings([step("note", force="info"), step("next", "note")])
    assert (now["note"].standing, now["next"].standing) == (Standing.INFO, Standing.READY)


def test_the_list_stands_in_the_packs_order() -> None:
    assert list(standings([step("z", "a"), step("a"), step("m")])) == ["z", "a", "m"]


# facts


def test_an_unknown_fact_keeps_the_step_and_is_named() -> None:
    now = standings([step("maybe", applies=["a"], unless=["b"])], {"a": None, "b": None})
    assert now["maybe"].unsure == ("a", "b")
    assert standings([step("sure", applies=["a"])], {"a": True})["sure"].unsure == ()


def test_a_settled_step_stays_even_when_it_no_longer_applies() -> None:
    steps = [step("gone", applies=["a"])]
    assert standings(steps, {"a": False}) == {}
    assert standings(steps, {"a": False}, gone=done())["gone"].standing is Standing.DONE
    assert standings(steps, {"a": False}, gone=Mark(State.WAITING)) == {}


# duties that come back


def test_a_duty_that_comes_back_never_hinders_nor_is_late_itself() -> None:
    steps = [step("duty", every="månad", due={"after": "start", "day": 10}), step("next")]
    now = standings(steps)["duty"]
    assert (now.standing, now.due_on, now.counts_from) == (Standing.RECURRING, None, START)
    assert hinders(steps) == "next"


@pytest.mark.krav("VML8")
def test_a_duty_is_only_to_know_until_the_day_that_it_is_counted_from() -> None:
    yearly = step("duty", "gate", every="år", due={"after": "iup", "months": 12})
    steps = [step("gate"), step("iup"), yearly]
    for marks in ({}, {"iup": done()}, {"gate": done()}, {"gate": done(), "iup": Mark(State.NOT_APPLICABLE, START)}):
        now = standings(steps, None, **marks)["duty"]
        assert (now.standing, now.counts_from) == (Standing.INFO, None)
    day = date(2026, 4, 1)
    now = standings(steps, gate=done(), iup=done(day))["duty"]
    assert (now.standing, now.counts_from) == (Standing.RECURRING, day)


def test_what_has_no_date_stays_something_to_know() -> None:
    now = standings([step("whenever", every="löpande"), step("undated", every="år")])
    assert [(item.standing, item.counts_from) for item in now.values()] == [(Standing.INFO, None)] * 2


def test_a_step_waits_past_a_duty_that_comes_back() -> None:
    steps = [step("first"), step("duty", "first", every="år"), step("last", "duty")]
    assert standings(steps)["last"].standing is Standing.LATER
    assert standings(steps, first=done())["last"].standing is Standing.READY


# dates


def test_since_is_the_day_the_last_step_before_it_was_settled() -> None:
    steps = [step("one"), step("two"), step("next", "one", "two")]
    now = standings(steps, one=done(date(2026, 2, 3)), two=done(date(2026, 2, 1)))
    assert now["next"].since == date(2026, 2, 3)
    assert now["one"].since == START


def test_since_is_the_day_the_waiting_began() -> None:
    now = standings([step("next")], next=Mark(State.WAITING, waiting_since=date(2026, 3, 1)))
    assert now["next"].since == date(2026, 3, 1)


def test_a_limit_in_days_or_months_runs_from_another_step_or_the_start() -> None:
    steps = [
        step("first"),
        step("days", due={"after": "first", "days": 14}),
        step("months", due={"after": "start", "months": 1}),
    ]
    assert standings(steps)["days"].due_on is None
    now = standings(steps, first=done(date(2026, 1, 31)))
    assert (now["days"].due_on, now["days"].due_what) == (date(2026, 2, 14), "tidsgräns i rutinen")
    assert now["months"].due_on == date(2026, 2, 1)


@pytest.mark.krav("VML8")
def test_a_limit_may_run_from_a_date_that_was_answered() -> None:
    steps = [step("first"), step("iup", due={"after": "first.dag", "months": 6})]
    assert standings(steps, first=done())["iup"].due_on is None
    answered = replace(done(), answers={"dag": "2026-02-01"})
    assert standings(steps, first=answered)["iup"].due_on == date(2026, 8, 1)
    assert standings(steps, first=replace(answered, answers={"dag": ""}))["iup"].due_on is None


@pytest.mark.krav("VML18")
def test_a_limit_may_be_a_day_of_the_month_after() -> None:
    steps = [step("first"), step("report", due={"after": "first", "day": 10})]
    assert standings(steps, first=done(date(2026, 12, 31)))["report"].due_on == date(2027, 1, 10)


def test_everything_binding_before_a_step_is_found_near_and_far() -> None:
    steps = [step("far"), step("should", force="bör"), step("near", "far"), step("last", "near", "should")]
    found = binding_before(tuple(standings(steps).values()), "last")
    assert [item.step.key for item in found] == ["far", "near"]


def test_the_earliest_date_counts_and_says_what_it_is() -> None:
    steps = [step("one", due={"after": "start", "days": 30})]
    late, soon = Mark(remind_on=date(2026, 3, 1)), Mark(remind_on=date(2026, 1, 9))
    assert standings(steps, one=late)["one"].due_what == "tidsgräns i rutinen"
    assert (standings(steps, one=soon)["one"].due_on, standings(steps, one=soon)["one"].due_what) == (
        date(2026, 1, 9),
        "egen påminnelse",
    )


def test_what_is_settled_is_never_late() -> None:
    steps = [step("one", due={"after": "start", "days": 30})]
    assert standings(steps, one=done())["one"].due_on is None


@pytest.mark.krav("ORE10")
def test_a_period_runs_until_its_own_end_or_the_least_that_is_asked() -> None:
    steps = [step("trial", period={"min_months": 3, "max_months": 6})]
    begun = Mark(from_on=date(2026, 1, 15))
    assert standings(steps)["trial"].until is None
    assert standings(steps, trial=begun)["trial"].until == date(2026, 4, 15)
    assert standings(steps, trial=replace(begun, to_on=date(2026, 5, 1)))["trial"].until == date(2026, 5, 1)


def test_a_period_that_is_planned_opens_on_the_day_it_begins_whatever_the_routine_opens_by() -> None:
    asks = {"fields": [{"key": "borjar", "label": "Börjar", "kind": "datum"}]}
    opens = {"on": "antagen.borjar"}
    steps = [step("antagen", **asks), step("trial", "antagen", period={"min_months": 3}, opens=opens)]
    taken_in = Mark(State.DONE, START, answers={"borjar": "2026-04-01"})
    planned = Mark(from_on=date(2026, 6, 1))
    assert standings(steps, antagen=taken_in, trial=planned)["trial"].opens_on == date(2026, 6, 1)
    assert standings(steps, antagen=taken_in)["trial"].opens_on == date(2026, 4, 1)


@pytest.mark.krav("ORE10")
def test_a_period_is_due_at_its_own_end_or_the_most_that_is_allowed() -> None:
    steps = [step("trial", period={"min_months": 3, "max_months": 6})]
    begun = Mark(from_on=date(2026, 1, 15))
    now = standings(steps, trial=begun)["trial"]
    assert (now.due_on, now.due_what) == (date(2026, 7, 15), "högst 6 månader")
    planned = standings(steps, trial=replace(begun, to_on=date(2026, 5, 1)))["trial"]
    assert (planned.due_on, planned.due_what) == (date(2026, 5, 1), "slutdatum")
    too_long = standings(steps, trial=replace(begun, to_on=date(2026, 9, 1)))["trial"]
    assert (too_long.due_on, too_long.due_what) == (date(2026, 7, 15), "högst 6 månader")


# any routine

STATES = st.sampled_from(State)


@st.composite
def situations(draw: st.DrawFn) -> tuple[list[Step], dict[str, bool | None], dict[str, Mark]]:
    steps = draw(routines())
    states = {one.key: draw(STATES) for one in steps}
    return steps, draw(FACTS), {key: Mark(state, START if state in SETTLED else None) for key, state in states.items()}


def walk(steps: list[Step], facts: Facts, marks: dict[str, Mark]) -> Iterator[StepStanding]:
    """What hinders, one after the other, each settled before the next."""
    marks = dict(marks)
    while (now := hindrance(stand(steps, facts, marks, START))) is not None:
        assert len(marks) <= 2 * len(steps)
        yield now
        assert marks.get(now.step.key, Mark()).state not in SETTLED
        marks[now.step.key] = done()


@given(situations())
def test_doing_what_hinders_leads_to_the_end(
    situation: tuple[list[Step], dict[str, bool | None], dict[str, Mark]],
) -> None:
    steps, facts, marks = situation
    settled = {item.step.key for item in walk(steps, facts, marks)}
    after = stand(steps, facts, marks | dict.fromkeys(settled, done()), START)
    binding = [item for item in after if item.step.gate or item.step.force is Force.MUST]
    assert {item.standing for item in binding} <= {Standing.DONE, Standing.PASSED, Standing.NOT_APPLICABLE}


@given(situations())
def test_what_is_blocked_or_settled_or_optional_never_hinders(
    situation: tuple[list[Step], dict[str, bool | None], dict[str, Mark]],
) -> None:
    for now in walk(*situation):
        assert now.blocked_by is None
        assert now.mark.state not in SETTLED
        assert now.step.gate or now.step.force is Force.MUST


@given(situations(), st.data())
def test_settling_a_step_unsettles_and_blocks_no_other(
    situation: tuple[list[Step], dict[str, bool | None], dict[str, Mark]], data: st.DataObject
) -> None:
    steps, facts, marks = situation
    chosen = data.draw(st.sampled_from(steps)).key
    before = {item.step.key: item for item in stand(steps, facts, marks, START)}
    after = {item.step.key: item for item in stand(steps, facts, {**marks, chosen: done()}, START)}
    for key in set(before) - {chosen}:
        assert after[key].mark == before[key].mark
        if before[key].standing is not Standing.BLOCKED:
            assert after[key].standing is not Standing.BLOCKED or chosen not in before


@given(situations())
def test_a_step_is_blocked_exactly_when_a_gate_on_its_way_is_unmet(
    situation: tuple[list[Step], dict[str, bool | None], dict[str, Mark]],
) -> None:
    for item in stand(*situation, START):
        assert (item.standing is Standing.BLOCKED) == (item.blocked_by is not None)
        if item.blocked_by is not None:
            assert item.blocked_by.gate
            assert situation[2][item.blocked_by.key].state not in SETTLED


@given(situations(), st.integers(0, 100))
def test_a_later_start_never_makes_it_anyones_turn_earlier(
    situation: tuple[list[Step], dict[str, bool | None], dict[str, Mark]], days: int
) -> None:
    early = stand(*situation, START)
    late = stand(*situation, START + timedelta(days=days))
    for one, other in zip(early, late, strict=True):
        assert one.since is not None
        assert other.since is not None
        assert one.since <= other.since


# the real routines


@pytest.mark.krav("ORE1", "VGR1")
@pytest.mark.parametrize("code", sorted(builtin_packs()))
def test_the_real_routines_are_walked_as_they_are_by_hand(code: str) -> None:
    pack = builtin_packs()[code]
    for route in pack.routes:
        names = deciding(pack, route.key)
        for values in product((True, False, None), repeat=len(names)):
            facts = dict(zip(names, values, strict=True))
            walked = [(now.step.role, now.step.key) for now in walk(list(pack.steps_of(route.key)), facts, {})]
            assert walked == list(answers(pack, route.key, facts))


def test_a_gate_that_was_passed_keeps_its_reminder_and_no_other_date() -> None:
    limited = step("a", gate=True, due={"after": "start", "days": 14})
    bare = standings([limited], a=Mark(State.PASSED, START))["a"]
    assert (bare.standing, bare.due_on) == (Standing.PASSED, None)
    reminded = standings([limited], a=Mark(State.PASSED, START, remind_on=date(2026, 3, 1)))["a"]
    assert (reminded.due_on, reminded.due_what) == (date(2026, 3, 1), "egen påminnelse")


# deadlines before a day, and from the ends of a period


def test_a_deadline_before_a_date_is_known_once_the_date_is() -> None:
    steps = [
        step("hyr", due={"before": "avtal.dag", "days": 14}),
        step("avtal", "hyr", fields=[{"key": "dag", "label": "Dag", "kind": "datum"}]),
    ]
    assert standings(steps)["hyr"].due_on is None
    assert standings(steps, avtal=Mark(answers={"dag": "2026-03-15"}))["hyr"].due_on == date(2026, 3, 1)


def test_a_deadline_may_run_from_either_end_of_a_period() -> None:
    steps = [
        step("prova", period={"min_months": 3}),
        step("rapport", "prova", due={"after": "prova.to", "days": 7}),
        step("besked", due={"before": "prova.to", "months": 1}),
        step("mote", due={"after": "prova.from", "months": 1}),
    ]
    found = standings(steps, prova=Mark(from_on=date(2026, 1, 10), to_on=date(2026, 4, 10)))
    assert [found[key].due_on for key in ("rapport", "besked", "mote")] == [
        date(2026, 4, 17),
        date(2026, 3, 10),
        date(2026, 2, 10),
    ]


@pytest.mark.parametrize(
    ("opens", "day"), [({"after": "a.sista"}, date(2026, 3, 16)), ({"on": "a.sista"}, date(2026, 3, 15))]
)
def test_a_step_opens_on_a_day_or_after_it_and_counts_its_turn_from_then(opens: dict[str, str], day: date) -> None:
    asks = {"fields": [{"key": "sista", "label": "Sista dag", "kind": "datum"}]}
    steps = [step("a", **asks), step("b", "a", opens=opens)]
    assert standings(steps, a=done())["b"].opens_on is None
    open_step = standings(steps, a=Mark(State.DONE, START, answers={"sista": "2026-03-15"}))["b"]
    assert (open_step.standing, open_step.opens_on, open_step.since) == (Standing.READY, day, day)
    marks = {"a": Mark(State.DONE, START, answers={"sista": "2026-03-15"}), "b": done()}
    assert standings(steps, None, **marks)["b"].opens_on is None
