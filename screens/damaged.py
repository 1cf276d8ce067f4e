"""Before a register that cannot be used: what is wrong, and the backups that can take its place."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.copies import Copy, Proof
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
Registret kan inte användas som det är. En säkerhetskopia kan ta dess plats: den nyaste som är hel är vald. Hel är den \
vars fil är precis som när den gjordes. Också den kontrolleras, sida för sida, när du har skrivit lösenordet och innan \
något ändras.

Kopian öppnas med en chefs användarnamn och lösenord som de var när den gjordes; med återställningsnyckeln lämnas \
användarnamnet tomt. Det som nu ligger i registrets plats sparas bland kopiorna. Det som gjordes efter kopian är inte \
med i den. Inget nytt, tomt register läggs upp i stället för det som är skadat."""


class DamagedScreen(DoorScreen[DamagedForm]):
    """Answers when a backup has been put in the register's place: then there is a door to go through."""

    SAVING = "Kontrollerar kopian och återläser den …"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Återläs kopian", key_display="ctrl+s")]

    def __init__(self, door: Door, fault: DamagedRegister, copies: Mapping[Copy, Proof]) -> None:
        """The newest that is whole comes first among the choices, and one that is damaged is none."""
        self._fault = fault
        known_whole_first = sorted(copies, key=lambda copy: copies[copy] is not Proof.UNTOUCHED)
        choices = {str(copy.file): _name(copy) for copy in known_whole_first if copies[copy] is not Proof.DAMAGED}
        self._paths = list(choices)
        specs = (
            FieldSpec("chosen", "Säkerhetskopia", Kind.CHOICE, options=choices or _NONE),
            FieldSpec("file", "Eller en annan fil", hint="Hela sökvägen"),
            FieldSpec("name", "Användarnamn"),
            FieldSpec("password", "Lösenord", Kind.PASSWORD),
        )
        where = f"Kopior i {door.place.backups}:\n{_list(copies)}"
        if not copies:
            where = f"Det finns ingen kopia i {door.place.backups}."
        super().__init__(
            door,
            "Registret kan inte öppnas",
            specs,
            DamagedForm,
            purpose=_PURPOSE,
            about=f"{fault}\n\n{where}\n\n{_PURPOSE}",
            focus="name" if choices else "file",
        )

    def action_leave_program(self) -> None:
        """What is wrong is said once more where the program was started."""
        self.app.exit(None, 1, str(self._fault))

    async def carry_out(self, form: DamagedForm) -> None:
        source = Path(form.file or form.chosen)
        if not source.is_absolute():
            raise Refused({"file": "Skriv hela sökvägen till en säkerhetskopia."})
        try:
            said = await asyncio.to_thread(self.door.rescue, self._fault, source, form.name, form.password)
        except WrongPassword as wrong:
            self._body.fill({"password": ""})
            raise Refused({"password": str(wrong)}) from None
        except DamagedRegister as damage:
            raise Refused(f"{damage}{self._choose_another(form)}") from None
        host_of(self).inform(said)

    def _choose_another(self, form: DamagedForm) -> str:
        """One that turned out to be damaged is no choice."""
        left = self._paths[self._paths.index(form.chosen) + 1 :] if form.chosen in self._paths else []
        if form.file or not left:
            return ""
        self._body.fill({"chosen": left[0]})
        return " En annan kopia är vald nu: ctrl+s försöker med den."


_NONE = {"": "ingen hittades"}
_SHOWN = 8


def _list(copies: Mapping[Copy, Proof]) -> str:
    lines = [f"{_name(copy)}, {size_of(copy)}: {proof}" for copy, proof in copies.items()]
    older = len(lines) - _SHOWN
    return "\n".join((*lines[:_SHOWN], *([f"och {older} äldre"] if older > 0 else ())))


def _name(copy: Copy) -> str:
    """When it was made, and what for, which is not said of most of them."""
    is_usual = copy.named is not None and copy.named[0] == "st-kollen"
    return moment(copy.made_at) if is_usual else f"{moment(copy.made_at)} {kind_of(copy)}"
