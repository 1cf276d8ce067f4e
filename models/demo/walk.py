"""Walks a route the way its pack lays it: which steps, in what order, and what a clinic writes about them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from models.demo.story import Story
from models.forms.checklist import PLACE
from models.knowledge.pack import Role, Step
from models.knowledge.pack_time import Intake
from models.knowledge.vocabulary import FieldKind
from models.rules.calendar import add_months, month_name
from models.rules.entry import terms_of
from models.rules.intake import next_intake
from models.rules.routine import StepStanding

_THE_DOCTOR = ("sokande", "lakaren", "st_intressent", "st_lakare")
_KEPT_IN = "Pärm ST, flik 2"


@dataclass(frozen=True)
class Event:
    """What was recorded on a step on a day, and since when it had been the step's turn."""

    day: date
    since: date
    step: Step


def plan(steps: Iterable[StepStanding], story: Story, today: date) -> list[Event]:
    """The steps that the story tells of, by their days: in the pack's own order, except for what has a day of its own.

    A step whose period has not been served by its turn waits until it has.
    """
    events: list[Event] = []
    day, stopped = today - timedelta(days=story.began), False
    for step in (item.step for item in steps if item.step.ticked):
        stopped = stopped or step.key == story.stops_at
        if step.key not in story.said and any("." in fact for fact in step.unless):
            continue  # what comes after a no: the stories answer yes where they do not say otherwise
        since = day
        if said := story.said.get(step.key):
            own = today - timedelta(days=said.ago)
            events.append(Event(own, since, step))
            day = max(day, own)
        elif not stopped:
            day += timedelta(days=story.pace)
            if step.period is not None:
                day = max(day, add_months(since, step.period.min_months or 0))
            events.append(Event(day, since, step))
    return sorted(events, key=lambda event: event.day)


def step_values(
    event: Event, role: Role, story: Story, intake: Intake | None, known: Mapping[str, str]
) -> dict[str, object]:
    """What is typed in about a step, by which one may apply to an intake; what the register holds is `known`."""
    step, since, day = event.step, event.since, event.day
    values: dict[str, object] = {"state": "done", "by": _by(step, role, story)}
    said = story.said.get(step.key)
    if said is not None:
        values |= said.values
    elif step.period is not None:
        values |= {"from_on": since, "to_on": day}
    if values["state"] == "done":
        asked = {field.key: known[field.value] for field in step.fields if field.value and known.get(field.value)}
        values["answers"] = dict(_answers(step, role, day, intake)) | asked | dict(said.answers if said else {})
    return values


def _by(step: Step, role: Role, story: Story) -> str:
    """The name of whoever has the role; the chief, who needs no naming, has those at the clinic."""
    names = {"handledare": story.supervisor, "studierektor": story.director, **dict.fromkeys(_THE_DOCTOR, story.name)}
    return names.get(step.role, "" if role.at_clinic else role.name)


def _answers(step: Step, role: Role, day: date, intake: Intake | None) -> Iterator[tuple[str, str]]:
    words = {
        FieldKind.TEXT: role.name,
        FieldKind.DATE: day.isoformat(),
        FieldKind.NUMBER: "4",
        FieldKind.YES_NO: "ja",
        FieldKind.PAPER: day.isoformat(),
        FieldKind.INTAKE: "" if intake is None else month_name(next_intake(terms_of(intake), day)),
    }
    for field in step.fields:
        if step.span is not None and field.key == step.span.start:
            yield field.key, (day - timedelta(days=step.span.min_days)).isoformat()
            continue
        yield field.key, words[field.kind]
        if field.kind is FieldKind.PAPER:
            yield field.key + PLACE, _KEPT_IN
