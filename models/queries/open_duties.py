"""The duties that candidates have, as they are stored beside the summaries: read without packs, counted when asked."""

import json
from collections.abc import Container, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from models.knowledge.vocabulary import Every
from models.queries.rows import rows_of
from models.records import Candidate, OpenDuty
from models.rules.deadline import STATED_LIMIT
from models.rules.duties import Duty, Terms, agenda

# As text: a list of thousands would else spend its time on reading days and JSON through the fields.
COUNTED = tuple(getattr(OpenDuty, name).cast("TEXT") for name in ("terms", "counts_from", "done"))


@dataclass(frozen=True)
class NextDate:
    """The first date of all the duties that a candidate has, by the names that a summary gives its own."""

    due_on: date
    due_step: str
    due_what: str = STATED_LIMIT


def stored_duty(terms: str, counts_from: str, done: str) -> Duty:
    """A duty from the texts of its columns."""
    return Duty(_terms(terms), date.fromisoformat(counts_from), _runs(done))


@lru_cache(maxsize=256)
def _terms(text: str) -> Terms:
    values = json.loads(text)
    return Terms(**values | {"every": Every(values["every"])})


@lru_cache(maxsize=256)
def _runs(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((first, last) for first, last in json.loads(text))


def next_dates(
    today: date, candidate: UUID | None = None, among: Container[UUID] | None = None
) -> dict[UUID, NextDate]:
    """The next date of everybody who has a duty, or of one candidate; nobody in the archive has any.

    Where it is said among which steps, by the ids of their rows, other duties are left out.
    """
    shown = (OpenDuty.candidate, OpenDuty.step_id, OpenDuty.step)
    query = OpenDuty.select(*shown, *COUNTED).join(Candidate).where(~Candidate.archived)
    if candidate is not None:
        query = query.where(OpenDuty.candidate == candidate)
    found: dict[UUID, NextDate] = {}
    for key, step_id, step, *counted in rows_of(query):
        if among is not None and step_id not in among:
            continue
        first = agenda(stored_duty(*counted), today).to_do[0]
        if key not in found or first.due_on < found[key].due_on:
            found[key] = NextDate(first.due_on, step + first.suffix)
    return found


def sooner(summary: Mapping[str, Any], duty: NextDate | None) -> dict[str, Any]:
    """What takes the place of a summary's next date: the duty's, where that comes before it."""
    due_on = summary.get("due_on")
    return {} if duty is None or (due_on is not None and due_on <= duty.due_on) else asdict(duty)
