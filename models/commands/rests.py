"""What becomes of a step's rest when the step itself changes."""

from collections.abc import Mapping
from uuid import UUID

from models.commands.work import Work
from models.records import Snooze
from models.records.base import rows_with


def end_rest(work: Work, step: UUID, number: int | None = None) -> None:
    """A step that is settled rests no more, nor does the occurrence of a duty that was done."""
    for rest in rows_with(Snooze, "step_id", step):
        if rest.number == number:
            work.remove(rest)


def move_rests(work: Work, candidate: UUID, moved: Mapping[UUID, UUID]) -> None:
    """A change of route: the rest goes with a step that both routes have, and ends with the others."""
    for rest in rows_with(Snooze, "candidate", candidate):
        if rest.step_id is not None and rest.step_id in moved:
            rest.step_id = moved[rest.step_id]
            work.save(rest, rest.version)
        else:
            work.remove(rest)
