"""The log, of a person or of the register: what was done, and what the entry in focus changed, field by field."""

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from models.queries.log import LogLine, person_log
from models.queries.log_entry import entry_view
from models.text import fold
from screens.filtered_screen import FilteredScreen
from screens.host import open_register
from screens.log_text import entry_text
from screens.widgets.line_table import Column, LineTable
from screens.words import moment


class LogScreen(FilteredScreen):
    """Entries of the log, and all about the one in focus."""

    PLACEHOLDER = "Filtrera: dag, vem, vad …"
    CSS_PATH: ClassVar[CSSPathType] = ["filtered_screen.tcss", "log.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc")]

    def below(self) -> Iterable[Widget]:
        with Container(id="log-panes"):
            yield self.table()
            with VerticalScroll(id="entry-pane"):
                yield Static(id="entry")

    def count(self, total: int) -> str:
        return f"{super().count(total)} {'händelse' if total == 1 else 'händelser'}"

    def on_line_table_moved(self) -> None:
        super().on_line_table_moved()
        self._show_entry(self.rows.row)

    @work(exclusive=True, group="entry")
    async def _show_entry(self, line: LogLine | None) -> None:
        """All about the entry in focus, read beside the keys."""
        entry = None if line is None else await open_register(self).ask(entry_view, line.id)
        self.query_one("#entry", Static).update(Content("") if line is None else entry_text(line, entry))
        self.query_one("#entry-pane", VerticalScroll).scroll_home(animate=False)


class PersonLogScreen(LogScreen):
    """The log of whoever is being looked at."""

    TAB = "kandidater"
    HELP = """\
Allt som har gjorts i programmet om personen, det senaste först: när, vad och av vem. Rutan bredvid visar vad \
händelsen i fokus ändrade, fält för fält: först som det var, och efter pilen som det blev.

/ filtrerar på dag, ord och namn. Tabb går till rutan, där pilarna rullar. Loggen går inte att ändra: det som \
ångras står kvar, och ångrandet är en ny händelse. Av det som är raderat enligt beslut syns bara när något gjordes."""

    def __init__(self) -> None:
        super().__init__()
        self._name = ""
        self._shown_for: UUID | None = None

    def table(self) -> LineTable[LogLine]:
        return LineTable(
            (
                Column("När", lambda line: (moment(line.at), "muted"), 16),
                Column("Vad", lambda line: (line.said, "" if line.actor else "muted"), 24, grow=4),
                Column("Vem", lambda line: (line.actor, "muted"), 14, grow=1, from_width=70),
            ),
            key=lambda line: line.id,
            folded=lambda line: fold(" ".join((moment(line.at), line.said, line.actor))),
            id="entries",
        )

    @property
    def keys_wait(self) -> bool:
        return self._shown_for != self.host.candidate

    async def load(self) -> None:
        candidate = self.host.candidate
        log = None if candidate is None else await open_register(self).ask(person_log, candidate)
        if log is None:
            await self.run_action("app.back")
            return
        self._name, somebody_else = log.name, self._shown_for != candidate
        self._shown_for = candidate
        self.show(log.lines)
        if somebody_else:
            self.rows.action_edge(0)

    def count(self, total: int) -> str:
        return f" {self._name} · {super().count(total)}"
