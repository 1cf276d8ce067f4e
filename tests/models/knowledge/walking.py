"""Walking a route by hand, without the rules of the program: so that a pack is proven to lead somewhere by itself."""

from collections.abc import Iterator, Mapping

from models.knowledge.pack import Pack, Route, Rule, Step
from models.knowledge.vocabulary import FieldKind, Force

Facts = Mapping[str, bool | None]


def listed(pack: Pack, route: str, facts: Facts) -> dict[str, Step]:
    """The checklist before anything is answered: the steps of the route that may apply, as with an unknown fact."""
    return {step.key: step for step in pack.steps_of(route) if applies(step, facts)}


def applies(item: Step | Route, facts: Facts) -> bool:
    known_false = any(facts.get(fact) is False for fact in item.applies)
    return not known_false and not any(facts.get(fact) is True for fact in item.unless)


def waits(pack: Pack, route: str, facts: Facts, key: str) -> set[str]:
    """What a step really waits for: a step that is not on the list, or is never ticked, is passed through."""
    steps = {step.key: step for step in pack.steps}
    on_list = listed(pack, route, facts)
    found: set[str] = set()
    for other in steps[key].after:
        found |= {other} if other in on_list and ticked(on_list[other]) else waits(pack, route, facts, other)
    return found


def all_before(pack: Pack, route: str, facts: Facts, key: str) -> set[str]:
    near = waits(pack, route, facts, key)
    return near.union(*(all_before(pack, route, facts, other) for other in near))


def gates_before(pack: Pack, route: str, facts: Facts, key: str) -> set[str]:
    """The gates that block a step, near and far."""
    on_list = listed(pack, route, facts)
    return {other for other in all_before(pack, route, facts, key) if on_list[other].gate}


def blocked_by(pack: Pack, route: str, facts: Facts, gate: str) -> set[str]:
    """The steps that a gate blocks as long as it is not done."""
    return {key for key in listed(pack, route, facts) if gate in gates_before(pack, route, facts, key)}


def ticked(step: Step) -> bool:
    """Done once and for all; the rest is to know, or to keep doing."""
    return step.force is not Force.INFO and step.every is None


def binding(step: Step) -> bool:
    return ticked(step) and (step.gate or step.force is Force.MUST)


def hindrance(pack: Pack, route: str, facts: Facts, done: set[str]) -> Step | None:
    """What hinders now: the first binding step that is not done, and whose own turn it is."""
    for key, step in listed(pack, route, facts).items():
        if binding(step) and key not in done and waits(pack, route, facts, key) <= done:
            return step
    return None


def answers(pack: Pack, route: str, facts: Facts) -> Iterator[tuple[str, str]]:
    """Every answer (role, step) that a chief gets who does nothing but what hinders now, to the end."""
    done: set[str] = set()
    while (step := hindrance(pack, route, facts, done)) is not None:
        yield step.role, step.key
        done.add(step.key)


def fields_of(step: Step) -> list[tuple[str, FieldKind, Force]]:
    """What a step asks for: key, kind and force of each field."""
    return [(field.key, field.kind, field.force) for field in step.fields]


def rules_of(pack: Pack) -> tuple[Rule, ...]:
    money = (*pack.capacity, *pack.financing, *pack.clocks)
    return (*pack.routes, *money, *pack.bt, *pack.intakes, *pack.steps)


def deciding(pack: Pack, route: str) -> list[str]:
    """The facts that decide which binding steps are on the list."""
    facts = {fact for step in pack.steps_of(route) if binding(step) for fact in (*step.applies, *step.unless)}
    return sorted(facts)
