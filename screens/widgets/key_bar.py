"""The keys that work right now, on one line or two: those of the widget in focus first, help last."""

from collections.abc import Iterable

from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget

_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
    "space": "mellanslag",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


class KeyBar(Widget, can_focus=False):
    """Drawn as text, since a footer of many widgets costs as much as the rest of a screen."""

    DEFAULT_CSS = """
    KeyBar { dock: bottom; height: auto; max-height: 2; background: $panel; color: $foreground 75%; padding: 0 1; }
    """

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._show)

    def _show(self, _screen: Screen[object]) -> None:
        self.refresh(layout=True)

    def render(self) -> Content:
        parts: dict[tuple[str, str], Content] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            title = (binding.action, binding.description)
            if not binding.show or title in parts:
                continue
            key = binding.key_display or _NAMES.get(binding.key, binding.key.replace("ctrl+", "^"))
            style = "$accent bold" if active.enabled else "$foreground 40%"
            parts[title] = Content.assemble((key, style), " ", binding.description)
        return _in_lines(parts.values(), self.size.width - 2)


def _in_lines(parts: Iterable[Content], width: int) -> Content:
    """The parts with space between, and a new line rather than a part cut in two."""
    lines = [Content("")]
    for part in parts:
        longer = Content("  ").join((lines[-1], part)) if lines[-1] else part
        if longer.cell_length > width and lines[-1]:
            lines.append(part)
        else:
            lines[-1] = longer
    return Content("\n").join(lines)
