"""Small routines for the rules' tests: steps in few words, and random ones that a pack may really hold."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from models.knowledge.pack import Source, Step
from models.knowledge.vocabulary import Force
from models.rules.profile import Facts
from models.rules.routine import Mark, State, StepStanding, hindrance, stand

START = date(2026, 1, 1)
SOURCE = Source(document="rutin", heading="1")


def step(key: str, *after: str, **values: Any) -> Step:
    """A step that must be done and is no gate, unless told otherwise."""
    plain = {"title": key, "phase": "fas", "role": "chef", "force": Force.MUST, "rule": "regel", "source": SOURCE}
    return Step.model_validate({"key": key, "after": after, **plain, **values})


def done(day: date = START) -> Mark:
    return Mark(State.DONE, day)


def standings(steps: list[Step], facts: Facts | None = None, **marks: Mark) -> dict[str, StepStanding]:
    """How the steps stand, by key."""
    return {item.step.key: item for item in stand(steps, facts or {}, marks, START)}


def hinders(steps: list[Step], facts: Facts | None = None, **marks: Mark) -> str:
    """The key of the step that hinders; empty for none."""
    item = hindrance(stand(steps, facts or {}, marks, START))
    return "" if item is None else item.step.key


FACT_NAMES = ("a", "b")
FACTS = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in FACT_NAMES})


@st.composite
def routines(draw: st.DrawFn) -> list[Step]:
    """Up to eight steps in any order without rings, where what must be done waits only for what must be done."""
    steps: list[Step] = []
    for number in range(draw(st.integers(1, 8))):
        force = draw(st.sampled_from(Force))
        gate = force is not Force.INFO and draw(st.booleans())
        binding = gate or force is Force.MUST
        allowed = [one.key for one in steps if not (binding or force is Force.INFO) or one.gate or one.force in _SURE]
        after = draw(st.lists(st.sampled_from(allowed), unique=True, max_size=3)) if allowed else []
        applies = tuple(draw(st.lists(st.sampled_from(FACT_NAMES), unique=True, max_size=1)))
        unless = tuple(draw(st.lists(st.sampled_from(FACT_NAMES), unique=True, max_size=1)))
        steps.append(step(f"s{number}", *after, force=force, gate=gate, applies=applies, unless=unless))
    return draw(st.permutations(steps))


_SURE = {Force.MUST, Force.INFO}
