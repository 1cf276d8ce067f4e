"""What a register extract is made of, and how a record and a change are put in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.commands.work import row_of
from models.queries.log_entry import changes_in
from models.queries.log_words import Image
from models.records import AuditPayload
from models.records.base import Versioned


@dataclass(frozen=True)
class Fact:
    """A field by its name, and what stands there."""

    name: str
    value: str


@dataclass(frozen=True)
class Item:
    """Something that is held, and its fields; an item may be all said by what it is called."""

    what: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True)
class Part:
    """A part of the extract."""

    title: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Extract:
    """All of it, as it was on a day; `mark` tells it from the extract of somebody of the same name."""

    name: str
    mark: str
    clinic: str
    day: date
    parts: tuple[Part, ...]


def changed(images: Sequence[Image]) -> Iterator[Fact]:
    """What was changed in rows, before and after."""
    for row in changes_in(images):
        for field in row.fields:
            was = f"{field.before} → " if field.before else ""
            yield Fact(f"{row.what}: {field.name}", f"{was}{field.after or '(tomt)'}")


def said(record: Versioned) -> Item:
    """A record in the words of the screens: what it is called, and every field that says something."""
    image = {"table": type(record)._meta.table_name, "id": str(record.id), "before": None, "after": row_of(record)}
    (row,) = changes_in([image])
    return Item(row.what, tuple(Fact(field.name, field.after) for field in row.fields))


def mark_of(key: UUID) -> str:
    """The last digits of an id, which are random."""
    return key.hex[-4:]


def done_by(payload: AuditPayload) -> Fact:
    """Whose work an entry was; the first of an older register has no name."""
    return Fact("Av", payload.actor_name or "den som lade upp registret")


def moment(at: datetime) -> str:
    """Day and time, local."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"
