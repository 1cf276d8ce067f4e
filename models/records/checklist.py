"""A candidate's checklist, the pack it was made from, and its steps."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, DateField, ForeignKeyField, IntegerField, TextField

from models.records.base import JsonField, Record, UtcDateTimeField, Versioned
from models.records.candidate import Candidate


class PackText(Record):
    """A region pack as it read when it was adopted: what was decided under it is never rewritten."""

    digest = TextField(primary_key=True)
    region = TextField()
    version = TextField()
    text = TextField()
    adopted_at = UtcDateTimeField()


class Checklist(Versioned):
    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="checklists")
    pack = ForeignKeyField(PackText, on_delete="RESTRICT", backref="checklists")
    route = TextField()
    started_on = DateField()
    active = BooleanField(default=True)

    if TYPE_CHECKING:
        candidate_id: UUID
        pack_id: str


class StepRow(Versioned):
    """A step of a checklist; what the step is stands in the pack, under `key`."""

    checklist = ForeignKeyField(Checklist, on_delete="CASCADE", backref="steps")
    key = TextField()
    position = IntegerField()
    state = TextField(default="open")
    done_on = DateField(null=True)
    by = TextField(default="")
    note = TextField(default="")
    reason = TextField(default="")
    waiting_since = DateField(null=True)
    remind_on = DateField(null=True)
    from_on = DateField(null=True)
    to_on = DateField(null=True)
    answers = JsonField(default=dict)

    if TYPE_CHECKING:
        checklist_id: UUID

    class Meta:
        table_name = "step"
        indexes = ((("checklist", "key"), True),)
