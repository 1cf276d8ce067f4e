"""People other than candidates: handledare, studierektorer and other contacts."""

from uuid import UUID

from models.forms.fields import Email, Line, PastDay, RequiredLine, Text
from models.forms.refusal import Form


class ColleagueForm(Form):
    """A colleague's own facts; specialist date and handledarutbildning matter for handledare.

    The role is one of COLLEAGUE_ROLES, or one of the region's that letters go to: the command knows which.
    """

    id: UUID
    version: int | None = None
    name: RequiredLine
    role: RequiredLine
    workplace: Line = ""
    email: Email = ""
    phone: Line = ""
    specialist_on: PastDay = None
    supervisor_training_on: PastDay = None
    note: Text = ""
    archived: bool = False
