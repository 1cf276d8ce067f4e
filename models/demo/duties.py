"""What comes back, as the demo's clinic has kept up with it: each time a few days before its last day."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.demo.story import Story
from models.demo.walk import Event
from models.knowledge.pack import Step
from models.knowledge.vocabulary import Every, Force
from models.queries.duties import terms_of
from models.rules.duties import Duty, Occurrence, occurrence
from models.rules.routine import StepStanding

_BEFORE = timedelta(days=3)
_REMEMBERED = {Every.MONTH: 4, Every.YEAR: 2}  # how many of the latest the demo tells of


@dataclass(frozen=True)
class Kept:
    """A duty's occurrence, by its number, that was done on a day."""

    day: date
    step: Step
    number: int


def kept_up(steps: Iterable[StepStanding], events: Sequence[Event], story: Story, today: date) -> Iterator[Kept]:
    """What the story's clinic has done of every duty that must be done; it is `behind` with the latest months."""
    days = {event.step.key: event.day for event in events if story.is_done(event.step.key)}
    for step in (item.step for item in steps):
        if step.every not in _REMEMBERED or step.due is None or step.force is not Force.MUST:
            continue
        start = days.get((step.due.after or "").partition(".")[0])
        if start is not None:
            yield from _kept(step, Duty(terms_of(step), start), story, today)


def _kept(step: Step, duty: Duty, story: Story, today: date) -> Iterator[Kept]:
    due = [Kept(max(one.due_on - _BEFORE, one.ready_on), step, one.number) for one in _due(duty, today)]
    monthly = step.every is Every.MONTH
    told = due[: len(due) - story.behind] if monthly else due
    yield from told[-_REMEMBERED[Every.MONTH if monthly else Every.YEAR] :]


def _due(duty: Duty, today: date) -> Iterator[Occurrence]:
    """Every occurrence that has fallen due; one that runs from the last time runs from when that was done."""
    following = occurrence(duty, duty.first)
    while following.due_on < today:
        yield following
        if duty.terms.from_last:
            duty = replace(duty, counts_from=following.due_on - _BEFORE)
        following = occurrence(duty, following.number + 1)
