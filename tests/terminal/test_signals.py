"""A signal, a closed terminal and a tiny one, with something typed in a form of an encrypted register: nothing is lost.

ctrl+c and ctrl+z are keys like others to a program that reads them raw, and neither ends nor stops it: a key pressed by
habit must not leave a form. What a shell or a system sends as signals is obeyed.
"""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.storage.place import Place
from tests.locked import make_locked_clinic
from tests.terminal.program import SAVE, Program, draft, make_register, sign_in, started

CTRL_C, CTRL_Z = "\x03", "\x1a"
ON, OFF = b"\x1b[?1049h", (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "register"
    asyncio.run(make_locked_clinic(Place(folder)))
    return folder


@contextmanager
def in_a_form(folder: Path) -> Iterator[Program]:
    with started(folder) as program:
        sign_in(program)
        program.sees("Lingonets vårdcentral", "n Ny kandidat")
        program.type("n")
        program.sees("Ny kandidat", "Namn")
        yield program


def is_left_in_order(program: Program, folder: Path, typed: str) -> None:
    assert "Traceback" not in program.said
    assert not {path.name for path in folder.iterdir()} & {"st-kollen.oppen", "st-kollen.db-wal", "st-kollen.fel.log"}
    assert draft(folder)["name"] == typed  # which opens the register, and so nobody else has it


def test_keys_sizes_and_stops_leave_a_form_as_it_is_and_sigterm_leaves_it_as_a_draft(folder: Path) -> None:
    with in_a_form(folder) as program:
        program.type("Amina")
        program.resize(20, 5)
        program.type(f"{CTRL_C}{CTRL_Z} Öst")
        program.resize(80, 24)
        program.sees("Amina Öst", "ctrl+s Spara")
        program.child.kill(signal.SIGTSTP)
        program.until(lambda: all(off in program.raw[-400:] for off in OFF) and program.is_stopped)
        drawn = len(program.raw)
        program.child.kill(signal.SIGCONT)
        program.until(lambda: ON in program.raw[drawn:] and "Amina Öst".encode() in program.raw[drawn:])
        program.type("man")
        program.sees("Amina Östman")
        program.child.kill(signal.SIGTERM)
        assert program.ended() == 0
        assert all(off in program.raw[-400:] for off in OFF)
        is_left_in_order(program, folder, "Amina Östman")


@pytest.mark.parametrize("sent", [signal.SIGHUP, signal.SIGINT])
def test_other_signals_too(folder: Path, sent: signal.Signals) -> None:
    with in_a_form(folder) as program:
        program.type("Amina")
        program.sees("Amina")
        program.child.kill(sent)
        assert program.ended() == 0
        is_left_in_order(program, folder, "Amina")


def test_a_terminal_window_that_is_closed(folder: Path) -> None:
    with in_a_form(folder) as program:
        program.type("Amina")
        program.sees("Amina")
        assert program.hang_up() == 0
        is_left_in_order(program, folder, "Amina")


def test_one_that_is_closed_at_the_recovery_key_leaves_no_file_with_it(tmp_path: Path) -> None:
    with started(tmp_path / "register") as program:
        make_register(program)
        program.type(SAVE)
        program.sees("Skriv ut filen nu")
        (sheet,) = (tmp_path / "hem").rglob("Återställningsnyckel*")
        assert program.hang_up() == 0
        assert not sheet.exists()
