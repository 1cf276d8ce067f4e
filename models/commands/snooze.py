"""A step of Idag put to rest until a day, and taken back."""

from uuid import UUID

from models.commands.candidates import find
from models.commands.work import CHANGED, Change, Work
from models.forms.refusal import Refused
from models.forms.snooze import SnoozeForm, WakeForm
from models.queries.rows import rows_of
from models.records import OpenStep, Snooze


def snooze_step(work: Work, form: SnoozeForm) -> Change:
    """Let a step rest. A repeated first save makes no second rest. Raises Refused where the step is not to be done."""
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


def wake_step(work: Work, form: WakeForm) -> Change:
    """End a rest before its day."""
    rest = Snooze.get_or_none(Snooze.id == form.id)
    if rest is None or rest.version != form.version:
        raise Refused(CHANGED)
    title = _title(rest.candidate_id, rest.step_id)
    work.remove(rest)
    return Change(f"{title} vilar inte längre för {rest.candidate.name}.", rest.candidate_id)


def _title(candidate: UUID, step: UUID | None) -> str:
    same = OpenStep.step_id.is_null() if step is None else OpenStep.step_id == step
    for (title,) in rows_of(OpenStep.select(OpenStep.step).where(OpenStep.candidate == candidate, same)):
        return str(title)
    raise Refused("Steget är inte längre att göra.")
