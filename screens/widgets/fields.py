"""The fields of a form: a line of text, a choice among few, and a text of several lines."""

from collections.abc import Mapping
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.widget import Widget
from textual.widgets import Input, TextArea

from models.text import clean

_ONE_WORD = 1.0  # seconds: letters closer than that belong together


class FieldChanged(Message):
    """A field has another value. `at_once` says that it is worth storing without waiting for more."""

    def __init__(self, name: str, value: str, *, at_once: bool) -> None:
        super().__init__()
        self.name, self.value, self.at_once = name, value, at_once


class LineField(Input):
    """One line, selected whole as it is entered: what is typed takes its place, and an arrow goes into it.

    Enter goes on to the next field. A masked one can be read while it is typed in, a secret one never.
    """

    DEFAULT_CSS = """
    LineField { height: 1; border: none; padding: 0 1; background: $panel; }
    LineField:focus { background: $primary 25%; border: none; }
    LineField.-wrong { background: $error 25%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter,ctrl+j", "screen.enter", "Nästa fält", show=False)]
    virtual_size = Reactive(Size(0, 0))  # Textual's own lays the whole screen out anew for every letter

    def __init__(self, name: str, value: str = "", *, masked: bool = False, secret: bool = False) -> None:
        super().__init__(value, name=name, select_on_focus=True, password=masked or secret)
        self._masked, self._secret = masked or secret, secret

    def on_focus(self) -> None:
        self.password = self._secret

    def on_blur(self) -> None:
        self.password = self._masked

    def action_copy(self) -> None:
        if not self._secret:
            super().action_copy()

    def action_cut(self) -> None:
        if not self._secret:
            super().action_cut()

    @property
    def field(self) -> str:
        return self.name or ""

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FieldChanged(self.field, event.value, at_once=False))

    def _on_paste(self, event: events.Paste) -> None:
        """A paste of several lines becomes one line, with nothing in it that a terminal could obey."""
        event.prevent_default()
        event.stop()
        self.replace(clean(event.text), *self.selection)


class ChoiceField(Widget, can_focus=True):
    """One of a few, all in sight where there is room: arrows or the first letters choose."""

    DEFAULT_CSS = """
    ChoiceField { height: 1; padding: 0 1; background: $panel; }
    ChoiceField:focus { background: $primary 25%; }
    ChoiceField.-wrong { background: $error 25%; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", "Förra val", show=False),
        Binding("right,space", "step(1)", "Nästa val", show=False),
        Binding("enter,ctrl+j", "screen.enter", "Nästa fält", show=False),
    ]
    value: reactive[str] = reactive("", init=False)

    def __init__(self, name: str, options: Mapping[str, str], value: str = "") -> None:
        super().__init__(name=name)
        self._options = dict(options)
        self._typed, self._typed_at = "", 0.0
        self.set_reactive(ChoiceField.value, value if value in self._options else next(iter(self._options)))

    @property
    def field(self) -> str:
        return self.name or ""

    def validate_value(self, value: str) -> str:
        """A draft may hold an option that is no longer there."""
        return value if value in self._options else self.value

    def render(self) -> Content:
        everything = Content("  ").join(self._option(key) for key in self._options)
        if everything.cell_length <= self.content_size.width:
            return everything
        chosen = Content.assemble("‹ ", (self._options[self.value], "bold"), " ›")
        return chosen.truncate(max(1, self.content_size.width), ellipsis=True)

    def _option(self, key: str) -> Content:
        if key == self.value:
            return Content.assemble(("● ", "$accent"), (self._options[key], "bold"))
        return Content.styled(f"○ {self._options[key]}", "$foreground 55%")

    def action_step(self, step: int) -> None:
        keys = list(self._options)
        self.value = keys[(keys.index(self.value) + step) % len(keys)]

    def on_key(self, event: events.Key) -> None:
        """A letter chooses the next option that begins with it; several in quick succession, one that begins so."""
        if event.character is None or not event.is_printable or event.character == " ":
            return
        letter, goes_on = event.character.casefold(), event.time - self._typed_at < _ONE_WORD
        begun = self._typed + letter if goes_on else letter
        found = self._beginning(begun, 0 if len(begun) > 1 else 1)
        if found is None:
            begun, found = letter, self._beginning(letter, 1)
        if found is not None:
            event.stop()
            self._typed, self._typed_at = begun, event.time
            self.value = found

    def _beginning(self, letters: str, further: int) -> str | None:
        """The first option that begins so, from the one chosen or further on, and round."""
        keys = list(self._options)
        here = keys.index(self.value) + further
        around = (*keys[here:], *keys[:here])
        return next((key for key in around if self._options[key].casefold().startswith(letters)), None)

    def watch_value(self, value: str) -> None:
        self.post_message(FieldChanged(self.field, value, at_once=True))

    def on_click(self) -> None:
        self.action_step(1)


class TextField(TextArea):
    """A text of several lines, which one goes on writing at its end; tab leaves it."""

    DEFAULT_CSS = """
    TextField { height: 6; border: none; padding: 0 1; background: $panel; }
    TextField:focus { background: $primary 20%; border: none; }
    TextField.-wrong { background: $error 25%; }
    """

    def __init__(self, name: str, value: str = "") -> None:
        super().__init__(value, name=name, compact=True, tab_behavior="focus")
        self.move_cursor(self.document.end)

    @property
    def field(self) -> str:
        return self.name or ""

    @property
    def value(self) -> str:
        return self.text

    @value.setter
    def value(self, text: str) -> None:
        self.load_text(text)
        self.move_cursor(self.document.end)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(FieldChanged(self.field, self.text, at_once=False))

    async def _on_paste(self, event: events.Paste) -> None:
        event.prevent_default()
        event.stop()
        self.insert(clean(event.text, lines=True))


Field = LineField | ChoiceField | TextField
