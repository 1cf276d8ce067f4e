"""The shape of a region pack: one TOML file that holds one region's routine."""

from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, Strict

from models.knowledge.letter import Letter
from models.knowledge.pack_base import Answer, Day, Days, Flag, Key, Listed, Mailbox, Part, Rule, Source, Words
from models.knowledge.pack_money import Capacity, Clock, Financing
from models.knowledge.pack_time import Due, Intake, Opens, Period, Span
from models.knowledge.vocabulary import FACTS, PERIOD_ENDS, BtWording, Every, FieldKind, Force, Stage

__all__ = ["Capacity", "Pack", "Part", "Period", "Role", "Route", "Rule", "Source", "Step", "StepField"]

MOST_STEPS = 500


class Document(Part):
    """A source document: its title and, where it has one, the day from which it is valid."""

    title: Words
    valid_from: Day | None = None


class Role(Part):
    """Who does something; `at_clinic` tells our own turn from waiting for somebody else.

    `mailbox` and `phone` are the function's, never a person's: those belong in the clinic's settings.
    """

    name: Words
    at_clinic: Flag = False
    mailbox: Mailbox | None = None
    phone: Words | None = None


class Phase(Part):
    """A part of the way in the region's own words, and the common stage it belongs to."""

    key: Key
    title: Words
    stage: Stage


class StepField(Part):
    """A fact that the documents ask for on a step; force `ska` means that the step needs it to be done.

    `value` is the name in PLACEHOLDERS of what the field holds: it can be filled in from what is known of it, and what
    is answered here is known to the letters from then on. A yes or no may be known too, by one of FACTS, or by the
    number of listed patients: it is offered, and an answer that it speaks against is pointed out. A day that is `past`
    has been when it is answered, as that of a paper. What is answered is shown among the candidate's own facts too,
    where `on_person` says what it is called there.
    """

    key: Key
    label: Words
    kind: FieldKind
    force: Force = Force.MAY
    value: str | None = None
    fact: str | None = None
    min_listed: Listed | None = None
    past: Flag = False
    on_person: Annotated[Words, Field(max_length=20)] | None = None


class AtLeast(Part):
    """Number fields of a step that together must come to so many at least."""

    sum: Annotated[tuple[Key, ...], Field(min_length=1)]
    number: Annotated[int, Strict(), Field(ge=1, le=1000)]


class Step(Rule):
    """One thing to do or know on a route.

    `applies` lists facts that must all hold and `unless` facts of which none may hold; the answer to a question on
    another step (`intervju.sprak`) is a fact too. `after` names the steps it waits for (one that does not apply is
    passed through to what it waited for itself); `gate` blocks all that follows.
    `every` makes it a duty that comes back and is never ticked. Of the fields in each group of `one_of` at least one
    must be answered, and not with no, and those in `at_least` must come to so many together. `letter` is the one to
    send. `over_working_days` is of an absence: the step concerns one of more Swedish working days than so many.
    A `statement` is what the candidate's own handledare says of them, and no other handledare.
    """

    key: Key
    title: Words
    phase: Key
    role: Key
    force: Force
    gate: Flag = False
    statement: Flag = False
    routes: tuple[Key, ...] = ()
    applies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    after: tuple[Key, ...] = ()
    contact: Key | None = None
    fields: tuple[StepField, ...] = ()
    one_of: tuple[tuple[Key, ...], ...] = ()
    at_least: AtLeast | None = None
    span: Span | None = None
    period: Period | None = None
    opens: Opens | None = None
    due: Due | None = None
    every: Every | None = None
    letter: Key | None = None
    over_working_days: Days | None = None

    @property
    def answers(self) -> dict[str, str]:
        """What can be answered on it, each by what it is called: the fields, and the two ends of a period."""
        ends = {} if self.period is None else {end: f"{self.title}, {name}" for end, name in PERIOD_ENDS.items()}
        return ends | {field.key: field.label for field in self.fields}

    @property
    def ticked(self) -> bool:
        """Whether it is done once and for all, and not only to know or to keep doing."""
        return self.force is not Force.INFO and self.every is None

    @property
    def binding(self) -> bool:
        """Whether it must be done: it is a gate, or the document says so."""
        return self.ticked and (self.gate or self.force is Force.MUST)


class Route(Rule):
    """A way through the routine: who may take it, who drives it, and the step that makes someone an ST doctor.

    That is on the day on which the step was done, or on a day that is answered on it (`avtal.dag`).
    """

    key: Key
    title: Words
    who: Words
    driver: Key
    becomes_st: Answer
    applies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()

    @property
    def st_step(self) -> str:
        """The key of the step that makes someone an ST doctor."""
        return self.becomes_st.partition(".")[0]


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
    financing: tuple[Financing, ...] = ()
    clocks: tuple[Clock, ...] = ()
    bt: tuple[BtStatement, ...] = ()
    intakes: tuple[Intake, ...] = ()
    letters: dict[Key, Letter] = Field(default_factory=dict)
    steps: Annotated[tuple[Step, ...], Field(max_length=MOST_STEPS)]

    @cached_property
    def by_key(self) -> dict[str, Step]:
        """The steps by their keys."""
        return {step.key: step for step in self.steps}

    @cached_property
    def built_on(self) -> frozenset[str]:
        """The days that something else is counted from, opens by or begins with: steps (`anstall`), and what is
        answered on them (`anstall.dag`). Where they are not known, what comes after never falls due.
        """
        times = [time for step in self.steps for time in (step.opens, step.due) if time is not None]
        named = [
            day for time in times for day in (time.after, getattr(time, "on", None), getattr(time, "before", None))
        ]
        named += [*(intake.after for intake in self.intakes), *(route.becomes_st for route in self.routes)]
        return frozenset(day for day in named if day is not None) - {"start"}

    def intake_by(self, step: str) -> Intake | None:
        """The intake that one applies to by a step; None where there is none."""
        return next((intake for intake in self.intakes if intake.step == step), None)

    def all_before(self, key: str) -> set[str]:
        """Every step that a step waits for, near and far, whatever the candidate's facts."""
        found: set[str] = set()
        stack = list(self.by_key[key].after)
        while stack:
            other = stack.pop()
            if other not in found and other in self.by_key:
                found.add(other)
                stack.extend(self.by_key[other].after)
        return found

    def route(self, key: str) -> Route:
        """The route with this key; KeyError where the pack has none."""
        return next((route for route in self.routes if route.key == key), None) or _missing(key)

    def where(self, rule: Rule) -> str:
        """Everywhere that a rule stands, in words: the document's title, its date where it has one, and the heading."""
        return "; ".join(self.where_in(source) for source in rule.sources)

    def where_in(self, source: Source) -> str:
        """One of the places where a rule stands; under a heading that is the title, the title is enough."""
        document = self.documents[source.document]
        dated = f" ({document.valid_from})" if document.valid_from else ""
        heading = f", {source.heading}" if source.heading != document.title else ""
        return f"{document.title}{dated}{heading}"

    def label(self, answer: str) -> str:
        """What a step (`anstall`), or what is answered on one (`anstall.dag`), is called; empty where there is none."""
        key, _dot, name = answer.partition(".")
        step = self.by_key.get(key)
        return "" if step is None else step.answers.get(name, step.title)

    def fact(self, name: str) -> str:
        """A fact in words, or a question on a step whose yes is one (`intervju.sprak`)."""
        return FACTS.get(name) or f"”{self.label(name)}” är ja"

    def steps_of(self, route_key: str) -> tuple[Step, ...]:
        """The steps of a route in the pack's own order, whatever the candidate's facts."""
        return tuple(step for step in self.steps if not step.routes or route_key in step.routes)


def _missing(key: str) -> Route:
    raise KeyError(key)
