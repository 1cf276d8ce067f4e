"""A letter filled in with what is known, and what is not."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from models.knowledge.letter import PLACEHOLDER
from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import PLACEHOLDERS
from models.rules.demands import Answers
from models.text import clean


@dataclass(frozen=True)
class Recipient:
    """A role, its address and telephone where they are known, and who has it where somebody is chosen."""

    role: str
    name: str
    mailbox: str
    person: str = ""
    phone: str = ""


@dataclass(frozen=True)
class FilledLetter:
    """A letter ready to read: what is missing stands in its place within brackets, and is named in `missing`.

    One that goes `by_form` misses no address.
    """

    title: str
    to: tuple[Recipient, ...]
    subject: str
    body: str
    enclosures: tuple[str, ...]
    missing: tuple[str, ...]
    by_form: bool = False


def fill_letter(
    pack: Pack,
    step: Step,
    values: Mapping[str, str],
    mailboxes: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
    *,
    inapplicable: Container[str | None] = (),
) -> FilledLetter | None:
    """The step's letter with these values (by PLACEHOLDERS); None where the step has none.

    `mailboxes` are the clinic's own addresses by role, and go before the pack's; `people` are names by role. What is
    enclosed by one of the steps that are `inapplicable` is not named.
    """
    letter = pack.letters.get(step.letter or "")
    if letter is None:
        return None
    recipients = tuple(
        Recipient(
            key,
            pack.roles[key].name,
            one_line((mailboxes or {}).get(key) or pack.roles[key].mailbox or ""),
            one_line((people or {}).get(key, "")),
            pack.roles[key].phone or "",
        )
        for key in letter.to or filter(None, [step.contact])
    )
    text = f"{letter.subject}\n{letter.body}"
    lacking = [name for name in dict.fromkeys(PLACEHOLDER.findall(text)) if not one_line(values.get(name, ""))]
    return FilledLetter(
        letter.title,
        recipients,
        one_line(_fill(letter.subject, values)),
        _fill(letter.body, values),
        tuple(one.title for one in letter.enclosures if one.step not in inapplicable),
        (
            *(f"e-postadress till {one.name}" for one in recipients if not one.mailbox and not letter.by_form),
            *(PLACEHOLDERS[name] for name in lacking),
        ),
        letter.by_form,
    )


def values_in(steps: Sequence[Step], answers: Mapping[str, Answers], built_on: Container[str] = ()) -> dict[str, str]:
    """What the answers on the steps, by their keys, say of the letters' values.

    The step that a value belongs to has the word: where something is counted from the answer (`built_on`), or else the
    first that is answered. The others repeat it.
    """
    told = [
        (f"{step.key}.{field.key}" in built_on, field.value, str(value))
        for step in steps
        for field in step.fields
        if field.value is not None and (value := answers.get(step.key, {}).get(field.key)) not in (None, "")
    ]
    found: dict[str, str] = {}
    for _own, name, value in sorted(told, key=lambda one: not one[0]):
        found.setdefault(name, value)
    return found


def letter_text(letter: FilledLetter) -> str:
    """The letter's body, to copy or send, with its enclosures named last."""
    body = clean(letter.body, lines=True)
    if not letter.enclosures:
        return f"{body}\n"
    return "\n".join([body, "", "Bilagor:", *(f"– {one_line(clean(name))}" for name in letter.enclosures), ""])


def one_line(text: str) -> str:
    """A text without line breaks and control characters, so that no name can add a header or a line of its own."""
    return " ".join(clean(text).split())


def _fill(text: str, values: Mapping[str, str]) -> str:
    # In one pass, so that braces in a name are the name's own.
    return PLACEHOLDER.sub(lambda found: one_line(values.get(found[1], "")) or f"[{PLACEHOLDERS[found[1]]}]", text)
