"""Export: the CSV files for studierektor, what is in them, and where they were written."""

from collections.abc import Iterable
from typing import ClassVar

from textual.widget import Widget
from textual.widgets import Static

from screens.main_screen import MainScreen


class ExportScreen(MainScreen):
    """What goes to whom."""

    TAB = "export"
    HELP: ClassVar[str] = ""

    def body(self) -> Iterable[Widget]:
        yield Static("")

    async def load(self) -> None:
        return
