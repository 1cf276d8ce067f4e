"""The next intake, the first one that a candidate can be expected to reach, and what is missing until then (OG34).

Pure and without packs, since Idag asks: what a pack states comes as `Terms`, how far a candidate has come as `Entry`.
"""

from dataclasses import dataclass
from datetime import date

from models.rules.calendar import add_months, end_of_month


@dataclass(frozen=True)
class Terms:
    """The months in which an intake takes people in, and where it is stated after how many one usually is ready."""

    months: tuple[int, ...]
    min_months: int | None = None
    max_months: int | None = None

    @property
    def tells_when(self) -> bool:
        """Whether anything is said of when people are ready."""
        return self.min_months is not None or self.max_months is not None


@dataclass(frozen=True)
class Entry:
    """How far a candidate has come towards an intake: nothing in it depends on the day.

    `counts_from` is the day that the usual months run from, `missing` the titles of what must be done before the
    application, and `applied_on` the day on which it was sent; None until they are known.
    """

    terms: Terms
    counts_from: date | None
    missing: tuple[str, ...]
    applied_on: date | None


@dataclass(frozen=True)
class Outlook:
    """How a candidate stands against the intakes; intakes go by the first day of their month.

    `usual_from` and `usual_to` are when people usually are ready, and `reachable_on` the first intake from then on:
    None until the day that they are counted from is known. `applied_for` is the intake that was applied for.
    """

    next_on: date
    reachable_on: date | None
    usual_from: date | None
    usual_to: date | None
    missing: tuple[str, ...]
    applied_for: date | None
    tells_when: bool

    @property
    def applied(self) -> bool:
        """Whether the application has been sent."""
        return self.applied_for is not None

    @property
    def ready(self) -> bool:
        """Whether the application can be sent now."""
        return not self.missing and not self.applied

    @property
    def makes_the_next(self) -> bool:
        """Whether the candidate applied or can apply already, or usually is ready when the next intake comes."""
        return self.applied or self.ready or self.reachable_on == self.next_on

    @property
    def concerns_the_next(self) -> bool:
        """Whether the candidate is on the way to it: has applied for it, can apply, or serves what it counts from."""
        if self.applied_for is not None:
            return self.applied_for >= self.next_on
        return self.ready or self.usual_from is not None or not self.tells_when


def next_intake(terms: Terms, day: date) -> date:
    """The first day of the month of the next intake; a month that is running counts as the next until it is over."""
    months = sorted(terms.months)
    month = next((month for month in months if month >= day.month), None)
    return date(day.year + 1, months[0], 1) if month is None else date(day.year, month, 1)


def outlook(entry: Entry, today: date) -> Outlook:
    """A candidate's outlook on a day."""
    terms, start = entry.terms, entry.counts_from
    usual_from = usual_to = reachable = None
    if start is not None and terms.tells_when:
        usual_from = add_months(start, terms.min_months or 0)
        usual_to = add_months(start, terms.max_months) if terms.max_months else None
        reachable = next_intake(terms, max(usual_from, today))
    return Outlook(
        next_on=next_intake(terms, today),
        reachable_on=reachable,
        usual_from=usual_from,
        usual_to=usual_to,
        missing=entry.missing,
        applied_for=None if entry.applied_on is None else next_intake(terms, entry.applied_on),
        tells_when=terms.tells_when,
    )


def days_left(intake_on: date, today: date) -> int:
    """How many days there are until the intake's month is over; its own day is in no document."""
    return (end_of_month(intake_on) - today).days
