"""The screens before a register is open: signing in, a new one, one to be encrypted, and the recovery key."""

import asyncio
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType
from textual.timer import Timer

from models.door import Door
from models.faults import DamagedRegister, NoLongerUser, StorageFault, TooManyTries, WrongPassword
from models.forms.door import BringOverForm, NewRegisterForm, RecoverForm, SignInForm
from models.forms.refusal import Form, Refused
from models.queries.users import who_am_i
from models.register import Register
from screens.form_screen import FormScreen
from screens.new_password import CHOSEN, RULE
from screens.widgets.fields import Field
from screens.widgets.form import FieldSpec, Kind

F = TypeVar("F", bound=Form)

_NAME = FieldSpec("name", "Användarnamn")
_OWN_NAME = FieldSpec("name", "Användarnamn", hint="Ditt namn, eller något kortare")
_SIGN_IN = """\
Registret är krypterat och öppnas med användarnamn och lösenord. Har du glömt lösenordet kan en chef ge dig ett nytt. \
Minns ingen chef sitt: F3, med återställningsnyckeln."""
_LOCKED = """\
Registret är låst och stängt. Samma användare kommer tillbaka till samma sida och kan ångra som förut; någon annan på \
datorn loggar in som sig själv och börjar på Idag. Det som var halvskrivet finns kvar som utkast, och visas bara för \
den som skrev det."""
_NEW = """\
Registret krypteras från första stund. Du blir dess första användare, och chef. Utan lösenord kan ingen läsa det, inte \
heller den som får tag i datorns disk."""
_BEFORE = "Har ni ett register sedan förut, på ett USB-minne eller en annan disk: F6 läser in en säkerhetskopia av det."
_BRING_OVER = """\
Registret gjordes innan ST-kollen krypterade, och kan läsas av den som kommer åt datorns disk. Nu krypteras det: först \
görs en kontrollerad säkerhetskopia, sedan en krypterad kopia som jämförs rad för rad och tar registrets plats."""
_NO_RECOVERY_KEY = "Registret har ingen återställningsnyckel. En chef som minns sitt lösenord ger dig ett nytt."
_RECOVER = """\
Återställningsnyckeln står på papperet som skrevs när registret gjordes. Den öppnar registret åt en chef, som får ett \
nytt lösenord. Alla andras lösenord är som förut, och nyckeln gäller även i fortsättningen."""
_FOLDERS = {"egen": "bara min inloggning", "delad": "alla på datorn"}
_A_SECOND = 1.0


class DoorScreen(FormScreen[F], Generic[F]):
    """A form that gives an open register; there is nothing behind it, so leaving it leaves the program.

    Enter in the last field saves, as at every sign-in. What `is_new` has no recovery key yet.
    """

    HELP: ClassVar[str] = """\
Tabb eller pil ned går till nästa fält. Enter i det sista fältet gör klart. Lösenord syns aldrig medan de skrivs, och \
inget av det du skriver här sparas som utkast.

Efter några fel lösenord i rad får du vänta en stund före nästa försök, längre för varje gång."""
    SAVING = "Öppnar …"
    NOT_SAVED = ""
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave_program", "Avsluta")]

    register: Register
    is_new: ClassVar[bool] = False
    fault: DamagedRegister | None = None  # there is no register to open
    restored = False  # from a backup, and not open yet

    def __init__(
        self,
        door: Door,
        title: str,
        specs: tuple[FieldSpec, ...],
        form: type[F],
        *,
        purpose: str,
        about: str,
        name: str = "",
        focus: str = "",
    ) -> None:
        values = {"name": name}
        super().__init__(title, specs, form, None, purpose=purpose, draft="", values=values, focus=focus, about=about)
        self.door, self.user_name = door, ""
        self._waiting: Timer | None = None

    def action_enter(self) -> None:
        if isinstance(self.focused, Field) and self.focused.field == self._specs[-1].name:
            self.action_save()
        else:
            self.action_next()

    def action_leave_program(self) -> None:
        self.app.exit()

    def open_register(self, form: F) -> Register:
        """What the form opens; blocks. Raises Refused or StorageFault."""
        raise NotImplementedError

    async def carry_out(self, form: F) -> None:
        try:
            await self.come_in(form)
        except DamagedRegister as fault:
            self.fault = fault

    async def come_in(self, form: F) -> None:
        """Open what the form opens. Raises Refused or StorageFault."""
        try:
            self.register = await asyncio.to_thread(self.open_register, form)
        except TooManyTries as soon:
            self._count_down(soon.seconds)
            raise
        except WrongPassword as wrong:
            raise Refused({self._specs[-1].name: str(wrong)}) from None

    def _count_down(self, seconds: int) -> None:
        """Tell how long it is until the next try, until it is time."""
        if self._waiting is not None:
            self._waiting.stop()
        left = iter(range(seconds - 1, -1, -1))

        def tick() -> None:
            remaining = next(left, 0)
            self._tell(str(TooManyTries(remaining)) if remaining else "Nu går det att försöka igen.", wrong=True)
            if not remaining and self._waiting is not None:
                self._waiting.stop()

        self._waiting = self.set_interval(_A_SECOND, tick)


class SignInScreen(DoorScreen[SignInForm]):
    """Who it is; `locked` is the user name of whoever the register was locked for, `why` what brought one here."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Logga in", key_display="enter"),
        Binding("f4", "another", "Byt användare"),
        Binding("f3", "recover", "Återställningsnyckel"),
    ]

    def __init__(self, door: Door, locked: str = "", why: str = "") -> None:
        title = f"Låst · {locked}" if locked else "Logga in i ST-kollen"
        about = _LOCKED if locked else f"{_SIGN_IN}\n\nRegistret ligger i {door.place.folder}."
        if why:
            about = f"{why}\n\n{about}"
        specs = (_NAME, FieldSpec("password", "Lösenord", Kind.PASSWORD))
        focus = "password" if locked else "name"
        super().__init__(door, title, specs, SignInForm, purpose=_SIGN_IN, about=about, name=locked, focus=focus)
        self.locked = locked

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return bool(self.locked) if action == "another" else super().check_action(action, parameters)

    def action_leave_program(self) -> None:
        """From the lock only when it is meant: there the key that leads back everywhere else is pressed by habit."""
        if not self.locked or self._twice("leave"):
            super().action_leave_program()
        else:
            self._tell("Registret är låst. esc igen avslutar programmet.")

    def open_register(self, form: SignInForm) -> Register:
        self.user_name = form.name
        return self.door.sign_in(form.name, form.password)

    async def come_in(self, form: SignInForm) -> None:
        """A user who has been removed, but whose slot is still there, is told so. A wrong password is not added to."""
        try:
            await super().come_in(form)
        except Refused:
            self._body.fill({"password": ""})
            raise
        try:
            await self.register.ask(who_am_i)
        except StorageFault:
            await asyncio.to_thread(self.register.close)
            raise
        except NoLongerUser as removed:
            await asyncio.to_thread(self.register.close)
            raise Refused(str(removed)) from None

    def action_another(self) -> None:
        """Somebody else signs in."""
        self._body.fill({"name": "", "password": ""})
        name = self._body.field("name")
        if name is not None:
            name.focus()

    async def action_recover(self) -> None:
        """Open it with the recovery key instead, where it has one: the answer is that screen's."""
        try:
            if not await asyncio.to_thread(self.door.has_recovery_key):
                self._tell(_NO_RECOVERY_KEY, wrong=True)
                return
        except StorageFault as fault:
            self._tell(str(fault), wrong=True)
            return
        form = RecoverScreen(self.door, self._body.values["name"])

        def saved() -> None:
            self.fault, self.user_name = form.fault, form.user_name
            if form.fault is None:
                self.register = form.register
            self.finish()

        await form.open_on(self, saved)


class RecoverScreen(DoorScreen[RecoverForm]):
    """The recovery key, and a new password for a chief."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Öppna", key_display="ctrl+s"),
        Binding("escape", "leave", "Tillbaka"),
    ]

    def __init__(self, door: Door, name: str) -> None:
        key = FieldSpec("key", "Återställningsnyckel", hint="30 tecken; bindestreck behövs inte")
        about = f"{_RECOVER}\n\n{RULE}"
        specs = (key, _NAME, *CHOSEN)
        super().__init__(door, "Återställningsnyckel", specs, RecoverForm, purpose=_RECOVER, about=about, name=name)

    def open_register(self, form: RecoverForm) -> Register:
        self.user_name = form.name
        try:
            return self.door.recover(form.key, form.name, form.password)
        except WrongPassword as wrong:
            raise Refused({"key": str(wrong)}) from None


class NewRegisterScreen(DoorScreen[NewRegisterForm]):
    """The first user of a new register, and where it is to lie; `shared` is the other door, where there is a choice."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f2", "save", "Skapa registret", key_display="ctrl+s"),
        Binding("f5", "demo", "Titta runt i en demo"),
        Binding("f6", "from_copy", "Återläs en säkerhetskopia"),
    ]
    is_new = True

    def __init__(self, door: Door) -> None:
        shared = door.shared
        folder = FieldSpec("folder", "Registret är för", Kind.CHOICE, options=_FOLDERS)
        where = f"Registret läggs i {door.place.folder}."
        if shared is not None:
            where = (
                f"För bara din inloggning läggs registret i {door.place.folder}. Ska flera med egna inloggningar på "
                f"datorn använda det läggs det i {shared.place.folder}: alla på datorn kommer då åt filerna, men "
                "ingen utan lösenord kan läsa dem."
            )
        where = f"{where} En annan mapp väljs med st-kollen --data MAPP. Inget skickas någonstans."
        about = f"{_NEW} {_BEFORE}\n\n{RULE}\n\n{where}"
        specs = (_OWN_NAME, *CHOSEN, *((folder,) if shared is not None else ()))
        super().__init__(
            door, "Välkommen till ST-kollen: nytt register", specs, NewRegisterForm, purpose=_NEW, about=about
        )
        self._shared = shared

    def open_register(self, form: NewRegisterForm) -> Register:
        door = self._door_to(form.folder)
        register = door.begin(form.name, form.password)
        self.door = door
        self.user_name = form.name
        return register

    async def action_demo(self) -> None:
        """Look around among a region's invented people: nothing is made before one decides to."""
        from screens.demo_form import DemoScreen  # noqa: PLC0415  reads packs: the door is shown without

        await DemoScreen().open_on(self)

    async def action_from_copy(self) -> None:
        """Put a backup where the new register would have been; its users are those who sign in."""
        from screens.from_copy import FromCopyScreen  # noqa: PLC0415  the door is shown without

        form = FromCopyScreen(self._door_to(self._body.values.get("folder", "")))

        def restored() -> None:
            self.door, self.restored = form.door, True
            self.finish()

        await form.open_on(self, restored)

    def _door_to(self, folder: str) -> Door:
        return self._shared if self._shared is not None and folder == "delad" else self.door


class BringOverScreen(DoorScreen[BringOverForm]):
    """A password for a register that anybody can read so far; `chief` is its user's name, where it has one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Kryptera", key_display="ctrl+s")]
    is_new = True

    def __init__(self, door: Door, chief: str | None) -> None:
        who = "" if chief is None else f"\n\nDitt användarnamn blir {chief}."
        about = f"{_BRING_OVER}{who}\n\n{RULE}"
        specs = ((_OWN_NAME,) if chief is None else ()) + CHOSEN
        super().__init__(door, "Registret krypteras", specs, BringOverForm, purpose=_BRING_OVER, about=about)
        self._chief = chief

    def open_register(self, form: BringOverForm) -> Register:
        register = self.door.bring_over(form.name, form.password)
        self.user_name = self._chief or form.name
        return register
