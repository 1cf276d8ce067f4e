"""The recovery key, shown once: to write down or print. It is left when its last characters have been typed."""

import asyncio
from pathlib import Path
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
    recovery_sheet_file,
    write_recovery_sheet,
)
from models.faults import StorageFault
from screens.host import host_of
from screens.widgets.fields import FieldChanged, LineField
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page

_ABOUT = """\
Nyckeln öppnar registret den dag ingen minns sitt lösenord. Utan lösenord och utan nyckel kan ingen öppna det, inte \
heller den som har gjort programmet.

Skriv av den på papper, eller tryck ctrl+s och skriv ut filen. Förvara papperet inlåst och inte vid datorn: den som \
har nyckeln och kommer åt datorn kan läsa allt i registret.

Nyckeln visas bara nu. Går den förlorad gör du en ny: ctrl+p, Ny återställningsnyckel."""


class LastCharacters(LineField):
    """What only somebody who has the key on paper can fill in."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "screen.done", "Jag har skrivit av den", key_display="enter")
    ]


class RecoveryKeyScreen(ModalScreen[bool]):
    """Answers True when the key has been written down. The file to print is erased then: it is on paper."""

    HELP: ClassVar[str] = """\
Återställningsnyckeln är 30 tecken i grupper om fem. Här finns aldrig bokstäverna I, L, O och U: det som ser ut som \
ett O är en nolla, och det som ser ut som ett I är en etta.

ctrl+s skriver en textfil att skriva ut, utan namn på någon person. Filen raderas när du har skrivit de fem sista \
tecknen i rutan: vill du ha kvar den, kopiera den först till ett USB-minne som du låser in."""
    CSS_PATH = "recovery_key.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Skriv fil att skriva ut", key_display="ctrl+s"),
        Binding("f1", "app.help", "Hjälp"),
    ]

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self._file: Path | None = None
        self._busy = asyncio.Lock()

    def compose(self) -> ComposeResult:
        yield Static("Återställningsnyckel", id="recovery-title")
        with Page(id="recovery-page", can_focus=False):
            yield Static(Content(self._key), id="recovery-key")
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

    @work
    async def action_done(self) -> None:
        """Leave, where what is typed are the last characters; and take away the file that they were printed from."""
        last = self.query_one(LastCharacters)
        if not is_written_down(self._key, last.value):
            last.select_all()  # what is typed next takes its place
            self._tell(
                f"Det stämmer inte med nyckelns {LAST_CHARACTERS} sista tecken. Läs dem på papperet igen.", wrong=True
            )
            return
        async with self._busy:
            if self._file is not None:
                await self._erase(self._file)
        self.dismiss(True)

    async def _erase(self, file: Path) -> None:
        try:
            await asyncio.to_thread(erase_recovery_sheet, file)
        except StorageFault as fault:
            host_of(self).warn(f"{fault} Radera filen själv: nyckeln står i den.")
        else:
            host_of(self).say("Filen med nyckeln är raderad.")

    @work
    async def action_save(self) -> None:
        """Write the file to print."""
        file = recovery_sheet_file(demo=bool(host_of(self).demo))
        async with self._busy:
            self._tell("Sparar …")
            try:
                await asyncio.to_thread(write_recovery_sheet, file, self._key)
            except StorageFault as fault:
                self._tell(str(fault), wrong=True)
                return
            self._file = file
        self._tell(f"Nyckeln finns i {file}. Skriv ut den nu: filen raderas när du har skrivit tecknen ovan.")

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        line = self.query_one("#recovery-result", Static)
        line.set_class(wrong, "-wrong")
        line.update(Content(message))
