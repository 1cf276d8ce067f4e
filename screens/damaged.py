"""Before a register that cannot be used: what is wrong, and the backups that can take its place."""

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.copies import Copy
from models.door import Door
from models.faults import DamagedRegister, WrongPassword
from models.forms.refusal import Refused
from models.forms.restoring import DamagedForm
from screens.backup_text import kind_of, size_of
from screens.door import DoorScreen
from screens.host import host_of
from screens.widgets.form import FieldSpec, Kind
from screens.words import moment

_PURPOSE = """\
Registret kan inte användas som det är. En säkerhetskopia kan ta dess plats: den nyaste är vald. Den öppnas med \
användarnamn och lösenord som de var när den gjordes; med återställningsnyckeln lämnas användarnamnet tomt. Kopian \
kontrolleras, sida för sida, innan något ändras, och det som nu ligger i registrets plats sparas bland kopiorna. Det \
som gjordes efter kopian är inte med i den. Inget nytt, tomt register läggs upp i stället för det som är skadat."""


class DamagedScreen(DoorScreen[DamagedForm]):
    """Answers when a backup has been put in the register's place: then there is a door to go through."""

    SAVING = "Kontrollerar kopian och återläser den …"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Återläs kopian", key_display="ctrl+s")]

    def __init__(self, door: Door, fault: DamagedRegister, copies: Sequence[Copy]) -> None:
        self._fault = str(fault)
        self._paths = [str(copy.file) for copy in copies]
        named = [" ".join((moment(copy.made_at), *_kind(copy))) for copy in copies]
        specs = (
            FieldSpec(
                "chosen", "Säkerhetskopia", Kind.CHOICE, options=dict(zip(self._paths, named, strict=True)) or _NONE
            ),
            FieldSpec("file", "Eller en annan fil", hint="Hela sökvägen"),
            FieldSpec("name", "Användarnamn"),
            FieldSpec("password", "Lösenord", Kind.PASSWORD),
        )
        listed = "\n".join(f"{name}, {size_of(copy)}" for name, copy in zip(named, copies, strict=True))
        where = (
            f"Kopior i {door.place.backups}:\n{listed}" if copies else f"Det finns ingen kopia i {door.place.backups}."
        )
        super().__init__(
            door,
            "Registret kan inte öppnas",
            specs,
            DamagedForm,
            purpose=_PURPOSE,
            about=f"{fault}\n\n{where}\n\n{_PURPOSE}",
            focus="name" if copies else "file",
        )

    def action_leave_program(self) -> None:
        """What is wrong is said once more where the program was started."""
        self.app.exit(None, 1, self._fault)

    async def carry_out(self, form: DamagedForm) -> None:
        source = Path(form.file or form.chosen)
        if not source.is_absolute():
            raise Refused({"file": "Skriv hela sökvägen till en säkerhetskopia."})
        try:
            said = await asyncio.to_thread(self.door.rescue, source, form.name, form.password)
        except WrongPassword as wrong:
            self._body.fill({"password": ""})
            raise Refused({"password": str(wrong)}) from None
        except DamagedRegister as damage:
            raise Refused(f"{damage}{self._choose_the_one_before(form)}") from None
        host_of(self).inform(said)

    def _choose_the_one_before(self, form: DamagedForm) -> str:
        """One that turned out to be damaged is no choice."""
        before = self._paths[self._paths.index(form.chosen) + 1 :] if form.chosen in self._paths else []
        if form.file or not before:
            return ""
        self._body.fill({"chosen": before[0]})
        return " Den föregående kopian är vald nu: ctrl+s försöker med den."


_NONE = {"": "ingen hittades"}


def _kind(copy: Copy) -> tuple[str, ...]:
    """What is not said of most of them."""
    return () if copy.named is not None and copy.named[0] == "st-kollen" else (kind_of(copy),)
