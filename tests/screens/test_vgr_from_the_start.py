"""The issue's second story: Västra Götaland, with its four papers and its queue."""

from pathlib import Path

import pytest

from screens.checklist import ChecklistScreen
from screens.step_form import StepFormScreen
from tests.screens.driving import Driving, driving
from tests.screens.routes import vgr

GROUND = ("legitimation", "sprakkrav", "anstallning", "meddela_studierektor", "blanketter")
PAPERS = ("Anställningsbevis", "CV", "Personligt brev", "Kopia på svensk läkarlegitimation")


def steps(hands: Driving) -> ChecklistScreen:
    assert isinstance(hands.app.screen, ChecklistScreen)
    return hands.app.screen


async def go_to(hands: Driving, step: str) -> None:
    await hands.press("3")
    steps(hands).steps.go_to(step)
    await hands.settle()


@pytest.mark.krav("VGR5")
async def test_each_missing_paper_refuses_at_its_own_field(tmp_path: Path) -> None:
    await vgr(tmp_path, *GROUND)
    async with driving(tmp_path, (140, 44)) as hands:
        await go_to(hands, "handlingar")
        await hands.press("space")
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.press("ctrl+s")
        for paper in PAPERS:
            line = next(line for line in hands.lines if paper in line and "│" not in line)
            assert "✗ Krävs innan steget blir klart." in line
        await hands.type("2026-11-20")
        assert "2026-11-20" in next(line for line in hands.lines if "Anställningsbevis" in line)


@pytest.mark.krav("VGR5")
async def test_the_four_papers_are_kept_with_their_dates_and_where_they_are(tmp_path: Path) -> None:
    await vgr(tmp_path, *GROUND)
    async with driving(tmp_path, (140, 44)) as hands:
        await go_to(hands, "handlingar")
        await hands.press("space")
        await hands.fill("2026-11-16", "pärm 3", "2026-11-17", "pärm 3", "2026-11-18", "pärm 3", "2026-11-19")
        await hands.type("personalmappen")
        await hands.press("ctrl+s")
        row = steps(hands).steps.row
        assert row is not None
        assert row.state == "done"
        await hands.sees(
            "Anställningsbevis: 2026-11-16, pärm 3", "legitimation: 2026-11-19, personalmappen", within="#detail"
        )


@pytest.mark.krav("VGR5")
async def test_a_paper_from_the_future_is_refused_at_its_field(tmp_path: Path) -> None:
    await vgr(tmp_path, *GROUND)
    async with driving(tmp_path, (160, 44)) as hands:
        await go_to(hands, "handlingar")
        await hands.press("enter")
        await hands.type("+14")
        await hands.press("ctrl+s")
        assert "✗ Datumet ligger i framtiden." in next(line for line in hands.lines if "Anställningsbevis" in line)


@pytest.mark.krav("VGR6")
async def test_the_place_in_the_queue_is_a_number_and_stands_on_the_step(tmp_path: Path) -> None:
    await vgr(tmp_path, *GROUND)
    async with driving(tmp_path, (140, 44)) as hands:
        await go_to(hands, "vantelista")
        await hands.press("enter", "tab", "tab", "tab")
        await hands.type("fyra")
        await hands.press("ctrl+s")
        assert "✗ Skriv ett heltal" in next(line for line in hands.lines if "Plats på väntelistan" in line)
        await hands.press(*["backspace"] * 4)
        await hands.fill("4", "2026-11-02")
        await hands.press("ctrl+s")
        await hands.sees("Plats på väntelistan: 4", "Uppsatt den: 2026-11-02", within="#detail")


@pytest.mark.krav("VGR6")
async def test_the_call_is_blocked_by_the_first_gate_with_its_role(tmp_path: Path) -> None:
    await vgr(tmp_path, "legitimation", "sprakkrav")
    async with driving(tmp_path) as hands:
        await go_to(hands, "kallelse")
        await hands.press("space")
        await hands.hears("Spärrat: först måste ”Anställ läkaren på vårdcentralen” vara klart (Chefen).")
        await hands.press("2", "enter")
        await hands.sees("Anställ läkaren på vårdcentralen → Chefen")
