"""Which backups are kept. Every moment is in local time."""

# ruff: noqa: DTZ001

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.thinning import as_made, kept

NOW = datetime(2026, 11, 26, 14, 0)  # a Thursday
MOMENTS = st.lists(st.datetimes(datetime(2024, 1, 1), datetime(2026, 12, 31)), unique=True, max_size=60)


def every_hour(days: int) -> list[datetime]:
    return [NOW - timedelta(hours=hour) for hour in range(24 * days)]


def test_all_of_today_are_kept() -> None:
    today = {one for one in every_hour(3) if one.date() == NOW.date()}
    assert len(today) == 15
    assert today <= kept(every_hour(3), NOW)


def test_of_two_years_the_last_of_each_day_week_and_month_is_left() -> None:
    left = sorted(one for one in kept(every_hour(2 * 365), NOW) if one.date() < NOW.date())
    assert {one.hour for one in left} == {23}
    days = [f"{one:%Y-%m-%d}" for one in left]
    assert days[-6:] == [f"2026-11-{day}" for day in range(20, 26)]
    weeks = ["2026-11-08", "2026-11-15"]  # Sundays; that of the week before this is among the days
    months = ["2025-12-31", *(f"2026-{month:02}-{last}" for month, last in _LAST.items())]
    assert days[:-6] == sorted(weeks + months)


_LAST = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31}


@given(MOMENTS, st.datetimes(datetime(2024, 1, 1), datetime(2028, 12, 31)))
def test_the_newest_is_always_kept_and_nothing_is_made_up(made: list[datetime], now: datetime) -> None:
    left = kept(made, now)
    assert left <= set(made)
    assert left == kept(left, now)
    assert not made or max(made) in left


@given(MOMENTS)
def test_thinned_at_every_backup_it_comes_to_the_same_as_thinned_once(made: list[datetime]) -> None:
    """So that nothing is missing because of what was thinned on the way."""
    there: set[datetime] = set()
    for moment in sorted(made):
        there = set(kept(there | {moment}, moment))
    if made:
        assert there == kept(made, max(made))


@given(MOMENTS)
def test_a_year_back_no_gap_is_longer_than_a_month_that_has_any(made: list[datetime]) -> None:
    now = max(made, default=NOW)
    left = kept(made, now)
    for one in made:
        if now - one < timedelta(days=330):
            assert any(one <= other and other - one < timedelta(days=31) for other in left)


def test_one_that_has_more_of_the_log_is_newer_whatever_the_clock_said() -> None:
    made = {"first": NOW, "set back": NOW - timedelta(365), "right again": NOW + timedelta(1), "unknown": NOW}
    held = {"first": 10, "set back": 11, "right again": 12}
    moments = as_made(made, held)
    assert sorted(held, key=lambda one: moments[one]) == ["first", "set back", "right again"]
    assert (moments["first"], moments["right again"], moments["unknown"]) == (NOW, NOW + timedelta(1), NOW)


@given(st.dictionaries(st.integers(), st.tuples(st.datetimes(datetime(2024, 1, 1)), st.none() | st.integers(1, 9))))
def test_by_the_log_where_it_is_known_and_else_by_the_clock(backups: dict[int, tuple[datetime, int | None]]) -> None:
    made = {one: at for one, (at, _held) in backups.items()}
    held = {one: entries for one, (_at, entries) in backups.items() if entries is not None}
    moments = as_made(made, held)
    assert moments.keys() == made.keys()
    assert all(moments[one] == made[one] for one in made if one not in held)
    assert all(moments[one] > moments[other] for one in held for other in held if held[one] > held[other])
    agree = all(made[one] > made[other] for one in held for other in held if held[one] > held[other])
    assert not agree or moments == made
