"""A candidate's checklist, the pack it was made from, and its steps."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, DateField, ForeignKeyField, TextField

from models.knowledge.vocabulary import OWN_STEP
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
    """A step of a checklist; what the step is stands in the checklist's pack, under `key`.

    `pack` is the edition that it was settled under: what was decided under one is not read by a later one. It is empty
    while the step is open, unless the step holds something and the checklist's own edition no longer has it.
    `asked_on` is the day from which a new edition asks for it, where the first did not.
    """

    checklist = ForeignKeyField(Checklist, on_delete="CASCADE", backref="steps")
    key = TextField()
    pack = ForeignKeyField(PackText, null=True, on_delete="RESTRICT", backref="steps")
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
    asked_on = DateField(null=True)

    if TYPE_CHECKING:
        checklist_id: UUID
        pack_id: str | None

    class Meta:
        table_name = "step"
        indexes = ((("checklist", "key"), True),)


class OwnStep(Versioned):
    """A step that the clinic has added to its region's routine; on a checklist it is the step `key`."""

    region = TextField()
    behind = TextField()
    phase = TextField()
    role = TextField()
    title = TextField()
    rule = TextField(default="")
    force = TextField()
    added_on = DateField()
    added_by = TextField()
    archived = BooleanField(default=False)

    @property
    def key(self) -> str:
        return f"{OWN_STEP}{self.id.hex}"
