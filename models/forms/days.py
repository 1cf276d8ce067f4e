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


def read_day(text: str, today: date, lean: Lean = Lean.NEAREST) -> date:
    """The day that the text means. Raises ValueError with a Swedish message."""
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
        return _day(year, month, day, text) if year else _without_year(int(month), int(day), text, today, lean)
    raise ValueError(f"Datumet går inte att läsa. {HELP}")


def _without_year(month: int, day: int, typed: str, today: date, lean: Lean) -> date:
    days = [one for one in _in_years_around(month, day, today) if _leans(one, today, lean)]
    if not days:
        raise ValueError(f"{typed} finns inte i kalendern.")
    return min(days, key=lambda one: abs(one - today))


def _in_years_around(month: int, day: int, today: date) -> Iterator[date]:
    for year in range(today.year - _LEAP_YEARS, today.year + _LEAP_YEARS + 1):
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
