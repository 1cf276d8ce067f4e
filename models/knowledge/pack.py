"""The shape of a region pack: one TOML file that holds one region's routine."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from models.knowledge.vocabulary import BtWording, FieldKind, Force, Stage

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
KRAV_PATTERN = r"^[A-Z]{2,5}[0-9]{1,3}$"

# Strict, because pydantic would otherwise read "yes" as true and 20250415 as a day in 1970.
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=40)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Krav = Annotated[str, StringConstraints(pattern=KRAV_PATTERN)]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Days = Annotated[int, Strict(), Field(ge=1, le=3660)]
Months = Annotated[int, Strict(), Field(ge=1, le=120)]


class Part(BaseModel):
    """A piece of a pack: strict, frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Document(Part):
    """A source document: its title and, where it has one, the day from which it is valid."""

    title: Words
    valid_from: Day | None = None


class Source(Part):
    """Where a rule stands: a document of the pack and the heading in it."""

    document: Key
    heading: Words


class Role(Part):
    """Who does something; `at_clinic` tells our own turn from waiting for somebody else."""

    name: Words
    at_clinic: Flag = False
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
    days: Days | None = None
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
    gate: Flag = False
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
    per_listed: Annotated[int, Strict(), Field(ge=1)] | None = None


class BtStatement(Rule):
    """One document's own wording of who needs BT."""

    wording: BtWording
    trained_abroad_only: Flag = False


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
