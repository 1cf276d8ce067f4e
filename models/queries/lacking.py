"""What is asked whenever a register is opened, and so without packs: who lacks a summary, and what should be gone."""

from collections.abc import Collection
from uuid import UUID

from peewee import JOIN

from models.queries.rows import rows_of
from models.records import Candidate, Clinic, Summary
from models.rules.retention import USUAL_BACKUP_DAYS


def without_summary() -> tuple[UUID, ...]:
    """Those who are not in the archive and have no summary: everybody after a schema step that throws them away."""
    query = Candidate.select(Candidate.id).join(Summary, JOIN.LEFT_OUTER)
    return tuple(key for (key,) in rows_of(query.where(Summary.candidate.is_null(), ~Candidate.archived)))


def back_again(erased: Collection[UUID]) -> tuple[UUID, ...]:
    """Those in the register who have been erased, and have come back with a backup."""
    if not erased:
        return ()
    return tuple(key for (key,) in rows_of(Candidate.select(Candidate.id)) if key in erased)


def backups_days() -> int:
    """For how many days the clinic keeps backups."""
    return next((days for (days,) in rows_of(Clinic.select(Clinic.keep_backups_days))), USUAL_BACKUP_DAYS)
