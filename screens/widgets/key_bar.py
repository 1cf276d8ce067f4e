"""The keys that work right now, on one line or two: those of the widget in focus first, help last."""

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
        parts: dict[str, Content] = {}
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or binding.action in parts:
                continue
            key = binding.key_display or _NAMES.get(binding.key, binding.key.replace("ctrl+", "^"))
            style = "$accent bold" if active.enabled else "$foreground 40%"
            parts[binding.action] = Content.assemble((key, style), "\u00a0", binding.description.replace(" ", "\u00a0"))
        return Content("  ").join(parts.values())
