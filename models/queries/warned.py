"""What is said on the steps of a checklist though it stops nobody."""

from models.knowledge.vocabulary import SUPERVISOR, Stage
from models.queries.standing import CandidateStanding
from models.rules.financing import FinancingView, financing
from models.rules.routine import SETTLED, StepStanding
from models.rules.warned import advice_left, gates_to_st, money_not_secured, supervisor_not_known


def financing_of(standing: CandidateStanding) -> tuple[FinancingView, ...]:
    """How a candidate's money stands, by each source of it."""
    if standing.pack is None:
        return ()
    route = "" if standing.route is None else standing.route.key
    return financing(standing.pack, route, standing.steps, standing.facts, standing.listed)


def warnings_of(standing: CandidateStanding) -> dict[str, tuple[str, ...]]:
    """What is to be said on each step, by its key; steps that nothing is said on are left out."""
    pack, route = standing.pack, standing.route
    if pack is None or route is None:
        return {}
    views = financing_of(standing)
    to_come = gates_to_st(standing.steps, route.st_step) if views and standing.st_since is None else ()
    chosen = standing.people.get(SUPERVISOR)
    name = "" if chosen is None else chosen.name
    found = {
        item.step.key: (
            *supervisor_not_known(item.step, pack, standing.facts, name),
            *money_not_secured(item.step.key, to_come, views),
        )
        for item in standing.steps
    }
    return {key: said for key, said in found.items() if said}


def advice_on(item: StepStanding, standing: CandidateStanding) -> tuple[str, ...]:
    """What is recommended and not done when something is promised, at a gate, the employment or ST: the titles."""
    pack = standing.pack
    if pack is None or standing.st_since is not None or item.mark.state in SETTLED:
        return ()
    promises = {phase.key for phase in pack.phases if phase.stage is Stage.AGREEMENT}
    if not item.step.gate and not (item.step.binding and item.step.phase in promises):
        return ()
    return advice_left(item.step.key, standing.steps)
