"""People other than candidates: handledare, studierektorer and other contacts."""

from typing import Literal
from uuid import UUID

from models.forms.fields import Email, Line, PastDay, RequiredLine, Text
from models.forms.refusal import Form

COLLEAGUE_ROLES = {"handledare": "Handledare", "studierektor": "Studierektor", "kontakt": "Kontakt"}


class ColleagueForm(Form):
    """A colleague's own facts; specialist date and handledarutbildning matter for handledare."""

    id: UUID
    version: int | None = None
    name: RequiredLine
    role: Literal["handledare", "studierektor", "kontakt"]
    workplace: Line = ""
    email: Email = ""
    phone: Line = ""
    specialist_on: PastDay = None
    supervisor_training_on: PastDay = None
    note: Text = ""
    archived: bool = False
