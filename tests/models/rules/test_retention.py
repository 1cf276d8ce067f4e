"""How long people are kept: private and region-run clinics, employed or not, and the backups."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.vocabulary import OUTCOMES, Stage
from models.rules.retention import USUAL_YEARS, Ended, Retention, copies_until, is_due, newest, too_old, was_employed

NOT_EMPLOYED = Ended("ej_antagen", date(2024, 11, 21), employed=False)
EMPLOYED = Ended("specialist", date(2019, 6, 1), employed=True)
DECIDED = Retention(private=False, decision="Dokumenthanteringsplan, dnr 2026/17", decided_on=date(2026, 1, 15))
days = st.dates(date(1990, 1, 1), date(2090, 1, 1))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ended = st.builds(Ended, st.sampled_from(list(OUTCOMES)), days, st.booleans())
years = st.one_of(st.none(), st.integers(0, 50))


def test_a_private_clinic_keeps_those_not_employed_two_years_from_the_decision() -> None:
    until = NOT_EMPLOYED.kept_until(Retention(private=True))
    assert until == date(2026, 11, 21)
    assert not is_due(until, date(2026, 11, 21))
    assert is_due(until, date(2026, 11, 22))


def test_a_private_clinic_may_keep_them_longer_or_shorter() -> None:
    assert NOT_EMPLOYED.kept_until(Retention(private=True, years=5)) == date(2029, 11, 21)
    assert NOT_EMPLOYED.kept_until(Retention(private=True, years=0)) == NOT_EMPLOYED.on


def test_the_day_that_comes_every_fourth_year_is_the_last_of_its_month() -> None:
    leap = Ended("drog_sig_ur", date(2024, 2, 29), employed=False)
    assert leap.kept_until(Retention(private=True)) == date(2026, 2, 28)


@given(ended, years, years)
def test_a_region_run_clinic_proposes_nothing_without_a_stated_decision(
    one: Ended, kept: int | None, kept_employed: int | None
) -> None:
    whole = replace(DECIDED, years=kept, years_employed=kept_employed)
    for stated in (replace(whole, decision=""), replace(whole, decided_on=None)):
        assert not stated.may_erase
        assert one.kept_until(stated) is None


def test_a_region_run_clinic_follows_its_decision_and_has_no_usual_years() -> None:
    assert NOT_EMPLOYED.kept_until(replace(DECIDED, years=10)) == date(2034, 11, 21)
    assert NOT_EMPLOYED.kept_until(DECIDED) is None


def test_those_who_were_employed_are_kept_unless_a_setting_says_otherwise() -> None:
    assert EMPLOYED.kept_until(Retention(private=True, years=2)) is None
    assert EMPLOYED.kept_until(Retention(private=True, years_employed=7)) == date(2026, 6, 1)


@pytest.mark.parametrize(
    ("outcome", "stage", "st_since", "employed"),
    [
        ("drog_sig_ur", Stage.INTEREST, None, False),
        ("ej_antagen", Stage.TRIAL, None, False),
        ("annan_tjanst", Stage.AGREEMENT, None, False),
        ("drog_sig_ur", Stage.BT, None, True),
        ("annan_tjanst", Stage.AGREEMENT, date(2025, 1, 1), True),
        ("st_avbruten", Stage.INTEREST, None, True),
        ("specialist", Stage.INTEREST, None, True),
    ],
)
def test_who_has_been_employed(outcome: str, stage: Stage, st_since: date | None, *, employed: bool) -> None:
    assert was_employed(outcome, stage, st_since) is employed


@given(ended, years, years, days)
def test_nobody_is_due_before_the_years_are_over(
    one: Ended, kept: int | None, kept_employed: int | None, today: date
) -> None:
    stated = Retention(private=True, years=kept, years_employed=kept_employed)
    if is_due(one.kept_until(stated), today):
        limit = kept_employed if one.employed else USUAL_YEARS if kept is None else kept
        assert limit is not None
        assert (today - one.on).days > 365 * limit


@given(st.dictionaries(st.integers(), moments), moments, st.integers(1, 1000))
def test_of_backups_the_old_ones_are_too_old(made: dict[int, datetime], now: datetime, limit: int) -> None:
    old = too_old(made, now, limit)
    assert old == {one for one, at in made.items() if at + timedelta(limit) < now}


@given(st.dictionaries(st.integers(), st.tuples(moments, st.none() | st.integers(1, 9))))
def test_the_newest_backup_is_so_by_the_clock_or_by_the_log(backups: dict[int, tuple[datetime, int | None]]) -> None:
    made = {one: at for one, (at, _held) in backups.items()}
    held = {one: entries for one, (_at, entries) in backups.items() if entries is not None}
    found = newest(made, held)
    assert len(found) <= 1 + bool(held)
    assert max(made.values(), default=None) == max((made[one] for one in found), default=None)
    assert max(held.values(), default=None) == max((held[one] for one in found if one in held), default=None)


def test_copies_are_left_as_long_as_backups_are_kept() -> None:
    assert copies_until(date(2026, 11, 21), 90) == date(2027, 2, 19)
