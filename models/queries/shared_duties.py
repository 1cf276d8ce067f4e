"""Idag's rows of the duties that come back: everybody who has the same to do for the same period shares one."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from uuid import UUID

from peewee import JOIN

from models.knowledge.vocabulary import Every
from models.queries.open_duties import COUNTED, stored_duty
from models.queries.rows import rows_of
from models.records import Candidate, Colleague, OpenDuty, Snooze
from models.rules.calendar import add_months
from models.rules.duties import Duty, Occurrence, agenda
from models.text import swedish_key

AHEAD_MONTHS = 4  # a yearly duty would else stand in the list all the year round


@dataclass(frozen=True)
class Rest:
    """A step's rest: until when and why; one that is over has no more effect.

    The note is None where it is withheld from the one who asks.
    """

    id: UUID
    version: int
    until: date
    note: str | None


@dataclass(frozen=True)
class Covered:
    """Somebody whom a row is about, and the duty's step on that checklist."""

    candidate: UUID
    step_id: UUID
    name: str
    supervisor: str


@dataclass(frozen=True)
class Kind:
    """What is said of a duty: those for whom all of it is the same share a row."""

    key: str
    step: str
    phase: str
    role: str
    ours: bool
    krav: str


@dataclass(frozen=True)
class DutyRow:
    """An occurrence that `people` have to do, of `everyone` who has it; `rest` is what they have in common of that."""

    kind: Kind
    occurrence: Occurrence
    people: tuple[Covered, ...]
    everyone: tuple[Covered, ...]
    rest: Rest | None

    @property
    def steps(self) -> tuple[UUID, ...]:
        """The duty's step on each one's checklist."""
        return tuple(one.step_id for one in self.people)

    @property
    def in_order(self) -> tuple[Covered, ...]:
        """The people in Swedish order of name, for whoever reads all of them."""
        return tuple(sorted(self.people, key=lambda one: swedish_key(one.name)))

    @property
    def who(self) -> str:
        """`alla 5`, `3 av 5`, or the name of the only one."""
        if len(self.people) == 1:
            return self.people[0].name
        number = len(self.people)
        return f"alla {number}" if number == len(self.everyone) else f"{number} av {len(self.everyone)}"

    def parted(self) -> Iterator["DutyRow"]:
        """The same, a row for each handledare."""
        for supervisor in dict.fromkeys(one.supervisor for one in self.people):
            people, everyone = (
                tuple(one for one in some if one.supervisor == supervisor) for some in (self.people, self.everyone)
            )
            yield replace(self, people=people, everyone=everyone)


@dataclass(frozen=True)
class _Held:
    """A duty that somebody has."""

    kind: Kind
    person: Covered
    duty: Duty
    rests: dict[int, Rest]


def duty_rows(today: date, among: Container[UUID] | None = None) -> tuple[DutyRow, ...]:
    """What there is to do of the duties that come back, some months ahead.

    Where it is said among which steps, by the ids of their rows, other duties are left out.
    """
    until = add_months(today, AHEAD_MONTHS)
    by_kind: dict[Kind, list[_Held]] = {}
    to_do: dict[tuple[Kind, Occurrence], list[_Held]] = {}
    for one in _held():
        if among is not None and one.person.step_id not in among:
            continue
        by_kind.setdefault(one.kind, []).append(one)
        for occurrence in agenda(one.duty, today).begun(today):
            if occurrence.due_on <= until:
                to_do.setdefault((one.kind, occurrence), []).append(one)
    return tuple(
        row
        for (kind, occurrence), some in to_do.items()
        for row in _rows(kind, occurrence, some, _everyone(occurrence, some, by_kind[kind]), today)
    )


def _everyone(occurrence: Occurrence, some: list[_Held], alike: list[_Held]) -> tuple[Covered, ...]:
    """Those who are to do it and those who have: a month is the same for all, but everyone has years of their own."""
    if some[0].duty.terms.every is not Every.MONTH:
        return tuple(one.person for one in some)
    steps = {one.person.step_id for one in some}
    return tuple(one.person for one in alike if one.person.step_id in steps or one.duty.is_done(occurrence.number))


def _rows(
    kind: Kind, occurrence: Occurrence, some: list[_Held], everyone: tuple[Covered, ...], today: date
) -> Iterator[DutyRow]:
    """A row for those who are to do it, and one for each rest that some of them share."""
    by_rest: dict[tuple[date, str | None] | None, list[_Held]] = {}
    for one in some:
        rest = one.rests.get(occurrence.number)
        resting = rest is not None and rest.until > today
        by_rest.setdefault((rest.until, rest.note) if rest is not None and resting else None, []).append(one)
    for shared, those in by_rest.items():
        rest = None if shared is None else those[0].rests[occurrence.number]
        yield DutyRow(kind, occurrence, tuple(one.person for one in those), everyone, rest)


_KIND = ("key", "step", "phase", "role", "ours", "krav")


def _held() -> Iterator[_Held]:
    query = (
        OpenDuty.select(
            *(OpenDuty.candidate, OpenDuty.position, OpenDuty.step_id, Candidate.name, Colleague.name),
            *(getattr(OpenDuty, name) for name in _KIND),
            *COUNTED,
            *(Snooze.number, Snooze.id, Snooze.version, Snooze.until, Snooze.note),
        )
        .join(Candidate)
        .join(Colleague, JOIN.LEFT_OUTER, on=Candidate.supervisor == Colleague.id)
        .join(Snooze, JOIN.LEFT_OUTER, on=(Snooze.step_id == OpenDuty.step_id) & Snooze.number.is_null(False))
        .where(~Candidate.archived)
        .order_by(OpenDuty.candidate, OpenDuty.position)
    )
    for _place, rows in groupby(rows_of(query), key=lambda row: row[:2]):
        same = list(rows)  # one for each rest
        candidate, _position, step_id, name, supervisor, *more = same[0]
        yield _Held(
            Kind(*more[:6]),
            Covered(candidate, step_id, name, supervisor or ""),
            stored_duty(*more[6:9]),
            {number: Rest(*values) for number, *values in (row[14:] for row in same) if number is not None},
        )
