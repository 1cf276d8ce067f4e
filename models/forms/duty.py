"""What is recorded of a duty that comes back: one occurrence of one candidate, or the same of several at once."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AfterValidator, Field

from models.forms.fields import Line, PastDay, RestDay, Text
from models.forms.refusal import Form


def _somebody(value: tuple[UUID, ...]) -> tuple[UUID, ...]:
    if not value:
        raise ValueError("Välj minst en som det är gjort för.")
    return value


Steps = Annotated[tuple[UUID, ...], AfterValidator(_somebody)]


class OccurrenceForm(Form):
    """One occurrence, by its number, of a duty on a checklist: done, changed, or, when `open`, taken back.

    What is not recorded before has no version.
    """

    step: UUID
    number: int
    version: int | None = None
    state: Literal["done", "open"] = "done"
    done_on: PastDay = None
    by: Line = ""
    note: Text = ""


class OccurrencesForm(Form):
    """The same occurrence done for several: `steps` are the duty on each one's checklist."""

    steps: Steps = Field(default=())
    number: int
    done_on: PastDay = None
    by: Line = ""
    note: Text = ""


class RestForm(Form):
    """The same occurrence put to rest for several."""

    steps: Steps = Field(default=())
    number: int
    until: RestDay
    note: Line = ""


class WakenForm(Form):
    """Those rests taken back."""

    steps: Steps = Field(default=())
    number: int
