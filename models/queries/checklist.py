"""A candidate's checklist: every step in sight with what the document says of it and what is recorded on it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.lived import is_own
from models.knowledge.pack import Period, Step, StepField
from models.queries.duty_view import DutyView, duty_views
from models.queries.editions import newer_edition
from models.queries.known_values import known_values
from models.queries.not_open_yet import opened_by
from models.queries.part import is_shown, standing_in_sight, summary_in_sight
from models.queries.rows import rows_of
from models.queries.sight import is_in_sight, is_theirs
from models.queries.standing import CandidateStanding, deviations
from models.queries.warned import advice_on, warnings_of
from models.records import Candidate, Checklist, StepRow, Summary
from models.rights import current, for_everyone
from models.rules.calendar import add_months, month_name, months_between, read_iso, working_days_back
from models.rules.doubt import Expected
from models.rules.entry import terms_of
from models.rules.expected import expected_days
from models.rules.intake import intakes_to_choose
from models.rules.order import too_early
from models.rules.routine import SETTLED, Standing, State, StepStanding, binding_before, day_of, waives
from models.text import as_typed, counted, in_months, swedish_key, thousands


@dataclass(frozen=True)
class Known:
    """What the register holds of something that a step asks for, as it would be typed, and on what ground."""

    text: str
    why: str = ""


@dataclass(frozen=True)
class StepView:
    """A step as the screen and the files show it; dates are None and texts empty where nothing is recorded.

    `unsure` says what decides whether it applies at all, and `asked_at` on which steps some of that is asked. An
    `overtaken` gate came with a new version, before what was done by then. A duty that comes back has its occurrences
    in `duty`, and the date of the oldest to do in `due_on`. `known` is what the register holds already for its
    fields, by their key. `left_before` are the steps that should be done before this one and are not, `too_early`
    says that it was done before a gate was met, `warned` what else is wrong though it stops nobody, `advised` what is
    recommended before it and not done, and `cost` is what it costs to pass this gate. `opens_on` is a day to come,
    before which it is nobody's turn, and `opens_what` what that day is called. `built_on` are the days on it that
    something else is counted from: fields by their key, the ends of its period, and DONE where the day on which it is
    done makes someone an ST doctor. `expected` is what is known of those days before they are answered, for whoever
    sees everything. `intakes` are the names of those to choose from, where one applies by the step. An absence that
    began on `over_since`, or before, has by today been more than `over_days` Swedish working days.

    `mine` and `passable` say whether the one who asks may record on it, and pass it unmet. Where its answers, its notes
    and who did it are `withheld` from them, those are empty without being so, and it has neither `fields` nor `duty`.
    """

    id: UUID
    version: int
    key: str
    title: str
    phase: str
    role: str
    ours: bool
    force: str
    gate: bool
    statement: bool
    overtaken: bool
    own: bool
    mine: bool
    passable: bool
    withheld: bool
    standing: Standing
    opens_on: date | None
    opens_what: str
    state: str
    blocked_by: str
    since: date | None
    due_on: date | None
    due_what: str
    unsure: tuple[str, ...]
    asked_at: tuple[str, ...]
    rule: str
    where: str
    krav: tuple[str, ...]
    contact: str
    has_letter: bool
    fields: tuple[StepField, ...]
    period: Period | None
    over_days: int | None
    over_since: date | None
    progress: str
    done_on: date | None
    by: str
    note: str
    reason: str
    waiting_since: date | None
    remind_on: date | None
    from_on: date | None
    to_on: date | None
    answers: Mapping[str, object]
    known: Mapping[str, Known]
    duty: DutyView | None
    left_before: tuple[str, ...]
    too_early: str
    warned: tuple[str, ...]
    advised: tuple[str, ...]
    cost: str
    built_on: frozenset[str]
    expected: Mapping[str, Expected]
    intakes: tuple[str, ...]

    def against(self, field: str) -> Known | None:
        """What the register holds of a field, where that is something else than what is answered."""
        known, answer = self.known.get(field), self.answers.get(field)
        same = known is None or answer is None or "".join(as_typed(answer).split()) == "".join(known.text.split())
        return None if same else known

    def doubt(self, name: str) -> str:
        """What is known that speaks against a day that is recorded: by `from_on`, `to_on` or a field's key."""
        day = {"from_on": self.from_on, "to_on": self.to_on}.get(name) or read_iso(self.answers.get(name))
        return self.expected[name].doubt(day) if name in self.expected else ""

    @property
    def can_be_set_aside(self) -> bool:
        """Whether it can be set as not applicable: of gates one that is overtaken, by whoever may pass it."""
        return not self.gate or (self.overtaken and self.passable)


@dataclass(frozen=True)
class ChecklistView:
    """A candidate's checklist on the route that is being followed.

    `newer` is the version of the routine's present edition, where that is another than the checklist's own.
    """

    candidate: UUID
    name: str
    route: str
    region: str
    pack_version: str
    started_on: date
    steps: tuple[StepView, ...]
    done: int
    total: int
    newer: str


@dataclass(frozen=True)
class ChecklistName:
    """Somebody who has a checklist, for walking from one to the next."""

    candidate: UUID
    name: str


@for_everyone
def checklist_names() -> tuple[ChecklistName, ...]:
    """Everybody in sight with a checklist who is not in the archive, in Swedish order of name."""
    people = Candidate.select(Candidate.id, Candidate.name).join(Checklist).switch(Candidate).join(Summary)
    query = people.where(Checklist.active, is_in_sight())
    return tuple(sorted((ChecklistName(*row) for row in rows_of(query)), key=lambda one: swedish_key(one.name)))


@for_everyone
def checklist_view(candidate: UUID, today: date) -> ChecklistView | None:
    """A candidate's checklist; None where no route has begun, or nothing of it is in sight."""
    standing = standing_in_sight(candidate, today)
    if standing is None or standing.pack is None or standing.route is None or standing.started_on is None:
        return None
    if not standing.steps:
        return None
    summary, duties = summary_in_sight(standing), duty_views(standing, today)
    known = known_values(standing, today)
    warned = warnings_of(standing) if current().sees_all else {}
    return ChecklistView(
        candidate,
        Candidate.get_by_id(candidate).name,
        standing.route.title,
        standing.pack.name,
        standing.pack.version,
        standing.started_on,
        tuple(
            step_view(item, standing, today, duties.get(item.step.key), known, warned=warned.get(item.step.key, ()))
            for item in standing.steps
        ),
        summary.steps_done,
        summary.steps_total,
        _newer(standing.edition) if current().sees_all else "",
    )


def _newer(digest: str) -> str:
    newer = newer_edition(digest)
    return "" if newer is None else newer[1].version


def step_view(
    item: StepStanding,
    standing: CandidateStanding,
    today: date,
    duty: DutyView | None = None,
    known: Mapping[str, str] | None = None,
    *,
    warned: tuple[str, ...] = (),
) -> StepView:
    """A step with its standing, its document and its record."""
    pack, step, row = standing.pack, item.step, standing.rows[item.step.key]
    assert pack is not None  # noqa: S101  a step comes from a pack
    role, gate = pack.roles[step.role], item.blocked_by
    theirs, everything = is_theirs(step, standing), current().sees_all
    duty = duty if theirs else None
    recorded = {name: getattr(row, name) for name in _RECORDED}
    opens_on = item.opens_on if item.opens_on and item.opens_on > today else None
    return StepView(
        id=row.id,
        version=row.version,
        key=step.key,
        title=step.title,
        phase=next(phase.title for phase in pack.phases if phase.key == step.phase),
        role=role.name,
        ours=role.at_clinic and theirs,
        force=step.force.value,
        gate=step.gate,
        statement=step.statement,
        overtaken=step.key in standing.overtaken,
        own=is_own(step),
        mine=everything or (theirs and not waives(step, {State(row.state)})),
        passable=everything and step.gate,
        withheld=not theirs,
        standing=Standing.LATER if opens_on and item.standing is Standing.READY else item.standing,
        opens_on=opens_on,
        opens_what="" if opens_on is None else opened_by(step, pack),
        state=row.state,
        blocked_by=f"{_title(gate, standing)} ({pack.roles[gate.role].name})" if gate else "",
        since=item.since,
        due_on=item.due_on if duty is None else duty.to_do[0].due_on,
        due_what=item.due_what,
        unsure=tuple(f"{'om' if fact in step.applies else 'inte om'} {pack.fact(fact)}" for fact in item.unsure)
        if everything
        else (),
        asked_at=tuple(pack.by_key[key].title for key in _asked_at(item) if key in pack.by_key) if everything else (),
        rule=step.rule,
        where=pack.where(step),
        krav=step.krav,
        contact=_contact(step, standing),
        has_letter=everything and step.letter is not None,
        fields=step.fields if theirs else (),
        period=step.period,
        over_days=step.over_working_days,
        over_since=_over_since(step, today),
        progress=_progress(step.period, row, today),
        **(recorded if theirs else recorded | _WITHHELD),
        known=_known_of(row, item, standing, known or {}) if theirs else {},
        duty=duty,
        left_before=_left_before(item, standing),
        too_early=_too_early(item, standing) if everything else "",
        warned=warned,
        advised=advice_on(item, standing) if everything else (),
        cost=" ".join(deviations(standing)) if step.gate and everything else "",
        built_on=_built_on(step, standing),
        expected=expected_days(item, standing.steps, read_iso((known or {}).get("planerad_start")))
        if everything
        else {},
        intakes=_intakes(step, standing, today) if theirs else (),
    )


def _intakes(step: Step, standing: CandidateStanding, today: date) -> tuple[str, ...]:
    intake = None if standing.pack is None else standing.pack.intake_by(step.key)
    if intake is None:
        return ()
    employed_on = day_of(intake.after or "", {item.step.key: item.mark for item in standing.steps})
    return tuple(map(month_name, intakes_to_choose(terms_of(intake), today, employed_on)))


DONE = "done_on"


def _built_on(step: Step, standing: CandidateStanding) -> frozenset[str]:
    pack, route = standing.pack, standing.route
    days = frozenset() if pack is None else {name for name in step.answers if f"{step.key}.{name}" in pack.built_on}
    return frozenset(days | ({DONE} if route is not None and route.becomes_st == step.key else set()))


def _title(gate: Step, standing: CandidateStanding) -> str:
    return gate.title if is_shown(gate, standing) else "ett tidigare steg"


def _known_of(
    row: StepRow, item: StepStanding, standing: CandidateStanding, values: Mapping[str, str]
) -> dict[str, Known]:
    """What is known of each field that anything is known of, by its key."""
    found = {one.key: _known(one, standing, values, answered=one.key in row.answers) for one in item.step.fields}
    return {key: known for key, known in found.items() if known is not None}


def _known(field: StepField, standing: CandidateStanding, values: Mapping[str, str], *, answered: bool) -> Known | None:
    """What is known of a field: by the letters' values, by a fact, or by how many are listed."""
    if field.min_listed is not None:
        enough = standing.listed >= field.min_listed
        return Known("ja" if enough else "nej", f"{thousands(standing.listed)} listade")
    fact = standing.facts.get(field.fact or "")
    if fact is not None:
        return Known("ja" if fact else "nej")
    today = field.value == "idag" and answered  # the day of the answer was another one's today
    text = "" if today else values.get(field.value or "", "")
    return Known(text) if text else None


def _over_since(step: Step, today: date) -> date | None:
    """The latest day from which an absence has by today become longer than the step says (VML18)."""
    number = step.over_working_days
    return None if number is None else working_days_back(today, number + 1)


def _left_before(item: StepStanding, standing: CandidateStanding) -> tuple[str, ...]:
    """What must be done before an open step and is not, though it does not block it."""
    if not item.step.ticked or item.mark.state in SETTLED:
        return ()
    before = binding_before(standing.steps, item.step.key)
    return tuple(one.step.title for one in before if one.mark.state not in SETTLED)


def _too_early(item: StepStanding, standing: CandidateStanding) -> str:
    early = too_early(item, standing.steps)
    if early is None:
        return ""
    return f"Gjort i fel ordning: {early.begun_on}, men ”{early.gate.title}” blev klart först {early.met_on}."


def _asked_at(item: StepStanding) -> tuple[str, ...]:
    """The steps whose questions decide whether it applies, and are not answered yet."""
    return tuple(dict.fromkeys(fact.partition(".")[0] for fact in item.unsure if "." in fact))


def _contact(step: Step, standing: CandidateStanding) -> str:
    """Who to turn to: the role, its mailbox, and the person who has been chosen for it."""
    if step.contact is None or standing.pack is None:
        return ""
    role, person = standing.pack.roles[step.contact], standing.people.get(step.contact)
    ways = () if person is None else (person.name, person.email, person.phone)
    return ", ".join(filter(None, (role.name, role.mailbox, role.phone, *ways)))


_RECORDED = (
    *("done_on", "by", "note", "reason", "waiting_since"),
    *("remind_on", "from_on", "to_on", "answers"),
)
_WITHHELD: dict[str, Any] = {"by": "", "note": "", "reason": "", "answers": {}}


def _progress(period: Period | None, row: StepRow, today: date) -> str:
    """How far a period has come against what the document states."""
    if period is None or row.from_on is None:
        return ""
    limits = in_months(period.min_months, period.max_months)
    stated = f", rutinen säger {limits}" if limits else ""
    if today < row.from_on:
        return f"börjar {row.from_on}{stated}"
    served = months_between(row.from_on, min(today, row.to_on or row.done_on or today))
    reached = add_months(row.from_on, period.min_months) if period.min_months else None
    note = (
        f", {counted(period.min_months or 0, 'månad', 'månader')} nås {reached}"
        if reached is not None and reached > today
        else ""
    )
    return f"{counted(served, 'månad', 'månader')} hittills{stated}{note}"
