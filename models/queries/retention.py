"""Gallring: who is due to be erased and why, by what the clinic has said of how long it keeps people."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.knowledge.vocabulary import OUTCOMES
from models.queries.rows import rows_of
from models.records import AuditEntry, Candidate, Clinic
from models.rights import for_chief_only
from models.rules.retention import USUAL_BACKUP_DAYS, Ended, Retention, copies_until, is_due
from models.text import as_typed, fold, swedish_key

ERASES_AGAIN = "erase_again"
ERASES = frozenset({"erase_candidates", ERASES_AGAIN})  # the commands of the log that have erased somebody


@dataclass(frozen=True)
class DueLine:
    """Somebody whose days of being kept are over: how it ended, whether they were employed, and until when."""

    id: UUID
    name: str
    outcome: str
    employed: bool
    ended_on: date
    kept_until: date
    folded: str


@dataclass(frozen=True)
class RetentionView:
    """What the clinic has said, with the form's own texts, and who is due, the longest kept first.

    `coming` counts those in the archive who will be due, the first of them the day after `next_until`; `kept` those
    who will not. `copies_until` is the last day on which a backup may still hold somebody who has been erased.
    """

    version: int
    retention: Retention
    backups_days: int
    values: Mapping[str, str]
    due: tuple[DueLine, ...] = ()
    coming: int = 0
    next_until: date | None = None
    kept: int = 0
    copies_until: date | None = None


@for_chief_only
def retention_view(today: date, erased_on: date | None = None) -> RetentionView:
    """How long people are kept here, and whose time is over.

    `erased_on` is the latest day of an erasure that is known from elsewhere: a log that was restored may lack it.
    """
    clinic = Clinic.select().first()
    if clinic is None:
        return RetentionView(0, Retention(private=False), USUAL_BACKUP_DAYS, {})
    retention = retention_of(clinic)
    people = [(key, name, ended, ended.kept_until(retention)) for key, name, ended in _ended()]
    due = [_line(key, name, ended, until) for key, name, ended, until in people if until and is_due(until, today)]
    coming = [until for _key, _name, _ended, until in people if until is not None and not is_due(until, today)]
    return RetentionView(
        version=clinic.version,
        retention=retention,
        backups_days=clinic.keep_backups_days,
        values={name: as_typed(getattr(clinic, name)) for name in clinic._meta.fields if name.startswith("keep_")},
        due=tuple(sorted(due, key=lambda line: (line.kept_until, swedish_key(line.name)))),
        coming=len(coming),
        next_until=min(coming, default=None),
        kept=len(people) - len(due) - len(coming),
        copies_until=_copies_until(clinic.keep_backups_days, today, erased_on),
    )


def retention_of(clinic: Clinic) -> Retention:
    """What a clinic has said of how long it keeps people."""
    return Retention(
        clinic.private, clinic.keep_years, clinic.keep_years_employed, clinic.keep_decision, clinic.keep_decided_on
    )


def ended_of(candidate: UUID) -> Ended | None:
    """How somebody's way ended; None for whoever is not in the archive."""
    return next((ended for _key, _name, ended in _ended(candidate)), None)


def _ended(candidate: UUID | None = None) -> Iterator[tuple[UUID, str, Ended]]:
    query = Candidate.select(Candidate.id, Candidate.name, Candidate.outcome, Candidate.outcome_on, Candidate.employed)
    gone = Candidate.archived & Candidate.outcome_on.is_null(False)
    for key, name, *ended in rows_of(query.where(gone if candidate is None else gone & (Candidate.id == candidate))):
        yield key, name, Ended(*ended)


def _line(key: UUID, name: str, ended: Ended, until: date) -> DueLine:
    outcome = OUTCOMES.get(ended.outcome, ended.outcome)
    return DueLine(key, name, outcome, ended.employed, ended.on, until, fold(f"{name} {outcome} {ended.on}"))


def _last_erased_on() -> date | None:
    """The latest day on which somebody was erased, by the log."""
    latest = AuditEntry.select(AuditEntry.at).where(AuditEntry.action.in_(ERASES)).order_by(AuditEntry.seq.desc())
    return next((at.astimezone().date() for (at,) in rows_of(latest.limit(1))), None)


def _copies_until(days: int, today: date, erased_on: date | None) -> date | None:
    """By the latest erasure; None where none is left to wait for."""
    latest = max(filter(None, (_last_erased_on(), erased_on)), default=None)
    until = None if latest is None else copies_until(latest, days)
    return until if until is not None and until >= today else None
