"""The palette: people and what the program can do, by a part of the name."""

from pathlib import Path

import pytest

from screens.candidates import CandidatesScreen
from screens.form_screen import FormScreen
from screens.person import PersonScreen
from tests.making import make_candidate, make_clinic
from tests.screens.driving import driving, prepared
from tui.palette import Palette


async def three_people(folder: Path) -> None:
    async with prepared(folder) as register:
        await make_clinic(register)
        for name in ("Åsa Öst", "Asta Ek", "[red]Rut[/] Al"):
            await make_candidate(register, name=name)


@pytest.mark.parametrize("key", ["ctrl+p", "f4"])
@pytest.mark.parametrize(("typed", "name"), [("åsa", "Åsa Öst"), ("asta", "Asta Ek"), ("rut al", "[red]Rut[/] Al")])
async def test_a_person_is_found_by_a_part_of_the_name_and_opened(
    tmp_path: Path, key: str, typed: str, name: str
) -> None:
    await three_people(tmp_path)
    async with driving(tmp_path) as hands:
        hands.send(key, *typed, "enter")
        await hands.until(lambda: isinstance(hands.app.screen, PersonScreen))
        await hands.settle()
        assert name in hands.lines[3]


async def test_arrows_walk_the_hits(tmp_path: Path) -> None:
    await three_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("f4")
        await hands.type("kandidat")
        await hands.press("down", "enter")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.sees("Ny kandidat")


async def test_esc_closes_it_and_nothing_has_happened(tmp_path: Path) -> None:
    await three_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "f4")
        await hands.type("avsluta")
        await hands.press("escape")
        assert isinstance(hands.app.screen, CandidatesScreen)
        assert hands.app.is_running


async def test_what_fits_nothing_opens_nothing(tmp_path: Path) -> None:
    await three_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("f4")
        await hands.type("finns inte")
        await hands.press("enter")
        assert isinstance(hands.app.screen, Palette)
        await hands.sees("Inget stämmer med det du skrev.")


async def test_every_command_of_the_palette_does_something(tmp_path: Path) -> None:
    await three_people(tmp_path)
    async with driving(tmp_path) as hands:
        for typed, sign in (
            ("export", "kandidater.csv"),
            ("vårdcentralens", "Listade patienter"),
            ("handledare", "0 personer"),
        ):
            await hands.press("f4")
            await hands.type(typed)
            await hands.press("enter")
            await hands.sees(sign)
            await hands.press("escape")
        for look, theme in (("ljust", "st-kollen-ljus"), ("kontrast", "st-kollen-kontrast"), ("mörkt", "st-kollen")):
            await hands.press("f4")
            await hands.type(look)
            await hands.press("enter")
            await hands.until(lambda wanted=theme: hands.app.theme == wanted)  # type: ignore[misc]
