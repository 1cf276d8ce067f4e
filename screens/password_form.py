"""Forms that ask for a password: the present one, or a new one twice. Nothing of it is kept in a draft."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from models.faults import WrongPassword
from models.forms.password import ConfirmedForm, OwnPasswordForm
from models.forms.refusal import Form, Refused
from models.keys import RecoveryKey, change_own_password, new_recovery_key, rotate_key
from models.register import Register
from screens.form_screen import FormScreen
from screens.host import host_of, open_register
from screens.new_password import CHOSEN, RULE
from screens.widgets.form import FieldSpec, Kind

F = TypeVar("F", bound=Form)
R = TypeVar("R")
Deed = Callable[[Register, F], Awaitable[R]]

PRESENT = FieldSpec("present", "Ditt nuvarande lösenord", Kind.PASSWORD)
_OWN = """\
Byter ditt eget lösenord. Det gamla gäller inte längre för registret, men säkerhetskopior som redan är gjorda öppnas \
med det lösenord som gällde då. Kan någon annan ha fått veta det gamla: be chefen byta också registrets nyckel \
(chefen: ctrl+p)."""
_RECOVERY = """\
Gör en ny återställningsnyckel och visar den en gång, att skriva av eller skriva ut. Den gäller när du har skrivit \
dess fem sista tecken. Finns det en förut öppnar den sedan bara säkerhetskopior från sin tid. Gör en ny när papperet \
är borta, eller när någon har läst det som inte borde. Kan någon ha kopierat både registret och nyckelknippan: byt \
också registrets nyckel."""
_KEY = """\
Krypterar hela registret på nytt under en ny nyckel. Gör det när någon har tagits bort, eller när ett lösenord kan ha \
kommit på avvägar: den som har kopierat nyckelknippan kan annars öppna registret så länge dess nyckel är densamma.

Registret stängs, krypteras, jämförs rad för rad och öppnas igen; det tar några sekunder. Alla lösenord och \
återställningsnyckeln är som förut.

Säkerhetskopior som redan är gjorda har kvar sin gamla nyckel. De öppnas fortfarande med lösenorden från sin tid, \
också av den som har tagits bort sedan dess och kommer åt filerna."""


class PasswordScreen(FormScreen[F], Generic[F, R]):
    """Asks for passwords, and does something that is no command of the register's; `answer` is what came of it.

    `said` is said when it is done, if anything is.
    """

    answer: R

    HELP: ClassVar[str] = """\
Tabb, pil ned eller enter går till nästa fält. Lösenord syns aldrig medan de skrivs, och sparas inte som utkast: \
lämnar du formuläret börjar du om.

Efter några fel lösenord i rad får du vänta en stund före nästa försök, längre för varje gång."""

    def __init__(
        self,
        title: str,
        specs: Sequence[FieldSpec],
        form: type[F],
        deed: Deed[F, R],
        *,
        purpose: str,
        about: str,
        said: str = "",
    ) -> None:
        super().__init__(title, specs, form, None, purpose=purpose, draft="", about=about)
        self._deed, self._said = deed, said

    async def carry_out(self, form: F) -> None:
        try:
            self.answer = await self._deed(open_register(self), form)
        except WrongPassword as wrong:
            raise Refused({"present": str(wrong)}) from None
        if self._said:
            host_of(self).say(self._said)


class NewKeyScreen(PasswordScreen[ConfirmedForm, Callable[[], bytes]]):
    """Whether the register is to be encrypted anew."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Byt nyckel", key_display="ctrl+s")]


def own_password_form() -> PasswordScreen[OwnPasswordForm, None]:
    """A new password for whoever is signed in."""
    return PasswordScreen(
        "Byt lösenord",
        (PRESENT, *CHOSEN),
        OwnPasswordForm,
        lambda register, form: change_own_password(register, form.present, form.password),
        purpose=_OWN,
        about=f"{_OWN}\n\n{RULE}",
        said="Ditt lösenord är bytt.",
    )


def recovery_key_form() -> PasswordScreen[ConfirmedForm, RecoveryKey]:
    """A new recovery key, to be shown once."""
    return PasswordScreen(
        "Ny återställningsnyckel",
        (PRESENT,),
        ConfirmedForm,
        lambda register, form: new_recovery_key(register, form.present),
        purpose=_RECOVERY,
        about=_RECOVERY,
    )


def new_key_form() -> NewKeyScreen:
    """A new key for the register: the work that gives it, to be done when the register is closed."""
    return NewKeyScreen(
        "Byt registrets nyckel",
        (PRESENT,),
        ConfirmedForm,
        lambda register, form: rotate_key(register, form.present),
        purpose=_KEY,
        about=_KEY,
    )
