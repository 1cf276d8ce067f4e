"""The one door to the data: `ask` reads, `do` changes.

One thread writes and one reads, each with its own connection, so that no key ever waits for the disk. A command that
has begun is finished even if whoever asked for it has gone.
"""

import asyncio
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, ParamSpec, TypeVar
from uuid import UUID

from peewee import SqliteDatabase

from models.commands.drafts import drop_draft, keep_draft
from models.faults import DamagedRegister, StorageFault
from models.ids import new_id
from models.queries.clinic import second_folder
from models.queries.lacking import back_again, backups_days, without_summary
from models.queries.users import session_of
from models.records import TABLES
from models.records.base import database as bound
from models.rights import Action, Role, Session, acting_as, require
from models.storage.database import open_database, read_only
from models.storage.erased import known_erased, note_erased, sealed, tell_backups
from models.storage.faults import explain
from models.storage.left_log import lost_changes
from models.storage.lock import RegisterLock
from models.storage.place import Place, prepare

if TYPE_CHECKING:
    from models.commands.runner import Command, F
    from models.commands.work import Change
    from models.storage.crypto import Cost

P = ParamSpec("P")
T = TypeVar("T")
Clock = Callable[[], datetime]
Run = tuple[tuple[UUID, Role], UUID]  # whose changes, in which role, and the id that they are logged under


def utc_now() -> datetime:
    """The clock of a real session."""
    return datetime.now(UTC)


class Register:
    """An open register, as one user sees it. One at a time in a process, since the tables are bound to it."""

    _open: "ClassVar[Register | None]" = None

    def __init__(
        self,
        place: Place,
        clock: Clock = utc_now,
        key: bytes | None = None,
        user: UUID | None = None,
        cost: "Cost | None" = None,
    ) -> None:
        """Open the register in a folder, making it if there is none; blocks. Raises StorageFault.

        It is encrypted under the key, which `models.storage.entry` gives to whoever signs in; without one, as in the
        demo, it is plain. Where no user has signed in it is the first chief's. `cost` is what new passwords cost to
        try; the usual where nothing is said. Afterwards `lost` is how many changes a damaged log has lost.
        """
        self.place = place
        self.clock = clock
        self.key = key
        self.cost = cost
        self.user = user
        self.run: Run | None = None  # what undo goes by; whoever comes back after the lock may take theirs up again
        self.unsealed: tuple[UUID, ...] = ()  # who is here, and said to be erased by a list without a seal that holds
        self.erased_again: tuple[UUID, ...] = ()  # who was back from a backup, and is gone
        self._lock = RegisterLock(place)
        prepare(place)
        self._lock.take(clock())
        try:
            self.lost = lost_changes(place.file)
            self._database: SqliteDatabase = _explained(open_database, place, clock(), key)
        except BaseException:
            self._lock.free()
            raise
        bound.initialize(self._database)
        Register._open = self
        self._writer = ThreadPoolExecutor(1, "register-writer")
        self._reader = ThreadPoolExecutor(1, "register-reader")
        try:
            self._writer.submit(_explained, self._database.connect).result()
            self._writer.submit(_explained, self._miss_no_table).result()
            self._writer.submit(_explained, self._summarise).result()
            self._writer.submit(_explained, self._erase_again).result()
            self._writer.submit(self._let_go_of_old_backups)
            self._reader.submit(_explained, read_only, self._database).result()
        except BaseException:
            self.close()
            raise

    @property
    def today(self) -> date:
        """The local day."""
        return self.clock().astimezone().date()

    async def ask(self, query: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a query answers, from one consistent moment of the register, to whoever is signed in.

        Raises Refused where it is not open to them, and as all that is done here NoLongerUser where they were removed.
        """

        def read() -> T:
            with self._database.atomic(), acting_as(self._allowed(query)):
                return query(*args, **kwargs)

        return await asyncio.wrap_future(self._reader.submit(_explained, read))

    async def do(self, command: "Command[F]", form: "F", draft: str | None = None) -> "Change":
        """Carry out a command, whole or not at all, and put its draft away. Raises Refused or StorageFault."""
        return await self._write(lambda: self._carry_out(command, form, session_of(self.user), draft))

    async def do_as(self, session: Session, command: "Command[F]", form: "F") -> "Change":
        """Carry out a command for somebody who need not be a user here yet. Raises Refused or StorageFault."""
        return await self._write(lambda: self._carry_out(command, form, session))

    async def keep_draft(self, form: str, values: Mapping[str, str]) -> None:
        """Store some fields of a half-filled form. Raises StorageFault."""
        await self._write(lambda: keep_draft(self._allowed(keep_draft).user, form, values, self.clock()))

    async def drop_draft(self, form: str) -> None:
        """Forget a half-filled form. Raises StorageFault."""
        await self._write(lambda: drop_draft(self._allowed(drop_draft).user, form))

    async def beside(self, action: Action, work: Callable[[Session], T]) -> T:
        """Do something to the files beside the register, between two commands, as whoever is signed in.

        Raises Refused where the action is not open to them, and StorageFault.
        """
        return await self._write(lambda: work(self._allowed(action)))

    def again(self, key: bytes | None, user: UUID | None = None) -> "Register":
        """The same register opened anew, by the same user if no other, under the key it has now; blocks.

        Raises StorageFault.
        """
        return Register(self.place, self.clock, key, user or self.user, self.cost)

    def _allowed(self, action: Action) -> Session:
        """Who is signed in, as the register has it now. Raises Refused where the action is not open to them."""
        session = session_of(self.user)
        require(session, action)
        return session

    def _carry_out(self, command: "Command[F]", form: "F", session: Session, draft: str | None = None) -> "Change":
        """What is erased is noted outside the file before it is done there, and no page of it is left when it is.

        The backups beside the register know it before it is told to be done.
        """
        from models.commands.runner import run  # noqa: PLC0415  pydantic is read when the first form is saved

        change = run(
            command,
            form,
            self.clock(),
            session,
            self._run(session),
            draft=draft,
            with_password=self.with_password,
            last=self._note,
        )
        if change.erased:
            self._fold()
            tell_backups(self.place.folder, self.place.backups)
        return change

    def _run(self, session: Session) -> UUID:
        """The run that a change belongs to, which undo goes by: another where somebody else, or in another role, works.

        What was done with rights that are no longer theirs, or by another, is then nobody's to take back.
        """
        whose = session.user, session.role
        if self.run is None or self.run[0] != whose:
            self.run = whose, new_id()
        return self.run[1]

    def with_password(self) -> frozenset[UUID] | None:
        """The users whom a password lets in, by the keyring; None where the register is plain. Raises StorageFault."""
        if self.key is None:
            return None
        from models.storage.keyring_text import read_keyring  # noqa: PLC0415  seldom needed

        return frozenset(slot.id for slot in read_keyring(self.place.keyring).slots if not slot.is_recovery)

    def _miss_no_table(self) -> None:
        """Raises DamagedRegister where a table is gone: whatever asks for it would fail, one key after the other."""
        gone = {table._meta.table_name for table in TABLES} - set(self._database.get_tables())
        if gone:
            what = f"{self.place.file} är skadad: det saknas {', '.join(sorted(gone))}."
            raise DamagedRegister(f"{what} Återläs en säkerhetskopia som är hel.")

    def _note(self, change: "Change") -> None:
        if change.erased:
            from models.queries.erasure import erased_people  # noqa: PLC0415  seldom needed

            days = {person: at.astimezone().date() for person, at in erased_people().items()}
            note_erased(self.place.erased, days, self.key)

    def _erase_again(self) -> None:
        """Erase those who are back from a backup, in the chief's stead: it was decided then.

        Of whom the list says so without a seal that holds, the chief is told, and nothing is done.
        """
        listed = known_erased(self.place.erased)
        there = back_again(listed)
        ours = sealed(listed, self.key)
        back = tuple(person for person in there if person in ours)
        self.unsealed = tuple(person for person in there if person not in ours)
        if back:
            # seldom needed
            from models.commands.erasure import erase_again  # noqa: PLC0415
            from models.forms.retention import EraseAgainForm  # noqa: PLC0415

            self._carry_out(erase_again, EraseAgainForm(candidates=back), session_of(None))
            self.erased_again = back

    def _let_go_of_old_backups(self) -> None:
        """Whoever has been erased is in them; where they cannot be removed now they are the next time."""
        if self.place.backups.exists():
            # not before the register is open
            from models.storage.aged import remove_aged  # noqa: PLC0415
            from models.storage.keeping import second_home  # noqa: PLC0415

            days, second = backups_days(), second_folder()
            with suppress(StorageFault):
                remove_aged(self.place, self.key, self.place.backups, self.clock(), days)
            if second:
                with suppress(StorageFault):
                    remove_aged(self.place, self.key, second_home(self.place, Path(second)), self.clock(), days)

    def close(self) -> None:
        """Finish what is under way, fold the log into the file, and let go of it, its key and what was read; blocks."""
        if Register._open is self:
            Register._open = None
        self._reader.submit(self._database.close)
        self._writer.submit(self._finish)
        self._reader.shutdown()
        self._writer.shutdown()
        if bound.obj is self._database:
            bound.initialize(None)
        self._lock.free()

    @classmethod
    def close_any(cls) -> None:
        """Close the one that is open in this process, if any is, even if nobody has taken it over yet; blocks."""
        if cls._open is not None:
            cls._open.close()

    def _summarise(self) -> None:
        """Make the summaries that a schema step has thrown away: they say nothing that the rest does not."""
        lacking = without_summary()
        if lacking:
            from models.commands.summary import refresh_lacking  # noqa: PLC0415  reads packs, and is seldom needed

            with self._database.atomic("IMMEDIATE"):
                refresh_lacking(lacking, self.today)

    def _finish(self) -> None:
        self._fold()
        self._database.close()

    def _fold(self) -> None:
        """Fold SQLite's log into the file, and empty it."""
        self._database.pragma("wal_checkpoint", "truncate")

    async def _write(self, work: Callable[[], T]) -> T:
        future: Future[T] = self._writer.submit(_explained, work)
        return await asyncio.shield(asyncio.wrap_future(future))


def _explained(work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run something that touches the file; what goes wrong there is said in Swedish."""
    try:
        return work(*args, **kwargs)
    except Exception as error:
        fault = explain(error)
        if fault is None or fault is error:
            raise
        raise fault from error
