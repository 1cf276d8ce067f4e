"""Whole months, the way routines count them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.calendar import (
    add_months,
    end_of_month,
    is_working_day,
    month_name,
    months_between,
    nth_working_day,
    working_days_back,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 1, 1))
MONTHS = st.integers(0, 120)


def test_a_month_has_its_name_and_year() -> None:
    assert month_name(date(2027, 4, 30)) == "april 2027"
    assert [month_name(date(2026, month, 1)) for month in (1, 12)] == ["januari 2026", "december 2026"]


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


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 4, 3), False),  # långfredagen
        (date(2026, 4, 6), False),  # annandag påsk
        (date(2026, 5, 14), False),  # Kristi himmelsfärd
        (date(2026, 5, 25), True),  # annandag pingst, sedan 2005
        (date(2025, 6, 6), False),  # nationaldagen
        (date(2026, 6, 19), True),  # midsommarafton: ingen röd dag
        (date(2026, 12, 24), True),
        (date(2026, 12, 25), False),
        (date(2026, 11, 21), False),  # lördag
        (date(2026, 11, 22), False),  # söndag
        (date(2026, 11, 20), True),
        (date(2026, 11, 23), True),
    ],
)
def test_working_days_are_monday_to_friday_but_red_days(day: date, working: bool) -> None:
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("year", "month", "number", "day"),
    [
        (2026, 12, 1, date(2026, 12, 1)),
        (2026, 11, 1, date(2026, 11, 2)),
        (2027, 1, 1, date(2027, 1, 4)),  # nyårsdagen är en fredag
        (2027, 1, 3, date(2027, 1, 7)),  # efter trettondagen
        (2026, 4, 5, date(2026, 4, 9)),  # efter påsken
    ],
)
def test_the_working_days_of_a_month_are_counted_from_its_first(year: int, month: int, number: int, day: date) -> None:
    assert nth_working_day(year, month, number) == day


@given(st.integers(2000, 2090), st.integers(1, 12), st.integers(1, 15))
def test_every_month_has_fifteen_working_days_in_order(year: int, month: int, number: int) -> None:
    day = nth_working_day(year, month, number)
    assert (day.year, day.month) == (year, month)
    assert is_working_day(day)
    assert working_days_back(day, number) == nth_working_day(year, month, 1)


@pytest.mark.krav("VML18")
@pytest.mark.parametrize(
    ("last", "number", "first"),
    [
        (date(2026, 11, 27), 10, date(2026, 11, 16)),
        (date(2026, 11, 28), 10, date(2026, 11, 16)),  # en lördag räknas inte
        (date(2026, 11, 20), 1, date(2026, 11, 20)),
        (date(2026, 4, 8), 3, date(2026, 4, 2)),  # över påsken
    ],
)
def test_working_days_are_counted_back_with_both_ends(last: date, number: int, first: date) -> None:
    assert working_days_back(last, number) == first


@given(DAYS)
def test_the_end_of_a_month_is_followed_by_another_month(day: date) -> None:
    end = end_of_month(day)
    assert (end.year, end.month) == (day.year, day.month)
    assert (end + timedelta(1)).day == 1
