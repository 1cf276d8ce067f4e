"""The program is killed while one types: what was typed is there again."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path
from time import monotonic

import pytest

from models.storage.place import Place
from tests.locked import USER, make_locked_clinic, put_password
from tests.terminal.program import ROOT, SAVE, TAB, Program, draft, inside, stored, welcome

TYPED = "Amina Öst är en blivande kollega som har ett ganska långt namn"


def shown(program: Program) -> int:
    """How much of it can be read on the screen, but for a space that it ends with."""
    words = program.words
    lengths = (len(TYPED[:number].rstrip()) for number in range(len(TYPED), 0, -1))
    return next((length for length in lengths if TYPED[max(0, length - 20) : length] in words), 0)


def until_shown(program: Program, text: str, earliest: float) -> None:
    program.until(lambda: shown(program) >= len(text) and monotonic() >= earliest)


def test_steady_typing_is_stored_while_it_goes_on_and_a_kill_costs_at_most_300_ms_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        welcome(program)
        program.type("n")
        program.sees("Ny kandidat", "Det enda som krävs")
        seen, late = [(monotonic(), 0)], 0.0  # late: how long a computer busy with other tests lets a key wait
        for number, key in enumerate(TYPED, 1):
            sent = monotonic()
            program.type(key)
            until_shown(program, TYPED[:number].rstrip(), sent + 0.02)
            seen.append((monotonic(), shown(program)))
            late = max(late, monotonic() - sent)
        killed = monotonic()
        program.kill()
    kept = draft(folder)["name"]
    assert TYPED.startswith(kept)
    assert len(kept) >= max(length for at, length in seen if at < killed - 0.3 - late)
    with inside(folder) as program:
        program.sees("Lingonets vårdcentral", "n Ny kandidat")
        program.type("n")
        program.sees(kept[:20], "utkast från")


def test_a_choice_is_stored_at_once_and_a_closed_terminal_keeps_what_was_typed(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        welcome(program)
        program.type("nAmina" + TAB * 9 + "j")
        program.until(lambda: (draft(folder).get("name"), draft(folder).get("has_at")) == ("Amina", "ja"))
        program.child.kill(signal.SIGHUP)
        program.ended()
    with inside(folder) as program:
        program.sees("Lingonets vårdcentral", "n Ny kandidat")
        program.type("n")
        program.sees("Amina", "utkast från")


def test_what_is_saved_after_another_process_made_a_backup_outlives_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "register"
    asyncio.run(make_locked_clinic(Place(folder)))
    put_password(tmp_path / "losenord", monkeypatch)
    command = [sys.executable, "-m", "tui.main", "backup", "--data", str(folder), "--user", USER]
    with inside(folder) as program:
        for name in ("Amina", "Bo"):
            program.sees("n Ny kandidat")
            program.type(f"n{name}{SAVE}")
            program.sees(f"Lade till {name}")
            subprocess.run(command, cwd=ROOT, env=dict(os.environ), check=True, capture_output=True)
        program.kill()
    assert {name for (name,) in stored(folder, "SELECT name FROM candidate")} == {"Amina", "Bo"}
