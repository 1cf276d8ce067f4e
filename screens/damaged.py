"""Before a register that cannot be used: what is wrong, and the backups that can take its place."""

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from textual.binding import Binding, BindingType

from models.copies import Copy, Proof
from models.door import Door
from models.faults import DamagedRegister
from models.forms.refusal import Refused
from models.forms.restoring import FromCopyForm
from screens.backup_text import kind_of, size_of
from screens.from_copy import FILE, OPENED_BY, WHO, FromCopyScreen
from screens.widgets.form import FieldSpec, Kind
from screens.words import moment

_PURPOSE = f"""\
Registret kan inte användas som det är. En säkerhetskopia kan ta dess plats. Ligger den någon annanstans, till \
exempel på ett USB-minne: skriv sökvägen till den, eller till mappen den ligger i, där den nyaste hela då väljs.

{OPENED_BY}

Det som nu ligger i registrets plats sparas bland kopiorna. Det som gjordes efter kopian är inte med i den. Inget \
nytt, tomt register läggs upp i stället för det som är skadat."""
_CHOSEN = "Den nyaste som är hel är vald. Hel är den vars fil är precis som när den gjordes."
_UNPROVED = "Den nyaste är vald. Om den är hel prövas när du har skrivit lösenordet."
_DAMAGED = "Ingen av dem är hel."
_CLOCK = "Datorns klocka har gått fel: den som har mest av registrets logg är nyast, och står först."


class DamagedScreen(FromCopyScreen):
    """Answers when a backup has been put in the register's place: then there is a door to go through."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_program", "Avsluta")]

    def __init__(self, door: Door, fault: DamagedRegister, copies: Mapping[Copy, Proof]) -> None:
        """The newest that is whole comes first among the choices, and one that is damaged is none."""
        self._fault = fault
        known_whole_first = sorted(copies, key=lambda copy: copies[copy] is not Proof.UNTOUCHED)
        choices = {str(copy.file): _name(copy) for copy in known_whole_first if copies[copy] is not Proof.DAMAGED}
        self._paths = list(choices)
        choice = FieldSpec("chosen", "Säkerhetskopia", Kind.CHOICE, options=choices)
        specs = (choice, replace(FILE, label="Eller en annan")) if choices else (FILE,)
        super().__init__(
            door,
            "Registret kan inte öppnas",
            (*specs, *WHO),
            purpose=_PURPOSE,
            about=f"{fault}\n\n{_told(door, copies)}\n\n{_PURPOSE}",
            focus="name" if choices else "file",
            damage=fault,
        )

    def action_leave_program(self) -> None:
        """What is wrong is said once more where the program was started."""
        self.app.exit(None, 1, str(self._fault))

    async def carry_out(self, form: FromCopyForm) -> None:
        try:
            await super().carry_out(form)
        except DamagedRegister as damage:
            raise Refused(f"{damage}{self._choose_another(form)}") from None

    def _choose_another(self, form: FromCopyForm) -> str:
        """One that turned out to be damaged is no choice."""
        left = self._paths[self._paths.index(form.chosen) + 1 :] if form.chosen in self._paths else []
        if form.file or not left:
            return ""
        self._body.fill({"chosen": left[0]})
        return " En annan kopia är vald nu: ctrl+s försöker med den."


_SHOWN = 8


def _told(door: Door, copies: Mapping[Copy, Proof]) -> str:
    """The backups beside the register, and which of them is chosen."""
    if not copies:
        return f"Det finns ingen kopia i {door.place.backups}."
    lines = [f"{_name(copy)}, {size_of(copy)}: {proof}" for copy, proof in copies.items()]
    older = len(lines) - _SHOWN
    shown = "\n".join((*lines[:_SHOWN], *([f"och {older} äldre"] if older > 0 else ())))
    proofs = set(copies.values())
    chosen = _CHOSEN if Proof.UNTOUCHED in proofs else _UNPROVED if Proof.LATER in proofs else _DAMAGED
    made = [copy.made_at for copy in copies]
    clock = "" if made == sorted(made, reverse=True) else f"\n{_CLOCK}"
    return f"Kopior i {door.place.backups}:\n{shown}\n{chosen}{clock}"


def _name(copy: Copy) -> str:
    """When it was made, and what for, which is not said of most of them."""
    is_usual = copy.named is not None and copy.named[0] == "st-kollen"
    return moment(copy.made_at) if is_usual else f"{moment(copy.made_at)} {kind_of(copy)}"
