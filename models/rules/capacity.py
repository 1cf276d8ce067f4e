"""How many ST posts the clinic may have, only where its own region's document states a number (ORE2)."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.knowledge.pack import Capacity
from models.rules.profile import Facts, holds

NO_NUMBER = "inget tal i rutinen, fråga studierektor"


@dataclass(frozen=True)
class CapacityView:
    """`allowed` is None where no number is stated; `used` counts the ST doctors now."""

    allowed: int | None
    used: int
    rule: str
    source: str


def capacity(rules: Sequence[Capacity], facts: Facts, listed: int, used: int) -> CapacityView:
    """The clinic's capacity by the first rule that applies to it."""
    for rule in rules:
        if holds(facts, rule.applies, ()):
            allowed = None if rule.per_listed is None else listed // rule.per_listed
            return CapacityView(allowed, used, rule.rule, rule.source.heading)
    return CapacityView(None, used, NO_NUMBER, "")


def is_over(view: CapacityView) -> bool:
    """Whether one more ST post would go beyond the stated number; False where none is stated."""
    return view.allowed is not None and view.used + 1 > view.allowed
