"""A step that is to rest: until when, and why."""

from uuid import UUID

from models.forms.fields import Line, RestDay
from models.forms.refusal import Form


class SnoozeForm(Form):
    """A step put to rest, or one that rested before; `id` is made with the form, a first rest has no version."""

    id: UUID
    version: int | None = None
    candidate: UUID
    step_id: UUID | None = None
    until: RestDay
    note: Line = ""


class WakeForm(Form):
    """A rest taken back."""

    id: UUID
    version: int
