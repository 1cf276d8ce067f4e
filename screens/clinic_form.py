"""The clinic's own facts: asked for by the welcome, changed later."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Static

from models.commands.clinic import save_clinic
from models.demo import demo_regions
from models.faults import StorageFault
from models.field_names import CLINIC, MAILBOX
from models.forms.clinic import ClinicForm
from models.queries.clinic import ClinicView, clinic_view
from models.queries.clinic_settings import ClinicSettings, clinic_settings
from models.queries.regions import region_names
from models.text import as_typed
from screens.form_screen import FormScreen
from screens.host import host_of, open_register
from screens.widgets.fields import ChoiceField
from screens.widgets.form import YES_NO, FieldSpec, Kind

if TYPE_CHECKING:
    from models.register import Register

_PURPOSE = """\
Vårdcentralens egna uppgifter. Regionen avgör vilken rutin som gäller, driftsform och listade vilka steg som hör dit \
och hur många ST-tjänster som ryms. Chefens namn står under breven. Sist kommer det som just er region \
behöver: villkor för pengar, och adresser som breven går till."""
_WELCOME = """\
De fem uppgifter som programmet behöver för att börja: vilken region och vårdcentral, och vem du är. Regionen avgör \
vilken rutin som gäller. Allt går att ändra senare, under Vårdcentralens uppgifter (ctrl+p). esc avslutar programmet."""
_MAILBOX = "mailboxes."
_FACTS = ("agreement", "stable")
_OPERATORS = {"regiondriven": "regiondriven", "privat": "privat"}


_FIRST_CHIEF = FieldSpec("chief", "Ditt namn", hint="Står i loggen")
_CHIEF = FieldSpec("chief", CLINIC["chief"], hint="Står under breven")


def _specs(regions: Mapping[str, str], chief: FieldSpec) -> tuple[FieldSpec, ...]:
    return (
        FieldSpec("region", CLINIC["region"], Kind.CHOICE, "Byt med pilarna", regions),
        FieldSpec("name", CLINIC["name"]),
        FieldSpec("private", CLINIC["private"], Kind.CHOICE, options=_OPERATORS),
        FieldSpec("listed", CLINIC["listed"], hint="Heltal, t.ex. 8 200"),
        chief,
    )


class ClinicScreen(FormScreen[ClinicForm]):
    """The clinic's own page, where the mailboxes belong together under one name in the model."""

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        written = {name: values.pop(name) for name in list(values) if name.startswith(_MAILBOX)}
        return {**values, "mailboxes": {name.removeprefix(_MAILBOX): text for name, text in written.items()}}

    async def carry_out(self, form: ClinicForm) -> None:
        """A second folder that is not there is told of at once: a stick may be put in later, a wrong path never is.

        That there is none is now a decision, also where a restore had taken the setting back.
        """
        await super().carry_out(form)
        folder = form.second_folder
        if not folder:
            await self._decide_none()
        is_new = folder not in {"", self._start.get("second_folder", folder)}
        if is_new and not await asyncio.to_thread(Path(folder).is_dir):
            host_of(self).inform(
                f"Mappen {folder} går inte att nå nu. Ligger den på ett USB-minne: sätt i det, så får den nästa "
                "säkerhetskopia. Kontrollera annars sökvägen under Vårdcentralens uppgifter (ctrl+p)."
            )

    async def _decide_none(self) -> None:
        from models.backups import need_no_second_folder  # noqa: PLC0415  seldom needed

        with suppress(StorageFault):  # Läget goes on telling
            for left in await need_no_second_folder(open_register(self)):
                host_of(self).inform(f"Säkerhetskopior läggs nu bara på den här datorn, och inte längre i {left}.")


def _settings_specs(settings: ClinicSettings) -> Iterator[FieldSpec]:
    """What only this region's pack asks for."""
    for number, (name, label) in enumerate(settings.facts.items()):
        yield FieldSpec(name, label, Kind.CHOICE, label, YES_NO, "" if number else "Villkor för finansiering")
    for number, (role, name) in enumerate(settings.roles.items()):
        hint = MAILBOX["address"]
        yield FieldSpec(f"{_MAILBOX}{role}", name, hint=hint, heading="" if number else "Dit breven går")


_ON_THE_COMPUTER = (
    FieldSpec(
        "lock_after", CLINIC["lock_after"], hint="Utan att någon tangent trycks: 1–240", heading="På den här datorn"
    ),
    FieldSpec("second_folder", CLINIC["second_folder"], hint="En mapp, t.ex. på ett USB-minne"),
)


async def ask_of_clinic(register: "Register", mailbox: str = "") -> ClinicScreen | None:
    """The form for changing the clinic, at the address of a role if one is named; None before there is a clinic."""
    view = await register.ask(clinic_view)
    if view is None:
        return None
    names = await register.ask(region_names)
    kept = {} if view.region in names else {view.region: f"{view.region} (paketet saknas)"}
    settings = await register.ask(clinic_settings)
    return clinic_form(view, kept | names, settings, mailbox, locks=register.key is not None)


def clinic_form(
    clinic: ClinicView, regions: Mapping[str, str], settings: ClinicSettings, mailbox: str = "", *, locks: bool = False
) -> ClinicScreen:
    """The form for changing the clinic, with what its present region asks for."""
    facts = {name: getattr(clinic, name) for name in _FACTS}
    values = {
        "region": clinic.region,
        "name": clinic.name,
        "private": "privat" if clinic.private else "regiondriven",
        "listed": str(clinic.listed),
        "chief": clinic.chief,
        "lock_after": str(clinic.lock_after),
        "second_folder": settings.second_folder,
        **{name: as_typed(value) for name, value in facts.items()},
        **{f"{_MAILBOX}{role}": settings.mailboxes.get(role, "") for role in settings.roles},
    }
    unasked: dict[str, object] = {name: value for name, value in facts.items() if name not in settings.facts}
    if not locks:
        unasked |= {"lock_after": clinic.lock_after, "second_folder": settings.second_folder}
    return ClinicScreen(
        "Vårdcentralens uppgifter",
        (*_specs(regions, _CHIEF), *_settings_specs(settings), *(_ON_THE_COMPUTER if locks else ())),
        ClinicForm,
        save_clinic,
        purpose=_PURPOSE,
        draft="vardcentral:nu",
        values=values,
        fixed={"version": clinic.version, **unasked},
        focus=f"{_MAILBOX}{mailbox}" if mailbox else "",
        about="Kandidater som redan har en checklista behåller den region och version som den skapades med.",
    )


class WelcomeScreen(FormScreen[ClinicForm]):
    """The first thing a new clinic sees; leaving it leaves the program."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave_program", "Avsluta"),
        Binding("f5", "demo", "Titta runt i en demo"),
    ]

    def __init__(self, regions: Mapping[str, str], folder: str, first_user: Mapping[str, Any], *, warning: str) -> None:
        super().__init__(
            "Välkommen till ST-kollen",
            _specs(regions, _FIRST_CHIEF),
            ClinicForm,
            save_clinic,
            purpose=_WELCOME,
            draft="vardcentral:ny",
            values={"chief": first_user.get("sign_in", "")},
            fixed={"version": None, **first_user},
            about=(
                "ST-kollen följer blivande och pågående ST-läkare i allmänmedicin genom regionens egen rutin, steg för "
                "steg. Fem uppgifter, sedan är du i gång. Allt går att ändra senare.\n\n"
                f"Registret sparas på den här datorn, i {folder}. En annan mapp väljs med st-kollen --data MAPP. "
                "Inget skickas någonstans.\n\nVill du bara titta? F5 öppnar en demo av den region du har valt, full av "
                "påhittade personer. Det du har skrivit här finns kvar." + (f"\n\n{warning}" if warning else "")
            ),
        )

    async def action_discard(self) -> None:
        """Begin again: there is no screen to go back to."""
        if not self._twice("discard"):
            self._tell("F8 igen kastar det som inte är sparat.", wrong=True)
            return
        await self._draft.drop(open_register(self))
        self._touched.clear()
        self._body.fill(self._start)
        self._body.complain({})
        self.query_one(ChoiceField).focus()
        self.query_one("#form-title", Static).update(Content(self._title))
        self.refresh_bindings()

    async def action_demo(self) -> None:
        """Look around among the chosen region's invented people; what is typed stays as a draft."""
        region = self._body.values["region"]
        if region not in demo_regions():
            self._tell("Regionen har ingen demo: den har bara de inbyggda. Byt region med pilarna.", wrong=True)
            return
        await self.keep_draft()
        if self._draft.is_stored:
            host_of(self).visit(region)

    async def action_leave_program(self) -> None:
        await self.keep_draft()
        self.app.exit()
