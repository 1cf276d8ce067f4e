"""The list of requirements is whole, each is built or waits, and what is built is cited and tested."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.knowledge.pack import Capacity, Pack, Rule, Step
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.requirements import requirements
from models.knowledge.vocabulary import Force
from tests.models.knowledge.walking import rules_of

TESTS = Path(__file__).parents[2]
LAST = {"OG": 38, "ORE": 16, "VGR": 12, "VML": 46}
OWN = {"ostergotland": "OG", "orebro": "ORE", "vgr": "VGR", "vastmanland": "VML"}
# Idag names the first requirement of a gate: the one that makes it a gate, and not what is only told along with it.
GATES = {
    "ostergotland": {"godkannande": "OG4", "samtycke": "OG12", "anstall": "OG17", "intyga_bt": "OG34"},
    "orebro": {
        **{"forankra": "ORE2", "sarskild_provning": "ORE2", "utlatande_kand": "ORE4"},
        **{"kontakta_verksamhetschef": "ORE5", "kontakta_hr": "ORE5", "kontakta_studierektor": "ORE5"},
        **{"overens": "ORE7", "kontakta_studierektor_privat": "ORE14", "utlatande_prov": "ORE11"},
        **{"prov_tid_extern": "ORE10", "prov_tid_ovriga": "ORE10", "rekommendation": "ORE11"},
        **{"godkannande": "ORE11", "st_kontrakt": "ORE13"},
    },
    "vgr": {
        **{"legitimation": "VGR1", "sprakkrav": "VGR1", "anstallning": "VGR1", "blanketter": "VGR4"},
        **{"handlingar": "VGR5", "studierektor_godkanner": "VGR6", "utbildningsenheten_godkanner": "VGR12"},
        **{"kallelse": "VGR7", "inskrivning": "VGR7", "st_kontrakt": "VGR7"},
    },
    "vastmanland": {"ansok_finansiering": "VML12"},
}
ISSUES = {"Four regions", "The trusted register", "Assessments", "The ST years"}


def ids_of(prefix: str) -> list[str]:
    return [f"{prefix}{number}" for number in range(1, LAST[prefix] + 1)]


def borne_by(source: str) -> Iterator[str]:
    """The ids in the krav markers of a test file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "krav":
            yield from (arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def all_borne() -> set[str]:
    return {id for file in TESTS.rglob("*.py") for id in borne_by(file.read_text("utf-8"))}


def cited_in(pack: Pack) -> dict[str, list[Rule]]:
    cited: dict[str, list[Rule]] = {}
    for rule in rules_of(pack):
        for id in rule.krav:
            cited.setdefault(id, []).append(rule)
    return cited


def test_every_id_is_there_in_order_and_no_other() -> None:
    assert list(requirements()) == [id for prefix in LAST for id in ids_of(prefix)]
    assert len(requirements()) == 112


@pytest.mark.parametrize("id", requirements())
def test_each_is_either_built_or_waits_for_an_issue(id: str) -> None:
    requirement = requirements()[id]
    assert requirement.built != bool(requirement.waits_for)
    assert requirement.built or requirement.waits_for in ISSUES
    assert requirement.forces
    assert requirement.documents
    assert requirement.text.endswith(".")


def test_a_built_requirement_is_borne_by_a_test() -> None:
    built = {id for id, requirement in requirements().items() if requirement.built}
    assert sorted(built - all_borne()) == []


def test_no_test_bears_an_id_that_does_not_exist() -> None:
    assert sorted(all_borne() - set(requirements())) == []


def test_the_scan_finds_decorators_and_module_marks_and_nothing_else() -> None:
    source = """
pytestmark = pytest.mark.krav("A1")
@pytest.mark.krav("B2", "B3")
def test(): other("C4"); "D5"
"""
    assert list(borne_by(source)) == ["A1", "B2", "B3"]


@pytest.mark.parametrize("code", builtin_packs())
def test_a_pack_cites_only_its_own_regions_requirements(code: str) -> None:
    pack = builtin_packs()[code]
    assert sorted(set(cited_in(pack)) - set(ids_of(OWN[code]))) == []
    assert [rule for rule in rules_of(pack) if not rule.krav] == []


@pytest.mark.parametrize("code", builtin_packs())
def test_every_built_requirement_of_the_region_is_in_its_pack(code: str) -> None:
    built = {id for id in ids_of(OWN[code]) if requirements()[id].built}
    assert sorted(built - set(cited_in(builtin_packs()[code]))) == []


@pytest.mark.parametrize("code", builtin_packs())
def test_a_gate_cites_first_what_makes_it_one(code: str) -> None:
    assert {step.key: step.krav[0] for step in builtin_packs()[code].steps if step.gate} == GATES[code]


@pytest.mark.parametrize("code", builtin_packs())
def test_a_pack_keeps_the_forces_of_a_requirement_apart(code: str) -> None:
    for id, rules in cited_in(builtin_packs()[code]).items():
        found: set[Force] = set()
        for rule in rules:
            if isinstance(rule, Step):
                found |= {rule.force, *(field.force for field in rule.fields)}
            elif isinstance(rule, Capacity):
                found.add(Force.MAY)
        assert set(requirements()[id].forces) - {Force.INFO} <= found, id
