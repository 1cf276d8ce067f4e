"""A candidate's duties that come back, each with what is recorded of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Step
from models.queries.standing import CandidateStanding
from models.records import Candidate, DutyDone
from models.records.base import rows_with
from models.rules.duties import Duty, Occurrence, Terms, occurrence, runs
from models.rules.routine import StepStanding


@dataclass(frozen=True)
class CandidateDuty:
    """A duty's place on the checklist, how it is counted, and its records by number."""

    place: StepStanding
    duty: Duty
    records: Mapping[int, DutyDone]

    def has(self, number: int) -> bool:
        """Whether there is, or can be, such an occurrence."""
        if self.duty.terms.from_last:
            return number in self.records or number == self.duty.next_number
        return number >= self.duty.first

    def occurrence(self, number: int) -> Occurrence:
        """One of its occurrences, as it stands without what is recorded of it; the last time is the one before it."""
        return occurrence(self._without(number), number)

    def next_time(self, number: int) -> date | None:
        """When it was done the next time, where it is counted from the last: before that an occurrence was done."""
        later = [row.done_on for key, row in self.records.items() if key > number]
        return min(later, default=None) if self.duty.terms.from_last else None

    def _without(self, number: int) -> Duty:
        counted_from_it = self.duty.terms.from_last
        others = {key: row for key, row in self.records.items() if key != number}
        return _duty(self.place, {key: row for key, row in others.items() if key < number or not counted_from_it})


def duties_of(standing: CandidateStanding) -> Iterator[CandidateDuty]:
    """The duties whose counting day is known, in the pack's order; none of somebody in the archive."""
    places = [item for item in standing.steps if item.counts_from is not None]
    if not places or standing.pack is None or Candidate.get_by_id(standing.id).archived:
        return
    rows = [row for row in rows_with(DutyDone, "candidate", standing.id) if row.region == standing.pack.code]
    for item in places:
        same = (item.step.key, terms_of(item.step).numbering)
        records = {row.number: row for row in rows if (row.key, row.every) == same}
        yield CandidateDuty(item, _duty(item, records), records)


def terms_of(step: Step) -> Terms:
    """What the pack states of a duty, for the rules and for the store."""
    assert step.every is not None and step.due is not None  # noqa: S101  or it would not be counted
    return Terms(step.every, **step.due.model_dump(exclude={"after", "before"}))


def _duty(item: StepStanding, records: Mapping[int, DutyDone]) -> Duty:
    terms, start = terms_of(item.step), item.counts_from
    assert start is not None  # noqa: S101  or it would not be counted
    if terms.from_last:
        start = max([start, *(row.done_on for row in records.values())])
    return Duty(terms, start, runs(records))
