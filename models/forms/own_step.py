"""A step that the clinic adds to its region's routine."""

from typing import Literal
from uuid import UUID

from models.forms.fields import RequiredLine, Text
from models.forms.refusal import Form


class OwnStepForm(Form):
    """An own step behind another one (`behind`, its key) of a checklist; `id` is made with the form, a new one has no
    version.

    `reach` says which checklists get a new one: those that have not come past it, or all. `archived` takes it away.
    """

    id: UUID
    version: int | None = None
    checklist: UUID
    behind: RequiredLine
    title: RequiredLine
    rule: Text = ""
    role: RequiredLine
    force: Literal["ska", "bör", "kan"]
    reach: Literal["inte_forbi", "alla"] = "inte_forbi"
    archived: bool = False
