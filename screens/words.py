"""Dates as they are shown, the same on every screen."""

from datetime import date, datetime

from models.text import in_days

_DAYS = ("mån", "tis", "ons", "tor", "fre", "lör", "sön")
_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


def long_day(day: date) -> str:
    """`lör 21 nov 2026`."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_day(day: date, today: date) -> str:
    """`12 dec`, with the year where it is another."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{day.day} {_MONTHS[day.month - 1]}{year}"


def coming_day(day: date, today: date) -> str:
    """A day to come, with the year only where the month alone would not tell which."""
    return short_day(day, day if (day - today).days < _ALMOST_A_YEAR else today)


_ALMOST_A_YEAR = 330


def moment(at: datetime) -> str:
    """`2026-11-21 10:30`, in the computer's own time."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def days_since(day: date, today: date) -> str:
    """`idag`, `1 dag`, `18 dagar`."""
    days = (today - day).days
    return "idag" if days <= 0 else in_days(days)
