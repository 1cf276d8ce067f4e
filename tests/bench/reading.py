"""All built-in packs, from their files to checked packs: the first time in a process, and once it is warm."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from time import perf_counter

from models.knowledge.pack_places import builtin_codes, builtin_pack_text
from models.knowledge.pack_reader import builtin_packs, read_pack
from tests.bench.pty_run import ROOT, environment
from tests.bench.table import Row, most

_PROGRAMS, _ROUNDS = 11, 40
_AIM = 20


def measure() -> Iterator[Row]:
    """What a process of its own tells, several times: all modules are imported before the clock starts."""
    command = (sys.executable, "-m", "tests.bench.reading")
    cold, warm = [], []
    for _ in range(_PROGRAMS):
        done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=True)
        first, *rest = map(float, done.stdout.split())
        cold.append(first)
        warm.append(rest)
    yield most(f"All {len(builtin_codes())} packs read, first time", [cold], _AIM)
    yield most("All packs read, warm", warm, _AIM)


def main() -> None:
    """Print how many seconds the first reading took, and each after it."""
    seconds = [_seconds(builtin_packs)]
    texts = [*map(builtin_pack_text, builtin_codes())]
    seconds += (_seconds(lambda: [read_pack(text, "") for text in texts]) for _ in range(_ROUNDS))
    sys.stdout.write(" ".join(map(str, seconds)))


def _seconds(read: Callable[[], object]) -> float:
    began = perf_counter()
    read()
    return perf_counter() - began


if __name__ == "__main__":
    main()
