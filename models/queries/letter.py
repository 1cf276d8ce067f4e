"""The letter of a step, filled in with what the register knows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from uuid import UUID

from models.knowledge.pack import Pack
from models.knowledge.vocabulary import CURRICULUM_NAMES, DIRECTOR, PLACEHOLDERS, SUPERVISOR
from models.queries.clinic_settings import clinic_mailboxes
from models.queries.standing import CandidateStanding, standing_of
from models.records import Candidate, Checklist, Clinic, StepRow
from models.rights import for_chiefs
from models.rules.letter import FilledLetter, Recipient, fill_letter, letter_text, values_in

_NAMES = {words: name for name, words in PLACEHOLDERS.items()}
_OF_PERSON = {
    *("kandidat", "kandidatens_epost", "kandidatens_telefon", "legitimationsnummer", "legitimationsdatum"),
    *("utbildad_i", "malbeskrivning", "planerad_start", SUPERVISOR, DIRECTOR),
}


class FilledInAt(Enum):
    """Where something that a letter lacks can be filled in."""

    PERSON = auto()
    STEP = auto()
    LETTER = auto()


@dataclass(frozen=True)
class Lacking:
    """What a letter lacks, in Swedish, and where it is filled in; `step` is the step that asks for it."""

    what: str
    at: FilledInAt
    step: str = ""


@dataclass(frozen=True)
class LetterView:
    """A letter ready to read; the file that it is saved in is named by `letter.title` and `name`."""

    candidate: UUID
    name: str
    to: tuple[Recipient, ...]
    subject: str
    text: str
    lacking: tuple[Lacking, ...]
    letter: FilledLetter


@for_chiefs
def letter_for(step_id: UUID, today: date) -> LetterView | None:
    """The letter of a step on a checklist; None where there is none, or the checklist is no longer followed."""
    row = StepRow.get_or_none(StepRow.id == step_id)
    clinic = Clinic.select().first()
    if row is None or clinic is None:
        return None
    candidate = Candidate.select().join(Checklist).where(Checklist.id == row.checklist_id).get()
    standing = standing_of(candidate.id, today)
    if standing is None or standing.pack is None or standing.checklist != row.checklist_id:
        return None
    values = _values(candidate, clinic, standing, today)
    letter = fill_letter(standing.pack, standing.pack.by_key[row.key], values, _addresses(standing))
    if letter is None:
        return None
    lacking = tuple(_lacking(letter.missing, standing.pack, standing.rows))
    return LetterView(candidate.id, candidate.name, letter.to, letter.subject, letter_text(letter), lacking, letter)


def _addresses(standing: CandidateStanding) -> dict[str, str]:
    """By role: what the clinic has written down; else, where the pack names no mailbox, the chosen person's own."""
    roles = {} if standing.pack is None else standing.pack.roles
    own = {role: one.email for role, one in standing.people.items() if role in roles and roles[role].mailbox is None}
    return own | clinic_mailboxes()


def _values(candidate: Candidate, clinic: Clinic, standing: CandidateStanding, today: date) -> dict[str, str]:
    """By PLACEHOLDERS; what was answered on a step goes before what is known of the candidate."""
    known = {
        "kandidat": candidate.name,
        "kandidatens_epost": candidate.email,
        "kandidatens_telefon": candidate.phone,
        "legitimationsnummer": candidate.licence_number,
        "legitimationsdatum": str(candidate.licence_on or ""),
        "utbildad_i": candidate.trained_in,
        "malbeskrivning": CURRICULUM_NAMES.get(candidate.curriculum, ""),
        "planerad_start": str(candidate.planned_start_on or ""),
        **{role: person.name for role, person in standing.people.items()},
        "vardcentral": clinic.name,
        "listade": str(clinic.listed),
        "chef": clinic.chief,
        "idag": today.isoformat(),
    }
    steps = [item.step for item in standing.steps]
    return known | dict(values_in(steps, {key: row.answers for key, row in standing.rows.items()}))


def _lacking(missing: Iterable[str], pack: Pack, rows: Mapping[str, StepRow]) -> Iterator[Lacking]:
    for what in missing:
        name = _NAMES.get(what, "")
        asks = next(
            (step.title for step in pack.steps if step.key in rows and any(one.value == name for one in step.fields)),
            "",
        )
        if name in _OF_PERSON:
            yield Lacking(what, FilledInAt.PERSON)
        elif name and asks:
            yield Lacking(what, FilledInAt.STEP, asks)
        else:
            yield Lacking(what, FilledInAt.LETTER)
