"""What every test may use: a clock that stands still, a register of its own on a real disk, and a disk of its own."""

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

import pytest

from models.register import Clock, Register
from models.storage.place import Place
from tests.held import holds_its_locks
from tests.network_drive import MountNetwork, NetworkDrive, network_drive

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)

# Whatever the environment says, what is compiled is kept: each worker, and each program that a test starts, would else
# compile all of it again, with the asserts that pytest rewrites. That is seconds for each.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
gc.set_threshold(50_000, 20, 1_000)  # a fourth of the suite's time went to collections that found next to nothing


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: now and then each waits, for the disk or for a program that it has started."""
    return (os.cpu_count() or 1) + 1


def pytest_sessionfinish() -> None:
    """What thousands of tests left in rings ends with the process: nobody need walk through it first."""
    gc.freeze()


def open_register(place: Place, clock: Clock = lambda: NOW) -> Register:
    """The register in a folder. An empty one is a copy of one that was made as a user's is: making it takes longer."""
    if not place.file.exists():
        place.folder.mkdir(parents=True, exist_ok=True)
        place.file.write_bytes(_empty())
    return Register(place, clock)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        place = Place(Path(folder))
        Register(place).close()
        return place.file.read_bytes()


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each test has a home; among the tests' own folders pytest would look through all of them for each one."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def _hermetic(monkeypatch: pytest.MonkeyPatch, homes: Path) -> None:
    """No test reads or writes the user's own folders, and every day is counted in Swedish time."""
    home = Path(mkdtemp(dir=homes))
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
    opened = open_register(place)
    yield opened
    assert holds_its_locks(opened)
    opened.close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    try:
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "st-kollen", str(folder)]
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no disk can be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def mount_network(tmp_path: Path) -> Iterator[MountNetwork]:
    """Mounts a network drive with the files of a folder on it; only root may."""
    with ExitStack() as mounted:

        def mount(shown: Path) -> NetworkDrive:
            folder = tmp_path / "gemensam"
            folder.mkdir()
            try:
                return mounted.enter_context(network_drive(folder, shown))
            except (OSError, subprocess.CalledProcessError):
                pytest.skip("no network drive can be mounted here")

        yield mount
