"""A step that is to rest: until when, and why."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, ValidationInfo

from models.forms.fields import Day, Line
from models.forms.refusal import Form, today_of


def _to_come(value: Day, info: ValidationInfo) -> Day:
    if value is None:
        raise ValueError("Ange till vilken dag steget ska vila.")
    if value <= today_of(info):
        raise ValueError("Dagen måste komma efter i dag.")
    return value


class SnoozeForm(Form):
    """A step put to rest, or one that rested before; `id` is made with the form, a first rest has no version."""

    id: UUID
    version: int | None = None
    candidate: UUID
    step_id: UUID | None = None
    until: Annotated[Day, AfterValidator(_to_come)] = None
    note: Line = ""


class WakeForm(Form):
    """A rest taken back."""

    id: UUID
    version: int
