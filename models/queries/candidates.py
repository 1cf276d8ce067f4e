"""Kandidater: everybody on a line, ready to be filtered and sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.missing_pack import PACK_MISSING, has_pack
from models.knowledge.vocabulary import OUTCOMES
from models.queries.open_duties import NextDate, next_dates, sooner
from models.queries.rows import rows_of
from models.records import Candidate, Clinic, Summary
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

    Duties that come back depend on the day: `dated_lines` has them too.
    """
    return _lines({}, archived=archived)


def dated_lines(today: date, *, archived: bool = False) -> tuple[CandidateLine, ...]:
    """The same, where the next date may be that of a duty that comes back."""
    return _lines(next_dates(today), archived=archived)


def _lines(duties: Mapping[UUID, NextDate], *, archived: bool) -> tuple[CandidateLine, ...]:
    columns = (getattr(Summary, name) for name in _SUMMARY)
    region = Clinic.select(Clinic.region).limit(1)
    query = Candidate.select(Candidate.id, Candidate.name, Candidate.outcome, region, *columns).join(Summary)
    lines = (_line(duties, *row) for row in rows_of(query.where(Candidate.archived == archived)))
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


_SUMMARY = (
    *("route", "phase", "stage", "step_id", "step", "role", "ours"),
    *("since", "steps_done", "steps_total", "due_on", "due_step", "due_what"),
)


def _line(
    duties: Mapping[UUID, NextDate], key: UUID, name: str, outcome: str, region: str, *columns: Any
) -> CandidateLine:
    summary = dict(zip(_SUMMARY, columns, strict=True))
    summary |= sooner(summary, duties.get(key))
    if not summary["route"] and not has_pack(region):
        summary["step"] = PACK_MISSING
    outcome = OUTCOMES.get(outcome, "")
    searched = (name, outcome, *(str(summary[column] or "") for column in ("route", "phase", "step", "role", "due_on")))
    return CandidateLine(id=key, name=name, outcome=outcome, folded=fold(" ".join(searched)), **summary)
