"""Those who may sign in: added, changed, removed, and the chief's place handed over."""

from typing import Literal
from uuid import UUID

from pydantic import ValidationInfo, field_validator

from models.forms.candidate import Somebody
from models.forms.fields import Line, RequiredLine
from models.forms.refusal import Form
from models.rights import Role


class NewUserForm(Form):
    """A new user. `id` is made with the form: a key slot can be made for it before it is saved.

    Where no other user name is given, the name is typed at sign-in.
    """

    id: UUID
    name: RequiredLine
    sign_in: Line = ""
    role: Role
    colleague: Somebody = None

    @field_validator("sign_in")
    @classmethod
    def _the_name_will_do(cls, value: str, info: ValidationInfo) -> str:
        return value or str(info.data.get("name", ""))


class UserForm(Form):
    """A user's changes; what is typed at sign-in stays, since the key slot is found by it."""

    id: UUID
    version: int
    name: RequiredLine
    role: Role
    colleague: Somebody = None


class RemoveUserForm(Form):
    """A user who is to sign in no more."""

    id: UUID
    version: int


class HandOverForm(Form):
    """Who becomes chief, and what the chief who hands over is from then on."""

    to: UUID
    version: int
    becomes: Literal["stallforetradare", "handledare"] = "stallforetradare"
