"""How a pack writes letters: plain text with placeholders, to roles."""

import re
from collections.abc import Iterator

from models.knowledge.pack_base import Key, Part, Words
from models.knowledge.vocabulary import PLACEHOLDERS

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


def strange_braces(text: str) -> Iterator[str]:
    """Every placeholder that is not in the vocabulary, and every brace that belongs to none."""
    for name in PLACEHOLDER.findall(text):
        if name not in PLACEHOLDERS:
            yield f"{{{name}}}"
    yield from re.findall(r"[{}]", PLACEHOLDER.sub("", text))
