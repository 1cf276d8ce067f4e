"""A fault in a region pack, and the questions that every check of one asks."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from models.knowledge.toml_places import Path

_LIKE = 0.7
_MOST_LISTED = 10


@dataclass(frozen=True)
class Fault:
    """Something wrong in a pack: the path to it, and what to say of it (Swedish).

    `twin` is the path to what it collides with.
    """

    path: Path
    says: str
    twin: Path | None = None


def unknown(path: Path, what: str, found: str | Sequence[str] | None, known: Collection[str]) -> Iterator[Fault]:
    """A fault for a name that leads nowhere, or for each of a list."""
    named = [(path, found)] if isinstance(found, str) else [((*path, at), name) for at, name in enumerate(found or ())]
    for place, name in named:
        if name not in known:
            meant = likely(name, known)
            hint = f" – menade du {meant}?" if meant else ""
            yield Fault(place, f"väntade {what} som finns ({listed(known, name)}), men fick ”{name}”{hint}")


def likely(name: str, known: Collection[str]) -> str:
    """The name that was meant by one that is close to it; empty where none is."""
    close = get_close_matches(name.lower(), known, 1, _LIKE)
    return close[0] if close else ""


def listed(known: Collection[str], name: str) -> str:
    """The names that there are, in order; of many those that are most like the one that was written."""
    if not known:
        return "det finns inga"
    if len(known) <= _MOST_LISTED:
        return ", ".join(sorted(known))
    closest = get_close_matches(name.lower(), known, _MOST_LISTED, 0)
    return f"{', '.join(sorted(closest))} och {len(known) - len(closest)} till"


def duplicates(names: Sequence[tuple[Path, str]]) -> Iterator[Fault]:
    """A fault for each name that has been used before."""
    first: dict[str, Path] = {}
    for path, name in names:
        if (twin := first.setdefault(name, path)) is not path:
            yield Fault(path, f"”{name}” finns redan", twin)


def exactly_one(path: Path, part: Any, keys: Sequence[str]) -> Iterator[Fault]:
    """A fault where none of these keys of a part is given, or more than one."""
    given = [key for key in keys if getattr(part, key) not in (None, ())]
    if len(given) != 1:
        *first, last = keys
        found = " och ".join(given) or "ingen"
        yield Fault(path, f"väntade en av {', '.join(first)} och {last}, och bara en av dem, men fick {found}")
