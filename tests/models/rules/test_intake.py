"""The next intake, and who can be ready for it (OG34)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import builtin_packs
from models.rules.calendar import add_months
from models.rules.entry import entry_of, terms_of
from models.rules.intake import (
    Entry,
    Outlook,
    Terms,
    days_left,
    intakes_to_choose,
    last_day_in_words,
    next_intake,
    outlook,
)
from models.rules.routine import Mark, State, stand
from tests.models.rules.packs import START, done

pytestmark = pytest.mark.krav("OG34")

PACK = builtin_packs()["ostergotland"]
(BT,) = PACK.intakes
TODAY = date(2026, 11, 21)
FACTS = {"integrated_bt": True, "not_native_swedish": True, "region_run": False}
BEFORE = ("godkannande", "samtycke", "anstall", "bilaga_sprak", "bilaga_iup", "bilaga_utlatande", "intyga_bt")


def look(marks: dict[str, Mark], today: date = TODAY, *, bt: bool = True) -> Outlook | None:
    facts = FACTS | {"integrated_bt": bt}
    entry = entry_of(BT, stand(PACK.steps_of("rekrytering"), facts, marks, START))
    return None if entry is None else outlook(entry, today)


def everything_but(*left: str) -> dict[str, Mark]:
    marks = {step.key: done() for step in PACK.steps if step.key not in {"anmal_bt", "antagning", *left}}
    return marks | ({} if "anstall" in left else {"anstall": employed(START)})


def employed(day: date) -> Mark:
    return Mark(State.DONE, START, answers={"anstallningsdag": day.isoformat()})


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2026, 1, 1), date(2026, 4, 1)),
        (date(2026, 4, 30), date(2026, 4, 1)),
        (date(2026, 5, 1), date(2026, 11, 1)),
        (date(2026, 11, 30), date(2026, 11, 1)),
        (date(2026, 12, 1), date(2027, 4, 1)),
    ],
)
def test_the_next_intake_is_april_or_november(day: date, month: date) -> None:
    assert next_intake(terms_of(BT), day) == month


def test_the_order_in_the_pack_does_not_matter() -> None:
    assert next_intake(Terms((11, 4)), date(2026, 1, 1)) == date(2026, 4, 1)


@given(st.dates(date(2000, 1, 1), date(2080, 1, 1)), st.sets(st.integers(1, 12), min_size=1))
def test_the_next_intake_is_never_over_and_never_skips_one(day: date, months: set[int]) -> None:
    month = next_intake(Terms(tuple(sorted(months, reverse=True))), day)
    assert month.month in months
    assert month >= day.replace(day=1)
    assert not any(
        add_months(day.replace(day=1), ahead).month in months
        for ahead in range((month.year - day.year) * 12 + month.month - day.month)
    )


def test_who_does_not_do_bt_has_no_outlook() -> None:
    assert look({}, bt=False) is None


def test_the_months_run_from_the_day_of_employment_that_is_filled_in() -> None:
    seen = look({"anstall": employed(date(2026, 6, 15))})
    assert seen is not None
    assert (seen.usual_from, seen.usual_to) == (date(2026, 12, 15), date(2027, 6, 15))
    assert (seen.next_on, seen.reachable_on) == (date(2026, 11, 1), date(2027, 4, 1))
    assert not seen.makes_the_next


def test_who_has_served_the_usual_time_can_be_expected_at_the_next() -> None:
    seen = look({"anstall": employed(date(2026, 3, 1))})
    assert seen is not None
    assert seen.reachable_on == seen.next_on == date(2026, 11, 1)
    assert seen.makes_the_next
    assert not seen.ready


def test_before_the_employment_nothing_is_expected() -> None:
    seen = look({})
    assert seen is not None
    assert (seen.usual_from, seen.usual_to, seen.reachable_on) == (None, None, None)
    assert not seen.makes_the_next


def test_who_has_served_long_is_expected_at_the_next_and_at_none_that_is_over() -> None:
    seen = look({"anstall": employed(date(2024, 1, 1))})
    assert seen is not None
    assert seen.reachable_on == date(2026, 11, 1)


@pytest.mark.krav("OG36")
@pytest.mark.parametrize("left", BEFORE)
def test_what_is_missing_is_named(left: str) -> None:
    seen = look(everything_but(left))
    assert seen is not None
    assert seen.missing == (PACK.by_key[left].title,)
    assert not seen.ready


def test_with_nothing_missing_the_application_can_be_sent_however_short_the_service() -> None:
    seen = look(everything_but() | {"anstall": employed(date(2026, 11, 1))})
    assert seen is not None
    assert seen.ready
    assert seen.makes_the_next
    assert seen.reachable_on == date(2027, 11, 1)


def test_nobody_can_apply_before_the_employment_has_begun_though_nothing_is_missing() -> None:
    seen = look(everything_but() | {"anstall": employed(date(2027, 9, 1))})
    assert seen is not None
    assert (seen.ready, seen.missing, seen.begins_on) == (False, (), date(2027, 9, 1))
    assert not seen.makes_the_next
    assert seen.reachable_on == date(2028, 4, 1)
    on_the_day = look(everything_but() | {"anstall": employed(date(2027, 9, 1))}, date(2027, 9, 1))
    assert on_the_day is not None
    assert (on_the_day.ready, on_the_day.begins_on) == (True, None)


@pytest.mark.parametrize(
    ("employed_on", "first", "last"),
    [
        (None, date(2026, 11, 1), date(2026, 4, 1)),
        (date(2026, 6, 1), date(2026, 11, 1), date(2028, 4, 1)),  # none is over since then
        (date(2027, 9, 1), date(2027, 11, 1), date(2029, 4, 1)),
    ],
)
def test_the_intakes_to_choose_from_are_those_after_the_employment_the_next_first(
    employed_on: date | None, first: date, last: date
) -> None:
    found = intakes_to_choose(terms_of(BT), TODAY, employed_on)
    assert (found[0], found[-1]) == (first, last)
    assert {day.month for day in found} == {4, 11}


def test_what_has_been_sent_is_not_to_be_sent_again() -> None:
    seen = look(everything_but() | {"anmal_bt": done(), "anstall": employed(date(2026, 11, 1))})
    assert seen is not None
    assert (seen.applied, seen.ready, seen.makes_the_next) == (True, False, True)
    assert seen.applied_for == next_intake(terms_of(BT), START)


def test_what_is_not_to_be_sent_has_no_outlook() -> None:
    assert look(everything_but() | {"anmal_bt": Mark(State.NOT_APPLICABLE, START)}) is None


@pytest.mark.parametrize(
    ("marks", "concerned"),
    [
        ({}, False),  # nobody knows when they begin
        ({"anstall": employed(date(2026, 11, 1))}, True),
        (everything_but(), True),
        (everything_but() | {"anmal_bt": done(date(2026, 11, 3))}, True),
        (everything_but() | {"anmal_bt": done(date(2026, 3, 3))}, False),  # that intake is over
    ],
)
def test_the_list_has_those_who_are_on_the_way(marks: dict[str, Mark], concerned: bool) -> None:
    seen = look(marks)
    assert seen is not None
    assert seen.concerns_the_next == concerned


def test_what_is_not_before_the_application_is_not_missing() -> None:
    seen = look(everything_but("besked", "personalbehov", "provanstallning_bt", "bt_plan"))
    assert seen is not None
    assert seen.ready


def test_an_intake_lasts_its_month_out() -> None:
    seen = look({})
    assert seen is not None
    assert days_left(seen, TODAY) == 9


FEBRUARY = Terms((4, 11), min_months=6, before_months=2, before_day=15)


@pytest.mark.parametrize(
    ("terms", "last", "after"),
    [
        (FEBRUARY, date(2027, 2, 15), date(2027, 11, 1)),
        (Terms((4, 11), before_months=1), date(2027, 3, 1), date(2027, 11, 1)),
        (Terms((4, 11), before_days=30), date(2027, 3, 2), date(2027, 11, 1)),
        (Terms((1,), before_months=2), date(2026, 11, 1), date(2028, 1, 1)),  # in the year before
        (Terms((4, 11)), date(2027, 4, 30), date(2027, 11, 1)),
    ],
)
def test_the_day_after_the_last_day_to_apply_the_next_intake_is_another(terms: Terms, last: date, after: date) -> None:
    assert next_intake(terms, last) < after
    assert next_intake(terms, last + timedelta(days=1)) == after


def test_who_is_usually_ready_after_the_last_day_to_apply_reaches_the_one_after() -> None:
    seen = outlook(Entry(FEBRUARY, date(2026, 8, 16), ("Intyga",), None), date(2026, 12, 1))
    assert (seen.next_on, seen.last_on) == (date(2027, 4, 1), date(2027, 2, 15))
    assert seen.reachable_on == date(2027, 11, 1)
    assert days_left(seen, date(2027, 2, 14)) == 1


def test_who_has_applied_stays_until_the_intake_itself_is_over() -> None:
    applied = Entry(FEBRUARY, date(2026, 1, 1), (), date(2027, 2, 1))
    for day, concerned in ((date(2027, 3, 1), True), (date(2027, 4, 30), True), (date(2027, 5, 1), False)):
        seen = outlook(applied, day)
        assert seen.applied_for == date(2027, 4, 1)
        assert seen.concerns_the_next is concerned


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        (FEBRUARY, "anmälan senast 15 februari eller 15 september"),
        (Terms((4,), before_days=1), "anmälan senast 1 dag före månadens början"),
        (Terms((4,)), ""),
    ],
)
def test_the_last_day_to_apply_in_words(terms: Terms, words: str) -> None:
    assert last_day_in_words(terms) == words


@pytest.mark.parametrize(
    ("written", "applied_for"),
    [
        ("April", date(2027, 4, 1)),
        ("november 2026", date(2026, 11, 1)),
        ("april eller november", date(2026, 11, 1)),
        ("så snart det går", date(2026, 11, 1)),
        ("november 2027", date(2027, 11, 1)),
        ("april 2026", date(2026, 4, 1)),  # taken down long after
    ],
)
def test_the_month_that_is_written_is_the_one_applied_for(written: str, applied_for: date) -> None:
    sent = Mark(State.DONE, TODAY, answers={"varbi": "2026-11-21", "intag": written})
    seen = look(everything_but() | {"anmal_bt": sent})
    assert seen is not None
    assert seen.applied_for == applied_for
