"""How a pack writes letters: plain text with placeholders, to roles."""

import re

from models.knowledge.pack_base import Key, Part, Words

PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


class Letter(Part):
    """A letter to fill in, to copy or to save as a draft.

    `to` names roles; without it the letter goes to the contact of the step that shows it. `{names}` in the subject and
    the body come from PLACEHOLDERS. `enclosures` are named, never attached.
    """

    title: Words
    to: tuple[Key, ...] = ()
    subject: Words
    body: Words
    enclosures: tuple[Words, ...] = ()


def stray_braces(text: str) -> list[str]:
    """Every brace that belongs to no placeholder."""
    return re.findall(r"[{}]", PLACEHOLDER.sub("", text))
