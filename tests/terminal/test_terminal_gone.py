"""The terminal goes away and no signal says so: an ssh connection that is lost, a window that is killed."""

import os
import select
import subprocess
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

import pytest

from models.storage.place import Place
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic
from tests.terminal.program import PATIENCE, ROOT


@contextmanager
def without_a_session(*words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """The program in a terminal that is not its controlling one: its end sends no SIGHUP. And our side of it."""
    ours, theirs = os.openpty()
    termios.tcsetwinsize(theirs, (30, 100))
    command = (sys.executable, "-m", "tui.main", *words)
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": os.environ["HOME"]}
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=env, start_new_session=True
    )
    os.close(theirs)
    try:
        yield process, ours
    finally:
        with suppress(OSError):
            os.close(ours)
        process.kill()
        process.wait()


def read_until(side: int, text: str) -> None:
    written, deadline = b"", monotonic() + PATIENCE
    while text.encode() not in written:
        assert monotonic() < deadline, written.decode(errors="replace")
        if select.select([side], [], [], 0.1)[0]:
            written += os.read(side, 65536)


@pytest.mark.parametrize("reads", [True, False], ids=["read to the end", "stopped reading before"])
async def test_the_program_ends_and_lets_go_of_the_register(tmp_path: Path, *, reads: bool) -> None:
    await make_locked_clinic(Place(tmp_path))
    with without_a_session("--data", str(tmp_path)) as (process, ours):
        read_until(ours, "Återställningsnyckel")
        os.write(ours, f"{USER}\t{PASSWORD}\r".encode())
        read_until(ours, "Läget")
        if not reads:  # the terminal takes nothing more, as when a connection hangs before it is lost
            for _ in range(400):
                os.write(ours, b"12")
        os.close(ours)
        assert process.wait(PATIENCE) == 0
    door_at(Place(tmp_path)).sign_in(USER, PASSWORD).close()
