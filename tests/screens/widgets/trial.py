"""A ten-line app around one widget."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widget import Widget

from screens.host import Host
from screens.widgets.fields import FieldChanged
from tests.screens.driving import screen_text
from tui.theme import DARK


class TrialApp(Host):
    """The widget, and what it has told."""

    def __init__(self, make: Callable[[], Widget]) -> None:
        super().__init__()
        self.register_theme(DARK)
        self.theme = DARK.name
        self._make = make
        self.told: list[tuple[str, str, bool]] = []

    def compose(self) -> ComposeResult:
        yield self._make()

    def on_field_changed(self, event: FieldChanged) -> None:
        self.told.append((event.name, event.value, event.at_once))


@dataclass
class Trial:
    """The app at work."""

    app: TrialApp
    pilot: Pilot[None]

    @property
    def lines(self) -> list[str]:
        return screen_text(self.app).split("\n")

    @property
    def text(self) -> str:
        return screen_text(self.app)

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)

    async def settle(self) -> None:
        await self.pilot.pause()


@asynccontextmanager
async def trial(widget: Widget | Callable[[], Widget], width: int = 80, height: int = 10) -> AsyncIterator[Trial]:
    """The widget in sight and, where it can be, in focus. One that must be made inside an app is given as a maker."""
    app = TrialApp((lambda: widget) if isinstance(widget, Widget) else widget)
    async with app.run_test(size=(width, height)) as pilot:
        shown = next(iter(app.screen.children))
        if shown.can_focus:
            shown.focus()
        await pilot.pause()
        yield Trial(app, pilot)
