"""The program: opens the register beside the screen, and shows one main screen at a time."""

import asyncio
import gc
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType
from textual.worker import Worker, WorkerError, get_current_worker

from screens.host import Host
from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from screens.widgets.chrome import Chrome
from tui.keys import KeysInOrder
from tui.safety import SafeExit
from tui.theme import DARK, THEMES

if TYPE_CHECKING:
    from models.commands.runner import Command, F
    from models.register import Register


class StKollen(SafeExit, KeysInOrder, Host):
    """ST-kollen in the terminal.

    `opener` opens the user's own register and `demos` the demo of a region; they block, and run on a thread of their
    own. `demo` is the region to begin in; else it begins in the user's own.
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
        Binding("r", "rules", "Regler"),
        # Textual's own leaves even a half-filled form
        Binding("ctrl+q", "help_quit", "Så avslutas programmet", show=False),
    ]

    def __init__(
        self, opener: "Callable[[], Register]", *, demo: str = "", demos: "Callable[[str], Register] | None" = None
    ) -> None:
        super().__init__()
        self._opener, self._demos, self.demo = opener, demos or _open_demo, demo
        self._trail: list[str] = []
        self._undoable = 0
        self._furnished = False
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = DARK.name
        self.animation_level = "none"

    # starting

    def on_mount(self) -> None:
        self.install_screen(IdagScreen(), "idag")
        self.push_screen("idag")
        self._trail = ["idag"]
        self.call_after_refresh(self._open)
        self._day = self.today
        self.set_interval(_MINUTE, self._mind_the_day)

    @work(thread=True)
    def _open(self) -> None:
        """Open the register off the event loop. What the screens need is imported here too, after the first paint."""
        from models.faults import StorageFault  # noqa: PLC0415

        try:
            register = self._opened(self.demo)
        except StorageFault as fault:
            self.call_from_thread(self.exit, None, 1, str(fault))
            return
        import models.queries.clinic  # noqa: PLC0415
        import models.queries.today  # noqa: F401, PLC0415

        self.call_from_thread(self._open_with, register)

    def _opened(self, demo: str) -> "Register":
        return self._demos(demo) if demo else self._opener()

    def _open_with(self, register: "Register") -> None:
        self.register = register
        self.run_worker(self._begin())

    async def _begin(self) -> None:
        """Idag first; then, beside it, what the other screens need. A register without a clinic asks for one."""
        idag = await self._read_again()
        if idag is not None:
            with suppress(WorkerError):
                await idag.wait()
        rooms = await asyncio.to_thread(import_module, "tui.rooms")
        if not self._furnished:
            self._furnished = True
            await self._read_again()
        if gc.get_freeze_count():  # what another register left behind would be frozen once more
            gc.unfreeze()
            gc.collect()
        gc.freeze()  # what is loaded now stays: a full collection that walks it would be felt as a slow key
        if self.clinic is None:
            await (await rooms.welcome(self._open_register)).open_on(self)
        elif self.demo:
            self.say("ctrl+p: lämna demon")

    async def _read_again(self) -> Worker[None] | None:
        """Read the clinic, then what the screen in sight shows; that is still under way in the worker it gives."""
        from models.queries.clinic import clinic_view  # noqa: PLC0415

        self.clinic = await self._open_register.ask(clinic_view)
        if self._furnished and self.clinic is not None:
            from models.queries.regions import region_names  # noqa: PLC0415

            code = self.clinic.region
            self.region_name = (await self._open_register.ask(region_names)).get(code, f"{code} (paketet saknas)")
        return self.screen.reload() if self.clinic is not None and isinstance(self.screen, MainScreen) else None

    @property
    def _open_register(self) -> "Register":
        if self.register is None:
            raise RuntimeError("the register is not open")
        return self.register

    def _mind_the_day(self) -> None:
        """What is late depends on the day: a program left open over night reads again in the morning."""
        if self._day != self.today and self.register is not None:
            self._day = self.today
            self.call_later(self._read_again)

    # from one register to another

    def visit(self, demo: str) -> None:
        self.hold_keys()
        self._move_to(demo)

    @work
    async def _move_to(self, demo: str) -> None:
        """Close the register, open the other one, and begin anew in it; where it cannot be opened, in the first."""
        from models.faults import StorageFault  # noqa: PLC0415

        others = [worker for worker in self.workers if worker is not get_current_worker()]
        try:
            with suppress(WorkerError):
                await self.workers.wait_for_complete(others)  # what is being saved or read belongs to the first
            left, self.register, self.clinic, self.region_name = self.register, None, None, ""
            self.candidate = self.step = self.rule_of = None
            self._undoable = 0
            await self._clear_screens()
            if left is not None:
                await asyncio.to_thread(left.close)
            try:
                self.register = await asyncio.to_thread(self._opened, demo)
                self.demo = demo
            except StorageFault as fault:
                self.warn(fault)
                self.register = await asyncio.to_thread(self._opened, self.demo)
            await self._begin()
        except StorageFault as fault:
            self.exit(None, 1, str(fault))
        finally:
            self.release_keys()

    async def _clear_screens(self) -> None:
        """An empty Idag, and no screen that shows what the register held."""
        old = {name: self.get_screen(name) for name in self._installed_screens}
        gone = [] if isinstance(self.screen, MainScreen) else [self.pop_screen()]
        left, idag = self.screen, IdagScreen()
        gone.append(self.switch_screen(idag))
        for name in old:
            self.uninstall_screen(name)
        self.install_screen(idag, "idag")
        self._trail = ["idag"]
        await asyncio.gather(*gone, *(screen.remove() for screen in old.values() if screen is not left))

    def on_unmount(self) -> None:
        gc.unfreeze()  # or whatever else runs in this process, as tests do, would keep all of it

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
        done = await self._open_register.do(command, form, draft)
        self._undoable += self.clinic is not None  # the welcome cannot be undone
        self.say(done.said)
        await self._read_again()

    @work(exclusive=True, group="save")
    async def action_undo(self) -> None:
        from models.faults import StorageFault  # noqa: PLC0415
        from models.forms.refusal import Refused  # noqa: PLC0415
        from tui.rooms import undo_last  # noqa: PLC0415

        try:
            self.say(await undo_last(self._open_register))
        except (Refused, StorageFault) as error:
            self.warn(error)
            return
        self._undoable -= 1
        await self._read_again()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        if action == "undo":
            return self._undoable > 0
        if action == "rules":
            return self.clinic is not None and self._trail[-1:] != ["regler"]
        if action == "demo":
            return bool(self.demo)
        return action not in {"palette", "new_candidate", "clinic"} or self.clinic is not None

    # moving about

    async def action_show(self, name: str) -> None:
        """Show a main screen."""
        if not isinstance(self.screen, MainScreen):
            return
        if name == self._trail[-1]:
            self.screen.home()
            return
        self._trail = [*self._trail[-_TRAIL:], name]
        await self._go(name)

    async def action_back(self) -> None:
        """The main screen before this one."""
        if isinstance(self.screen, MainScreen) and len(self._trail) > 1:
            self._trail.pop()
            await self._go(self._trail[-1])

    async def _go(self, name: str) -> None:
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

        form = await new_candidate(self._open_register)
        await form.open_on(self, lambda: self.look_at(form.key))

    async def action_clinic(self) -> None:
        """Ask for changes of the clinic's own facts."""
        from screens.clinic_form import ask_of_clinic  # noqa: PLC0415

        form = await ask_of_clinic(self._open_register)
        if form is not None:
            await form.open_on(self)

    async def action_palette(self) -> None:
        """Find a person or a command, and go there."""
        from tui.rooms import palette  # noqa: PLC0415

        if isinstance(self.screen, MainScreen):
            await self.push_screen(await palette(self._open_register, self.demo), self._go_on)

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

    def opener() -> "Register":
        # after the first paint
        from models.register import Register  # noqa: PLC0415
        from models.storage.place import Place, default_place  # noqa: PLC0415

        return Register(default_place() if folder is None else Place(folder))

    app = StKollen(opener, demo=demo or "")
    app.run()
    if app.register is not None:
        app.register.close()
    return app.return_code or 0
