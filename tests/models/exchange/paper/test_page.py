"""Type on paper: no letter stops it, no line is too long, and what is cut says so."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.exchange.paper.glyphs import BOLD, REGULAR, font_file, printable
from models.exchange.paper.page import BODY, MORE, Frame, Paper, ago

PAPER = Paper(Frame("Lingonets vårdcentral", "Region Örebro län", "Prov", date(2026, 11, 21)))
LETTERS = {ord(char) for char in "abcdefghijklmnopqrstuvwxyzåäöABCLZ ?-…"}


@pytest.mark.parametrize(
    "name",
    ["Åsa Öström", "Łukasz Şahin", "İbrahim Yıldızoğlu", "Žiga Čačko", "Nguyễn Thị Hồng", "Ђорђе Ћирић", "Ωmega"],
)
def test_a_european_or_vietnamese_name_is_printed_letter_by_letter(name: str) -> None:
    for style in (BODY, BODY.strong()):
        assert PAPER.cut(name, style, None) == name


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Łukasz", "?ukasz"),
        ("Žena", "Zena"),
        ("a\u0308", "ä"),
        ("q\u0301", "q"),
        ("أحمد", "????"),
        ("😀", "?"),
        ("a\tb\x00c\u200bd", "a bcd"),
    ],
)
def test_a_letter_that_the_font_lacks_is_the_nearest_or_is_seen_to_be_missing(text: str, shown: str) -> None:
    assert printable(text, LETTERS) == shown


def test_both_faces_are_installed() -> None:
    assert font_file(REGULAR).is_file()
    assert font_file(BOLD).is_file()


@settings(deadline=None)
@given(st.text(), st.floats(5, 120), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(text: str, width: float, most: int) -> None:
    lines = PAPER.wrapped(text, BODY, width, most, "…")
    assert len(lines) <= most
    assert all(PAPER.width(line, BODY) <= width + 0.01 for line in lines)
    assert PAPER.width(PAPER.cut(text, BODY, width), BODY) <= width + 0.01


def test_a_text_is_broken_where_a_reader_expects() -> None:
    assert PAPER.wrapped("Verksamhets-/vårdcentralschef", BODY, 30, 3) == ["Verksamhets-/", "vårdcentralschef"]
    assert all(
        "2 000" in line or "000" not in line
        for width in range(12, 40)
        for line in PAPER.wrapped("en per 2 000 listade", BODY, width, 9)
    )
    assert PAPER.wrapped("Personalbehovsanmälan", BODY, 20, 3)[0].endswith("-")
    assert PAPER.wrapped("ett\n\ntvå", BODY, 50, 3) == ["ett", "två"]


def test_a_long_text_says_that_there_is_more() -> None:
    for text in ("ord " * 200, "ord " * 200_000):
        lines = PAPER.wrapped(text, BODY, 60, 2)
        assert len(lines) == 2
        assert lines[-1].endswith(f"ord{MORE}")


def test_one_line_too_many_is_not_lost_in_silence() -> None:
    assert PAPER.wrapped("ett\ntvå", BODY, 60, 2) == ["ett", "två"]
    assert PAPER.wrapped("ett\ntvå\ntre", BODY, 60, 2) == ["ett", f"två{MORE}"]
    assert PAPER.wrapped("ett", BODY, 60, 0) == []


def test_days_are_counted_in_swedish() -> None:
    today = date(2026, 11, 21)
    assert ago(today, today) == "2026-11-21 (idag)"
    assert ago(date(2026, 11, 20), today) == "2026-11-20 (1 dag)"
    assert ago(date(2026, 11, 3), today) == "2026-11-03 (18 dagar)"
