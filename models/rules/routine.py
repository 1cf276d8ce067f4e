"""Where each step of a checklist stands, what hinders now, and when it is late.

Settled means done, passed by the chief, or not applicable. A step waits for the steps in its `after`; one that is not
on the list, or is never ticked, is passed through to what it waited for itself. An unsettled gate blocks everything
behind it.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.knowledge.pack import Pack, Route, Step
from models.knowledge.pack_time import Due
from models.knowledge.vocabulary import Every, Force
from models.rules.calendar import add_months, read_iso
from models.rules.deadline import OWN_REMINDER, STATED_LIMIT, day_before, due_day
from models.rules.profile import Facts, holds
from models.text import in_months


class State(StrEnum):
    """What people have said of a step."""

    OPEN = "open"
    WAITING = "waiting"
    DONE = "done"
    PASSED = "passed"
    NOT_APPLICABLE = "not_applicable"


class Standing(StrEnum):
    """How a step stands when everything around it is weighed in."""

    DONE = "klart"
    PASSED = "spärr passerad"
    NOT_APPLICABLE = "ej aktuellt"
    WAITING = "väntar"
    READY = "att göra"
    LATER = "senare"
    BLOCKED = "spärrat"
    RECURRING = "återkommer"
    INFO = "att veta"


SETTLED = frozenset({State.DONE, State.PASSED, State.NOT_APPLICABLE})


@dataclass(frozen=True)
class Mark:
    """A step as it is recorded: its state, and the dates and answers that came with it.

    `asked_on` is the day from which a new edition asks for it, where the first did not.
    """

    state: State = State.OPEN
    done_on: date | None = None
    waiting_since: date | None = None
    remind_on: date | None = None
    from_on: date | None = None
    to_on: date | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    asked_on: date | None = None


_UNMARKED = Mark()


@dataclass(frozen=True)
class StepStanding:
    """A step and how it stands; `unsure` names the unknown facts that decide whether it applies at all.

    `waits` are the keys of the steps on the list that it really waits for. `counts_from` is the day that a duty which
    comes back is counted from, once it is known. `opens_on` is the day from which it is an open step's turn.
    """

    step: Step
    mark: Mark
    standing: Standing
    blocked_by: Step | None = None
    since: date | None = None
    due_on: date | None = None
    due_what: str = ""
    unsure: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()
    counts_from: date | None = None
    opens_on: date | None = None

    @property
    def until(self) -> date | None:
        """The last day of a period that has begun: its own end, or what the document asks at least; else None."""
        period, mark = self.step.period, self.mark
        if period is None or mark.from_on is None:
            return None
        stated = period.min_months or period.max_months
        return mark.to_on or (add_months(mark.from_on, stated) if stated else None)


@dataclass(frozen=True)
class _Walk:
    """The steps that are on the list, by key, with what each one really waits for."""

    steps: Mapping[str, Step]
    marks: Mapping[str, Mark]
    waits: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def mark(self, key: str) -> Mark:
        return self.marks.get(key, _UNMARKED)

    def settled(self, key: str) -> bool:
        return self.mark(key).state in SETTLED


def stand(steps: Sequence[Step], facts: Facts, marks: Mapping[str, Mark], started_on: date) -> tuple[StepStanding, ...]:
    """How every step of a route stands for a candidate with these facts, in the pack's order.

    A step that is already settled stays on the list even if the facts no longer ask for it.
    """
    listed = {
        step.key: step
        for step in steps
        if holds(facts, step.applies, step.unless) is not False or marks.get(step.key, _UNMARKED).state in SETTLED
    }
    all_steps = {step.key: step for step in steps}
    walk = _Walk(
        listed, marks, {key: tuple(dict.fromkeys(_waits(step, all_steps, listed))) for key, step in listed.items()}
    )
    return tuple(_standing(step, walk, facts, started_on) for step in listed.values())


def _waits(step: Step, all_steps: Mapping[str, Step], listed: Mapping[str, Step]) -> Iterator[str]:
    for key in step.after:
        if key in listed and listed[key].ticked:
            yield key
        elif key in all_steps:
            yield from _waits(all_steps[key], all_steps, listed)


def _standing(step: Step, walk: _Walk, facts: Facts, started_on: date) -> StepStanding:
    mark = walk.mark(step.key)
    unsettled = [key for key in walk.waits[step.key] if not walk.settled(key)]
    gate = _gate_before(step.key, walk)
    due_on, due_what = _due(step, mark, walk, started_on)
    opens_on = None if mark.state in SETTLED else _begins(step, mark) or _opens_on(step, walk.marks)
    counts_from = None if unsettled else _counts_from(step, walk, started_on)
    if not step.ticked:
        standing = Standing.INFO if counts_from is None else Standing.RECURRING
    elif mark.state in SETTLED:
        standing = _SETTLED_STANDING[mark.state]
    elif gate is not None:
        standing = Standing.BLOCKED
    elif mark.state is State.WAITING:
        standing = Standing.WAITING
    else:
        standing = Standing.LATER if unsettled else Standing.READY
    return StepStanding(
        step,
        mark,
        standing,
        blocked_by=gate if standing is Standing.BLOCKED else None,
        since=max(_since(step, walk, started_on), opens_on or date.min),
        due_on=None if standing in _NEVER_LATE else due_on,
        due_what=due_what,
        unsure=tuple(fact for fact in (*step.applies, *step.unless) if facts.get(fact) is None),
        waits=walk.waits[step.key],
        counts_from=counts_from,
        opens_on=opens_on,
    )


_SETTLED_STANDING = {
    State.DONE: Standing.DONE,
    State.PASSED: Standing.PASSED,
    State.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
}
_NEVER_LATE = {Standing.DONE, Standing.NOT_APPLICABLE, Standing.RECURRING, Standing.INFO}


def _gate_before(key: str, walk: _Walk) -> Step | None:
    """The first unsettled gate that the step waits for, near or far; None where the way is open."""
    seen: set[str] = set()
    found: list[Step] = []
    stack = list(walk.waits[key])
    while stack:
        other = stack.pop()
        if other in seen:
            continue
        seen.add(other)
        if walk.steps[other].gate and not walk.settled(other):
            found.append(walk.steps[other])
        stack.extend(walk.waits[other])
    order = list(walk.steps) if found else []
    return min(found, key=lambda step: order.index(step.key), default=None)


def _since(step: Step, walk: _Walk, started_on: date) -> date:
    """Since when it has been this step's turn: when it began to wait, or when the last step before it was settled.

    Never before it was asked for.
    """
    mark = walk.mark(step.key)
    if mark.waiting_since is not None:
        return mark.waiting_since
    settled = (day for key in walk.waits[step.key] if (day := walk.mark(key).done_on))
    return max(max(settled, default=started_on), mark.asked_on or started_on)


def _due(step: Step, mark: Mark, walk: _Walk, started_on: date) -> tuple[date | None, str]:
    """The earliest of the own reminder, the document's time limit, and the end of the period."""
    dates: list[tuple[date, str]] = []
    if mark.remind_on is not None:
        dates.append((mark.remind_on, OWN_REMINDER))
    if mark.state is State.PASSED:  # the routine's own limits are passed by with the gate; what is missing is not
        return min(dates, default=(None, ""))
    if step.due is not None:
        limit = _limit(step.due, walk, started_on)
        if limit is not None:
            dates.append((limit, STATED_LIMIT))
    if mark.to_on is not None:
        dates.append((mark.to_on, "slutdatum"))
    if step.period is not None and step.period.max_months and mark.from_on is not None:
        dates.append((add_months(mark.from_on, step.period.max_months), in_months(None, step.period.max_months)))
    return min(dates, default=(None, ""))


def _limit(due: Due, walk: _Walk, started_on: date) -> date | None:
    """The last day; None until the day that it is counted from, or comes before, is known."""
    if due.before is not None:
        day = day_of(due.before, walk.marks)
        return None if day is None else day_before(due, day)
    start = _start_of(due, walk, started_on)
    return None if start is None else due_day(due, start)


def _start_of(due: Due, walk: _Walk, started_on: date) -> date | None:
    """The day that a time limit is counted from; None until it is known."""
    return started_on if due.after == "start" else day_of(due.after or "", walk.marks)


def _counts_from(step: Step, walk: _Walk, started_on: date) -> date | None:
    """The day that a duty which comes back by the calendar is counted from; what does not apply begins nothing."""
    if step.due is None or step.every not in {Every.MONTH, Every.YEAR}:
        return None
    if walk.mark((step.due.after or "").partition(".")[0]).state is State.NOT_APPLICABLE:
        return None
    return _start_of(step.due, walk, started_on)


def _begins(step: Step, mark: Mark) -> date | None:
    """The first day of the step's own period: what is said of it goes before what other steps let one expect."""
    return None if step.period is None else mark.from_on


def _opens_on(step: Step, marks: Mapping[str, Mark]) -> date | None:
    if step.opens is None:
        return None
    last = day_of(step.opens.after or "", marks)
    return day_of(step.opens.on or "", marks) if last is None else last + timedelta(days=1)


def day_of(answer: str, marks: Mapping[str, Mark]) -> date | None:
    """The day on which a step was done (`anstall`), that was answered on it (`anstall.dag`), or that its period begins
    or ends (`prova.from`, `prova.to`); None before that.
    """
    key, _dot, name = answer.partition(".")
    mark = marks.get(key, _UNMARKED)
    if not name:
        return mark.done_on
    ends = {"from": mark.from_on, "to": mark.to_on}
    return read_iso(mark.answers.get(name)) or ends.get(name)


def hindrance(standings: Sequence[StepStanding], today: date | None = None) -> StepStanding | None:
    """What hinders now: the first step that is a gate or a must, is not settled, and whose turn it is.

    On a day, one that opens later hinders only where nothing else does.
    """
    turn = {Standing.READY, Standing.WAITING}
    hindering = [item for item in standings if item.standing in turn and item.step.binding]
    is_open = (item for item in hindering if today is None or item.opens_on is None or item.opens_on <= today)
    return next(is_open, next(iter(hindering), None))


def turns(standings: Sequence[StepStanding], phases: Container[str] = ()) -> tuple[StepStanding, ...]:
    """What somebody should act on now: gates and musts whose turn it is, what is recommended in these phases, and
    whatever has a date set.
    """
    return tuple(
        item
        for item in standings
        if item.due_on is not None
        or (item.standing in {Standing.READY, Standing.WAITING} and (item.step.binding or _advised(item.step, phases)))
    )


def _advised(step: Step, phases: Container[str]) -> bool:
    return step.force is Force.SHOULD and step.phase in phases


def lacking(item: StepStanding) -> tuple[str, ...]:
    """What a gate that was passed demands and has not got: the labels of its fields."""
    demanded = (field for field in item.step.fields if field.force is Force.MUST)
    return tuple(field.label for field in demanded if item.mark.answers.get(field.key) is None)


def whose_turn(item: StepStanding, pack: Pack) -> str:
    """Whose move it is, by the name of their role: where the clinic has asked and waits, whoever it has turned to."""
    role, contact = pack.roles[item.step.role], item.step.contact
    if item.standing is not Standing.WAITING or not role.at_clinic:
        return role.name
    return f"{role.name} väntar" if contact is None else pack.roles[contact].name


def binding_before(standings: Sequence[StepStanding], key: str) -> tuple[StepStanding, ...]:
    """Everything on the list that a step there waits for, near and far, and that is a gate or a must."""
    by_key = {item.step.key: item for item in standings}
    found: set[str] = set()
    stack = list(by_key[key].waits)
    while stack:
        if (other := stack.pop()) in by_key and other not in found:
            found.add(other)
            stack.extend(by_key[other].waits)
    return tuple(item for item in standings if item.step.key in found and item.step.binding)


def waives(step: Step, states: Container[State]) -> bool:
    """Whether one of the states lets a gate be without what it asks for: that is for the chief to decide."""
    return State.PASSED in states or (step.gate and State.NOT_APPLICABLE in states)


def st_since(route: Route, marks: Mapping[str, Mark]) -> date | None:
    """Since when someone is an ST doctor, or is to be: the day that the route's own step for it was done, or the day
    that is answered on it; never by a gate that was just passed.
    """
    mark = marks.get(route.st_step, _UNMARKED)
    return (day_of(route.becomes_st, marks) or mark.done_on) if mark.state is State.DONE else None
