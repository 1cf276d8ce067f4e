"""Before a register that is to come from a backup: which one, who opens it, and what restoring it would do."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType

from models.copies import Copy
from models.door import Door
from models.faults import DamagedRegister, StorageFault, WrongPassword
from models.forms.refusal import Refused
from models.forms.restoring import FromCopyForm, RestoreForm
from screens.backup_forms import ConfirmRestoreScreen
from screens.backup_text import restoration_text
from screens.door import DoorScreen
from screens.host import host_of
from screens.widgets.form import FieldSpec, Kind
from screens.words import moment

if TYPE_CHECKING:
    from models.restoring import Restoration

FILE = FieldSpec("file", "Säkerhetskopia", hint="Fil eller mapp")
WHO = (FieldSpec("name", "Användarnamn då"), FieldSpec("password", "Lösenord då", Kind.PASSWORD))
OPENED_BY = """\
Kopian öppnas med en chefs användarnamn och lösenord som de var när den gjordes; med återställningsnyckeln lämnas \
användarnamnet tomt. Den kontrolleras, sida för sida. Sedan ser du vad återläsningen skulle göra: inget ändras \
förrän du har skrivit återläs."""
_PURPOSE = f"""\
Har registret funnits på en annan dator, eller på en disk som har gått sönder, kan en säkerhetskopia av det läsas in \
här. Sätt i USB-minnet, eller vad kopian ligger på, och skriv mappens sökväg: då väljs den nyaste kopia som är hel.

{OPENED_BY}"""


class FromCopyScreen(DoorScreen[FromCopyForm]):
    """Opens a backup, and asks whether it is to be restored; answers when it has been, and there is a door."""

    HELP: ClassVar[str] = """\
Tabb eller pil ned går till nästa fält. Enter i det sista fältet öppnar kopian, och återläser den inte. Lösenord syns \
aldrig medan de skrivs, och inget av det du skriver här sparas som utkast.

Efter några fel lösenord i rad får du vänta en stund före nästa försök, längre för varje gång."""
    SAVING = "Öppnar och kontrollerar kopian …"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Öppna kopian", key_display="ctrl+s"),
        Binding("escape", "leave", "Tillbaka"),
    ]

    def __init__(
        self,
        door: Door,
        title: str = "Återläs en säkerhetskopia",
        specs: tuple[FieldSpec, ...] = (FILE, *WHO),
        *,
        purpose: str = _PURPOSE,
        about: str = "",
        focus: str = "",
        damage: DamagedRegister | None = None,
    ) -> None:
        super().__init__(door, title, specs, FromCopyForm, purpose=purpose, about=about or purpose, focus=focus)
        self._damage = damage
        self._found: Restoration | None = None

    async def action_leave(self) -> None:
        self.dismiss(False)

    async def carry_out(self, form: FromCopyForm) -> None:
        copy = await self._copy_in(form)
        try:
            self._found = await asyncio.to_thread(self.door.restoration, copy, form.name, form.password, self._damage)
        except WrongPassword as wrong:
            self._body.fill({"password": ""})
            raise Refused({"password": str(wrong)}) from None

    async def _copy_in(self, form: FromCopyForm) -> Copy:
        """The backup that is chosen, or that is named; of a folder it is shown which.

        Raises Refused and StorageFault.
        """
        if not form.file and form.chosen:
            return await asyncio.to_thread(self.door.copy_at, Path(form.chosen))
        named = Path(form.file)
        if not named.is_absolute():
            raise Refused({"file": "Skriv hela sökvägen till kopian eller dess mapp."})
        try:
            copy = await asyncio.to_thread(self.door.copy_at, named)
        except StorageFault as fault:
            raise Refused({"file": str(fault)}) from None
        self._body.fill({"file": str(copy.file)})
        self.say_about(f"Vald kopia: {copy.file}, från {moment(copy.made_at)}.\n\n{self._about}")
        return copy

    def finish(self) -> None:
        """Nothing is restored yet; keys wait for what asks for it."""
        host_of(self).hold_keys()
        self._tell("")
        self._ask()

    @work
    async def _ask(self) -> None:
        try:
            if self._found is not None:
                await PutBackScreen(self._found).open_on(self, super().finish)
        finally:
            host_of(self).release_keys()


class PutBackScreen(ConfirmRestoreScreen):
    """Restores a backup where no register is open."""

    SAVING = "Återläser …"

    def __init__(self, found: "Restoration") -> None:
        super().__init__(found.copy, f"Kopian är {found.copy.file}.\n\n{restoration_text(found)}")
        self._found = found

    async def carry_out(self, form: RestoreForm) -> None:
        del form
        host_of(self).inform(await asyncio.to_thread(self._found.carry_out))
