"""A day is read by what the register knows, and one that speaks against it is pointed out before it is saved."""

from pathlib import Path

from screens.step_form import StepFormScreen
from tests.making import make_candidate, make_clinic, mark, take_route
from tests.screens.driving import Driving, driving, prepared

BEFORE = "Dagen ligger före ”Skriftligt godkännande”, 2026-11-10."


async def about_to_employ(folder: Path) -> None:
    """Somebody in Östergötland who is to begin next autumn, and whose recruitment was approved this month."""
    async with prepared(folder) as register:
        await make_clinic(register, region="ostergotland")
        key = await make_candidate(register, planned_start_on="2027-09-01", known_in_region="ja")
        await take_route(register, key, "rekrytering", "2026-09-01")
        sent = {"studierektor": "2026-10-01", "utbildningssekreterare": "2026-10-01", "kravspecifikation": "2026-10-01"}
        await mark(register, key, "intresseanmalan", answers=sent)
        await mark(register, key, "godkannande", answers={"godkannande": "2026-11-10"})
        await mark(register, key, "samtycke", "passed", reason="Enades i telefon.")


async def at_the_employment(hands: Driving) -> None:
    await hands.press("3", "home")
    while "Anställ läkaren" not in hands.words("#detail"):
        await hands.press("j")
    await hands.press("enter")


async def test_a_day_is_read_by_what_is_known_and_what_speaks_against_it_is_asked_about_once(tmp_path: Path) -> None:
    await about_to_employ(tmp_path)
    async with driving(tmp_path, (160, 44)) as hands:
        await at_the_employment(hands)
        await hands.fill("1/9")
        line = next(line for line in hands.lines if line.strip().startswith("Anställningsdag"))
        assert "2027-09-01" in line
        assert "= ons 1 sep 2027" in line
        assert "!" not in line

        await hands.press("shift+tab")
        await hands.fill("2026-09-01", "j")
        line = next(line for line in hands.lines if line.strip().startswith("Anställningsdag"))
        assert f"! {BEFORE}" in line
        await hands.press("ctrl+s")
        await hands.sees(f"Inte sparat. Anställningsdag: {BEFORE} Stämmer det ändå: ctrl+s igen sparar.")
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.press("ctrl+s")
        await hands.sees(f"Anställningsdag: 2026-09-01 ! {BEFORE}", within="#detail")
