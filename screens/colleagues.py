"""Handledare, studierektorer and other contacts: a small list of their own."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.commands.colleagues import save_colleague
from models.field_names import COLLEAGUE
from models.forms.colleague import ColleagueForm
from models.forms.days import Lean
from models.ids import new_id
from models.queries.colleagues import ColleagueLine, colleague_lines, colleague_roles
from models.queries.staff_extract import staff_extract
from screens.extract import write_staff_extract
from screens.filtered_screen import FilteredScreen
from screens.form_screen import FormScreen
from screens.host import open_register
from screens.widgets.form import FieldSpec, Kind
from screens.widgets.line_table import Column, LineTable

_PURPOSE = """\
Någon som följer kandidaterna, eller som du brukar kontakta. Handledare och studierektorer som läggs in här kan väljas \
på en kandidat, och då fylls deras namn i där rollen står. Är någon ensam i en annan roll som regionen skriver till, \
som utbildningssekreterare, står namnet i breven dit. För handledare räknas två dagar: när hen blev specialist, \
och när handledarutbildningen var klar. Den som inte längre är aktiv finns kvar men syns inte i listorna."""
_REST = (
    FieldSpec("workplace", COLLEAGUE["workplace"]),
    FieldSpec("email", COLLEAGUE["email"]),
    FieldSpec("phone", COLLEAGUE["phone"]),
    FieldSpec(
        *("specialist_on", COLLEAGUE["specialist_on"], Kind.DAY, "I allmänmedicin"),
        heading="Handledare",
        lean=Lean.LAST,
    ),
    FieldSpec("supervisor_training_on", COLLEAGUE["supervisor_training_on"], Kind.DAY, "Blev klar den", lean=Lean.LAST),
    FieldSpec("note", COLLEAGUE["note"], Kind.TEXT, heading="Övrigt"),
    FieldSpec("archived", COLLEAGUE["archived"], Kind.CHOICE, "Döljs i listorna", {"nej": "nej", "ja": "ja"}),
)


class ColleaguesScreen(FilteredScreen):
    """Those who follow the candidates, and those one calls."""

    TAB = "kandidater"
    PLACEHOLDER = "Filtrera: namn, roll, arbetsplats, kandidat …"
    HELP = """\
Handledare, studierektorer och andra kontakter. Handledare och studierektorer som läggs in här kan väljas på en \
kandidat; sista kolumnen visar vilka de följer. Den som är ensam i en annan roll som regionen skriver till, till \
exempel utbildningssekreterare, står med namn i breven dit.

För handledare: när specialistbeviset i allmänmedicin är utfärdat, och när handledarutbildningen blev klar. x visar \
även dem som inte längre är aktiva. t skriver ett registerutdrag: allt som registret har om personen."""
    HELP_IN_PART = """\
Handledare, studierektorer och andra kontakter, och vilka av läkarna de följer. x visar även dem som inte längre är \
aktiva."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e,ctrl+j", "open", "Ändra", key_display="enter"),
        Binding("n", "new", "Ny person"),
        Binding("x", "archive", "Visa även inaktiva"),
        Binding("t", "extract", "Registerutdrag"),
        Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._archived = False

    def table(self) -> LineTable[ColleagueLine]:
        return LineTable(
            (
                Column("Namn", lambda line: (line.name, "muted" if line.archived else "strong"), 18, grow=2),
                Column("Roll", lambda line: (line.role_name, ""), 22),
                Column("Arbetsplats", lambda line: (line.workplace, "muted"), 12, grow=2),
                Column("Specialist", lambda line: (line.values["specialist_on"], "muted"), 10),
                Column("Handl.utb.", lambda line: (line.values["supervisor_training_on"], "muted"), 10, from_width=74),
                Column("Följer", lambda line: (", ".join(line.candidates), ""), 12, grow=3, from_width=90),
            ),
            key=lambda line: line.id,
            folded=lambda line: line.folded,
        )

    async def load(self) -> None:
        how = " Tryck n för att lägga till en handledare eller studierektor." if self.host.may(save_colleague) else ""
        self.rows.empty = f"Ingen inlagd än.{how}"
        self.show(await open_register(self).ask(colleague_lines, archived=self._archived))

    def count(self, total: int) -> str:
        return f" {super().count(total)} {'person' if total == 1 else 'personer'}"

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        if action in {"open", "new"}:
            return self.host.may(save_colleague) and (action == "new" or self.rows.row is not None)
        if action == "extract":
            return self.host.may(staff_extract) and self.rows.row is not None
        return True

    async def action_open(self) -> None:
        if self.rows.row is not None:
            await self._ask(self.rows.row)

    async def action_new(self) -> None:
        await self._ask(None)

    async def _ask(self, line: ColleagueLine | None) -> None:
        await colleague_form(line, await open_register(self).ask(colleague_roles)).open_on(self)

    @work
    async def action_extract(self) -> None:
        """All that is held about the person, as files."""
        if self.rows.row is not None:
            await write_staff_extract(self.host, self.rows.row.id)

    def action_archive(self) -> None:
        self._archived = not self._archived
        self.reload()


class ColleagueFormScreen(FormScreen[ColleagueForm]):
    """A form whose last choice is a plain yes or no in the model."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        return {**values, "archived": values["archived"] == "ja"}


def colleague_form(line: ColleagueLine | None, roles: Mapping[str, str]) -> ColleagueFormScreen:
    """The form for somebody new (None), or for a colleague's changes; whatever role the person has stays a choice."""
    kept = {} if line is None else {line.role: line.role_name}
    return ColleagueFormScreen(
        "Ny person" if line is None else f"Ändra {line.name}",
        (FieldSpec("name", "Namn"), FieldSpec("role", "Roll", Kind.CHOICE, options={**roles, **kept}), *_REST),
        ColleagueForm,
        save_colleague,
        purpose=_PURPOSE,
        draft=f"person:{'ny' if line is None else line.id}",
        values={} if line is None else line.values,
        fixed={"id": new_id(), "version": None} if line is None else {"id": line.id, "version": line.version},
    )
