"""The clinic, as the welcome and the clinic's own page ask for it."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BeforeValidator, Field

from models.forms.fields import Line, MailboxAddress, RequiredLine, WholeNumber, YesNo
from models.forms.refusal import Form
from models.ids import new_id
from models.text import clean

_OPERATORS = {"privat": True, "regiondriven": False}


def _private(value: object) -> object:
    if isinstance(value, str):
        word = clean(value).casefold()
        if word not in _OPERATORS:
            raise ValueError("Välj om vårdcentralen är regiondriven eller privat.")
        return _OPERATORS[word]
    return value


def _whole_path(value: str) -> str:
    if value and not Path(value).is_absolute():
        raise ValueError("Skriv hela sökvägen till mappen.")
    return value


class ClinicForm(Form):
    """Name, region, driftsform, listed patients and the chief; `version` is None for a new clinic.

    `agreement` and `stable` are asked for where the region has conditions on them. Of `mailboxes`, by role, those that
    are given are changed, and an empty one is taken away. `user` is the id that a new clinic's first user will have,
    and `sign_in` what they type to sign in, their name if nothing else: a key slot can be made before it is saved.
    """

    version: int | None = None
    name: RequiredLine
    region: RequiredLine
    private: Annotated[bool, BeforeValidator(_private)]
    listed: Annotated[WholeNumber, Field(ge=1, le=200_000)]
    chief: RequiredLine
    agreement: YesNo = None
    stable: YesNo = None
    mailboxes: dict[str, MailboxAddress] = Field(default_factory=dict)
    lock_after: Annotated[WholeNumber, Field(ge=1, le=240)] = 10
    second_folder: Annotated[Line, AfterValidator(_whole_path)] = ""
    user: UUID = Field(default_factory=new_id)
    sign_in: str = ""
