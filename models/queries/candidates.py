"""Kandidater: everybody on a line, ready to be filtered and sorted."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.vocabulary import OUTCOMES
from models.queries.rows import rows_of
from models.records import Candidate, Summary
from models.text import fold, swedish_key


@dataclass(frozen=True)
class CandidateLine:
    """What the list shows of a candidate; `folded` is all of it as the filter searches it."""

    id: UUID
    name: str
    route: str
    phase: str
    stage: str
    hinders: str
    role: str
    ours: bool
    since: date | None
    steps_done: int
    steps_total: int
    due_on: date | None
    outcome: str
    folded: str


def candidate_lines(*, archived: bool = False) -> tuple[CandidateLine, ...]:
    """Those who are in the register, or in its archive, in Swedish order of name."""
    query = (
        Candidate.select(
            Candidate.id,
            Candidate.name,
            Summary.route,
            Summary.phase,
            Summary.stage,
            Summary.step,
            Summary.role,
            Summary.ours,
            Summary.since,
            Summary.steps_done,
            Summary.steps_total,
            Summary.due_on,
            Candidate.outcome,
        )
        .join(Summary)
        .where(Candidate.archived == archived)
    )
    return tuple(sorted((_line(*row) for row in rows_of(query)), key=lambda line: swedish_key(line.name)))


def _line(*row: Any) -> CandidateLine:
    *columns, outcome_key = row
    outcome = OUTCOMES.get(outcome_key, "")
    _key, name, route, phase, _stage, hinders, role, *_rest, due_on = columns
    folded = fold(" ".join((name, route, phase, hinders, role, str(due_on or ""), outcome)))
    return CandidateLine(*columns, outcome, folded)
