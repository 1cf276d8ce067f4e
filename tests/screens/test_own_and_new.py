"""On a checklist: a step of the clinic's own, and a new version of the routine."""

from pathlib import Path
from uuid import UUID

import pytest

from models.knowledge.pack_reader import builtin_pack_text
from models.register import Register
from screens.checklist import ChecklistScreen
from screens.new_edition import NewEditionScreen
from screens.own_step_form import OwnStepFormScreen
from tests.making import checklist_of, make_candidate, make_clinic, mark, take_route
from tests.own_packs import put_pack
from tests.screens.driving import Driving, driving, prepared

NEWER = (
    builtin_pack_text("orebro")
    .replace('version = "2"', 'version = "2027-1"')
    .replace('title = "Bedöm kompetensen och ta referenser"', 'title = "Bedöm kompetensen"')
)

CONTACT = '[[steps]]\nkey = "kontakta_studierektor_privat"\n'
PLAN = """\
[[steps]]
key = "plan"
title = "Gör en utbildningsplan"
phase = "rekrytering"
role = "chef"
force = "ska"
gate = true
routes = ["privat_ovriga"]
rule = "Planen ska finnas innan studierektor kontaktas."
source = { document = "rutin", heading = "2.2 Rekrytering" }

"""
GATED = NEWER.replace(CONTACT, f'{PLAN}{CONTACT}after = ["plan"]\n').replace(
    'Region Örebro län" }', 'Region Örebro län", valid_from = 2027-01-01 }'
)


async def amina(register: Register) -> UUID:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat")
    return key


async def at_the_checklist(hands: Driving) -> ChecklistScreen:
    await hands.press("3")
    screen = hands.app.screen
    assert isinstance(screen, ChecklistScreen)
    return screen


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
async def test_an_own_step_is_typed_in_shown_changed_and_taken_away(tmp_path: Path, size: tuple[int, int]) -> None:
    async with prepared(tmp_path) as register:
        await amina(register)
    async with driving(tmp_path, size) as hands:
        screen = await at_the_checklist(hands)
        await hands.press("n")
        form = hands.app.screen
        assert isinstance(form, OwnStepFormScreen)
        await hands.sees("Eget steg efter ”", "utöver regionens rutin")
        await hands.type("Visa [b]runt[/b]")
        await hands.press("ctrl+s")
        assert hands.app.screen is screen
        assert screen.steps.row is not None
        assert screen.steps.row.title == "Visa [b]runt[/b]"
        await hands.sees("✚ Visa [b]runt[/b]", within="#steps")
        await hands.sees("eget steg", "Vårdcentralens eget steg, tillagt 2026-11-21 av Ylva Sandåker", within="#detail")
        await hands.press("m")
        await hands.sees("Ändra det egna steget")
        await hands.press("tab", "tab", "tab", "tab", "right", "ctrl+s")
        assert all(not step.own for step in screen.checklist.steps) if screen.checklist else False
        await hands.press("u")
        assert screen.checklist is not None
        assert any(step.own for step in screen.checklist.steps)


async def test_only_an_own_step_can_be_changed(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await amina(register)
    async with driving(tmp_path, (120, 40)) as hands:
        screen = await at_the_checklist(hands)
        assert screen.check_action("change_own", ()) is False
        await hands.press("m")
        assert hands.app.screen is screen


async def test_a_new_version_is_told_everywhere_shown_and_followed(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        key = await amina(register)
    put_pack(NEWER)
    async with driving(tmp_path, (160, 50)) as hands:
        await hands.sees("Ny version av rutinen, 2027-1", "1 följer en äldre", within="#glance")
        screen = await at_the_checklist(hands)
        await hands.sees("ny version 2027-1: y visar skillnaden", within="#whose")
        await hands.press("y")
        shown = hands.app.screen
        assert isinstance(shown, NewEditionScreen)
        await hands.sees(
            "version 2027-1 i stället för 2", "Rubrik: Bedöm kompetensen och ta referenser → Bedöm kompetensen"
        )
        await hands.press("a")
        assert hands.app.screen is screen
        assert (await checklist_of(hands.register, key)).pack_version == "2027-1"
        await hands.hears("Amina Öst följer nu Region Örebro län, version 2027-1.")
        assert screen.check_action("edition", ()) is False
        await hands.press("1")
        assert "Ny version" not in hands.words("#glance")


async def test_a_new_version_that_is_looked_at_and_left_changes_nothing(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        key = await amina(register)
    put_pack(NEWER)
    async with driving(tmp_path, (80, 24)) as hands:
        screen = await at_the_checklist(hands)
        await hands.press("y", "j", "k", "escape")
        assert hands.app.screen is screen
        assert (await checklist_of(hands.register, key)).pack_version == "2"


async def test_a_new_gate_before_what_is_done_is_told_and_may_be_set_as_not_applicable(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        key = await amina(register)
    put_pack(GATED)
    async with driving(tmp_path, (80, 24)) as hands:
        screen = await at_the_checklist(hands)
        await hands.press("y")
        await hands.sees("gäller från 2027-", within="#edition-text")
        assert hands.words("#edition-text").count("gäller från 2027-") == 1
        await hands.sees("spärr framför det som redan är klart: ”Kontakta studierektor”", within="#edition-text")
        await hands.press("a")
        await hands.press("h")
        await hands.sees("Spärren kom med en ny version av rutinen", within="#detail")
        assert screen.check_action("state", ("not_applicable",))
        await hands.press("x")
        await hands.type("Kom efter kontakten.")
        await hands.press("ctrl+s")
        assert hands.app.screen is screen
        view = await checklist_of(hands.register, key)
        assert next(step for step in view.steps if step.key == "plan").state == "not_applicable"
        await hands.press("h")
        assert screen.steps.row is not None
        assert screen.steps.row.key != "plan"
