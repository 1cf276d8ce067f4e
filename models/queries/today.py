"""Idag: what somebody should act on, most urgent first, and the clinic at a glance."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from peewee import fn

from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.queries.rows import rows_of
from models.records import Candidate, Clinic, OpenStep, Summary
from models.text import swedish_key


class Turn(StrEnum):
    """Whose move it is, in the order of urgency."""

    LATE = "Försenat"
    OURS = "På er"
    RUNNING = "Pågår"
    OTHERS = "Väntar på andra"


@dataclass(frozen=True)
class TodayItem:
    """A step that somebody should act on; `days_late` is above 0 when its date has passed.

    `more` counts the candidate's further steps of the same turn, which come after it.
    """

    candidate: UUID
    name: str
    turn: Turn
    days_late: int
    step_id: UUID | None
    step: str
    phase: str
    role: str
    ours: bool
    gate: bool
    krav: str
    since: date | None
    until: date | None
    due_on: date | None
    due_what: str
    more: int = 0


@dataclass(frozen=True)
class StageCount:
    """How many people are in a stage of the way."""

    stage: str
    title: str
    people: int


@dataclass(frozen=True)
class Glance:
    """The clinic in numbers that need no pack."""

    listed: int
    st_posts: int
    stages: tuple[StageCount, ...]


def today_items(today: date) -> tuple[TodayItem, ...]:
    """What somebody should act on: late first, then our own turn, then what runs, then what we wait for.

    What is late stands step by step; else a candidate has one row for each turn, so that nobody fills the list alone.
    """
    columns = (getattr(OpenStep, name) for name in _SHOWN)
    query = OpenStep.select(Candidate.id, Candidate.name, *columns).join(Candidate).where(~Candidate.archived)
    rows = rows_of(query.order_by(OpenStep.candidate, OpenStep.position))
    items = (_item(key, name, dict(zip(_SHOWN, row, strict=True)), today) for key, name, *row in rows)
    return tuple(sorted(_one_a_turn(items), key=_urgency))


def _one_a_turn(items: Iterable[TodayItem]) -> Iterator[TodayItem]:
    first: dict[tuple[UUID, Turn], list[TodayItem]] = {}
    for item in items:
        if item.turn is Turn.LATE:
            yield item
        else:
            first.setdefault((item.candidate, item.turn), []).append(item)
    for same in first.values():
        yield replace(same[0], more=len(same) - 1)


_SHOWN = (
    *("step_id", "step", "phase", "role", "ours", "gate"),
    *("krav", "since", "until", "due_on", "due_what"),
)


def _item(key: UUID, name: str, shown: dict[str, Any], today: date) -> TodayItem:
    due, until = shown["due_on"], shown["until"]
    days_late = max(0, (today - due).days) if due else 0
    if days_late:
        turn = Turn.LATE
    elif until is not None and until > today:
        turn = Turn.RUNNING
    else:
        turn = Turn.OURS if shown["ours"] else Turn.OTHERS
    return TodayItem(key, name, turn, days_late, **shown)


_ORDER = {turn: number for number, turn in enumerate(Turn)}


def _urgency(item: TodayItem) -> tuple[object, ...]:
    return (_ORDER[item.turn], -item.days_late, item.until or item.since or date.max, swedish_key(item.name))


def glance() -> Glance | None:
    """The clinic at a glance; None before there is a clinic."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    rows = Summary.select(Summary.stage, fn.COUNT(Summary.candidate), fn.COUNT(Summary.st_since)).join(Candidate)
    counted = rows_of(rows.where(~Candidate.archived).group_by(Summary.stage))
    counts = {stage: (people, st) for stage, people, st in counted}
    stages = tuple(StageCount(stage.value, STAGE_NAMES[stage], counts.get(stage.value, (0, 0))[0]) for stage in Stage)
    return Glance(clinic.listed, sum(st for _people, st in counts.values()), stages)
