"""Backups of an open register, and the way back to one of them. Rights are declared as for commands.

All of it is done beside the register's own threads: no key and no command waits for a copy of the whole file.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from models.commands.restoring import note_restored
from models.commands.users import remove_user
from models.copies import Copy, Difference, Kept
from models.faults import StorageFault
from models.forms.refusal import Refused
from models.forms.restoring import RestoredForm
from models.forms.user import RemoveUserForm
from models.queries.clinic import second_folder
from models.queries.users import user_lines
from models.register import Clock, Register
from models.rights import Action, Role, for_chief_only, for_chiefs, for_everyone
from models.storage.backup import restore, verify
from models.storage.connection import connection
from models.storage.difference import difference
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.file import inspect
from models.storage.held import require_held
from models.storage.keeping import copies_in, keep, newest_first, second_home
from models.storage.keyring import generation_of
from models.storage.keyring_text import read_keyring
from models.storage.lock import RegisterLock
from models.storage.migrations import USERS_SINCE
from models.storage.place import Place, keyring_beside, prepare
from models.storage.tries import TriesAt
from models.text import fold


class State(StrEnum):
    """How a backup is: read through just now, or not to be opened with the register's own key."""

    WHOLE = "hel"
    DAMAGED = "skadad"
    OTHER_KEY = "äldre lösenord"


@for_everyone
async def keep_backup(register: Register) -> Kept:
    """Make a backup if something was changed since the newest, whoever is signed in. Raises StorageFault."""
    return await _keep(register, anyway=False)


@for_chiefs
async def back_up_now(register: Register) -> Kept:
    """Make a backup, changed or not. Raises Refused and StorageFault."""
    await _require(register, back_up_now)
    return await _keep(register, anyway=True)


@for_chief_only
async def backups_of(register: Register) -> tuple[Copy, ...]:
    """Every backup beside the register, and those in the second folder that are not, newest first.

    Of a second folder that cannot be reached there are none. Raises Refused and StorageFault.
    """
    await _require(register, backups_of)
    second = await register.ask(second_folder)
    return await asyncio.to_thread(_found, register.place, Path(second) if second else None)


@for_chief_only
async def state_of(register: Register, copy: Copy) -> State:
    """How a backup is, every page of it read if the register's key opens it. Raises Refused."""
    await _require(register, state_of)
    return await asyncio.to_thread(_state, copy.file, register.key)


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

    def verified() -> Difference:
        verify(copy.file, key)
        return difference(register.place.file, register.key, copy.file, key)

    return await asyncio.to_thread(verified)


@for_chief_only
async def restoring(register: Register, copy: Copy, key: bytes | None, removed: Collection[UUID]) -> Callable[[], str]:
    """What restores a backup when the register has been closed, and says so; blocks. Raises Refused.

    What it gives raises StorageFault, with the register as it was.
    """
    await _require(register, restoring)
    place, clock, by, now = register.place, register.clock, register.user, register.key
    return lambda: put_back(place, clock, copy.file, key, made_at=copy.made_at, removed=removed, by=by, replaced=now)


def put_back(
    place: Place,
    clock: Clock,
    source: Path,
    key: bytes | None,
    *,
    made_at: datetime,
    removed: Collection[UUID] = (),
    by: UUID | None = None,
    replaced: bytes | None = None,
) -> str:
    """Restore a backup to a closed register, without the users who have been removed since, and note it in its log.

    It is done by a user, where they were a chief when it was made, and else by the first chief of that day. `replaced`
    is the key of the register that it replaces, where it is known: see `restore`.
    Raises StorageFault, with the register as it was.
    """
    prepare(place)
    lock = RegisterLock(place)
    lock.take(clock())
    try:
        aside = restore(place, source, clock(), key, removed if key is not None else (), replaced=replaced)
    finally:
        lock.free()
    register = Register(place, clock, key)
    try:
        asyncio.run(_note(register, made_at, removed, by))
    finally:
        register.close()
    done = f"Säkerhetskopian från {made_at.astimezone():%Y-%m-%d kl. %H.%M} är återläst."
    return done if aside is None else f"{done} Det som ersattes ligger i {aside}."


def chief_of(file: Path, key: bytes | None, user_name: str) -> UUID | None:
    """Who a user name is in a backup that is to be restored; None where it is plain, or from before there were users.

    Raises Refused where that is no chief, and StorageFault.
    """
    if key is None or inspect(file, key) < USERS_SINCE:
        return None
    with connection(file, key) as opened:
        users = opened.execute('SELECT id, sign_in, role FROM "user" WHERE NOT archived').fetchall()
    for user, sign_in, role in users:
        if fold(sign_in) == fold(user_name) and role == Role.CHIEF:
            return UUID(user)
    raise Refused("Det här är bara för chef.")


def key_of(place: Place, now: datetime, file: Path, user_name: str, password: str) -> bytes:
    """The key of a backup of this place, by the keyring beside it; without a user name by the recovery key.

    It takes as long as Argon2id does. Raises WrongPassword, TooManyTries and StorageFault.
    """
    with TriesAt(place).counted(now):
        key = (enter(file, user_name, password) if user_name else enter_by_recovery_key(file, password)).key
    require_held(file, key)
    return key


async def _note(register: Register, made_at: datetime, removed: Collection[UUID], by: UUID | None) -> None:
    """One that is from before there was a clinic, or users, has nobody to be noted by."""
    users = await register.ask(user_lines)
    if not users:
        return
    if any(one.id == by and one.values["role"] == Role.CHIEF for one in users):
        register.user = by
    for one in users:
        if one.id in removed:
            with suppress(Refused):  # the one who notes it, who is the only chief left
                await register.do(remove_user, RemoveUserForm(id=one.id, version=one.version))
    await register.do(note_restored, RestoredForm(made_at=made_at))


async def _keep(register: Register, *, anyway: bool) -> Kept:
    second, now = await register.ask(second_folder), register.clock()
    place, key = register.place, register.key
    return await asyncio.to_thread(keep, place, now, key, Path(second) if second else None, anyway=anyway)


async def _require(register: Register, action: Action) -> None:
    await register.beside(action, lambda _session: None)


def _found(place: Place, second: Path | None) -> tuple[Copy, ...]:
    beside = copies_in(place.backups)
    names = {copy.file.name for copy in beside}
    more: tuple[Copy, ...] = ()
    if second is not None:
        with suppress(StorageFault):
            more = tuple(copy for copy in copies_in(second_home(place, second)) if copy.file.name not in names)
    return newest_first((*beside, *more))


def _state(file: Path, key: bytes | None) -> State:
    if not keyring_beside(file).exists():
        return _whole(file, None)
    if key is None:
        return State.OTHER_KEY
    try:
        generation_of(read_keyring(keyring_beside(file)), key)
    except StorageFault:
        return State.OTHER_KEY
    return _whole(file, key)


def _whole(file: Path, key: bytes | None) -> State:
    try:
        verify(file, key)
    except StorageFault:
        return State.DAMAGED
    return State.WHOLE
