"""A fault in the program says nothing about people; a terminal without å, ä and ö does not stop it."""

from pathlib import Path

import pytest

from tests.terminal.program import SAVE, TAB, Program, started

F1 = "\x1bOP"
CRASHING = """
import sys
from pathlib import Path
from models.register import Register
from models.storage.place import Place
import tui.app
from tui.app import StKollen

class Crashing(StKollen):
    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))

    def on_mount(self):
        self.set_interval(0.3, self.crash_unless_it_has)

    def action_help(self):
        candidate_name = "Amina " + "Hemlig"
        raise ValueError(candidate_name)

    def crash_unless_it_has(self):
        if AGAIN and self.register is not None:
            self.action_help()

folder = Path(sys.argv[1])
app = Crashing(lambda: Register(Place(folder)), data=folder)
app.run()
sys.exit(app.return_code)
"""


def no_value_is_told(program: Program, folder: Path) -> None:
    for unwanted in ("Hemlig", "Traceback", "locals", "error"):
        assert unwanted not in program.said
    log = (folder / "st-kollen.fel.log").read_text()
    assert "ValueError\n" in log
    assert "__main__:" in log
    assert "Hemlig" not in log


def test_after_a_fault_the_program_goes_on_with_what_was_typed(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with started(folder, (100, 30), script=CRASHING.replace("AGAIN", "False")) as program:
        program.sees("Välkommen till ST-kollen", "Ditt namn")
        program.type(f"{TAB}Lingonets{F1}")
        program.sees("Ett fel i programmet stängde skärmen.", "utkast från", "Lingonets")
        program.type(f"{TAB} vårdcentral{TAB}p{TAB}8200{TAB}Ylva Sandåker{SAVE}")
        program.sees("Tryck n för att lägga till din första kandidat", "n Ny kandidat")
        program.type("q")
        assert program.ended() == 0
        no_value_is_told(program, folder)


def test_a_fault_that_comes_again_at_once_ends_the_program_in_swedish(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with started(folder, script=CRASHING.replace("AGAIN", "True")) as program:
        assert program.ended() == 1
        assert "ST-kollen stannade av ett fel i programmet (ValueError). Det som var sparat är kvar" in program.said
        no_value_is_told(program, folder)


@pytest.mark.parametrize("env", [{"LANG": "C"}, {"LC_ALL": "C"}, {"PYTHONIOENCODING": "latin-1"}])
def test_another_locale_does_not_stop_the_program(tmp_path: Path, env: dict[str, str]) -> None:
    with started(tmp_path / "register", env=env) as program:
        program.until(lambda: "lkommen till ST-kollen" in program.words)
        program.type("\x1b")
        assert program.ended() == 0
        assert "Traceback" not in program.said


def test_no_colours_is_enough(tmp_path: Path) -> None:
    with started(tmp_path / "register", env={"NO_COLOR": "1", "TERM": "vt100"}) as program:
        program.sees("Välkommen till ST-kollen")
        program.type("\x1b")
        assert program.ended() == 0
