"""The log, of a person and of the whole register: what was done, when and by whom."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import JOIN, Expression, fn

from models.queries.chain import ERASED, erased_by
from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload, Candidate
from models.rights import for_chiefs
from models.text import fold


@dataclass(frozen=True)
class LogLine:
    """What was done, when and by whom; of what is erased by decision only when.

    `about` is whom it was about, where that is not known beforehand.
    """

    id: UUID
    at: datetime
    actor: str
    said: str
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class RegisterLine(LogLine):
    """An entry of the register's log; `seq` is its number there, and `folded` all of it to be searched in."""

    seq: int
    folded: str


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


PAGE = 1_000


@for_chiefs
def register_log(before: int | None = None, most: int = PAGE) -> tuple[RegisterLine, ...]:
    """The newest of what was done in the register, users, keys and restores too; or of what was done before a number.

    Whether what is erased was erased by a decision is for `check` to say.
    """
    names: dict[UUID, str] = dict(rows_of(Candidate.select(Candidate.id, Candidate.name)))
    ours = (AuditEntry.seq, AuditEntry.id, AuditEntry.at)
    theirs = (AuditPayload.actor_name, AuditPayload.said, AuditPayload.candidate, AuditPayload.candidates)
    whole = AuditEntry.select(*ours, *theirs).join(
        AuditPayload, JOIN.LEFT_OUTER, on=(AuditPayload.entry == AuditEntry.id)
    )
    asked = whole if before is None else whole.where(AuditEntry.seq < before)
    return tuple(_register_line(names, row) for row in rows_of(asked.order_by(AuditEntry.seq.desc()).limit(most)))


def _register_line(names: Mapping[UUID, str], row: tuple[Any, ...]) -> RegisterLine:
    seq, key, at, actor, said, candidate, candidates = row
    people = map(UUID, (candidates or "").split()) if candidate is None else (candidate,)
    about = ", ".join(filter(None, (names.get(one, "") for one in people)))
    said, actor = said or "Vad som gjordes är raderat.", actor or ""
    folded = fold(f"{at.astimezone():%Y-%m-%d %H:%M} {said} {actor} {about}")
    return RegisterLine(key, at, actor, said, about, seq=seq, folded=folded)


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
