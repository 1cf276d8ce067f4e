"""What is asked for before a backup takes the register's place, and what is noted afterwards."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from models.forms.fields import Line, RequiredLine, meant
from models.forms.refusal import Form

WORD = "återläs"


class RestoreForm(Form):
    """The word that says that it is meant."""

    word: Annotated[Line, meant(WORD, "för att gå vidare")] = ""


class RestoredForm(Form):
    """When the backup that was restored had been made, and who is chief of it now, where that is anybody by name."""

    made_at: datetime
    by: UUID | None = None
    name: str = ""
    sign_in: str = ""


class KeyOfThenForm(Form):
    """Who opens a backup, with the password of that day; with no name it is the recovery key of that day."""

    name: Line = ""
    password: Annotated[RequiredLine, Field(repr=False)]


class FromCopyForm(Form):
    """The backup to restore: one of those beside the register, or in the file or folder named; and who opens it."""

    chosen: str = ""
    file: Line = ""
    name: Line = ""
    password: Annotated[Line, Field(repr=False)] = ""
