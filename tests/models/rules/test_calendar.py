"""Whole months, the way routines count them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import add_months, months_between

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(0, 120)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 6, date(2027, 6, 30)),
        (date(2026, 1, 15), 12, date(2027, 1, 15)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_a_month_on_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, end: date) -> None:
    assert add_months(day, months) == end


def test_a_month_is_whole_only_on_its_day() -> None:
    assert months_between(date(2026, 1, 15), date(2026, 4, 14)) == 2
    assert months_between(date(2026, 1, 15), date(2026, 4, 15)) == 3
    assert months_between(date(2026, 4, 15), date(2026, 1, 15)) == 0


@given(DAYS, MONTHS)
def test_so_many_months_on_is_so_many_months_between(day: date, months: int) -> None:
    assert months_between(day, add_months(day, months)) == months


@given(DAYS, MONTHS, MONTHS)
def test_more_months_end_later(day: date, first: int, second: int) -> None:
    assert (add_months(day, first) < add_months(day, second)) == (first < second)
