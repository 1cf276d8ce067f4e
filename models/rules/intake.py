"""The next intake, the first one that a candidate can be expected to reach, and what is missing until then (OG34).

Pure and without packs, since Idag asks: what a pack states comes as `Terms`, how far a candidate has come as `Entry`.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from models.knowledge.vocabulary import MONTHS
from models.rules.calendar import add_months, end_of_month
from models.text import in_days


@dataclass(frozen=True)
class Terms:
    """The months in which an intake takes people in, and where it is stated after how many one usually is ready, and
    the last day to apply (see ApplyBefore).
    """

    months: tuple[int, ...]
    min_months: int | None = None
    max_months: int | None = None
    before_days: int | None = None
    before_months: int | None = None
    before_day: int | None = None

    @property
    def tells_when(self) -> bool:
        """Whether anything is said of when people are ready."""
        return self.min_months is not None or self.max_months is not None


@dataclass(frozen=True)
class Entry:
    """How far a candidate has come towards an intake: nothing in it depends on the day.

    `counts_from` is the day that the usual months run from, `missing` the titles of what must be done before the
    application; `applied_on` is the day from which the intake that was applied for is the next, and `applied_month` its
    month: the day on which the application was sent, or where the intake is written on it, the first of that month.
    None until they are known.
    """

    terms: Terms
    counts_from: date | None
    missing: tuple[str, ...]
    applied_on: date | None
    applied_month: int | None = None


@dataclass(frozen=True)
class Outlook:
    """How a candidate stands against the intakes; intakes go by the first day of their month.

    `usual_from` and `usual_to` are when people usually are ready, and `reachable_on` the first intake from then on:
    None until the day that they are counted from is known. `last_on` is the last day to apply for the next one, where
    the document names it. `begins_on` is the day that the months are counted from while it is to come: nobody applies
    before. `applied_for` is the intake that was applied for, and `is_over` whether that one is over.
    """

    next_on: date
    last_on: date | None
    reachable_on: date | None
    usual_from: date | None
    usual_to: date | None
    missing: tuple[str, ...]
    begins_on: date | None
    applied_for: date | None
    is_over: bool
    tells_when: bool

    @property
    def applied(self) -> bool:
        """Whether the application has been sent."""
        return self.applied_for is not None

    @property
    def ready(self) -> bool:
        """Whether the application can be sent now."""
        return not self.missing and not self.applied and self.begins_on is None

    @property
    def makes_the_next(self) -> bool:
        """Whether the candidate applied or can apply already, or usually is ready when the next intake comes."""
        return self.applied or self.ready or self.reachable_on == self.next_on

    @property
    def concerns_the_next(self) -> bool:
        """Whether the candidate is on the way to it: has applied for it, can apply, or serves what it counts from."""
        if self.applied:
            return not self.is_over
        return self.ready or self.usual_from is not None or not self.tells_when


def next_intake(terms: Terms, day: date) -> date:
    """The first day of the month of the next intake that one can apply for; without a last day to apply, a month that
    is running counts as the next until it is over.
    """
    months = ((year, month) for year in count(day.year) for month in sorted(terms.months))
    return next(first for first in (date(*month, 1) for month in months) if closes_on(terms, first) >= day)


def intakes_to_choose(terms: Terms, today: date, employed_on: date | None) -> tuple[date, ...]:
    """The intakes that somebody can have applied to: those to come, the next first, and after them the latest that are
    over; none before the employment that it takes.
    """
    years = range(today.year - 1, max(today, employed_on or today).year + _YEARS_TO_COME)
    able = [date(year, month, 1) for year in years for month in sorted(terms.months)]
    able = [day for day in able if employed_on is None or end_of_month(day) >= employed_on]
    coming = [day for day in able if closes_on(terms, day) >= today]
    return (*coming[:_COMING], *[day for day in able if day not in coming][-_OVER:])


_YEARS_TO_COME, _COMING, _OVER = 6, 4, 2


def intake_named(terms: Terms, text: str, since: date) -> date | None:
    """The first day of the intake that a text names by its month, of the year that it says or else the next; None where
    it names none, or several.
    """
    said = text.casefold()
    named = [month for month in terms.months if MONTHS[month - 1] in said]
    if len(named) != 1:
        return None
    year = _YEAR.search(said)
    return next_intake(Terms((named[0],)), since) if year is None else date(int(year[0]), named[0], 1)


_YEAR = re.compile(r"\b20\d\d\b")


def closes_on(terms: Terms, intake_on: date) -> date:
    """The last day on which one can apply for an intake, by the first day of its month."""
    return stated_last_day(terms, intake_on) or end_of_month(intake_on)


def stated_last_day(terms: Terms, intake_on: date) -> date | None:
    """The last day to apply for an intake, where the document names one."""
    if terms.before_days is not None:
        return intake_on - timedelta(days=terms.before_days)
    if terms.before_months is not None:
        return add_months(intake_on, -terms.before_months).replace(day=terms.before_day or 1)
    return None


def last_day_in_words(terms: Terms) -> str:
    """By when one must apply; empty where nothing is stated."""
    if terms.before_days is not None:
        return f"anmälan senast {in_days(terms.before_days)} före månadens början"
    if terms.before_months is None:
        return ""
    lasts = (stated_last_day(terms, date(_ANY_YEAR, month, 1)) for month in sorted(terms.months))
    return f"anmälan senast {' eller '.join(f'{day.day} {MONTHS[day.month - 1]}' for day in lasts if day)}"


_ANY_YEAR = 2026


def outlook(entry: Entry, today: date) -> Outlook:
    """A candidate's outlook on a day."""
    terms, start = entry.terms, entry.counts_from
    usual_from = usual_to = reachable = None
    if start is not None and terms.tells_when:
        usual_from = add_months(start, terms.min_months or 0)
        usual_to = add_months(start, terms.max_months) if terms.max_months else None
        reachable = next_intake(terms, max(usual_from, today))
    next_on = next_intake(terms, today)
    applied_for = _applied_for(entry)
    return Outlook(
        next_on=next_on,
        last_on=stated_last_day(terms, next_on),
        reachable_on=reachable,
        usual_from=usual_from,
        usual_to=usual_to,
        missing=entry.missing,
        begins_on=start if start is not None and start > today else None,
        applied_for=applied_for,
        is_over=applied_for is not None and end_of_month(applied_for) < today,
        tells_when=terms.tells_when,
    )


def _applied_for(entry: Entry) -> date | None:
    """The intake that was applied for: the next of the month that is written, else the next of all."""
    if entry.applied_on is None:
        return None
    terms = entry.terms if entry.applied_month is None else Terms((entry.applied_month,))
    return next_intake(terms, entry.applied_on)


def days_left(look: Outlook, today: date) -> int:
    """How many days there are until the last day to apply, or else until the month is over: its own day is in no
    document.
    """
    return ((look.last_on or end_of_month(look.next_on)) - today).days
