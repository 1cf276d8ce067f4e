"""The occurrences of a duty that comes back: which are to be done on a day, which were missed, and when each is due."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.vocabulary import Every
from models.rules.calendar import is_working_day
from models.rules.duties import Duty, Run, Terms, agenda, how_often, month_number, occurrence, runs

REPORT = Terms(Every.MONTH, day=10)
CLAIM = Terms(Every.MONTH, working_day=5, december_day=10, back_months=2)
YEARLY = Terms(Every.YEAR, months=12)
REVISION = Terms(Every.YEAR, months=12, from_last=True)
START = date(2024, 3, 1)
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module", autouse=True)
def _red_days() -> None:
    """They are slow to import the first time, and the properties are timed."""
    assert is_working_day(START)


def month(text: str) -> int:
    return month_number(date.fromisoformat(f"{text}-01"))


def done(*months: str) -> tuple[Run, ...]:
    return runs(month(text) for text in months)


def to_do(duty: Duty, today: date = TODAY) -> list[tuple[str, str]]:
    return [(one.period, one.due_on.isoformat()) for one in agenda(duty, today).to_do]


def missed(duty: Duty, today: date = TODAY) -> list[str]:
    return [one.period for one in agenda(duty, today).missed]


# which are to be done


@pytest.mark.krav("VML18")
def test_who_has_recorded_nothing_is_asked_for_the_newest_that_is_due_and_the_next() -> None:
    assert to_do(Duty(REPORT, START)) == [("oktober 2026", "2026-11-10"), ("november 2026", "2026-12-10")]
    assert missed(Duty(REPORT, START)) == []


@pytest.mark.krav("VML18")
def test_from_the_first_that_was_recorded_all_later_ones_are_to_be_done() -> None:
    duty = Duty(REPORT, START, done("2026-06", "2026-07", "2026-09"))
    assert [period for period, _due in to_do(duty)] == ["augusti 2026", "oktober 2026", "november 2026"]


def test_what_is_done_in_advance_is_not_asked_for_again() -> None:
    duty = Duty(REPORT, START, done("2026-10", "2026-11"))
    assert to_do(duty) == [("december 2026", "2027-01-10")]
    assert [one.period for one in agenda(duty, TODAY).begun(TODAY)] == []
    assert to_do(Duty(REPORT, START, done("2026-09", "2026-11")))[0] == ("oktober 2026", "2026-11-10")


def test_the_day_itself_is_not_late() -> None:
    assert to_do(Duty(REPORT, START), date(2026, 11, 10)) == [
        ("september 2026", "2026-10-10"),
        ("oktober 2026", "2026-11-10"),
    ]


def test_the_first_month_is_that_of_the_day_it_is_counted_from() -> None:
    day = date(2026, 11, 20)
    assert to_do(Duty(REPORT, day)) == [("november 2026", "2026-12-10")]
    assert to_do(Duty(REPORT, day), date(2026, 12, 11))[0] == ("november 2026", "2026-12-10")


def test_what_is_counted_from_a_day_to_come_has_not_begun() -> None:
    now = agenda(Duty(REPORT, date(2027, 2, 15)), TODAY)
    assert [one.period for one in now.to_do] == ["februari 2027"]
    assert now.begun(TODAY) == ()


def test_a_counting_day_that_was_moved_past_what_is_recorded_leaves_nothing_behind_it() -> None:
    duty = Duty(REPORT, date(2026, 9, 14), done("2026-01"))
    assert [period for period, _due in to_do(duty)] == ["september 2026", "oktober 2026", "november 2026"]


# too late


def test_what_is_too_old_is_missed_and_no_longer_to_be_done() -> None:
    duty = Duty(CLAIM, START, done("2026-07"))
    assert [period for period, _due in to_do(duty)] == ["september 2026", "oktober 2026", "november 2026"]
    assert missed(duty) == ["augusti 2026"]
    assert agenda(duty, TODAY).to_do[0].last_on == date(2026, 11, 30)


def test_the_last_day_on_which_it_can_be_made_good_is_the_end_of_a_month() -> None:
    duty = Duty(CLAIM, START, done("2026-08"))
    assert missed(duty, date(2026, 11, 30)) == []
    assert missed(duty, date(2026, 12, 1)) == ["september 2026"]
    assert missed(Duty(CLAIM, START), date(2026, 12, 1)) == []


def test_working_days_and_decembers_own_day() -> None:
    due = {
        text: occurrence(Duty(CLAIM, START), month(text)).due_on.isoformat()
        for text in ("2026-10", "2026-12", "2027-02", "2028-02")
    }
    assert due == {
        "2026-10": "2026-11-06",
        "2026-12": "2027-01-10",
        "2027-02": "2027-03-05",
        "2028-02": "2028-03-07",
    }


@pytest.mark.parametrize(
    ("text", "terms", "due"),
    [
        ("2027-02", Terms(Every.MONTH, days=14), "2027-03-14"),
        ("2028-02", Terms(Every.MONTH, days=1), "2028-03-01"),
        ("2026-04", Terms(Every.MONTH, months=1), "2026-05-30"),
        ("2026-12", Terms(Every.MONTH, day=28), "2027-01-28"),
    ],
)
def test_days_and_months_run_from_the_end_of_the_month(text: str, terms: Terms, due: str) -> None:
    assert occurrence(Duty(terms, START), month(text)).due_on.isoformat() == due


# years


@pytest.mark.krav("VML7")
def test_a_yearly_duty_comes_every_year_from_its_day() -> None:
    duty = Duty(YEARLY, START)
    assert to_do(duty) == [("år 2", "2026-03-01"), ("år 3", "2027-03-01")]
    duty = Duty(YEARLY, START, ((1, 2),))
    assert to_do(duty) == [("år 3", "2027-03-01")]
    assert agenda(duty, TODAY).to_do[0].begins_on == date(2026, 3, 1)


@pytest.mark.krav("VML7")
def test_a_year_that_was_left_out_is_asked_for_after_the_first_that_was_recorded() -> None:
    assert [period for period, _due in to_do(Duty(YEARLY, date(2022, 1, 10), ((2, 2),)))] == ["år 3", "år 4", "år 5"]


def test_a_first_that_comes_after_half_a_year_and_then_every_year() -> None:
    duty = Duty(Terms(Every.YEAR, months=6), START)
    assert [occurrence(duty, number).due_on.isoformat() for number in (1, 2, 3)] == [
        "2024-09-01",
        "2025-09-01",
        "2026-09-01",
    ]


def test_a_year_may_be_due_on_a_day_of_the_month_after() -> None:
    duty = Duty(Terms(Every.YEAR, day=10, back_months=3), START)
    assert [occurrence(duty, number).due_on.isoformat() for number in (1, 2)] == ["2024-04-10", "2025-04-10"]
    assert occurrence(duty, 2).last_on == date(2025, 6, 30)


def test_a_leap_day_comes_back() -> None:
    duty = Duty(YEARLY, date(2024, 2, 29))
    assert [occurrence(duty, number).due_on.isoformat() for number in (1, 3, 4)] == [
        "2025-02-28",
        "2027-02-28",
        "2028-02-29",
    ]


@pytest.mark.krav("VML8")
def test_a_revision_is_counted_from_the_last_one() -> None:
    assert to_do(Duty(REVISION, date(2026, 3, 1))) == [("", "2027-03-01")]
    last = Duty(REVISION, date(2026, 5, 4), ((1, 1),))
    assert to_do(last) == [("", "2027-05-04")]
    assert agenda(last, TODAY).to_do[0].number == 2
    assert to_do(last, date(2029, 1, 1)) == [("", "2027-05-04")]


@pytest.mark.krav("VML8")
def test_a_revision_that_was_never_recorded_is_not_years_late() -> None:
    assert to_do(Duty(REVISION, date(2020, 10, 17))) == [("", "2026-10-17")]
    assert to_do(Duty(REVISION, TODAY - timedelta(days=30))) == [("", "2027-10-22")]


def test_a_revision_is_not_done_twice_on_a_day() -> None:
    now = agenda(Duty(REVISION, TODAY, ((1, 1),)), TODAY)
    assert now.begun(TODAY) == ()
    assert len(now.begun(TODAY + timedelta(days=1))) == 1


# words


def test_an_occurrence_is_named_after_the_duty() -> None:
    names = [
        occurrence(Duty(terms, START), number).suffix
        for terms, number in ((REPORT, month("2026-10")), (YEARLY, 3), (REVISION, 1))
    ]
    assert names == [" för oktober 2026", ", år 3", ""]


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (REPORT, "varje månad, senast den 10:e i månaden efter"),
        (Terms(Every.MONTH, days=14), "varje månad, inom 14 dagar efter månadens slut"),
        (YEARLY, "varje år"),
        (REVISION, "varje år, inom 12 månader från senaste gången"),
        (Terms(Every.YEAR, months=6), "varje år, inom 6 månader från årets början"),
        (Terms(Every.YEAR, day=10), "varje år, senast den 10:e i månaden efter"),
    ],
)
def test_how_often_reads_as_a_person_would_say_it(terms: Terms, words: str) -> None:
    assert how_often(terms) == words


# any duty on any day

DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
BACK = st.none() | st.integers(1, 24)
MONTHLY = st.builds(
    Terms, st.just(Every.MONTH), day=st.integers(1, 28), december_day=st.none() | st.integers(1, 28), back_months=BACK
) | st.builds(Terms, st.just(Every.MONTH), working_day=st.integers(1, 15), back_months=BACK)
BY_YEAR = st.builds(Terms, st.just(Every.YEAR), months=st.integers(1, 24)) | st.builds(
    Terms, st.just(Every.YEAR), days=st.integers(1, 400)
)


@st.composite
def duties(draw: st.DrawFn) -> tuple[Duty, date]:
    """A duty with some of its occurrences recorded, and a day up to thirty years on."""
    terms, start = draw(MONTHLY | BY_YEAR), draw(DAYS)
    first = Duty(terms, start).first
    recorded = draw(st.sets(st.integers(first, first + 40), max_size=12))
    return Duty(terms, start, runs(recorded)), start + timedelta(days=draw(st.integers(-60, 11000)))


@given(duties())
def test_what_is_to_be_done_is_never_recorded_and_comes_in_order_with_one_to_come(case: tuple[Duty, date]) -> None:
    duty, today = case
    now = agenda(duty, today)
    numbers = [one.number for one in now.to_do]
    assert numbers == sorted(set(numbers))
    assert not any(duty.is_done(number) for number in numbers)
    assert [one.due_on >= today for one in now.to_do] == [False] * (len(numbers) - 1) + [True]
    assert not any(one.is_missed(today) for one in now.to_do)


@given(duties())
def test_nobody_is_asked_for_what_came_before_the_first_that_was_recorded(case: tuple[Duty, date]) -> None:
    duty, today = case
    now = agenda(duty, today)
    asked = [one.number for one in (*now.missed, *now.to_do)]
    if duty.done:
        after = range(max(duty.first, duty.done[0][0]), asked[-1] + 1)
        assert sorted(asked) == [number for number in after if not duty.is_done(number)]
    else:
        assert len(asked) <= 2
        assert now.missed == ()


@given(duties(), st.integers(1, 400))
def test_days_that_pass_take_nothing_away_but_what_is_missed(case: tuple[Duty, date], days: int) -> None:
    duty, today = case
    later = today + timedelta(days=days)
    if duty.done:
        before = {one.number for one in (*agenda(duty, today).missed, *agenda(duty, today).to_do)}
        assert before <= {one.number for one in (*agenda(duty, later).missed, *agenda(duty, later).to_do)}


@given(duties())
def test_to_record_what_is_oldest_leaves_the_rest(case: tuple[Duty, date]) -> None:
    duty, today = case
    now = agenda(duty, today)
    numbers = [number for first, last in duty.done for number in range(first, last + 1)]
    after = agenda(Duty(duty.terms, duty.counts_from, runs([*numbers, now.to_do[0].number])), today)
    assert set(now.to_do[1:]) <= set(after.to_do)
    assert now.to_do[0] not in after.to_do


@given(st.sets(st.integers(0, 60)))
def test_runs_hold_exactly_the_numbers(numbers: set[int]) -> None:
    found = runs(numbers)
    assert [number for first, last in found for number in range(first, last + 1)] == sorted(numbers)
    assert all(last + 1 < first for (_, last), (first, _) in pairwise(found))


# by a day of the calendar


BY_MARCH = Terms(Every.YEAR, by="31 mars")


def test_what_is_due_on_a_day_of_the_year_has_the_year_for_its_name() -> None:
    assert to_do(Duty(BY_MARCH, START)) == [("tillfället 2026", "2026-03-31"), ("tillfället 2027", "2027-03-31")]
    assert to_do(Duty(BY_MARCH, START, ((2025, 2026),))) == [("tillfället 2027", "2027-03-31")]
    first = occurrence(Duty(BY_MARCH, START), 2024)
    assert (first.begins_on, first.due_on, first.suffix) == (START, date(2024, 3, 31), " 2024")
    assert occurrence(Duty(BY_MARCH, START), 2025).begins_on == date(2024, 4, 1)
    assert how_often(BY_MARCH) == "varje år, senast den 31 mars"
    assert BY_MARCH.numbering != YEARLY.numbering


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(0, 3000))
def test_each_day_of_the_year_after_the_start_is_one_occurrence(start: date, days: int) -> None:
    today = start + timedelta(days)
    (*late, following) = agenda(Duty(BY_MARCH, start), today).to_do
    assert following.due_on >= max(start, today)
    assert following.due_on < max(start, today) + timedelta(366)
    assert all(start <= one.due_on < today for one in late)
