"""When a deadline falls, how far back it can be made good, and how it reads."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_time import Deadline
from models.rules.deadline import day_before, due_day, in_words, last_day

FIFTH = Deadline(working_day=5, december_day=10, back_months=2)
TENTH = Deadline(day=10)


@pytest.mark.krav("VML18")
@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 10, 31), date(2026, 11, 10)),
        (date(2026, 10, 1), date(2026, 11, 10)),
        (date(2026, 12, 15), date(2027, 1, 10)),
    ],
)
def test_by_the_tenth_of_the_month_after_whatever_day_it_is(month: date, due: date) -> None:
    assert due_day(TENTH, month) == due


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2026, 10, 5), date(2026, 11, 6)),
        (date(2026, 3, 31), date(2026, 4, 9)),  # påsken emellan
        (date(2026, 11, 30), date(2026, 12, 7)),
        (date(2026, 12, 1), date(2027, 1, 10)),  # decembers egen dag
    ],
)
def test_the_fifth_working_day_and_decembers_by_the_tenth(month: date, due: date) -> None:
    assert due_day(FIFTH, month) == due


def test_december_without_a_day_of_its_own_is_as_any_month() -> None:
    assert due_day(Deadline(working_day=5), date(2026, 12, 1)) == date(2027, 1, 11)
    assert due_day(Deadline(day=5, december_day=20), date(2026, 12, 1)) == date(2027, 1, 20)
    assert due_day(Deadline(day=5, december_day=20), date(2026, 11, 1)) == date(2026, 12, 5)


def test_days_and_months_run_from_the_day_itself() -> None:
    assert due_day(Deadline(days=14), date(2026, 1, 31)) == date(2026, 2, 14)
    assert due_day(Deadline(months=6), date(2026, 8, 31)) == date(2027, 2, 28)


def test_a_day_of_the_year_is_the_first_that_comes() -> None:
    assert due_day(Deadline(by="31 mars"), date(2026, 3, 31)) == date(2026, 3, 31)
    assert due_day(Deadline(by="31 mars"), date(2026, 4, 1)) == date(2027, 3, 31)


def test_so_long_before_a_day() -> None:
    assert day_before(Deadline(days=14), date(2026, 3, 10)) == date(2026, 2, 24)
    assert day_before(Deadline(months=1), date(2026, 3, 31)) == date(2026, 2, 28)
    assert day_before(Deadline(months=2), date(2026, 1, 15)) == date(2025, 11, 15)


def test_how_far_back_something_can_be_made_good() -> None:
    assert last_day(FIFTH, date(2026, 9, 30)) == date(2026, 11, 30)
    assert last_day(TENTH, date(2026, 9, 30)) is None


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        (TENTH, "senast den 10:e i månaden efter"),
        (Deadline(by="31 mars"), "senast den 31 mars"),
        (Deadline(day=1), "senast den 1:a i månaden efter"),
        (Deadline(day=22), "senast den 22:a i månaden efter"),
        (Deadline(day=12), "senast den 12:e i månaden efter"),
        (Deadline(working_day=5), "senast den 5:e arbetsdagen i månaden efter"),
        (
            FIFTH,
            "senast den 5:e arbetsdagen i månaden efter, för december senast den 10:e januari, "
            "högst 2 månader tillbaka",
        ),
        (Deadline(working_day=2, back_months=1), "senast den 2:a arbetsdagen i månaden efter, högst 1 månad tillbaka"),
        (Deadline(days=14), "inom 14 dagar"),
        (Deadline(days=1), "inom 1 dag"),
        (Deadline(months=1), "inom 1 månad"),
        (Deadline(months=6), "inom 6 månader"),
    ],
)
def test_a_deadline_reads_as_a_person_would_say_it(deadline: Deadline, words: str) -> None:
    assert in_words(deadline) == words


DAYS = st.dates(date(2000, 1, 1), date(2080, 1, 1))
MONTHLY = st.builds(
    Deadline,
    working_day=st.integers(1, 15),
    december_day=st.none() | st.integers(1, 28),
    back_months=st.none() | st.integers(1, 24),
) | st.builds(Deadline, day=st.integers(1, 28), december_day=st.none() | st.integers(1, 28))


@given(MONTHLY, DAYS)
def test_a_monthly_deadline_falls_in_the_month_after_and_is_the_same_for_the_whole_month(
    deadline: Deadline, day: date
) -> None:
    due = due_day(deadline, day)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == 1
    assert due == due_day(deadline, day.replace(day=1))
