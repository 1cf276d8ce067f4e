"""What sets one edition of a routine apart from another, step by step, in words for a person."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from models.knowledge.pack import Pack, Step
from models.rules.edition_rules import said_at_first, said_beside, shared_on
from models.rules.edition_words import Said, phase_of, said_of_step


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
    """Everything that differs for those on a route, which both editions have.

    First what many steps share, told once, then steps in the new order, then the rest.
    """
    shared = shared_on(old, route) | shared_on(new, route)
    return (
        *_beside(said_at_first(old, shared, new), said_at_first(new, shared, new)),
        *_steps(old, new, route),
        *_beside(said_beside(old, route, new), said_beside(new, route, new)),
    )


def _steps(old: Pack, new: Pack, route: str) -> Iterator[Difference]:
    before = {step.key: step for step in old.steps_of(route)}
    moves = _moves(tuple(before.values()), new.steps_of(route))
    for step in new.steps_of(route):
        known = before.pop(step.key, None)
        said = () if known is None else said_of_step(old, known, new, route)
        changes = (*moves.get(step.key, ()), *_changes(said, said_of_step(new, step, new, route)))
        if changes:
            kind = Kind.CHANGED if known else Kind.NEW
            yield Difference(kind, step.title, changes, step.key, phase_of(new, step))
    for step in before.values():
        changes = tuple(_changes(said_of_step(old, step, new, route), ()))
        yield Difference(Kind.GONE, step.title, changes, step.key, phase_of(old, step))


def _moves(old: Sequence[Step], new: Sequence[Step]) -> dict[str, tuple[Changed]]:
    """The steps of both editions that have changed places with others of them: as few as explain the new order."""
    at = {step.key: number for number, step in enumerate(old)}
    common = [step for step in new if step.key in at]
    still = _longest_rising([at[step.key] for step in common])
    shared = {step.key for step in common}
    was, now = (_places([step for step in steps if step.key in shared]) for steps in (old, new))
    return {step.key: (Changed("Plats", was[step.key], now[step.key]),) for step in common if at[step.key] not in still}


def _places(steps: Sequence[Step]) -> dict[str, str]:
    """Behind which other step each stands."""
    titles = ["först", *(f"efter ”{step.title}”" for step in steps)]
    return {step.key: title for step, title in zip(steps, titles, strict=False)}


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The most of different numbers that stand in rising order."""
    ends: list[int] = []  # the least number that a run of each length can end with
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found


def _beside(before: Iterable[Said], now: Iterable[Said]) -> Iterator[Difference]:
    for change in _changes(before, now):
        kind = Kind.NEW if not change.before else Kind.CHANGED if change.now else Kind.GONE
        yield Difference(kind, change.what, (change,))


def _changes(before: Iterable[Said], now: Iterable[Said]) -> Iterator[Changed]:
    first, second = dict(_numbered(before)), dict(_numbered(now))
    for what in second | first:
        if first.get(what, "") != second.get(what, ""):
            yield Changed(what, first.get(what, ""), second.get(what, ""))


def _numbered(said: Iterable[Said]) -> Iterator[Said]:
    """Rules of the same name, told apart."""
    seen: Counter[str] = Counter()
    for what, words in said:
        seen[what] += 1
        yield (what if seen[what] == 1 else f"{what} ({seen[what]})"), words
