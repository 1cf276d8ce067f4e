"""From exec to the first frame, to the door, from the password to Idag, and the memory; beside a bare program."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from models.door import Door
from models.storage.place import Place
from tests.bench.bare import WORD
from tests.bench.pty_run import ROOT, Terminal, environment
from tests.bench.table import Row, beside, megabytes, most

_RUNS = 11
_SETTLED_SECONDS = 1.0
_DOOR, _PASSWORD = "Återställningsnyckel", "fyra ord som inte hör ihop"  # the last word that the door draws


@dataclass
class _Series:
    """Seconds to the first paint, to the door and from the password to Idag filled, and MB when all is still."""

    painted: list[float] = field(default_factory=list)
    asked: list[float] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def make_locked(plain: Place, folder: Path) -> tuple[Place, str]:
    """An encrypted copy of a closed register, with a password that costs what passwords do; and who has it."""
    folder.mkdir()
    shutil.copyfile(plain.file, Place(folder).file)
    door = Door(Place(folder))
    user_name = door.first_chief() or ""
    register = door.bring_over("", _PASSWORD)
    register.close()
    return door.place, user_name


def measure(place: Place, user_name: str, first_name: str) -> Iterator[Row]:
    """Both programs in turn, so that a slow moment of the machine strikes both."""
    bare, ours = _Series(), _Series()
    _start_bare(_Series())
    _start_ours(_Series(), place, user_name, first_name)
    for _ in range(_RUNS):
        _start_bare(bare)
        _start_ours(ours, place, user_name, first_name)
    heavy = _imported_too_early()
    yield beside(f"First paint{heavy}", ours.painted, bare.painted, 1.5)
    yield beside("The door, ready for a password", ours.asked, bare.painted, 2.5)
    yield most("From the password to Idag filled", [ours.filled], 500)
    yield beside("Memory, Idag filled", ours.memory, bare.memory, say=megabytes)


def _start_bare(series: _Series) -> None:
    with Terminal("tests.bench.bare") as bare:
        series.painted.append(bare.until(WORD) - bare.started)
        bare.until_quiet(_SETTLED_SECONDS)
        series.memory.append(bare.memory())


def _start_ours(series: _Series, place: Place, user_name: str, first_name: str) -> None:
    with Terminal("tui.main", "--data", str(place.folder)) as ours:
        series.painted.append(ours.until(WORD) - ours.started)
        series.asked.append(ours.until(_DOOR) - ours.started)
        ours.press(f"{user_name}\t{_PASSWORD}")
        ours.until_quiet()  # the cursor blinks
        typed = ours.press("\r")
        series.filled.append(ours.until(first_name) - typed)
        ours.until_quiet(_SETTLED_SECONDS)
        series.memory.append(ours.memory())


def _imported_too_early() -> str:
    """Says what heavy packages were imported before the first frame; empty where none was."""
    command = (sys.executable, "-m", "tests.bench.first_imports")
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    return f" ({done.stderr.strip().splitlines()[-1]} imported before it!)" if done.returncode else ""
