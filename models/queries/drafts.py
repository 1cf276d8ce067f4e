"""Half-filled forms that wait for their owner to finish them."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from peewee import fn

from models.queries.rows import rows_of
from models.queries.sight import can_see
from models.records import Candidate, Checklist, Draft, OpenStep, StepRow
from models.rights import current, for_everyone

NEW_CANDIDATE = "kandidat:ny"


@dataclass(frozen=True)
class DraftView:
    """A form's draft: the fields that were typed in, and when last."""

    values: Mapping[str, str]
    at: datetime


@for_everyone
def draft_of(form: str) -> DraftView | None:
    """The draft of a form that the one who is signed in has; None where there is none."""
    rows = list(Draft.select().where(Draft.owner == current().user, Draft.form == form))
    if not rows:
        return None
    return DraftView({row.field: row.value for row in rows}, max(row.at for row in rows))


@dataclass(frozen=True)
class OwnDraft:
    """A form that is half filled in: of what kind, the way that it was opened in, when last, and the ids in its name.

    `candidate` and `name` are whom it is about, `title` the step; empty where there is none, or nobody's turn.
    """

    kind: str
    way: str
    at: datetime
    about: tuple[UUID, ...]
    candidate: UUID | None
    name: str
    title: str


@for_everyone
def own_drafts() -> tuple[OwnDraft, ...]:
    """The drafts of whoever is signed in, newest first; about no candidate who is out of sight."""
    forms = Draft.select(Draft.form, fn.MAX(Draft.at)).where(Draft.owner == current().user).group_by(Draft.form)
    found = [_draft(form, at) for form, at in list(rows_of(forms))]
    seen = (one for one in found if one.candidate is None or can_see(one.candidate))
    return tuple(sorted(seen, key=lambda one: one.at, reverse=True))


def _draft(form: str, at: datetime) -> OwnDraft:
    kind, *parts = form.split(":")
    ids = {part: key for part in parts if (key := _id(part)) is not None}
    way = "" if parts[-1] in ids else parts[-1]
    about = tuple(ids.values())
    lists = Checklist.select(Checklist.candidate)
    owns_list = Candidate.id.in_(lists.where(Checklist.id.in_(about)))
    owns_step = Candidate.id.in_(lists.join(StepRow).where(StepRow.id.in_(about)))
    people = Candidate.select(Candidate.id, Candidate.name).where(Candidate.id.in_(about) | owns_list | owns_step)
    candidate, name = next(iter(rows_of(people.limit(1))), (None, ""))
    steps = rows_of(OpenStep.select(OpenStep.step).where(OpenStep.step_id.in_(about)).limit(1))
    return OwnDraft(kind, way, at, about, candidate, name, next((title for (title,) in steps), ""))


def _id(part: str) -> UUID | None:
    with suppress(ValueError):
        return UUID(part)
    return None
