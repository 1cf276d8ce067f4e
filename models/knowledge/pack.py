"""The shape of a region pack: one TOML file that holds one region's routine.

`check_pack` adds what types alone cannot say: no dangling names, no cycles, no step that can never be reached.
"""

from collections.abc import Iterator
from datetime import date
from graphlib import CycleError, TopologicalSorter
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from models.knowledge.vocabulary import FACTS, BtWording, FieldKind, Force, Stage

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Krav = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2,5}[0-9]{1,3}$")]
Months = Annotated[int, Field(ge=1, le=120)]


class Part(BaseModel):
    """A piece of a pack: strict, frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(Part):
    """A source document: its title and, where it has one, the day from which it is valid."""

    title: Words
    valid_from: date | None = None


class Source(Part):
    """Where a rule stands: a document of the pack and the heading in it."""

    document: Key
    heading: Words


class Role(Part):
    """Who does something; `at_clinic` tells our own turn from waiting for somebody else."""

    name: Words
    at_clinic: bool = False
    mailbox: str | None = None


class Phase(Part):
    """A part of the way in the region's own words, and the common stage it belongs to."""

    key: Key
    title: Words
    stage: Stage


class StepField(Part):
    """A fact that the documents ask for on a step; force `ska` means that the step needs it to be done."""

    key: Key
    label: Words
    kind: FieldKind
    force: Force = Force.MAY


class Period(Part):
    """A dated period of service with the limits that the document states, in months."""

    min_months: Months | None = None
    max_months: Months | None = None


class Due(Part):
    """A time limit: so many days or months from when another step was done (or the route's start: "start")."""

    after: Key
    days: Annotated[int, Field(ge=1, le=3660)] | None = None
    months: Months | None = None


class Rule(Part):
    """A rule in our own words, where it stands, and the requirement ids it fulfils."""

    rule: Words
    source: Source
    krav: tuple[Krav, ...] = ()


class Step(Rule):
    """One thing to do or know on a route.

    `applies` lists facts that must all hold and `unless` facts of which none may hold; `after` names the steps it
    waits for (one that does not apply is passed through to what it waited for itself); `gate` blocks all that follows.
    """

    key: Key
    title: Words
    phase: Key
    role: Key
    force: Force
    gate: bool = False
    routes: tuple[Key, ...] = ()
    applies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after: tuple[Key, ...] = ()
    contact: Key | None = None
    fields: tuple[StepField, ...] = ()
    period: Period | None = None
    due: Due | None = None


class Route(Rule):
    """A way through the routine: who may take it, who drives it, and the step that makes someone an ST doctor."""

    key: Key
    title: Words
    who: Words
    driver: Key
    becomes_st: Key
    applies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class Capacity(Rule):
    """How many ST posts the clinic may have; `per_listed` only where the document states a number."""

    applies: tuple[str, ...] = ()
    per_listed: Annotated[int, Field(ge=1)] | None = None


class BtStatement(Rule):
    """One document's own wording of who needs BT."""

    wording: BtWording
    trained_abroad_only: bool = False


class Pack(Part):
    """A region's routine, whole."""

    format: Literal[1]
    code: Key
    name: Words
    version: Words
    documents: dict[Key, Document]
    roles: dict[Key, Role]
    phases: tuple[Phase, ...]
    routes: tuple[Route, ...]
    capacity: tuple[Capacity, ...] = ()
    bt: tuple[BtStatement, ...] = ()
    steps: tuple[Step, ...]

    def route(self, key: str) -> Route:
        """The route with this key; KeyError where the pack has none."""
        return next((route for route in self.routes if route.key == key), None) or _missing(key)

    def where(self, source: Source) -> str:
        """Where a rule stands, in words: the document's title, its date where it has one, and the heading."""
        document = self.documents[source.document]
        dated = f" ({document.valid_from})" if document.valid_from else ""
        return f"{document.title}{dated}, {source.heading}"

    def steps_of(self, route_key: str) -> tuple[Step, ...]:
        """The steps of a route in the pack's own order, whatever the candidate's facts."""
        return tuple(step for step in self.steps if not step.routes or route_key in step.routes)


def _missing(key: str) -> Route:
    raise KeyError(key)


class Fault(Part):
    """Something wrong in a pack: the table it stands in, the key, and what was expected there (Swedish)."""

    table: str
    key: str
    expected: str


def check_pack(pack: Pack) -> Iterator[Fault]:
    """Every name that leads nowhere, every cycle and every duplicate in a pack whose shape is right."""
    phases = {phase.key for phase in pack.phases}
    routes = {route.key for route in pack.routes}
    steps = {step.key for step in pack.steps}
    yield from _duplicates("phases", [phase.key for phase in pack.phases])
    yield from _duplicates("routes", [route.key for route in pack.routes])
    yield from _duplicates("steps", [step.key for step in pack.steps])

    for name, rule in _rules(pack):
        if rule.source.document not in pack.documents:
            yield _unknown(name, "source.document", rule.source.document, "ett dokument", pack.documents)
    for name, item in _conditional(pack):
        for key in ("applies", "unless"):
            for fact in getattr(item, key, ()):
                if fact not in FACTS:
                    yield _unknown(name, key, fact, "ett faktum", FACTS)

    for route in pack.routes:
        name = f"routes.{route.key}"
        if route.driver not in pack.roles:
            yield _unknown(name, "driver", route.driver, "en roll", pack.roles)
        own = {step.key for step in pack.steps_of(route.key)}
        if route.becomes_st not in own:
            yield _unknown(name, "becomes_st", route.becomes_st, "ett steg på vägen", own)

    for step in pack.steps:
        name = f"steps.{step.key}"
        if step.phase not in phases:
            yield _unknown(name, "phase", step.phase, "en fas", phases)
        if step.role not in pack.roles:
            yield _unknown(name, "role", step.role, "en roll", pack.roles)
        if step.contact is not None and step.contact not in pack.roles:
            yield _unknown(name, "contact", step.contact, "en roll", pack.roles)
        for route_key in step.routes:
            if route_key not in routes:
                yield _unknown(name, "routes", route_key, "en väg", routes)
        for other in step.after:
            if other not in steps:
                yield _unknown(name, "after", other, "ett steg", steps)
        if step.due is not None:
            if step.due.after not in steps | {"start"}:
                yield _unknown(name, "due.after", step.due.after, 'ett steg eller "start"', steps)
            if (step.due.days is None) == (step.due.months is None):
                yield Fault(table=name, key="due", expected="antingen days eller months, inte båda")
        if step.gate and step.force is Force.INFO:
            yield Fault(table=name, key="gate", expected="en spärr kan inte vara info: ange force ska, bör eller kan")
        yield from _duplicates(f"{name}.fields", [field.key for field in step.fields])
    yield from _cycles(pack, steps)


def _rules(pack: Pack) -> Iterator[tuple[str, Rule]]:
    yield from ((f"routes.{route.key}", route) for route in pack.routes)
    yield from ((f"steps.{step.key}", step) for step in pack.steps)
    yield from ((f"capacity[{number}]", item) for number, item in enumerate(pack.capacity, 1))
    yield from ((f"bt[{number}]", item) for number, item in enumerate(pack.bt, 1))


def _conditional(pack: Pack) -> Iterator[tuple[str, Rule]]:
    return ((name, rule) for name, rule in _rules(pack) if not isinstance(rule, BtStatement))


def _unknown(table: str, key: str, found: str, what: str, known: object) -> Fault:
    names = ", ".join(sorted(known))  # type: ignore[call-overload]
    return Fault(table=table, key=key, expected=f"{what} som finns, men fick ”{found}”. Det finns: {names}")


def _duplicates(table: str, keys: list[str]) -> Iterator[Fault]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield Fault(table=table, key=key, expected="ett namn som bara används en gång")


def _cycles(pack: Pack, steps: set[str]) -> Iterator[Fault]:
    graph = {step.key: {key for key in step.after if key in steps} for step in pack.steps}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(error.args[1])
        yield Fault(table="steps", key="after", expected=f"steg som inte väntar på varandra i ring: {circle}")
