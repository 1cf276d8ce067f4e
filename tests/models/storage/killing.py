"""The program that is killed time after time (`dying`), as the tests ask for it."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from models.storage.place import Place
from tests.models.storage.dying import THAT_IS_ALL

ROOT = Path(__file__).parents[3]
MOMENTS = 12

Killed = Callable[[str, str, Path], Iterator[tuple[Place, bool]]]


@contextmanager
def killing() -> Iterator[Killed]:
    """Asked for a task, how and in copies of which folder: each copy, and whether the program had finished in it."""
    command = [sys.executable, "-m", "tests.models.storage.dying"]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, cwd=ROOT, encoding="utf-8", stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT
    ) as program:

        def killed(task: str, how: str, folder: Path) -> Iterator[tuple[Place, bool]]:
            assert program.stdin is not None
            assert program.stdout is not None
            program.stdin.write(f"{task}\t{how}\t{folder}\t{MOMENTS}\n")
            program.stdin.flush()
            lines = [line.rstrip("\n") for line in iter(program.stdout.readline, f"{THAT_IS_ALL}\n")]
            told = [line.rpartition(" ") for line in lines]
            assert len(told) > 5, lines
            assert {end for _, _, end in told} == {"killed", "finished"}, "\n".join(lines)
            for name, _, end in told:
                yield Place(folder.with_name(name)), end == "finished"

        yield killed
