"""Help for what is in focus: what the screen is for, and every key that works there."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen
from textual.widgets import Static

from screens.main_screen import MainScreen

_KEYS = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "question_mark": "?", "slash": "/",
    "space": "mellanslag", "pageup": "page up", "pagedown": "page down", "left_square_bracket": "[",
    "right_square_bracket": "]", "full_stop": ".", "comma": ",", "tab": "tabb", "shift+tab": "skift+tabb",
    "backspace": "backsteg",
}  # fmt: skip
_TWINS = {"ctrl+j"}


class HelpScreen(ModalScreen[None]):
    """Over the screen that it explains."""

    CSS_PATH = "help.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1,q,backspace,enter", "dismiss", "Stäng", key_display="esc"),
    ]

    def __init__(self, explained: Screen[object]) -> None:
        super().__init__()
        self._explained = explained

    def compose(self) -> ComposeResult:
        with VerticalScroll() as box:
            box.border_title = "Hjälp"
            box.border_subtitle = "esc stänger"
            yield Static(Content("\n").join([Content(self._text()), Content(""), *self._keys()]))

    def _text(self) -> str:
        explained = self._explained
        return explained.help_text if isinstance(explained, MainScreen) else getattr(explained, "HELP", "")

    def _keys(self) -> list[Content]:
        keys: dict[str, list[str]] = {}
        for name, active in self._explained.active_bindings.items():
            own = own_descriptions(type(active.node))
            if active.binding.description in own and active.enabled and name not in _TWINS:
                keys.setdefault(active.binding.description, []).append(_KEYS.get(name, name))
        joined = {" eller ".join(names): title for title, names in keys.items()}
        width = max(map(len, joined), default=0) + 2
        return [Content.assemble((names.ljust(width), "bold $accent"), title) for names, title in joined.items()]


def own_descriptions(kind: type) -> set[str]:
    """The descriptions that this program gave; those that Textual brings are English."""
    ours = (base for base in kind.__mro__ if not base.__module__.startswith("textual"))
    bindings = (binding for base in ours for binding in base.__dict__.get("BINDINGS", ()))
    return {binding.description for binding in bindings if isinstance(binding, Binding)}
