"""A step's letter, filled in: to read through, copy, or save as a draft for the mail program. Nothing is sent."""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.exchange.eml import letter_draft, letter_file_name
from models.exchange.place import export_folder
from models.faults import StorageFault
from models.queries.letter import FilledInAt, Lacking, LetterView
from screens.host import host_of
from screens.paper import write_beside
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page

_REMEDIES = {
    FilledInAt.PERSON: "tryck p, sedan e, och fyll i",
    FilledInAt.LETTER: "lägg in adressen under Vårdcentralens uppgifter (ctrl+p), eller skriv den innan du skickar",
}


class LetterScreen(ModalScreen[bool]):
    """One letter; answers True when what it lacks is to be filled in on the person."""

    HELP: ClassVar[str] = """\
Brevet är ifyllt med det som registret vet. Det som saknas står överst, och inom hakparentes i texten.

c kopierar brevets text, så att den kan klistras in i e-postprogrammet. s sparar ett utkast (.eml) i mappen ST-kollen \
bland dina dokument: öppna filen, så visar e-postprogrammet brevet färdigt att läsa igenom. Programmet skickar \
ingenting, och bilagor lägger du till själv."""
    CSS_PATH = "letter.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("s,ctrl+s,f2", "save", "Spara utkast", key_display="s"),
        Binding("c", "copy", "Kopiera"),
        Binding("p", "person", "Person"),
        Binding("escape,backspace,b", "close", "Tillbaka", key_display="esc"),
        Binding("question_mark,f1", "app.help", "Hjälp", key_display="?"),
    ]

    def __init__(self, view: LetterView) -> None:
        super().__init__()
        self._view = view

    def compose(self) -> ComposeResult:
        yield Static(Content(f"Brev: {self._view.letter.title} · {self._view.name}"), id="letter-title")
        with Page(id="letter-page"):
            yield Static(Content("\n").join(_lacks(self._view.lacking)), id="letter-lacks")
            yield Static(Content("\n").join(_letter(self._view)), id="letter-text")
        yield Static("Inget skickas härifrån. s sparar ett utkast, c kopierar texten.", id="letter-result")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one("#letter-lacks").display = bool(self._view.lacking)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action != "person" or any(one.at is FilledInAt.PERSON for one in self._view.lacking)

    def action_close(self) -> None:
        self.dismiss(False)

    def action_person(self) -> None:
        self.dismiss(True)

    def action_copy(self) -> None:
        """The text alone: address and subject have fields of their own where it is pasted."""
        self.app.copy_to_clipboard(self._view.text)
        self._tell(
            "Brevets text är kopierad, utan adress och ärende. En del terminaler tillåter inte kopiering: kommer "
            "inget när du klistrar in, spara då utkastet med s."
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
        self._tell(" ".join(said), "-done")

    def _tell(self, message: str, kind: str = "") -> None:
        line = self.query_one("#letter-result", Static)
        line.set_classes(kind)
        line.update(Content(message))


def _lacks(lacking: tuple[Lacking, ...]) -> Iterator[Content]:
    """A line for each place where something is to be filled in."""
    for (at, step), ones in groupby(sorted(lacking, key=_place), key=lambda one: (one.at, one.step)):
        remedy = _REMEDIES.get(at) or f"fyll i på steget ”{step}”"
        yield Content.assemble(
            ("Saknas: ", "bold $error"), (", ".join(one.what for one in ones), "bold"), f" – {remedy}."
        )


def _place(one: Lacking) -> tuple[int, str]:
    return one.at.value, one.step


def _letter(view: LetterView) -> Iterator[Content]:
    to = ", ".join(f"{one.name} <{one.mailbox}>" if one.mailbox else f"{one.name} (adress saknas)" for one in view.to)
    yield Content.assemble(("Till:   ", "$foreground 60%"), to)
    yield _marked(Content.assemble(("Ärende: ", "$foreground 60%"), (view.subject, "bold")), view)
    yield Content("")
    yield _marked(Content(view.text.rstrip()), view)


def _marked(text: Content, view: LetterView) -> Content:
    """With what is missing in its place seen to be so."""
    gaps = "|".join(re.escape(f"[{one.what}]") for one in view.lacking)
    return text.highlight_regex(gaps, style="bold $error") if gaps else text
