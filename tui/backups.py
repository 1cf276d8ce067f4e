"""The backups that the program makes by itself, and the one that somebody asks for."""

from typing import TYPE_CHECKING

from textual import work

from screens.host import Host
from screens.main_screen import MainScreen

if TYPE_CHECKING:
    from models.copies import Kept


class Backups(Host):
    """A program that keeps backups of its register; what somebody should know of them is told in Läget."""

    def keep_a_backup(self) -> None:
        """Make one if something was changed since the newest; what needs no password, as a demo, needs none."""
        if self.register is not None and self.register.key is not None:
            self._keep_a_backup()

    @work(exclusive=True, group="backup")
    async def _keep_a_backup(self) -> None:
        from models.backups import keep_backup  # noqa: PLC0415  after Idag is filled

        if self.register is not None:
            try:
                self._tell(await keep_backup(self.register))
            except Exception as error:
                self._tell_failed(error)

    @work(exclusive=True, group="backup")
    async def action_back_up(self) -> None:
        """Make one now, and say where it is."""
        from models.backups import back_up_now  # noqa: PLC0415

        if self.register is None:
            return
        self.say("Säkerhetskopierar …")
        try:
            kept = await back_up_now(self.register)
        except Exception as error:
            self._tell_failed(error)
            self.warn(self.backup_fault)
            return
        self._tell(kept)
        if kept.second_fault:
            self.warn(kept.second_fault)
        if kept.copy is not None:
            self.inform(f"Säkerhetskopian är gjord och kontrollerad: {kept.copy}")
        if isinstance(self.screen, MainScreen):
            self.screen.reload()

    def _tell(self, kept: "Kept") -> None:
        self._show(kept.second_fault)

    def _tell_failed(self, error: Exception) -> None:
        from models.forms.refusal import Refused  # noqa: PLC0415
        from models.storage.faults import explain  # noqa: PLC0415

        why = str(error) if isinstance(error, Refused) else str(explain(error) or type(error).__name__)
        self._show(f"Ingen säkerhetskopia: {why}")

    def _show(self, fault: str) -> None:
        changed, self.backup_fault = fault != self.backup_fault, fault
        if changed and isinstance(self.screen, MainScreen):
            self.screen.reload()
