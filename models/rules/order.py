"""What was done before a gate that it waits for was met, by the days that are written down: told of, never refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Step
from models.knowledge.vocabulary import FieldKind
from models.rules.calendar import read_iso
from models.rules.routine import State, StepStanding, binding_before

_DATED = {FieldKind.DATE, FieldKind.PAPER}


@dataclass(frozen=True)
class TooEarly:
    """A step that was begun on `begun_on`, and the gate before it that was not met until `met_on`."""

    begun_on: date
    gate: Step
    met_on: date


def too_early(item: StepStanding, standings: Sequence[StepStanding]) -> TooEarly | None:
    """The gate that was met last of those that the step was done before; None where it was done in its turn.

    A gate that was passed has its own remark, and one that a new edition has put there could not be waited for.
    """
    begun_on = _begun_on(item)
    if begun_on is None:
        return None
    gates = (one for one in binding_before(standings, item.step.key) if one.step.gate)
    late = [(met_on, one.step) for one in gates if (met_on := _met_on(one)) is not None and met_on > begun_on]
    if not late:
        return None
    met_on, gate = max(late, key=lambda found: found[0])
    return TooEarly(begun_on, gate, met_on)


def _begun_on(item: StepStanding) -> date | None:
    """The first day of a step that is done."""
    mark, span = item.mark, item.step.span
    if mark.state is not State.DONE:
        return None
    start = None if span is None else read_iso(mark.answers.get(span.start))
    return min(filter(None, (mark.done_on, mark.from_on, start)), default=None)


def _met_on(item: StepStanding) -> date | None:
    """The day on which a gate had all that it asks for; it may have been recorded later."""
    mark = item.mark
    if mark.state is not State.DONE or mark.done_on is None or mark.asked_on is not None:
        return None
    return min(mark.done_on, max(_days_on(item), default=mark.done_on))


def _days_on(item: StepStanding) -> Iterator[date]:
    for field in item.step.fields:
        day = read_iso(item.mark.answers.get(field.key)) if field.kind in _DATED else None
        if day is not None:
            yield day
