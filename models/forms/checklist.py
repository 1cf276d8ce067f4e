"""What is recorded on a step, and the reading of the facts that the step itself asks for."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field, ValidationInfo, field_validator

from models.forms.fields import ComingDay, Day, Line, PastDay, RequiredLine, Text, WholeNumber, YesNo
from models.forms.refusal import Form, Refused, read_form
from models.knowledge.pack import StepField
from models.knowledge.vocabulary import MONTHS, FieldKind, Force
from models.rules.calendar import month_name
from models.rules.intake import Terms, intake_named, next_intake


class StepForm(Form):
    """A step's state with its dates, people, note, reason, period and answers (raw, by field key)."""

    step: UUID
    version: int
    state: Literal["open", "waiting", "done", "passed", "not_applicable"]
    done_on: PastDay = None
    by: Line = ""
    waiting_since: PastDay = None
    remind_on: ComingDay = None
    from_on: Day = None
    to_on: Day = None
    note: Text = ""
    reason: Text = ""
    answers: dict[str, str] = Field(default_factory=dict)

    @field_validator("done_on")
    @classmethod
    def _is_done(cls, value: PastDay, info: ValidationInfo) -> PastDay:
        if value is not None and info.data.get("state") in {"open", "waiting"}:
            raise ValueError("Steget är inte klart. Välj klart, eller ta bort dagen.")
        return value

    @field_validator("to_on")
    @classmethod
    def _ends_after_start(cls, value: Day, info: ValidationInfo) -> Day:
        start = info.data.get("from_on")
        if value is not None and start is not None and value < start:
            raise ValueError("Slutet ligger före starten.")
        return value

    @field_validator("reason")
    @classmethod
    def _has_a_reason(cls, value: Text, info: ValidationInfo) -> Text:
        if not value and info.data.get("state") in {"passed", "not_applicable"}:
            raise ValueError("Skriv varför.")
        if value and info.data.get("state") in {"open", "waiting"}:
            raise ValueError("Skälet hör till ett steg som är klart, passerat eller ej aktuellt.")
        return value


class EditionForm(Form):
    """A checklist that is to follow another edition of its routine, by the digest of the one that was looked at."""

    checklist: UUID
    version: int
    edition: RequiredLine


class _Line(Form):
    value: Line = ""


class _Day(Form):
    value: Day = None


class _Number(Form):
    value: Annotated[WholeNumber, Field(ge=0)] | None = None


class _YesNo(Form):
    value: YesNo = None


class _Paper(Form):
    value: PastDay = None
    place: Line = ""


class _PastDay(Form):
    value: PastDay = None


_Answer = _Line | _Day | _Number | _YesNo | _Paper | _PastDay
_KINDS: dict[FieldKind, type[_Answer]] = {
    FieldKind.TEXT: _Line,
    FieldKind.DATE: _Day,
    FieldKind.NUMBER: _Number,
    FieldKind.YES_NO: _YesNo,
    FieldKind.PAPER: _Paper,
    FieldKind.INTAKE: _Line,
}
PLACE = "_plats"


def _kind(field: StepField) -> type[_Answer]:
    return _PastDay if field.past else _KINDS[field.kind]


def read_answers(
    fields: Sequence[StepField], raw: Mapping[str, str], today: date, *, complete: bool, intake: Terms | None = None
) -> dict[str, Any]:
    """The answers as they are stored; with `complete`, what the document demands must be there. `intake` is what one
    applies to by the step, for a field that asks for which.

    A paper has two raw values: its date under the field's key, and where it is kept under the key with "_plats".
    Raises Refused by `answers.<key>`.
    """
    stored: dict[str, Any] = {}
    faults: dict[str, str] = {}
    for field in fields:
        given: dict[str, Any] = {"value": raw.get(field.key, "")}
        if field.kind is FieldKind.PAPER:
            given["place"] = raw.get(field.key + PLACE, "")
        if field.kind is FieldKind.NUMBER and not given["value"].strip():
            given["value"] = None
        try:
            answer = read_form(_kind(field), given, today)
        except Refused as refused:
            faults |= {
                f"answers.{field.key}{PLACE if key == 'place' else ''}": text for key, text in refused.messages.items()
            }
            continue
        if field.kind is FieldKind.INTAKE and intake is not None and answer.value:
            named = intake_named(intake, str(answer.value), today)
            if named is None:
                faults[f"answers.{field.key}"] = _which(intake, today)
                continue
            answer = _Line(value=month_name(named))
        if complete and field.force is Force.MUST and answer.value in (None, ""):
            faults[f"answers.{field.key}"] = "Krävs innan steget blir klart."
        stored |= _stored(field, answer)
    if faults:
        raise Refused(faults)
    return stored


def _which(intake: Terms, today: date) -> str:
    names = " och ".join(MONTHS[month - 1] for month in sorted(intake.months))
    return f"Intagen är i {names}. Skriv ett av dem, till exempel {month_name(next_intake(intake, today))}."


def _stored(field: StepField, answer: Form) -> dict[str, Any]:
    values = answer.model_dump(mode="json")
    stored = {} if values["value"] in (None, "") else {field.key: values["value"]}
    if values.get("place"):
        stored[field.key + PLACE] = values["place"]
    return stored
