"""What the register knows of each day that a step asks for, before anybody has answered."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from models.knowledge.vocabulary import PLACEHOLDERS, FieldKind
from models.rules.calendar import read_iso
from models.rules.doubt import Expected
from models.rules.routine import Mark, State, StepStanding, binding_before, day_of


def expected_days(
    item: StepStanding, standings: Sequence[StepStanding], planned_start: date | None
) -> dict[str, Expected]:
    """What is known of each day that a step asks for, of its period by `from_on` and `to_on`, else by the field's key.

    A day that always has been (`past`) is the last that was; it is only held against the day that the step opens by.
    """
    step = item.step
    opening = [*_opening(item, standings)]
    after_all, after_opening = _latest([*_gates_before(item, standings), *opening]), _latest(opening)
    found = {} if step.period is None else {name: Expected(None, "", *after_all) for name in PERIOD}
    for field in step.fields:
        if field.kind is FieldKind.DATE and field.past and field.value is None:
            found[field.key] = Expected(None, "", *after_opening)
        elif field.kind is FieldKind.DATE and not field.past:
            starts = planned_start if field.value == EMPLOYED else None
            near = starts or read_iso(item.mark.answers.get(field.key))
            found[field.key] = Expected(near, PLACEHOLDERS["planerad_start"] if starts else "", *after_all)
    return found


def _latest(bounds: Iterable[tuple[date, str]]) -> tuple[date | None, str]:
    return max(bounds, default=(None, ""), key=lambda bound: bound[0] or date.min)


PERIOD = ("from_on", "to_on")
EMPLOYED = "anstallningsdag"


def _gates_before(item: StepStanding, standings: Iterable[StepStanding]) -> Iterator[tuple[date, str]]:
    """The last day that stands on each gate that is done before the step, or else the day on which it was done."""
    for gate in binding_before(tuple(standings), item.step.key):
        if gate.step.gate and gate.mark.state is State.DONE:
            days = [(day, field.label) for field in gate.step.fields if (day := _answered(gate.mark, field.key))]
            if days or gate.mark.done_on is not None:
                yield max(days) if days else (gate.mark.done_on or date.min, gate.step.title)


def _answered(mark: Mark, key: str) -> date | None:
    return read_iso(mark.answers.get(key))


def _opening(item: StepStanding, standings: Iterable[StepStanding]) -> Iterator[tuple[date, str]]:
    """The day that the routine opens the step by."""
    opens = item.step.opens
    if opens is None:
        return
    marks: Mapping[str, Mark] = {one.step.key: one.mark for one in standings}
    steps = {one.step.key: one.step for one in standings}
    answer = opens.on or opens.after or ""
    key, _dot, name = answer.partition(".")
    day = day_of(answer, marks)
    if day is not None and key in steps:
        yield day, steps[key].answers.get(name, steps[key].title)
