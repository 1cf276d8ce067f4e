"""The whole of the issue's first story, with the keyboard alone, from an empty folder to a second start."""

from pathlib import Path

import pytest

from screens.checklist import ChecklistScreen
from screens.person import PersonScreen
from tests.screens.driving import Driving, driving


async def set_up_the_clinic(hands: Driving) -> None:
    await hands.fill("", "Lingonets vårdcentral", "p", "8200")
    await hands.type("Ylva Sandåker")
    await hands.press("ctrl+s")


async def add_amina(hands: Driving) -> None:
    """Trained in Syria, licensed in Sweden, without AT, new in the region."""
    await hands.press("n")
    await hands.fill("Amina Öst", "amina@example.se", "070-123 45 67", "", "1/8", "")
    await hands.fill("Syrien", "104417", "2024-5-1", "n", "n", "n", "n")
    await hands.press("ctrl+s")


async def choose_the_route(hands: Driving) -> None:
    await hands.press("v")
    await hands.sees("Väg för Amina Öst", "Privat, övriga (passar)", "Privat, känd i regionen (gäller inte här)")
    await hands.press("ctrl+s")


@pytest.mark.krav("ORE14")
async def test_a_chief_takes_a_candidate_trained_abroad_from_an_empty_folder_to_the_gate(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await set_up_the_clinic(hands)
        await add_amina(hands)
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.sees("BT krävs. Utbildad i Syrien utan svensk AT", "Svensk AT nej", "2024-05-01")

        await choose_the_route(hands)
        await hands.hears("Vald väg för Amina Öst: Privat, övriga, från 2026-08-01.")
        assert "Vald väg för Amina Öst: Privat, övriga" in hands.lines[0]
        await hands.sees("Privat, övriga", "spärr ▣ Kontakta studierektor → Chefen")

        await hands.press("enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        await hands.sees("Amina Öst", "0 av 1")
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.title == "Kontakta studierektor"

        await hands.press("j", "space")
        await hands.hears("Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen).")
        await hands.press("h", "space")
        await hands.sees("✓ ▣ Kontakta studierektor", "1 av 1")
        await hands.sees("Klart: 2026-11-21 Ylva Sandåker", within="#detail")
        await hands.press("j", "space")
        await hands.sees("2 av 1")

    async with driving(tmp_path) as hands:
        await hands.sees("Amina Öst", "Lingonets vårdcentral")
        await hands.press("3")
        await hands.sees("2 av 1", "✓ ▣ Kontakta studierektor")
        await hands.press("p")
        await hands.sees("amina@example.se", "070-123 45 67", "BT krävs.")
