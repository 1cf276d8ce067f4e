"""Export: the CSV files for studierektor, what is in them, and where they were written."""

import asyncio
from collections.abc import Iterable
from pathlib import Path
from typing import ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import ProgressBar, Static

from models.exchange.codebook import MANIFEST
from models.exchange.export import Export, export_all, whole_export
from models.exchange.place import export_folder
from models.exchange.table import Sheet
from models.faults import StorageFault
from models.text import counted
from screens.host import open_register
from screens.main_screen import MainScreen
from screens.widgets.fields import ChoiceField, FieldChanged, LineField
from screens.widgets.line_table import Column, LineTable

_PREVIEW_ROWS = 5


class ExportScreen(MainScreen):
    """What goes to studierektor: the files, their first rows, and the folder they are written to."""

    TAB = "export"
    HELP = """\
Filerna är till för studierektor och öppnas direkt i Excel: semikolon mellan kolumnerna, å ä ö rätt. kodbok.csv \
förklarar varje kolumn. Listan visar vilka filer det blir, och under den de första raderna i filen i fokus.

ctrl+s skriver filerna i mappen. Tabb går mellan mapp, personnummer och listan. Personnummer lämnas utanför om du inte \
väljer att ta med dem. Filer med samma namn i mappen ersätts.

export.json säger när filerna skrevs och hur loggen slutade då, utan namn. Låt den följa med: när den ligger hos någon \
annan kan st-kollen check --export MAPP visa att inget har tagits bort ur loggen sedan dess."""
    CSS_PATH = "export.tcss"
    AUTO_FOCUS = "LineTable"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "write", "Skriv filerna", key_display="ctrl+s"),
        Binding("tab", "app.focus_next", "Mapp och personnummer", key_display="tabb"),
        Binding("enter,ctrl+j", "next", "Nästa", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._export: Export | None = None

    def body(self) -> Iterable[Widget]:
        with Horizontal(classes="row"):
            yield Static("Mapp", classes="label")
            yield LineField("folder", str(export_folder(demo=bool(self.host.demo))))
        with Horizontal(classes="row"):
            yield Static("Personnummer", classes="label")
            yield ChoiceField("personnummer", {"nej": "tas inte med", "ja": "tas med"})
        yield Static("ctrl+s skriver filerna i mappen.", id="result")
        yield ProgressBar(total=None, show_percentage=False, show_eta=False)
        yield LineTable[Sheet](
            (
                Column("Fil", lambda sheet: (sheet.file, "strong"), 18),
                Column("Rader", lambda sheet: (str(len(sheet.rows)), ""), 7),
                Column("Innehåll", lambda sheet: (sheet.about, "muted"), 30, grow=1),
            ),
            key=lambda sheet: sheet.file,
            empty="Läser …",
        )
        with VerticalScroll(id="preview", can_focus=False) as box:
            box.border_title = "De första raderna"
            yield Static(id="rows")

    @property
    def keys_wait(self) -> bool:
        """Never: no key is about the files' content, and reading them all may take a while."""
        return False

    async def load(self) -> None:
        self.query_one(LineTable).show((await self._read()).sheets)

    async def _read(self) -> Export:
        with_personnummer = self.query_one(ChoiceField).value == "ja"
        query, today = whole_export, self.host.today
        self._export = await open_register(self).ask(query, today, with_personnummer=with_personnummer)
        return self._export

    def on_field_changed(self, event: FieldChanged) -> None:
        if event.name == "personnummer":
            self.reload()

    def on_line_table_moved(self) -> None:
        sheet = self.query_one(LineTable).row
        self.query_one("#rows", Static).update(Content("") if sheet is None else _preview(sheet))

    def action_next(self) -> None:
        self.focus_next()

    @work(exclusive=True, group="write")
    async def action_write(self) -> None:
        """Write every file, off the event loop."""
        result, bar = self.query_one("#result", Static), self.query_one(ProgressBar)
        folder = Path(self.query_one(LineField).value).expanduser()
        if not folder.is_absolute():
            self._tell("Skriv hela sökvägen till mappen.", wrong=True)
            return
        bar.display = True
        self._tell("Skriver …")
        try:
            export, now = self._export or await self._read(), open_register(self).clock()
            written = await asyncio.to_thread(export_all, folder, export, now)
        except StorageFault as fault:
            self._tell(str(fault), wrong=True)
        else:
            files = ", ".join(f"{one.file.name} ({counted(one.rows, 'rad', 'rader')})" for one in written)
            self._tell(f"Skrivet i {folder}: {files}, {MANIFEST}")
            result.add_class("-done")
        finally:
            bar.display = False

    def _tell(self, message: str, *, wrong: bool = False) -> None:
        result = self.query_one("#result", Static)
        result.remove_class("-done")
        result.set_class(wrong, "-wrong")
        result.update(Content(message))


def _preview(sheet: Sheet) -> Content:
    """The first rows, a line a column, so that the widest file can be read in a narrow window."""
    rows = sheet.preview(_PREVIEW_ROWS)
    lines = []
    for number, header in enumerate(sheet.header):
        values = " ¦ ".join(row[number] or "–" for row in rows)
        lines.append(Content.assemble((f"{header:<24}", "$foreground 60%"), values.replace("\n", " ")))
    return Content("\n").join(lines)
