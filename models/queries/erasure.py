"""All that the register holds about somebody, and so what goes when they are erased."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache, reduce
from operator import or_
from typing import Any
from uuid import UUID

from peewee import fn

from models.queries.chain import is_erasure
from models.queries.retention import ERASES
from models.queries.rows import rows_of
from models.records import VERSIONED, AuditEntry, AuditPayload, Candidate, Checklist, Draft, StepRow
from models.records.base import Versioned
from models.rights import for_chief_only


@dataclass(frozen=True)
class Reach:
    """The records about somebody, those that hang on others first; the log's contents; and drafts.

    `shared` are the contents that tell of others too.
    """

    records: tuple[Versioned, ...]
    payloads: tuple[AuditPayload, ...]
    shared: tuple[AuditPayload, ...]
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class WhatGoes:
    """What an erasure takes with it: how many records of each table, entries of the log, and drafts.

    `shared` of the entries are about others too, and go from their logs as well.
    """

    id: UUID
    name: str
    records: Mapping[str, int]
    entries: int
    shared: int
    drafts: int


@for_chief_only
def what_goes(candidates: tuple[UUID, ...]) -> tuple[WhatGoes, ...]:
    """What goes with each of these, of those who are there."""
    return tuple(_counted(row) for row in Candidate.select().where(Candidate.id.in_(candidates)).order_by(Candidate.id))


def _counted(candidate: Candidate) -> WhatGoes:
    reach, counts = reach_of(candidate), dict[str, int]()
    for record in reach.records:
        table = type(record)._meta.table_name
        counts[table] = counts.get(table, 0) + 1
    entries, shared = len(reach.payloads), len(reach.shared)
    return WhatGoes(candidate.id, candidate.name, counts, entries, shared, len(reach.drafts))


def reach_of(candidate: Candidate) -> Reach:
    """All about somebody, by the tables that hang on theirs and by what the log has told of them."""
    records = tuple(_belonging(candidate))
    payloads = tuple(_payloads(candidate))
    shared = tuple(one for one in payloads if _tells_of_others(one, candidate.id))
    ids = [str(record.id) for record in records]
    drafts = tuple(one for one in Draft.select() if any(key in one.form for key in ids))
    return Reach(records, payloads, shared, drafts)


@for_chief_only
def erased_people() -> Mapping[UUID, datetime]:
    """Those whom the log tells have been erased, and when."""
    table = Candidate._meta.table_name
    columns = (AuditEntry.at, AuditPayload.images)
    query = AuditEntry.select(*columns).join(AuditPayload, on=(AuditPayload.entry == AuditEntry.id))
    return {
        UUID(image["id"]): at
        for at, images in rows_of(query.where(AuditEntry.action.in_(ERASES)).order_by(AuditEntry.seq))
        for image in images
        if image["table"] == table and is_erasure(image)
    }


def _belonging(record: Versioned) -> Iterator[Versioned]:
    """A record with all that SQLite would take away together with it, except what is only a summary of the rest."""
    for reference, table in type(record)._meta.backrefs.items():
        if reference.on_delete == "CASCADE" and table in VERSIONED.values():
            for row in table.select().where(reference == record):
                yield from _belonging(row)
    yield record


def _payloads(candidate: Candidate) -> Iterator[AuditPayload]:
    """The contents of the log that are about somebody, or tell what stood in a row of theirs."""
    about = (AuditPayload.candidate == candidate.id) | (fn.INSTR(AuditPayload.candidates, candidate.id.hex) > 0)
    checklists = rows_of(Checklist.select(Checklist.id).where(Checklist.candidate == candidate))
    theirs = {str(key) for (key,) in checklists}
    for payload in AuditPayload.select().where(about):
        theirs |= {image["id"] for image in payload.images if image["table"] == Checklist._meta.table_name}
        yield payload
    keys = {candidate.id.hex, *(UUID(key).hex for key in theirs)}
    named = reduce(or_, (fn.INSTR(AuditPayload.images, key) > 0 for key in sorted(keys)))
    for payload in AuditPayload.select().where(~about & named):
        if any(_owner(row) in keys and not _is_bare(image, row) for image, row in _rows(payload)):
            yield payload


def images_about(payload: AuditPayload, ids: Collection[str]) -> list[dict[str, Any]]:
    """The images of a content that are of these rows, or of rows that hang on them; ids in hexadecimal."""
    theirs = {image["id"] for image, row in _rows(payload) if UUID(image["id"]).hex in ids or _owner(row) in ids}
    return [image for image in payload.images if image["id"] in theirs]


def _tells_of_others(payload: AuditPayload, candidate: UUID) -> bool:
    about = {payload.candidate, *payload.about} - {None}
    return about != {candidate}


def _rows(payload: AuditPayload) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    for image in payload.images:
        for row in filter(None, (image["before"], image["after"])):
            yield image, row


def _owner(row: Mapping[str, Any]) -> str | None:
    """The candidate or the checklist that a row hangs on, as it is stored."""
    owner: str | None = row.get("candidate_id") or row.get("checklist_id")
    return owner


def _is_bare(image: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    """Whether a row is a step on which nothing is recorded: it tells nothing once its checklist is gone."""
    return image["table"] == StepRow._meta.table_name and all(row.get(name) == value for name, value in _bare().items())


@cache
def _bare() -> Mapping[str, Any]:
    step, known = StepRow(), {"id", "version", "checklist", "key"}
    fields = [field for field in StepRow._meta.sorted_fields if field.name not in known]
    return {field.column_name: field.db_value(step.__data__.get(field.name)) for field in fields}
