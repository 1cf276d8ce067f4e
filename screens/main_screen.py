"""What every main screen shares: the lines on top, the keys below, and reading its data beside the event loop."""

from collections.abc import Iterable
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widget import Widget
from textual.worker import Worker

from screens.host import Host, host_of
from screens.widgets.chrome import Chrome
from screens.widgets.key_bar import KeyBar


class MainScreen(Screen[None]):
    """A screen of the program; `TAB` is the one it belongs to on top, `HELP` what help says of it.

    `HELP_IN_PART` is said instead to whoever sees only a part of the register.
    """

    TAB: ClassVar[str]
    HELP: ClassVar[str]
    HELP_IN_PART: ClassVar[str] = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,backspace", "app.back", "Tillbaka", show=False)]

    _holds_keys = False

    def compose(self) -> ComposeResult:
        yield Chrome(self.TAB)
        yield from self.body()
        yield KeyBar()

    def body(self) -> Iterable[Widget]:
        """The widgets between the top lines and the keys."""
        raise NotImplementedError

    def home(self) -> None:
        """Its own key was pressed while it was in sight: back to what it shows first."""

    async def load(self) -> None:
        """Read what is shown from the register, and show it."""
        raise NotImplementedError

    @property
    def is_about_somebody_else(self) -> bool:
        """Whether what it shows is of another person than the one looked at: then keys wait until it is read."""
        return False

    @property
    def host(self) -> Host:
        return host_of(self)

    @property
    def help_text(self) -> str:
        """What help says of the screen to whoever is signed in."""
        in_part = self.host.session is not None and not self.host.session.sees_all
        return self.HELP_IN_PART if in_part and self.HELP_IN_PART else self.HELP

    def on_screen_resume(self) -> None:
        self.reload()

    def reload(self) -> Worker[None] | None:
        """Read again, if there is a register yet; the worker that it gives does."""
        if self.host.register is not None:
            self.query_one(Chrome).refresh()
            if self.is_about_somebody_else and not self._holds_keys:
                self._holds_keys = True
                self.host.hold_keys()
            return self._load()
        return None

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            await self.load()
        finally:
            if self._holds_keys:
                self._holds_keys = False
                self.host.release_keys()
