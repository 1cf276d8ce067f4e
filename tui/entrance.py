"""The ways into a register and out of it: its door, a demo and back, a new key, and the lock."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from time import monotonic, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from textual import events, work
from textual.worker import Worker

from models.rights import ROLE_NAMES
from screens.main_screen import MainScreen
from tui.leaving import Leaving

if TYPE_CHECKING:
    from models.door import Door
    from models.faults import DamagedRegister, NoLongerUser
    from models.register import Register, Run
    from models.rights import Role
    from screens.door import DoorScreen

_GLANCE = 5
_MINUTE = 60
_USUAL_MINUTES = 10  # before the clinic has said otherwise
_NOT_IN_FORCE = "Återställningsnyckeln som visades när registret låstes gäller inte: den var inte bekräftad."
_OLD_ONE = "Den gamla gäller fortfarande. En ny gör du med ctrl+p, Ny återställningsnyckel."
_MAKE_ONE = "Gör en ny med ctrl+p, Ny återställningsnyckel."


@dataclass(frozen=True)
class _Locked:
    """Where whoever the register was locked for was in it, and how many of their changes may be taken back.

    A recovery key may have been in sight.
    """

    user: UUID | None
    role: "Role | None"
    run: "Run | None"
    undoable: int
    trail: tuple[str, ...]
    candidate: UUID | None
    step: UUID | None
    showed_key: bool


class Entrance(Leaving):
    """A program that stands before a register, in one, or before it again.

    `opener` gives the user's own register, or its door where that is closed, and `demos` the demo of a region; they
    block, and run on a thread of their own.
    """

    def __init__(
        self, opener: "Callable[[], Register | Door]", demos: "Callable[[str], Register]", demo: str = ""
    ) -> None:
        super().__init__()
        self._opener, self._demos, self.demo = opener, demos, demo
        self.user_name = ""
        self._door: Door | None = None
        self._locked: _Locked | None = None
        self.undoable = 0
        self._shut = False
        self._used_at = monotonic(), time()

    async def begin(self) -> None:
        """Show what the open register holds, from the beginning."""
        raise NotImplementedError

    async def read_again(self) -> Worker[None] | None:
        """Read the clinic and who is signed in, then what the screen in sight shows.

        That is still under way in the worker it gives.
        """
        raise NotImplementedError

    async def go(self, name: str) -> None:
        """Show a main screen."""
        raise NotImplementedError

    # in

    def come_in(self) -> None:
        """Open the register off the event loop, or show its door; keys wait for either."""
        self.hold_keys()
        self._come_in()
        self.set_interval(_GLANCE, self._mind_the_lock)
        self.set_interval(_GLANCE, self.mind_the_user)

    @work
    async def _come_in(self) -> None:
        await self._at_the_door(self._come_to, self.demo)

    async def _at_the_door(self, way: Callable[..., Any], *to: object) -> None:
        """Take a way in; where it leads nowhere the program ends, and says why. Keys were held, and are let go."""
        from models.faults import DamagedRegister, StorageFault  # noqa: PLC0415  after the first paint

        try:
            try:
                await way(*to)
            except DamagedRegister as damage:
                await self._show_damage(damage)
        except StorageFault as fault:
            self.exit(None, 1, str(fault))
        finally:
            self.release_keys()

    async def _come_to(self, demo: str) -> None:
        there = await asyncio.to_thread(self._opened, demo)
        from models.register import Register  # noqa: PLC0415  that thread has imported it

        self.demo = demo
        if isinstance(there, Register):
            self.register = there
            await self.begin()
        else:
            await self._show_door(there)

    def _opened(self, demo: str) -> "Register | Door":
        """What the first screen needs is imported here too, after the first paint."""
        there = self._demos(demo) if demo else self._opener()
        import models.queries.clinic  # noqa: PLC0415
        import models.queries.today  # noqa: F401, PLC0415

        return there

    async def _show_damage(self, damage: "DamagedRegister") -> None:
        """Offer a backup in place of a register that cannot be used. Raises the damage where there is no door."""
        from screens.damaged import DamagedScreen  # noqa: PLC0415

        if self.register is not None:
            await self._leave()
        door = self._door
        if door is None:
            raise damage
        screen = DamagedScreen(door, damage, await asyncio.to_thread(door.copies))
        await screen.open_on(self, lambda: self._come_back_to(door))

    def _come_back_to(self, door: "Door") -> None:
        self.hold_keys()
        self._back_at(door)

    @work
    async def _back_at(self, door: "Door") -> None:
        await self._at_the_door(self._show_door, door)

    async def _show_door(self, door: "Door", locked: str = "", why: str = "") -> None:
        self._door = door
        screen = await asyncio.to_thread(_screen_of, door, locked, why)
        await screen.open_on(self, lambda: self._go_through(screen))

    def _go_through(self, door: "DoorScreen[Any]") -> None:
        """The register is open. To whoever has made it a recovery key is shown before anything else."""
        if door.fault is not None:
            self.hold_keys()
            self._meet(door.fault)
            return
        if door.restored:
            self._come_back_to(door.door)
            return
        self.register, self.user_name, self._door = door.register, door.user_name, door.door
        if door.is_new:
            self.hold_keys()
            self._begin_with_a_key()
        else:
            self._settle_in()

    @work
    async def _meet(self, damage: "DamagedRegister") -> None:
        await self._at_the_door(self._show_damage, damage)

    @work
    async def _begin_with_a_key(self) -> None:
        await self._at_the_door(self._show_first_key)

    async def _show_first_key(self) -> None:
        from models.keys import first_recovery_key  # noqa: PLC0415
        from screens.recovery_key import RecoveryKeyScreen  # noqa: PLC0415

        key = await first_recovery_key(self.open_register)
        await self.push_screen(RecoveryKeyScreen(key), lambda _done: self._ask_of_unencrypted())

    def _ask_of_unencrypted(self) -> None:
        self.hold_keys()
        self.ask_of_unencrypted(self._settle_in)

    def _settle_in(self) -> None:
        self.hold_keys()
        self._begin_inside()

    @work
    async def _begin_inside(self) -> None:
        await self._at_the_door(self._begin_where_it_was)

    async def _begin_where_it_was(self) -> None:
        """Whoever comes back after the lock, in the same role, comes back to where they were; else one begins anew."""
        was, self._locked = self._locked, None
        back = was if was is not None and self.register is not None and was.user == self.register.user else None
        if back is not None:
            self.candidate, self.step = back.candidate, back.step
        await self.begin()
        if back is not None and back.showed_key:
            self.warn(f"{_NOT_IN_FORCE} {_MAKE_ONE if self.lacks_recovery_key else _OLD_ONE}", stands=True)
        if back is None or self.clinic is None or self.register is None or self.session is None:
            return
        if back.role is not self.session.role:  # what was shown then may be closed to them now
            self.candidate = self.step = None
            self.inform(f"Din roll är ändrad sedan registret låstes: du är nu {ROLE_NAMES[self.session.role]}.")
            return
        self.register.run, self.undoable = back.run, back.undoable
        self._trail = list(back.trail)
        if back.trail[-1] != "idag":
            await self.go(back.trail[-1])

    # from one to another

    def visit(self, demo: str) -> None:
        self.hold_keys()
        self._move_to(demo)

    @work
    async def _move_to(self, demo: str) -> None:
        await self._at_the_door(self._leave_for, demo)

    async def _leave_for(self, demo: str) -> None:
        """Close the register, open the other one, and begin anew in it; where it cannot be opened, in the first."""
        from models.faults import StorageFault  # noqa: PLC0415

        here = self.demo
        await self._leave()
        try:
            await self._come_to(demo)
        except StorageFault as fault:
            self.warn(fault)
            await self._come_to(here)

    def reopen_after(self, work: Callable[[], bytes]) -> None:
        self.hold_keys()
        self.call_after_refresh(self._reopen_after, work)  # the screen that comes back reads first, and is waited for

    @work
    async def _reopen_after(self, work: Callable[[], bytes]) -> None:
        await self._at_the_door(self._reopen_under_the_key_of, work)

    def restore_by(self, work: Callable[[], str]) -> None:
        self.hold_keys()
        self.call_after_refresh(self._restore_by, work)

    @work
    async def _restore_by(self, work: Callable[[], str]) -> None:
        await self._at_the_door(self._leave_to_restore, work)

    async def _leave_to_restore(self, work: Callable[[], str]) -> None:
        """Whoever restores signs in anew: passwords and roles are those of the backup's day."""
        from models.faults import StorageFault  # noqa: PLC0415

        door = self._own_door
        await self._leave()
        try:
            self.inform(await asyncio.to_thread(work))
        except StorageFault as fault:
            self.warn(fault)
        await self._show_door(door)

    async def _reopen_under_the_key_of(self, work: Callable[[], bytes]) -> None:
        """Where the work could not be done, the register is opened under the key it had."""
        from models.commands.keys import note_new_key  # noqa: PLC0415
        from models.faults import StorageFault  # noqa: PLC0415
        from models.forms.password import KeyNoteForm  # noqa: PLC0415

        left = self.open_register
        await self._leave()
        self.say("Registret krypteras på nytt …")
        key = left.key
        try:
            key = await asyncio.to_thread(work)
        except StorageFault as fault:
            self.warn(fault)
        self.register = await asyncio.to_thread(left.again, key)
        if key != left.key:
            self.say((await self.register.do(note_new_key, KeyNoteForm())).said)
        await self.begin()

    # out

    @property
    def locks(self) -> bool:
        """Whether there is something to lock: what needs no password cannot be."""
        return self.register is not None and self.register.key is not None

    def action_lock(self) -> None:
        """Close the register and ask for a password: nothing is in sight, and others on the computer may open it."""
        if self.locks:
            self.hold_keys()
            self._lock()

    @work
    async def _lock(self) -> None:
        await self._at_the_door(self._leave_locked)

    async def _leave_locked(self) -> None:
        left, trail = self.open_register, tuple(self._trail)
        showed_key = "RecoveryKeyScreen" in {type(screen).__name__ for screen in self.screen_stack}
        role = None if self.session is None else self.session.role
        main = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, MainScreen))
        step = main.step_in_focus if trail[-1] == "checklistor" else None
        locked = _Locked(left.user, role, left.run, self.undoable, trail, self.candidate, step, showed_key)
        door = self._own_door
        await self._leave()
        self._locked = locked
        await self._show_door(door, self.user_name)

    @work(exclusive=True, group="mind")
    async def mind_the_user(self) -> None:
        """See that whoever is signed in still is a user, with a password; anybody may take it back meanwhile."""
        from models.faults import StorageFault  # noqa: PLC0415
        from models.keys import require_password  # noqa: PLC0415

        if self.register is not None and self.locks and not self._held:
            with suppress(StorageFault):  # a keyring that cannot be read is told of at the door
                await require_password(self.register)

    def shut_out(self, why: "NoLongerUser") -> None:
        """Whoever is signed in no longer is a user: close the register, and say so at its door."""
        if self.register is not None and not self._shut:
            self._shut = True
            self.hold_keys()
            self._shut_out(str(why))

    @work
    async def _shut_out(self, why: str) -> None:
        try:
            await self._at_the_door(self._leave_for_the_door, why)
        finally:
            self._shut = False

    async def _leave_for_the_door(self, why: str) -> None:
        door = self._own_door
        await self._leave()
        self.drop_keys()  # which were meant for what is closed
        self.hold_keys()
        self._locked = None
        await self._show_door(door, why=why)

    @property
    def _own_door(self) -> "Door":
        """The door of the open register."""
        from models.door import Door  # noqa: PLC0415

        left = self.open_register
        return self._door or Door(left.place, left.clock, left.cost)

    def _mind_the_lock(self) -> None:
        """Lock when no key has been pressed for as long as the clinic says, by whichever clock has gone further."""
        if not self.locks or self._held:
            return
        steadily, by_the_clock = self._used_at
        minutes = _USUAL_MINUTES if self.clinic is None else self.clinic.lock_after
        if max(monotonic() - steadily, time() - by_the_clock) >= minutes * _MINUTE:
            self.action_lock()

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            self._used_at = monotonic(), time()
        await super().on_event(event)


def _screen_of(door: "Door", locked: str, why: str) -> "DoorScreen[Any]":
    """What the door asks, by what is behind it, and why one stands there again; blocks. Raises StorageFault."""
    from models.door import Behind  # noqa: PLC0415
    from screens.door import BringOverScreen, NewRegisterScreen, SignInScreen  # noqa: PLC0415

    behind = Behind.LOCKED if locked else door.behind()
    if behind is Behind.LOCKED:
        return SignInScreen(door, locked, why)
    if behind is Behind.PLAIN:
        return BringOverScreen(door, door.first_chief())
    return NewRegisterScreen(door)
