"""A step's letter, filled in: to read through, copy, or save as a draft for the mail program. Nothing is sent."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any, ClassVar
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.exchange.eml import letter_draft, letter_file_name
from models.exchange.place import export_folder
from models.faults import StorageFault
from models.queries.checklist import checklist_view
from models.queries.colleagues import colleague_lines
from models.queries.letter import FilledInAt, Lacking, LetterView, letter_for
from models.queries.person import person_view
from models.rules.letter import Recipient
from screens.candidate_form import candidate_form
from screens.clinic_form import ask_of_clinic
from screens.form_screen import FormScreen
from screens.host import LOCK, host_of, open_register
from screens.paper import write_beside
from screens.step_form import step_form
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page

_AT_CLINIC = "v lägger in adressen bland vårdcentralens uppgifter"
_REMEDIES = {
    FilledInAt.PERSON: "p fyller i på personen",
    FilledInAt.CLINIC: _AT_CLINIC,
    FilledInAt.LETTER: "skriv det i brevet innan du skickar",
}
_CHOSEN = {"director": "studierektorn", "supervisor": "handledaren"}
# What each form fills in, that which it is about first.
_FILLS = {
    FilledInAt.PERSON: (FilledInAt.PERSON, FilledInAt.CHOICE),
    FilledInAt.STEP: (FilledInAt.STEP,),
    FilledInAt.CLINIC: (FilledInAt.CLINIC, FilledInAt.CHOICE),
}


class LetterScreen(ModalScreen[None]):
    """One letter; what it lacks is filled in by the forms that it opens, and then it is read again."""

    HELP: ClassVar[str] = """\
Brevet är ifyllt med det som registret vet. Det som saknas står överst, och inom hakparentes i texten. Där står också \
vilken tangent som öppnar rätt formulär: p för personen, enter för steget som frågar efter det, v för adresserna. När \
du har sparat är brevet ifyllt.

c kopierar brevets text, så att den kan klistras in i e-postprogrammet. s sparar ett utkast (.eml) i mappen ST-kollen \
bland dina dokument: öppna filen, så visar e-postprogrammet brevet färdigt att läsa igenom. Programmet skickar \
ingenting, och bilagor lägger du till själv. Tar mottagaren emot frågan i ett formulär eller på telefon står det \
överst: då finns inget utkast, bara text att kopiera."""
    CSS_PATH = "letter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,ctrl+s,f2", "save", "Spara utkast", key_display="s"),
        Binding("c", "copy", "Kopiera"),
        Binding("escape,backspace,b", "close", "Tillbaka", key_display="esc"),
        Binding("p", "fill('PERSON')", "Fyll i personen"),
        Binding("enter,ctrl+j", "fill('STEP')", "Fyll i steget", key_display="enter"),
        Binding("v", "fill('CLINIC')", "Adresser"),
        Binding("question_mark,f1", "app.help", "Hjälp", key_display="?"),
        LOCK,
    ]

    def __init__(self, step: UUID, view: LetterView) -> None:
        super().__init__()
        self._step, self._view = step, view

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Brev: {self._view.letter.title} · {self._view.name}"), id="letter-title")
        with Page(id="letter-page"):
            yield Static(id="letter-lacks")
            yield Static(id="letter-text")
        saves = "" if self._view.letter.by_form else "s sparar ett utkast, "
        yield Static(f"Inget skickas härifrån. {saves}c kopierar texten.", id="letter-result")
        yield KeyBar()

    def on_mount(self) -> None:
        self._show()

    def _show(self) -> None:
        lacks = self.query_one("#letter-lacks", Static)
        lacks.update(Content("\n").join(_lacks(self._view.lacking)))
        lacks.display = bool(self._view.lacking)
        self.query_one("#letter-text", Static).update(Content("\n").join(_letter(self._view)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "save":
            return not self._view.letter.by_form
        return action != "fill" or self._first(FilledInAt[str(parameters[0])]) is not None

    def _first(self, at: FilledInAt) -> Lacking | None:
        """The first thing that is filled in at a place."""
        return next((one for place in _FILLS[at] for one in self._view.lacking if one.at is place), None)

    def action_close(self) -> None:
        self.dismiss(None)

    async def action_fill(self, at: str) -> None:
        """Open the form where what is lacking is filled in, at its field."""
        place = FilledInAt[at]
        lacking = self._first(place)
        form = None if lacking is None else await self._form(place, lacking)
        if form is not None:
            await form.open_on(self, self._read_again)

    async def _form(self, at: FilledInAt, lacking: Lacking) -> FormScreen[Any] | None:
        register, today = open_register(self), host_of(self).today
        if at is FilledInAt.CLINIC:
            return await ask_of_clinic(register, lacking.role)
        if at is FilledInAt.PERSON:
            person = await register.ask(person_view, self._view.candidate, today)
            return candidate_form(person, await register.ask(colleague_lines), lacking.field)
        shown = await register.ask(checklist_view, self._view.candidate, today)
        steps = () if shown is None else shown.steps
        step = next((one for one in steps if one.id == lacking.step_id), None)
        return None if step is None else step_form(step, step.state, today)

    @work
    async def _read_again(self) -> None:
        """Show the letter with what has been filled in."""
        view = await open_register(self).ask(letter_for, self._step, host_of(self).today)
        if view is None:
            self.dismiss(None)
        else:
            self._view = view
            self._show()

    def action_copy(self) -> None:
        """The text alone: address and subject have fields of their own where it is pasted."""
        self.app.copy_to_clipboard(self._view.text)
        otherwise = "skriv då av den" if self._view.letter.by_form else "spara då utkastet med s"
        self._tell(
            "Brevets text är kopierad, utan adress och ärende. En del terminaler tillåter inte kopiering: kommer "
            f"inget när du klistrar in, {otherwise}."
        )

    @work
    async def action_save(self) -> None:
        """Write the draft, off the event loop."""
        letter = self._view.letter
        file = export_folder(demo=bool(host_of(self).demo)) / letter_file_name(letter, self._view.name)
        self._tell("Sparar …")
        try:
            if not await write_beside(file, lambda: letter_draft(letter)):
                return
        except StorageFault as fault:
            self._tell(str(fault), "-wrong")
            return
        said = [f"Utkastet finns i {file}. Inget är skickat: öppna filen, läs igenom och skicka från e-postprogrammet."]
        if letter.enclosures:
            said.append(f"Bifoga själv: {'; '.join(letter.enclosures)}.")
        if self._view.lacking:
            said.append("Fyll i det som står inom hakparentes och adresser som saknas.")
        said.append("När det är skickat: tryck w på steget i checklistan, så står det att ni väntar på svar.")
        self._tell(" ".join(said), "-done")

    def _tell(self, message: str, kind: str = "") -> None:
        line = self.query_one("#letter-result", Static)
        line.set_classes(kind)
        line.update(Content(message))


def _lacks(lacking: tuple[Lacking, ...]) -> Iterator[Content]:
    """A line for each place where something is to be filled in."""
    for _place, ones in groupby(sorted(lacking, key=_place_of), key=_place_of):
        several = list(ones)
        yield Content.assemble(
            ("Saknas: ", "bold $error"),
            (", ".join(one.what for one in several), "bold"),
            f" – {_remedy(several[0])}.",
        )


def _place_of(one: Lacking) -> tuple[int, str, str]:
    return one.at.value, one.step, one.field if one.at is FilledInAt.CHOICE else ""


def _remedy(one: Lacking) -> str:
    if one.at is FilledInAt.CHOICE:
        return f"p väljer {_CHOSEN[one.field]} på personen, eller {_AT_CLINIC}"
    return _REMEDIES.get(one.at) or f"enter fyller i på steget ”{one.step}”"


def _letter(view: LetterView) -> Iterator[Content]:
    yield Content.assemble(("Till:   ", "$foreground 60%"), "; ".join(_recipient(one, view) for one in view.to))
    yield _marked(Content.assemble(("Ärende: ", "$foreground 60%"), (view.subject, "bold")), view)
    yield Content("")
    yield _marked(Content(view.text.rstrip()), view)


def _recipient(one: Recipient, view: LetterView) -> str:
    name = f"{one.person}, {one.name}" if one.person else one.name
    if view.letter.by_form:
        return f"{name}, i formuläret på webbplatsen{f' eller på telefon {one.phone}' if one.phone else ''}"
    return f"{name} <{one.mailbox}>" if one.mailbox else f"{name} (adress saknas)"


def _marked(text: Content, view: LetterView) -> Content:
    """With what is missing in its place seen to be so."""
    gaps = "|".join(re.escape(f"[{one.what}]") for one in view.lacking)
    return text.highlight_regex(gaps, style="bold $error") if gaps else text
