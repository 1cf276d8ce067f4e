"""A step of Idag put to rest until a day, and taken back; a handledare lets their own rest."""

from datetime import date
from uuid import UUID

from models.commands.candidates import find
from models.commands.work import CHANGED, Change, Work
from models.forms.refusal import Refused
from models.forms.snooze import SnoozeForm, WakeForm
from models.queries.part import standing_in_sight
from models.queries.rows import rows_of
from models.queries.sight import is_theirs
from models.records import OpenStep, Snooze
from models.rights import current, for_everyone


@for_everyone
def snooze_step(work: Work, form: SnoozeForm) -> Change:
    """Let a step rest. A repeated first save makes no second rest. Raises Refused where the step is not to be done."""
    _is_open(form.candidate, form.step_id, work.today)
    candidate = find(form.candidate)
    title = _title(form.candidate, form.step_id)
    change = Change(f"{title} vilar till {form.until} för {candidate.name}.", form.candidate)
    same = Snooze.step_id.is_null() if form.step_id is None else Snooze.step_id == form.step_id
    old = Snooze.get_or_none((Snooze.candidate == candidate) & same)
    if old is None:
        work.add(Snooze(candidate=candidate, **form.model_dump(exclude={"candidate", "version"})))
    elif form.version is not None or old.id != form.id:
        old.until, old.note = form.until, form.note
        work.save(old, form.version or 0)
    return change


@for_everyone
def wake_step(work: Work, form: WakeForm) -> Change:
    """End a rest before its day."""
    rest = Snooze.get_or_none(Snooze.id == form.id)
    if rest is None or rest.version != form.version:
        raise Refused(CHANGED)
    _is_open(rest.candidate_id, rest.step_id, work.today)
    title = _title(rest.candidate_id, rest.step_id)
    work.remove(rest)
    return Change(f"{title} vilar inte längre för {rest.candidate.name}.", rest.candidate_id)


def _is_open(candidate: UUID, step: UUID | None, today: date) -> None:
    """Raises Refused where the step is not one that whoever is signed in may let rest."""
    if current().sees_all:
        return
    standing = standing_in_sight(candidate, today)
    mine = () if standing is None else [item.step.key for item in standing.steps if is_theirs(item.step, standing)]
    if standing is None or all(standing.rows[key].id != step for key in mine):
        raise Refused("Du kan bara låta en handledares egna steg vila.")


def _title(candidate: UUID, step: UUID | None) -> str:
    same = OpenStep.step_id.is_null() if step is None else OpenStep.step_id == step
    for (title,) in rows_of(OpenStep.select(OpenStep.step).where(OpenStep.candidate == candidate, same)):
        return str(title)
    raise Refused("Steget är inte längre att göra.")
