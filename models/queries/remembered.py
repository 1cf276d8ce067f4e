"""A candidate's standing as it was last put together, for whoever asks again before anything has changed.

A save is followed by the same screen, and that by the next save: each would read the whole checklist again. All that a
standing follows from is changed by commands (the packs are read once), and each change has its entry in the log: while
the log ends as it did, the standing holds. It is let go of with the database that it was read from.
"""

from datetime import date
from uuid import UUID
from weakref import WeakKeyDictionary

from peewee import SqliteDatabase

from models.queries.chain import chain_head
from models.queries.standing import CandidateStanding, standing_of
from models.records.base import database

_At = tuple[str, date]
_last: "WeakKeyDictionary[SqliteDatabase, tuple[_At, CandidateStanding]]" = WeakKeyDictionary()


def last_standing_of(candidate: UUID, today: date) -> CandidateStanding | None:
    """As `standing_of`; not for a command that has changed something, since that is not logged yet."""
    known = _last.get(database.obj)
    if known is not None and known[1].id == candidate and known[0] == _now(today):
        return known[1]
    return new_standing_of(candidate, today)


def new_standing_of(candidate: UUID, today: date) -> CandidateStanding | None:
    """As `standing_of`, and remembered; not for a command that has not logged its change yet."""
    standing = standing_of(candidate, today)
    if standing is not None:
        _last[database.obj] = _now(today), standing
    return standing


def _now(today: date) -> _At:
    return chain_head().link, today
