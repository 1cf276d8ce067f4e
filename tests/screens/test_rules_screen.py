"""Regler: where every rule stands, opened from anywhere, and the way back to the checklist."""

from pathlib import Path

import pytest

from models.knowledge.pack_reader import builtin_packs
from models.knowledge.requirements import requirements
from models.queries.rule_rows import RuleView
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.idag import IdagScreen
from screens.person import PersonScreen
from screens.rules import RulesScreen
from tests.making import make_candidate, make_clinic, make_colleague, take_route
from tests.screens.driving import Driving, driving, prepared
from tests.screens.routes import orebro

HINDERS = "Kontakta studierektor"


def rules(hands: Driving) -> RulesScreen:
    assert isinstance(hands.app.screen, RulesScreen)
    return hands.app.screen


def rule(hands: Driving) -> RuleView:
    found = rules(hands).rows.row
    assert isinstance(found, RuleView)
    return found


async def find(hands: Driving, words: str) -> None:
    await hands.press("/")
    await hands.type(words)
    await hands.press("enter")


@pytest.mark.parametrize(
    ("way", "left"),
    [
        ((), IdagScreen),
        (("2",), CandidatesScreen),
        (("2", "enter"), PersonScreen),
        (("2", "enter", "enter"), ChecklistScreen),
    ],
)
async def test_r_opens_the_rule_of_the_step_in_focus_and_esc_leads_back(
    tmp_path: Path, way: tuple[str, ...], left: type
) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press(*way, "r")
        assert (rule(hands).title, rule(hands).step) == (HINDERS, "kontakta_studierektor_privat")
        assert HINDERS in hands.words("#detail")
        await hands.press("escape")
        assert isinstance(hands.app.screen, left)


@pytest.mark.parametrize("way", [("2", "p"), ("6",)])
async def test_r_opens_the_rules_from_the_screens_that_have_no_step(tmp_path: Path, way: tuple[str, ...]) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press(*way, "r")
        assert rule(hands).what == "Väg"
        await hands.sees("59 regler · Region Örebro län, rutin version 2")


async def test_the_step_in_focus_on_the_checklist_is_followed_and_the_filter_does_not_hide_it(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("r")
        await find(hands, "qqq")
        await hands.sees("Inget stämmer med det du skrev.")
        await hands.press("3", "end")
        assert isinstance(hands.app.screen, ChecklistScreen)
        last = hands.app.screen.steps.row
        assert last is not None
        await hands.press("r")
        assert rule(hands).step == last.key
        assert rules(hands).rows.shown == 59


async def test_enter_goes_to_the_step_on_the_checklist_of_whoever_is_looked_at(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "enter", "r")
        await find(hands, "hälsovalsenheten godkänner starten")
        assert "enter Till checklistan" in hands.words()
        await hands.press("enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.key == "godkannande"
        await hands.press("escape")
        assert rule(hands).step == "godkannande"


@pytest.mark.parametrize("words", ["förankra tjänsten", "den som är ny i regionen söker"])
async def test_enter_is_not_there_for_a_step_of_another_route_or_what_is_no_step(tmp_path: Path, words: str) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "enter", "r")
        await find(hands, words)
        assert rules(hands).rows.shown == 1
        assert "enter" not in hands.lines[-1]
        await hands.press("enter")
        assert isinstance(hands.app.screen, RulesScreen)


async def test_nobody_is_looked_at_before_anybody_has_been(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("r", "enter")
        assert isinstance(hands.app.screen, RulesScreen)


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
@pytest.mark.krav("ORE12")
async def test_the_rule_is_shown_whole_with_its_requirement_and_the_parts_of_it(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, size) as hands:
        await hands.press("r")
        await find(hands, "erbjud integrerad")
        seen = hands.words("#detail")
        while "mellanslag Mer av regeln" in hands.words():
            await hands.press("space")
            if rules(hands).query_one("#detail").scroll_offset.y == 0:
                break
            seen += f" {hands.words('#detail')}"
        pack, told = builtin_packs()["orebro"], requirements()["ORE12"]
        step = pack.by_key["erbjud_integrerad"]
        for text in (step.rule, pack.where(step), told.text):
            assert all(word in seen for word in text.split())
        assert "kan · steg i fasen Förutsättningar" in seen
        assert "ORE12 · kan / bör / ska" in seen
        assert "bör Minst 6 månader på enheten" in seen
        assert "kan Erbjud integrerad ST/BT · den här" in seen


async def test_what_two_documents_say_stands_under_one_requirement(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="ostergotland")
    async with driving(tmp_path, (160, 50)) as hands:
        await hands.press("r")
        await find(hands, "vem som behöver")
        words = hands.words("#detail")
        for wording in builtin_packs()["ostergotland"].bt:
            assert wording.rule in words
            assert builtin_packs()["ostergotland"].where(wording) in words
        assert "Socialstyrelsens övergångsregel" in words


async def test_the_key_that_reads_on_is_named_only_where_there_is_more(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await hands.press("r")
        await hands.sees("mellanslag Mer av regeln")
    async with driving(tmp_path, (160, 50)) as hands:
        await hands.press("r")
        await find(hands, "två till fyra gånger om året, och")
        assert "mellanslag" not in hands.words()
        await hands.press("space")
        assert rule(hands).title == "Utlysning två till fyra gånger om året"


async def test_space_reads_on_and_begins_again_after_the_end(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await hands.press("r")
        await find(hands, "ORE14")
        detail = rules(hands).query_one("#detail")
        places = []
        for _ in range(40):
            await hands.press("space")
            places.append(detail.scroll_offset.y)
            if places[-1] == 0:
                break
        assert places == [*sorted(places[:-1]), 0]
        assert max(places) == detail.max_scroll_y


async def test_before_there_is_a_clinic_r_is_only_a_letter(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.press("tab", "r")
        assert not isinstance(hands.app.screen, RulesScreen)
        await hands.press("f1")
        assert "r Regler" not in hands.words()
        await hands.press("r", "escape")
        assert not hands.app.is_screen_installed("regler")


async def test_a_step_that_the_region_has_no_rule_for_is_told_of(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        amina = await make_candidate(register)
        await take_route(register, amina, "privat_ovriga")
        await make_clinic(register, region="vgr", version=1)
    async with driving(tmp_path) as hands:
        await hands.press("enter", "r")
        assert rule(hands).what == "Väg"
        await hands.hears("Steget står inte i regionens rutin så som den är nu.")


async def test_an_own_step_has_its_rule_beside_it_and_not_among_the_regions(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("enter", "n")
        await hands.type("Visa runt")
        await hands.press("ctrl+s", "r")
        assert rule(hands).what == "Väg"
        await hands.hears("Vad som gäller för det står bredvid steget i checklistan.")


async def test_help_and_palette_lead_there_and_regler_does_not_lead_to_itself(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("3", "end", "?")
        assert "r Regler" in hands.words()
        await hands.press("r")
        assert rule(hands).step == "st_borjar_ovriga"
        assert "r Regler" not in hands.words()
        await hands.press("?")
        assert "r Regler" not in hands.words()
        await hands.press("r", "escape", "1", "f4")
        await hands.type("var varje regel")
        await hands.press("enter")
        assert rule(hands).title == HINDERS


async def test_help_over_a_form_leads_nowhere_else(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_colleague(register)
    async with driving(tmp_path) as hands:
        await hands.press("n", "f1")
        assert "d Första dagen: tio steg esc Stäng" in hands.words()
        await hands.press("r")
        assert not hands.app.is_screen_installed("regler")
