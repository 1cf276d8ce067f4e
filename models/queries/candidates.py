"""Kandidater: everybody on a line, ready to be filtered and sorted."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.missing_pack import PACK_MISSING, has_pack
from models.knowledge.vocabulary import OUTCOMES
from models.queries.open_duties import next_dates, sooner
from models.queries.rows import rows_of
from models.records import Candidate, Clinic, Summary
from models.rules.stage import place_on
from models.text import fold, swedish_key


@dataclass(frozen=True)
class CandidateLine:
    """What the list shows of a candidate; `folded` is all of it as the filter searches it."""

    id: UUID
    name: str
    outcome: str
    route: str
    phase: str
    stage: str
    step_id: UUID | None
    step: str
    role: str
    ours: bool
    since: date | None
    steps_done: int
    steps_total: int
    due_on: date | None
    due_step: str
    due_what: str
    folded: str


def candidate_lines(*, archived: bool = False) -> tuple[CandidateLine, ...]:
    """Those who are in the register, or in its archive, in Swedish order of name, as they are stored.

    Duties that come back, and stages that begin later, depend on the day: `dated_lines` has them right.
    """
    return _lines(None, archived=archived)


def dated_lines(today: date, *, archived: bool = False) -> tuple[CandidateLine, ...]:
    """The same on a day, where the next date may be that of a duty that comes back."""
    return _lines(today, archived=archived)


def _lines(today: date | None, *, archived: bool) -> tuple[CandidateLine, ...]:
    columns = (getattr(Summary, name) for name in (*_SHOWN, *_ON_A_DAY))
    region = Clinic.select(Clinic.region).limit(1)
    query = Candidate.select(Candidate.id, Candidate.name, Candidate.outcome, region, *columns).join(Summary)
    duties = {} if today is None else next_dates(today)
    lines: list[CandidateLine] = []
    for key, name, outcome, code, *values in rows_of(query.where(Candidate.archived == archived)):
        summary = dict(zip((*_SHOWN, *_ON_A_DAY), values, strict=True))
        if today is not None:
            summary |= sooner(summary, duties.get(key)) | place_on(today, summary)
        lines.append(_line(key, name, outcome, code, {column: summary[column] for column in _SHOWN}))
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


_SHOWN = (
    *("route", "phase", "stage", "step_id", "step", "role", "ours"),
    *("since", "steps_done", "steps_total", "due_on", "due_step", "due_what"),
)
_ON_A_DAY = ("stage_from", "st_since")


def _line(key: UUID, name: str, outcome: str, region: str, summary: dict[str, Any]) -> CandidateLine:
    if not summary["route"] and not has_pack(region):
        summary["step"] = PACK_MISSING
    outcome = OUTCOMES.get(outcome, "")
    searched = (name, outcome, *(str(summary[column] or "") for column in ("route", "phase", "step", "role", "due_on")))
    return CandidateLine(id=key, name=name, outcome=outcome, folded=fold(" ".join(searched)), **summary)
