"""The backups that the program makes by itself, and the one that somebody asks for."""

from textual import work

from screens.host import Host
from screens.main_screen import MainScreen

_NONE = "Ingen säkerhetskopia"


class Backups(Host):
    """A program that keeps backups of its register; what somebody should know of them is told in Läget."""

    def keep_a_backup(self) -> None:
        """Make one if something was changed since the newest; what needs no password, as a demo, needs none."""
        if self.register is not None and self.register.key is not None:
            self._keep_a_backup()

    @work(exclusive=True, group="backup")
    async def _keep_a_backup(self) -> None:
        from models.backups import keep_backup  # noqa: PLC0415  after Idag is filled
        from models.faults import StorageFault  # noqa: PLC0415
        from models.forms.refusal import Refused  # noqa: PLC0415

        if self.register is None:
            return
        try:
            kept = await keep_backup(self.register)
            self._tell(kept.second_fault or kept.dropped)
        except (Refused, StorageFault) as error:
            self._tell(f"{_NONE}: {error}")

    @work(exclusive=True, group="backup")
    async def action_back_up(self) -> None:
        """Make one now, and say where it is."""
        from models.backups import back_up_now  # noqa: PLC0415
        from models.faults import StorageFault  # noqa: PLC0415
        from models.forms.refusal import Refused  # noqa: PLC0415

        if self.register is None:
            return
        self.say("Säkerhetskopierar …")
        try:
            kept = await back_up_now(self.register)
        except (Refused, StorageFault) as error:
            self.warn(f"{_NONE}: {error}")
            return
        told = kept.second_fault or kept.dropped
        self._tell(told)
        if told:
            self.warn(told)
        self.inform(f"Säkerhetskopian är gjord och kontrollerad: {kept.copy}")
        if isinstance(self.screen, MainScreen):
            self.screen.reload()

    def _tell(self, fault: str) -> None:
        """After what was lost when the program last ended, which no backup has."""
        from models.storage.left_log import told_of_lost  # noqa: PLC0415

        if self.register is not None:
            fault = " ".join(filter(None, (told_of_lost(self.register.lost), fault)))
        changed, self.backup_fault = fault != self.backup_fault, fault
        if changed and isinstance(self.screen, MainScreen):
            self.screen.reload()
