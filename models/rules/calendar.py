"""Whole months, the way routines count them, and Swedish working days."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from itertools import count, islice

from models.knowledge.vocabulary import MONTHS

DECEMBER = 12


def month_name(day: date) -> str:
    """`april 2027`."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def year_day(day: str, year: int) -> date:
    """`31 mars` of a year."""
    number, month = day.split()
    return date(year, MONTHS.index(month) + 1, int(number))


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last day of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def read_iso(value: object) -> date | None:
    """A stored answer as a day; None where it is none, as when a field asked for something else before."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None


def months_between(first: date, last: date) -> int:
    """The number of whole months from one day to another; never below 0."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if add_months(first, months) > last:
        months -= 1
    return max(0, months)


def end_of_month(day: date) -> date:
    """The last day of the month that a day is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def is_working_day(day: date) -> bool:
    """Monday to Friday, red days excepted. The eves are working days: the documents say nothing else."""
    return day.isoweekday() <= 5 and day not in _red_days(day.year)  # noqa: PLR2004  Friday


def nth_working_day(year: int, month: int, number: int) -> date:
    """That working day of a month. Raises StopIteration where the month has fewer (every month has 15)."""
    return next(islice(_working_days(date(year, month, 1)), number - 1, None))


def working_days_back(last: date, number: int) -> date:
    """The latest day from which there are so many working days to another, both included."""
    days = (last - timedelta(back) for back in count())
    return next(islice(filter(is_working_day, days), number - 1, None))


def _working_days(day: date) -> Iterator[date]:
    month = day.month
    while day.month == month:
        if is_working_day(day):
            yield day
        day += timedelta(1)


@lru_cache(maxsize=32)
def _red_days(year: int) -> frozenset[date]:
    from holidays import country_holidays  # noqa: PLC0415  slow to import, and few deadlines need it

    return frozenset(country_holidays("SE", years=year))
