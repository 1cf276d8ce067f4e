"""Those who may sign in: a list for the chief."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType

from models.faults import StorageFault
from models.keys import users_with_password
from models.queries.colleagues import colleague_lines
from models.queries.users import UserLine, key_is_due, user_lines
from screens.extract import write_staff_extract
from screens.filtered_screen import FilteredScreen
from screens.host import open_register
from screens.user_forms import hand_over_form, new_user_form, password_form, remove_form, user_form
from screens.widgets.line_table import Column, LineTable


@dataclass(frozen=True)
class UserRow:
    """A user, whether it is whoever is signed in, and whether they have a password (None where nobody has)."""

    line: UserLine
    is_self: bool
    has_password: bool | None


def _password(row: UserRow) -> tuple[str, str]:
    if row.has_password is None:
        return "–", "muted"
    return ("finns", "muted") if row.has_password else ("saknas: p", "error")


class UsersScreen(FilteredScreen):
    """Who may sign in, as what, and who has a password."""

    TAB = "anvandare"
    PLACEHOLDER = "Filtrera: namn, användarnamn, roll …"
    HELP = """\
De som kan öppna registret, var och en med eget lösenord och sin roll. Chefen ser och gör allt. Ställföreträdaren gör \
det som chefen gör, utom med användare, nycklar, återläsning och gallring. Handledaren ser läkarna som \
provtjänstgör eller gör BT eller ST här, och antecknar sina egna steg.

n lägger till någon med ett första lösenord. p ger ett nytt till den som har glömt sitt. x tar bort någon, och frågar \
om registrets nyckel ska bytas: en borttagens gamla lösenord öppnar annars det hen kan ha kopierat. o lämnar över \
chefens plats. Den sista chefen som kan logga in kan inte tas bort. t skriver ett registerutdrag.

Vad lösenord inte skyddar mot: den som har ett lösenord kan läsa hela filen med andra program, alltså mer än vad som \
visas här, och gamla säkerhetskopior öppnas med de lösenord som gällde när de gjordes."""
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,e,ctrl+j", "open", "Ändra", key_display="enter"),
        Binding("n", "new", "Ny användare"),
        Binding("p", "password", "Nytt lösenord"),
        Binding("x", "remove", "Ta bort"),
        Binding("o", "hand_over", "Lämna över"),
        Binding("t", "extract", "Registerutdrag"),
        Binding("escape,backspace", "app.back", "Tillbaka", key_display="esc"),
    ]

    _added: UUID | None = None

    def table(self) -> LineTable[UserRow]:
        return LineTable(
            (
                Column("Namn", lambda row: (_name(row), "strong"), 20, grow=3),
                Column("Användarnamn", lambda row: (row.line.sign_in, ""), 14, grow=2),
                Column("Roll", lambda row: (row.line.role, ""), 17),
                Column("Lösenord", _password, 10),
                Column("Är samma person som", lambda row: (row.line.colleague, "muted"), 20, grow=2, from_width=100),
                Column("Sedan", lambda row: (_since(row.line), "muted"), 10, from_width=74),
            ),
            key=lambda row: row.line.id,
            folded=lambda row: row.line.folded,
        )

    async def load(self) -> None:
        """Whoever has handed over, or made themselves something else than chief, is shown Idag instead."""
        if not self.host.may(user_lines):
            self.show(())
            self.call_later(self.run_action, "app.show('idag')")
            return
        register = open_register(self)
        lines = await register.ask(user_lines)
        self.host.key_is_due = self._passwords and await register.ask(key_is_due)
        have = await self._have_passwords()
        mine = self._own_id
        self.show(tuple(UserRow(one, one.id == mine, None if have is None else one.id in have) for one in lines))
        if self._added is not None:
            self.rows.go_to(self._added)
            self._added = None

    async def _have_passwords(self) -> frozenset[UUID] | None:
        """Those who have; None where there are no passwords, or where the keyring cannot be read."""
        try:
            return await users_with_password(open_register(self)) if self._passwords else None
        except StorageFault as fault:
            self.host.warn(fault)
            return None

    @property
    def _passwords(self) -> bool:
        """Whether the register is one that passwords open, and is open."""
        return self.host.register is not None and self.host.register.key is not None

    @property
    def _own_id(self) -> UUID | None:
        return None if self.host.session is None else self.host.session.user

    def count(self, total: int) -> str:
        due = " · Någon är borttagen: byt registrets nyckel (ctrl+p)" if self.host.key_is_due else ""
        return f" {super().count(total)} användare{due}"

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        row: UserRow | None = self.rows.row
        if action in {"remove", "hand_over"}:
            return row is not None and not row.is_self
        if action == "password":
            return row is not None and not row.is_self and self._passwords
        return action != "open" or row is not None

    async def action_open(self) -> None:
        if self.rows.row is not None:
            await user_form(self.rows.row.line, await open_register(self).ask(colleague_lines)).open_on(self)

    async def action_new(self) -> None:
        colleagues = await open_register(self).ask(colleague_lines)
        form = new_user_form(colleagues, passwords=self._passwords)

        def look_at_it() -> None:
            self._added = form.key

        await form.open_on(self, look_at_it)

    async def action_password(self) -> None:
        if self.rows.row is not None:
            await password_form(self.rows.row.line).open_on(self)

    @work
    async def action_extract(self) -> None:
        """All that is held about the user, as files."""
        if self.rows.row is not None:
            await write_staff_extract(self.host, self.rows.row.line.id)

    async def action_remove(self) -> None:
        """Ask; and go on to the register's key where it is to be changed at once."""
        if self.rows.row is None:
            return
        form = remove_form(self.rows.row.line, passwords=self._passwords)

        def go_on() -> None:
            if form.changes_key:
                self.call_later(self.run_action, "app.new_key")

        await form.open_on(self, go_on)

    async def action_hand_over(self) -> None:
        """Ask; but never about somebody who could not sign in as chief."""
        row: UserRow | None = self.rows.row
        if row is None:
            return
        if row.has_password is False:
            self.host.warn(
                f"{row.line.name} saknar lösenord och kan inte logga in. Ge ett med p, och lämna sedan över."
            )
            return
        await hand_over_form(row.line).open_on(self)


def _name(row: UserRow) -> str:
    return f"{row.line.name} (du)" if row.is_self else row.line.name


def _since(line: UserLine) -> str:
    return "" if line.since is None else line.since.isoformat()
