"""Where every rule stands: each built requirement is found in its region's Regler, with each of its forces."""

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.knowledge.requirements import Requirement, requirements
from models.knowledge.vocabulary import Force
from models.queries.rule_rows import RuleView, rules_in
from models.queries.rules import RulesView, krav_of, rules_view
from models.register import Register
from tests.making import checklist_of, make_candidate, make_clinic, step_of, take_route
from tests.models.knowledge.norrback import norrback
from tests.models.knowledge.test_requirements import OWN
from tests.own_packs import put_pack, remove_pack

REGIONS = list(builtin_packs())
# The page tells what happens; the pack makes steps of it, so that it can be followed.
TOLD_AS_A_FACT = {"VGR6": {Force.MUST, Force.MAY}}


def rules_of(region: str) -> tuple[RuleView, ...]:
    return rules_in(builtin_packs()[region])


def requirements_of(region: str) -> list[Requirement]:
    return [one for id, one in requirements().items() if id.rstrip("0123456789") == OWN[region]]


def forces_in(rules: tuple[RuleView, ...]) -> set[Force]:
    """The forces of rules, and of what they ask for, which stand in brackets."""
    asked = {force for rule in rules for force in Force for _label, text in rule.about if f"({force})" in text}
    return {rule.force for rule in rules} | asked


@pytest.mark.parametrize("region", REGIONS)
def test_every_built_requirement_is_found_with_each_of_its_forces(region: str) -> None:
    found = krav_of(rules_of(region))
    for one in requirements_of(region):
        if not one.built:
            continue
        assert found[one.id].forces == one.forces
        assert found[one.id].text == one.text
        told = TOLD_AS_A_FACT.get(one.id)
        if told is None:
            assert set(one.forces) <= forces_in(found[one.id].rules), one.id
        else:
            assert not set(one.forces) & forces_in(found[one.id].rules)
            assert told == {rule.force for rule in found[one.id].rules}


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_not_built_is_not_shown_as_if_it_were(region: str) -> None:
    rules = rules_of(region)
    waiting = {one.id: one for one in requirements_of(region) if not one.built}
    shown = krav_of(rules)
    for id in waiting.keys() & shown.keys():
        assert shown[id].forces == ()
        assert shown[id].text == "Programmet gör ännu inte allt som det här kravet säger."
        assert all(rule.step for rule in shown[id].rules if set(rule.krav) <= waiting.keys())
    assert not {one.text for one in waiting.values()} & {text for krav in shown.values() for text in [krav.text]}


@pytest.mark.parametrize("region", REGIONS)
def test_every_step_is_there_once_and_every_rule_says_where_it_stands(region: str) -> None:
    pack, rules = builtin_packs()[region], rules_of(region)
    assert [rule.step for rule in rules if rule.step] == [step.key for step in pack.steps]
    assert len(set(rules)) == len(rules)
    for rule in rules:
        assert rule.rule and rule.title and rule.what
        assert rule.heading in rule.where
        assert rule.where.startswith(tuple(document.title for document in pack.documents.values())) or rule.what == "BT"


def test_what_a_rule_is_in_the_program_is_said() -> None:
    kinds = {rule.what for region in REGIONS for rule in rules_of(region) if not rule.step}
    assert {"Väg", "Kapacitet", "Finansiering", "BT", "Intag"} <= kinds
    (handed,) = [rule for rule in rules_of("orebro") if rule.step == "godkannande"]
    assert (handed.what, handed.title, handed.gate) == ("Godkännande och start", "Godkänn start av ST", True)
    assert dict(handed.about)["Vem"] == "Hälsovalsenheten"


@pytest.mark.krav("OG21", "VGR3")
@pytest.mark.parametrize(("region", "id", "says"), [("ostergotland", "OG21", 2), ("vgr", "VGR3", 2)])
def test_documents_that_disagree_both_stand_under_the_requirement(region: str, id: str, says: int) -> None:
    wordings = [rule for rule in krav_of(rules_of(region))[id].rules if rule.what == "BT"]
    assert len({rule.rule for rule in wordings}) >= says
    assert len({rule.where for rule in wordings}) == says + 1  # and Socialstyrelsen's own


@pytest.mark.krav("VML17")
def test_two_wordings_in_one_document_are_both_told() -> None:
    (money,) = [rule for rule in rules_of("vastmanland") if rule.what == "Finansiering"]
    assert "räcker det att den görs så snart den erbjuds" in dict(money.about)["Två ordalydelser"]


@pytest.mark.krav("ORE12", "ORE2", "OG9", "VML10")
def test_the_parts_of_a_requirement_each_have_their_force() -> None:
    def parts(region: str, id: str) -> list[tuple[str, str]]:
        return [(rule.force, rule.title) for rule in krav_of(rules_of(region))[id].rules]

    assert ("kan", "Erbjud integrerad ST/BT") in parts("orebro", "ORE12")
    assert ("bör", "Minst 6 månader på enheten") in parts("orebro", "ORE12")
    assert [force for force, _title in parts("orebro", "ORE12")] == ["ska"] * 4 + ["bör"] * 2 + ["kan"]
    assert ("kan", "Antal ST-tjänster") in parts("orebro", "ORE2")
    asked_for, usual = ("ska", "Referens från nuvarande studierektor"), ("bör", "Ta de vanliga referenserna")
    assert parts("vastmanland", "VML10") == [asked_for, usual]
    (advert,) = krav_of(rules_of("ostergotland"))["OG9"].rules
    assert "Facebook (ska)" in dict(advert.about)["Frågar efter"]
    assert "Tidningsannons (kostar) (kan)" in dict(advert.about)["Frågar efter"]


def test_a_rule_is_found_by_its_number_its_words_and_its_place() -> None:
    (rule,) = [rule for rule in rules_of("ostergotland") if rule.step == "godkannande"]
    for words in ("og4", "godkännande", "arbetsgång vid rekrytering", "studierektor", "spärr", "ska"):
        assert words in rule.folded


async def test_there_are_no_rules_before_there_is_a_clinic(register: Register) -> None:
    assert await register.ask(rules_view, None, None, register.today) is None


async def shown(register: Register, candidate: object = None, step: object = None) -> RulesView:
    view = await register.ask(rules_view, candidate, step, register.today)  # type: ignore[arg-type]
    assert view is not None
    return view


async def test_a_step_that_is_asked_for_and_those_on_the_checklist_are_told(register: Register) -> None:
    await make_clinic(register)
    amina = await make_candidate(register)
    assert (await shown(register, amina)).steps == {}
    await take_route(register, amina, "privat_ovriga")
    step = await step_of(register, amina, "godkannande")
    view = await shown(register, amina, step.id)
    assert view.asked is not None and view.asked.step == "godkannande"
    assert view.asked in view.rules
    assert view.steps == {one.key: one.id for one in (await checklist_of(register, amina)).steps}
    assert "forankra" not in view.steps  # it is on other routes


async def test_another_regions_checklist_has_none_of_the_steps(register: Register) -> None:
    await make_clinic(register)
    amina = await make_candidate(register)
    await take_route(register, amina, "privat_ovriga")
    step = await step_of(register, amina, "godkannande")
    await make_clinic(register, region="ostergotland", version=1)
    view = await shown(register, amina, step.id)
    assert any(rule.step == "godkannande" for rule in view.rules)
    assert view.asked is None
    assert view.steps == {}


async def test_a_users_own_pack_has_its_rules_and_says_nothing_of_our_requirements(register: Register) -> None:
    file = put_pack(norrback())
    await make_clinic(register, region="norrback")
    view = await shown(register)
    assert view.region == "Region Norrbäck"
    assert {rule.what for rule in view.rules} > {"Väg", "BT"}
    assert all(krav.text == "" for krav in view.krav.values())
    remove_pack(file)
    gone = await shown(register)
    assert gone.rules == ()
    assert "norrback" in gone.note
