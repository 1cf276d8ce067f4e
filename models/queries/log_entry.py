"""An entry of the log, whole: row by row what was changed, each field as it was and as it became."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from peewee import Field

from models.field_names import FIELD_NAMES
from models.queries.chain import erased_by, is_erasure
from models.queries.log_words import Image, Row, Words
from models.records import VERSIONED, AuditEntry, AuditPayload
from models.rights import for_chiefs
from models.text import counted

ADDED, CHANGED, REMOVED, ERASED = "lades till", "ändrades", "togs bort", "raderades"


@dataclass(frozen=True)
class FieldChange:
    """A field by its name, as it was and as it became; empty for nothing."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class RowChange:
    """What was changed and how, in words that follow on each other: `Steget ”Intervju”`, `ändrades`."""

    what: str
    how: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class EntryView:
    """What was done, when and by whom; when it was undone, if it was; and row by row what it changed."""

    at: datetime
    actor: str
    said: str
    undone_at: datetime | None
    rows: tuple[RowChange, ...]


@for_chiefs
def entry_view(key: UUID) -> EntryView | None:
    """One entry; None where it is erased by decision."""
    entry, payload = AuditEntry.get_or_none(AuditEntry.id == key), AuditPayload.get_or_none(AuditPayload.entry == key)
    if entry is None or payload is None:
        return None
    undoing = AuditEntry.select().join(AuditPayload, on=(AuditPayload.entry == AuditEntry.id))
    undone = undoing.where(AuditPayload.undoes == key).first()
    rows = changes_in(payload.images)
    return EntryView(entry.at, payload.actor_name, payload.said, None if undone is None else undone.at, rows)


def changes_in(images: Sequence[Image]) -> tuple[RowChange, ...]:
    """What was changed; steps of which there is nothing more to say are only counted."""
    return tuple(_changes(images))


def _changes(images: Sequence[Image]) -> Iterator[RowChange]:
    words = Words(images)
    kept = [image for image in images if image["table"] in VERSIONED and not is_erasure(image)]
    changes = [(image["table"], _row(words, image)) for image in kept]
    for (table, how, bare), together in groupby(changes, lambda one: (one[0], one[1].how, not one[1].fields)):
        same = [change for _table, change in together]
        if table == "step" and bare and len(same) > 1:
            yield RowChange(f"{len(same)} steg på checklistan", how)
        else:
            yield from same
    entries = len(erased_by(images))
    if rows := sum(map(is_erasure, images)) - entries:
        yield RowChange(counted(rows, "uppgift", "uppgifter"), ERASED)
    if entries:
        yield RowChange(f"Innehållet i {counted(entries, 'post', 'poster')} i loggen", ERASED)


def _row(words: Words, image: Image) -> RowChange:
    before, after = image["before"], image["after"]
    how = ADDED if before is None else REMOVED if after is None else CHANGED
    table = image["table"]
    return RowChange(words.name(table, after or before), how, tuple(_fields(words, table, before, after)))


def _fields(words: Words, table: str, before: Row | None, after: Row | None) -> Iterator[FieldChange]:
    """The named fields that differ; of a row that came or went, those that said something."""
    fields = VERSIONED[table]._meta.fields
    for name, label in FIELD_NAMES[table].items():
        if name == "answers":
            yield from _answers(words, before, after)
            continue
        was, became = (_said(words, table, fields[name], row, alone=None in (before, after)) for row in (before, after))
        if _stored(fields[name], before) != _stored(fields[name], after) and (was or became):
            yield FieldChange(label, was, became)


def _said(words: Words, table: str, field: Field, row: Row | None, *, alone: bool) -> str:
    """What a row says in a field; alone, with no other to differ from, nothing by what every new row has."""
    if row is None or (alone and _stored(field, row) == field.default):
        return ""
    return words.value(table, field, row)


def _stored(field: Field, row: Row | None) -> Any:
    return None if row is None else row.get(field.column_name)


def _answers(words: Words, before: Row | None, after: Row | None) -> Iterable[FieldChange]:
    was, became = ({} if row is None else words.answers(row) for row in (before, after))
    for label in dict.fromkeys((*was, *became)):
        if was.get(label, "") != became.get(label, ""):
            yield FieldChange(label, was.get(label, ""), became.get(label, ""))
