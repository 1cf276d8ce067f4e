"""What the program offers about passwords, keys and files without one from everywhere, by the palette."""

from collections.abc import Callable
from pathlib import Path

from textual import work

from screens.host import Host, open_register
from screens.main_screen import MainScreen


class Passwords(Host):
    """A program in which one's own password, the recovery key and the register's key can be changed."""

    def reopen_after(self, work: Callable[[], bytes]) -> None:
        """Close the register, do what it must be closed for, and open it anew under the key that came of it."""
        raise NotImplementedError

    async def action_own_password(self) -> None:
        """Ask for a new password for whoever is signed in."""
        from screens.password_form import own_password_form  # noqa: PLC0415  after the first paint

        await own_password_form().open_on(self)

    async def action_new_recovery_key(self) -> None:
        """Ask whoever is signed in for their password, and then show a new recovery key, once."""
        from screens.password_form import recovery_key_form  # noqa: PLC0415
        from screens.recovery_key import RecoveryKeyScreen  # noqa: PLC0415

        def look_again(_done: bool | None) -> None:
            self.run_worker(self.mind_the_keys())

        def show() -> None:
            self.push_screen(RecoveryKeyScreen(form.answer), look_again)

        form = recovery_key_form()
        await form.open_on(self, show)

    async def action_new_key(self) -> None:
        """Ask whoever is signed in for their password, and then encrypt the register anew."""
        from screens.password_form import new_key_form  # noqa: PLC0415

        form = new_key_form()
        await form.open_on(self, lambda: self.reopen_after(form.answer))

    async def mind_the_keys(self) -> None:
        """For a chief: no slot is left of who is no longer a user, and Idag tells what is to be done about keys.

        That nobody has a recovery key, or that the register's own is to be changed.
        A slot is left by an undo, and by a program that was killed.
        """
        from models.faults import StorageFault  # noqa: PLC0415
        from models.keys import drop_keys, has_recovery_key  # noqa: PLC0415
        from models.queries.users import key_is_due  # noqa: PLC0415

        lacks = due = False
        if self.may(drop_keys):
            try:
                await drop_keys(open_register(self))
                lacks = not await has_recovery_key(open_register(self))
                due = await open_register(self).ask(key_is_due)
            except StorageFault as fault:
                self.warn(fault)
        # Only now: Idag, which reads when it will, is never told less than what is known.
        known = self.lacks_recovery_key, self.key_is_due
        self.lacks_recovery_key, self.key_is_due = lacks, due
        self._tell_in_idag(changed=(lacks, due) != known)

    async def count_unencrypted(self) -> None:
        """See how many files there are that anybody can read, for whoever may erase them; Idag tells."""
        from models.faults import StorageFault  # noqa: PLC0415
        from models.unencrypted import unencrypted_files  # noqa: PLC0415

        count = 0
        if self.may(unencrypted_files):
            try:
                count = len(await unencrypted_files(open_register(self)))
            except StorageFault as fault:
                self.warn(fault)
        known, self.unencrypted = self.unencrypted, count
        self._tell_in_idag(changed=count != known)

    def _tell_in_idag(self, *, changed: bool) -> None:
        if changed and self.clinic is not None and isinstance(self.screen, MainScreen):
            self.screen.reload()

    @work
    async def ask_of_unencrypted(self, done: Callable[[], object]) -> None:
        """Ask whether files that anybody can read are erased, if there are any. Keys were held, and are let go."""
        from models.faults import StorageFault  # noqa: PLC0415
        from models.unencrypted import unencrypted_files  # noqa: PLC0415
        from screens.plain_files import PlainFilesScreen  # noqa: PLC0415

        def then(_erased: bool | None) -> None:
            done()

        register, files = open_register(self), tuple[Path, ...]()
        try:
            files = await unencrypted_files(register)
        except StorageFault as fault:
            self.warn(fault)
        if files:
            await self.push_screen(PlainFilesScreen(files, register.place.folder), then)
        else:
            done()
        self.release_keys()

    async def action_settle_unsealed(self) -> None:
        """Ask about those who are here, and whom a list without a seal says were erased."""
        from models.returned import names_unsealed  # noqa: PLC0415
        from screens.returned import ReturnedScreen  # noqa: PLC0415

        await ReturnedScreen(await names_unsealed(open_register(self))).open_on(self)

    def action_erase_unencrypted(self) -> None:
        """Ask about the files that were left."""
        self.hold_keys()
        self.ask_of_unencrypted(lambda: self.run_worker(self.count_unencrypted()))
