"""Files of ours that anybody can read: named, and erased when the chief says so."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.forms.door import PlainFilesForm
from models.unencrypted import erase_unencrypted
from screens.form_screen import FormScreen
from screens.host import host_of, open_register
from screens.widgets.form import FieldSpec, Kind

_PLAIN_FILES = """\
Registret är krypterat, men filerna här nedanför kan läsas av vem som helst som kommer åt dem. De är från tiden före \
krypteringen, eller en återställningsnyckel som skulle skrivas ut. Radera dem när du har sett att allt finns med. \
Filer som ligger någon annanstans känner programmet inte till."""
_WHEN = {"senare": "behåll så länge", "nu": "radera nu"}
_KIB = 1024


class PlainFilesScreen(FormScreen[PlainFilesForm]):
    """Whether what is left in plain text is to be erased; most of it lies in the register's folder."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Gör så", key_display="ctrl+s")]

    def __init__(self, files: Sequence[Path], folder: Path) -> None:
        super().__init__(
            "Okrypterade filer",
            (FieldSpec("files", "Filerna", Kind.CHOICE, "Raderas de går de inte att få tillbaka", _WHEN),),
            PlainFilesForm,
            None,
            purpose=_PLAIN_FILES,
            draft="",
            about="\n".join((_PLAIN_FILES, *_listed(files, folder))),
        )
        self._files = files

    async def carry_out(self, form: PlainFilesForm) -> None:
        if form.files == "nu":
            await erase_unencrypted(open_register(self), self._files)
            host_of(self).say("De okrypterade filerna är raderade.")


def _listed(files: Sequence[Path], folder: Path) -> Iterator[str]:
    for where, there in groupby(files, lambda file: folder if file.is_relative_to(folder) else file.parent):
        yield from ("", f"I {where}:", *(_described(file, where) for file in there))


def _described(file: Path, folder: Path) -> str:
    there = file.stat()
    changed = datetime.fromtimestamp(there.st_mtime).astimezone()
    return f"{file.relative_to(folder)}, {max(1, there.st_size // _KIB)} kB, {changed:%Y-%m-%d}"
