"""What is asked for at the door: a name and a password, a new register's, and the recovery key."""

from typing import Annotated, Literal

from pydantic import Field

from models.forms.fields import Line, RequiredLine
from models.forms.password import GivenPassword, NewPasswordForm
from models.forms.refusal import Form


class SignInForm(Form):
    """Who it is."""

    name: RequiredLine
    password: GivenPassword = ""


class NewRegisterForm(NewPasswordForm):
    """The first user of a register that is to be made, and whose folder it is to lie in."""

    name: RequiredLine
    folder: Literal["egen", "delad"] = "egen"


class DemoForm(Form):
    """The region whose demo one would look around in."""

    region: RequiredLine


class BringOverForm(NewPasswordForm):
    """The password of a plain register's first user; the user name where the register knows of nobody."""

    name: Line = ""


class RecoverForm(NewPasswordForm):
    """The recovery key, and the chief who is to have a new password."""

    key: Annotated[RequiredLine, Field(repr=False)]
    name: RequiredLine


class PlainFilesForm(Form):
    """What is to be done with files that anybody can read."""

    files: Literal["nu", "senare"]
