"""Wrong passwords in a row make the next one wait, also after a restart, and never for longer than a minute."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.faults import StorageFault, TooManyTries, WrongPassword
from models.storage.place import Place
from models.storage.tries import Tries, TriesAt, seconds_left
from tests.conftest import NOW


def try_wrong(tries: TriesAt, now: datetime) -> None:
    with pytest.raises(WrongPassword), tries.counted(now):
        raise WrongPassword


def waits(tries: TriesAt, now: datetime) -> int:
    """The seconds that the next try is told to wait."""
    try:
        with tries.counted(now):
            raise StorageFault("the keyring is damaged, say: neither right nor wrong")
    except TooManyTries as told:
        return told.seconds
    except StorageFault:
        return 0


@pytest.fixture
def folder(place: Place) -> Place:
    place.folder.mkdir()
    return place


@pytest.mark.parametrize(
    ("wrong", "seconds"),
    [(0, 0), (1, 0), (2, 0), (3, 2), (4, 4), (5, 8), (6, 16), (7, 32), (8, 60), (9, 60), (1000, 60)],
)
def test_the_wait_doubles_from_the_third_wrong_one_on(wrong: int, seconds: int) -> None:
    assert seconds_left(Tries(wrong, NOW), NOW) == seconds
    assert seconds_left(Tries(wrong, NOW), NOW + timedelta(seconds=seconds)) == 0


@pytest.mark.parametrize("moved", [timedelta(days=-365), timedelta(days=-700_000), timedelta(days=365)])
def test_a_clock_that_is_set_makes_nobody_wait_longer(moved: timedelta) -> None:
    assert seconds_left(Tries(4, NOW), NOW + moved) == (0 if moved > timedelta() else 4)


def test_they_are_counted_and_a_right_one_ends_it(folder: Place) -> None:
    tries, now = TriesAt(folder), NOW
    for seconds in (0, 0, 0, 2, 4, 8):
        assert waits(tries, now) == seconds
        now += timedelta(seconds=seconds)
        try_wrong(tries, now)
    with pytest.raises(TooManyTries, match=r"^För många fel lösenord\. Vänta 16 sekunder\.$"), tries.counted(now):
        raise AssertionError("nothing is tried")
    now += timedelta(seconds=16)
    with tries.counted(now):
        pass
    assert not folder.tries.exists()
    try_wrong(tries, now)
    assert waits(tries, now) == 0


def test_starting_the_program_again_does_not_forget_them(folder: Place) -> None:
    for minute in range(4):
        try_wrong(TriesAt(folder), NOW + timedelta(minutes=minute))
    assert waits(TriesAt(folder), NOW + timedelta(minutes=3)) == 4
    assert sorted(path.name for path in folder.folder.iterdir()) == ["st-kollen.forsok"]


def test_taking_the_file_away_does_not_help_while_the_program_runs(folder: Place) -> None:
    tries = TriesAt(folder)
    for _ in range(3):
        try_wrong(tries, NOW)
    folder.tries.unlink()
    assert waits(tries, NOW) == 2


def test_a_folder_that_cannot_be_written_in_still_counts(tmp_path: Path) -> None:
    tries = TriesAt(Place(tmp_path / "finns" / "inte"))
    for _ in range(3):
        try_wrong(tries, NOW)
    assert waits(tries, NOW) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "[" * 100_000,
        '{"fel": 9}',
        '{"fel": "x", "senast": "x"}',
        '{"fel": 9, "senast": "2026-11-21"}',
        '{"fel": 1e999, "senast": "2026-11-21T09:30:00+00:00"}',
        '{"fel": 9, "senast": "9999-12-31T23:59:59+00:00", "fel": null}',
    ],
)
def test_a_damaged_count_is_none(folder: Place, text: str) -> None:
    folder.tries.write_text(text)
    assert waits(TriesAt(folder), NOW) == 0


def test_a_moment_at_the_end_of_time_is_a_clock_that_was_set(folder: Place) -> None:
    folder.tries.write_text('{"fel": 9, "senast": "9999-12-31T23:59:59+00:00"}')
    assert waits(TriesAt(folder), NOW) == 60
