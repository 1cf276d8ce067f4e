"""Walks a route the way its pack lays it: which step is next, and what a clinic writes about it."""

from collections.abc import Collection, Iterator
from datetime import date
from math import inf

from models.demo.story import Story
from models.forms.checklist import PLACE
from models.knowledge.pack import Role, Step
from models.knowledge.vocabulary import FieldKind
from models.queries.standing import CandidateStanding
from models.rules.calendar import add_months
from models.rules.routine import Standing, StepStanding

_KEPT_IN = "Pärm ST, flik 2"


def next_step(standing: CandidateStanding, story: Story, told: Collection[str]) -> StepStanding | None:
    """The next step of which the story has more to tell; None where it stops.

    What is plainly done comes first, in the pack's order; then what is said, in the order of its days.
    """
    ready: list[StepStanding] = []
    beyond = False
    for item in standing.steps:
        key = item.step.key
        beyond = beyond or key == story.stops_at
        if item.standing is Standing.READY and key not in told and (key in story.said or not beyond):
            ready.append(item)
    return max(ready, key=lambda item: _ago(item, story), default=None)


def _ago(item: StepStanding, story: Story) -> float:
    said = story.said.get(item.step.key)
    return said.ago if said else inf


def earliest(item: StepStanding, day: date) -> date:
    """The day, or a later one on which the step's period has been served."""
    period = item.step.period
    if period is None or item.since is None:
        return day
    return max(day, add_months(item.since, period.min_months or 0))


def step_values(item: StepStanding, role: Role, story: Story, day: date) -> dict[str, object]:
    """What is typed in about a step on that day."""
    values: dict[str, object] = {"state": "done", "by": _by(item.step, role, story)}
    said = story.said.get(item.step.key)
    if said is not None:
        values |= said.values
    elif item.step.period is not None:
        values |= {"from_on": item.since, "to_on": day}
    if values["state"] == "done":
        values["answers"] = dict(_answers(item.step, role, day))
    return values


def _by(step: Step, role: Role, story: Story) -> str:
    """The name of whoever has the role; the chief, who needs no naming, has those at the clinic."""
    names = {"handledare": story.supervisor, "studierektor": story.director, "sokande": story.name}
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
        yield field.key, words[field.kind]
        if field.kind is FieldKind.PAPER:
            yield field.key + PLACE, _KEPT_IN
