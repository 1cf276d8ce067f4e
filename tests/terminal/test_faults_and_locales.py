"""A fault in the program says nothing about people; a terminal without å, ä and ö does not stop it."""

from pathlib import Path

import pytest

from tests.terminal.program import started

CRASHING = """
import sys
from pathlib import Path
from models.register import Register
from models.storage.place import Place
import tui.app
from tui.app import StKollen

class Crashing(StKollen):
    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))

    def action_help(self):
        candidate_name = "Amina " + "Hemlig"
        raise ValueError(candidate_name)

    async def fail_beside(self):
        self.action_help()

    def on_mount(self):
        self.set_timer(0.3, HANDLER)

app = Crashing(lambda: Register(Place(Path(sys.argv[1]))))
app.run()
sys.exit(app.return_code)
"""


@pytest.mark.parametrize("handler", ["self.action_help", "lambda: self.run_worker(self.fail_beside())"])
def test_a_fault_ends_the_program_in_swedish_without_any_names(tmp_path: Path, handler: str) -> None:
    with started(tmp_path / "register", script=CRASHING.replace("HANDLER", handler)) as program:
        assert program.ended() == 1
        assert "ST-kollen stannade av ett fel i programmet." in program.said
        assert "Det som var sparat är kvar" in program.said
        assert "ValueError" in program.said
        for unwanted in ("Hemlig", "Traceback", "locals", "error"):
            assert unwanted not in program.said


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
