"""Backups of an open register: made, found, and read through. Rights are declared as for commands.

All of it is done beside the register's own threads: no key and no command waits for a copy of the whole file.
"""

import asyncio
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

from models.copies import Copy, Kept, Proof
from models.faults import NewerRegister, StorageFault
from models.queries.clinic import second_folder
from models.register import Register
from models.rights import Action, Session, for_chief_only, for_chiefs, for_everyone
from models.rules.thinning import as_made
from models.storage.backup import verify
from models.storage.heads import held_of
from models.storage.keeping import copies_in, keep, newest_first, second_home
from models.storage.keyring import generation_of
from models.storage.keyring_text import read_keyring
from models.storage.place import Place, keyring_beside
from models.storage.proof import proof_of
from models.storage.second_homes import decide_none


class State(StrEnum):
    """How a backup is: read through just now, or not to be opened with the register's own key, or by this program."""

    WHOLE = "hel"
    DAMAGED = "skadad"
    OTHER_KEY = "annan nyckel"
    NEWER = "nyare version"


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
    return await asyncio.to_thread(_found, register.place, register.key, Path(second) if second else None)


@for_chief_only
async def state_of(register: Register, copy: Copy) -> State:
    """How a backup is: every page of it read if the register's key opens it, else held against its manifest.

    Raises Refused.
    """
    await _require(register, state_of)
    return await asyncio.to_thread(_state, copy, register.key)


@for_chiefs
async def need_no_second_folder(register: Register) -> tuple[Path, ...]:
    """No folder gets the backups, and that is decided; those that did until a restore. Raises Refused, StorageFault."""

    def decided(_session: Session) -> tuple[Path, ...]:
        return tuple(home.parent for home in decide_none(register.place, register.key))

    return await register.beside(need_no_second_folder, decided)


async def _keep(register: Register, *, anyway: bool) -> Kept:
    second, now = await register.ask(second_folder), register.clock()
    place, key = register.place, register.key
    return await asyncio.to_thread(keep, place, now, key, Path(second) if second else None, anyway=anyway)


async def _require(register: Register, action: Action) -> None:
    await register.beside(action, lambda _session: None)


def _found(place: Place, key: bytes | None, second: Path | None) -> tuple[Copy, ...]:
    beside = copies_in(place.backups)
    names = {copy.file.name for copy in beside}
    more: tuple[Copy, ...] = ()
    if second is not None:
        with suppress(StorageFault):
            more = tuple(copy for copy in copies_in(second_home(place, second)) if copy.file.name not in names)
    made = {copy.file: copy.made_at for copy in (*beside, *more)}
    return newest_first((*beside, *more), as_made(made, held_of(place, key, made)))


def _state(copy: Copy, key: bytes | None) -> State:
    if not keyring_beside(copy.file).exists():
        return _whole(copy.file, None)
    if key is None or not _opens(key, copy):
        return State.DAMAGED if proof_of(copy) is Proof.DAMAGED else State.OTHER_KEY
    return _whole(copy.file, key)


def _opens(key: bytes, copy: Copy) -> bool:
    try:
        generation_of(read_keyring(keyring_beside(copy.file)), key)
    except StorageFault:
        return False
    return True


def _whole(file: Path, key: bytes | None) -> State:
    try:
        verify(file, key)
    except NewerRegister:
        return State.NEWER
    except StorageFault:
        return State.DAMAGED
    return State.WHOLE
