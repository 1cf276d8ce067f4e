"""The forms before a backup is restored: who opens it, and what would be other than it is now."""

from collections.abc import Callable
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.copies import Copy, Difference
from models.faults import WrongPassword
from models.forms.refusal import Refused
from models.forms.restoring import WORD, KeyOfThenForm, RestoreForm
from models.restoring import key_of_then, restoring
from screens.backup_text import restore_text
from screens.form_screen import FormScreen
from screens.host import open_register
from screens.widgets.form import FieldSpec, Kind
from screens.words import moment

_THEN = """\
Kopian öppnas inte av registrets nyckel: den gjordes innan nyckeln byttes, eller av ett annat register. Skriv \
användarnamn och lösenord som de var den dagen. Med återställningsnyckeln från den dagen lämnas användarnamnet tomt."""
_RESTORE = """\
Visar vad som skiljer registret från kopian, och återläser den: registret blir som det var då. ctrl+s återläser, esc \
gör det inte."""


class KeyOfThenScreen(FormScreen[KeyOfThenForm]):
    """Asks for what opened a backup on its day; `opener` is what came of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Öppna", key_display="ctrl+s")]
    SAVING = "Öppnar …"
    NOT_SAVED = ""
    opener: bytes

    def __init__(self, copy: Copy) -> None:
        specs = (FieldSpec("name", "Användarnamn"), FieldSpec("password", "Lösenord", Kind.PASSWORD))
        title = f"Öppna kopian från {moment(copy.made_at)}"
        super().__init__(title, specs, KeyOfThenForm, None, purpose=_THEN, draft="", about=_THEN)
        self._copy = copy

    async def carry_out(self, form: KeyOfThenForm) -> None:
        try:
            self.opener = await key_of_then(open_register(self), self._copy, form.name, form.password)
        except WrongPassword as wrong:
            self._body.fill({"password": ""})  # what is typed next is not added to it
            raise Refused({"password": str(wrong)}) from None


class ConfirmRestoreScreen(FormScreen[RestoreForm]):
    """Shows what would be other than it is, and asks for a word."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Återläs", key_display="ctrl+s")]
    NOT_SAVED = ""

    def __init__(self, copy: Copy, about: str) -> None:
        super().__init__(
            f"Återläs kopian från {moment(copy.made_at)}",
            (FieldSpec("word", f"Skriv {WORD}", hint="och sedan ctrl+s"),),
            RestoreForm,
            None,
            purpose=_RESTORE,
            draft="",
            about=about,
        )


class RestoreScreen(ConfirmRestoreScreen):
    """Over an open register; `work` restores when that has been closed."""

    work: Callable[[], str]

    def __init__(self, copy: Copy, key: bytes | None, told: Difference) -> None:
        super().__init__(copy, restore_text(told))
        self._copy, self._key, self._told = copy, key, told

    async def carry_out(self, form: RestoreForm) -> None:
        del form
        self.work = await restoring(open_register(self), self._copy, self._key, self._told.users.removed.keys())
