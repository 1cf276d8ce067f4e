"""Gallring: whose time of being kept is over, and erasing them for good."""

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

from models.copies import SecondFolder
from models.queries.erasure import what_goes
from models.queries.retention import DueLine, RetentionView, retention_view
from models.second_folders import erased_on, second_folders
from models.text import counted
from screens.destroyed_form import destroyed_form
from screens.erasure import ErasureScreen
from screens.filtered_screen import FilteredScreen
from screens.host import open_register
from screens.retention_form import retention_form
from screens.retention_text import about_line, copies_text, folders_text, rules_text
from screens.widgets.line_table import Cell, Column, LineTable


class RetentionScreen(FilteredScreen):
    """Those who are due, and beside them how long the clinic keeps whom."""

    TAB = "gallring"
    PLACEHOLDER = "Filtrera: namn, hur det slutade, dag …"
    HELP = """\
Vilka i arkivet som inte längre ska sparas, och varför. Rutan bredvid säger hur länge vårdcentralen sparar vem. På en \
privat vårdcentral föreslås den som inte anställdes två år efter beslutet, om inget annat är sagt. På en regiondriven \
är uppgifterna allmänna handlingar: där föreslås ingen innan ett gallringsbeslut är inskrivet. Den som har varit \
anställd i BT eller ST föreslås bara om det är bestämt. Programmet raderar aldrig någon av sig självt.

Handledare, studierektorer, kontakter och användare gallras inte. Deras namn står i det de har gjort, på \
checklistor och i loggen, och det ska gå att se vem som gjorde det. Den som har slutat markeras som inte längre aktiv, \
eller tas bort bland användarna: då syns personen inte i listorna, men är kvar i registret.

x visar precis vad som raderas om personen, och frågar innan något görs. Mellanslag markerar flera, som då raderas på \
en gång; a markerar alla som visas. Det går inte att ångra. enter öppnar personen: där skriver t ut ett \
registerutdrag.

i ändrar hur länge uppgifter och säkerhetskopior sparas, och där skrivs gallringsbeslutet in.

Säkerhetskopior i en mapp till, även en som inte används längre, tas bort när de är gamla nog och mappen går att nå. \
Rutan säger i vilka mappar raderade kan finnas kvar. Är minnet eller disken förstörd säger m till om det."""
    CSS_PATH: ClassVar[CSSPathType] = ["filtered_screen.tcss", "split.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("x", "erase", "Radera"),
        Binding("space", "mark", "Markera", key_display="mellanslag"),
        Binding("a", "mark_all", "Alla"),
        Binding("i", "rules", "Gallringstider"),
        Binding("m", "forget_folder", "Minnet förstört"),
        Binding("enter,ctrl+j", "open", "Person", key_display="enter"),
        Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._view: RetentionView | None = None
        self._folders: tuple[SecondFolder, ...] = ()
        self._marked: frozenset[UUID] = frozenset()

    def table(self) -> LineTable[DueLine]:
        return LineTable(
            (
                Column("", self._mark, 2),
                Column("Namn", lambda line: (line.name, "strong"), 16, grow=2),
                Column("Hur det slutade", lambda line: (line.outcome, ""), 22, from_width=70),
                Column("När", lambda line: (str(line.ended_on), "muted"), 10),
                Column("Sparas till", lambda line: (str(line.kept_until), "muted"), 11),
            ),
            key=lambda line: line.id,
            folded=lambda line: line.folded,
        )

    def _mark(self, line: DueLine) -> Cell:
        return ("✓" if line.id in self._marked else "", "accent")

    def below(self) -> Iterable[Widget]:
        with Container(classes="split"):
            yield self.table()
            with VerticalScroll(can_focus=False):
                yield Static(id="about-due")

    async def load(self) -> None:
        register = open_register(self)
        view = await register.ask(retention_view, self.host.today, await erased_on(register))
        self._folders = await second_folders(register)
        self._view, self._marked = view, self._marked & {line.id for line in view.due}
        self.rows.empty = "Ingen ska gallras nu."
        self.show(view.due)

    def count(self, total: int) -> str:
        view = self._view
        if view is None:
            return ""
        later = f" · {view.coming} längre fram, tidigast efter {view.next_until}" if view.coming else ""
        marked = f" · {counted(len(self._marked), 'markerad', 'markerade')}" if self._marked else ""
        return f" {super().count(total)} att gallra{marked}{later}"

    def on_line_table_moved(self) -> None:
        super().on_line_table_moved()
        line: DueLine | None = self.rows.row
        if self._view is not None:
            copies = copies_text(self._view), folders_text(self._folders)
            parts = (*copies, None if line is None else about_line(line), rules_text(self._view))
            self.query_one("#about-due", Static).update(Content("\n\n").join(filter(None, parts)))

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        if action == "forget_folder":
            return bool(self._out_of_reach)
        return action not in {"erase", "mark", "mark_all", "open"} or self.rows.row is not None

    def action_mark(self) -> None:
        line: DueLine | None = self.rows.row
        if line is not None:
            self._mark_these(self._marked ^ {line.id})
            self.rows.action_move(1)

    def action_mark_all(self) -> None:
        """All that the filter lets through; where they all are, none."""
        shown = {line.id for line in self.rows.let_through}
        self._mark_these(self._marked - shown if shown <= self._marked else self._marked | shown)

    def _mark_these(self, marked: frozenset[UUID]) -> None:
        self._marked = marked
        if self._view is not None:
            self.show(self._view.due)

    def action_open(self) -> None:
        line: DueLine | None = self.rows.row
        if line is not None:
            self.host.look_at(line.id)

    @property
    def _out_of_reach(self) -> tuple[SecondFolder, ...]:
        return tuple(one for one in self._folders if one.holds_erased and not one.reached)

    async def action_forget_folder(self) -> None:
        """Ask which of the folders that cannot be reached is destroyed."""
        await destroyed_form(self._out_of_reach).open_on(self, self.reload)

    async def action_rules(self) -> None:
        if self._view is not None and self.host.clinic is not None:
            await retention_form(self._view, private=self.host.clinic.private).open_on(self)

    @work
    async def action_erase(self) -> None:
        """Ask about those who are marked, or about the one in focus."""
        line: DueLine | None = self.rows.row
        if line is None or self._view is None:
            return
        marked = tuple(one.id for one in self._view.due if one.id in self._marked) or (line.id,)
        goes = await open_register(self).ask(what_goes, marked)
        self.app.push_screen(ErasureScreen(goes, self._view.backups_days, self.host.today, self._folders))
