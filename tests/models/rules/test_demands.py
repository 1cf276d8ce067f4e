"""What a document demands of the answers on one step, beyond each of them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import builtin_packs
from models.rules.demands import answered, unmet

OSTERGOTLAND = builtin_packs()["ostergotland"].by_key
AD, INTERVIEWS = OSTERGOTLAND["annonsera"], OSTERGOTLAND["intervjuer"]
CHANNELS = dict.fromkeys(("intranatet", "webben", "platsbanken", "facebook"), True)
PROOF = builtin_packs()["vastmanland"].by_key["sprakbevis"]


@pytest.mark.krav("OG6")
@pytest.mark.parametrize(
    ("last", "message"),
    [
        (
            "2026-11-14",
            "Det är bara 13 dagar från ”Publicerad”. Det ska vara minst 14 dagar: tidigast 2026-11-15.",
        ),
        (
            "2026-10-31",
            "Dagen ligger före ”Publicerad”. Det ska vara minst 14 dagar: tidigast 2026-11-15.",
        ),
    ],
)
def test_less_than_fourteen_days_to_apply_is_told_with_the_first_day_that_will_do(last: str, message: str) -> None:
    assert unmet(AD, CHANNELS | {"publicerad": "2026-11-01", "sista_dag": last}) == {"sista_dag": message}


@pytest.mark.krav("OG6")
def test_fourteen_days_will_do_and_so_will_a_day_that_is_not_filled_in() -> None:
    assert unmet(AD, CHANNELS | {"publicerad": "2026-11-01", "sista_dag": "2026-11-15"}) == {}
    assert unmet(AD, CHANNELS | {"publicerad": date(2026, 11, 1), "sista_dag": date(2026, 11, 15)}) == {}
    assert unmet(AD, CHANNELS | {"publicerad": "2026-11-01"}) == unmet(AD, CHANNELS | {"sista_dag": "2026-11-15"}) == {}
    assert unmet(AD, CHANNELS | {"publicerad": "", "sista_dag": ""}) == {}


@pytest.mark.krav("OG6")
@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(-60, 60))
def test_exactly_those_that_are_too_short_are_told(first: date, days: int) -> None:
    assert bool(unmet(AD, CHANNELS | {"publicerad": first, "sista_dag": first + timedelta(days=days)})) == (days < 14)


@pytest.mark.krav("OG11")
@pytest.mark.parametrize(
    ("director", "secretary", "supervisor", "lacking"),
    [
        (True, True, True, set()),
        (True, False, True, set()),
        (False, True, True, set()),
        (False, False, True, {"studierektor"}),
        (True, None, False, {"handledare"}),
        (None, None, None, {"studierektor", "handledare"}),
    ],
)
def test_the_supervisor_and_one_of_the_two_from_amc_take_part(
    director: bool | None, secretary: bool | None, supervisor: bool | None, lacking: set[str]
) -> None:
    answers = {"studierektor": director, "utbildningssekreterare": secretary, "handledare": supervisor}
    assert set(unmet(INTERVIEWS, answers)) == lacking


@pytest.mark.krav("OG11")
def test_who_is_missing_is_said_in_the_fields_own_words() -> None:
    either = "”Studierektor deltog” eller ”Utbildningssekreterare deltog”"
    assert unmet(INTERVIEWS, {}) == {
        "studierektor": f"Rutinen kräver ja på minst ett av: {either}.",
        "handledare": "Rutinen kräver ja.",
    }


@pytest.mark.krav("VML9")
@pytest.mark.parametrize("proof", ["c1", "sva3"])
def test_either_proof_of_language_is_enough(proof: str) -> None:
    assert unmet(PROOF, {proof: "2026-10-01"}) == {}
    assert set(unmet(PROOF, {"annons": True})) == {"c1"}


def test_a_step_without_demands_has_none() -> None:
    assert unmet(OSTERGOTLAND["godkannande"], {}) == {}


@pytest.mark.parametrize(
    ("value", "said"), [(None, False), ("", False), (False, False), (0, False), (4, True), ("C1", True)]
)
def test_no_and_none_at_all_are_answers_that_do_not_count(value: object, said: bool) -> None:
    assert answered(value) is said


ASSESSMENTS = OSTERGOTLAND["bilaga_bedomningar"]


@pytest.mark.krav("OG36")
@pytest.mark.parametrize(
    ("given_numbers", "said"),
    [
        ({"specialistkollegium": 1, "mini_cex": 2, "dops": 1}, {}),
        ({"specialistkollegium": 4}, {}),
        ({"mini_cex": 9}, {"specialistkollegium": "Rutinen kräver minst 1."}),
        (
            {"specialistkollegium": 1, "dops": 1, "cbd": 0},
            {"cbd": "Tillsammans är det 2, och det ska vara minst 4. Inget än av: Mini-CEX, antal; CBD, antal."},
        ),
        (
            {"specialistkollegium": 0, "mini_cex": 1, "dops": 1, "cbd": 1},
            {
                "specialistkollegium": "Rutinen kräver minst 1.",
                "cbd": "Tillsammans är det 3, och det ska vara minst 4. Inget än av: Specialistkollegium, antal.",
            },
        ),
    ],
)
def test_four_assessments_are_counted_together_and_one_is_a_kollegium(
    given_numbers: dict[str, int], said: dict[str, str]
) -> None:
    assert unmet(ASSESSMENTS, given_numbers) == said


@pytest.mark.krav("OG36")
@given(st.fixed_dictionaries({}, optional={key: st.integers(0, 6) for key in ("mini_cex", "dops", "cbd")}))
def test_exactly_those_who_have_fewer_than_four_in_all_are_told(numbers: dict[str, int]) -> None:
    answers = numbers | {"specialistkollegium": 1}
    assert bool(unmet(ASSESSMENTS, answers)) == (sum(answers.values()) < 4)
