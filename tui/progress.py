"""How far something has come, on one line of the terminal, for what takes longer than a second."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TextIO

_WAIT, _BETWEEN = 1.0, 0.1
_CLEAR_LINE = "\r\x1b[K"


@contextmanager
def progress_line(
    what: str, stream: TextIO, clock: Callable[[], float] = monotonic
) -> Iterator[Callable[[int, int], None]]:
    """Gives what is to be told how many of how many are done; the line is gone afterwards, and never in a file."""
    due, shown = clock() + _WAIT, False

    def tell(done: int, total: int) -> None:
        nonlocal due, shown
        if stream.isatty() and clock() >= due:
            due, shown = clock() + _BETWEEN, True
            stream.write(f"{_CLEAR_LINE}{what}: {done:,} av {total:,}".replace(",", " "))
            stream.flush()

    try:
        yield tell
    finally:
        if shown:
            stream.write(_CLEAR_LINE)
            stream.flush()
