"""A fault in a screen: the user is told, nothing is lost, the log says where, and the program goes on."""

import asyncio
import os
import sqlite3
import sys
from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

import pytest
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static
from textual.worker import WorkerFailed

import screens.form_screen
from models.commands.candidates import save_candidate
from models.forms.candidate import CandidateForm
from models.queries.drafts import NEW_CANDIDATE
from models.register import Register
from models.storage.place import Place, fault_log
from screens.candidate_form import candidate_specs
from screens.candidates import CandidatesScreen
from screens.door import SignInScreen
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic
from tests.making import make_candidate, make_clinic
from tests.screens.driving import PATIENCE, Driving, driving_app, prepared
from tui.app import StKollen
from tui.fault_log import note_fault

NAME = "Öllegård Hemlig"
TOLD = "Ett fel i programmet stängde skärmen."


class BrokenScreen(CandidatesScreen):
    """Breaks in the way that it is told to."""

    CSS_PATH: ClassVar[list[Any]] = []
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "break", "Gå sönder")]
    breaks = ""

    def on_mount(self) -> None:
        self._breaks_in("mount")
        if self.breaks == "timer":
            self.set_timer(0.01, lambda: self._breaks_in("timer"))

    def compose(self) -> ComposeResult:
        yield from super().compose()
        self._breaks_in("compose")
        yield BrokenWidget()

    async def load(self) -> None:
        await super().load()
        self._breaks_in("worker")

    def on_line_table_moved(self) -> None:
        super().on_line_table_moved()
        self._breaks_in("handler")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "archive":
            self._breaks_in("availability")
        return super().check_action(action, parameters)

    def action_break(self) -> None:
        self._breaks_in("key")

    def _breaks_in(self, way: str) -> None:
        candidate = NAME
        if self.breaks == way:
            raise ValueError(candidate)


class BrokenWidget(Static):
    """Cannot be drawn."""

    def render(self) -> Content:
        if isinstance(self.screen, BrokenScreen):
            self.screen._breaks_in("drawing")
        return Content("")


async def program(folder: Path) -> StKollen:
    async with prepared(folder) as register:
        await make_clinic(register)
        await make_candidate(register, name=NAME)
    register = Register(Place(folder), lambda: NOW)
    return StKollen(lambda: register, data=folder)


async def break_by(hands: Driving, *keys: str) -> None:
    """Press keys, and wait until the program has gone on; what is broken answers no pilot."""
    deadline = monotonic() + PATIENCE
    for key in keys:
        hands.send(key)
        await asyncio.sleep(0.05)
    while not any(TOLD in told for told in hands.told):
        assert monotonic() < deadline, f"never told:\n{hands.text}"
        await asyncio.sleep(0.01)
    await hands.settle()


@pytest.mark.parametrize("way", ["mount", "compose", "worker", "handler", "availability", "drawing", "timer", "key"])
async def test_a_screen_that_breaks_is_left_for_idag_and_all_goes_on(tmp_path: Path, way: str) -> None:
    async with driving_app(await program(tmp_path)) as hands:
        broken = BrokenScreen()
        broken.breaks = way
        hands.app.install_screen(broken, "kandidater")
        await break_by(hands, "2", "f9")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.sees("Lingonets vårdcentral", "Välj väg", NAME)
        await hands.press("2")
        assert not isinstance(hands.app.screen, BrokenScreen | IdagScreen)
        await hands.sees(NAME)
        await hands.press("escape", "question_mark", "escape")
        assert isinstance(hands.app.screen, IdagScreen)
    log = fault_log(tmp_path).read_text()
    assert "ValueError" in log
    assert "BrokenScreen" in log
    assert "tests.tui.test_faults:" in log
    assert log.count(" fel i ") == 1
    for unwanted in ("Hemlig", "Öllegård", str(tmp_path), str(Path.home()), "/"):
        assert unwanted not in log


class BrokenForm(FormScreen[Any]):
    """A candidate's form that breaks when it is to be saved."""

    CSS_PATH = str(Path(screens.form_screen.__file__).with_name("form_screen.tcss"))

    def __init__(self) -> None:
        specs = candidate_specs((), None)
        super().__init__("Ny", specs, CandidateForm, save_candidate, purpose="", draft=NEW_CANDIDATE)

    def raw(self) -> dict[str, Any]:
        raise LookupError(NAME)


async def test_what_was_half_typed_is_kept_and_the_screen_beneath_the_form_is_shown(tmp_path: Path) -> None:
    async with driving_app(await program(tmp_path)) as hands:
        await hands.press("2")
        await BrokenForm().open_on(hands.app)
        await hands.settle()
        hands.send(*"Zakarias")
        await break_by(hands, "ctrl+s")
        assert isinstance(hands.app.screen, CandidatesScreen)
        await hands.sees(NAME, "utkast till ny kandidat finns")
        await hands.press("n")
        await hands.sees("Zakarias", "utkast från")
        await hands.press("escape", "escape", "escape")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_a_door_that_breaks_is_shown_anew(tmp_path: Path) -> None:
    place = Place(tmp_path)
    await make_locked_clinic(place, lambda: NOW)
    door = door_at(place, lambda: NOW)
    async with driving_app(StKollen(lambda: door, data=tmp_path)) as hands:
        screen = hands.app.screen
        assert isinstance(screen, SignInScreen)
        screen._specs = ()  # which its last field is looked for in
        await break_by(hands, "tab", "enter")
        assert isinstance(hands.app.screen, SignInScreen)
        hands.send(*USER, "tab", *PASSWORD, "enter")
        await hands.sees("Lingonets vårdcentral")


async def test_a_fault_that_comes_back_at_once_ends_the_program_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    app = await program(tmp_path)
    with pytest.raises(WorkerFailed):  # Textual tells whoever runs it in a test
        async with driving_app(app) as hands:
            with sqlite3.connect(Place(tmp_path).file) as beside:
                beside.execute("DROP TABLE open_step")
            for key in ("2", "1"):
                hands.send(key)
            while not app._closed:
                await asyncio.sleep(0.01)
    assert app.return_code == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "ST-kollen stannade av ett fel i programmet (OperationalError). Det som var sparat är kvar" in told
    assert "open_step" not in told + fault_log(tmp_path).read_text()


async def test_a_fault_before_anything_is_open_ends_the_program_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def opener() -> Register:
        raise KeyError(NAME)

    app = StKollen(opener, data=tmp_path / "inte än")
    with pytest.raises(WorkerFailed):
        async with app.run_test():
            while not app._closed:
                await asyncio.sleep(0.01)
    assert app.return_code == 1
    told = " ".join(capsys.readouterr().err.split())
    assert "stannade av ett fel i programmet (KeyError)" in told
    assert "Felet är noterat i" in told
    assert "Hemlig" not in told


def test_the_log_is_in_the_platforms_folder_where_none_was_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/tillstånd")
    if sys.platform == "linux":
        assert fault_log(None) == Path("/tillstånd/st-kollen/log/st-kollen.fel.log")


def test_the_log_tells_what_brought_a_fault_about_and_stays_small(tmp_path: Path) -> None:
    def fail(depth: int) -> None:
        if depth:
            fail(depth - 1)
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise ValueError(NAME) from error

    file = tmp_path / "mapp" / "fel.log"
    with pytest.raises(ValueError, match=NAME) as caught:
        fail(100)
    for _ in range(200):
        note_fault(file, caught.value, "IdagScreen", NOW)
    assert sorted(path.name for path in file.parent.iterdir()) == ["fel.log", "fel.log.1"]
    assert sum(path.stat().st_size for path in file.parent.iterdir()) < 600_000
    assert {path.stat().st_mode & 0o777 for path in (file, file.parent)} == {0o600, 0o700}
    entry = file.read_text().split(NOW.isoformat())[-1]
    assert entry.startswith(" fel i IdagScreen\n  st-kollen ")
    assert "\n  ValueError\n    tests.tui.test_faults:" in entry
    assert "\n  orsakat av KeyError\n" in entry
    assert "Hemlig" not in entry


def test_a_log_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "mapp").write_text("en fil")
    with pytest.raises(OSError, match="mapp"):
        note_fault(tmp_path / "mapp" / "fel.log", ValueError(), "IdagScreen", NOW)


@pytest.mark.skipif(os.name == "nt", reason="Windows lets few make links")
def test_a_log_whose_place_a_link_has_taken_leaves_where_it_leads(tmp_path: Path) -> None:
    theirs = tmp_path / "bara min"
    theirs.write_text("viktigt")
    (tmp_path / "fel.log").symlink_to(theirs)
    with pytest.raises(OSError, match="symbolic"):
        note_fault(tmp_path / "fel.log", ValueError(), "IdagScreen", NOW)
    assert theirs.read_text() == "viktigt"
