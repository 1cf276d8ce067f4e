"""The recovery key: shown once, printed from a file that goes, and in force for whoever has it on paper."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from models.exchange.place import export_folder
from models.exchange.recovery_sheet import is_written_down
from models.faults import WrongPassword
from models.storage.keyring import unlock_by_recovery_key
from models.storage.keyring_text import read_keyring
from models.storage.passwords import new_recovery_key
from models.storage.place import Place
from screens.clinic_form import WelcomeScreen
from screens.door import SignInScreen
from screens.help import HelpScreen
from screens.idag import IdagScreen
from screens.recovery_key import RecoveryKeyScreen
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic
from tests.screens.driving import Driving, driving_at
from tests.screens.test_lock import leave_it_alone, sign_in, unlock
from tests.screens.test_swedish_only import english

KEY = "0K3ZV-7Q1M9-AB2CD-EFGH4-JKMN5-PQ0R1"
NONE = "! Registret har ingen återställningsnyckel: ctrl+p, Ny återställningsnyckel"


@pytest.fixture
async def old(place: Place) -> str:
    """A clinic, and the recovery key that it has."""
    return await make_locked_clinic(place, lambda: NOW)


@asynccontextmanager
async def shown(place: Place, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Driving]:
    """A new key, from the palette."""
    async with driving_at(door_at(place, lambda: NOW), size) as hands:
        await sign_in(hands)
        await ask_for_one(hands)
        yield hands


@asynccontextmanager
async def first_shown(place: Place) -> AsyncIterator[Driving]:
    """The first key, of a register that is being made."""
    async with driving_at(door_at(place, lambda: NOW), (80, 24)) as hands:
        await hands.fill(USER, PASSWORD)
        await hands.type(PASSWORD)
        await hands.press("enter")
        yield hands


async def ask_for_one(hands: Driving) -> None:
    await hands.find("ny återställningsnyckel")
    await hands.type(PASSWORD)
    await hands.press("ctrl+s")


async def confirm(hands: Driving) -> None:
    await hands.type(key_of(hands)[-5:])
    await hands.press("enter")


def key_of(hands: Driving) -> str:
    screen = hands.app.screen
    assert isinstance(screen, RecoveryKeyScreen)
    return screen._key.text


def in_force(place: Place, *keys: str) -> list[bool]:
    """Which keys open the register."""
    keyring = read_keyring(place.keyring)
    opening = []
    for key in keys:
        try:
            opening.append(bool(unlock_by_recovery_key(keyring, key).keys))
        except WrongPassword:
            opening.append(False)
    return opening


def written() -> list[Path]:
    return list(export_folder().iterdir()) if export_folder().exists() else []


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_the_key_and_what_it_is_for_can_be_read_at_every_size(place: Place, size: tuple[int, int]) -> None:
    async with shown(place, size) as hands:
        assert key_of(hands) in hands.text
        await hands.sees("Nyckeln visas bara nu, och gäller först när", "Skriv nyckelns 5 sista tecken")
        await hands.sees("enter Jag har skrivit av den", "ctrl+s Fil att skriva ut", "F1 Hjälp", "ctrl+l Lås")
        assert not english(hands.text)


async def test_whoever_has_it_on_paper_goes_on_and_it_is_in_force_instead_of_the_old(place: Place, old: str) -> None:
    async with shown(place) as hands:
        new = key_of(hands)
        assert in_force(place, old, new) == [True, False]
        await confirm(hands)
        assert isinstance(hands.app.screen, IdagScreen)
        assert in_force(place, old, new) == [False, True]
        assert not written()
        assert "återställningsnyckel" not in hands.words("#glance")


@pytest.mark.parametrize("typed", ["pqOrI", " PQ0R1 ", "jkmn5-pq0rl", KEY.lower()])
def test_the_last_characters_may_be_typed_in_any_way_that_is_forgiven(typed: str) -> None:
    assert is_written_down(KEY, typed)


@pytest.mark.usefixtures("old")
@pytest.mark.parametrize("typed", [lambda _key: "", lambda key: key[-4:], lambda key: key[:5]])
async def test_whoever_has_not_stays(place: Place, typed: Callable[[str], str]) -> None:
    async with shown(place) as hands:
        await hands.type(typed(key_of(hands)))
        await hands.press("escape", "enter")
        await hands.sees("stämmer inte med nyckelns 5 sista tecken")
        await confirm(hands)  # what is typed takes the place of what was wrong
        assert isinstance(hands.app.screen, IdagScreen)


async def test_where_it_cannot_be_put_in_force_the_old_one_is_and_the_new_one_is_still_shown(
    place: Place, old: str
) -> None:
    async with shown(place) as hands:
        new, in_the_way = key_of(hands), place.folder / "st-kollen.nycklar.ny"
        in_the_way.mkdir()
        await confirm(hands)
        await hands.sees("kunde inte skrivas")
        assert in_force(place, old, new) == [True, False]
        in_the_way.rmdir()
        await hands.press("enter")
        assert in_force(place, old, new) == [False, True]


# the file to print


@pytest.mark.usefixtures("old")
async def test_the_file_to_print_names_nobody_and_goes_when_it_is_on_paper(place: Place) -> None:
    async with shown(place) as hands:
        await hands.press("ctrl+s")
        await hands.sees("Skriv ut filen nu")
        (file,) = written()
        text = file.read_text(encoding="utf-8-sig")
        assert key_of(hands) in text
        assert not {"Ylva", "Sandåker", "Lingonet"} & set(text.split())
        assert file.stat().st_mode & 0o077 == 0
        await confirm(hands)
        assert not written()
        await hands.hears("Den gamla gäller inte längre. Filen med den är raderad.")


@pytest.mark.usefixtures("old")
async def test_a_file_that_was_taken_away_is_not_missed(place: Place) -> None:
    async with shown(place) as hands:
        await hands.press("ctrl+s")
        await hands.sees("Skriv ut filen nu")
        written()[0].unlink()
        await confirm(hands)
        assert isinstance(hands.app.screen, IdagScreen)


@pytest.mark.usefixtures("old")
async def test_where_it_cannot_be_written_the_key_is_still_there(place: Place) -> None:
    export_folder().parent.parent.mkdir(parents=True, exist_ok=True)
    export_folder().parent.write_text("x")
    async with shown(place) as hands:
        await hands.press("ctrl+s")
        await hands.sees("är en fil, inte en mapp")
        assert key_of(hands) in hands.text


async def test_the_end_of_the_program_erases_the_file_and_leaves_the_old_key_in_force(place: Place, old: str) -> None:
    async with shown(place) as hands:
        new = key_of(hands)
        await hands.press("ctrl+s")
        assert written()
        hands.app.leave()  # as a signal does
        await hands.until(lambda: hands.app._exit)
        assert not written()
    assert in_force(place, old, new) == [True, False]


@pytest.mark.usefixtures("old")
async def test_a_file_that_a_killed_program_left_is_told_of_and_erased_and_no_other_registers(
    place: Place,
) -> None:
    async with shown(place) as hands:
        await hands.press("ctrl+s")
        (file,) = written()
        left = file.read_bytes()
    file.parent.mkdir(exist_ok=True)
    others = file.with_name("Återställningsnyckel – 2026-11-21 – 00000000.txt")
    for one in (file, others):
        one.write_bytes(left)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await sign_in(hands)
        await hands.sees("! 1 fil är okrypterad: ctrl+p, Radera okrypterade filer", within="#glance")
        await hands.find("radera okrypterade")
        await hands.sees("en återställningsnyckel som skulle skrivas ut", f"I {file.parent}:", file.name[-24:])
        assert others.name[-12:] not in hands.text
        await hands.press("r", "ctrl+s")
        await hands.hears("De okrypterade filerna är raderade.")
        assert "okrypterad" not in hands.words("#glance")
    assert written() == [others]


# the lock


@pytest.mark.parametrize("by", ["key", "time"])
async def test_it_locks_and_whoever_comes_back_is_told_that_the_old_key_is_in_force(
    place: Place, old: str, by: str
) -> None:
    async with shown(place) as hands:
        new = key_of(hands)
        await hands.press("ctrl+s")
        if by == "key":
            await hands.press("ctrl+l")
        else:
            await leave_it_alone(hands)
        assert isinstance(hands.app.screen, SignInScreen)
        assert (hands.app.register, written()) == (None, [])
        await unlock(hands)
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.hears("gäller inte: den var inte bekräftad. Den gamla gäller fortfarande.")
        await hands.press("ctrl+l")
        await unlock(hands)
        assert not hands.told
        assert "återställningsnyckel" not in hands.words("#glance")
    assert in_force(place, old, new) == [True, False]


async def test_the_first_one_locks_too_and_one_is_asked_for_until_one_is_confirmed(place: Place) -> None:
    async with first_shown(place) as hands:
        first = key_of(hands)
        await leave_it_alone(hands)
        await hands.sees(f"Låst · {USER}")
        await unlock(hands)
        assert isinstance(hands.app.screen, WelcomeScreen)
        await hands.hears("gäller inte: den var inte bekräftad. Gör en ny")
        hands.app.clear_notifications()  # as goes by itself in the time it takes to read it, and hides the glance
        await hands.press("tab")
        await hands.fill("Lingonets vårdcentral", "", "8200")
        await hands.type("Ylva Sandåker")
        await hands.press("ctrl+s")
        await hands.sees(NONE, within="#glance")
        await hands.press("ctrl+l", "f3")
        assert isinstance(hands.app.screen, SignInScreen)
        await hands.sees("Registret har ingen återställningsnyckel.", within="#form-message")
        await unlock(hands)
        await hands.sees(NONE, within="#glance")
        await ask_for_one(hands)
        second = key_of(hands)
        await confirm(hands)
        assert isinstance(hands.app.screen, IdagScreen)
        assert NONE not in hands.words("#glance")
    assert in_force(place, first, second) == [False, True]


@pytest.mark.usefixtures("old")
async def test_help_says_how_the_key_is_read(place: Place) -> None:
    async with shown(place) as hands:
        await hands.press("f1")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.sees("det som ser ut som ett O är en nolla")


def test_a_new_key_has_none_of_the_letters_that_help_says_it_has_not() -> None:
    assert not set("ILOU") & set("".join(new_recovery_key() for _ in range(50)))
