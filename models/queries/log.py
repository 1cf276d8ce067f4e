"""The log of a person: what was done, when and by whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import Expression, fn

from models.queries.chain import ERASED, erased_by
from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload, Candidate
from models.rights import for_chiefs


@dataclass(frozen=True)
class LogLine:
    """What was done, when and by whom; of what is erased by decision only when."""

    id: UUID
    at: datetime
    actor: str
    said: str


@dataclass(frozen=True)
class PersonLog:
    """Everything that was done about a person, newest first."""

    name: str
    lines: tuple[LogLine, ...]


def latest_lines(candidate: UUID, most: int) -> tuple[LogLine, ...]:
    """The newest of what was done about a candidate."""
    return tuple(line for _seq, line in _lines(candidate, most))


@for_chiefs
def person_log(candidate: UUID) -> PersonLog | None:
    """All that was done about a candidate, what is erased too; None where there is no such candidate."""
    names = rows_of(Candidate.select(Candidate.name).where(Candidate.id == candidate))
    for (name,) in names:
        lines = sorted((*_lines(candidate, None), *_erased(candidate)), key=lambda one: one[0], reverse=True)
        return PersonLog(name, tuple(line for _seq, line in lines))
    return None


def _lines(candidate: UUID, most: int | None) -> Iterator[tuple[int, LogLine]]:
    columns = (AuditEntry.seq, AuditEntry.id, AuditEntry.at, AuditPayload.actor_name, AuditPayload.said)
    query = AuditEntry.select(*columns).join(AuditPayload, on=(AuditPayload.entry == AuditEntry.id))
    newest = query.where(_is_about(candidate)).order_by(AuditEntry.seq.desc()).limit(most)
    for seq, *values in rows_of(newest):
        yield seq, LogLine(*values)


def _is_about(candidate: UUID) -> Expression:
    """The entries about a candidate, alone or with others; these few are found by an index too."""
    among: Expression = (AuditPayload.candidates > "") & (fn.INSTR(AuditPayload.candidates, candidate.hex) > 0)
    return (AuditPayload.candidate == candidate) | among


def _erased(candidate: UUID) -> Iterator[tuple[int, LogLine]]:
    """Entries whose content was erased by a change about the candidate: whom they were about went with it."""
    marked = AuditPayload.images.cast("TEXT").contains(AuditPayload._meta.table_name)
    erasures = AuditPayload.select().where(_is_about(candidate), marked)
    gone = {key for erasure in erasures for key in erased_by(erasure.images)}
    entries = AuditEntry.select(AuditEntry.seq, AuditEntry.id, AuditEntry.at).where(AuditEntry.id.in_(gone))
    for seq, key, at in rows_of(entries):
        yield seq, LogLine(key, at, "", f"Vad som gjordes är {ERASED}.")
