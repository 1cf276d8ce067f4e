"""The facts that follow from what is filled in; what is not filled in is not known."""

from datetime import date

import pytest

from models.knowledge.vocabulary import FACTS
from models.rules.bt import bt_facts, bt_requirement
from models.rules.profile import ClinicProfile, Profile, SupervisorProfile, holds, known_facts

CLINIC = ClinicProfile(private=True, listed=8200)


def test_nothing_filled_in_is_nothing_known() -> None:
    facts = known_facts(Profile(), CLINIC)
    assert {name for name, value in facts.items() if value is None} == {
        *("known_in_region", "trained_abroad", "has_at", "has_bt"),
        *("not_native_swedish", "already_st", "many_applications"),
        *("clinic_agreement", "clinic_stable", "supervisor_specialist", "supervisor_trained"),
    }
    assert facts["has_licence"] is False


def test_every_fact_a_pack_may_ask_for_is_decided_somewhere() -> None:
    verdict = bt_requirement(Profile(), (), date(2026, 11, 21))
    decided = {*known_facts(Profile(), CLINIC), *bt_facts(Profile(), verdict), "over_capacity"}
    assert decided == set(FACTS)


@pytest.mark.krav("ORE1")
@pytest.mark.parametrize("private", [True, False])
def test_the_clinics_driftsform_chooses(private: bool) -> None:
    facts = known_facts(Profile(), ClinicProfile(private, 8200))
    assert (facts["private"], facts["region_run"]) == (private, not private)


@pytest.mark.parametrize(("country", "abroad"), [("", None), ("Sverige", False), ("SVERIGE", False), ("Polen", True)])
def test_trained_abroad_is_told_by_the_country(country: str, abroad: bool | None) -> None:
    assert Profile(trained_in=country).trained_abroad is abroad


@pytest.mark.parametrize("profile", [Profile(licence_number="123"), Profile(licence_on=date(2020, 1, 1))])
def test_a_licence_is_told_by_its_number_or_its_day(profile: Profile) -> None:
    assert known_facts(profile, CLINIC)["has_licence"] is True


@pytest.mark.parametrize(("native", "other"), [(None, None), (True, False), (False, True)])
def test_mother_tongue(native: bool | None, other: bool | None) -> None:
    assert known_facts(Profile(native_swedish=native), CLINIC)["not_native_swedish"] is other


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [(True, False, True), (True, True, False), (False, None, False), (None, False, None), (None, True, False)],
)
def test_an_unknown_fact_decides_only_where_no_known_one_does(
    first: bool | None, second: bool | None, answer: bool | None
) -> None:
    assert holds({"a": first, "b": second}, ("a",), ("b",)) is answer


@pytest.mark.krav("VML16")
@pytest.mark.parametrize("said", [True, False, None])
def test_what_the_clinic_says_of_itself(said: bool | None) -> None:
    facts = known_facts(Profile(), ClinicProfile(True, 8200, agreement=said, stable=None))
    assert (facts["clinic_agreement"], facts["clinic_stable"]) == (said, None)
    facts = known_facts(Profile(), ClinicProfile(True, 8200, agreement=None, stable=said))
    assert (facts["clinic_agreement"], facts["clinic_stable"]) == (None, said)


@pytest.mark.krav("VML17")
def test_a_supervisors_two_merits_are_told_by_their_days() -> None:
    day = date(2020, 1, 1)
    for supervisor, facts in {
        SupervisorProfile(): (False, False),
        SupervisorProfile(specialist_on=day): (True, False),
        SupervisorProfile(trained_on=day): (False, True),
    }.items():
        known = known_facts(Profile(), CLINIC, supervisor)
        assert (known["supervisor_specialist"], known["supervisor_trained"]) == facts
