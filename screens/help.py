"""Help for what is in focus: what the screen is for, every key that works there, and the first day in ten steps."""

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from screens.first_day import TITLE, first_day
from screens.form_screen import FormScreen
from screens.host import LOCK, host_of
from screens.main_screen import MainScreen
from screens.widgets.key_bar import KEY_NAMES, KeyBar
from screens.widgets.page import Page

_TWINS = {"ctrl+j"}


class HelpScreen(ModalScreen[str]):
    """Over the screen that it explains; answers with the action that was chosen, if any."""

    HELP: ClassVar[str] = """\
Bläddra i hjälpen med pilarna, j och k, page up och page down, home och end. d visar första dagen i tio steg och \
tillbaka; från en av programmets skärmar öppnar r regionens regler. esc, ?, F1, q, enter och backsteg stänger."""
    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("d", "turn(True)", TITLE),
        Binding("d", "turn(False)", "Skärmens hjälp"),
        Binding("r", "close('app.rules')", "Regler"),
        Binding("escape,question_mark,f1,q,backspace,enter,ctrl+j", "close('')", "Stäng", key_display="esc"),
        LOCK,
    ]

    def __init__(self, explained: Screen[Any], *, first_day: bool) -> None:
        super().__init__()
        self._explained, self._first_day = explained, first_day

    def compose(self) -> ComposeResult:
        with Page() as box:
            box.border_subtitle = "pilar, j, k och page up/down bläddrar"
            yield Static()
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "turn":
            return parameters != (self._first_day,)
        rules = isinstance(self._explained, MainScreen) and host_of(self).check_action("rules", ())
        return parameters != ("app.rules",) or bool(rules)

    def action_turn(self, first_day: bool) -> None:
        """The ten steps, or back to the screen's own page."""
        self._remember()
        self._first_day = first_day
        self._show()

    def action_close(self, action: str) -> None:
        """Back to the screen, where the program goes on with the action."""
        self._remember()
        self.dismiss(action)

    @property
    def _page(self) -> Page:
        return self.query_one(Page)

    def _remember(self) -> None:
        """How far the ten steps have been read: one closes the help to try each of them."""
        if self._first_day:
            host_of(self).first_day_read = self._page.scroll_offset.y

    def _show(self) -> None:
        self._page.border_title = TITLE if self._first_day else "Hjälp"
        self.query_one(Static).update(first_day() if self._first_day else self._own_page())
        read = host_of(self).first_day_read if self._first_day else 0
        self.call_after_refresh(self._page.scroll_to, y=read, animate=False)
        self.refresh_bindings()

    def _own_page(self) -> Content:
        """What the screen says of itself, its keys, and how to move in the help."""
        shown = self._explained
        purpose = [Content(shown.purpose)] if isinstance(shown, FormScreen) else []
        about = shown.help_text if isinstance(shown, MainScreen) else shown.HELP or ""
        return Content("\n\n").join([*purpose, Content(about), _keys(shown), Content(self.HELP)])


def _keys(screen: Screen[Any]) -> Content:
    keys: dict[str, list[str]] = {}
    for name, active in screen.active_bindings.items():
        own = own_descriptions(type(active.node))
        if active.binding.description in own and active.enabled and name not in _TWINS:
            keys.setdefault(active.binding.description, []).append(KEY_NAMES.get(name, name))
    joined = {" eller ".join(names): title for title, names in keys.items()}
    width = max(map(len, joined), default=0) + 2
    return Content("\n").join(
        Content.assemble((names.ljust(width), "bold $accent"), title) for names, title in joined.items()
    )


def own_descriptions(kind: type) -> set[str]:
    """The descriptions that this program gave; those that Textual brings are English."""
    ours = (base for base in kind.__mro__ if not base.__module__.startswith("textual"))
    bindings = (binding for base in ours for binding in base.__dict__.get("BINDINGS", ()))
    return {binding.description for binding in bindings if isinstance(binding, Binding)}
