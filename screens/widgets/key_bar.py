"""The keys that work right now, on one line or two: those of the widget in focus first; help is always there."""

from collections.abc import Iterable, Iterator
from functools import lru_cache

from textual.binding import Binding
from textual.content import Content
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

_LINES = 2
_IF_ROOM = {"rules"}
KEY_NAMES = {
    "up": "↑", "down": "↓", "left": "←", "right": "→", "escape": "esc", "question_mark": "?", "slash": "/",
    "space": "mellanslag", "pageup": "page up", "pagedown": "page down", "left_square_bracket": "[",
    "right_square_bracket": "]", "full_stop": ".", "comma": ",", "tab": "tabb", "shift+tab": "skift+tabb",
    "backspace": "backsteg",
    **{f"f{number}": f"F{number}" for number in range(1, 13)},
}  # fmt: skip


class KeyBar(Widget, can_focus=False):
    """Drawn as text, since a footer of many widgets costs as much as the rest of a screen.

    Regler, which every screen has, is named only where it needs no line of its own.
    """

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; max-height: 2; background: $panel; color: $foreground 75%; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._drawn = Content("")

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def _show(self, _screen: Screen[object]) -> None:
        """Draw again only where the keys have changed, since that lays the whole screen out anew."""
        if not self._keys(self.content_size.width).is_same(self._drawn):
            self.refresh(layout=True)

    def render(self) -> Content:
        self._drawn = self._keys(self.content_size.width)
        return self._drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """By the width that it is to have, which is not yet its own when a screen is laid out first."""
        del container, viewport
        return len(self._keys(width).split("\n", allow_blank=True))

    def _keys(self, width: int) -> Content:
        return _drawn(tuple(self._named()), width)

    def _named(self) -> "Iterator[_Named]":
        """Each once, though several keys may do the same."""
        seen = set[tuple[str, str]]()
        for active in self.screen.active_bindings.values():
            binding = active.binding
            title = (binding.action.removeprefix("app."), binding.description)
            if binding.show and title not in seen and (key := self._key(binding)):
                seen.add(title)
                yield *title, key, active.enabled

    def _key(self, binding: Binding) -> str:
        """What a key is called; empty where the field in focus would take it as text."""
        field = self.screen.focused
        for key in (binding.key_display, KEY_NAMES.get(binding.key, binding.key)):
            typed = key is not None and len(key) == 1 and key.isascii()
            if key and not (typed and field is not None and field.check_consume_key(binding.key, key)):
                return key
        return ""


_Named = tuple[str, str, str, bool]


@lru_cache(maxsize=64)
def _drawn(named: tuple[_Named, ...], width: int) -> Content:
    """The keys, by what they do, their titles, what they are called, and whether they work now."""
    parts = {
        (does, title): Content.assemble((key, "$accent bold" if works else "$foreground 40%"), " ", title)
        for does, title, key, works in named
    }
    more = [parts.pop(title) for title in list(parts) if title[0] in _IF_ROOM]
    while len(lines := _in_lines(parts.values(), width)) > _LINES and (spare := [t for t in parts if t[0] != "help"]):
        del parts[spare[-1]]
    fuller = _in_lines([*parts.values(), *more], width)
    return Content("\n").join(fuller if len(fuller) == len(lines) else lines)


def _in_lines(parts: Iterable[Content], width: int) -> list[Content]:
    """The parts with space between, and a new line rather than a part cut in two."""
    lines = [Content("")]
    for part in parts:
        longer = Content("  ").join((lines[-1], part)) if lines[-1] else part
        if longer.cell_length > width and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines
