"""The demo in a real terminal: from the welcome into it, to another region's, and back."""

from pathlib import Path

from tests.terminal.program import ENTER, ESC, TAB, draft, inside, sign_in, stored

F5, PALETTE = "\x1b[15~", "\x10"


def test_one_looks_around_in_two_demos_and_comes_back_to_a_half_filled_welcome(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        program.sees("Välkommen till ST-kollen", "Titta runt i en demo")
        program.type(f"{TAB}Blåbärets vårdcentral{F5}")
        program.sees("DEMO Lingonets vårdcentral", "Hanna-Li", "n Ny kandidat")
        program.type(f"{PALETTE}västmanland{ENTER}")
        program.sees("DEMO Svartåns läkargrupp", "Jasna")
        program.type(f"{PALETTE}lämna{ENTER}")
        sign_in(program)
        program.sees("Välkommen till ST-kollen", "Blåbärets vårdcentral", "utkast från")
        program.type(ESC)
        assert program.ended() == 0
    assert stored(folder, "SELECT count(*) FROM candidate") == [(0,)]
    assert draft(folder, "vardcentral:ny")["name"] == "Blåbärets vårdcentral"
