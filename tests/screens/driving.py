"""Drives the program as a person does: raw keys in, the text of the screen out, and no wait longer than it must be."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from typing import Any
from uuid import UUID

from textual import events
from textual.app import App
from textual.keys import _character_to_key
from textual.pilot import Pilot

import tui.app
from models.demo.regions import OREBRO
from models.door import Door
from models.faults import StorageFault
from models.queries.clinic import clinic_view
from models.register import Register
from models.storage.place import Place
from screens.clinic_form import WelcomeScreen
from screens.door import DoorScreen
from tests.conftest import NOW, open_register
from tests.demos import open_filled, put_demo
from tests.held import holds_its_locks
from tui.app import StKollen
from tui.safety import SafeExit

PATIENCE = 20.0
DELIBERATE = 2.0
_STEP = 0.0005
_CALM = 2
_SENT_WITH = {"enter": "\r", "tab": "\t", "escape": "\x1b", "space": " ", "backspace": "\x7f"}
_WITHOUT_FRAMES = str.maketrans(dict.fromkeys("│╭╮╰╯─▊▌▁▂▃▄▅▆▇", " "))
_WAITING_FOR_A_SCREEN = {"action_palette"}


def key_event(key: str) -> events.Key:
    """A key as the terminal's driver sends it: a character, or a name such as `ctrl+s`."""
    return events.Key(_character_to_key(key), key) if len(key) == 1 else events.Key(key, _SENT_WITH.get(key))


def screen_text(app: App[Any]) -> str:
    """What can be read on the screen now, a line a row."""
    return "\n".join(strip.text.rstrip() for strip in app.screen._compositor.render_strips())


def _waits(for_it: asyncio.Event) -> bool:
    """Whether somebody waits for an event that has not come."""
    return not for_it.is_set() and bool(for_it._waiters)


class Driving:
    """The running program, and the hands on its keyboard."""

    def __init__(self, app: StKollen, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self._pause = 0.0

    @property
    def text(self) -> str:
        return screen_text(self.app)

    @property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def register(self) -> Register:
        assert self.app.register is not None
        return self.app.register

    def lines_of(self, selector: str) -> list[str]:
        """What can be read of one widget, a line a row."""
        region = self.app.screen.query_one(selector).region
        strips = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return [strip.crop(region.x, region.right).text for strip in strips]

    def words(self, within: str = "") -> str:
        """The text of the screen or of a widget on it, with the breaks of lines and the frames taken out."""
        text = "\n".join(self.lines_of(within)) if within else self.text
        return " ".join(text.translate(_WITHOUT_FRAMES).split())

    @property
    def told(self) -> list[str]:
        """What the program has said by itself: beside the names of the main screens, and in boxes in the corner."""
        boxes = [notification.message for notification in self.app._notifications]
        return [*filter(None, [self.app.said]), *boxes]

    def send(self, *keys: str) -> None:
        """Hand keys to the program as its driver does, in one go and without waiting."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = key_event(key)
            event.time += self._pause
            event.set_sender(self.app)
            driver.send_message(event)

    async def press(self, *keys: str) -> None:
        """Press keys, each as if one had looked at what came of the last, and wait until all of it is finished."""
        for key in keys:
            self._pause += DELIBERATE
            self.send(key)
            await self.settle()

    async def type(self, text: str) -> None:
        """Type a text in one go."""
        self.send(*text)
        await self.settle()

    async def paste(self, text: str) -> None:
        """Paste a text into the field in focus."""
        self.app.post_message(events.Paste(text))
        await self.settle()

    async def find(self, command: str) -> None:
        """Choose a command in the palette."""
        await self.press("f4")
        await self.type(command)
        await self.press("enter")

    async def fill(self, *texts: str) -> None:
        """Type into field after field with tab between; an empty text leaves its field as it is."""
        for text in texts:
            self.send(*text, "tab")
        await self.settle()

    async def settle(self) -> None:
        """Wait until every key is handled, every reading and writing is done, and all messages have arrived."""
        deadline, calm = monotonic() + PATIENCE, 0
        while calm < _CALM:
            assert monotonic() < deadline, f"never came to rest:\n{self.text}"
            calm = 0 if self._busy() else calm + 1
            await self._go_on()

    async def _go_on(self) -> None:
        """Let the program work for a moment; what it has to paint is painted when nothing is left to do before."""
        if not self._busy():
            self.app.screen._on_timer_update()
        await asyncio.sleep(_STEP)

    def _handling(self) -> bool:
        """Whether a message is on its way: asking each widget by one more, as a pilot does, is most of the work."""
        return any(
            pump._running and not _waits(pump._message_queue.ready_event) for pump in (self.app, *self.app._registry)
        )

    def _busy(self) -> bool:
        if self._handling():
            return True
        at_work = (worker for worker in self.app.workers if not worker.is_finished)
        return bool(self.app._keys or self.app._busy or self.app._held) or any(
            worker.name not in _WAITING_FOR_A_SCREEN for worker in at_work
        )

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something that comes by itself."""
        deadline = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < deadline, f"never came:\n{self.text}"
            await self._go_on()

    async def sees(self, *texts: str, within: str = "") -> None:
        """Wait until all of these can be read, wherever their lines are broken."""
        await self.until(lambda: all(text in self.words(within) for text in texts))

    async def when_it_has_been_said(self) -> None:
        """What was done is said for a while, and then no more."""
        self.app._unsay(self.app.said)
        await self.settle()

    async def hears(self, text: str) -> None:
        """Wait until the program has said this."""
        await self.until(lambda: any(text in told for told in self.told))


class _Strict(StKollen):
    """Goes on after no fault, so that no test passes over one."""

    CSS_PATH = str(Path(tui.app.__file__).with_name("app.tcss"))

    def _handle_exception(self, error: Exception) -> None:
        SafeExit._handle_exception(self, error)


@asynccontextmanager
async def driving(folder: Path, size: tuple[int, int] = (100, 30), user: UUID | None = None) -> AsyncIterator[Driving]:
    """The program on the register in a folder, ready for the first key; a user may have signed in."""
    async with driving_in(Register(Place(folder), lambda: NOW, user=user), size) as hands:
        yield hands


@asynccontextmanager
async def driving_in(register: Register, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    """The program in a register that somebody has signed in to."""
    async with driving_app(_Strict(lambda: register), size) as hands:
        yield hands


@asynccontextmanager
async def driving_at(door: Door, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    """The program before a door."""
    async with driving_app(_Strict(lambda: door, demos=open_filled), size) as hands:
        yield hands


@asynccontextmanager
async def driving_about(
    folder: Path, size: tuple[int, int] = (100, 30), *, demo: str = "", fault: StorageFault | None = None
) -> AsyncIterator[Driving]:
    """The program that can leave the register in a folder for a demo, unless that has a fault, and come back."""

    def demos(region: str) -> Register:
        if fault is not None:
            raise fault
        return open_filled(region)

    app = _Strict(lambda: Register(Place(folder), lambda: NOW), demo=demo, demos=demos)
    async with driving_app(app, size) as hands:
        yield hands


@asynccontextmanager
async def driving_demo(size: tuple[int, int] = (100, 30), region: str = OREBRO) -> AsyncIterator[Driving]:
    """The program full of a region's invented people."""
    with TemporaryDirectory() as folder:
        place = Place(Path(folder))
        put_demo(place, region)
        register = Register(place, lambda: NOW)
        app = _Strict(lambda: register, demo=region, demos=lambda _region: register)
        async with driving_app(app, size) as hands:
            yield hands


@asynccontextmanager
async def driving_app(app: StKollen, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    """A program that a test has made itself, ready for the first key."""
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            hands = Driving(app, pilot)
            await hands.until(lambda: bool(app.region_name) or isinstance(app.screen, WelcomeScreen | DoorScreen))
            await hands.settle()
            yield hands
            assert app.register is None or holds_its_locks(app.register)
            if app._exception is None:
                app.exit()  # as a user leaves: what dies with the screens is no fault
    finally:
        if app.register is not None:
            app.register.close()


@asynccontextmanager
async def prepared(folder: Path) -> AsyncIterator[Register]:
    """The register itself, to put things in it before the program starts."""
    register = open_register(Place(folder))
    try:
        yield register
        assert await register.ask(clinic_view) is not None
    finally:
        register.close()
