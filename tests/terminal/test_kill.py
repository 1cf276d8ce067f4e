"""The program is killed while one types: what was typed is there again."""

import signal
from pathlib import Path

from tests.terminal.program import TAB, draft, inside, welcome

TYPED = "Amina Öst är en blivande kollega som har skrivit ett ganska långt namn i fältet"


def test_steady_typing_is_stored_while_it_goes_on_and_a_kill_costs_at_most_the_last_moment(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        welcome(program)
        program.type("n")
        program.sees("Ny kandidat", "Det enda som krävs")
        program.type_slowly(TYPED, 0.02)
        kept_while_typing = draft(folder).get("name", "")
        program.kill()
    assert len(kept_while_typing) >= len(TYPED) // 2
    kept = draft(folder)["name"]
    assert TYPED.startswith(kept)
    assert len(kept) >= len(kept_while_typing)
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
