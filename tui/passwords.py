"""What the program offers about passwords and keys from everywhere, by the palette."""

from collections.abc import Callable

from screens.host import Host


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

        def show() -> None:
            self.push_screen(RecoveryKeyScreen(form.answer))

        form = recovery_key_form()
        await form.open_on(self, show)

    async def action_new_key(self) -> None:
        """Ask whoever is signed in for their password, and then encrypt the register anew."""
        from screens.password_form import new_key_form  # noqa: PLC0415

        form = new_key_form()
        await form.open_on(self, lambda: self.reopen_after(form.answer))
