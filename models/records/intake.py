"""How candidates stand against the intakes that their region has, for Idag."""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import CompositeKey, DateField, ForeignKeyField, IntegerField, TextField

from models.records.base import IdField, JsonField, Record
from models.records.candidate import Candidate


class OpenIntake(Record):
    """A candidate's way to an intake, by the step through which one applies; rewritten together with the summary.

    It holds nothing that depends on the day: the rest is what rules/intake asks for.
    """

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", backref="open_intakes")
    position = IntegerField()
    step_id = IdField()
    title = TextField()
    terms = JsonField()
    counts_from = DateField(null=True)
    missing = JsonField()
    applied_on = DateField(null=True)
    applied_month = IntegerField(null=True)

    if TYPE_CHECKING:
        candidate_id: UUID

    class Meta:
        primary_key = CompositeKey("candidate", "position")
