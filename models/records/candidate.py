"""The candidate, the same record from first interest to specialist, and the dated notes about contacts."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import BooleanField, CompositeKey, DateField, ForeignKeyField, IntegerField, TextField

from models.records.base import IdField, Record, UtcDateTimeField, Versioned
from models.records.colleague import Colleague


class Candidate(Versioned):
    name = TextField()
    email = TextField(default="")
    phone = TextField(default="")
    personnummer = TextField(default="")
    interest_on = DateField(null=True)
    planned_start_on = DateField(null=True)
    licence_number = TextField(default="")
    licence_on = DateField(null=True)
    trained_in = TextField(default="")
    has_at = BooleanField(null=True)
    has_bt = BooleanField(null=True)
    known_in_region = BooleanField(null=True)
    native_swedish = BooleanField(null=True)
    language_proof = TextField(default="")
    language_proof_on = DateField(null=True)
    language_proof_note = TextField(default="")
    earlier_st = BooleanField(null=True)
    earlier_st_from = DateField(null=True)
    earlier_st_where = TextField(default="")
    many_applications = BooleanField(null=True)
    curriculum = TextField(default="")
    integrated_bt = BooleanField(null=True)
    bt_ruling = BooleanField(null=True)
    bt_ruling_on = DateField(null=True)
    supervisor = ForeignKeyField(Colleague, null=True, on_delete="RESTRICT", backref="supervised")
    director = ForeignKeyField(Colleague, null=True, on_delete="RESTRICT", backref="directed")
    outcome = TextField(default="")
    outcome_on = DateField(null=True)
    outcome_reason = TextField(default="")
    archived = BooleanField(default=False)
    created_at = UtcDateTimeField()
    employed = BooleanField(null=True)

    if TYPE_CHECKING:
        supervisor_id: UUID | None
        director_id: UUID | None


class ContactNote(Versioned):
    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="notes")
    noted_on = DateField()
    text = TextField()
    author = TextField()
    created_at = UtcDateTimeField()

    if TYPE_CHECKING:
        candidate_id: UUID


class Summary(Record):
    """What the lists show of a candidate, rewritten by every command that touches the candidate.

    Nothing in it depends on the day: `stage` may begin later (`stage_from`), and so may ST; see rules/stage.
    """

    candidate = ForeignKeyField(Candidate, primary_key=True, on_delete="CASCADE", backref="summaries")
    route = TextField(default="")
    phase = TextField(default="")
    stage = TextField(default="intresse")
    step_id = IdField(null=True, default=None)
    step = TextField(default="")
    gate = BooleanField(default=False)
    role = TextField(default="")
    ours = BooleanField(default=True)
    since = DateField(null=True)
    due_on = DateField(null=True)
    due_what = TextField(default="")
    due_step = TextField(default="")
    steps_done = IntegerField(default=0)
    steps_total = IntegerField(default=0)
    st_since = DateField(null=True)
    stage_from = DateField(null=True)

    if TYPE_CHECKING:
        candidate_id: UUID


class Snooze(Versioned):
    """A step that is to rest in Idag until a day; without a step it is the choice of a route that rests.

    Of a duty that comes back one occurrence rests, by its `number`.
    """

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="snoozes")
    step_id = IdField(null=True)
    until = DateField()
    note = TextField(default="")
    number = IntegerField(null=True)

    if TYPE_CHECKING:
        candidate_id: UUID


class OpenStep(Record):
    """What somebody should act on for a candidate now, for Idag; rewritten together with the summary.

    `passed` is what is missing of a gate that was passed, and what that costs; None of everything else. It is nobody's
    turn before `opens_on`.
    """

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="open_steps")
    position = IntegerField()
    step_id = IdField(null=True, default=None)
    step = TextField()
    phase = TextField()
    role = TextField()
    ours = BooleanField()
    gate = BooleanField(default=False)
    krav = TextField(default="")
    since = DateField(null=True)
    until = DateField(null=True)
    due_on = DateField(null=True)
    due_what = TextField(default="")
    passed = TextField(null=True)
    opens_on = DateField(null=True)
    optional = BooleanField(default=False)

    if TYPE_CHECKING:
        candidate_id: UUID

    class Meta:
        primary_key = CompositeKey("candidate", "position")
