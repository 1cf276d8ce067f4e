"""Idag: what somebody should act on, most urgent first, and the clinic at a glance."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from peewee import fn

from models.knowledge.pack_places import PACK_MISSING, has_pack
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
    """A step that somebody should act on; `days_late` is above 0 when its date has passed."""

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
    """What somebody should act on: late first, then our own turn, then what runs, then what we wait for."""
    columns = (getattr(OpenStep, name) for name in _SHOWN)
    region = Clinic.select(Clinic.region).limit(1)
    query = OpenStep.select(region, Candidate.id, Candidate.name, *columns).join(Candidate).where(~Candidate.archived)
    items = (
        _item(code, key, name, dict(zip(_SHOWN, row, strict=True)), today) for code, key, name, *row in rows_of(query)
    )
    return tuple(sorted(items, key=_urgency))


_SHOWN = (
    *("step_id", "step", "phase", "role", "ours", "gate"),
    *("krav", "since", "until", "due_on", "due_what"),
)


def _item(region: str, key: UUID, name: str, shown: dict[str, Any], today: date) -> TodayItem:
    if shown["step_id"] is None and not has_pack(region):
        shown["step"] = PACK_MISSING
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
