"""The palette: find a person by name, or something that the program can do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from models.queries.candidates import CandidateLine
from models.text import fold
from screens.host import LOCK
from screens.widgets.key_bar import KeyBar
from screens.widgets.line_table import Column, LineTable
from tui.theme import THEMES

_COMMANDS = (
    ("Idag", "app.show('idag')"),
    ("Kandidater", "app.show('kandidater')"),
    ("Checklistor", "app.show('checklistor')"),
    ("Handledare, studierektorer och kontakter", "app.show('personer')"),
    ("Export till studierektor", "app.show('export')"),
    ("Gallring: vilka som inte längre ska sparas", "app.show('gallring')"),
    ("Ny kandidat", "app.new_candidate"),
    ("Vårdcentralens uppgifter", "app.clinic"),
    ("Användare och lösenord", "app.show('anvandare')"),
    ("Byt lösenord", "app.own_password"),
    ("Ny återställningsnyckel", "app.new_recovery_key"),
    ("Byt registrets nyckel", "app.new_key"),
    ("Registrets logg", "app.show('registerlogg')"),
    ("Radera okrypterade filer", "app.erase_unencrypted"),
    ("Raderade som finns i registret", "app.settle_unsealed"),
    ("Säkerhetskopior: se och återläs", "app.show('sakerhetskopior')"),
    ("Säkerhetskopiera nu", "app.back_up"),
    ("Regler: var varje regel står", "app.rules"),
    ("Hjälp: första dagen i tio steg", "app.help(True)"),
    *((f"Utseende: {title.lower()}", f"app.look('{theme.name}')") for title, theme in THEMES.items()),
    ("Avsluta", "app.quit"),
)


@dataclass(frozen=True)
class Entry:
    """Something to find: what it is called, what kind of thing it is, and the action that opens it."""

    title: str
    about: str
    action: str
    folded: str


def entries(
    people: Sequence[CandidateLine], allows: Callable[[str], bool], more: Sequence[tuple[str, str]] = ()
) -> tuple[Entry, ...]:
    """The program's commands, and more of them by title and action, of those that are allowed; then everybody."""
    commands = (Entry(title, "", action, fold(title)) for title, action in (*_COMMANDS, *more) if allows(action))
    found = (Entry(one.name, one.phase, f"app.person('{one.id}')", one.folded) for one in people)
    return (*commands, *found)


class SearchLine(Input):
    """The words to find; the arrows walk the hits below."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "screen.choose", "Öppna", key_display="enter"),
        Binding("down", "screen.walk(1)", "Nästa träff", key_display="↓"),
        Binding("up", "screen.walk(-1)", "Förra träffen", show=False),
    ]


class Palette(ModalScreen[str]):
    """Answers with the action that was chosen."""

    HELP: ClassVar[str] = """\
Sök en person eller något som programmet kan göra: skriv en del av namnet. Pilarna väljer bland träffarna, enter \
öppnar den som är markerad."""
    CSS_PATH = "palette.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss", "Stäng", key_display="esc"),
        Binding("f1", "app.help", "Hjälp"),
        LOCK,
    ]

    def __init__(self, found: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = found

    def compose(self) -> ComposeResult:
        with Vertical():
            yield SearchLine(placeholder="Sök en person eller ett kommando …", compact=True)
            yield LineTable[Entry](
                (
                    Column("", lambda one: (one.title, "strong"), 30, grow=2),
                    Column("", lambda one: (one.about, "muted"), 14, grow=1),
                ),
                key=lambda one: one.action,
                folded=lambda one: one.folded,
                head=False,
            )
        yield KeyBar()

    def on_mount(self) -> None:
        self._table.can_focus = False
        self._table.show(self._entries)

    @property
    def _table(self) -> LineTable[Entry]:
        return self.query_one(LineTable)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._table.filter(event.value)
        self._table.action_edge(0)

    def action_walk(self, step: int) -> None:
        self._table.action_move(step)

    def action_choose(self) -> None:
        if self._table.row is not None:
            self.dismiss(self._table.row.action)
