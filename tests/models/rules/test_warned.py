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
def test_advice_that_nobody_has_followed_is_told_of_what_comes_before() -> None:
    left = advice_left(APPLIES, standings())
    assert left[:2] == ("Läkaren skickar sin intresseanmälan", "Prata med studierektor innan ni lovar ST")
    assert "Rekrytera på vanligt sätt" not in left  # which is a must
    assert "Utse den andra som skriver under" not in left  # which comes later


@pytest.mark.parametrize("mark", [done(), Mark(State.NOT_APPLICABLE, START)])
def test_what_has_been_done_or_set_aside_is_not_told(mark: Mark) -> None:
    assert "Prata med studierektor innan ni lovar ST" not in advice_left(APPLIES, standings(diskutera=mark))
