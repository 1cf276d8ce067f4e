"""The door of the user's own register: what lies behind it, and the ways in. All of it blocks, Argon2id most of all."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from models.faults import DamagedRegister, NoLongerUser, StorageFault
from models.ids import new_id
from models.queries.users import GONE, UserLine, user_lines, who_am_i
from models.register import Clock, Register, utc_now
from models.rights import Role
from models.storage.database import check_nothing_lost, open_database
from models.storage.file import inspect, is_plain
from models.storage.lock import RegisterLock
from models.storage.place import Place, default_place, prepare, shared_place
from models.text import fold

if TYPE_CHECKING:
    from models.copies import Copy, Proof
    from models.restoring import Restoration
    from models.storage.crypto import Cost


class Behind(StrEnum):
    """What lies behind the door."""

    NOTHING = "inget"
    PLAIN = "okrypterat"
    LOCKED = "krypterat"


class Door:
    """The way into the register of a folder.

    `cost` is what new passwords cost to try; the usual where nothing is said. `shared` is the door of the folder where
    a new register may be made instead.
    """

    def __init__(
        self, place: Place, clock: Clock = utc_now, cost: "Cost | None" = None, shared: "Door | None" = None
    ) -> None:
        self.place, self.clock, self._cost, self.shared = place, clock, cost, shared

    def behind(self) -> Behind:
        """What lies there.

        Raises StorageFault, in use or no place for one; NewerRegister; DamagedRegister, lost, damaged or another
        program's.
        """
        with self._alone():
            if not self.place.file.exists():
                check_nothing_lost(self.place)
                return Behind.NOTHING
            if self.place.file.stat().st_size and not is_plain(self.place.file):
                if self.place.keyring.exists():
                    return Behind.LOCKED
                raise DamagedRegister(
                    f"{self.place.file} kan inte öppnas: antingen är den krypterad och dess nyckelknippa "
                    f"{self.place.keyring.name} saknas, eller så är den inget ST-kollen-register. Lägg tillbaka "
                    "nyckelknippan, eller återläs en säkerhetskopia: varje kopia har sin egen."
                )
            inspect(self.place.file)
            return Behind.PLAIN

    def begin(self, user_name: str, password: str) -> Register:
        """A new register, open; it has no recovery key so far. Raises WeakPassword and StorageFault.

        Killed on the way there is a keyring without a register, in whose place the next one is made.
        """
        from models.storage.entry import begin  # noqa: PLC0415

        user = new_id()
        with self._alone():
            made = begin(self.place, user, user_name, password, cost=self._new_cost)
            open_database(self.place, self.clock(), made.key)
        return self._opened(made.key, user)

    def sign_in(self, user_name: str, password: str) -> Register:
        """The register, open to a user. Raises WrongPassword, TooManyTries and StorageFault."""
        from models.storage.entry import enter  # noqa: PLC0415

        with self._counted():
            entry = enter(self.place.file, user_name, password)
        return self._opened(entry.key, entry.user)

    def key_for(self, user_name: str, password: str) -> bytes:
        """The register's key, for one of its users; it may be open elsewhere meanwhile.

        Raises WrongPassword, TooManyTries, NoLongerUser where only the slot is left of somebody, and StorageFault.
        """
        from models.storage.entry import enter  # noqa: PLC0415
        from models.storage.users import is_user  # noqa: PLC0415

        with self._counted():
            entry = enter(self.place.file, user_name, password)
        if not is_user(self.place.file, entry.key, entry.user):
            raise NoLongerUser(GONE)
        return entry.key

    def recover(self, recovery_key: str, user_name: str, password: str) -> Register:
        """The register, open to a chief, who has a new password from now on.

        Raises as `sign_in` does, WeakPassword, and Refused where no chief has the name.
        """
        from models.keys import recover_password  # noqa: PLC0415
        from models.storage.entry import enter_by_recovery_key  # noqa: PLC0415

        with self._counted():
            entry = enter_by_recovery_key(self.place.file, recovery_key)
        opened = self._opened(entry.key, None)
        try:
            opened.user = _chief_named(user_name, asyncio.run(opened.ask(user_lines)))
            asyncio.run(recover_password(opened, password))
        finally:
            opened.close()
        return opened.again(entry.key)

    def has_recovery_key(self) -> bool:
        """Whether a recovery key opens it. Raises StorageFault."""
        from models.storage.keyring_text import read_keyring  # noqa: PLC0415

        return read_keyring(self.place.keyring).has_recovery_key

    def copies(self) -> "Mapping[Copy, Proof]":
        """The backups beside the register, newest first, each with what can be told of it. Raises StorageFault."""
        from models.storage.keeping import copies_in  # noqa: PLC0415
        from models.storage.proof import proof_of  # noqa: PLC0415

        return {copy: proof_of(copy) for copy in copies_in(self.place.backups)}

    def copy_at(self, path: Path) -> "Copy":
        """The backup in a file, or the newest in a folder that is whole. Raises StorageFault."""
        from models.storage.proof import copy_at  # noqa: PLC0415

        return copy_at(path)

    def restoration(
        self, copy: "Copy", user_name: str, password: str, damage: DamagedRegister | None = None
    ) -> "Restoration":
        """A backup, opened to be put in the place of a register that was found damaged, or where there is none.

        Nothing is changed yet. Without a user name the password is the recovery key. Raises Refused for whoever was no
        chief then, WrongPassword, TooManyTries, DamagedRegister where the backup is no better, and StorageFault.
        """
        from models.restoring import restoration  # noqa: PLC0415
        from models.who_restores import way_back  # noqa: PLC0415

        way = way_back(self.place, self.clock(), copy, lambda _whose: (user_name, password), damage)
        if way.now is None:
            way = replace(way, now=self._key_now(user_name, password))
        return restoration(self.place, self.clock, copy, way)

    def _key_now(self, user_name: str, password: str) -> bytes | None:
        """The key of the register that a backup is to replace, where what opened the backup opens it too.

        It needs no whole file: only the keyring.
        """
        from models.storage.entry import enter, enter_by_recovery_key  # noqa: PLC0415

        with suppress(StorageFault):
            file = self.place.file
            return (enter(file, user_name, password) if user_name else enter_by_recovery_key(file, password)).key
        return None

    def first_chief(self) -> str | None:
        """What the first chief of a plain register types to sign in; None where no clinic has been set up."""
        chief = self._first_chief()
        return None if chief is None else chief.sign_in

    def bring_over(self, user_name: str, password: str) -> Register:
        """A plain register, encrypted and open, without a recovery key so far; a plain backup is made first.

        It is the first chief's password; `user_name` is for a register that has no user yet.
        Raises WeakPassword and StorageFault, with the plain register in place.
        """
        from models.storage.bring_over import bring_over  # noqa: PLC0415
        from models.storage.entry import begin  # noqa: PLC0415

        chief = self._first_chief()  # which brings it to this program's schema before anything else
        user, name = (new_id(), user_name) if chief is None else (chief.id, chief.sign_in)
        with self._alone():
            made = begin(self.place, user, name, password, cost=self._new_cost)
            bring_over(self.place, self.clock(), made.key)
        return self._opened(made.key, user)

    def _first_chief(self) -> UserLine | None:
        plain = Register(self.place, self.clock)
        try:
            chief = asyncio.run(plain.ask(who_am_i)).user
            return next((line for line in asyncio.run(plain.ask(user_lines)) if line.id == chief), None)
        finally:
            plain.close()

    def _counted(self) -> AbstractContextManager[None]:
        """Around a try at a password."""
        from models.storage.tries import TriesAt  # noqa: PLC0415

        return TriesAt(self.place).counted(self.clock())

    def _opened(self, key: bytes, user: UUID | None) -> Register:
        return Register(self.place, self.clock, key, user, self._cost)

    @property
    def _new_cost(self) -> "Cost":
        from models.storage.crypto import USUAL  # noqa: PLC0415

        return self._cost or USUAL

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Nobody else has the register open meanwhile. Raises StorageFault where somebody has."""
        prepare(self.place)
        lock = RegisterLock(self.place)
        lock.take(self.clock())
        try:
            yield
        finally:
            lock.free()


def _chief_named(user_name: str, users: Sequence[UserLine]) -> UUID:
    chiefs = [line for line in users if line.values["role"] == Role.CHIEF]
    found = next((line.id for line in chiefs if fold(line.sign_in) == fold(user_name)), None)
    if found is not None:
        return found
    from models.forms.refusal import Refused  # noqa: PLC0415

    names = ", ".join(line.sign_in for line in chiefs) or "ingen än"
    raise Refused({"name": f"Ingen chef har det användarnamnet. Chefer i registret: {names}."})


def door_of(folder: Path | None) -> Door:
    """The door of the register in a folder; of one's own where none is given, or else of the computer's shared one.

    A folder may be named from where the program was started.
    """
    if folder is not None:
        return Door(Place(folder.absolute()))
    own, shared = default_place(), shared_place()
    if own.is_taken or not shared.is_taken:
        return Door(own, shared=Door(shared))
    return Door(shared)
