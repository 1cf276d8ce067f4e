"""The candidate's stored summary, rewritten whole after every change that touches the candidate."""

from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.queries.standing import CandidateStanding, standing_of, standings_of_all
from models.records import Summary
from models.rules.routine import SETTLED, Standing, hindrance


def refresh(candidate: UUID, today: date) -> None:
    """Rewrite one candidate's summary."""
    standing = standing_of(candidate, today)
    if standing is not None:
        _store(standing)


def refresh_all(today: date) -> None:
    """Rewrite the summary of everybody who is not in the archive."""
    for standing in list(standings_of_all(today)):
        _store(standing)


def _store(standing: CandidateStanding) -> None:
    Summary.delete().where(Summary.candidate == standing.id).execute()
    Summary.insert(candidate=standing.id, **summarise(standing)).execute()


def summarise(standing: CandidateStanding) -> dict[str, Any]:
    """The columns of a summary, by what hinders the candidate now."""
    if standing.route is None or standing.pack is None:
        return {
            "phase": STAGE_NAMES[Stage.INTEREST],
            "stage": Stage.INTEREST.value,
            "step": "Välj väg" if standing.route_possible else "",
            "role": "Chef",
            "since": standing.interest_on,
        }
    pack, steps = standing.pack, standing.steps
    phases = {phase.key: phase for phase in pack.phases}
    counted = [item for item in steps if item.standing is not Standing.INFO]
    now = hindrance(steps)
    values: dict[str, Any] = {
        "route": standing.route.title,
        "phase": phases[now.step.phase].title if now else STAGE_NAMES[Stage.ST],
        "stage": (phases[now.step.phase].stage if now else Stage.ST).value,
        "steps_done": sum(item.mark.state in SETTLED for item in counted),
        "steps_total": len(counted),
        "st_since": standing.st_since,
    }
    if now is not None:
        role = pack.roles[now.step.role]
        values |= {
            "step_id": standing.rows[now.step.key].id,
            "step": now.step.title,
            "gate": now.step.gate,
            "role": role.name,
            "ours": role.at_clinic and now.standing is Standing.READY,
            "since": now.since,
            "until": now.until,
            "krav": now.step.krav[0] if now.step.krav else "",
        }
    due = min((item for item in steps if item.due_on), key=lambda item: item.due_on or date.max, default=None)
    if due is not None:
        values |= {
            "due_on": due.due_on,
            "due_what": due.due_what,
            "due_step_id": standing.rows[due.step.key].id,
            "due_step": due.step.title,
            "due_role": pack.roles[due.step.role].name,
            "due_krav": due.step.krav[0] if due.step.krav else "",
        }
    return values
