"""Kandidater: everybody on a line, with what hinders now and whose turn it is."""

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from textual.binding import Binding, BindingType

from models.knowledge.vocabulary import Stage
from models.queries.candidates import CandidateLine, candidate_lines, lines_in_sight
from models.queries.drafts import NEW_CANDIDATE, draft_of
from screens.filtered_screen import FilteredScreen
from screens.host import open_register
from screens.widgets.line_table import Cell, Column, LineTable
from screens.words import coming_day, days_since, short_day

_LATEST = "9999"
# The lines come in order of name, and sorting keeps that order among equals.
_SORTS: dict[str, Callable[[CandidateLine], Any]] = {
    "namn": lambda _line: 0,
    "fas": lambda line: list(Stage).index(Stage(line.stage)),
    "längst väntan": lambda line: str(line.since or _LATEST),
    "nästa datum": lambda line: str(line.due_on or _LATEST),
}


class CandidatesScreen(FilteredScreen):
    """Those who are in the register, or in its archive."""

    TAB = "kandidater"
    HELP = """\
Alla kandidater, en per rad. Hindrar nu är det första ska-steg eller den första spärr (▣) som inte är klar, och vems \
tur det är. Kan inget göras före en viss dag står dagen, och vad man väntar på, till exempel sista ansökningsdag.

enter öppnar personen, c checklistan vid det som hindrar, r regeln för det. / filtrerar på allt som syns i raden. s \
byter sortering: namn, fas, längst väntan, nästa datum. x visar arkivet och tillbaka. p visar handledare, \
studierektorer och kontakter."""
    HELP_IN_PART = """\
De läkare som provtjänstgör eller gör BT eller ST här, en per rad. Hindrar nu är det första ska-steg eller den första \
spärr (▣) som inte är klar i de faserna, och vems tur det är.

enter öppnar personen, c checklistan vid det som hindrar, r regeln för det. / filtrerar på allt som syns i raden. s \
byter sortering: namn, fas, längst väntan, nästa datum. p visar handledare, studierektorer och kontakter."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Öppna"),
        Binding("n", "app.new_candidate", "Ny kandidat"),
        Binding("c", "checklist", "Checklista"),
        Binding("s", "sort", "Sortera"),
        Binding("x", "archive", "Arkivet"),
        Binding("p", "app.show('personer')", "Handledare m.fl."),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sort = "namn"
        self._archived = self._draft = False
        self._lines: tuple[CandidateLine, ...] = ()

    def table(self) -> LineTable[CandidateLine]:
        return LineTable(
            (
                Column("Namn", lambda line: (line.name, "strong"), 18, grow=2),
                Column("Fas", lambda line: (line.phase, ""), 12, grow=1),
                Column("Hindrar nu", self._hinders, 28, grow=4),
                Column("Vems tur", _role, 13, grow=1),
                Column("Sedan", self._since, 9, from_width=96),
                Column("Steg", _steps, 6, from_width=78),
                Column("Nästa datum", self._next, 13, from_width=108),
                Column("Väg", lambda line: (line.route, "muted"), 16, grow=1, from_width=130),
            ),
            key=lambda line: line.id,
            folded=lambda line: line.folded,
            id="candidates",
        )

    async def load(self) -> None:
        self._lines = await open_register(self).ask(lines_in_sight, self.host.today, archived=self._archived)
        self._draft = await open_register(self).ask(draft_of, NEW_CANDIDATE) is not None
        self.rows.empty = (
            "Arkivet är tomt. x går tillbaka till kandidaterna."
            if self._archived
            else "Inga pågående kandidater. Tryck n för att lägga till en, eller x för att se arkivet."
            if self.host.may(candidate_lines)
            else "Ingen provtjänstgör eller gör BT eller ST här just nu."
        )
        self._show_sorted()
        if self.host.candidate is not None:
            self.rows.go_to(self.host.candidate)

    def _show_sorted(self) -> None:
        self.show(tuple(sorted(self._lines, key=_SORTS[self._sort])))

    def count(self, total: int) -> str:
        people = "kandidat" if total == 1 else "kandidater"
        place = "ARKIVET (x går tillbaka):" if self._archived else ""
        draft = " · utkast till ny kandidat finns: tryck n" if self._draft else ""
        return f" {place} {super().count(total)} {people} · sorterat på {self._sort}{draft}"

    @property
    def step_in_focus(self) -> UUID | None:
        return None if self.rows.row is None else self.rows.row.step_id

    def home(self) -> None:
        if self._archived:
            self.action_archive()

    def action_open(self) -> None:
        if self.rows.row is not None:
            self.host.look_at(self.rows.row.id)

    def action_checklist(self) -> None:
        if self.rows.row is not None:
            self.host.look_at_step(self.rows.row.id, self.rows.row.step_id)

    def action_sort(self) -> None:
        names = list(_SORTS)
        self._sort = names[(names.index(self._sort) + 1) % len(names)]
        self._show_sorted()

    def action_archive(self) -> None:
        self._archived = not self._archived
        self.host.candidate = None
        self.reload()

    def on_line_table_moved(self) -> None:
        if self.rows.row is not None:
            self.host.candidate = self.rows.row.id

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        if action == "archive":
            return self.host.may(candidate_lines)
        return action not in {"open", "checklist"} or self.rows.row is not None

    def _hinders(self, line: CandidateLine) -> Cell:
        if line.outcome:
            return line.outcome, "muted"
        if not line.step:
            return "inget", "success"
        if line.opens_on is not None:
            return f"till {coming_day(line.opens_on, self.host.today)}: {line.waits_for or line.step}", "muted"
        return line.step, "" if line.ours else "muted"

    def _since(self, line: CandidateLine) -> Cell:
        if line.since is None or line.opens_on is not None:
            return "", "muted"
        return days_since(line.since, self.host.today), "muted"

    def _next(self, line: CandidateLine) -> Cell:
        today = self.host.today
        if line.due_on is None:
            return "", ""
        late = line.due_on < today
        return f"{'! ' if late else ''}{short_day(line.due_on, today)}", "error" if late else ""


def _role(line: CandidateLine) -> Cell:
    if line.outcome or line.opens_on is not None:
        return "", ""
    return line.role, "accent" if line.ours else "muted"


def _steps(line: CandidateLine) -> Cell:
    return (f"{line.steps_done}/{line.steps_total}" if line.steps_total else "–"), "muted"
