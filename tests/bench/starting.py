"""From exec to the first frame, to Idag filled, and the memory it all takes; beside a bare Textual program."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from models.storage.place import Place
from tests.bench.bare import WORD
from tests.bench.pty_run import ROOT, Terminal, environment
from tests.bench.table import Row, beside, megabytes

_RUNS = 11
_SETTLED_SECONDS = 1.0


@dataclass
class _Series:
    """Seconds to the first paint and to Idag filled, and MB when all is still."""

    painted: list[float] = field(default_factory=list)
    filled: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)


def measure(place: Place, first_name: str) -> Iterator[Row]:
    """Both programs in turn, so that a slow moment of the machine strikes both."""
    bare, ours = _Series(), _Series()
    _start_bare(_Series())
    _start_ours(_Series(), place, first_name)
    for _ in range(_RUNS):
        _start_bare(bare)
        _start_ours(ours, place, first_name)
    heavy = _imported_too_early()
    yield beside(f"First paint{heavy}", ours.painted, bare.painted, 1.5)
    yield beside("Idag filled", ours.filled, bare.painted, 2.5)
    yield beside("Memory, Idag filled", ours.memory, bare.memory, say=megabytes)


def _start_bare(series: _Series) -> None:
    with Terminal("tests.bench.bare") as bare:
        series.painted.append(bare.until(WORD) - bare.started)
        bare.until_quiet(_SETTLED_SECONDS)
        series.memory.append(bare.memory())


def _start_ours(series: _Series, place: Place, first_name: str) -> None:
    with Terminal("tui.main", "--data", str(place.folder)) as ours:
        series.painted.append(ours.until(WORD) - ours.started)
        series.filled.append(ours.until(first_name) - ours.started)
        ours.until_quiet(_SETTLED_SECONDS)
        series.memory.append(ours.memory())


def _imported_too_early() -> str:
    """Says what heavy packages were imported before the first frame; empty where none was."""
    command = (sys.executable, "-m", "tests.bench.first_imports")
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    return f" ({done.stderr.strip().splitlines()[-1]} imported before it!)" if done.returncode else ""
