"""A step of a checklist: done, waiting, passed, not applicable, or open again."""

from collections.abc import Mapping, Set
from datetime import date, timedelta
from uuid import UUID

from models.commands.rests import end_rest
from models.commands.work import Change, Work
from models.forms.checklist import StepForm, read_answers
from models.forms.refusal import Refused
from models.knowledge.pack import Period, Step
from models.knowledge.vocabulary import OWN_STEP, SUPERVISOR, Force
from models.queries.editions import edition
from models.queries.part import is_shown, standing_in_sight
from models.queries.sight import is_theirs
from models.queries.standing import CandidateStanding, standing_of
from models.queries.warned import warnings_of
from models.records import Candidate, Checklist, StepRow
from models.records.base import row_with
from models.rights import Session, for_everyone
from models.rules.calendar import add_months
from models.rules.demands import unmet
from models.rules.entry import terms_of
from models.rules.routine import SETTLED, State, StepStanding, waives
from models.rules.warned import is_weighed
from models.text import in_months

_DAY = timedelta(days=1)
_SAID = {
    State.OPEN: "öppnades igen",
    State.WAITING: "väntar",
    State.DONE: "klart",
    State.PASSED: "spärr passerad",
    State.NOT_APPLICABLE: "ej aktuellt",
}


@for_everyone
def record_step(work: Work, form: StepForm) -> Change:
    """Record where a step stands; a handledare records their own, of those who are here.

    Raises Refused where a gate blocks it, or what the document demands is missing.
    """
    row = row_with(StepRow, "id", form.step)
    if row is None:
        raise Refused("Steget finns inte längre.")
    checklist = row_with(Checklist, "id", row.checklist_id)
    standing = None if checklist is None else standing_in_sight(checklist.candidate_id, work.today)
    place = None if standing is None else next((item for item in standing.steps if item.step.key == row.key), None)
    if checklist is None or standing is None or place is None or not checklist.active:
        raise Refused("Steget hör inte längre till kandidatens checklista.")
    state = State(form.state)
    _is_open_to(work.session, {state, State(row.state)}, place.step, standing)
    _allow(state, form, place, standing, work.today)

    old_state = State(row.state)
    done = state is State.DONE
    pack = standing.pack
    intake = None if pack is None else pack.intake_by(place.step.key)
    terms = None if intake is None else terms_of(intake)
    row.answers = read_answers(place.step.fields, form.answers, work.today, complete=done, intake=terms)
    if done and not form.reason:
        _demand(place.step, row.answers)
    row.state, row.note = state.value, form.note
    row.from_on, row.to_on = form.from_on, form.to_on
    settled = state in SETTLED
    row.done_on = (form.done_on or work.today) if settled else None
    passed = state is State.PASSED  # whoever passes a gate did not do what it asks for
    row.by = (form.by or (work.actor if passed else doer(place, standing, work.session))) if settled else ""
    row.reason = form.reason if settled else ""
    row.waiting_since = (form.waiting_since or work.today) if state is State.WAITING else None
    row.remind_on = form.remind_on if passed or not settled else None  # what a passed gate asks for is still to come
    row.pack_id = _edition(row, checklist, settled=settled)
    work.save(row, form.version)
    if settled:
        end_rest(work, row.id)
    said = _said(place, state, old_state, row)
    if done and old_state is not state and standing.route is not None and row.key == standing.route.st_step:
        said += _becomes_st(checklist.candidate_id, work.today)
    set_aside = state is not old_state and state in {State.PASSED, State.NOT_APPLICABLE}
    why = f"Skäl: {row.reason}" if set_aside and row.reason else ""
    opened_again = state is State.OPEN and old_state in SETTLED
    weighed = work.session.sees_all and pack is not None and is_weighed(place.step, pack)
    warned = _warned(checklist.candidate_id, row.key, work.today) if weighed and not opened_again else ""
    return Change(said, checklist.candidate_id, why=why, warned=warned)


def _warned(candidate: UUID, step: str, today: date) -> str:
    """What is to be said on a step now that it is saved."""
    standing = standing_of(candidate, today)
    return "" if standing is None else "\n".join(warnings_of(standing).get(step, ()))


def _becomes_st(candidate: UUID, today: date) -> str:
    name, standing = Candidate.get_by_id(candidate).name, standing_of(candidate, today)
    since = None if standing is None else standing.st_since
    return f" {name} blir ST-läkare {since}." if since is not None and since > today else f" {name} är nu ST-läkare."


def _edition(row: StepRow, checklist: Checklist, *, settled: bool) -> str | None:
    """The edition that the step is read in from now on: one that is open again is read in the checklist's own."""
    if row.key.startswith(OWN_STEP):
        return None
    if settled:
        return row.pack_id or checklist.pack_id
    own = edition(checklist.pack_id).steps_of(checklist.route)
    return None if any(step.key == row.key for step in own) else row.pack_id


def doer(place: StepStanding, standing: CandidateStanding, session: Session) -> str:
    """Who did it, where nobody is named: the person chosen for the role, the role outside the clinic, else the actor.

    A handledare records what they have done themselves. Who recorded it stands in the log.
    """
    role = place.step.role
    if role in standing.people and session.sees_all:
        return standing.people[role].name
    outside = standing.pack is not None and not standing.pack.roles[role].at_clinic
    return standing.pack.roles[role].name if outside and standing.pack is not None else session.name


def require_theirs(step: Step, standing: CandidateStanding) -> None:
    """Raises Refused where a step is not one that whoever is signed in may record."""
    if is_theirs(step, standing):
        return
    if not step.statement:
        raise Refused("Det här steget är inte en handledares att markera. Tala med chefen.")
    own = standing.people.get(SUPERVISOR)
    whose = "som inte är vald än" if own is None else own.name
    raise Refused(f"Utlåtandet gör kandidatens egen handledare, {whose}. Är det du: be chefen ange det.")


def _is_open_to(session: Session, states: Set[State], step: Step, standing: CandidateStanding) -> None:
    """Raises Refused where whoever is signed in may not record these states, the new one and the old, on a step."""
    require_theirs(step, standing)
    if waives(step, states) and not session.sees_all:
        raise Refused("Bara chefen passerar en spärr, och öppnar den igen.")


def _allow(state: State, form: StepForm, place: StepStanding, standing: CandidateStanding, today: date) -> None:
    step = place.step
    if not step.ticked:
        raise Refused("Det här är något att veta eller att fortsätta med, inget att markera.")
    if state in {State.DONE, State.PASSED} and place.blocked_by is not None and standing.pack is not None:
        gate = place.blocked_by
        who = standing.pack.roles[gate.role].name
        title = f"”{gate.title}”" if is_shown(gate, standing) else "ett tidigare steg"
        raise Refused(f"Spärrat: först måste {title} vara klart ({who}).")
    if state is State.PASSED and not step.gate:
        raise Refused("Steget är ingen spärr. Markera det som klart eller ej aktuellt.")
    if state is State.NOT_APPLICABLE and step.gate and step.key not in standing.overtaken:
        raise Refused("En spärr kan inte sättas som ej aktuell. Chefen kan passera den med ett skäl.")
    if state is State.DONE and step.period is not None:
        _has_begun(form, today)
        if step.force is Force.MUST:
            _allow_period(form, step.period, today)


def _has_begun(form: StepForm, today: date) -> None:
    """A period that is planned is not done, and none is done on a day before it began."""
    if form.from_on is not None and form.from_on > today:
        planned = f"Perioden börjar {form.from_on}: den är planerad, inte klar."
        raise Refused({"state": f"{planned} Låt läget vara öppet."})
    if form.from_on is not None and form.done_on is not None and form.done_on < form.from_on:
        raise Refused({"done_on": f"Dagen ligger före periodens början, {form.from_on}."})


def _allow_period(form: StepForm, period: Period, today: date) -> None:
    """A period that the document demands needs its dates; one shorter or longer than stated needs a reason too.

    Only what has been served counts, not what is planned.
    """
    end = min(form.to_on or date.max, form.done_on or today)
    if form.from_on is None:
        raise Refused({"from_on": "Ange när perioden började."})
    # The last day counts: the first to the thirtieth of November is a month.
    too_short = period.min_months is not None and end + _DAY < add_months(form.from_on, period.min_months)
    too_long = period.max_months is not None and end > add_months(form.from_on, period.max_months)
    if (too_short or too_long) and not form.reason:
        word, stated = "kortare" if too_short else "längre", in_months(period.min_months, period.max_months)
        raise Refused({"reason": f"Perioden är {word} än rutinens {stated}. Skriv varför den ändå är klar."})


def _demand(step: Step, answers: Mapping[str, object]) -> None:
    """What the document demands of the answers together: short of it the step needs a reason."""
    faults = {f"answers.{key}": text for key, text in unmet(step, answers).items()}
    if faults:
        raise Refused(faults | {"": "Är steget klart ändå: skriv varför under Skäl."})


def _said(place: StepStanding, state: State, old_state: State, row: StepRow) -> str:
    title = place.step.title
    if state is old_state is State.OPEN:
        return f"{title}: sparat, men inte klart än."
    if state is old_state:
        return f"{title}: uppgifterna ändrades."
    if state is State.WAITING:
        return f"{title}: väntar sedan {row.waiting_since}."
    if state is State.DONE:
        return f"{title}: klart {row.done_on} ({row.by})."
    return f"{title}: {_SAID[state]}."
