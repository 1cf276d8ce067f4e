"""The way back to a backup: what it would do to an open register, and how it is done to one that has been closed.

Rights are declared as for commands. All of it is done beside the register's own threads, as backups are.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from models.commands.restoring import note_restored
from models.commands.users import remove_user
from models.copies import Copy, Difference
from models.faults import StorageFault
from models.forms.refusal import Refused
from models.forms.restoring import RestoredForm
from models.forms.user import RemoveUserForm
from models.queries.users import user_lines
from models.register import Clock, Register
from models.rights import Action, Role, Session, for_chief_only
from models.storage.backup import restore, verify
from models.storage.difference import difference, erased_again
from models.storage.keeping import days_in, second_folder_in, told_of_dropped
from models.storage.kinship import is_of_another_than_lost
from models.storage.lock import RegisterLock
from models.storage.place import Place, prepare
from models.storage.second_homes import Use, known_homes, name_none
from models.text import counted, in_days
from models.who_restores import Restorer, Way, key_of, require_encrypted, slot_for


def key_now(register: Register, copy: Copy) -> bytes | None:
    """What opens a backup that needs no password of its own day: the register's key, or nothing where it is plain."""
    return register.key if copy.encrypted else None


@for_chief_only
async def key_of_then(register: Register, copy: Copy, user_name: str, password: str) -> bytes:
    """The key of a backup, by the user name and password of its day. Raises Refused, WrongPassword and StorageFault."""
    await _require(register, key_of_then)
    return await asyncio.to_thread(key_of, register.place, register.clock(), copy.file, user_name, password)


@for_chief_only
async def compare(register: Register, copy: Copy, key: bytes | None) -> Difference:
    """What restoring a whole backup would do.

    Raises Refused, and StorageFault also where the backup is damaged, or plain and the register is not.
    """
    await _may_restore(register, compare, copy)
    by = await _restorer(register, copy)

    def verified() -> Difference:
        verify(copy.file, key)
        stays = None if by is None else by.id
        return difference(register.place.file, register.key, copy.file, key, stays=stays, told_to=register.user)

    return await asyncio.to_thread(verified)


@for_chief_only
async def restoring(register: Register, copy: Copy, key: bytes | None, removed: Collection[UUID]) -> Callable[[], str]:
    """What restores a backup when the register has been closed, and says so; blocks.

    Raises as `compare` does; what it gives raises StorageFault, with the register as it was.
    """
    await _may_restore(register, restoring, copy)
    place, clock, by, now = register.place, register.clock, await _restorer(register, copy), register.key
    return lambda: put_back(place, clock, copy.file, key, made_at=copy.made_at, removed=removed, by=by, replaced=now)


@dataclass(frozen=True)
class Restoration:
    """A backup that whoever asked may put in the place of a closed register; `told` is what that would do.

    It is None where there is no register in place, or none that can be read. `another` is whether the backup is of
    another register; `erased_again` are in it and have been erased by decision.
    """

    place: Place
    clock: Clock
    copy: Copy
    way: Way
    told: Difference | None
    another: bool
    erased_again: tuple[str, ...]

    @property
    def replaces(self) -> bool:
        """Whether there is something in the register's place, whatever it is."""
        return self.place.file.exists()

    def carry_out(self) -> str:
        """Restore it, and say so; blocks. Raises StorageFault, with the register as it was."""
        place, copy, way = self.place, self.copy, self.way
        removed = self.told.users.removed.keys() if self.told else ()
        return put_back(
            place, self.clock, copy.file, way.key, made_at=copy.made_at, removed=removed, by=way.by, replaced=way.now
        )


def restoration(place: Place, clock: Clock, copy: Copy, way: Way) -> Restoration:
    """What is to be restored, held against the closed register that it would replace.

    Raises StorageFault, also where somebody has that register open.
    """
    if place.file.exists():
        lock = RegisterLock(place)
        lock.take(clock())
        lock.free()
    stays = None if way.by is None or way.by.slot is None else way.by.id
    try:
        told_to = None if way.by is None else way.by.id
        told = difference(place.file, way.now, copy.file, way.key, stays=stays, told_to=told_to)
    except StorageFault:
        another = is_of_another_than_lost(place, copy.file)
        again = erased_again(place.file, way.now, copy.file, way.key)
        return Restoration(place, clock, copy, way, None, another, again)
    return Restoration(place, clock, copy, way, told, told.another, told.erased_again)


def put_back(
    place: Place,
    clock: Clock,
    source: Path,
    key: bytes | None,
    *,
    made_at: datetime,
    removed: Collection[UUID] = (),
    by: Restorer | None = None,
    replaced: bytes | None = None,
) -> str:
    """Restore a backup to a closed register, without the users who have been removed since, and note it in its log.

    Where nobody is named it is done by the first chief of that day. `replaced` is the key of the register that it
    replaces, where it is known: see `restore`.
    Raises StorageFault, with the register as it was.
    """
    prepare(place)
    lock = RegisterLock(place)
    lock.take(clock())
    try:
        second = _second_of(place, replaced)
        without = removed if key is not None else ()
        slot = None if by is None else by.slot
        aside = restore(place, source, clock(), key, without, keeping=slot, replaced=replaced)
    finally:
        lock.free()
    register = Register(place, clock, key)
    try:
        asyncio.run(_note(register, made_at, removed, by))
    finally:
        register.close()
    done = f"Säkerhetskopian från {made_at.astimezone():%Y-%m-%d kl. %H.%M} är återläst."
    again, kept = _told_of_erased(len(register.erased_again)), _told_of_aside(place, key, aside)
    rekeyed = _ANOTHER_KEY if replaced is not None and replaced != key else ""
    return " ".join(filter(None, (done, rekeyed, again, kept, _told_of_second(place, key, second))))


_ANOTHER_KEY = "Registret har nu kopians nyckel, som någon som har slutat kan ha: byt registrets nyckel."


def _told_of_erased(people: int) -> str:
    """What to say of those who were back from the backup, and had been erased by decision."""
    if not people:
        return ""
    erased = "raderad" if people == 1 else "raderade"
    return f"{counted(people, 'person', 'personer')} som hade gallrats är {erased} igen."


def _told_of_aside(place: Place, key: bytes | None, aside: Path | None) -> str:
    """What to say of what was put aside; of a lost register that is its keyring, which no list has.

    Raises StorageFault.
    """
    if aside is None:
        return ""
    if (aside / place.file.name).exists() or not (aside / place.keyring.name).exists():
        return f"Det som ersattes ligger i {aside}."
    days = in_days(days_in(place.file, key))
    return f"Det förlorade registrets nyckelknippa sparas i {days} i {aside}: hittas registret öppnas det med den."


def _second_of(place: Place, key: bytes | None) -> Path | None:
    """The second folder of the register that is to be replaced; where that cannot be read the one that it last used."""
    with suppress(StorageFault):
        return second_folder_in(place.file, key)
    return next((home.folder.parent for home in known_homes(place, key) if home.use is Use.PRESENT), None)


def _told_of_second(place: Place, key: bytes | None, was: Path | None) -> str:
    """What to say of the second folder where a restore has changed which it is; where there is none Läget says so too.

    Raises StorageFault.
    """
    now = second_folder_in(place.file, key)
    if was is None or was == now:
        return ""
    if now is not None:
        return f"Säkerhetskopior läggs nu i {now}, och inte längre i {was}."
    with suppress(StorageFault):
        name_none(place, key, Use.DROPPED)
    return told_of_dropped(was)


async def _restorer(register: Register, copy: Copy) -> Restorer | None:
    """Whoever is signed in, where their slot fits a backup's keyring: it is of the same register."""
    user = register.user
    slot = None if user is None or register.key is None else slot_for(register.place, copy.file, user)
    if slot is None:
        return None
    line = next(line for line in await register.ask(user_lines) if line.id == user)
    return Restorer(line.id, line.name, line.sign_in, slot)


async def _note(register: Register, made_at: datetime, removed: Collection[UUID], by: Restorer | None) -> None:
    """One that is from before there was a clinic, or users, has nobody to be noted by."""
    if not await register.ask(user_lines):
        return
    if by is None:
        await register.do(note_restored, RestoredForm(made_at=made_at))
    else:
        form = RestoredForm(made_at=made_at, by=by.id, name=by.name, sign_in=by.sign_in)
        await register.do_as(Session(by.id, by.name, Role.CHIEF), note_restored, form)
        register.user = by.id
    for user in await register.ask(user_lines):
        if user.id in removed:
            with suppress(Refused):  # the one who notes it, who is the only chief left
                await register.do(remove_user, RemoveUserForm(id=user.id, version=user.version))


async def _may_restore(register: Register, action: Action, copy: Copy) -> None:
    """Whoever is signed in is a chief of the register, which is what `models.who_restores` asks for."""
    await _require(register, action)
    if register.key is not None:
        require_encrypted(copy)


async def _require(register: Register, action: Action) -> None:
    await register.beside(action, lambda _session: None)
