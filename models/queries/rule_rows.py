"""A pack's rules on one row each, whatever kind of rule they are: how binding, what they say, and where they stand."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from models.knowledge.bt import national_readings
from models.knowledge.pack import Pack, Rule, Step
from models.knowledge.requirements import requirements
from models.knowledge.vocabulary import Force
from models.rules.entry import terms_of
from models.rules.intake import last_day_in_words
from models.text import fold

About = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class RuleView:
    """A rule and where it stands. `what` is a step's phase, or what kind of rule it is.

    `heading` is the last part of the first place in `where`. `about` is what more there is to say of it, each with its
    label. `step` is a step's key, empty for all else.
    """

    what: str
    title: str
    force: Force
    rule: str
    where: str
    heading: str
    krav: tuple[str, ...]
    about: About = ()
    gate: bool = False
    step: str = ""

    @property
    def folded(self) -> str:
        """All that the rule can be found by."""
        about = (f"{label} {text}" for label, text in self.about)
        gate = ("spärr",) if self.gate else ()
        return fold(" ".join((self.force, *gate, *self.krav, self.what, self.title, self.rule, self.where, *about)))


def rules_in(pack: Pack) -> tuple[RuleView, ...]:
    """Every rule of a pack, in its order; not those that nothing in the program does anything with yet."""
    return tuple(rule for kind in _KINDS for rule in kind(pack) if rule.step or not _waits(rule.krav))


def _waits(krav: Sequence[str]) -> bool:
    """Whether all that a rule is there for is still to be built."""
    known = requirements()
    return bool(krav) and all(id in known and not known[id].built for id in krav)


# Only a step has a force of its own in a pack. Of the rest, a wording of who needs BT demands it, a stated number of
# posts is what a clinic may have, and all else is to know.


def _routes(pack: Pack) -> Iterator[RuleView]:
    for route in pack.routes:
        about = (
            ("För", route.who),
            ("Drivs av", pack.roles[route.driver].name),
            *_when(pack, route.applies, route.unless),
        )
        yield _row(pack, route, "Väg", route.title, about=about)


def _capacity(pack: Pack) -> Iterator[RuleView]:
    for room in pack.capacity:
        force = Force.MAY if room.per_listed else Force.INFO
        yield _row(pack, room, "Kapacitet", "Antal ST-tjänster", force=force, about=_when(pack, room.applies))


def _financing(pack: Pack) -> Iterator[RuleView]:
    for money in pack.financing:
        about = (
            ("Villkor", "; ".join(one.label for one in money.conditions)),
            *(("Två ordalydelser", f"{one.label}: {one.disputed}") for one in money.conditions if one.disputed),
            *((("Avsteg", money.deviation),) if money.deviation else ()),
            *_on(pack, money.routes),
            *_when(pack, money.applies, money.unless),
        )
        yield _row(pack, money, "Finansiering", money.title, about=about)


def _clocks(pack: Pack) -> Iterator[RuleView]:
    for clock in pack.clocks:
        yield _row(pack, clock, "Tid med ersättning", clock.title)


def _bt(pack: Pack) -> Iterator[RuleView]:
    """The region's own wordings, and the national one that is weighed beside them under the same requirement."""
    title, krav = "Vem som behöver BT", tuple(dict.fromkeys(id for wording in pack.bt for id in wording.krav))
    for wording in pack.bt:
        about = _when(pack, ("trained_abroad",)) if wording.trained_abroad_only else ()
        yield _row(pack, wording, "BT", title, force=Force.MUST, about=about)
    for reading in national_readings():
        if not reading.region:
            yield RuleView("BT", title, Force.MUST, reading.rule, reading.source, reading.source, krav)


def _intakes(pack: Pack) -> Iterator[RuleView]:
    for intake in pack.intakes:
        last = last_day_in_words(terms_of(intake))
        yield _row(pack, intake, "Intag", intake.title, about=(("Sista dag", last),) if last else ())


def _steps(pack: Pack) -> Iterator[RuleView]:
    phases = {phase.key: phase.title for phase in pack.phases}
    for step in pack.steps:
        asks = ", ".join(f"{one.label} ({one.force})" for one in step.fields)
        about = (
            ("Vem", pack.roles[step.role].name),
            *_on(pack, step.routes),
            *_when(pack, step.applies, step.unless),
            *((("Frågar efter", asks),) if asks else ()),
        )
        yield _row(pack, step, phases[step.phase], step.title, force=step.force, about=about)


_KINDS: tuple[Callable[[Pack], Iterator[RuleView]], ...] = (
    *(_routes, _capacity, _financing, _clocks, _bt, _intakes),
    _steps,
)


def _row(pack: Pack, rule: Rule, what: str, title: str, *, force: Force = Force.INFO, about: About = ()) -> RuleView:
    gate, step = (rule.gate, rule.key) if isinstance(rule, Step) else (False, "")
    where, heading = pack.where(rule), rule.source.heading
    return RuleView(what, title, force, rule.rule, where, heading, rule.krav, about, gate, step)


def _on(pack: Pack, routes: Sequence[str]) -> About:
    return (("Väg", ", ".join(pack.route(key).title for key in routes)),) if routes else ()


def _when(pack: Pack, applies: Sequence[str], unless: Sequence[str] = ()) -> About:
    named = (("Gäller om", applies), ("Gäller inte om", unless))
    return tuple((label, "; ".join(map(pack.fact, facts))) for label, facts in named if facts)
