"""Going on after a fault in a screen: what is half typed is kept, and new screens take the place of the broken ones.

Textual catches everything that a handler, an action, a timer, a worker, `compose` or the drawing raises, and hands it
to `App._handle_exception`, which ends the program: that is the one place to take it up. By then the loop of messages
that raised it has ended, so that a screen that was part of it can neither be mended nor trusted; all of them are left,
as they are for the lock, and the one beneath is made anew. The app's own loop must not end: it runs the actions of all
keys, and so catches what they raise itself. A fault that comes back before any key has been pressed is a loop: after
Idag, there is nowhere to go.
"""

import asyncio

from textual import work
from textual.message import Message

from models.faults import NoLongerUser
from screens.main_screen import MainScreen
from tui.entrance import Entrance
from tui.safety import KEPT, SafeExit, cause_of

_OTHERS_SECONDS, _CLEARING_SECONDS = 2, 10
_READ_SECONDS = 30
_IDAG = "idag"


class GoesOn(SafeExit, Entrance):
    """A program that a fault in a screen does not end, unless it comes again at once or nothing has been opened yet."""

    _recovering = False
    _came_back_to = ""
    _came_back_at_turn = -1

    def leave(self) -> None:
        self._leave_with_drafts()

    @work
    async def _leave_with_drafts(self) -> None:
        try:
            async with asyncio.timeout(_OTHERS_SECONDS):
                await self._put_away()
        finally:
            self.exit()

    async def _dispatch_message(self, message: Message) -> None:
        try:
            await super()._dispatch_message(message)
        except Exception as error:  # of an action, most often: it would end the app's own loop
            self._handle_exception(error)

    def _handle_exception(self, error: Exception) -> None:
        if self._exit or self._recovering:
            return  # what goes on dying is not told of
        fault = cause_of(error)
        if isinstance(fault, NoLongerUser):
            self.shut_out(fault)
            return
        again = self._turn == self._came_back_at_turn
        if (self.register is None and self._door is None) or (again and self._came_back_to == _IDAG):
            super()._handle_exception(error)
            return
        beneath = self._trail[-1] if not (again or isinstance(self.screen, MainScreen)) else _IDAG
        self._recovering = True
        self.hold_keys()
        self._leave_what_broke(beneath, self.note(fault))

    @work
    async def _leave_what_broke(self, beneath: str, noted: str) -> None:
        """Keep the drafts, throw the screens away, and show new ones; keys that waited were meant for the old."""
        try:
            async with asyncio.timeout(_OTHERS_SECONDS):  # what is being saved is finished
                await self._finish_what_others_do()
            await self._put_away()
        except Exception as error:
            self.note(error)
        try:
            async with asyncio.timeout(_CLEARING_SECONDS):
                await self._clear_screens()
        except Exception as error:
            super()._handle_exception(error)
            return
        self.drop_keys()
        self._came_back_to, self._came_back_at_turn, self._recovering = beneath, self._turn, False
        self.hold_keys()
        try:
            await self._show_anew(beneath)
        finally:
            self.release_keys()
        words = f"Ett fel i programmet stängde skärmen. {KEPT} Försök igen; händer det på nytt, starta om programmet."
        self.notify(f"{words} {noted}", severity="error", timeout=_READ_SECONDS, markup=False)

    async def _show_anew(self, name: str) -> None:
        if self.register is None:
            if self._door is not None:
                await self._show_door(self._door)
        elif self.clinic is None:
            await self.begin()
        else:
            await self.read_again()
            if name != _IDAG:
                self._trail = [_IDAG, name]
                await self.go(name)
