"""What the register knows of a day that is asked for: how it is read without a year, and what speaks against it."""

from datetime import date
from typing import Any

import pytest

from models.forms.days import Lean, read_day
from models.knowledge.pack_reader import builtin_packs
from models.rules.doubt import Expected
from models.rules.expected import expected_days
from models.rules.routine import Mark, State
from tests.models.rules.packs import done, standings, step

TODAY = date(2026, 11, 26)
PLANNED = date(2027, 9, 1)
EMPLOYED: dict[str, Any] = {
    "fields": [
        {"key": "dag", "label": "Anställningsdag", "kind": "datum", "value": "anstallningsdag"},
        {"key": "skickat", "label": "Avtalet skickat", "kind": "datum", "past": True},
    ]
}
APPROVED: dict[str, Any] = {"gate": True, "fields": [{"key": "beslut", "label": "Beslut", "kind": "handling"}]}


def known(planned_start: date | None, key: str = "anstall", **marks: Mark) -> dict[str, Expected]:
    steps = [
        step("godkann", **APPROVED),
        step("anstall", "godkann", **EMPLOYED),
        step("bt", "anstall", period={"min_months": 4}, opens={"on": "anstall.dag"}),
    ]
    found = standings(steps, None, **marks)
    return expected_days(found[key], tuple(found.values()), planned_start)


def test_the_employment_is_expected_about_the_planned_start_and_not_before_the_gates() -> None:
    approved = Mark(State.DONE, date(2026, 11, 20), answers={"beslut": "2026-11-10"})
    assert known(PLANNED, godkann=approved) == {
        "dag": Expected(PLANNED, "planerad start", date(2026, 11, 10), "Beslut"),
        "skickat": Expected(),  # what has been may well have been before the gate
    }
    assert known(None, godkann=done(TODAY))["dag"] == Expected(None, "", TODAY, "godkann")
    assert known(None)["dag"] == Expected()


def test_a_gate_that_was_passed_or_is_open_says_nothing_of_when() -> None:
    assert known(None, godkann=Mark(State.PASSED, TODAY))["dag"] == Expected()


def test_a_period_is_not_expected_before_the_day_that_the_step_opens_by() -> None:
    employed = Mark(State.DONE, TODAY, answers={"dag": "2027-09-01"})
    assert known(None, "bt", anstall=employed)["from_on"].earliest == PLANNED


def test_what_is_said_to_have_been_cannot_have_been_before_the_day_that_the_step_opens_by() -> None:
    asks = {"fields": [{"key": "intygat", "label": "Intygat", "kind": "datum", "past": True}]}
    steps = [step("anstall", **EMPLOYED), step("intyga", "anstall", opens={"on": "anstall.dag"}, **asks)]
    found = standings(steps, None, anstall=Mark(State.DONE, TODAY, answers={"dag": "2027-09-01"}))
    expected = expected_days(found["intyga"], tuple(found.values()), None)
    assert expected == {"intygat": Expected(None, "", PLANNED, "Anställningsdag")}


def test_what_was_answered_before_tells_the_year_and_is_no_ground_for_doubt() -> None:
    expected = known(None, anstall=Mark(answers={"dag": "2027-09-01"}))["dag"]
    assert expected.near == PLANNED
    assert expected.doubt(TODAY) == ""


@pytest.mark.parametrize(
    ("day", "doubt"),
    [
        (None, ""),
        (date(2027, 9, 15), ""),
        (date(2027, 6, 1), ""),
        (date(2027, 5, 1), "Dagen ligger långt från planerad start, 2027-09-01."),
        (date(2026, 9, 1), "Dagen ligger före ”Beslut”, 2026-11-10."),
    ],
)
def test_what_speaks_against_a_day_is_said(day: date | None, doubt: str) -> None:
    assert Expected(PLANNED, "planerad start", date(2026, 11, 10), "Beslut").doubt(day) == doubt


@pytest.mark.parametrize(
    ("typed", "near", "earliest", "meant"),
    [
        ("1/9", None, None, date(2026, 9, 1)),
        ("1/9", PLANNED, None, PLANNED),
        ("1/9", None, date(2026, 10, 1), PLANNED),
        ("1/9", PLANNED, date(2027, 10, 1), date(2028, 9, 1)),
        ("1/9", PLANNED, date(2060, 1, 1), PLANNED),  # what cannot be so is pointed out, and the day read all the same
        ("2026-09-01", PLANNED, date(2026, 10, 1), date(2026, 9, 1)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_to_what_is_known(
    typed: str, near: date | None, earliest: date | None, meant: date
) -> None:
    assert read_day(typed, TODAY, Lean.NEAREST, near, earliest) == meant


def test_a_reminder_is_the_next_to_come_whatever_else_is_known() -> None:
    assert read_day("1/12", TODAY, Lean.COMING, PLANNED) == date(2026, 12, 1)


def test_every_region_says_which_of_its_days_have_been() -> None:
    """Of what remains it cannot be said: it may have been, or be to come."""
    either = {
        f"{code}.{step.key}.{field.key}"
        for code, pack in builtin_packs().items()
        for step in pack.steps
        for field in step.fields
        if field.kind.value == "datum" and not field.past
    }
    assert either == {
        *("ostergotland.annonsera.publicerad", "ostergotland.annonsera.sista_dag", "ostergotland.tillsvidare.fran"),
        *(
            "ostergotland.anstall.anstallningsdag",
            "ostergotland.besked.anstallningsdag",
            "ostergotland.antagning.borjar",
        ),
        *("vastmanland.anstall.anstallningsdag", "vastmanland.handledare_utbildning.gjord"),
    }
