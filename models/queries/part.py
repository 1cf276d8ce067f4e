"""The part of a candidate's standing that the one who is signed in may see, and the summary of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from models.commands.summary import summarise
from models.knowledge.pack import Step
from models.queries.open_duties import NextDate, next_dates
from models.queries.remembered import last_standing_of
from models.queries.rows import rows_of
from models.queries.sight import STAGES_IN_SIGHT, can_see, is_in_sight, is_theirs
from models.queries.standing import CandidateStanding
from models.records import Candidate, Summary
from models.rights import current
from models.rules.routine import hindrance


def standing_in_sight(candidate: UUID, today: date) -> CandidateStanding | None:
    """One candidate's standing, or the part of it: the phases in sight, and no fact of the candidate or the clinic.

    None where there is no such candidate in sight.
    """
    standing = last_standing_of(candidate, today) if can_see(candidate) else None
    if standing is None or standing.pack is None or current().sees_all:
        return standing
    phases = {phase.key for phase in standing.pack.phases if phase.stage in STAGES_IN_SIGHT}
    steps = tuple(item for item in standing.steps if item.step.phase in phases)
    return replace(standing, steps=steps, facts={}, verdict=None, capacity=None)


def standings_in_sight(today: date) -> Iterator[tuple[str, CandidateStanding]]:
    """Everybody in sight by name."""
    for key, name in list(rows_of(Candidate.select(Candidate.id, Candidate.name).join(Summary).where(is_in_sight()))):
        standing = standing_in_sight(key, today)
        if standing is not None:
            yield name, standing


def summary_in_sight(standing: CandidateStanding) -> Summary:
    """The stored summary; made anew of a part, for whoever sees a part: the clinic's turn is then only their own."""
    if current().sees_all:
        return Summary.get_by_id(standing.id)
    summary, now = Summary(candidate=standing.id, **summarise(standing)), hindrance(standing.steps)
    summary.ours = summary.ours and now is not None and is_theirs(now.step, standing)
    return summary


def duties_in_sight(standing: CandidateStanding) -> frozenset[UUID]:
    """The steps that come back, of those that whoever is signed in records, by the ids of their rows."""
    counted = (item.step for item in standing.steps if item.counts_from is not None)
    return frozenset(standing.rows[step.key].id for step in counted if is_theirs(step, standing))


def next_duty(standing: CandidateStanding, today: date) -> NextDate | None:
    """The first date of the duties in sight."""
    return next_dates(today, standing.id, duties_in_sight(standing)).get(standing.id)


def is_shown(step: Step, standing: CandidateStanding) -> bool:
    """Whether a step is among those of a standing."""
    return any(item.step.key == step.key for item in standing.steps)
