"""When a deadline falls, how far back it can be made good, and how it reads."""

from datetime import date, timedelta
from typing import Protocol

from models.rules.calendar import DECEMBER, add_months, end_of_month, nth_working_day, year_day
from models.text import counted, in_days, in_months

STATED_LIMIT = "tidsgräns i rutinen"
OWN_REMINDER = "egen påminnelse"


class Limit(Protocol):
    """The numbers of a time limit, as a pack's Deadline has them (what they mean stands there) or as they are stored.

    Apart from the pack's own class, so that Idag needs no pack to know what is late.
    """

    @property
    def days(self) -> int | None: ...
    @property
    def months(self) -> int | None: ...
    @property
    def day(self) -> int | None: ...
    @property
    def working_day(self) -> int | None: ...
    @property
    def by(self) -> str | None: ...
    @property
    def december_day(self) -> int | None: ...
    @property
    def back_months(self) -> int | None: ...


def due_day(deadline: Limit, start: date) -> date:
    """The last day, counted from when something happened, or from any day of the month that it is about."""
    if deadline.days is not None:
        return start + timedelta(days=deadline.days)
    if deadline.months is not None:
        return add_months(start, deadline.months)
    if deadline.by is not None:
        this_year = year_day(deadline.by, start.year)
        return this_year if start <= this_year else year_day(deadline.by, start.year + 1)
    after = add_months(start.replace(day=1), 1)
    if start.month == DECEMBER and deadline.december_day is not None:
        return after.replace(day=deadline.december_day)
    if deadline.working_day is not None:
        return nth_working_day(after.year, after.month, deadline.working_day)
    return after.replace(day=deadline.day or 1)


def day_before(deadline: Limit, day: date) -> date:
    """The last day, so many days or months before another."""
    if deadline.days is not None:
        return day - timedelta(days=deadline.days)
    return add_months(day, -(deadline.months or 0))


def last_day(deadline: Limit, start: date) -> date | None:
    """The day after which it can no longer be made good; None where the document names none."""
    if deadline.back_months is None:
        return None
    return end_of_month(add_months(start.replace(day=1), deadline.back_months))


def in_words(deadline: Limit, when: str = "inom") -> str:
    """The deadline as a person would say it, without what it is counted from."""
    if deadline.days is not None:
        return f"{when} {in_days(deadline.days)}"
    if deadline.months is not None:
        return f"{when} {counted(deadline.months, 'månad', 'månader')}"
    if deadline.by is not None:
        return f"senast den {deadline.by}"
    if deadline.working_day is not None:
        words = f"senast {_ordinal(deadline.working_day)} arbetsdagen i månaden efter"
    else:
        words = f"senast {_ordinal(deadline.day or 1)} i månaden efter"
    if deadline.december_day is not None:
        words += f", för december senast {_ordinal(deadline.december_day)} januari"
    if deadline.back_months is not None:
        words += f", {in_months(None, deadline.back_months)} tillbaka"
    return words


def _ordinal(number: int) -> str:
    """`den 1:a`, `den 10:e`."""
    last = number % 10 if number not in {11, 12} else 0
    return f"den {number}:{'a' if last in {1, 2} else 'e'}"
