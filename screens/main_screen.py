"""What every main screen shares: the lines on top, the keys below, and reading its data beside the event loop."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.css.query import NoMatches
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

    _holds_keys = _has_read = False

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

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Whether one of its own actions can be done now; asked only while its widgets are there to answer."""
        del action, parameters
        return True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Textual and the key bar ask this of a screen that comes or goes, too: it offers nothing."""
        return self.is_mounted and not self._pruning and self.offers(action, parameters)

    @property
    def keys_wait(self) -> bool:
        """Whether what it shows is not yet what keys are meant for: then they wait until it is read."""
        return not self._has_read

    @property
    def step_in_focus(self) -> UUID | None:
        """The step of a checklist that the row in focus is about, for whoever asks for its rule."""
        return None

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
            self.hold_keys_until_read()
            return self._load()
        return None

    def hold_keys_until_read(self) -> None:
        """Let keys wait, where they must; at once when it comes in sight, before it reads."""
        if self.keys_wait and not self._holds_keys:
            self._holds_keys = True
            self.host.hold_keys()

    @work(exclusive=True, group="load")
    async def _load(self) -> None:
        try:
            await self.load()
            self._has_read = True
        except NoMatches:
            if not self._pruning:  # else it was left while it read, and has nothing to show it in
                raise
        finally:
            if self._holds_keys:
                self._holds_keys = False
                self.host.release_keys()
