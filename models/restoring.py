"""The way back to a backup: what it would do to an open register, and how it is done to one that has been closed.

Rights are declared as for commands. All of it is done beside the register's own threads, as backups are.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from models.commands.restoring import note_restored
from models.commands.users import remove_user
from models.copies import Copy, Difference
from models.forms.refusal import Refused
from models.forms.restoring import RestoredForm
from models.forms.user import RemoveUserForm
from models.queries.users import user_lines
from models.register import Clock, Register
from models.rights import Action, Role, Session, for_chief_only
from models.storage.backup import restore, verify
from models.storage.connection import connection
from models.storage.difference import difference
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.file import inspect
from models.storage.keyring_text import read_keyring
from models.storage.lock import RegisterLock
from models.storage.migrations import WITH_USERS
from models.storage.place import Place, keyring_beside, prepare
from models.storage.slots import Slot
from models.storage.tries import TriesAt
from models.text import fold


@dataclass(frozen=True)
class Restorer:
    """The chief who restores a backup, and is chief of what comes of it too.

    With a slot of the register that is replaced they keep the password that they have now; without one they were chief
    in the backup.
    """

    id: UUID
    name: str
    sign_in: str
    slot: Slot | None = field(default=None, repr=False)


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
    """What restoring a whole backup would do. Raises Refused, and StorageFault also where the backup is damaged."""
    await _require(register, compare)

    by = await _restorer(register, copy)

    def verified() -> Difference:
        verify(copy.file, key)
        return difference(register.place.file, register.key, copy.file, key, stays=None if by is None else by.id)

    return await asyncio.to_thread(verified)


@for_chief_only
async def restoring(register: Register, copy: Copy, key: bytes | None, removed: Collection[UUID]) -> Callable[[], str]:
    """What restores a backup when the register has been closed, and says so; blocks. Raises Refused.

    What it gives raises StorageFault, with the register as it was.
    """
    await _require(register, restoring)
    place, clock, by = register.place, register.clock, await _restorer(register, copy)
    return lambda: put_back(place, clock, copy.file, key, made_at=copy.made_at, removed=removed, by=by)


def put_back(
    place: Place,
    clock: Clock,
    source: Path,
    key: bytes | None,
    *,
    made_at: datetime,
    removed: Collection[UUID] = (),
    by: Restorer | None = None,
) -> str:
    """Restore a backup to a closed register, without the users who have been removed since, and note it in its log.

    Where nobody is named it is done by the first chief of that day.
    Raises StorageFault, with the register as it was.
    """
    prepare(place)
    lock = RegisterLock(place)
    lock.take(clock())
    try:
        without = removed if key is not None else ()
        aside = restore(place, source, clock(), key, without, keeping=None if by is None else by.slot)
    finally:
        lock.free()
    register = Register(place, clock, key)
    try:
        asyncio.run(_note(register, made_at, removed, by))
    finally:
        register.close()
    done = f"Säkerhetskopian från {made_at.astimezone():%Y-%m-%d kl. %H.%M} är återläst."
    return done if aside is None else f"{done} Det som ersattes ligger i {aside}."


def restorer_named(place: Place, now: bytes | None, source: Path, key: bytes | None, user_name: str) -> Restorer | None:
    """Who a user name is that restores a backup over a register that its key of now opens; None where that is plain.

    Raises Refused where that is no chief, and StorageFault.
    """
    by = chief_of(place.file, now, user_name)
    slot = None if by is None else _slot_of(place, source, by.id)
    return chief_of(source, key, user_name) if by is None or slot is None else replace(by, slot=slot)


def chief_of(file: Path, key: bytes | None, user_name: str) -> Restorer | None:
    """Who a user name is in a register or a backup; None where it is plain, or from before there were users.

    Raises Refused where that is no chief, and StorageFault.
    """
    if key is None or inspect(file, key) < WITH_USERS:
        return None
    with connection(file, key) as opened:
        users = opened.execute('SELECT id, name, sign_in, role FROM "user" WHERE NOT archived').fetchall()
    for user, name, sign_in, role in users:
        if fold(sign_in) == fold(user_name) and role == Role.CHIEF:
            return Restorer(UUID(user), name, sign_in)
    raise Refused("Det här är bara för chef.")


def key_of(place: Place, now: datetime, file: Path, user_name: str, password: str) -> bytes:
    """The key of a backup of this place, by the keyring beside it; without a user name by the recovery key.

    It takes as long as Argon2id does. Raises WrongPassword, TooManyTries and StorageFault.
    """
    with TriesAt(place).counted(now):
        return (enter(file, user_name, password) if user_name else enter_by_recovery_key(file, password)).key


async def _restorer(register: Register, copy: Copy) -> Restorer | None:
    """Whoever is signed in, where their slot fits a backup's keyring: it is of the same register."""
    user = register.user
    slot = None if user is None or register.key is None else _slot_of(register.place, copy.file, user)
    if slot is None:
        return None
    line = next(line for line in await register.ask(user_lines) if line.id == user)
    return Restorer(line.id, line.name, line.sign_in, slot)


def _slot_of(place: Place, source: Path, user: UUID) -> Slot | None:
    """A user's slot in the register's keyring, where the backup's keyring is an earlier one of it."""
    if not keyring_beside(source).exists():
        return None
    now, then = read_keyring(place.keyring), read_keyring(keyring_beside(source))
    return next((slot for slot in now.slots if slot.id == user), None) if now.register == then.register else None


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


async def _require(register: Register, action: Action) -> None:
    await register.beside(action, lambda _session: None)
