"""The forms of the users' screen: a new user, changes, a new password, removal, and handing over."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import Binding, BindingType

from models.commands.users import add_user, change_user, hand_over, remove_user
from models.forms.password import NewPasswordForm, NewUserWithPasswordForm
from models.forms.user import HandOverForm, NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.keys import drop_keys, new_password_for
from models.queries.colleagues import ColleagueLine
from models.queries.users import UserLine
from models.rights import ROLE_NAMES, Role
from screens.form_screen import FormScreen
from screens.host import open_register
from screens.new_password import CHOSEN, RULE
from screens.password_form import PasswordScreen
from screens.widgets.fields import FieldChanged
from screens.widgets.form import FieldSpec, Kind

_USER = """\
Den som ska kunna öppna registret på den här datorn. En handledare ser de läkare som provtjänstgör eller gör BT eller \
ST här, och antecknar sina egna steg; aldrig referenser, kontroller, anteckningar, personnummer eller vad som är sagt \
om pengar. En ställföreträdare gör det som chefen gör med kandidaterna och vårdcentralen, men inte med användare, \
nycklar, återläsning och gallring. Flera kan vara chef.

Kopplingen säger vem bland handledare, studierektorer och kontakter (2, sedan p) som användaren är."""
_FORGOTTEN = """\
Ett nytt lösenord för någon som har glömt sitt. Säg det till personen, som sedan byter till ett eget: ctrl+p, Byt \
lösenord."""
_NOT_TYPED = "\n\nAnvändarnamnet skrivs vid inloggning och kan inte ändras."
_REMOVE = """\
{name} kan inte längre logga in, och hens utkast raderas. Det hen har gjort står kvar i loggen. {way_back}

Säkerhetskopior som redan är gjorda öppnas fortfarande med hens gamla lösenord. Har hen kunnat ta en kopia av \
nyckelknippan går det dessutom att öppna det här registret, tills dess nyckel byts. Det tar några sekunder, och ingen \
annans lösenord ändras. Byt nu, eller senare: ctrl+p, Byt registrets nyckel."""
_WAY_BACK = {
    "nu": "När nyckeln är bytt går det inte att ångra: blev det fel lägger du till hen igen, med n.",
    "senare": "u ångrar tills du avslutar eller nyckeln byts, men hen behöver då ett nytt lösenord.",
    "": "u ångrar.",
}
_HAND_OVER = """\
{name} blir chef, och du får den roll som du väljer här. Står ditt namn som chef i Vårdcentralens uppgifter byts det \
till {name}. Som handledare eller ställföreträdare kan du inte hantera användare. Det gäller genast och går inte att \
ångra: bara en chef kan ge dig rollen tillbaka."""
_ROLES = {role.value: name for role, name in ROLE_NAMES.items()}
_STEPS_DOWN = {role.value: ROLE_NAMES[role] for role in (Role.DEPUTY, Role.SUPERVISOR)}
_WHEN = {"nu": "byt nu", "senare": "byt senare"}
_NO_KEY = {"": "har ingen: det är inte krypterat"}


class NewUserScreen(FormScreen[NewUserWithPasswordForm]):
    """A new user: first the user, then the password, so that nobody who is refused has one."""

    async def carry_out(self, form: NewUserWithPasswordForm) -> None:
        await super().carry_out(form)
        await new_password_for(open_register(self), form.id, form.password)


class RemoveUserScreen(FormScreen[RemoveUserForm]):
    """Asks, besides the removal, whether the register's key is to be changed at once."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Ta bort", key_display="ctrl+s")]
    changes_key = False

    def __init__(self, line: UserLine, when: Mapping[str, str]) -> None:
        self._about_key = {key: _REMOVE.format(name=line.name, way_back=_WAY_BACK[key]) for key in when}
        super().__init__(
            f"Ta bort {line.name}",
            (FieldSpec("key", "Registrets nyckel", Kind.CHOICE, options=when),),
            RemoveUserForm,
            remove_user,
            purpose="Tar bort en användare. ctrl+s tar bort, esc gör det inte.",
            draft=f"anvandare:bort:{line.id}",
            fixed={"id": line.id, "version": line.version},
            about=next(iter(self._about_key.values())),
        )

    def on_field_changed(self, event: FieldChanged) -> None:
        """Whether it can be undone depends on what is chosen; the form itself hears of it too."""
        self.say_about(self._about_key[event.value])

    def raw(self) -> dict[str, Any]:
        values = super().raw()
        self.changes_key = values.pop("key", "") == "nu"
        return values

    async def carry_out(self, form: RemoveUserForm) -> None:
        await super().carry_out(form)
        await drop_keys(open_register(self))


class HandOverScreen(FormScreen[HandOverForm]):
    """Whether somebody else is to be chief."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s,f2", "save", "Lämna över", key_display="ctrl+s")]


def _specs(colleagues: Sequence[ColleagueLine], user: UserLine | None = None) -> tuple[FieldSpec, ...]:
    """Whoever the user is linked to already stays a choice, though put aside since."""
    linked = {user.values["colleague"]: user.colleague} if user is not None and user.colleague else {}
    people = {"": "ingen"} | linked | {str(line.id): line.name for line in colleagues}
    return (
        FieldSpec("name", "Namn"),
        FieldSpec("role", "Roll", Kind.CHOICE, options=_ROLES),
        FieldSpec("colleague", "Är samma person som", Kind.CHOICE, options=people),
    )


def new_user_form(colleagues: Sequence[ColleagueLine], *, passwords: bool) -> FormScreen[Any]:
    """Somebody new; in a register without encryption nobody has a password."""
    name, *rest = _specs(colleagues)
    sign_in = FieldSpec("sign_in", "Användarnamn", hint="Skrivs vid inloggning; tomt: namnet")
    start: dict[str, Any] = {
        "purpose": _USER,
        "draft": "anvandare:ny",
        "values": {"role": Role.SUPERVISOR.value},
        "fixed": {"id": new_id()},
    }
    if not passwords:
        return FormScreen("Ny användare", (name, sign_in, *rest), NewUserForm, add_user, **start, about=_USER)
    about = f"{_USER}\n\n{RULE} Säg det till personen, som sedan byter till ett eget."
    return NewUserScreen(
        "Ny användare", (name, sign_in, *rest, *CHOSEN), NewUserWithPasswordForm, add_user, **start, about=about
    )


def user_form(line: UserLine, colleagues: Sequence[ColleagueLine]) -> FormScreen[Any]:
    """Changes of a user."""
    return FormScreen(
        f"Ändra {line.name}",
        _specs(colleagues, line),
        UserForm,
        change_user,
        purpose=_USER,
        draft=f"anvandare:{line.id}",
        values=line.values,
        fixed={"id": line.id, "version": line.version},
        about=f"{_USER}{_NOT_TYPED} {line.name} skriver {line.sign_in}.",
    )


def password_form(line: UserLine) -> PasswordScreen[NewPasswordForm, None]:
    """A new password for somebody."""
    return PasswordScreen(
        f"Nytt lösenord för {line.name}",
        CHOSEN,
        NewPasswordForm,
        lambda register, form: new_password_for(register, line.id, form.password),
        purpose=_FORGOTTEN,
        about=f"{_FORGOTTEN}\n\n{RULE}",
        said=f"{line.name} har fått ett nytt lösenord.",
    )


def remove_form(line: UserLine, *, passwords: bool) -> RemoveUserScreen:
    """Whether somebody is to be removed, and the key changed, where there is one."""
    return RemoveUserScreen(line, _WHEN if passwords else _NO_KEY)


def hand_over_form(line: UserLine) -> HandOverScreen:
    """Whether somebody is to be chief instead."""
    return HandOverScreen(
        f"Lämna över till {line.name}",
        (FieldSpec("becomes", "Du blir", Kind.CHOICE, options=_STEPS_DOWN),),
        HandOverForm,
        hand_over,
        purpose="Lämnar över chefens plats. ctrl+s lämnar över, esc gör det inte.",
        draft=f"anvandare:over:{line.id}",
        fixed={"to": line.id, "version": line.version},
        about=_HAND_OVER.format(name=line.name),
    )
