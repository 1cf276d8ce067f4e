"""The clinic's own steps on top of its region's routine: added to checklists, changed, and taken away."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from models.commands.rests import end_rest
from models.commands.routes import has_its_place, rows_of
from models.commands.work import CHANGED, Change, Work
from models.forms.own_step import OwnStepForm
from models.forms.refusal import Refused
from models.queries.editions import added_steps, edition, pack_as_lived
from models.records import Candidate, Checklist, OwnStep, StepRow
from models.rights import for_chiefs
from models.rules.routine import SETTLED


@for_chiefs
def save_own_step(work: Work, form: OwnStepForm) -> Change:
    """Add a step of the clinic's own, change one, or take one away. A repeated first save makes no second step.

    Where one that is taken away is settled it stays, as it was done. Raises Refused where its place is gone.
    """
    if form.version is None:
        return _add(work, form)
    own = OwnStep.get_or_none(OwnStep.id == form.id)
    if own is None:
        raise Refused(CHANGED)
    own.title, own.rule, own.role, own.force = form.title, form.rule, form.role, form.force
    own.archived = form.archived
    work.save(own, form.version)
    if not form.archived:
        return Change(f"Ändrade vårdcentralens eget steg: {form.title}.", everyone=True)
    for row in list(StepRow.select().where(StepRow.key == own.key)):
        if row.state not in SETTLED:
            end_rest(work, row.id)
            work.remove(row)
    return Change(f"Tog bort vårdcentralens eget steg: {form.title}.", everyone=True)


def _add(work: Work, form: OwnStepForm) -> Change:
    change = Change(f"Lade till ett eget steg: {form.title}.", everyone=True)
    if OwnStep.get_or_none(OwnStep.id == form.id) is not None:
        return change
    checklist = Checklist.get_or_none(Checklist.id == form.checklist)
    if checklist is None:
        raise Refused(CHANGED)
    pack = pack_as_lived(checklist.pack_id, rows_of(checklist), added_steps())
    behind = pack.by_key.get(form.behind)
    if behind is None or form.role not in pack.roles:
        raise Refused(CHANGED)
    own = OwnStep(
        **form.model_dump(include={"id", "behind", "title", "rule", "role", "force"}),
        region=pack.code,
        phase=behind.phase,
        added_on=work.today,
        added_by=work.actor,
    )
    work.add(own)
    others = [other for other in _followed(pack.code) if other.id != checklist.id]
    _give(work, own, checklist, past=True)  # it was asked for there, wherever that person has come
    for other in others:
        _give(work, own, other, past=form.reach == "alla")
    return change


def give_own_steps(work: Work, candidate: UUID) -> None:
    """Add the own steps that a candidate's checklist lacks and has not come past."""
    for checklist in list(Checklist.select().where(Checklist.candidate == candidate, Checklist.active)):
        region = edition(checklist.pack_id).code
        for own in OwnStep.select().where(OwnStep.region == region, ~OwnStep.archived).order_by(OwnStep.id):
            _give(work, own, checklist, past=False)


def _give(work: Work, own: OwnStep, checklist: Checklist, *, past: bool) -> None:
    """Add an own step where its place is on the checklist, and, unless `past`, not come past."""
    rows = rows_of(checklist)
    if own.key in rows or not has_its_place(own, edition(checklist.pack_id), rows.keys()):
        return
    if past or not _is_past(checklist, own, rows):
        work.add(StepRow(checklist=checklist, key=own.key))


def _followed(region: str) -> Iterator[Checklist]:
    """The checklists of a region's routine that somebody follows."""
    for checklist in list(Checklist.select().join(Candidate).where(Checklist.active, ~Candidate.archived)):
        if edition(checklist.pack_id).code == region:
            yield checklist


def _is_past(checklist: Checklist, own: OwnStep, rows: Mapping[str, StepRow]) -> bool:
    """Whether anything is settled that stands behind an own step's place."""
    steps = pack_as_lived(checklist.pack_id, rows, added_steps()).steps_of(checklist.route)
    before = [number for number, step in enumerate(steps) if step.key == own.behind]
    place = before or [number for number, step in enumerate(steps) if step.phase == own.phase]
    return any(rows[step.key].state in SETTLED for step in steps[place[-1] + 1 :])
