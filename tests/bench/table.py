"""What was measured, as a Markdown table with what was aimed at."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True)
class Row:
    """A measurement: ours, what it stands beside, and the result that the aim is about (no aim: for information)."""

    name: str
    ours: str
    beside: str
    result: str
    aim: str = "–"
    met: bool | None = None

    def __str__(self) -> str:
        met = "–" if self.met is None else "met" if self.met else "**not met**"
        return f"| {' | '.join((self.name, self.ours, self.beside, self.result, self.aim, met))} |"


def table(rows: Iterable[Row]) -> str:
    """The rows under their heads."""
    return "\n".join(("| What | Ours | Beside | Result | Aim | |", "|---|---|---|---|---|---|", *map(str, rows)))


def milliseconds(seconds: float) -> str:
    """`12.3 ms`."""
    return f"{seconds * 1000:.1f} ms"


def megabytes(amount: float) -> str:
    """`63 MB`."""
    return f"{amount:.0f} MB"


def beside(
    name: str,
    ours: Sequence[float],
    bare: Sequence[float],
    aim: float | None = None,
    say: Callable[[float], str] = milliseconds,
) -> Row:
    """Two series by their medians, and how they stand to each other."""
    ratio = median(ours) / median(bare)
    numbers = say(median(ours)), f"{say(median(bare))} bare", f"{ratio:.2f}×"
    return Row(name, *numbers) if aim is None else Row(name, *numbers, f"≤ {aim:g}×", ratio <= aim)


def most(name: str, passes: Sequence[Sequence[float]], aim: float | None = None) -> Row:
    """What 95 of 100 stay within, in the quietest of several passes; the aim is in milliseconds."""
    p95, middle = min((quantiles(seconds, n=20, method="inclusive")[-1], median(seconds)) for seconds in passes)
    numbers = milliseconds(middle), "–", f"{milliseconds(p95)} p95"
    return Row(name, *numbers) if aim is None else Row(name, *numbers, f"≤ {aim:g} ms", p95 * 1000 <= aim)
