"""A line that says how far it has come: only on a terminal, only when it takes long, and gone afterwards."""

from io import StringIO

import pytest

from tui.progress import progress_line


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def told(stream: StringIO, moments: list[float]) -> str:
    """What is written when a thousand more are done at each of these moments."""
    clock = [0.0]
    with progress_line("Kontrollerar loggen", stream, lambda: clock[0]) as tell:
        for number, clock[0] in enumerate(moments, 1):
            tell(number * 1_000, 9_000)
    return stream.getvalue()


def test_what_is_quick_says_nothing() -> None:
    assert told(Terminal(), [0.2, 0.9]) == ""


def test_what_takes_longer_than_a_second_is_told_ten_times_a_second_at_most() -> None:
    lines = told(Terminal(), [0.5, 1.0, 1.05, 1.15]).split("\r\x1b[K")
    assert lines == ["", "Kontrollerar loggen: 2 000 av 9 000", "Kontrollerar loggen: 4 000 av 9 000", ""]


def test_the_line_is_taken_away_when_it_is_cut_short() -> None:
    terminal, clock = Terminal(), [0.0]
    with pytest.raises(KeyboardInterrupt), progress_line("Prov", terminal, lambda: clock[0]) as tell:
        clock[0] = 2.0
        tell(1, 2)
        raise KeyboardInterrupt
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_nothing_is_written_in_a_file() -> None:
    assert told(StringIO(), [5.0, 6.0]) == ""
