"""Walks a route the way its pack lays it: which steps, in what order, and what a clinic writes about them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from models.demo.story import Story
from models.forms.checklist import PLACE
from models.knowledge.pack import Role, Step
from models.knowledge.vocabulary import FieldKind
from models.rules.calendar import add_months
from models.rules.routine import StepStanding

_THE_DOCTOR = ("sokande", "lakaren", "st_intressent", "st_lakare")
_KEPT_IN = "Pärm ST, flik 2"


def plan(steps: Iterable[StepStanding], story: Story) -> list[Step]:
    """The steps that the story tells of, in the order it tells them.

    That is the pack's own order, except that what is said of a step stands by its day.
    """
    told: list[tuple[int, Step]] = []
    reached, stopped = story.began, False
    for step in (item.step for item in steps if item.step.ticked):
        stopped = stopped or step.key == story.stops_at
        if said := story.said.get(step.key):
            told.append((said.ago, step))
            reached = min(reached, said.ago)
        elif not stopped:
            told.append((reached, step))
    return [step for _ago, step in sorted(told, key=lambda one: -one[0])]


def served(step: Step, since: date, day: date) -> date:
    """The day, or the later one on which the step's period has been served."""
    return day if step.period is None else max(day, add_months(since, step.period.min_months or 0))


def step_values(step: Step, role: Role, story: Story, since: date, day: date) -> dict[str, object]:
    """What is typed in on that day about a step whose turn it has been since another."""
    values: dict[str, object] = {"state": "done", "by": _by(step, role, story)}
    if said := story.said.get(step.key):
        values |= said.values
    elif step.period is not None:
        values |= {"from_on": since, "to_on": day}
    if values["state"] == "done":
        values["answers"] = dict(_answers(step, role, day))
    return values


def _by(step: Step, role: Role, story: Story) -> str:
    """The name of whoever has the role; the chief, who needs no naming, has those at the clinic."""
    names = {"handledare": story.supervisor, "studierektor": story.director, **dict.fromkeys(_THE_DOCTOR, story.name)}
    return names.get(step.role, "" if role.at_clinic else role.name)


def _answers(step: Step, role: Role, day: date) -> Iterator[tuple[str, str]]:
    words = {
        FieldKind.TEXT: role.name,
        FieldKind.DATE: day.isoformat(),
        FieldKind.NUMBER: "4",
        FieldKind.YES_NO: "ja",
        FieldKind.PAPER: day.isoformat(),
    }
    for field in step.fields:
        if step.span is not None and field.key == step.span.start:
            yield field.key, (day - timedelta(days=step.span.min_days)).isoformat()
            continue
        yield field.key, words[field.kind]
        if field.kind is FieldKind.PAPER:
            yield field.key + PLACE, _KEPT_IN
