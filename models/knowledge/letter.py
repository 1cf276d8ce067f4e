"""How a pack writes letters: plain text with placeholders, to roles."""

import re
from typing import Any

from pydantic import model_validator
from pydantic_core import PydanticKnownError

from models.knowledge.pack_base import Flag, Key, Part, Words

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


class Enclosure(Part):
    """What goes with a letter, named and never attached: for whom a `step` does not apply, it is not asked for either.

    Without a step its title is enough.
    """

    title: Words
    step: Key | None = None

    @model_validator(mode="before")
    @classmethod
    def _title_only(cls, written: Any) -> Any:
        if not isinstance(written, str | dict):
            raise PydanticKnownError("string_type")
        return {"title": written} if isinstance(written, str) else written


class Letter(Part):
    """A letter to fill in, to copy or to save as a draft.

    `to` names roles; without it the letter goes to the contact of the step that shows it. `{names}` in the subject and
    the body come from PLACEHOLDERS. `by_form` is a letter to copy into a form on the web, or to have at hand on the
    telephone: it needs no address.
    """

    title: Words
    to: tuple[Key, ...] = ()
    subject: Words
    body: Words
    enclosures: tuple[Enclosure, ...] = ()
    by_form: Flag = False


def stray_braces(text: str) -> list[str]:
    """Every brace that belongs to no placeholder."""
    return re.findall(r"[{}]", PLACEHOLDER.sub("", text))
