"""What types alone cannot say of a pack: names that lead nowhere, rings, duplicates, steps that stand still."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from models.knowledge.fault import Fault, duplicates, unknown
from models.knowledge.pack import Pack, Route, Rule, Step
from models.knowledge.pack_check_parts import check_parts
from models.knowledge.pack_check_steps import check_answer, check_question, check_step
from models.knowledge.toml_places import Path
from models.knowledge.vocabulary import FACTS, OWN_DOCUMENT, OWN_STEP, Force

_KEYED = ("phases", "routes", "steps", "financing", "clocks", "intakes")
RULES = ("routes", "steps", "financing", "clocks", "intakes", "capacity", "bt")


def check_pack(pack: Pack) -> Iterator[Fault]:
    """Every name that leads nowhere, every ring and every duplicate in a pack whose shape is right."""
    for table in ("routes", "steps"):
        if not getattr(pack, table):
            yield Fault((table,), "väntade minst en tabell")
    twice = [fault for table in _KEYED for fault in duplicates(_keys(table, pack))]
    if twice:
        # Which of the two the other names lead to is not known: more would only be guesses.
        yield from twice
        return
    yield from _reserved(pack)
    for table in RULES:
        for number, rule in enumerate(getattr(pack, table)):
            yield from _check_rule((table, number), rule, pack)
    for number, route in enumerate(pack.routes):
        yield from _check_route(("routes", number), route, pack)
    for number, step in enumerate(pack.steps):
        yield from _check_names(("steps", number), step, pack)
        yield from check_step(("steps", number), step, pack)
    yield from _check_waiting(pack)
    yield from _rings(pack)
    yield from check_parts(pack)


def _keys(table: str, pack: Pack) -> list[tuple[Path, str]]:
    return [((table, number, "key"), item.key) for number, item in enumerate(getattr(pack, table))]


def _reserved(pack: Pack) -> Iterator[Fault]:
    """Names that are kept for what a clinic adds itself."""
    if OWN_DOCUMENT in pack.documents:
        yield Fault(("documents", OWN_DOCUMENT), f"väntade ett annat namn, för ”{OWN_DOCUMENT}” är vårdcentralens eget")
    for number, step in enumerate(pack.steps):
        if step.key.startswith(OWN_STEP):
            words = f"väntade ett namn som inte börjar med ”{OWN_STEP}”, som är vårdcentralens"
            yield Fault(("steps", number, "key"), words)


def _check_rule(path: Path, rule: Rule, pack: Pack) -> Iterator[Fault]:
    yield from unknown((*path, "source", "document"), "ett dokument", rule.source.document, pack.documents)
    for at, source in enumerate(rule.also):
        yield from unknown((*path, "also", at, "document"), "ett dokument", source.document, pack.documents)
    for key in ("applies", "unless"):
        for at, fact in enumerate(getattr(rule, key, ())):
            yield from _check_fact((*path, key, at), fact, rule, pack)


def _check_fact(path: Path, fact: str, rule: Rule, pack: Pack) -> Iterator[Fault]:
    """A fact that the program knows, or the answer to a yes or no question on a step (`intervju.sprak`)."""
    if "." not in fact:
        yield from unknown(path, "ett faktum", fact, FACTS)
    elif isinstance(rule, Route):
        yield Fault(path, f"väntade ett faktum, men fick ”{fact}”: svaren på stegen finns först när vägen är vald")
    else:
        yield from check_question(path, fact, pack)
        asked = fact.partition(".")[0]
        if isinstance(rule, Step) and asked in pack.by_key and rule.key in {asked, *pack.all_before(asked)}:
            yield Fault(path, f"väntade en fråga på ett steg före det här, men ”{asked}” kommer inte före")


def _check_route(path: Path, route: Route, pack: Pack) -> Iterator[Fault]:
    own = {step.key: step for step in pack.steps_of(route.key)}
    yield from unknown((*path, "driver"), "en roll", route.driver, pack.roles)
    at = (*path, "becomes_st")
    yield from unknown(at, "ett steg på vägen", route.st_step, own)
    last = own.get(route.st_step)
    if last is None:
        return
    if not last.binding:
        why = "återkommer" if last.every else f"är {last.force}"
        yield Fault(at, f"väntade ett steg som är ska eller spärr, men ”{last.key}” {why}")
        return
    yield from check_answer(at, "ett steg på vägen", route.becomes_st, pack, dated=True)
    _step, _dot, name = route.becomes_st.partition(".")
    for field in last.fields:
        if field.key == name and field.force is not Force.MUST:
            words = f"väntade ett fält som är ska, för dagen avgör när ST börjar, men ”{name}” är {field.force}"
            yield Fault(at, words)


def _check_names(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    yield from unknown((*path, "phase"), "en fas", step.phase, [phase.key for phase in pack.phases])
    yield from unknown((*path, "role"), "en roll", step.role, pack.roles)
    yield from unknown((*path, "contact"), "en roll", step.contact, pack.roles)
    yield from unknown((*path, "routes"), "en väg", step.routes, [route.key for route in pack.routes])
    yield from unknown((*path, "after"), "ett steg", step.after, pack.by_key)
    yield from unknown((*path, "letter"), "ett brev", step.letter, pack.letters)


def _check_waiting(pack: Pack) -> Iterator[Fault]:
    """What must be done may wait only for what must be done: else it stands still and nothing says why."""
    optional = {step.key for step in pack.steps if step.ticked and not step.binding}
    for number, step in enumerate(pack.steps):
        for at, key in enumerate(step.after if step.binding else ()):
            if key in optional:
                words = f"väntade steg som är ska eller spärr, men ”{key}” är frivilligt"
                yield Fault(("steps", number, "after", at), words)


def _rings(pack: Pack) -> Iterator[Fault]:
    """Each ring, at a step in it that waits for itself or for one further down: there is the odd one out."""
    order = {step.key: number for number, step in enumerate(pack.steps)}
    waits = {step.key: set(step.after) & order.keys() for step in pack.steps}
    while ring := _ring(waits):
        begin = next(at for at, (key, other) in enumerate(pairwise(ring)) if order[key] <= order[other])
        ring = [*ring[begin:-1], *ring[: begin + 1]]
        key, other = ring[:2]
        waits[key].remove(other)
        path = ("steps", order[key], "after", pack.by_key[key].after.index(other))
        words = f"väntade steg som inte väntar i ring ({' → '.join(ring)}, där vart och ett väntar på nästa)"
        yield Fault(path, words)


def _ring(waits: dict[str, set[str]]) -> list[str]:
    """Steps each of which waits for the next, the first again at the end; empty where there are none."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        return ring[::-1]
    return []
