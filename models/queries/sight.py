"""Whom the one who is signed in may see, and which steps are theirs to record.

A handledare sees the doctors who are here: in trial service, in BT or in ST, those too whose first day is agreed on and
still to come; whoever is only next to begin trial service, with no day, is being recruited. Kept apart from `part`,
which reads packs.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from peewee import Expression

from models.knowledge.vocabulary import SUPERVISOR, Stage
from models.records import Candidate, Summary
from models.rights import current

if TYPE_CHECKING:
    from models.knowledge.pack import Step
    from models.queries.standing import CandidateStanding

STAGES_IN_SIGHT = frozenset({Stage.TRIAL, Stage.BT, Stage.ST})


def is_in_sight() -> Expression:
    """The candidates in sight: none in the archive. For a query in which Candidate is joined to Summary."""
    here: Expression = ~Candidate.archived
    if current().sees_all:
        return here
    has_day = (Summary.stage != Stage.TRIAL.value) | Summary.stage_from.is_null(False)
    return here & ((Summary.stage.in_(sorted(STAGES_IN_SIGHT)) & has_day) | Summary.st_since.is_null(False))


def can_see(candidate: UUID) -> bool:
    """Whether a candidate may be seen; the archive is only for those who see all."""
    if current().sees_all:
        return True
    return bool(Candidate.select().join(Summary).where(Candidate.id == candidate, is_in_sight()).exists())


def is_theirs(step: "Step", standing: "CandidateStanding") -> bool:
    """Whether a step is recorded by whoever is signed in: a handledare's, and a statement by the candidate's own."""
    session, own = current(), standing.people.get(SUPERVISOR)
    if session.sees_all or step.role != SUPERVISOR:
        return session.sees_all
    return not step.statement or (own is not None and own.id == session.colleague)
