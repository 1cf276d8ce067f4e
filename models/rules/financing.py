"""Is the money secured, what it hangs on, and how long it lasts (OG19, OG20, VML12–VML14, VML16)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Pack
from models.knowledge.pack_money import Clock, Condition, Financing
from models.knowledge.vocabulary import ClockKind
from models.rules.calendar import add_months, months_between
from models.rules.demands import answered
from models.rules.profile import Facts, holds
from models.rules.routine import SETTLED, State, StepStanding
from models.text import thousands


@dataclass(frozen=True)
class ConditionView:
    """A condition: met, broken, or, with None, not known yet; `note` says why where that is not plain.

    `against` are the keys of the steps that have been answered against it, with a no or by being done without it, and
    `still_at` the titles of those that can meet it yet.
    """

    label: str
    met: bool | None
    note: str = ""
    against: tuple[str, ...] = ()
    still_at: tuple[str, ...] = ()

    @property
    def unmet(self) -> bool:
        """Whether it is broken, or is so unless something else comes to meet it: more than undone."""
        return self.met is False or (self.met is None and bool(self.against) and not self.asked_about)

    @property
    def asked_about(self) -> bool:
        """Whether the documents word it in two ways that give different answers: the note has both."""
        return self.met is None and bool(self.note)


@dataclass(frozen=True)
class FinancingView:
    """The lamp: `secured` is True when every condition is met, False when one is broken, None until then."""

    title: str
    secured: bool | None
    conditions: tuple[ConditionView, ...]
    deviation: str
    rule: str
    source: str

    @property
    def word(self) -> str:
        """How it stands, in a word or two."""
        if self.secured is None and all(one.met or one.asked_about for one in self.conditions):
            return "Att fråga om"
        return {True: "Säkrad", False: "Inte säkrad", None: "Inte avgjord än"}[self.secured]

    @property
    def why(self) -> str:
        """What breaks it, or else what is missing, in one line; empty where the money is secured."""
        broken = [one for one in self.conditions if one.met is False]
        if self.deviation:
            return self.deviation
        waiting = broken or [one for one in self.conditions if one.met is None]
        word = "Inte uppfyllt" if broken else "Återstår"
        return f"{word}: {'; '.join(one.label for one in waiting)}." if waiting else ""


def financing(
    pack: Pack, route: str, standings: Sequence[StepStanding], facts: Facts, listed: int
) -> tuple[FinancingView, ...]:
    """Every source of money that the pack tells of on this route."""
    return tuple(_view(item, pack, standings, facts, listed) for item in money_on(pack, route, facts))


def money_on(pack: Pack, route: str, facts: Facts) -> tuple[Financing, ...]:
    """The sources of money on a route, for somebody with these facts."""
    return tuple(
        item
        for item in pack.financing
        if (not item.routes or route in item.routes) and holds(facts, item.applies, item.unless) is not False
    )


def clocks(pack: Pack, curriculum: str) -> tuple[Clock, ...]:
    """The numbers that hold under a curriculum; all of them while it is not chosen."""
    return tuple(
        clock for clock in pack.clocks if not (clock.curriculum and curriculum) or clock.curriculum == curriculum
    )


@dataclass(frozen=True)
class ClockView:
    """A number on paid time, and where somebody stands against it. Numbers of different kinds are never added.

    `gone` are whole calendar months since ST began, and `reached_on` the day on which they are as many as `max_months`:
    only of what is counted from there, and None until it began. Absence, part time and placements are not counted.
    `curriculum` is the one it holds under, where the candidate's is not chosen.
    """

    title: str
    curriculum: str
    percent: int | None
    min_months: int | None
    max_months: int | None
    gone: int | None
    reached_on: date | None
    prolonged: str
    source: str


def clock_views(pack: Pack, curriculum: str, st_since: date | None, today: date) -> tuple[ClockView, ...]:
    """Each of the numbers that hold for a candidate, by itself."""
    return tuple(_clock(clock, pack, curriculum, st_since, today) for clock in clocks(pack, curriculum))


def _clock(clock: Clock, pack: Pack, curriculum: str, st_since: date | None, today: date) -> ClockView:
    # Whether and when BT or a placement began is recorded nowhere yet: of them the number alone can be told.
    limit = clock.max_months if clock.kind is ClockKind.FINANCING else None
    begun = st_since is not None and st_since <= today
    counted = st_since if begun and limit is not None else None
    return ClockView(
        clock.title,
        "" if curriculum else (clock.curriculum or ""),
        clock.percent,
        clock.min_months,
        clock.max_months,
        None if counted is None else months_between(counted, today),
        None if counted is None or limit is None else add_months(counted, limit),
        clock.prolonged or "",
        pack.where(clock),
    )


def _view(item: Financing, pack: Pack, standings: Sequence[StepStanding], facts: Facts, listed: int) -> FinancingView:
    by_key = {standing.step.key: standing for standing in standings}
    conditions = tuple(_condition(one, by_key, facts, listed) for one in item.conditions)
    passed = [standing.step.title for standing in standings if standing.mark.state is State.PASSED]
    deviation = f"{item.deviation} Passerad spärr: {', '.join(passed)}." if item.deviation and passed else ""
    met = [one.met for one in conditions]
    secured = False if deviation or False in met else None if None in met else True
    return FinancingView(item.title, secured, conditions, deviation, item.rule, pack.where(item))


def _condition(one: Condition, by_key: Mapping[str, StepStanding], facts: Facts, listed: int) -> ConditionView:
    noes = [answer for answer in _asked(one, by_key) if _is_no(answer, by_key)]
    if one.min_listed is not None:
        return ConditionView(one.label, listed >= one.min_listed, f"{thousands(listed)} listade", _steps_of(noes))
    still_at: tuple[str, ...] = ()
    if one.fact is not None:
        known = facts.get(one.fact)
        met = False if known is None and noes else known
    else:
        said = {answer: _said(answer, by_key) for answer in one.any_of if _step_of(answer) in by_key}
        met = True if True in said.values() else None if None in said.values() or not said else False
        noes = [answer for answer in said if said[answer] is False or answer in noes]
        open_at = _steps_of(answer for answer in said if said[answer] is None and answer not in noes)
        still_at = tuple(by_key[key].step.title for key in open_at)
    if met is False and one.disputed is not None:
        ruling = facts.get(one.ruling or "")
        noes = [one.ruling] if one.ruling is not None and ruling is False else []
        return ConditionView(one.label, ruling, one.disputed if ruling is None else _RULED[ruling], _steps_of(noes))
    return ConditionView(one.label, met, "", _steps_of(noes), still_at)


def _asked(one: Condition, by_key: Mapping[str, StepStanding]) -> Iterator[str]:
    """The answers on the list that a condition hangs on, or that are asked for of the fact or the number it names."""
    yield from (answer for answer in one.any_of if _step_of(answer) in by_key)
    for key, standing in by_key.items():
        for field in standing.step.fields:
            if (field.fact and field.fact == one.fact) or (field.min_listed and field.min_listed == one.min_listed):
                yield f"{key}.{field.key}"


def _step_of(answer: str) -> str:
    return answer.partition(".")[0]


def _steps_of(asked: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(map(_step_of, asked)))


def _is_no(answer: str, by_key: Mapping[str, StepStanding]) -> bool:
    """Whether something has been answered, and with no or none."""
    key, _dot, field = answer.partition(".")
    given = by_key[key].mark.answers.get(field)
    return given is not None and not answered(given)


_RULED = {True: "godtas enligt beskedet", False: "godtas inte enligt beskedet"}


def _said(answer: str, by_key: Mapping[str, StepStanding]) -> bool | None:
    """What a step on the list says so far: an answer counts once it is given, a missing one once it is settled."""
    key, _dot, field = answer.partition(".")
    mark = by_key[key].mark
    if mark.state in SETTLED:
        return mark.state is State.DONE and (not field or answered(mark.answers.get(field)))
    return True if field and answered(mark.answers.get(field)) else None
