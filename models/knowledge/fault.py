"""A fault in a region pack, and the questions that every check of one asks."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

ROOT = "överst i filen"


@dataclass(frozen=True)
class Fault:
    """Something wrong in a pack: the table it stands in, the key, and what was expected there (Swedish).

    `spot` is the line and column where they are known; `says` is for what is plainer said in other words.
    """

    table: str
    key: str
    expected: str
    spot: str = ""
    says: str = ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.spot, self.table, self.key)))
        return ": ".join(filter(None, (place, self.says or f"väntade {self.expected}")))


def unknown(table: str, key: str, what: str, found: Iterable[str], known: Collection[str]) -> Iterator[Fault]:
    """A fault for each name that leads nowhere."""
    for name in found:
        if name not in known:
            yield Fault(table, key, f"{what} som finns ({', '.join(sorted(known))}), men fick ”{name}”")


def duplicates(table: str, keys: Iterable[str]) -> Iterator[Fault]:
    """A fault for each name that is used more than once."""
    seen: set[str] = set()
    twice: set[str] = set()
    for key in keys:
        (twice if key in seen else seen).add(key)
    for key in sorted(twice):
        yield Fault(table, key, "ett namn som bara används en gång")
