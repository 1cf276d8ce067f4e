"""How long the clinic keeps what it holds about people, and by which decision."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from models.forms.fields import Line, PastDay, RequiredLine, WholeNumber, meant
from models.forms.refusal import Form
from models.rules.retention import USUAL_BACKUP_DAYS


def _nothing(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Years = Annotated[WholeNumber, Field(ge=0, le=100)]


CONFIRMED = "radera"
DESTROYED = "förstört"


class EraseForm(Form):
    """Those who are to be erased; `confirmed` is the word that says that it is meant."""

    candidates: Annotated[tuple[UUID, ...], Field(min_length=1)]
    confirmed: Annotated[Line, meant(CONFIRMED, "för att radera")] = ""


class EraseAgainForm(Form):
    """Those who have been erased before, and are back from a backup."""

    candidates: tuple[UUID, ...]


class DestroyedForm(Form):
    """A folder with copies of the register that is gone for good; `word` says that it is meant."""

    home: RequiredLine
    word: Annotated[Line, meant(DESTROYED, "om minnet är förstört")] = ""


class ReturnedForm(Form):
    """What is to be done with those who are said to be erased, and are here."""

    what: Literal["senare", "behall", "radera"]


class RetentionForm(Form):
    """Years from the decision for those who were not employed and for those who were; None for not said.

    A gallringsbeslut is what it says together with its day.
    """

    version: int
    keep_years: Annotated[Years | None, BeforeValidator(_nothing)] = None
    keep_years_employed: Annotated[Years | None, BeforeValidator(_nothing)] = None
    keep_decision: Line = ""
    keep_decided_on: PastDay = None
    keep_backups_days: Annotated[WholeNumber, Field(ge=7, le=3650)] = USUAL_BACKUP_DAYS

    @field_validator("keep_decided_on")
    @classmethod
    def _a_decision_has_its_day(cls, value: date | None, info: ValidationInfo) -> date | None:
        decision = info.data.get("keep_decision")
        if decision and value is None:
            raise ValueError("Ange vilken dag gallringsbeslutet fattades.")
        if value is not None and decision == "":
            raise ValueError("Skriv också vilket beslut det är, eller ta bort dagen.")
        return value
