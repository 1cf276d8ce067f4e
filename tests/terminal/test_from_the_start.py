"""From an empty folder, in a real terminal: the welcome, a candidate, leaving, and starting again."""

from pathlib import Path

from tests.terminal.program import ENTER, SAVE, TAB, begin, inside, started, stored, welcome


def test_what_was_entered_is_there_at_the_next_start_in_files_of_the_users_own(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "register"
    with started(folder) as program:
        begin(program)
        welcome(program)
        program.type(f"nÅsa Öst{TAB}asa@example.se{SAVE}")
        program.sees("Lade till Åsa Öst.", "asa@example.se", "Ingen väg är vald än")
        modes = {path.name: path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())}
        assert set(modes.values()) == {0}, modes
        program.type("1")
        program.sees("Välj väg", "Åsa Öst", "enter Öppna steget")
        program.type("q")
        assert program.ended() == 0
    with inside(folder) as program:
        program.sees("Lingonets vårdcentral", "Åsa Öst")
        program.type("2")
        program.sees("1 kandidat", "Åsa Öst", "enter Öppna")
        program.type(ENTER)
        program.sees("asa@example.se", "Ingen väg är vald än")
        program.type("q")
        assert program.ended() == 0


def test_a_terminal_of_forty_by_ten_is_enough(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder, (40, 10)) as program:
        program.sees("Välkommen till ST-kollen", "Vårdcentralens namn")
        program.type(f"{TAB}Lingonet{TAB}p{TAB}8200{TAB}Ylva{SAVE}")
        program.sees("Lingonet", "Lägg först in handledare och studierektor", "n Ny kandidat")
        program.type(f"nÅsa Öst{SAVE}")
        program.sees("Åsa Öst", "Ingen väg är vald än")
        program.type("1")
        program.sees("Åsa", "Att göra", "På er")
        program.type("q")
        assert program.ended() == 0
    assert stored(folder, "SELECT name FROM candidate") == [("Åsa Öst",)]
