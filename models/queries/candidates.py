"""Kandidater: everybody in sight on a line, ready to be filtered and sorted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.missing_pack import PACK_MISSING, has_pack
from models.knowledge.vocabulary import OUTCOMES
from models.queries.not_open_yet import hindering_in, hindering_on
from models.queries.open_duties import NextDate, next_dates, sooner
from models.queries.part import next_duty, standings_in_sight, summary_in_sight
from models.queries.rows import rows_of
from models.records import Candidate, Clinic, Summary
from models.rights import current, for_chiefs, for_everyone
from models.rules.stage import place_on
from models.text import fold, swedish_key


@dataclass(frozen=True)
class CandidateLine:
    """What the list shows of a candidate; `folded` is all of it as the filter searches it.

    Before `opens_on` the step is nobody's turn: until then it `waits_for` that which it opens with.
    """

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
    opens_on: date | None = None
    waits_for: str = ""


@for_everyone
def lines_in_sight(today: date, *, archived: bool = False) -> tuple[CandidateLine, ...]:
    """Those in the register, or in its archive, whom the one who is signed in may see, in Swedish order of name."""
    if current().sees_all:
        return candidate_lines(today, archived=archived)
    seen = () if archived else standings_in_sight(today)
    lines = []
    for name, standing in seen:
        stored = summary_in_sight(standing)
        summary = {column: getattr(stored, column) for column in _READ} | hindering_in(standing, today)
        lines.append(_line(standing.id, name, "", "", _on(today, summary, next_duty(standing, today))))
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


@for_chiefs
def candidate_lines(today: date | None = None, *, archived: bool = False) -> tuple[CandidateLine, ...]:
    """Those who are in the register, or in its archive, in Swedish order of name, as they are stored.

    Duties that come back, and stages that begin later, depend on the day: with one they are right.
    """
    duties: Mapping[UUID, NextDate] = {} if today is None else next_dates(today)
    hindering = {} if today is None else hindering_on(today)
    columns = (getattr(Summary, name) for name in _READ)
    region = Clinic.select(Clinic.region).limit(1)
    query = Candidate.select(Candidate.id, Candidate.name, Candidate.outcome, region, *columns).join(Summary)
    lines: list[CandidateLine] = []
    for key, name, outcome, code, *values in rows_of(query.where(Candidate.archived == archived)):
        summary = dict(zip(_READ, values, strict=True))
        if today is not None:
            summary = _on(today, summary | hindering.get(key, {}), duties.get(key))
        lines.append(_line(key, name, outcome, code, summary))
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


_SHOWN = (
    *("route", "phase", "stage", "step_id", "step", "role", "ours"),
    *("since", "steps_done", "steps_total", "due_on", "due_step", "due_what"),
)
_SEARCHED = ("route", "phase", "step", "role", "due_on", "waits_for")
_OF_A_DAY = ("opens_on", "waits_for")
_READ = (*_SHOWN, "stage_from", "st_since")  # the last two tell the stage on a day


def _on(today: date, summary: dict[str, Any], duty: NextDate | None) -> dict[str, Any]:
    return summary | sooner(summary, duty) | place_on(today, summary)


def _line(key: UUID, name: str, outcome: str, region: str, read: dict[str, Any]) -> CandidateLine:
    summary = {column: read[column] for column in (*_SHOWN, *_OF_A_DAY) if column in read}
    if not summary["route"] and not has_pack(region):
        summary["step"] = PACK_MISSING
    outcome = OUTCOMES.get(outcome, "")
    searched = (name, outcome, *(str(summary.get(column) or "") for column in _SEARCHED))
    return CandidateLine(id=key, name=name, outcome=outcome, folded=fold(" ".join(searched)), **summary)
