"""The letter of a step, filled in with what the register knows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from uuid import UUID

from models.knowledge.pack import Pack
from models.knowledge.vocabulary import DIRECTOR, PLACEHOLDERS, SUPERVISOR
from models.queries.clinic_settings import clinic_mailboxes
from models.queries.known_values import TYPED_ON_PERSON, known_values
from models.queries.standing import CandidateStanding, standing_of
from models.records import Candidate, Checklist, Colleague, StepRow
from models.records.base import row_with
from models.rights import for_chiefs
from models.rules.letter import FilledLetter, Recipient, fill_letter, letter_text
from models.rules.routine import State, StepStanding

_NAMES = {words: name for name, words in PLACEHOLDERS.items()}
_CHOSEN_ON_PERSON = {"malbeskrivning": "curriculum", SUPERVISOR: "supervisor", DIRECTOR: "director"}
_OF_PERSON = TYPED_ON_PERSON | _CHOSEN_ON_PERSON


class FilledInAt(Enum):
    """Where something that a letter lacks can be filled in."""

    PERSON = auto()
    STEP = auto()
    CHOICE = auto()
    CLINIC = auto()
    LETTER = auto()


@dataclass(frozen=True)
class Lacking:
    """What a letter lacks, in Swedish, and where it is filled in.

    `field` is its name in the candidate's form, and `role` the one whose address it is; `step` asks for it, by title
    and id. What can be had by CHOICE is the address of somebody registered whom nobody has chosen on the candidate: the
    clinic's own does as well.
    """

    what: str
    at: FilledInAt
    field: str = ""
    role: str = ""
    step: str = ""
    step_id: UUID | None = None


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
    row = row_with(StepRow, "id", step_id)
    if row is None:
        return None
    candidate = Candidate.select().join(Checklist).where(Checklist.id == row.checklist_id).get()
    standing = standing_of(candidate.id, today)
    if standing is None or standing.pack is None or standing.checklist != row.checklist_id:
        return None
    values = known_values(standing, today)
    pack, (mailboxes, people) = standing.pack, _addresses(standing, standing.pack)
    inapplicable = _inapplicable(pack, standing.steps)
    letter = fill_letter(pack, pack.by_key[row.key], values, mailboxes, people, inapplicable=inapplicable)
    if letter is None:
        return None
    lacking = (*_addresses_lacking(letter, standing), *_values_lacking(letter, standing))
    return LetterView(candidate.id, candidate.name, letter.to, letter.subject, letter_text(letter), lacking, letter)


def _inapplicable(pack: Pack, steps: Sequence[StepStanding]) -> frozenset[str]:
    """The steps of the pack that are not on the list, or have been set as not applicable."""
    applies = {item.step.key for item in steps if item.mark.state is not State.NOT_APPLICABLE}
    return frozenset(pack.by_key.keys() - applies)


def _addresses(standing: CandidateStanding, pack: Pack) -> tuple[dict[str, str], dict[str, str]]:
    """By role, the addresses that go before the pack's, and the names of those who are reached there.

    Where the pack names no mailbox, whoever has the role is written to at their own address; only without one at the
    clinic's, which may be somebody else's: then nobody is named.
    """
    people = {role: one for role, one in standing.people.items() if role in pack.roles}
    own = {role: one.email for role, one in people.items() if one.email and pack.roles[role].mailbox is None}
    clinics = clinic_mailboxes()
    return clinics | own, {role: one.name for role, one in people.items() if role in own or role not in clinics}


def _addresses_lacking(letter: FilledLetter, standing: CandidateStanding) -> Iterator[Lacking]:
    for one in letter.to:
        if not one.mailbox and not letter.by_form:
            field = _CHOSEN_ON_PERSON.get(one.role, "")
            to_choose = field and one.role not in standing.people and _has_address(one.role)
            at, where = (FilledInAt.CHOICE, field) if to_choose else (FilledInAt.CLINIC, "")
            yield Lacking(f"e-postadress till {one.name}", at, where, role=one.role)


def _has_address(role: str) -> bool:
    """Whether somebody registered in a role has an address."""
    with_address = (Colleague.role == role) & ~Colleague.archived & (Colleague.email != "")
    return bool(Colleague.select().where(with_address).exists())


def _values_lacking(letter: FilledLetter, standing: CandidateStanding) -> Iterator[Lacking]:
    steps = [item.step for item in standing.steps]
    for what in letter.missing:
        name = _NAMES.get(what)
        if name is None:
            continue  # an address
        asks = next((step for step in steps if any(one.value == name for one in step.fields)), None)
        if name in _OF_PERSON:
            yield Lacking(what, FilledInAt.PERSON, _OF_PERSON[name])
        elif asks is not None:
            yield Lacking(what, FilledInAt.STEP, step=asks.title, step_id=standing.rows[asks.key].id)
        else:
            yield Lacking(what, FilledInAt.LETTER)
