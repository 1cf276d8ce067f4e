"""What sets one edition of a routine apart from another, step by step, in words for a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from models.knowledge.pack import Pack
from models.rules.edition_words import Said, phase_of, said_beside, said_of_step


class Kind(StrEnum):
    """What has become of a step, or of another rule of the routine."""

    NEW = "nytt"
    CHANGED = "ändrat"
    GONE = "utgår"


@dataclass(frozen=True)
class Changed:
    """One thing that reads otherwise: its name, and how it read before and reads now; empty where nothing was said."""

    what: str
    before: str
    now: str


@dataclass(frozen=True)
class Difference:
    """A step (by its `key`, in the phase `part`), or another rule (without either), that differs between editions."""

    kind: Kind
    title: str
    changes: tuple[Changed, ...]
    key: str = ""
    part: str = ""


def differences(old: Pack, new: Pack, route: str) -> tuple[Difference, ...]:
    """Everything that differs for those on a route, which both editions have: steps in the new order, then the rest."""
    return (*_steps(old, new, route), *_beside(said_beside(old, route, new), said_beside(new, route, new)))


def _steps(old: Pack, new: Pack, route: str) -> Iterator[Difference]:
    before = {step.key: step for step in old.steps_of(route)}
    for step in new.steps_of(route):
        known = before.pop(step.key, None)
        changes = tuple(_changes(said_of_step(old, known, new) if known else (), said_of_step(new, step, new)))
        if changes:
            kind = Kind.CHANGED if known else Kind.NEW
            yield Difference(kind, step.title, changes, step.key, phase_of(new, step))
    for step in before.values():
        changes = tuple(_changes(said_of_step(old, step, new), ()))
        yield Difference(Kind.GONE, step.title, changes, step.key, phase_of(old, step))


def _beside(before: Iterable[Said], now: Iterable[Said]) -> Iterator[Difference]:
    for change in _changes(before, now):
        kind = Kind.NEW if not change.before else Kind.CHANGED if change.now else Kind.GONE
        yield Difference(kind, change.what, (change,))


def _changes(before: Iterable[Said], now: Iterable[Said]) -> Iterator[Changed]:
    first, second = dict(before), dict(now)
    for what in second | first:
        if first.get(what, "") != second.get(what, ""):
            yield Changed(what, first.get(what, ""), second.get(what, ""))
