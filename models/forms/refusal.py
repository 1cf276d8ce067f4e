"""How input is refused: a Swedish message for each field, and one way to read a form."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError, ValidationInfo


class Refused(Exception):
    """Input or a command that is refused: messages by field; the field "" stands for the whole form."""

    def __init__(self, messages: Mapping[str, str] | str) -> None:
        self.messages = {"": messages} if isinstance(messages, str) else dict(messages)
        super().__init__(" ".join(self.messages.values()))


class Form(BaseModel):
    """What a person entered, checked and frozen; a field that is left out is checked as an empty one."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_default=True)


F = TypeVar("F", bound=Form)

_MESSAGES = {
    "missing": "Fyll i fältet.",
    "too_long": "Texten är för lång: högst {max_length} tecken.",
    "int_parsing": "Skriv ett heltal, till exempel 8 200.",
    "int_parsing_size": "Talet är för stort.",
    "greater_than_equal": "Talet måste vara minst {ge}.",
    "less_than_equal": "Talet får vara högst {le}.",
    "literal_error": "Välj ett av alternativen.",
    "enum": "Välj ett av alternativen.",
    "uuid_parsing": "Välj någon i listan.",
}


def read_form(kind: type[F], raw: Mapping[str, Any], today: date) -> F:
    """The checked form. Raises Refused with a Swedish message for each field that is wrong."""
    try:
        return kind.model_validate(dict(raw), context={"today": today})
    except ValidationError as error:
        raise Refused({_field(item["loc"]): _message(item) for item in reversed(error.errors())}) from None


def today_of(info: ValidationInfo) -> date:
    """The day that the form was read, given by `read_form`."""
    day = (info.context or {}).get("today")
    if not isinstance(day, date):
        raise TypeError("a form is read with read_form, which knows what day it is")
    return day


def _field(place: tuple[int | str, ...]) -> str:
    return ".".join(map(str, place))  # a value within a field stands under the name that its own field has


def _message(item: Any) -> str:
    if item["type"] == "value_error":
        return str(item["ctx"]["error"])
    return _MESSAGES.get(item["type"], "Värdet kan inte läsas. Rätta det eller lämna fältet tomt.").format(
        **item.get("ctx", {})
    )
