"""Dates as people write them: 2024-1-5, 240105, 5/1 2024, 5/1, idag, +14."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum, auto

HELP = "Skriv till exempel 2026-11-21, 261121, 21/11 2026, idag eller +14."
_FIRST_YEAR, _LAST_YEAR = 1930, 2100
_WORDS = {"idag": 0, "i dag": 0, "igår": -1, "i går": -1, "imorgon": 1, "i morgon": 1}
_SHIFT = re.compile(r"([+-])\s*(\d{1,4})\s*d?")
_YEAR_FIRST = re.compile(r"(\d{4})[-./ ](\d{1,2})[-./ ](\d{1,2})")
_COMPACT = re.compile(r"(\d{4}|\d{2})(\d{2})(\d{2})")
_DAY_FIRST = re.compile(r"(\d{1,2})/(\d{1,2})(?:[-/ ](\d{4}|\d{2}))?")
_CENTURY_TURN = 50


class Lean(Enum):
    """Which year is meant by a day without one: the last that was, the next to come, or the nearest."""

    LAST = auto()
    COMING = auto()
    NEAREST = auto()


def read_day(
    text: str, today: date, lean: Lean = Lean.NEAREST, near: date | None = None, earliest: date | None = None
) -> date:
    """The day that the text means. Raises ValueError with a Swedish message.

    The nearest is meant to be near today, or another day that is known, and if possible not before the earliest.
    """
    text = text.strip().casefold()
    if text in _WORDS:
        return today + timedelta(days=_WORDS[text])
    if match := _SHIFT.fullmatch(text):
        days = int(match[2])
        return today + timedelta(days=days if match[1] == "+" else -days)
    if match := _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text):
        return _day(match[1], match[2], match[3], text)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        if year:
            return _day(year, month, day, text)
        middle = near if near is not None and lean is Lean.NEAREST else today
        fitting = [one for one in _in_years_around(int(month), int(day), middle) if _leans(one, today, lean)]
        return _nearest(fitting, middle, earliest, text)
    raise ValueError(f"Datumet går inte att läsa. {HELP}")


def _nearest(days: list[date], middle: date, earliest: date | None, typed: str) -> date:
    if not days:
        raise ValueError(f"{typed} finns inte i kalendern.")
    late_enough = [one for one in days if earliest is None or one >= earliest]
    return min(late_enough or days, key=lambda one: abs(one - middle))


def _in_years_around(month: int, day: int, middle: date) -> Iterator[date]:
    for year in range(middle.year - _LEAP_YEARS, middle.year + _LEAP_YEARS + 1):
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _leans(day: date, today: date, lean: Lean) -> bool:
    return lean is Lean.NEAREST or (day <= today if lean is Lean.LAST else day >= today)


_LEAP_YEARS = 8  # the most between two that have a 29 February


def _day(year: str, month: str, day: str, typed: str) -> date:
    number = int(year)
    if len(year) == len("26"):
        number += 1900 if number >= _CENTURY_TURN else 2000
    try:
        found = date(number, int(month), int(day))
    except ValueError:
        raise ValueError(f"{typed} finns inte i kalendern.") from None
    if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"Året ska ligga mellan {_FIRST_YEAR} och {_LAST_YEAR}.")
    return found
