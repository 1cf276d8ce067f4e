"""A recovery key, shown once: to write down or print. It is in force when its last characters have been typed."""

import asyncio
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.exchange.recovery_sheet import (
    LAST_CHARACTERS,
    erase_recovery_sheet,
    is_written_down,
    write_recovery_sheet,
)
from models.faults import StorageFault
from models.forms.refusal import Refused
from models.keys import RecoveryKey
from screens.host import LOCK, host_of
from screens.widgets.fields import FieldChanged, LineField
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page

_ABOUT = """\
Nyckeln öppnar registret den dag ingen minns sitt lösenord. Utan lösenord och utan nyckel kan ingen öppna det, inte \
heller den som har gjort programmet.

Skriv av den på papper, eller tryck ctrl+s och skriv ut filen. Förvara papperet inlåst och inte vid datorn: den som \
har nyckeln och kommer åt datorn kan läsa allt i registret.

Nyckeln visas bara nu, och gäller först när du har skrivit tecknen här nedanför. Går den \
förlorad gör du en ny: ctrl+p, Ny återställningsnyckel."""


class LastCharacters(LineField):
    """What only somebody who has the key on paper can fill in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "screen.done", "Jag har skrivit av den", key_display="enter")
    ]


class RecoveryKeyScreen(ModalScreen[bool]):
    """Answers True when the key has been written down, and is in force.

    The file to print is erased then, since it is on paper, and also where the screen is left otherwise.
    """

    HELP: ClassVar[str] = """\
Återställningsnyckeln är 30 tecken i grupper om fem. Här finns aldrig bokstäverna I, L, O och U: det som ser ut som \
ett O är en nolla, och det som ser ut som ett I är en etta.

ctrl+s skriver en textfil att skriva ut, utan namn på någon person. Filen raderas när du har skrivit de fem sista \
tecknen i rutan: vill du ha kvar den, kopiera den först till ett USB-minne som du låser in.

Låser du, eller stängs programmet, innan tecknen är skrivna kastas nyckeln och filen raderas. Fanns det en nyckel \
förut gäller den då fortfarande."""
    CSS_PATH = "recovery_key.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Fil att skriva ut", key_display="ctrl+s"),
        Binding("f1", "app.help", "Hjälp"),
        LOCK,
    ]

    def __init__(self, key: RecoveryKey) -> None:
        super().__init__()
        self._key = key
        self._written = self._left = False
        self._busy = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield Static("Återställningsnyckel", id="recovery-title")
        with Page(id="recovery-page", can_focus=False):
            yield Static(Content(self._key.text), id="recovery-key")
            yield Static(Content(_ABOUT), id="recovery-about")
        yield Static(
            f"Skriv nyckelns {LAST_CHARACTERS} sista tecken när du har den på papper, och tryck enter:",
            id="recovery-ask",
        )
        yield LastCharacters("last")
        yield Static(id="recovery-result")
        yield KeyBar()

    def on_mount(self) -> None:
        self.query_one(LastCharacters).focus()

    def on_field_changed(self, event: FieldChanged) -> None:
        event.stop()

    def action_done(self) -> None:
        """Put the key in force, where what is typed are its last characters."""
        last = self.query_one(LastCharacters)
        if not is_written_down(self._key.text, last.value):
            last.select_all()  # what is typed next takes its place
            self._tell(
                f"Det stämmer inte med nyckelns {LAST_CHARACTERS} sista tecken. Läs dem på papperet igen.", wrong=True
            )
            return
        host_of(self).hold_keys()  # what is pressed next is meant for the screen that comes back
        self._confirm()

    @work
    async def _confirm(self) -> None:
        """Put it in force, take away the file that it was printed from, and leave."""
        try:
            async with self._busy:
                if self._left:
                    return
                self._tell("Sparar …")
                said = await self._key.put_in_force()
                self._left = True
                erased = await self._erase()
                host_of(self).say(f"{said}{' Filen med den är raderad.' if erased else ''}")
            self.dismiss(True)
        except (Refused, StorageFault) as fault:
            self._tell(str(fault), wrong=True)
        finally:
            host_of(self).release_keys()

    async def put_away(self) -> None:
        """Leave no file with a key that nobody has confirmed: the screen is about to go."""
        async with self._busy:
            self._left = True
            if await self._erase():
                host_of(self).say("Filen med nyckeln är raderad.")

    async def _erase(self) -> bool:
        """Whether there was a file, and is none."""
        if not self._written:
            return False
        try:
            await asyncio.to_thread(erase_recovery_sheet, self._key.sheet)
        except StorageFault as fault:
            host_of(self).warn(f"{fault} Radera filen själv: nyckeln står i den.")
            return False
        self._written = False
        return True

    @work
    async def action_save(self) -> None:
        """Write the file to print."""
        file = self._key.sheet
        async with self._busy:
            if self._left:
                return
            self._tell("Sparar …")
            try:
                await asyncio.to_thread(write_recovery_sheet, file, self._key.text)
            except StorageFault as fault:
                self._tell(str(fault), wrong=True)
                return
            self._written = True
        self._tell(f"Skriv ut filen nu: den raderas när du har skrivit tecknen ovan. {file}")

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        line = self.query_one("#recovery-result", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(message))
