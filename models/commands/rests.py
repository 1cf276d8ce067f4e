"""What becomes of a step's rest when the step itself changes."""

from collections.abc import Mapping
from uuid import UUID

from models.commands.work import Work
from models.records import Snooze


def end_rest(work: Work, step: UUID, number: int | None = None) -> None:
    """A step that is settled rests no more, nor does the occurrence of a duty that was done."""
    same = Snooze.number.is_null() if number is None else Snooze.number == number
    for rest in list(Snooze.select().where(Snooze.step_id == step, same)):
        work.remove(rest)


def move_rests(work: Work, candidate: UUID, moved: Mapping[UUID, UUID]) -> None:
    """A change of route: the rest goes with a step that both routes have, and ends with the others."""
    for rest in list(Snooze.select().where(Snooze.candidate == candidate)):
        if rest.step_id is not None and rest.step_id in moved:
            rest.step_id = moved[rest.step_id]
            work.save(rest, rest.version)
        else:
            work.remove(rest)
