"""Dates as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forms.days import Lean, read_day

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2024-1-5", date(2024, 1, 5)),
        ("2024-01-05", date(2024, 1, 5)),
        ("2024.01.05", date(2024, 1, 5)),
        ("2024/1/5", date(2024, 1, 5)),
        ("2024 1 5", date(2024, 1, 5)),
        ("20240105", date(2024, 1, 5)),
        ("240105", date(2024, 1, 5)),
        ("510105", date(1951, 1, 5)),
        ("490105", date(2049, 1, 5)),
        ("5/1 2024", date(2024, 1, 5)),
        ("5/1-24", date(2024, 1, 5)),
        ("5/1/2024", date(2024, 1, 5)),
        ("5/1", date(2027, 1, 5)),
        ("idag", TODAY),
        (" I DAG ", TODAY),
        ("igår", date(2026, 11, 20)),
        ("i går", date(2026, 11, 20)),
        ("imorgon", date(2026, 11, 22)),
        ("+14", date(2026, 12, 5)),
        ("+ 14 d", date(2026, 12, 5)),
        ("-21d", date(2026, 10, 31)),
        ("29/2 2024", date(2024, 2, 29)),
    ],
)
def test_every_written_form_is_read(typed: str, meant: date) -> None:
    assert read_day(typed, TODAY) == meant


@pytest.mark.parametrize(
    "typed", ["", "i fjol", "2024", "2024-13", "1/2/3/4", "5/1!2024", "5/1*24", "+", "24010", "++1"]
)
def test_what_is_no_date_is_refused_with_examples(typed: str) -> None:
    with pytest.raises(ValueError, match=r"Datumet går inte att läsa. Skriv till exempel 2026-11-21, .* eller \+14"):
        read_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["2026-02-29", "31/11", "2024-13-01", "260931", "0/1", "20240100"])
def test_a_day_that_does_not_exist_is_refused_as_such(typed: str) -> None:
    with pytest.raises(ValueError, match="finns inte i kalendern"):
        read_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["1929-12-31", "2101-01-01", "0001-01-01"])
def test_a_year_far_off_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match="mellan 1930 och 2100"):
        read_day(typed, TODAY)


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)))
def test_a_day_reads_the_same_in_every_form(day: date) -> None:
    forms = (f"{day}", f"{day:%Y%m%d}", f"{day:%y%m%d}", f"{day.day}/{day.month} {day.year}", f"{day:%Y.%m.%d}")
    assert {read_day(form, TODAY) for form in forms} == {day}


@given(st.text(st.characters()) | st.from_regex(r"[-+0-9/. d]{1,12}", fullmatch=True))
def test_any_text_is_a_day_or_refused_in_swedish(typed: str) -> None:
    try:
        assert 1930 <= read_day(typed, TODAY).year <= 2100
    except ValueError as error:
        assert str(error).startswith(("Datumet", "Året")) or str(error).endswith("finns inte i kalendern.")


DECEMBER, JANUARY = date(2026, 12, 14), date(2027, 1, 14)


@pytest.mark.parametrize(
    ("typed", "today", "lean", "meant"),
    [
        ("7/1", DECEMBER, Lean.COMING, date(2027, 1, 7)),
        ("7/1", DECEMBER, Lean.LAST, date(2026, 1, 7)),
        ("7/1", DECEMBER, Lean.NEAREST, date(2027, 1, 7)),
        ("20/12", JANUARY, Lean.COMING, date(2027, 12, 20)),
        ("20/12", JANUARY, Lean.LAST, date(2026, 12, 20)),
        ("20/12", JANUARY, Lean.NEAREST, date(2026, 12, 20)),
        ("14/12", DECEMBER, Lean.COMING, DECEMBER),
        ("14/12", DECEMBER, Lean.LAST, DECEMBER),
        ("29/2", DECEMBER, Lean.COMING, date(2028, 2, 29)),
        ("29/2", DECEMBER, Lean.LAST, date(2024, 2, 29)),
        ("7/1 2026", DECEMBER, Lean.COMING, date(2026, 1, 7)),
    ],
)
def test_a_day_without_a_year_is_the_one_that_the_field_means(typed: str, today: date, lean: Lean, meant: date) -> None:
    assert read_day(typed, today, lean) == meant


@given(st.dates(date(1990, 1, 1), date(2050, 1, 1)), st.dates(date(1990, 1, 1), date(2050, 1, 1)))
def test_what_is_to_come_is_never_past_and_what_is_done_never_to_come(day: date, today: date) -> None:
    typed = f"{day.day}/{day.month}"
    assert read_day(typed, today, Lean.LAST) <= today <= read_day(typed, today, Lean.COMING)
