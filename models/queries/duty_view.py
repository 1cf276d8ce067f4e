"""A duty that comes back as the checklist shows it: what is to be done of it, what was missed, and what was done."""

from dataclasses import dataclass
from datetime import date

from models.queries.duties import CandidateDuty, duties_of
from models.queries.standing import CandidateStanding
from models.rules.duties import Occurrence, agenda, how_often, occurrence


@dataclass(frozen=True)
class DoneView:
    """An occurrence that is recorded; its `period` is empty where it is known by its day alone."""

    number: int
    version: int
    period: str
    done_on: date
    by: str
    note: str


@dataclass(frozen=True)
class DutyView:
    """What is to be done and what was missed, oldest first; what was done, newest first.

    Of `to_do` those in `begun` may be recorded already, and those in `ready` can be done whole: their month is over.
    """

    often: str
    from_last: bool
    to_do: tuple[Occurrence, ...]
    begun: tuple[Occurrence, ...]
    ready: tuple[Occurrence, ...]
    missed: tuple[Occurrence, ...]
    done: tuple[DoneView, ...]


def duty_views(standing: CandidateStanding, today: date) -> dict[str, DutyView]:
    """The duties on somebody's checklist, by the key of their step."""
    return {one.place.step.key: _view(one, today) for one in duties_of(standing)}


def _view(one: CandidateDuty, today: date) -> DutyView:
    now, terms = agenda(one.duty, today), one.duty.terms
    done = sorted(one.records.values(), key=lambda row: -row.number)
    return DutyView(
        how_often(terms),
        terms.from_last,
        now.to_do,
        now.begun(today),
        tuple(one for one in now.to_do if one.ready_on <= today),
        now.missed,
        tuple(
            DoneView(row.number, row.version, occurrence(one.duty, row.number).period, row.done_on, row.by, row.note)
            for row in done
        ),
    )
