"""A main screen with one table, filtered as one types."""

from collections.abc import Iterable
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.reactive import Reactive
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Input, Static

from screens.main_screen import MainScreen
from screens.widgets.line_table import LineTable


class FilterLine(Input):
    """The words that the rows must hold; enter and down go to the table, esc clears."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j,down,tab", "screen.to_table", "Till listan", key_display="enter"),
        Binding("escape", "screen.clear_filter", "Rensa filtret", key_display="esc"),
    ]
    virtual_size = Reactive(Size(0, 0))  # Textual's own lays the whole screen out anew for every letter


class FilteredScreen(MainScreen):
    """`table` makes the table; the line above it holds the filter and how many rows it lets through."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("slash", "filter", "Filtrera")]
    AUTO_FOCUS = "LineTable"
    CSS_PATH: ClassVar[CSSPathType] = "filtered_screen.tcss"
    PLACEHOLDER: ClassVar[str] = "Filtrera: namn, väg, fas, steg, roll …"

    def table(self) -> LineTable[Any]:
        """The screen's table."""
        raise NotImplementedError

    def body(self) -> Iterable[Widget]:
        yield FilterLine(placeholder=self.PLACEHOLDER, compact=True, id="filter", select_on_focus=False)
        yield Static(id="count")
        yield from self.below()

    def below(self) -> Iterable[Widget]:
        """The widgets below the filter: the table, and what a screen has beside it."""
        yield self.table()

    @property
    def rows(self) -> LineTable[Any]:
        return self.query_one(LineTable)

    def count(self, total: int) -> str:
        """What the line above the table says."""
        return f"{self.rows.shown} av {total}" if self.rows.shown != total else f"{total}"

    def show(self, rows: tuple[Any, ...]) -> None:
        """Show these rows, as the filter has it."""
        self._total = len(rows)
        self.rows.show(rows)

    _total = 0

    def on_line_table_moved(self) -> None:
        self.query_one("#count", Static).update(Content(self.count(self._total)), layout=False)
        self.refresh_bindings()

    def on_input_changed(self, event: Input.Changed) -> None:
        self.rows.filter(event.value)

    def action_filter(self) -> None:
        """A word that stands there is replaced by what is typed, as in the lines of a form."""
        line = self.query_one(FilterLine)
        line.focus()
        line.select_all()

    def action_to_table(self) -> None:
        self.rows.focus()

    def action_clear_filter(self) -> None:
        self.query_one(FilterLine).value = ""
        self.rows.focus()
