"""What is said on a step though it stops nobody: money that is not secured, a handledare whom nobody knows of, advice
that nobody has followed.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import takewhile

from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import Force
from models.rules.financing import FinancingView
from models.rules.profile import Facts
from models.rules.routine import SETTLED, Standing, StepStanding, binding_before

_NOBODY = "Ingen handledare är vald på kandidaten: tryck p och sedan e."
_LACKS = {
    "supervisor_specialist": "ingen dag som specialist i allmänmedicin",
    "supervisor_trained": "ingen dag för handledarutbildning",
}


def is_weighed(step: Step, pack: Pack) -> bool:
    """Whether something can be said of what is answered on a step itself."""
    conditions = [one for item in pack.financing for one in item.conditions]
    hangs_on_it = any(_asks(step, answer) for one in conditions for answer in (*one.any_of, one.ruling))
    return hangs_on_it or any(field.fact or field.min_listed for field in step.fields)


def gates_to_st(standings: Sequence[StepStanding], st_step: str) -> frozenset[str]:
    """The keys of the gates still to come before ST, and of the step that makes someone an ST doctor."""
    if all(item.step.key != st_step for item in standings):
        return frozenset()
    before = {item.step.key for item in binding_before(standings, st_step) if item.step.gate} | {st_step}
    return frozenset(item.step.key for item in standings if item.step.key in before and item.mark.state not in SETTLED)


def money_not_secured(step: str, to_come: Container[str], views: Sequence[FinancingView]) -> Iterator[str]:
    """What has been answered against the money: where it was, and on each of the gates to come (OG11, OG19)."""
    for view in views:
        for one in view.conditions:
            if one.unmet and (step in to_come or step in one.against):
                still = " eller ".join(f"”{title}”" for title in one.still_at)
                later = f" Det kan uppfyllas på {still}." if still else ""
                yield f"Finansieringen är inte säkrad: ”{one.label}” är inte uppfyllt.{later}"
        if step in to_come and view.deviation:
            yield f"Finansieringen är inte säkrad. {view.deviation}"


def advice_left(step: str, standings: Sequence[StepStanding]) -> tuple[str, ...]:
    """What the routine recommends before a step and nobody has done or set aside: the titles (VML3)."""
    before = takewhile(lambda item: item.step.key != step, standings)
    left = (item.step for item in before if item.standing in {Standing.READY, Standing.WAITING})
    return tuple(one.title for one in left if one.force is Force.SHOULD and not one.gate)


def supervisor_not_known(step: Step, pack: Pack, facts: Facts, name: str) -> Iterator[str]:
    """What the register lacks of the handledare whose qualification a step is about (VML17)."""
    asked = {field.fact for field in step.fields}
    ruled = {one.fact: one.ruling for item in pack.financing for one in item.conditions if _asks(step, one.ruling)}
    about = [fact for fact in _LACKS if fact in asked or fact in ruled]
    if any(facts.get(fact) is None for fact in about):
        yield _NOBODY
    for fact in about:
        if facts.get(fact) is False and not facts.get(ruled.get(fact) or ""):
            yield f"{name} har {_LACKS[fact]} i registret: den fylls i bland handledarna (2, sedan p)."


def _asks(step: Step, answer: str | None) -> bool:
    return answer is not None and answer.partition(".")[0] == step.key
