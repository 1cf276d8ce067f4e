"""The folders that copies of the backups have gone to, and whether somebody who has been erased may be in them.

Rights are declared as for commands. The folders are looked at beside the register's own threads.
"""

import asyncio
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

from models.copies import SecondFolder
from models.faults import StorageFault
from models.queries.erasure import erased_people
from models.register import Register
from models.rights import Action, Session, for_chief_only
from models.rules.retention import last_erasure
from models.storage.aged import oldest_in
from models.storage.erased import known_erased, sealed
from models.storage.second_homes import Home, Use, forget_home, known_homes

_MEANWHILE = timedelta(seconds=10)  # a copy begun while somebody was being erased, which may wait for five, has them


@for_chief_only
async def second_folders(register: Register) -> tuple[SecondFolder, ...]:
    """Every one, present or former, that may have copies. Raises Refused."""
    latest = last_erasure(await register.ask(erased_people), await _listed(register, second_folders))
    place, key = register.place, register.key

    def looked_at() -> tuple[SecondFolder, ...]:
        return tuple(_seen(home, latest) for home in known_homes(place, key))

    return await asyncio.to_thread(looked_at)


@for_chief_only
async def erased_on(register: Register) -> date | None:
    """The latest day of an erasure by the list beside the register, which no restore takes back. Raises Refused."""
    return max((await _listed(register, erased_on)).values(), default=None)


@for_chief_only
async def forget_folder(register: Register, home: Path) -> None:
    """The chief says that the copies there are gone. Raises Refused and StorageFault."""
    await register.beside(forget_folder, lambda _session: forget_home(register.place, register.key, home))


async def _listed(register: Register, action: Action) -> Mapping[UUID, date]:
    """Those who have been erased by the list beside the register, and the day. Raises Refused."""

    def days(_session: Session) -> Mapping[UUID, date]:
        listed = known_erased(register.place.erased)
        return {person: listed[person].day for person in sealed(listed, register.key)}

    return await register.beside(action, days)


def _seen(home: Home, latest: datetime | None) -> SecondFolder:
    """How it is now, or where it cannot be reached how it was when it was last reached."""
    oldest: datetime | None = home.oldest
    try:
        reached = home.folder.is_dir()
        if reached:
            oldest = oldest_in(home.folder)
    except (StorageFault, OSError):
        reached = False
    holds_erased = oldest is not None and latest is not None and oldest <= latest + _MEANWHILE
    return SecondFolder(home.folder.parent, home.folder, home.use is Use.PRESENT, reached, holds_erased)
