"""What is said on a step though it stops nobody; of the money, tests/models/queries/test_money.py."""

from collections.abc import Sequence

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.rules.routine import Mark, State, StepStanding, stand
from models.rules.warned import advice_left
from tests.models.rules.packs import START, done

APPLIES = "ansok_finansiering"


def standings(**marks: Mark) -> Sequence[StepStanding]:
    pack = builtin_packs()["vastmanland"]
    return stand(pack.steps_of("rekrytering"), {"not_native_swedish": False}, marks, START)


@pytest.mark.krav("VML1", "VML3")
def test_advice_that_is_left_is_told_on_a_gate_to_come_and_stops_nobody() -> None:
    (said,) = advice_left(APPLIES, {APPLIES}, standings())
    assert said.startswith(
        "Rekommenderas före det här, och är inte klart: ”Läkaren skickar sin intresseanmälan”, ”Prata"
    )
    assert "Rekrytera på vanligt sätt" not in said  # which is a must
    assert "Utse den andra" not in said  # which comes later
    assert tuple(advice_left(APPLIES, (), standings())) == ()


@pytest.mark.parametrize("mark", [done(), Mark(State.NOT_APPLICABLE, START)])
def test_what_has_been_done_or_set_aside_is_not_told(mark: Mark) -> None:
    (said,) = advice_left(APPLIES, {APPLIES}, standings(diskutera=mark))
    assert "Prata med studierektor" not in said
