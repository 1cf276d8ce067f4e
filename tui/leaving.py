"""Leaving a register: what is half typed is kept, and nothing that it held is in sight, or in memory, afterwards."""

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from textual.worker import WorkerError, get_current_worker

from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from tui.keys import KeysInOrder
from tui.passwords import Passwords

if TYPE_CHECKING:
    from models.register import Register


class Leaving(KeysInOrder, Passwords):
    """An app that can be without its register, and show nothing of it."""

    def __init__(self) -> None:
        super().__init__()
        self._trail: list[str] = []

    @property
    def open_register(self) -> "Register":
        """The register, for what only runs when it is open."""
        if self.register is None:
            raise RuntimeError("the register is not open")
        return self.register

    def forget(self) -> None:
        """Nothing of the register that is left is known any longer, nor told, nor there to be pasted."""
        self.register, self.clinic, self.session, self.region_name = None, None, None, ""
        self.said = self._clipboard = ""
        self.clear_notifications()
        self.candidate = self.step = self.rule_of = None
        self.unencrypted, self.lacks_recovery_key, self.key_is_due = 0, False, False
        self.backup_fault = ""

    async def _leave(self) -> None:
        """Close the register, and show nothing of it; what is half typed is kept first."""
        left = self.register
        if left is not None:
            await self._put_away()
        await self._finish_what_others_do()
        self.forget()
        await self._clear_screens()
        if left is not None:
            await asyncio.to_thread(left.close)

    async def _put_away(self) -> None:
        """What is half typed is kept, and a recovery key that nobody has confirmed is left in no file."""
        from models.faults import NoLongerUser  # noqa: PLC0415
        from screens.form_screen import FormScreen  # noqa: PLC0415  after the first paint
        from screens.recovery_key import RecoveryKeyScreen  # noqa: PLC0415

        for screen in self.screen_stack:
            if isinstance(screen, RecoveryKeyScreen):
                await screen.put_away()
            elif isinstance(screen, FormScreen):
                with suppress(NoLongerUser):  # whose drafts went when they were removed
                    await screen.keep_draft()

    async def _finish_what_others_do(self) -> None:
        """What is being saved or read belongs to the register that is about to be left."""
        others = [worker for worker in self.workers if worker is not get_current_worker()]
        with suppress(WorkerError):
            await self.workers.wait_for_complete(others)

    async def _clear_screens(self) -> None:
        """An empty Idag, and no screen that shows what the register held."""
        old = {name: self.get_screen(name) for name in self._installed_screens}
        gone = []
        while not isinstance(self.screen, MainScreen):
            gone.append(self.pop_screen())
        left, idag = self.screen, IdagScreen()
        gone.append(self.switch_screen(idag))
        for name in old:
            self.uninstall_screen(name)
        self.install_screen(idag, "idag")
        self._trail = ["idag"]
        await asyncio.gather(*gone, *(screen.remove() for screen in old.values() if screen is not left))
