"""KeyBar: the keys that work now, and only those."""

from collections.abc import Iterator
from typing import ClassVar

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from screens.widgets.key_bar import KeyBar
from tests.screens.driving import screen_text


class BarApp(App[None]):
    """A bar over some bindings, one of them not working now and one not meant to be shown."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "new", "Ny kandidat"),
        Binding("u", "undo", "Ångra"),
        Binding("h", "hidden", "Gömd", show=False),
        Binding("space", "tick", "Klart"),
        Binding("f2,ctrl+s", "save", "Spara", key_display="ctrl+s"),
        Binding("ctrl+b", "bold", "Fet"),
        Binding("slash", "filter", "Filtrera"),
        Binding("question_mark,f1", "help", "Hjälp", key_display="?"),
    ]

    def __init__(self, *, with_input: bool = False) -> None:
        super().__init__()
        self.forbidden = {"undo"}
        self._with_input = with_input

    def compose(self) -> ComposeResult:
        if self._with_input:
            yield Input()
        yield KeyBar()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action not in self.forbidden


def bar(app: App[None]) -> list[str]:
    height = app.screen.query_one(KeyBar).size.height
    return [line.strip() for line in screen_text(app).split("\n")[-height:]]


async def test_only_keys_that_work_are_shown_each_once() -> None:
    app = BarApp()
    async with app.run_test(size=(100, 10)) as pilot:
        await pilot.pause()
        assert bar(app) == ["n Ny kandidat  mellanslag Klart  ctrl+s Spara  ctrl+b Fet  / Filtrera  ? Hjälp"]


async def test_a_key_comes_into_the_bar_when_it_begins_to_work() -> None:
    app = BarApp()
    async with app.run_test(size=(100, 10)) as pilot:
        app.forbidden = set()
        app.screen.refresh_bindings()
        await pilot.pause()
        assert "u Ångra" in bar(app)[0]


@pytest.mark.parametrize("width", range(20, 80, 3))
async def test_no_part_is_cut_in_two(width: int) -> None:
    app = BarApp()
    async with app.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        assert set(_parts(bar(app))) <= {
            "n Ny kandidat",
            "mellanslag Klart",
            "ctrl+s Spara",
            "ctrl+b Fet",
            "/ Filtrera",
            "? Hjälp",
        }


async def test_help_is_in_the_bar_even_where_there_is_no_room_for_all() -> None:
    app = BarApp()
    async with app.run_test(size=(30, 10)) as pilot:
        await pilot.pause()
        assert "? Hjälp" in _parts(bar(app))


class RulesApp(BarApp):
    """With the key that every screen has."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("r", "rules", "Regler")]


@pytest.mark.parametrize("width", range(20, 110, 3))
async def test_regler_is_named_only_where_it_needs_no_line_of_its_own_and_puts_no_other_key_out(width: int) -> None:
    without, with_rules = BarApp(), RulesApp()
    async with without.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        others = bar(without)
    async with with_rules.run_test(size=(width, 10)) as pilot:
        await pilot.pause()
        assert len(bar(with_rules)) == len(others)
        assert [part for part in _parts(bar(with_rules)) if part != "r Regler"] == _parts(others)
        room = len(others[-1]) + len("  r Regler") <= width - 2
        assert ("r Regler" in _parts(bar(with_rules))) == room


async def test_keys_that_would_be_typed_into_the_field_in_focus_are_not_shown() -> None:
    app = BarApp(with_input=True)
    async with app.run_test(size=(100, 10)) as pilot:
        await pilot.pause()
        assert _parts(bar(app)) == ["ctrl+s Spara", "ctrl+b Fet", "F1 Hjälp"]


def _parts(lines: list[str]) -> list[str]:
    def split() -> Iterator[str]:
        for line in lines:
            yield from filter(None, (part.strip() for part in line.split("  ")))

    return list(split())
