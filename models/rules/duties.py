"""Duties that come back: which occurrences there are, what is to be done now, and what was missed (VML7, VML8, VML18).

From the first occurrence that was ever recorded as done, every later one is to be done. Until then only the newest that
is due, and the next to come: who begins to use the program is not met by years of late reports.

Pure and without packs, since Idag asks: what a pack states comes as `Terms`.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from models.knowledge.vocabulary import Every
from models.rules.calendar import add_months, end_of_month, month_name, months_between, year_day
from models.rules.deadline import due_day, in_words, last_day

Run = tuple[int, int]
_DAY = timedelta(days=1)
_YEAR = 12


@dataclass(frozen=True)
class Terms:
    """How often, and by when, as the pack states it (see Due); with `from_last` a year runs from the last time."""

    every: Every
    days: int | None = None
    months: int | None = None
    day: int | None = None
    working_day: int | None = None
    by: str | None = None
    december_day: int | None = None
    back_months: int | None = None
    from_last: bool = False

    @property
    def numbering(self) -> str:
        """How its occurrences are numbered, as they are stored: by months, by its own years, or by calendar years."""
        return "kalenderår" if self.by is not None else self.every.value


@dataclass(frozen=True)
class Duty:
    """A duty as one candidate has it.

    `counts_from` is the day that it is counted from: with `from_last` the last time it was done. `done` are the numbers
    of what is recorded, as runs (first, last) in order: a month is year × 12 + month − 1, a year 1, 2, 3 …, and what
    falls due on a day of the calendar has the year in which it does.
    """

    terms: Terms
    counts_from: date
    done: tuple[Run, ...] = ()

    @property
    def first(self) -> int:
        """The number of its first occurrence."""
        if self.terms.by is not None:
            return due_day(self.terms, self.counts_from).year
        return month_number(self.counts_from) if self.terms.every is Every.MONTH else 1

    @property
    def next_number(self) -> int:
        """The number after the last that is recorded."""
        return self.done[-1][1] + 1 if self.done else self.first

    def is_done(self, number: int) -> bool:
        """Whether an occurrence is recorded."""
        return any(first <= number <= last for first, last in self.done)


@dataclass(frozen=True)
class Occurrence:
    """One time that a duty comes back; `period` is what it is about, and `suffix` the same after the duty's name.

    It may be recorded from `begins_on`, and can be done whole from `ready_on`. After `last_on`, None where the document
    names no such day, it is too late.
    """

    number: int
    period: str
    suffix: str
    begins_on: date
    ready_on: date
    due_on: date
    last_on: date | None

    def is_missed(self, today: date) -> bool:
        """Whether it can no longer be made good."""
        return self.last_on is not None and self.last_on < today


@dataclass(frozen=True)
class Agenda:
    """What is to be done, oldest first and the next to come last, and what was missed."""

    to_do: tuple[Occurrence, ...]
    missed: tuple[Occurrence, ...] = ()

    def begun(self, today: date) -> tuple[Occurrence, ...]:
        """Those that may be recorded already."""
        return tuple(one for one in self.to_do if one.begins_on <= today)


def occurrence(duty: Duty, number: int) -> Occurrence:
    """One of a duty's occurrences; of one that runs from the last time only the next has dates of its own."""
    terms, start = duty.terms, duty.counts_from
    if terms.every is Every.MONTH:
        return _month(terms, number)
    if terms.from_last:
        return Occurrence(number, "", "", start + _DAY, start + _DAY, due_day(terms, start), None)
    if terms.by is not None:
        due, begins = year_day(terms.by, number), max(start, year_day(terms.by, number - 1) + _DAY)
        return Occurrence(number, f"tillfället {number}", f" {number}", begins, begins, due, None)
    begins = add_months(start, _YEAR * (number - 1))
    # Counted from the day itself, or a start on a leap day would be lost after a year.
    due = due_day(terms, begins) if terms.months is None else add_months(start, terms.months + _YEAR * (number - 1))
    return Occurrence(number, f"år {number}", f", år {number}", begins, begins, due, last_day(terms, begins))


@lru_cache(maxsize=1024)
def _month(terms: Terms, number: int) -> Occurrence:
    begins = date(number // 12, number % 12 + 1, 1)
    ends, name = end_of_month(begins), month_name(begins)
    due, last = due_day(terms, ends), last_day(terms, begins)
    return Occurrence(number, name, f" för {name}", begins, ends + _DAY, due, last)


@lru_cache(maxsize=8192)
def agenda(duty: Duty, today: date) -> Agenda:
    """What there is to do of a duty today."""
    if duty.terms.from_last:
        return Agenda((_from_last(duty, today),))
    upcoming = _upcoming(duty, today)
    if not duty.done:
        newest = [] if upcoming == duty.first else [occurrence(duty, upcoming - 1)]
        return Agenda((*(one for one in newest if not one.is_missed(today)), occurrence(duty, upcoming)))
    start = max(duty.first, duty.done[0][1] + 1)
    late = [occurrence(duty, number) for number in range(start, upcoming) if not duty.is_done(number)]
    following = max(start, upcoming)
    while duty.is_done(following):
        following += 1
    return Agenda(
        (*(one for one in late if not one.is_missed(today)), occurrence(duty, following)),
        tuple(one for one in late if one.is_missed(today)),
    )


def _from_last(duty: Duty, today: date) -> Occurrence:
    """The next time; while none is recorded it is due as if it had been done every year until now."""
    following = occurrence(duty, duty.next_number)
    if duty.done:
        return following
    every_year = replace(duty, terms=replace(duty.terms, from_last=False))
    return replace(following, due_on=agenda(every_year, today).to_do[0].due_on)


def _upcoming(duty: Duty, today: date) -> int:
    """The first occurrence that is due today or later."""
    if duty.terms.every is Every.MONTH:
        end = month_number(today) + 1
    elif duty.terms.by is not None:
        end = today.year + 1
    else:
        end = months_between(duty.counts_from, today) // _YEAR + 2
    numbers = range(duty.first, max(duty.first, end))
    return duty.first + bisect_left(numbers, today, key=lambda number: occurrence(duty, number).due_on)


def month_number(day: date) -> int:
    """The number of the month that a day is in."""
    return day.year * 12 + day.month - 1


def runs(numbers: Iterable[int]) -> tuple[Run, ...]:
    """Numbers as runs of those that follow on each other."""
    found: list[Run] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)


def how_often(terms: Terms) -> str:
    """`varje månad, senast den 10:e i månaden efter`."""
    if terms.every is Every.MONTH:
        after = " efter månadens slut" if terms.days or terms.months else ""
        return f"varje månad, {in_words(terms)}{after}"
    if terms.from_last:
        return f"varje år, {in_words(terms)} från senaste gången"
    if terms.months == _YEAR:
        return "varje år"
    return (
        f"varje år, {in_words(terms)} från årets början"
        if terms.months or terms.days
        else f"varje år, {in_words(terms)}"
    )
