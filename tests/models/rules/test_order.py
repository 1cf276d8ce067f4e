"""What was done before the gate that it waits for was met."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import builtin_packs
from models.rules.order import TooEarly, too_early
from models.rules.routine import Mark, State, stand

PACK = builtin_packs()["ostergotland"]
APPROVED, ADVERT = "godkannande", "annonsera"
NOVEMBER = date(2026, 11, 1)


def seen(approval: Mark, advert: Mark) -> TooEarly | None:
    standings = stand(PACK.steps_of("rekrytering"), {}, {APPROVED: approval, ADVERT: advert}, NOVEMBER)
    return too_early(next(item for item in standings if item.step.key == ADVERT), standings)


def day(number: int) -> date:
    return NOVEMBER.replace(day=number)


def done(on: int, **answers: int) -> Mark:
    return Mark(State.DONE, day(on), answers={key: day(number).isoformat() for key, number in answers.items()})


@pytest.mark.krav("OG4")
def test_an_advert_from_before_the_written_approval_is_told_of() -> None:
    gate = PACK.by_key[APPROVED]
    assert seen(done(5, godkannande=5), done(6, publicerad=3)) == TooEarly(day(3), gate, day(5))
    assert seen(done(5, godkannande=5), done(4)) == TooEarly(day(4), gate, day(5))


def test_an_approval_that_was_recorded_late_counts_from_the_day_of_its_paper() -> None:
    assert seen(done(9, godkannande=2), done(9, publicerad=3)) is None


def test_a_gate_that_was_passed_or_came_with_a_new_edition_says_nothing_of_the_order() -> None:
    assert seen(Mark(State.PASSED, day(9)), done(3)) is None
    assert seen(Mark(State.DONE, day(9), asked_on=day(8)), done(3)) is None


def test_what_is_not_done_is_never_too_early() -> None:
    assert seen(done(9), Mark(answers={"publicerad": day(3).isoformat()})) is None


@given(st.integers(0, 60), st.integers(0, 60))
def test_it_is_told_of_exactly_where_the_step_came_first(gate: int, step: int) -> None:
    met, begun = NOVEMBER + timedelta(gate), NOVEMBER + timedelta(step)
    assert (seen(Mark(State.DONE, met), Mark(State.DONE, begun)) is not None) == (begun < met)
