"""What types alone cannot say of a pack: names that lead nowhere, rings, duplicates, steps that stand still."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from models.knowledge.fault import ROOT, Fault, duplicates, unknown
from models.knowledge.pack import Pack, Route, Rule, Step
from models.knowledge.pack_check_parts import check_parts, numbered
from models.knowledge.pack_check_steps import check_step
from models.knowledge.vocabulary import FACTS, OWN_DOCUMENT, OWN_STEP


def check_pack(pack: Pack) -> Iterator[Fault]:
    """Every name that leads nowhere, every ring and every duplicate in a pack whose shape is right."""
    for table in ("routes", "steps"):
        if not getattr(pack, table):
            yield Fault(ROOT, table, "minst en tabell")
    twice = [fault for table in _UNIQUE for fault in duplicates(table, (item.key for item in getattr(pack, table)))]
    if twice:
        # Which of the two the other names lead to is not known: more would only be guesses.
        yield from twice
        return
    yield from _reserved(pack)
    for table, rule in _rules(pack):
        yield from _check_rule(table, rule, pack)
    for route in pack.routes:
        yield from _check_route(f"routes.{route.key}", route, pack)
    optional = {step.key for step in pack.steps if step.ticked and not step.binding}
    for step in pack.steps:
        yield from _check_names(f"steps.{step.key}", step, pack)
        # What must be done may wait only for what must be done: else it stands still and nothing says why.
        for key in step.after if step.binding else ():
            if key in optional:
                yield Fault(f"steps.{step.key}", "after", f"steg som är ska eller spärr, men ”{key}” är frivilligt")
    yield from _rings(pack)
    yield from check_parts(pack)
    for step in pack.steps:
        yield from check_step(f"steps.{step.key}", step, pack)


def _rules(pack: Pack) -> Iterator[tuple[str, Rule]]:
    yield from ((f"{table}.{item.key}", item) for table in _KEYED for item in getattr(pack, table))
    yield from numbered("capacity", pack.capacity)
    yield from numbered("bt", pack.bt)


_UNIQUE = ("phases", "routes", "steps", "financing", "clocks", "intakes")
_KEYED = ("routes", "steps", "financing", "clocks", "intakes")


def _reserved(pack: Pack) -> Iterator[Fault]:
    """Names that are kept for what a clinic adds itself."""
    if OWN_DOCUMENT in pack.documents:
        yield Fault(f"documents.{OWN_DOCUMENT}", "", f"ett annat namn, för ”{OWN_DOCUMENT}” är vårdcentralens eget")
    for step in pack.steps:
        if step.key.startswith(OWN_STEP):
            yield Fault(f"steps.{step.key}", "key", f"ett namn som inte börjar med ”{OWN_STEP}”, som är vårdcentralens")


def _check_rule(table: str, rule: Rule, pack: Pack) -> Iterator[Fault]:
    yield from unknown(table, "source.document", "ett dokument", [rule.source.document], pack.documents)
    yield from unknown(table, "applies", "ett faktum", getattr(rule, "applies", ()), FACTS)
    yield from unknown(table, "unless", "ett faktum", getattr(rule, "unless", ()), FACTS)


def _check_route(table: str, route: Route, pack: Pack) -> Iterator[Fault]:
    own = {step.key: step for step in pack.steps_of(route.key)}
    yield from unknown(table, "driver", "en roll", [route.driver], pack.roles)
    yield from unknown(table, "becomes_st", "ett steg på vägen", [route.becomes_st], own)
    last = own.get(route.becomes_st)
    if last is not None and not last.binding:
        yield Fault(table, "becomes_st", f"ett steg som är ska eller spärr, men ”{last.key}” är {last.force}")


def _check_names(table: str, step: Step, pack: Pack) -> Iterator[Fault]:
    steps = pack.by_key
    yield from unknown(table, "phase", "en fas", [step.phase], [phase.key for phase in pack.phases])
    yield from unknown(table, "role", "en roll", [step.role], pack.roles)
    yield from unknown(table, "contact", "en roll", filter(None, [step.contact]), pack.roles)
    yield from unknown(table, "routes", "en väg", step.routes, [route.key for route in pack.routes])
    yield from unknown(table, "after", "ett steg", step.after, steps)
    yield from unknown(table, "letter", "ett brev", filter(None, [step.letter]), pack.letters)


def _rings(pack: Pack) -> Iterator[Fault]:
    known = pack.by_key
    try:
        TopologicalSorter({step.key: known.keys() & step.after for step in pack.steps}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        start = min(range(len(ring) - 1), key=ring.__getitem__)
        words = " → ".join([*ring[start:-1], *ring[:start], ring[start]])
        yield Fault(f"steps.{ring[start]}", "after", f"steg som inte väntar på varandra i ring ({words})")
