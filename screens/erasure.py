"""Asks whether people are to be erased: shows what goes, and wants a word typed."""

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from models.commands.erasure import erase_candidates
from models.copies import SecondFolder
from models.faults import StorageFault
from models.forms.refusal import Refused, read_form
from models.forms.retention import CONFIRMED, EraseForm
from models.queries.erasure import WhatGoes
from models.text import counted
from screens.host import LOCK, host_of
from screens.retention_text import what_goes_text
from screens.widgets.fields import LineField
from screens.widgets.key_bar import KeyBar
from screens.widgets.page import Page


class ErasureScreen(ModalScreen[None]):
    """Erases those it was made for, when the word is typed. What is typed here is never kept as a draft."""

    HELP: ClassVar[str] = f"""\
Överst står precis vad som raderas, person för person. Skriv {CONFIRMED} i fältet och tryck enter för att radera. esc \
går tillbaka utan att något är gjort. Tabb går till texten, som pilarna rullar. En radering går inte att ångra."""
    CSS_PATH = "erasure.tcss"
    AUTO_FOCUS = "LineField"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j,ctrl+s", "next", "Radera", key_display="enter"),
        Binding("tab,shift+tab", "app.focus_next", "Till texten", key_display="tabb"),
        Binding("escape", "dismiss", "Tillbaka"),
        Binding("f1", "app.help", "Hjälp"),
        LOCK,
    ]

    def __init__(
        self, goes: Sequence[WhatGoes], backups_days: int, today: date, folders: Sequence[SecondFolder]
    ) -> None:
        super().__init__()
        self._goes, self._text = goes, what_goes_text(goes, backups_days, today, folders)
        self._erasing = False

    def compose(self) -> ComposeResult:
        people = counted(len(self._goes), "person", "personer")
        yield Static(Content(f"Radera {people} för gott"), id="erasure-title")
        with Page(id="erasure-page"):
            yield Static(self._text)
        with Horizontal(id="erasure-word"):
            yield Static(f"Skriv {CONFIRMED}", classes="label")
            yield LineField("confirmed")
        yield Static(id="erasure-message")
        yield KeyBar()

    def action_next(self) -> None:
        if not self._erasing:
            self._erasing = True
            host_of(self).hold_keys()
            self._erase()

    @work
    async def _erase(self) -> None:
        host = host_of(self)
        raw = {"candidates": [one.id for one in self._goes], "confirmed": self.query_one(LineField).value}
        try:
            form = read_form(EraseForm, raw, host.today)
            await host.change(erase_candidates, form)
        except (Refused, StorageFault) as error:
            self.query_one("#erasure-message", Static).update(Content(f"Inget är raderat. {error}"))
            self._erasing = False
        else:
            if host.candidate in form.candidates:
                host.candidate = host.step = host.rule_of = None
            self.dismiss()
        finally:
            host.release_keys()
