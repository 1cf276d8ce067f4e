"""What begins on a later day has not begun."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.rules.stage import place_on, st_in_words, stage_on

TODAY = date(2026, 11, 21)
BEFORE_ST = (Stage.INTEREST, Stage.RECRUITMENT, Stage.TRIAL, Stage.AGREEMENT)


@pytest.mark.parametrize(
    ("stage", "waits", "st_waits", "expected"),
    [
        (Stage.ST, False, False, Stage.ST),
        (Stage.ST, False, True, Stage.AGREEMENT),
        (Stage.BT, False, False, Stage.BT),
        (Stage.BT, True, False, Stage.ST),
        (Stage.BT, True, True, Stage.AGREEMENT),
        (Stage.BT, False, True, Stage.AGREEMENT),
        (Stage.TRIAL, True, False, Stage.AGREEMENT),
        (Stage.TRIAL, False, False, Stage.TRIAL),
    ],
)
def test_a_stage_waits_for_its_day_and_for_st(stage: Stage, waits: bool, st_waits: bool, expected: Stage) -> None:
    assert stage_on(stage, waits=waits, st_waits=st_waits) is expected


@pytest.mark.parametrize("stage", BEFORE_ST)
def test_what_comes_before_st_does_not_wait_for_it(stage: Stage) -> None:
    assert stage_on(stage, waits=False, st_waits=True) is stage


def _summary(stage: Stage, phase: str, st_since: date, begins: date | None = None) -> dict[str, object]:
    return {"stage": stage.value, "phase": phase, "st_since": st_since, "stage_from": begins}


@given(st.integers(-400, 400), st.integers(-400, 400))
def test_the_day_alone_moves_somebody_from_agreement_to_st_to_bt_and_never_back(st_after: int, bt_after: int) -> None:
    begins = (TODAY + timedelta(days=st_after), TODAY + timedelta(days=max(st_after, bt_after)))
    summary = _summary(Stage.BT, "BT-programmet", *begins)
    seen = [place_on(TODAY + timedelta(days=days), summary)["stage"] for days in range(-401, 402)]
    order = ("avtal", "st", "bt")
    assert seen == sorted(seen, key=order.index)
    assert (seen[0], seen[-1]) == ("avtal", "bt")


def test_the_phase_of_whoever_is_done_is_that_of_the_stage() -> None:
    summary = _summary(Stage.ST, STAGE_NAMES[Stage.ST], TODAY + timedelta(days=1))
    assert place_on(TODAY, summary)["phase"] == "Avtal och start"
    assert place_on(TODAY + timedelta(days=1), summary)["phase"] == "ST"


def test_the_words_say_whether_the_day_is_to_come() -> None:
    assert st_in_words(TODAY, TODAY) == "ST sedan 2026-11-21"
    assert st_in_words(TODAY + timedelta(days=1), TODAY) == "ST från 2026-11-22"
    assert st_in_words(None, TODAY) == ""
