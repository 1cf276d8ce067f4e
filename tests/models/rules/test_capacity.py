"""How many ST posts, and only where the region's own document states a number."""

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.rules.capacity import CapacityView, capacity, is_over
from models.rules.profile import ClinicProfile, Profile, known_facts


def room(region: str, *, private: bool, listed: int, used: int) -> CapacityView:
    facts = known_facts(Profile(), ClinicProfile(private, listed))
    return capacity(builtin_packs()[region].capacity, facts, listed, used)


@pytest.mark.krav("ORE2")
@pytest.mark.parametrize(("listed", "posts"), [(1, 0), (1999, 0), (2000, 1), (8200, 4), (10_000, 5)])
def test_a_region_run_clinic_in_orebro_has_a_post_per_2000(listed: int, posts: int) -> None:
    assert room("orebro", private=False, listed=listed, used=0).allowed == posts


@pytest.mark.krav("ORE2")
def test_one_more_than_the_number_is_over() -> None:
    assert is_over(room("orebro", private=False, listed=8200, used=3)) is False
    assert is_over(room("orebro", private=False, listed=8200, used=4)) is True


@pytest.mark.krav("ORE14", "VGR12")
@pytest.mark.parametrize(("region", "private"), [("orebro", True), ("vgr", True), ("vgr", False)])
def test_where_no_number_is_stated_none_is_made_up(region: str, private: bool) -> None:
    view = room(region, private=private, listed=2000, used=40)
    assert view.allowed is None
    assert is_over(view) is False
    assert "inget tal" in view.rule
    assert "studierektor" in view.rule


def test_a_region_without_any_rule_says_so() -> None:
    assert capacity((), {}, 8200, 3) == CapacityView(None, 3, "inget tal i rutinen, fråga studierektor", "")


@pytest.mark.krav("VML16")
@pytest.mark.parametrize("private", [True, False])
def test_any_clinic_in_vastmanland_may_be_granted_a_post_per_2000(private: bool) -> None:
    assert room("vastmanland", private=private, listed=8200, used=0).allowed == 4
    assert is_over(room("vastmanland", private=private, listed=8200, used=4)) is True


@pytest.mark.krav("OG3")
def test_ostergotland_has_an_order_and_no_number() -> None:
    view = room("ostergotland", private=False, listed=8200, used=40)
    assert (view.allowed, is_over(view)) == (None, False)
    assert "turordningen" in view.rule
