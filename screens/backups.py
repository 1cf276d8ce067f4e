"""The backups: when and where they were made, whether they are whole, and the way back to one of them."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.backups import State, backups_of, state_of
from models.copies import Copy
from models.faults import StorageFault
from models.restoring import compare, key_now
from models.text import fold
from screens.backup_forms import KeyOfThenScreen, RestoreScreen
from screens.backup_text import kind_of, size_of
from screens.filtered_screen import FilteredScreen
from screens.host import open_register
from screens.widgets.line_table import Cell, Column, LineTable
from screens.words import moment


@dataclass(frozen=True)
class BackupRow:
    """A backup, the folder of the register that it may lie beside, and how it is, when that has been looked at."""

    copy: Copy
    beside: Path
    state: State | None

    @property
    def kind(self) -> str:
        return kind_of(self.copy)

    @property
    def where(self) -> str:
        return "vid registret" if self.copy.file.is_relative_to(self.beside) else str(self.copy.file.parent)


class BackupsScreen(FilteredScreen):
    """Every backup that can be found, newest first."""

    TAB = "sakerhetskopior"
    PLACEHOLDER = "Filtrera: dag, sort, mapp …"
    HELP = """\
Säkerhetskopior görs av sig själva när programmet startar och något har ändrats sedan den senaste, och före varje \
uppgradering. b gör en nu. Alla från i dag behålls, sedan en om dagen i en vecka, en i veckan i fyra veckor och en i \
månaden i ett år, men ingen längre än de dagar som står under Gallring (i): 90 om inget annat är sagt. Kopior som du \
själv har gett ett namn rörs aldrig.

Den nyaste står först: den som har mest av registrets logg, även om datorns klocka har gått fel.

Varje kopia läses igenom medan listan visas: hel, eller skadad. Annan nyckel betyder att den är som den gjordes, \
oftast före det senaste bytet av registrets nyckel, och öppnas med lösenordet som gällde då. enter jämför kopian med \
registret, visar vad som skulle försvinna och komma tillbaka, och frågar om den ska återläsas. Det som ersätts sparas.

En mapp till, på ett USB-minne eller en annan disk, anges under Vårdcentralens uppgifter (ctrl+p). Ett register på en \
trasig disk kan bara räddas av en kopia som ligger någon annanstans."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Jämför och återläs", key_display="enter"),
        Binding("b", "app.back_up", "Säkerhetskopiera nu"),
        Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._copies: tuple[Copy, ...] = ()
        self._states: dict[Path, State] = {}

    def table(self) -> LineTable[BackupRow]:
        return LineTable(
            (
                Column("När", lambda row: (f"{moment(row.copy.made_at)}:{row.copy.made_at:%S}", "strong"), 19),
                Column("Vad", lambda row: (row.kind, ""), 20, grow=1),
                Column("Hel", _state, 14),
                Column("Storlek", lambda row: (size_of(row.copy), "muted"), 9),
                Column("Schema", _schema, 6, from_width=76),
                Column("Var", lambda row: (row.where, "muted"), 13, grow=2, from_width=90),
            ),
            key=lambda row: row.copy.file,
            folded=lambda row: fold(" ".join((moment(row.copy.made_at), row.kind, row.where))),
            empty="Det finns ingen säkerhetskopia än: b gör en.",
        )

    async def load(self) -> None:
        try:
            self._copies = await backups_of(open_register(self))
        except StorageFault as fault:
            self.host.warn(fault)
        self._states = {copy.file: self._states[copy.file] for copy in self._copies if copy.file in self._states}
        self._show_rows()
        self._look_through()

    @work(exclusive=True, group="states")
    async def _look_through(self) -> None:
        """Read every backup through, one after the other, beside the keys."""
        for copy in self._copies:
            if copy.file not in self._states:
                self._states[copy.file] = await state_of(open_register(self), copy)
                self._show_rows()

    def _show_rows(self) -> None:
        beside = open_register(self).place.folder
        self.show(tuple(BackupRow(copy, beside, self._states.get(copy.file)) for copy in self._copies))

    def count(self, total: int) -> str:
        return f" {super().count(total)} {'säkerhetskopia' if total == 1 else 'säkerhetskopior'}"

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        return action != "open" or self.rows.row is not None

    async def action_open(self) -> None:
        """What opens it is asked for first, where it is not the register's own key."""
        row: BackupRow | None = self.rows.row
        if row is None:
            return
        copy = row.copy
        if (row.state or await state_of(open_register(self), copy)) is State.OTHER_KEY:
            form = KeyOfThenScreen(copy)
            await form.open_on(self, lambda: self._ask_with(copy, form.opener))
        else:
            self._ask_with(copy, key_now(open_register(self), copy))

    def _ask_with(self, copy: Copy, key: bytes | None) -> None:
        self.host.hold_keys()
        self._ask(copy, key)

    @work(exclusive=True, group="compare")
    async def _ask(self, copy: Copy, key: bytes | None) -> None:
        """Show what would be other than it is; keys wait for it."""
        try:
            form = RestoreScreen(copy, key, await compare(open_register(self), copy, key))
        except StorageFault as fault:
            self.host.warn(fault)
        else:
            await form.open_on(self, lambda: self.host.restore_by(form.work))
        finally:
            self.host.release_keys()


def _state(row: BackupRow) -> Cell:
    if row.state is None:
        return "läses …", "muted"
    return row.state.value, "error" if row.state is State.DAMAGED else "" if row.state is State.WHOLE else "muted"


def _schema(row: BackupRow) -> Cell:
    return "" if row.copy.schema is None else str(row.copy.schema), "muted"
