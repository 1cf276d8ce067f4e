"""Asks which of the folders that cannot be reached is gone for good, and the copies of the register with it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.copies import SecondFolder
from models.forms.retention import DESTROYED, DestroyedForm
from models.second_folders import forget_folder
from screens.form_screen import FormScreen
from screens.host import open_register
from screens.widgets.form import FieldSpec, Kind

_PURPOSE = """\
Säger till programmet att ett minne eller en disk med säkerhetskopior är förstörd. Programmet letar då inte längre \
efter kopior där, och räknar inte med att någon som har raderats kan finnas kvar."""
_ABOUT = """\
Finns minnet kvar: sätt i det och starta programmet i stället, så tas kopiorna bort när de är gamla nog. Ett minne som \
ska lämna vårdcentralen bör förstöras: filer som bara har raderats går ofta att läsa igen."""


class DestroyedScreen(FormScreen[DestroyedForm]):
    """Forgets a folder when the word is typed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Det är förstört", key_display="ctrl+s")]
    NOT_SAVED = ""

    async def carry_out(self, form: DestroyedForm) -> None:
        await forget_folder(open_register(self), Path(form.home))


def destroyed_form(folders: Sequence[SecondFolder]) -> DestroyedScreen:
    """The form for these folders, the first of them chosen."""
    names = {str(one.home): str(one.folder) for one in folders}
    return DestroyedScreen(
        "Minnet är förstört",
        (
            FieldSpec("home", "Mapp", Kind.CHOICE, "Byt med pilarna", names),
            FieldSpec("word", f"Skriv {DESTROYED}", hint="och sedan ctrl+s"),
        ),
        DestroyedForm,
        None,
        purpose=_PURPOSE,
        draft="",
        values={"home": next(iter(names))},
        about=_ABOUT,
    )
