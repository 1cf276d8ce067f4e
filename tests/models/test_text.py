"""Text from people: what comes in is clean, and names stand in Swedish order."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.text import clean, counted, fold, in_days, in_months, masked, swedish_key

ANYTHING = st.text(st.characters())


def test_nothing_that_steers_a_terminal_comes_in() -> None:
    assert clean("Am\x1b[31mina\x07 \x9bÖst\u202e\u2066") == "Am[31mina Öst"


def test_line_breaks_stay_only_where_lines_are_asked_for() -> None:
    assert clean(" ett\r\ntvå\rtre\tfyra ", lines=True) == "ett\ntvå\ntre fyra"
    assert clean("ett\r\ntvå\rtre") == "ett två tre"


def test_letters_are_composed() -> None:
    assert clean("A\u030asa O\u0308st") == "Åsa Öst"


@given(ANYTHING)
@example("a\u200d\u030a")
def test_clean_text_is_printable_composed_and_stays_as_it_is(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.isprintable()
    assert unicodedata.is_normalized("NFC", cleaned)
    assert clean(cleaned) == cleaned == cleaned.strip()
    assert all(line.isprintable() for line in clean(text, lines=True).split("\n"))


def test_aao_come_last_and_foreign_letters_where_swedes_look_for_them() -> None:
    names = ["Öst", "Ærø", "Åby", "Zorn", "Müller", "Munter", "Nyman", "Ängsby", "Éric", "Erik", "ålund"]
    assert sorted(names, key=swedish_key) == [
        *("Éric", "Erik", "Munter", "Müller", "Nyman", "Zorn"),
        *("Åby", "ålund", "Ängsby", "Ærø", "Öst"),
    ]


@pytest.mark.parametrize("typed", ["müller", "MULLER", "Müller"])
def test_a_search_needs_no_foreign_accents(typed: str) -> None:
    assert fold(typed) in fold("Anna Müller-Åberg")


def test_a_search_tells_a_from_ao() -> None:
    assert fold("aberg") not in fold("Anna Åberg")
    assert fold("ÅBERG") in fold("Anna Åberg")


def test_a_personnummer_may_be_seen_but_for_its_last_figures() -> None:
    assert [masked(text) for text in ("19800101-1231", "")] == ["19800101-****", ""]


@pytest.mark.parametrize(
    ("least", "most", "said"),
    [
        (3, 6, "3–6 månader"),
        (6, 6, "6 månader"),
        (1, 1, "1 månad"),
        (1, None, "minst 1 månad"),
        (3, None, "minst 3 månader"),
        (None, 1, "högst 1 månad"),
        (None, None, ""),
    ],
)
def test_limits_are_said_as_a_person_would(least: int | None, most: int | None, said: str) -> None:
    assert in_months(least, most) == said


def test_one_of_a_thing_is_not_said_as_several() -> None:
    assert [in_days(number) for number in (0, 1, 2)] == ["0 dagar", "1 dag", "2 dagar"]
    assert counted(1, "post", "poster") == "1 post"
