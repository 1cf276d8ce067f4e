"""The unit of work that a command gets: who, when, and the rows it changes, each with what it was before."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from models.forms.refusal import Refused
from models.queries.chain import is_erasure
from models.records import VERSIONED, AuditPayload, Permit
from models.records.base import Versioned, insert_all, row_with, update
from models.rights import Session
from models.storage.guards import SIGNED

Having = Callable[[], frozenset[UUID] | None]
CHANGED = "Uppgifterna har ändrats sedan de visades. Läs om och gör ändringen igen."


@dataclass(frozen=True)
class Change:
    """What a command did: a Swedish sentence for the log, and whose summary it may have changed.

    `why` is a sentence more for the log, which may be too long for the line that says what was just done.
    `warned` is said beside it and not logged: what is wrong though it stops nobody.
    What was done for several at once names them in `candidates`: one change, one entry, undone as a whole.
    `erased` are those who are no longer in the register after it. `unchanged`: all was saved as it already stood.
    """

    said: str
    candidate: UUID | None = None
    everyone: bool = False
    undoes: UUID | None = None
    candidates: tuple[UUID, ...] = ()
    erased: tuple[UUID, ...] = ()
    why: str = ""
    warned: str = ""
    unchanged: bool = False

    @property
    def touched(self) -> tuple[UUID, ...]:
        """Those whose summary it may have changed, when it is not everyone's."""
        return self.candidates if self.candidate is None else (self.candidate, *self.candidates)


@dataclass
class Work:
    """One command's transaction, in the session of whoever is signed in; `run` is the program's, which undo goes by.

    `images` becomes the audit entry's memory for undo. `with_password` are the users whom a password lets in, by the
    keyring beside the register; None where nobody needs one.
    """

    now: datetime
    session: Session
    run: UUID
    with_password: Having = lambda: None
    images: list[dict[str, Any]] = field(default_factory=list)
    _permitted: bool = False

    @property
    def actor(self) -> str:
        """Whose name the change bears."""
        return self.session.name

    @property
    def today(self) -> date:
        return self.now.astimezone().date()

    @property
    def changed_nothing(self) -> bool:
        """Whether rows were saved, and each as it already stood."""
        rows = [(content(image["before"]), content(image["after"])) for image in self.images]
        return bool(rows) and all(before is not None and before == after for before, after in rows)

    def add(self, record: Versioned) -> None:
        """Insert a new row."""
        self.add_all((record,))

    def add_all(self, records: Sequence[Versioned]) -> None:
        """Insert new rows of one table in one go."""
        insert_all(type(records[0]), (record.__data__ for record in records))
        for record in records:
            self._remember(record, None, row_of(record))

    def save(self, record: Versioned, seen: int) -> None:
        """Update a row that was read at version `seen`. Raises Refused if it has changed since, or is signed."""
        before = stored_row(type(record), record.id)
        if before is None or before["version"] != seen:
            raise Refused(CHANGED)
        self._keep_signed(before)
        record.version = seen + 1
        update(record)
        self._remember(record, before, row_of(record))

    def remove(self, record: Versioned) -> None:
        """Delete a row. Raises Refused if it is signed."""
        before = stored_row(type(record), record.id)
        self._keep_signed(before)
        record.delete_instance()
        self._remember(record, before, None)

    def erase(self, record: Versioned | AuditPayload) -> None:
        """Delete a row, or what an entry of the log says, and remember nothing of it but that. Needs a permit.

        Of an entry also which rows it told of, by their ids, save for those that are erased already: `check` has
        nothing to hold them against. What this change itself says is kept as long as the log: it must name nobody.
        """
        record.delete_instance()
        image = {"table": type(record)._meta.table_name, "before": None, "after": None}
        if isinstance(record, AuditPayload):
            gone = {(one["table"], one["id"]) for one in self.images if is_erasure(one)}
            rows = {(one["table"], one["id"]) for one in record.images if one["table"] in VERSIONED} - gone
            self.images.append({**image, "id": str(record.entry), "told": [list(row) for row in sorted(rows)]})
        else:
            self.images.append({**image, "id": str(record.id)})

    @contextmanager
    def permit(self) -> Iterator[None]:
        """Let through, inside it, what the guards of signed rows and of the log refuse. It ends with its block."""
        Permit.create()
        self._permitted = True
        try:
            yield
        finally:
            self._permitted = False
            Permit.delete().execute()

    def _keep_signed(self, row: Mapping[str, Any] | None) -> None:
        if row is not None and row.get("signed_at") is not None and not self._permitted:
            raise Refused(SIGNED)

    def _remember(self, record: Versioned, before: dict[str, Any] | None, after: dict[str, Any] | None) -> None:
        table = type(record)._meta.table_name
        self.images.append({"table": table, "id": str(record.id), "before": before, "after": after})


def row_of(record: Versioned) -> dict[str, Any]:
    """A record as its row reads in the file, column by column."""
    fields = type(record)._meta.sorted_fields
    return {one.column_name: _plain(one.db_value(record.__data__.get(one.name))) for one in fields}


def content(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A row without its count of changes, which also an undo adds to."""
    return None if row is None else {name: value for name, value in row.items() if name != "version"}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def stored_row(table: type[Versioned], key: UUID) -> dict[str, Any] | None:
    """The row with this id as it stands in the file now."""
    record = row_with(table, "id", key)
    return None if record is None else row_of(record)
