"""What types alone cannot say of a pack: names that lead nowhere, rings, duplicates, steps that stand still."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from models.knowledge.pack import BtStatement, Pack, Route, Rule, Step
from models.knowledge.vocabulary import FACTS, Force

ROOT = "överst i filen"


@dataclass(frozen=True)
class Fault:
    """Something wrong in a pack: the table it stands in, the key, and what was expected there (Swedish).

    `spot` is the line and column where they are known.
    """

    table: str
    key: str
    expected: str
    spot: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.spot, self.table, self.key)))
        return f"{place}: väntade {self.expected}"


def check_pack(pack: Pack) -> Iterator[Fault]:
    """Every name that leads nowhere, every ring and every duplicate in a pack whose shape is right."""
    for table in ("routes", "steps"):
        if not getattr(pack, table):
            yield Fault(ROOT, table, "minst en tabell")
    yield from _duplicates("phases", (phase.key for phase in pack.phases))
    yield from _duplicates("routes", (route.key for route in pack.routes))
    yield from _duplicates("steps", (step.key for step in pack.steps))
    for table, rule in _rules(pack):
        yield from _check_rule(table, rule, pack)
    for route in pack.routes:
        yield from _check_route(f"routes.{route.key}", route, pack)
    for step in pack.steps:
        yield from _check_names(f"steps.{step.key}", step, pack)
        yield from _check_sense(f"steps.{step.key}", step, pack)
    yield from _rings(pack)


def _rules(pack: Pack) -> Iterator[tuple[str, Rule]]:
    yield from ((f"routes.{route.key}", route) for route in pack.routes)
    yield from ((f"steps.{step.key}", step) for step in pack.steps)
    yield from ((f"capacity[{number}]", item) for number, item in enumerate(pack.capacity, 1))
    yield from ((f"bt[{number}]", item) for number, item in enumerate(pack.bt, 1))


def _check_rule(table: str, rule: Rule, pack: Pack) -> Iterator[Fault]:
    yield from _known(table, "source.document", "ett dokument", [rule.source.document], pack.documents)
    if not isinstance(rule, BtStatement):
        yield from _known(table, "applies", "ett faktum", getattr(rule, "applies", ()), FACTS)
        yield from _known(table, "unless", "ett faktum", getattr(rule, "unless", ()), FACTS)


def _check_route(table: str, route: Route, pack: Pack) -> Iterator[Fault]:
    own = {step.key: step for step in pack.steps_of(route.key)}
    yield from _known(table, "driver", "en roll", [route.driver], pack.roles)
    yield from _known(table, "becomes_st", "ett steg på vägen", [route.becomes_st], own)
    last = own.get(route.becomes_st)
    if last is not None and not _binding(last):
        yield Fault(table, "becomes_st", f"ett steg som är ska eller spärr, men ”{last.key}” är {last.force}")


def _check_names(table: str, step: Step, pack: Pack) -> Iterator[Fault]:
    steps = [other.key for other in pack.steps]
    yield from _known(table, "phase", "en fas", [step.phase], [phase.key for phase in pack.phases])
    yield from _known(table, "role", "en roll", [step.role], pack.roles)
    yield from _known(table, "contact", "en roll", filter(None, [step.contact]), pack.roles)
    yield from _known(table, "routes", "en väg", step.routes, [route.key for route in pack.routes])
    yield from _known(table, "after", "ett steg", step.after, steps)
    if step.due is not None:
        yield from _known(table, "due.after", "ett steg eller start", [step.due.after], [*steps, "start"])
    yield from _duplicates(f"{table}.fields", (field.key for field in step.fields))


def _check_sense(table: str, step: Step, pack: Pack) -> Iterator[Fault]:
    if step.gate and step.force is Force.INFO:
        yield Fault(table, "gate", "false, för ett steg som bara är info kan inte spärra")
    if step.due is not None and (step.due.days is None) == (step.due.months is None):
        yield Fault(table, "due", "antingen days eller months, och bara en av dem")
    period = step.period
    if period is not None and (period.min_months or 0) > (period.max_months or period.min_months or 0):
        yield Fault(table, "period", "min_months som inte är större än max_months")
    # What must be done may wait only for what must be done: else it stands still and nothing says why.
    optional = {other.key for other in pack.steps if not _binding(other) and other.force is not Force.INFO}
    for key in step.after if _binding(step) else ():
        if key in optional:
            yield Fault(table, "after", f"steg som är ska eller spärr, men ”{key}” är frivilligt")


def _binding(step: Step) -> bool:
    return step.gate or step.force is Force.MUST


def _known(table: str, key: str, what: str, found: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    for name in found:
        if name not in known:
            yield Fault(table, key, f"{what} som finns ({', '.join(sorted(known))}), men fick ”{name}”")


def _duplicates(table: str, keys: Iterable[str]) -> Iterator[Fault]:
    listed = list(keys)
    for key in sorted({key for key in listed if listed.count(key) > 1}):
        yield Fault(table, key, "ett namn som bara används en gång")


def _rings(pack: Pack) -> Iterator[Fault]:
    known = {step.key for step in pack.steps}
    try:
        TopologicalSorter({step.key: known.intersection(step.after) for step in pack.steps}).prepare()
    except CycleError as error:
        ring: list[str] = error.args[1]
        start = min(range(len(ring) - 1), key=ring.__getitem__)
        words = " → ".join([*ring[start:-1], *ring[:start], ring[start]])
        yield Fault(f"steps.{ring[start]}", "after", f"steg som inte väntar på varandra i ring ({words})")
