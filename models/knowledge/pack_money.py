"""How a pack writes posts and money: capacity, what the financing depends on, and the months it lasts."""

from typing import Annotated

from pydantic import Field, Strict

from models.knowledge.pack_base import Answer, Key, Listed, Months, Part, Rule, Words
from models.knowledge.vocabulary import ClockKind, CurriculumCode

Percent = Annotated[int, Strict(), Field(ge=1, le=100)]


class Capacity(Rule):
    """How many ST posts the clinic may have; `per_listed` only where the document states a number."""

    applies: tuple[str, ...] = ()
    per_listed: Listed | None = None


class Condition(Part):
    """Something that the financing depends on: exactly one of `any_of`, `fact` and `min_listed`.

    `any_of` names steps that must be done (`avtal`), or fields of theirs that must be answered, and not with no
    (`intervju.studierektor`); one of them is enough. Where the documents word a condition in two ways, `disputed` says
    so: then it is not said to be broken, but to be asked about. `ruling` is the question on a step (`villkor.besked`)
    whose answer settles it.
    """

    label: Words
    any_of: tuple[Answer, ...] = ()
    fact: str | None = None
    min_listed: Listed | None = None
    disputed: Words | None = None
    ruling: Answer | None = None


class Financing(Rule):
    """Money from outside the clinic, and what it depends on; `deviation` is what passing a gate unmet costs."""

    key: Key
    title: Words
    routes: tuple[Key, ...] = ()
    applies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    conditions: Annotated[tuple[Condition, ...], Field(min_length=1)]
    deviation: Words | None = None


class Clock(Rule):
    """Numbers that a document states about time that is paid for, under one curriculum or, without it, under any.

    `prolonged` says what can make the time longer, where the document names something.
    """

    key: Key
    title: Words
    kind: ClockKind
    curriculum: CurriculumCode | None = None
    percent: Percent | None = None
    min_months: Months | None = None
    max_months: Months | None = None
    prolonged: Words | None = None
