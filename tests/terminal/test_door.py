"""The door in a real terminal: signals and sizes before a register is open, and while it opens."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.storage.place import Place
from tests.locked import PASSWORD, USER, make_locked
from tests.terminal.program import ENTER, TAB, Program, inside, started, welcome

LOCK = "\x0c"


@contextmanager
def at_the_door(folder: Path) -> Iterator[Program]:
    make_locked(Place(folder))
    with started(folder) as program:
        program.sees("Logga in i ST-kollen", "Användarnamn")
        yield program


def left_in_order(program: Program, folder: Path) -> None:
    """The terminal is as it was, nothing English was said, and nothing is left open."""
    assert program.ended() == 0
    assert b"\x1b[?1049l" in program.raw[-400:]
    assert "Traceback" not in program.said
    left = {path.name for path in folder.iterdir()}
    assert left == {"st-kollen.db", "st-kollen.lock", "st-kollen.nycklar"}
    with inside(folder) as again:
        again.sees("Välkommen till ST-kollen")


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("typed", ["", f"{USER}{TAB}{PASSWORD}{ENTER}"])
def test_a_signal_at_the_door_ends_it_in_good_order_also_while_it_opens(
    tmp_path: Path, sent: signal.Signals, typed: str
) -> None:
    with at_the_door(tmp_path / "register") as program:
        program.type(typed)
        if typed:
            program.until(lambda: "Öppnar" in program.said)  # it may be over before it is looked at
        program.child.kill(sent)
        left_in_order(program, tmp_path / "register")


def test_esc_leaves_and_ctrl_c_does_not(tmp_path: Path) -> None:
    with at_the_door(tmp_path / "register") as program:
        program.type(f"{USER}\x03\x03{TAB}")
        program.sees(USER, "esc Avsluta")
        program.type("\x1b")
        left_in_order(program, tmp_path / "register")


def test_a_terminal_that_becomes_tiny_at_the_door_and_at_the_lock_and_back(tmp_path: Path) -> None:
    with inside(tmp_path / "register") as program:
        welcome(program)
        program.type(LOCK)
        program.sees("Låst")
        program.resize(20, 5)
        program.type(PASSWORD[:5])
        program.resize(80, 24)
        program.sees("Låst", "Lösenord", "enter Logga in")
        program.type(f"{PASSWORD[5:]}{ENTER}")
        program.sees("Lingonets vårdcentral", "n Ny kandidat")
        program.type("q")
        assert program.ended() == 0
