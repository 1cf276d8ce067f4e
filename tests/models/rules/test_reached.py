"""Which stage the checklist says that somebody has reached: trial service and BT by their own days."""

from datetime import date

import pytest

from models.knowledge.pack import Phase
from models.knowledge.vocabulary import Force, Stage
from models.rules.reached import Reached, reached
from models.rules.routine import Mark, State, hindrance
from tests.models.rules.packs import START, standings, step

PHASES = (
    Phase(key="fas", title="Finansiering", stage=Stage.AGREEMENT),
    Phase(key="vikariat", title="Vikariat", stage=Stage.TRIAL),
    Phase(key="bt", title="BT-programmet", stage=Stage.BT),
)
BEGAN = date(2026, 2, 1)
STEPS = [
    step("vikariera", phase="vikariat", force=Force.SHOULD, period={}),
    step("ansok"),
    step("bt_akut", "ansok", phase="bt", period={"min_months": 4}),
]


def where(st_since: date | None = None, **marks: Mark) -> Reached:
    placed = tuple(standings(STEPS, {}, **marks).values())
    return reached(PHASES, placed, hindrance(placed), st_since)


@pytest.mark.krav("VML2")
def test_whoever_is_in_trial_service_is_there_until_it_is_over_whatever_hinders() -> None:
    assert where() == Reached("Finansiering", Stage.AGREEMENT)
    assert where(vikariera=Mark(from_on=BEGAN)) == Reached("Vikariat", Stage.TRIAL, BEGAN)
    waits = Mark(State.WAITING, waiting_since=START, from_on=BEGAN)
    assert where(vikariera=waits).stage is Stage.TRIAL
    for over in (State.DONE, State.NOT_APPLICABLE):
        assert where(vikariera=Mark(over, BEGAN, from_on=BEGAN)).stage is Stage.AGREEMENT
    assert where(BEGAN, vikariera=Mark(from_on=BEGAN)).stage is Stage.AGREEMENT


def test_bt_begins_with_the_first_of_its_days() -> None:
    done = Mark(State.DONE, START)
    assert where(ansok=done) == Reached("BT-programmet", Stage.AGREEMENT)
    assert where(START, ansok=done) == Reached("BT-programmet", Stage.ST)
    assert where(START, ansok=done, bt_akut=Mark(from_on=BEGAN)) == Reached("BT-programmet", Stage.BT, BEGAN)


def test_when_nothing_hinders_it_is_st() -> None:
    done = Mark(State.DONE, START)
    assert where(START, ansok=done, bt_akut=done) == Reached("ST", Stage.ST)
