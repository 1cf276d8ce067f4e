"""Whose turn it is: what hinders, what is to be acted on, and by whom."""

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import Force
from models.rules.routine import (
    Mark,
    State,
    stand,
    turns,
    whose_turn,
)
from tests.models.rules.packs import START, done, hinders, standings, step


def test_the_first_binding_step_whose_turn_it_is_hinders() -> None:
    steps = [step("later", "must"), step("should", force="bör"), step("must"), step("gate", gate=True)]
    assert hinders(steps) == "must"
    assert hinders(steps, must=done()) == "later"
    assert hinders(steps, must=done(), later=done()) == "gate"
    assert hinders(steps, must=done(), later=done(), gate=done()) == ""


def test_a_gate_hinders_whatever_its_force() -> None:
    assert hinders([step("may", force="kan", gate=True)]) == "may"


def test_what_is_waited_for_hinders_still() -> None:
    assert hinders([step("must")], must=Mark(State.WAITING, waiting_since=START)) == "must"


def test_what_is_recommended_is_acted_on_in_the_phases_that_are_asked_for_and_what_must_be_done_in_each() -> None:
    steps = [step("must"), step("advised", force=Force.SHOULD), step("allowed", force=Force.MAY)]
    now = tuple(standings(steps).values())
    assert [item.step.key for item in turns(now)] == ["must"]
    assert [item.step.key for item in turns(now, {now[0].step.phase})] == ["must", "advised"]


@pytest.mark.parametrize(
    ("key", "state", "expected"),
    [
        ("kontroll_ivo", State.OPEN, "Chefen"),
        ("kontroll_ivo", State.WAITING, "IVO"),
        ("legitimationsbevis", State.WAITING, "Chefen väntar"),
        ("godkannande", State.WAITING, "Studierektor"),
    ],
)
def test_where_the_clinic_waits_it_is_the_turn_of_whoever_it_asked(key: str, state: State, expected: str) -> None:
    pack = builtin_packs()["ostergotland"]
    now = stand(pack.steps, {}, {"godkannande": done()} | {key: Mark(state)}, START)
    item = next(item for item in now if item.step.key == key)
    assert whose_turn(item, pack) == expected
