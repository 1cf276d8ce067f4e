"""Those who are said to be erased by a list that anybody may have written: the chief says what is to be done."""

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.forms.retention import ReturnedForm
from models.returned import erase_unsealed, keep_unsealed
from screens.form_screen import FormScreen
from screens.host import host_of, open_register
from screens.widgets.form import FieldSpec, Kind

_RETURNED = """\
Listan över raderade, bredvid registret, säger att de här är raderade, men de finns i registret och listan har inget \
giltigt sigill för dem. Antingen har en äldre säkerhetskopia återlästs utan registrets nuvarande nyckel, eller så har \
någon annan än programmet skrivit i listan. Radera dem bara om du vet att de har gallrats."""
_WHAT = {"senare": "bestäm senare", "behall": "behåll dem", "radera": "radera dem"}


class ReturnedScreen(FormScreen[ReturnedForm]):
    """Whether they are erased, or taken off the list."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Gör så", key_display="ctrl+s")]

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            "Raderade som finns i registret",
            (FieldSpec("what", "De som nämns", Kind.CHOICE, "Raderas de går det inte att ångra", _WHAT),),
            ReturnedForm,
            None,
            purpose=_RETURNED,
            draft="",
            about="\n".join((_RETURNED, "", *names)),
        )

    async def carry_out(self, form: ReturnedForm) -> None:
        if form.what == "radera":
            await erase_unsealed(open_register(self))
            host_of(self).say("De är raderade.")
        elif form.what == "behall":
            await keep_unsealed(open_register(self))
            host_of(self).say("De är kvar, och står inte längre på listan.")
