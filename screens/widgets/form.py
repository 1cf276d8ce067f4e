"""A form's layout: labels, fields and hints in three columns, under headings; what is wrong stands beside its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from models.forms.days import Lean
from models.rules.doubt import NOTHING_KNOWN, Expected
from screens.widgets.fields import ChoiceField, Field, LineField, TextField


class Kind(Enum):
    """What a field is filled in with."""

    LINE = auto()
    MASKED = auto()
    PASSWORD = auto()  # never shown, and never kept in a draft
    DAY = auto()
    CHOICE = auto()
    TEXT = auto()


YES_NO = {"": "vet inte", "ja": "ja", "nej": "nej"}
_TEXT_LINES = 6


@dataclass(frozen=True)
class FieldSpec:
    """A field of a form: its name in the model, its label, what fills it, a hint, and a heading above it.

    `lean` is which year is meant by a day that is typed without one, as the model reads it too, and `expected` what is
    known of it besides; it comes after the day in the field that it `follows`.
    """

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    heading: str = ""
    lean: Lean = Lean.NEAREST
    expected: Expected = NOTHING_KNOWN
    follows: str = ""

    @property
    def lines(self) -> int:
        return _TEXT_LINES if self.kind is Kind.TEXT else 1

    def make(self, value: str) -> Field:
        """The field itself."""
        if self.kind is Kind.CHOICE:
            return ChoiceField(self.name, self.options, value)
        if self.kind is Kind.TEXT:
            return TextField(self.name, value)
        return LineField(self.name, value, masked=self.kind is Kind.MASKED, secret=self.kind is Kind.PASSWORD)


class FormBody(VerticalScroll, can_focus=False, inherit_bindings=False):
    """The fields of a form, scrolled as the focus moves. The label and hint columns are drawn as one text each."""

    DEFAULT_CSS = """
    FormBody { height: 1fr; padding: 0 1; scrollbar-size-vertical: 1; }
    FormBody > Horizontal { height: auto; }
    FormBody #labels { width: 26; height: auto; padding-right: 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FormBody #fields { width: 1fr; height: auto; min-width: 31; max-width: 44; }
    FormBody #hints { width: 1fr; height: auto; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
    FormBody .-under-heading { margin-top: 2; }
    FormBody .-under-first-heading { margin-top: 1; }
    """

    def __init__(self, specs: Sequence[FieldSpec], values: Mapping[str, str]) -> None:
        super().__init__()
        self._specs = specs
        self._made = {spec.name: spec.make(values.get(spec.name, "")) for spec in specs}
        self._messages: Mapping[str, str] = {}
        self._understood: dict[str, str] = {}
        self._doubts: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static(self._column(lambda spec: Content(spec.label), "bold $primary"), id="labels")
            with Vertical(id="fields"):
                for number, spec in enumerate(self._specs):
                    made = self._made[spec.name]
                    if spec.heading:
                        made.add_class("-under-heading" if number else "-under-first-heading", update=False)
                    yield made
            yield Static(self._column(self._hint), id="hints")

    def _column(self, text: Callable[[FieldSpec], Content], heading: str = "") -> Content:
        lines: list[Content] = []
        for number, spec in enumerate(self._specs):
            if spec.heading:
                lines.extend([Content("")] * bool(number))
                lines.append(Content.styled(spec.heading, heading) if heading else Content(""))
            lines.extend([text(spec), *[Content("")] * (spec.lines - 1)])
        return Content("\n").join(lines)

    def _hint(self, spec: FieldSpec) -> Content:
        if spec.name in self._messages:
            return Content.styled(f"✗ {self._messages[spec.name]}", "$error")
        hint = self._understood.get(spec.name, spec.hint)
        if doubt := self._doubts.get(spec.name):
            understood = (f"{self._understood[spec.name]} ", "$foreground 55%") if spec.name in self._understood else ""
            return Content.assemble(understood, (f"! {doubt}", "bold $accent"))
        return Content.styled(hint, "$foreground 55%")

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields now."""
        return {name: made.value for name, made in self._made.items()}

    def field(self, name: str) -> Field | None:
        """The field with this name; None where the form has none."""
        return self._made.get(name)

    def message(self, name: str) -> str:
        """The field's whole label with what is wrong, or its hint: beside the field there may be too little room."""
        spec = next(spec for spec in self._specs if spec.name == name)
        said = self._messages.get(name) or self._doubts.get(name) or spec.hint
        return ": ".join(filter(None, (spec.label.removeprefix("… "), said)))

    def fill(self, values: Mapping[str, str]) -> None:
        """Put values in the fields that have these names."""
        for name in values.keys() & self._made.keys():
            self._made[name].value = values[name]

    def understand(self, name: str, words: str) -> None:
        """Say beside a field how what was typed in it was understood."""
        self._understood[name] = words
        self.query_one("#hints", Static).update(self._column(self._hint))

    def point_out(self, name: str, doubt: str) -> None:
        """Say beside a field what speaks against what stands in it; nothing where nothing does."""
        self._doubts[name] = doubt
        self.query_one("#hints", Static).update(self._column(self._hint))

    def complain(self, messages: Mapping[str, str]) -> None:
        """Mark the fields that are wrong, and only those."""
        self._messages = messages
        for name, made in self._made.items():
            made.set_class(name in messages, "-wrong")
        self.query_one("#hints", Static).update(self._column(self._hint))
