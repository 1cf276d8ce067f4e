"""The candidate: what is entered about a person, how it ends, and the notes about contacts."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import BeforeValidator, ValidationInfo, field_validator

from models.forms.fields import (
    ComingDay,
    Day,
    Email,
    Line,
    PastDay,
    PersonnummerText,
    RequiredLine,
    RequiredPastDay,
    RequiredText,
    YesNo,
)
from models.forms.refusal import Form


def _nobody(value: object) -> object:
    return None if value == "" else value


Somebody = Annotated[UUID | None, BeforeValidator(_nobody)]


class CandidateForm(Form):
    """A candidate's own facts. `id` is made with the form, so that saving twice makes one; a new one has no version."""

    id: UUID
    version: int | None = None
    name: RequiredLine
    email: Email = ""
    phone: Line = ""
    personnummer: PersonnummerText = ""
    interest_on: PastDay = None
    planned_start_on: ComingDay = None
    licence_number: Line = ""
    licence_on: PastDay = None
    trained_in: Line = ""
    has_at: YesNo = None
    has_bt: YesNo = None
    known_in_region: YesNo = None
    native_swedish: YesNo = None
    language_proof: Literal["", "C1", "SVA3", "annat"] = ""
    language_proof_on: PastDay = None
    language_proof_note: Line = ""
    earlier_st: YesNo = None
    earlier_st_from: PastDay = None
    earlier_st_where: Line = ""
    many_applications: YesNo = None
    curriculum: Literal["", "hslf-fs-2021-8", "sosfs-2015-8"] = ""
    integrated_bt: YesNo = None
    bt_ruling: YesNo = None
    bt_ruling_on: PastDay = None
    supervisor: Somebody = None
    director: Somebody = None

    @field_validator("language_proof_note")
    @classmethod
    def _other_proof_is_named(cls, value: str, info: ValidationInfo) -> str:
        if info.data.get("language_proof") == "annat" and not value:
            raise ValueError("Skriv vilket intyg det är.")
        return value

    @field_validator("earlier_st_from")
    @classmethod
    def _no_start_of_no_st(cls, value: PastDay, info: ValidationInfo) -> PastDay:
        if value is not None and info.data.get("earlier_st") is False:
            raise ValueError("Tidigare ST är satt till nej. Ändra det, eller ta bort dagen.")
        return value

    @field_validator("planned_start_on")
    @classmethod
    def _starts_after_interest(cls, value: Day, info: ValidationInfo) -> Day:
        interest = info.data.get("interest_on")
        if value is not None and interest is not None and value < interest:
            raise ValueError("Starten ligger före intresseanmälan. Kontrollera de två datumen.")
        return value


class OutcomeForm(Form):
    """How a candidate's way ended: what, when and why."""

    candidate: UUID
    version: int
    outcome: Literal["drog_sig_ur", "ej_antagen", "annan_tjanst", "st_avbruten", "specialist"]
    outcome_on: RequiredPastDay
    outcome_reason: RequiredText


class ReopenForm(Form):
    """A candidate taken back from the archive."""

    candidate: UUID
    version: int


class NoteForm(Form):
    """A dated note about a contact with the candidate; never about a patient."""

    id: UUID
    candidate: UUID
    version: int | None = None
    noted_on: RequiredPastDay
    text: RequiredText


class RouteForm(Form):
    """The route a candidate is to take, and from when."""

    candidate: UUID
    version: int
    route: RequiredLine
    started_on: RequiredPastDay
