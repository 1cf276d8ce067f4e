"""The CSV writer: nothing computes, nothing is lost, and everything can be read back."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange.csv_file import Cell, cell_text, guard, write_csv


def unguard(text: str) -> str:
    """The text that `guard` was given: one apostrophe, and no more, was put before it."""
    return text.removeprefix("'")


def read_back(file: Path) -> list[list[str]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.reader(lines, delimiter=";"))


@pytest.mark.parametrize("first", list("=+-@\t\r\n\0＝＋－＠'"))
def test_a_text_that_would_be_computed_gets_an_apostrophe(first: str) -> None:
    assert guard(f"{first}1+1") == f"'{first}1+1"


@pytest.mark.parametrize("text", ["0701740641", "007", "198001011234", "4607017406411234"])
def test_a_text_of_digits_that_would_lose_some_gets_an_apostrophe(text: str) -> None:
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "0", "104417", "19800101-1234", "070-174 06 41", "Åsa Öst", "a=b", "2026-11-21"])
def test_an_ordinary_text_is_left_as_it_is(text: str) -> None:
    assert guard(text) == text


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (True, "ja"),
        (False, "nej"),
        (-7, "-7"),
        (Decimal("-2.5"), "-2,5"),
        (Decimal("1E+3"), "1000"),
        (date(2026, 11, 21), "2026-11-21"),
        ("-2,5", "'-2,5"),
    ],
)
def test_each_kind_of_value_has_one_way_to_stand(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text


@given(st.text())
def test_guard_can_be_undone_exactly(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=5))
def test_any_text_comes_back_from_the_file(rows: list[list[str]]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / "prov.csv"
        write_csv(file, ("ett", "två"), rows)
        header, *lines = read_back(file)
    assert header == ["ett", "två"]
    assert [[unguard(cell) for cell in line] for line in lines] == rows


def test_the_file_is_what_a_swedish_excel_expects(tmp_path: Path) -> None:
    file = tmp_path / "prov.csv"
    write_csv(file, ("namn", "antal"), [("Åsa; Öst", Decimal("1.5"))])
    assert file.read_bytes() == b'\xef\xbb\xbfnamn;antal\r\n"\xc3\x85sa; \xc3\x96st";1,5\r\n'
