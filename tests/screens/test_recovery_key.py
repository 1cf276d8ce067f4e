"""The recovery key: shown once, printed from a file that goes, and left by whoever has it on paper."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models.exchange.place import export_folder
from models.storage.passwords import new_recovery_key
from screens.help import HelpScreen
from screens.idag import IdagScreen
from screens.recovery_key import RecoveryKeyScreen
from tests.making import make_clinic
from tests.screens.driving import Driving, driving, prepared
from tests.screens.test_swedish_only import english

KEY = "0K3ZV-7Q1M9-AB2CD-EFGH4-JKMN5-PQ0R1"


@asynccontextmanager
async def shown(folder: Path, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driving]:
    async with prepared(folder) as register:
        await make_clinic(register)
    async with driving(folder, size) as hands:
        await hands.app.push_screen(RecoveryKeyScreen(KEY))
        await hands.settle()
        yield hands


def written() -> list[Path]:
    return list(export_folder().iterdir()) if export_folder().exists() else []


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_the_key_and_what_it_is_for_can_be_read_at_every_size(tmp_path: Path, size: tuple[int, int]) -> None:
    async with shown(tmp_path, size) as hands:
        assert KEY in hands.text
        await hands.sees("Nyckeln visas bara nu", "Skriv nyckelns 5 sista tecken")
        await hands.sees("enter Jag har skrivit av den", "ctrl+s Skriv fil att skriva ut", "F1 Hjälp")
        assert not english(hands.text)


@pytest.mark.parametrize("typed", ["pqOrI", " PQ0R1 ", "jkmn5-pq0rl", KEY.lower()])
async def test_whoever_has_it_on_paper_goes_on(tmp_path: Path, typed: str) -> None:
    async with shown(tmp_path) as hands:
        await hands.type(typed)
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)
        assert not written()


@pytest.mark.parametrize("typed", ["", "PQ0R", "0K3ZV", "PQ0R2", "escape"])
async def test_whoever_has_not_stays(tmp_path: Path, typed: str) -> None:
    async with shown(tmp_path) as hands:
        await hands.type(typed)
        await hands.press("escape", "enter")
        assert isinstance(hands.app.screen, RecoveryKeyScreen)
        await hands.sees("stämmer inte med nyckelns 5 sista tecken")
        await hands.type("PQ0R1")  # in the place of what was wrong
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_the_file_to_print_names_nobody_and_goes_when_it_is_on_paper(tmp_path: Path) -> None:
    async with shown(tmp_path) as hands:
        await hands.press("ctrl+s")
        await hands.sees("Skriv ut den nu")
        (file,) = written()
        text = file.read_text(encoding="utf-8-sig")
        assert KEY in text
        assert not {"Ylva", "Sandåker", "Lingonet"} & set(text.split())
        assert file.stat().st_mode & 0o077 == 0
        await hands.type("PQ0R1")
        await hands.press("enter")
        assert not written()
        await hands.hears("Filen med nyckeln är raderad.")


async def test_a_file_that_was_taken_away_is_not_missed(tmp_path: Path) -> None:
    async with shown(tmp_path) as hands:
        await hands.press("ctrl+s")
        await hands.sees("Skriv ut den nu")
        written()[0].unlink()
        await hands.type("PQ0R1")
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_where_it_cannot_be_written_the_key_is_still_there(tmp_path: Path) -> None:
    export_folder().parent.parent.mkdir(parents=True, exist_ok=True)
    export_folder().parent.write_text("x")
    async with shown(tmp_path) as hands:
        await hands.press("ctrl+s")
        await hands.sees("är en fil, inte en mapp")
        assert KEY in hands.text


async def test_help_says_how_the_key_is_read(tmp_path: Path) -> None:
    async with shown(tmp_path) as hands:
        await hands.press("f1")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.sees("det som ser ut som ett O är en nolla")


def test_a_new_key_has_none_of_the_letters_that_help_says_it_has_not() -> None:
    assert not set("ILOU") & set("".join(new_recovery_key() for _ in range(50)))
