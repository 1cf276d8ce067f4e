"""The welcome: the first thing in an empty register."""

from pathlib import Path

import pytest

from screens.clinic_form import WelcomeScreen
from screens.idag import IdagScreen
from tests.making import make_clinic
from tests.screens.driving import Driving, driving, prepared


async def welcome_done(hands: Driving, region: str = "", operator: str = "") -> None:
    """Fill in the welcome with the keyboard and save."""
    await hands.fill(region, "Lingonets vårdcentral", operator, "8 200")
    await hands.type("Ylva Sandåker")
    await hands.press("ctrl+s")


async def test_an_empty_register_asks_for_the_clinic_and_then_shows_idag_with_it(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        assert isinstance(hands.app.screen, WelcomeScreen)
        assert str(tmp_path) in hands.words()
        await welcome_done(hands, operator="p")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.when_it_has_been_said()
        assert "Lingonets vårdcentral · Region Örebro län" in hands.lines[0]
        assert "Ylva Sandåker · lör 21 nov 2026" in hands.lines[0]
        await hands.sees("Tryck n för att lägga till din första kandidat.")
        assert hands.app.clinic is not None
        assert (hands.app.clinic.private, hands.app.clinic.listed) == (True, 8200)


async def test_the_region_is_chosen_by_its_first_letters(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await welcome_done(hands, region="v")
        assert "Västra Götalandsregionen" in hands.lines[0]


async def test_what_is_missing_is_said_at_its_field_and_the_first_one_gets_the_focus(tmp_path: Path) -> None:
    async with driving(tmp_path, (120, 30)) as hands:
        await hands.press("ctrl+s")
        for label, message in (
            ("Vårdcentralens namn", "✗ Fyll i fältet."),
            ("Listade patienter", "✗ Skriv ett heltal, till exempel 8 200."),
            ("Ditt namn", "✗ Fyll i fältet."),
        ):
            assert message in next(line for line in hands.lines if label in line)
        await hands.type("Lingonet")
        assert "Lingonet" in next(line for line in hands.lines if "Vårdcentralens namn" in line)


@pytest.mark.parametrize(
    ("listed", "message"),
    [("åtta tusen", "Skriv ett heltal"), ("0", "minst 1"), ("-5", "minst 1"), ("9999999", "högst 200000")],
)
async def test_a_number_that_cannot_be_is_refused_and_nothing_is_saved(
    tmp_path: Path, listed: str, message: str
) -> None:
    async with driving(tmp_path, (120, 30)) as hands:
        await hands.fill("", "Lingonet", "", listed)
        await hands.type("Ylva")
        await hands.press("ctrl+s")
        assert message in next(line for line in hands.lines if "Listade patienter" in line)
        assert isinstance(hands.app.screen, WelcomeScreen)
        assert hands.app.clinic is None


async def test_no_other_screen_can_be_reached_before_the_clinic_is_there(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.press("2", "f4", "n")
        assert isinstance(hands.app.screen, WelcomeScreen)


async def test_esc_leaves_the_program_and_what_was_typed_is_there_next_time(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.fill("", "Lingonet")
        hands.send("escape")
        await hands.until(lambda: hands.app._exit)
    async with driving(tmp_path) as hands:
        await hands.sees("Lingonet", "utkast från", "F8 kastar det")


async def test_f8_throws_the_draft_away_and_the_welcome_begins_again(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.fill("", "Blåbäret")
        await hands.press("f8")
        await hands.sees("F8 igen kastar det som inte är sparat.", within="#form-message")
        assert "Blåbäret" in hands.text
        await hands.press("tab", "f8")
        assert "Blåbäret" in hands.text
        await hands.press("f8")
        await hands.until(lambda: isinstance(hands.app.screen, WelcomeScreen))
        await hands.settle()
        assert "Blåbäret" not in hands.text
        await welcome_done(hands)
        assert "Lingonets vårdcentral" in hands.lines[0]


async def test_a_register_with_a_clinic_shows_no_welcome(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        assert isinstance(hands.app.screen, IdagScreen)
        assert "Lingonets vårdcentral" in hands.lines[0]
