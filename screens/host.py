"""What a screen may ask of the program it runs in."""

from datetime import date
from typing import TYPE_CHECKING, Literal, cast
from uuid import UUID

from textual.app import App
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen

from models import rights
from models.faults import StorageFault

if TYPE_CHECKING:
    from collections.abc import Callable

    from models.commands.runner import Command, F
    from models.queries.clinic import ClinicView
    from models.register import Register


# The program's keys do not reach a screen that lies over another: each of those has this one of its own.
LOCK = Binding("ctrl+l,f12", "app.lock", "Lås", key_display="ctrl+l")


class Host(App[None]):
    """The part of the program that screens know: the register, the clinic, who is signed in, and who is looked at.

    `step` is what the checklist is to open at, and `rule_of` the step whose rule Regler is to open at. `helped` is
    whether the help has been opened, and `first_day_read` the line at which its ten steps were left.
    """

    register: "Register | None" = None
    clinic: "ClinicView | None" = None
    session: rights.Session | None = None
    region_name: str = ""
    candidate: UUID | None = None
    step: UUID | None = None
    rule_of: UUID | None = None
    helped: bool = False
    first_day_read: int = 0
    said: str = ""
    synced_by: str = ""  # the cloud service that seems to copy the register's folder, told in Läget
    backup_fault: str = ""  # what is wrong with the backups, told in Läget
    demo: str = ""  # the region whose demo is open
    unencrypted: int = 0  # files of ours that anybody can read, told in Läget
    lacks_recovery_key: bool = False  # nobody has one on paper, told in Läget
    key_is_due: bool = False  # somebody who has left may have the register's key, told in Läget
    pressed_at: float = 0  # when the last key was taken up, by the same clock as boxes in the corner

    def on_mount(self) -> None:
        self.screen_change_signal.subscribe(self, self._clear_the_corner)

    @property
    def today(self) -> date:
        """The register's day; the computer's before it is open."""
        if self.register is not None:
            return self.register.today
        return date.today()  # noqa: DTZ011  the local day is meant

    def may(self, action: rights.Action) -> bool:
        """Whether a command, a query or a paper is open to whoever is signed in: what is not is not offered."""
        return self.session is not None and rights.may(self.session, action)

    async def change(self, command: "Command[F]", form: "F", draft: str | None = None) -> None:
        """Carry out a command, say what was done, and read again. Raises Refused or StorageFault."""
        raise NotImplementedError

    def hold_keys(self) -> None:
        """Let keys wait while something is on its way that they are meant for, such as a screen."""
        raise NotImplementedError

    def release_keys(self) -> None:
        """Take up the keys that have waited."""
        raise NotImplementedError

    def look_at(self, candidate: UUID) -> None:
        """Open a candidate's own screen."""
        raise NotImplementedError

    def look_at_step(self, candidate: UUID, step: UUID | None) -> None:
        """Open a candidate's checklist, at a step."""
        raise NotImplementedError

    def visit(self, demo: str) -> None:
        """Leave the open register for the demo of a region, or for the user's own where no region is named."""
        raise NotImplementedError

    def restore_by(self, work: "Callable[[], str]") -> None:
        """Close the register, do what puts a backup in its place, and stand before its door again."""
        raise NotImplementedError

    def warn(self, wrong: str | Exception, *, stands: bool = False) -> None:
        """Say what is wrong, so that it cannot be missed.

        A fault of the storage `stands` its time whatever is shown; what cannot be done here goes with the screen.
        """
        of_storage = isinstance(wrong, StorageFault)
        severity: Literal["error", "warning"] = "error" if stands or of_storage else "warning"
        self.notify(str(wrong), severity=severity, timeout=10, markup=False)

    def inform(self, message: str) -> None:
        """Say what was done at such length that it needs a box of its own; it goes with the key that leaves the screen.

        What closes by the same key that it tells of, such as a form, leaves it standing.
        """
        self.notify(message, timeout=15, markup=False)

    def _clear_the_corner(self, _screen: Screen[object]) -> None:
        """Boxes there would cover what the next screen says: refusals go with theirs, receipts with the next key."""
        for told in list(self._notifications):
            is_read = told.severity == "information" and told.raised_at < self.pressed_at
            if is_read or told.severity == "warning":
                self._unnotify(told, refresh=False)

    def say(self, message: str) -> None:
        """Say what was done, beside the main screens' names or above them, for a while."""
        raise NotImplementedError


def host_of(node: DOMNode) -> Host:
    """The program that a screen or widget runs in."""
    return cast(Host, node.app)


def open_register(node: DOMNode) -> "Register":
    """The register, for what only runs when it is open."""
    register = host_of(node).register
    if register is None:
        raise RuntimeError("the register is not open")
    return register
