"""The clinic's own facts: asked for by the welcome, changed later."""

from collections.abc import Mapping
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.commands.clinic import save_clinic
from models.forms.clinic import ClinicForm
from models.queries.clinic import ClinicView
from screens.form_screen import FormScreen
from screens.host import open_register
from screens.widgets.fields import ChoiceField
from screens.widgets.form import FieldSpec, Kind

_OPERATORS = {"regiondriven": "regiondriven", "privat": "privat"}


def _specs(regions: Mapping[str, str]) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("region", "Region", Kind.CHOICE, "Byt med pilarna", regions),
        FieldSpec("name", "Vårdcentralens namn"),
        FieldSpec("private", "Driftsform", Kind.CHOICE, options=_OPERATORS),
        FieldSpec("listed", "Listade patienter", hint="Heltal, t.ex. 8 200"),
        FieldSpec("chief", "Ditt namn", hint="Chefens namn: det står i loggen"),
    )


def clinic_form(clinic: ClinicView, regions: Mapping[str, str]) -> FormScreen[Any]:
    """The form for changing the clinic."""
    values = {
        "region": clinic.region,
        "name": clinic.name,
        "private": "privat" if clinic.private else "regiondriven",
        "listed": str(clinic.listed),
        "chief": clinic.chief,
    }
    return FormScreen(
        "Vårdcentralens uppgifter",
        _specs(regions),
        ClinicForm,
        save_clinic,
        draft="vardcentral:nu",
        values=values,
        fixed={"version": clinic.version},
        about="Kandidater som redan har en checklista behåller den region och version som den skapades med.",
    )


class WelcomeScreen(FormScreen[ClinicForm]):
    """The first thing a new clinic sees; leaving it leaves the program."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_program", "Avsluta")]

    def __init__(self, regions: Mapping[str, str], folder: str, *, synced: bool) -> None:
        warning = (
            "\n\nMappen ser ut att synkas av en molntjänst. Ett öppet register kan skadas av det: välj hellre en mapp "
            "som inte synkas, med st-kollen --data MAPP."
            if synced
            else ""
        )
        super().__init__(
            "Välkommen till ST-kollen",
            _specs(regions),
            ClinicForm,
            save_clinic,
            draft="vardcentral:ny",
            fixed={"version": None},
            about=(
                "ST-kollen följer blivande och pågående ST-läkare i allmänmedicin genom regionens egen rutin, steg för "
                "steg. Fem uppgifter, sedan är du i gång. Allt går att ändra senare.\n\n"
                f"Registret sparas på den här datorn, i {folder}. En annan mapp väljs med st-kollen --data MAPP. "
                "Inget skickas någonstans.\n\nVill du bara titta? Avsluta med esc och starta st-kollen --demo."
                + warning
            ),
        )

    async def action_discard(self) -> None:
        """Begin again: there is no screen to go back to."""
        if not self._twice("discard"):
            self._tell("F8 igen kastar det som inte är sparat.", wrong=True)
            return
        await open_register(self).drop_draft(self._draft)
        self._touched.clear()
        self._unstored.clear()
        self._left = None
        self._body.fill(self._start)
        self._body.complain({})
        self.query_one(ChoiceField).focus()
        self.query_one("#form-title", Static).update(Content(self._title))
        self.refresh_bindings()

    async def action_leave_program(self) -> None:
        await self._keep_draft()
        self.app.exit()
