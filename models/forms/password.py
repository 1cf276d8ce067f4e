"""Passwords as they are chosen and given: never drafted, never stored, and not in the text of an error."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field, ValidationInfo, field_validator

from models.faults import WeakPassword
from models.forms.refusal import Form
from models.forms.user import NewUserForm
from models.storage.passwords import check_new_password


def _chosen(typed: str) -> str:
    try:
        return check_new_password(typed)
    except WeakPassword as weak:
        raise ValueError(str(weak)) from None


def _given(typed: str) -> str:
    if not typed:
        raise ValueError("Fyll i fältet.")
    return typed


GivenPassword = Annotated[str, AfterValidator(_given), Field(repr=False)]
ChosenPassword = Annotated[str, AfterValidator(_chosen), Field(repr=False)]


class NewPasswordForm(Form):
    """A new password, typed twice since nobody can read it."""

    password: ChosenPassword = ""
    again: Annotated[str, Field(repr=False)] = ""

    @field_validator("again")
    @classmethod
    def _is_the_same(cls, typed: str, info: ValidationInfo) -> str:
        if "password" in info.data and typed != info.data["password"]:
            raise ValueError("De två lösenorden är inte lika. Skriv det nya lösenordet en gång till.")
        return typed


class OwnPasswordForm(NewPasswordForm):
    """A new password for oneself: the present one is asked for, since somebody else may sit at the keyboard."""

    present: GivenPassword = ""


class ConfirmedForm(Form):
    """What is done only by whoever knows their own password."""

    present: GivenPassword = ""


class NewUserWithPasswordForm(NewUserForm, NewPasswordForm):
    """A new user and the first password."""


class PasswordNoteForm(Form):
    """Whose password was changed."""

    user: UUID


class RecoveryKeyNoteForm(Form):
    """Whether the recovery key took the place of another."""

    replaces: bool


class KeyNoteForm(Form):
    """Nothing to fill in: it is the register's own keys that were changed."""
