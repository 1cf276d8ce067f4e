"""The program: opens the register beside the screen, and shows one main screen at a time."""

import asyncio
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import work
from textual.actions import parse
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerError

from screens.host import LOCK
from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from screens.widgets.chrome import Chrome
from tui.backups import Backups
from tui.collecting import CollectsWhenIdle
from tui.recovery import GoesOn
from tui.streams import give_up_if_gone
from tui.terminal import OutlivesTerminal
from tui.theme import DARK, THEMES

if TYPE_CHECKING:
    from models.commands.runner import Command, F
    from models.door import Door
    from models.register import Register


class StKollen(OutlivesTerminal, CollectsWhenIdle, GoesOn, Backups):
    """ST-kollen in the terminal.

    `demo` is the region whose demo it begins in; else it begins with the user's own register, in the folder `data`
    where one was given.
    """

    TITLE = "ST-kollen"
    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-medium"), (140, "-wide")]  # noqa: RUF012  Textual's own name and type
    VERTICAL_BREAKPOINTS = [(0, "-short"), (18, "-tall")]  # noqa: RUF012
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("1", "show('idag')", "Idag", show=False),
        Binding("2", "show('kandidater')", "Kandidater", show=False),
        Binding("3", "show('checklistor')", "Checklistor", show=False),
        Binding("6", "show('export')", "Export", show=False),
        Binding("u", "undo", "Ångra"),
        Binding("ctrl+p,f4", "palette", "Sök", key_display="ctrl+p"),
        Binding("question_mark,f1", "help", "Hjälp", key_display="?"),
        Binding("q", "quit", "Avsluta"),
        LOCK,
        Binding("r", "rules", "Regler"),
        # Textual's own leaves even a half-filled form
        Binding("ctrl+q", "help_quit", "Så avslutas programmet", show=False),
    ]

    def __init__(
        self,
        opener: "Callable[[], Register | Door]",
        *,
        demo: str = "",
        demos: "Callable[[str], Register] | None" = None,
        data: Path | None = None,
    ) -> None:
        super().__init__(opener, demos or _open_demo, demo)
        self.data = data
        self._furnished = False
        self._not_theirs: frozenset[str] = frozenset()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = DARK.name
        self.animation_level = "none"

    # starting

    def on_mount(self) -> None:
        self.install_screen(IdagScreen(), "idag")
        self.push_screen("idag")
        self._trail = ["idag"]
        self.call_after_refresh(self.come_in)
        self._day = self.today
        self.set_interval(_MINUTE, self._mind_the_day)

    async def begin(self) -> None:
        """Idag first; then, beside it, what the other screens need. A register without a clinic asks for one.

        For whoever sees a part the other screens come first: they know what is not to be shown.
        """
        from models.queries.users import who_am_i  # noqa: PLC0415
        from models.storage.place import synced_by  # noqa: PLC0415

        self.synced_by = synced_by(self.open_register.place.folder)
        if not (await self.open_register.ask(who_am_i)).sees_all:
            await self._furnish()
        idag = await self.read_again()
        if idag is not None:
            with suppress(WorkerError):
                await idag.wait()
        if not self._furnished:
            await self._furnish()
            await self.read_again()
        self.keep_what_is_loaded()
        self.keep_a_backup()
        await self._mind_what_is_secret()
        if self.clinic is None:
            from tui.rooms import welcome  # noqa: PLC0415

            await (await welcome(self.open_register, self.user_name)).open_on(self)
        elif self.demo:
            self.say("ctrl+p: lämna demon")

    async def _mind_what_is_secret(self) -> None:
        """What only whoever is chief is told of: another role may have been given."""
        if self.open_register.key is not None:
            await self.mind_the_keys()
            await self.count_unencrypted()

    async def _furnish(self) -> None:
        """Import the other screens, off the event loop."""
        await asyncio.to_thread(import_module, "tui.rooms")
        self._furnished = True

    async def read_again(self) -> Worker[None] | None:
        from models.queries.clinic import clinic_view  # noqa: PLC0415
        from models.queries.users import who_am_i  # noqa: PLC0415

        self.clinic = await self.open_register.ask(clinic_view)
        was, self.session = self.session, await self.open_register.ask(who_am_i)
        if was is not None and was.role is not self.session.role:
            self.undoable = 0  # what was done in another role
            await self._mind_what_is_secret()
        if self._furnished:
            from tui.rooms import closed_to  # noqa: PLC0415

            self._not_theirs = closed_to(self.session, passwords=self.open_register.key is not None)
        if self._furnished and self.clinic is not None:
            from models.queries.regions import region_names  # noqa: PLC0415

            code = self.clinic.region
            self.region_name = (await self.open_register.ask(region_names)).get(code, f"{code} (paketet saknas)")
        return self.screen.reload() if self.clinic is not None and isinstance(self.screen, MainScreen) else None

    def forget(self) -> None:
        super().forget()
        self._not_theirs = frozenset()
        self.undoable = 0

    def _mind_the_day(self) -> None:
        """What is late depends on the day: a program left open over night reads again in the morning."""
        if self._day != self.today and self.register is not None:
            self._day = self.today
            self.call_later(self.read_again)

    # changing

    def say(self, message: str) -> None:
        self.said = message
        self._redraw_chrome()
        self.set_timer(_SAID_SECONDS, partial(self._unsay, message))

    def _unsay(self, message: str) -> None:
        if self.said == message:
            self.said = ""
            self._redraw_chrome()

    def _redraw_chrome(self) -> None:
        for chrome in self.screen.query(Chrome):
            chrome.refresh()

    async def change(self, command: "Command[F]", form: "F", draft: str | None = None) -> None:
        done = await self.open_register.do(command, form, draft)
        self.undoable += self.clinic is not None and not done.unchanged  # the welcome cannot be undone
        self.say(done.said)
        if done.warned:
            self.inform(done.warned)
        await self.read_again()
        if done.erased:
            self.undoable = 0
            self.keep_a_backup()  # the first without them, and what the second folder knows them by

    @work(exclusive=True, group="save")
    async def action_undo(self) -> None:
        from models.faults import StorageFault  # noqa: PLC0415
        from models.forms.refusal import Refused  # noqa: PLC0415
        from tui.rooms import undo_last  # noqa: PLC0415

        try:
            self.say(await undo_last(self.open_register))
        except (Refused, StorageFault) as error:
            self.warn(error)
            return
        self.undoable -= 1
        await self.mind_the_keys()
        await self.read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "undo":
            return self.undoable > 0
        if action == "rules":
            return self.clinic is not None and self._trail[-1:] != ["regler"]
        if action == "demo":
            return bool(self.demo)
        if action == "lock":
            return self.locks
        if action == "erase_unencrypted" and not self.unencrypted:
            return False
        if action == "settle_unsealed" and not (self.register is not None and self.register.unsealed):
            return False
        if (parameters[0] if action == "show" else action) in self._not_theirs:
            return False
        return action not in {"palette", "new_candidate", "clinic"} or self.clinic is not None

    # moving about

    async def action_show(self, name: str) -> None:
        """Show a main screen."""
        if not isinstance(self.screen, MainScreen):
            return
        if name == self._trail[-1]:
            self.screen.home()
            return
        self._trail = [*(one for one in self._trail[-_TRAIL:] if one not in self._not_theirs), name]
        await self.go(name)

    async def action_back(self) -> None:
        """The main screen before this one."""
        if isinstance(self.screen, MainScreen) and len(self._trail) > 1:
            self._trail.pop()
            await self.go(self._trail[-1])

    async def go(self, name: str) -> None:
        from tui.rooms import ROOMS  # noqa: PLC0415

        if not self.is_screen_installed(name):
            self.install_screen(ROOMS[name](), name)
        await self.switch_screen(name)
        if isinstance(self.screen, MainScreen):
            self.screen.hold_keys_until_read()

    def look_at(self, candidate: UUID) -> None:
        self.candidate = candidate
        self.call_later(self.action_show, "person")

    def look_at_step(self, candidate: UUID, step: UUID | None) -> None:
        self.candidate, self.step = candidate, step
        self.call_later(self.action_show, "checklistor")

    async def action_rules(self) -> None:
        """Show where every rule stands, at the rule of the step in focus."""
        if isinstance(self.screen, MainScreen):
            self.rule_of = self.screen.step_in_focus
            await self.action_show("regler")

    async def action_new_candidate(self) -> None:
        """Ask for a new candidate, and show whoever was added: the next thing is to choose a route."""
        from tui.rooms import new_candidate  # noqa: PLC0415

        form = await new_candidate(self.open_register)
        await form.open_on(self, lambda: self.look_at(form.key))

    async def action_clinic(self) -> None:
        """Ask for changes of the clinic's own facts."""
        from screens.clinic_form import ask_of_clinic  # noqa: PLC0415

        form = await ask_of_clinic(self.open_register)
        if form is not None:
            await form.open_on(self, self.keep_a_backup)  # it may have another folder to go to

    async def action_palette(self) -> None:
        """Find a person or a command, and go there."""
        from tui.rooms import palette  # noqa: PLC0415

        if isinstance(self.screen, MainScreen):
            await self.push_screen(await palette(self.open_register, self.demo, self._allows), self._go_on)

    def _allows(self, action: str) -> bool:
        _namespace, name, parameters = parse(action)
        return bool(self.check_action(name, parameters))

    def _go_on(self, action: str | None) -> None:
        """Do what was chosen on a screen that has just closed."""
        if action:
            self.call_later(self.run_action, action)

    def action_demo(self, region: str) -> None:
        """From one demo to that of another region; with no region, out of it."""
        self.visit(region)

    def action_person(self, candidate: str) -> None:
        """Show a person by the id as text."""
        self.look_at(UUID(candidate))

    def action_help(self, first_day: bool = False) -> None:
        """Help for the screen in sight, or the first day in ten steps."""
        from tui.rooms import help_for  # noqa: PLC0415

        self.helped = True
        self.push_screen(help_for(self.screen, first_day=first_day), self._go_on)

    def action_help_quit(self) -> None:
        self.warn("Programmet avslutas med q på en huvudskärm.")

    def action_look(self, theme: str) -> None:
        """Change the program's looks."""
        self.theme = theme


_MINUTE = 60
_TRAIL = 20
_SAID_SECONDS = 8


def _open_demo(region: str) -> "Register":
    from models.demo.fill import open_demo  # noqa: PLC0415  after the first paint
    from models.register import utc_now  # noqa: PLC0415

    return open_demo(utc_now, region)


def run(folder: Path | None, *, demo: str | None) -> int:
    """Run the program until it is left, beginning in a demo where a region is given.

    The exit status is 1 where the register could not be opened.
    """

    def opener() -> "Door":
        from models.door import door_of  # noqa: PLC0415  after the first paint

        return door_of(folder)

    app = StKollen(opener, demo=demo or "", data=folder)
    app.run()
    from models.register import Register  # noqa: PLC0415

    Register.close_any()  # which may have been on its way when the program was told to end
    give_up_if_gone(sys.stdout, sys.stderr)
    return app.return_code or 0
