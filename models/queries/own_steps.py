"""What the form of a clinic's own step is filled in with."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from models.knowledge.vocabulary import OWN_STEP
from models.queries.editions import edition
from models.records import Checklist, OwnStep, StepRow
from models.rights import for_chiefs


@dataclass(frozen=True)
class OwnStepView:
    """The checklist, who in its region may be given a step, and an own step's texts by the form's fields.

    `id` and `version` are None for a new one.
    """

    checklist: UUID
    roles: Mapping[str, str]
    id: UUID | None
    version: int | None
    values: Mapping[str, str]


@for_chiefs
def new_own_step(behind: UUID) -> OwnStepView | None:
    """A new own step behind the one that a row of a checklist stands for; None where the row is gone."""
    row = StepRow.get_or_none(StepRow.id == behind)
    return None if row is None else OwnStepView(row.checklist_id, _roles(row), None, None, {"behind": row.key})


@for_chiefs
def own_step_of(step: UUID) -> OwnStepView | None:
    """The own step that a row of a checklist stands for; None where it is none."""
    row = StepRow.get_or_none(StepRow.id == step)
    if row is None or not row.key.startswith(OWN_STEP):
        return None
    own = OwnStep.get_by_id(UUID(row.key.removeprefix(OWN_STEP)))
    values = {name: getattr(own, name) for name in ("behind", "title", "rule", "role", "force")}
    return OwnStepView(row.checklist_id, _roles(row), own.id, own.version, values)


def _roles(row: StepRow) -> dict[str, str]:
    roles = edition(Checklist.get_by_id(row.checklist_id).pack_id).roles
    return {key: role.name for key, role in roles.items()}
