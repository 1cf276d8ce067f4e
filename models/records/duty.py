"""Duties that come back: what is recorded of them, and how they stand, for Idag and the lists."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, CompositeKey, DateField, ForeignKeyField, IntegerField, TextField

from models.records.base import IdField, JsonField, Record, Versioned
from models.records.candidate import Candidate


class DutyDone(Versioned):
    """An occurrence that was done, by the region and the duty's key in its pack: it outlives a change of route and of
    the pack, and is never taken for another region's duty of the same key.

    `every` and `number` say which one it was, as rules/duties counts them.
    """

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="duties_done")
    region = TextField()
    key = TextField()
    every = TextField()
    number = IntegerField()
    done_on = DateField()
    by = TextField()
    note = TextField(default="")

    if TYPE_CHECKING:
        candidate_id: UUID

    class Meta:
        indexes = ((("candidate", "region", "key", "every", "number"), True),)


class OpenDuty(Record):
    """A duty that a candidate has, for Idag and the lists; rewritten together with the summary.

    It holds nothing that depends on the day: `terms`, `counts_from` and `done` are what rules/duties asks for.
    """

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="open_duties")
    position = IntegerField()
    step_id = IdField()
    key = TextField()
    step = TextField()
    phase = TextField()
    role = TextField()
    ours = BooleanField()
    krav = TextField()
    terms = JsonField()
    counts_from = DateField()
    done = JsonField()

    if TYPE_CHECKING:
        candidate_id: UUID

    class Meta:
        primary_key = CompositeKey("candidate", "position")
