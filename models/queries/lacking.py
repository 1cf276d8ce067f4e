"""Who is without a summary: read whenever a register is opened, and so apart from what reads packs."""

from uuid import UUID

from peewee import JOIN

from models.queries.rows import rows_of
from models.records import Candidate, Summary


def without_summary() -> tuple[UUID, ...]:
    """Those who are not in the archive and have no summary: everybody after a schema step that throws them away."""
    query = Candidate.select(Candidate.id).join(Summary, JOIN.LEFT_OUTER)
    return tuple(key for (key,) in rows_of(query.where(Summary.candidate.is_null(), ~Candidate.archived)))
