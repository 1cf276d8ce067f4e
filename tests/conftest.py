"""What every test may use: a clock that stands still, and a register of its own on a real disk."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from models.register import Register
from models.storage.place import Place

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _hermetic(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """No test reads or writes the user's own folders, and every day is counted in Swedish time."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_DATA_HOME", str(home / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A folder for a register."""
    return Place(tmp_path / "register")


@pytest.fixture
def register(place: Place) -> Iterator[Register]:
    """An open, empty register on 2026-11-21."""
    opened = Register(place, lambda: NOW)
    yield opened
    opened.close()
