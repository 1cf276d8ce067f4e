"""Säkerhetskopior: made by themselves, looked through, compared and restored, all by keys."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from models.backups import back_up_now
from models.commands.erasure import erase_candidates
from models.forms.retention import CONFIRMED, EraseForm
from models.queries.candidates import candidate_lines
from models.register import Register
from models.storage.erased import read_erased
from models.storage.keeping import second_home
from models.storage.place import ERASED, Place
from models.storage.rotation import rotate
from models.storage.second_homes import Use, name_none, note_home
from screens.backups import BackupsScreen
from screens.door import SignInScreen
from tests.conftest import NOW
from tests.making import make_candidate
from tests.models.commands.test_retention import end
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    sign_in,
    signed_in,
)
from tests.models.storage.locked import CHEAP, YLVA
from tests.screens.driving import Driving, driving_in
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english

MADE = f"{NOW.astimezone():%Y-%m-%d %H:%M}"


@asynccontextmanager
async def at_backups(place: Place, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    async with driving_in(sign_in(place), size) as hands:
        await hands.find("säkerhetskopior")
        yield hands


async def with_one_backup_and_more_since(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_candidate(chief, name="Sedan Tidigare")
        await back_up_now(chief)
        await make_candidate(chief, name="Senare Tillkommen")


def copies(place: Place) -> list[Path]:
    return sorted(place.backups.glob("*.db"))


async def test_a_backup_is_made_when_the_program_starts_if_something_was_changed(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    for _ in range(2):
        async with driving_in(sign_in(place)) as hands:
            assert hands.app.backup_fault == ""
        assert len(copies(place)) == 2


async def test_for_a_handledare_too_who_is_shown_none_of_it(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    async with driving_in(sign_in(place, GUNVOR_NAME, GUNVOR_PASSWORD)) as hands:
        assert len(copies(place)) == 2
        await hands.press("f4")
        await hands.type("säkerhetskop")
        assert "Säkerhetskopi" not in hands.text.replace("säkerhetskop", "")


async def test_the_list_says_when_what_where_and_whether_it_is_whole(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    async with at_backups(place, (160, 30)) as hands:
        assert isinstance(hands.app.screen, BackupsScreen)
        await hands.sees("2 säkerhetskopior", MADE, "hel", "vid registret", "kB")
        assert english(hands.text) == []
        copies(place)[0].write_bytes(b"x" * 5000)
        await hands.press("b")
        await hands.sees("3 säkerhetskopior")
        await hands.hears("Säkerhetskopian är gjord och kontrollerad")
        await assert_explained(hands)


async def test_enter_shows_what_would_be_gone_and_the_word_restores_it_and_asks_who_it_is(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    async with at_backups(place) as hands:
        await hands.press("end", "enter")
        await hands.sees(f"Återläs kopian från {MADE}", "1 händelse i loggen", "Försvinner: Senare Tillkommen.")
        assert english(hands.text) == []
        await assert_explained(hands)
        await hands.type("nej")
        await hands.press("ctrl+s")
        await hands.sees("Skriv återläs för att gå vidare.")
        await hands.press(*["backspace"] * 3)
        await hands.type("återläs")
        await hands.press("ctrl+s")
        await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))
        await hands.hears("är återläst. Det som ersattes ligger i")
        await hands.type(YLVA_NAME)
        await hands.press("tab")
        await hands.type(YLVA_PASSWORD)
        await hands.press("enter")
        await hands.until(lambda: hands.app.register is not None)
        await hands.settle()
        assert [line.name for line in await hands.register.ask(candidate_lines)] == ["Sedan Tidigare"]


async def with_one_backup_and_another_key_since(place: Place) -> bytes:
    """The key that the register has now."""
    await with_one_backup_and_more_since(place)
    async with signed_in(place) as chief:
        old = chief.key
    assert old is not None
    return rotate(place, old)


async def test_one_from_before_the_key_was_changed_asks_for_the_password_of_its_day(place: Place) -> None:
    new = await with_one_backup_and_another_key_since(place)
    async with driving_in(Register(place, lambda: NOW, new, YLVA, CHEAP)) as hands:
        await hands.find("säkerhetskopior")
        await hands.sees("annan nyckel")
        await hands.press("end", "enter")
        await hands.sees("Öppna kopian från")
        assert english(hands.text) == []
        await hands.fill(YLVA_NAME, "fel fel fel fel")
        await hands.press("ctrl+s")
        await hands.sees("Användarnamnet eller lösenordet är fel.")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        await hands.sees("Försvinner: Senare Tillkommen.", "Registret får kopians nyckel, en annan än nu")
        await hands.type("återläs")
        await hands.press("ctrl+s")
        await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))
        await hands.hears("Registret har nu kopians nyckel")


async def test_damage_is_told_of_one_from_before_the_key_was_changed_too(place: Place) -> None:
    new = await with_one_backup_and_another_key_since(place)
    first = copies(place)[-1]
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(bytes(data))
    async with driving_in(Register(place, lambda: NOW, new, YLVA, CHEAP)) as hands:
        await hands.find("säkerhetskopior")
        await hands.sees("skadad")
        await hands.press("end", "enter")
        await hands.hears("skadad")
        assert isinstance(hands.app.screen, BackupsScreen)


async def test_a_damaged_one_says_so_and_is_not_opened(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    first = copies(place)[0]
    data = bytearray(first.read_bytes())
    data[len(data) // 2] ^= 1
    first.write_bytes(bytes(data))
    async with at_backups(place) as hands:
        await hands.sees("skadad")
        await hands.press("end", "enter")
        await hands.hears("är skadad och kan inte användas")


async def test_a_second_folder_that_cannot_be_reached_is_told_in_laget_and_gets_the_copies_when_it_can(
    place: Place, tmp_path: Path
) -> None:
    await with_one_backup_and_more_since(place)
    second = tmp_path / "minne"
    async with driving_in(sign_in(place), (160, 50)) as hands:
        await hands.find("uppgifter")
        await hands.sees("Säkerhetskopior även i")
        await hands.press(*["tab"] * 20)
        field = hands.app.screen.query_one("#form-message")
        assert field is not None
        while "second_folder" not in str(getattr(hands.app.focused, "field", "")):
            await hands.press("tab")
        await hands.type(str(second))
        await hands.press("ctrl+s")
        await hands.hears(f"Mappen {second} går inte att nå nu.")
        await hands.sees("Säkerhetskopior når inte", "Mappen går inte att nå.", within="#glance")
    second.mkdir()
    async with driving_in(sign_in(place), (160, 50)) as hands:
        assert "når inte" not in hands.text
        assert hands.app.backup_fault == ""
        assert len(list(second_home(place, second).glob("*.db"))) == 1
        gone = await make_candidate(hands.register, name="Bo Ek")
        await end(hands.register, gone, "drog_sig_ur", "2024-01-05")
        await hands.app.change(erase_candidates, EraseForm(candidates=(gone,), confirmed=CONFIRMED))
        await hands.settle()
        for folder in (place.backups, second_home(place, second)):
            assert read_erased(folder / ERASED).keys() == {gone}


async def test_that_a_restore_took_the_second_folder_is_told_until_it_is_decided_that_there_is_none(
    place: Place, tmp_path: Path
) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        note_home(place, chief.key, tmp_path / "minne" / "st-kollen", NOW)
        name_none(place, chief.key, Use.DROPPED)
    async with driving_in(sign_in(place), (160, 50)) as hands:
        await hands.sees("Efter återläsningen läggs inga säkerhetskopior i", within="#glance")
        await hands.find("uppgifter")
        await hands.press("ctrl+s")
        await hands.hears("Säkerhetskopior läggs nu bara på den här datorn, och inte längre i")
        await hands.until(lambda: "Efter återläsningen" not in hands.words("#glance"))
    async with driving_in(sign_in(place)) as hands:
        assert "Efter återläsningen" not in hands.text


async def test_a_backup_that_cannot_be_made_is_told_in_laget_and_the_program_goes_on(place: Place) -> None:
    await make_signing_in(place)
    place.backups.write_text("en fil där mappen ska vara")
    async with driving_in(sign_in(place), (160, 50)) as hands:
        await hands.sees("Ingen säkerhetskopia:", within="#glance")
        await hands.find("säkerhetskopiera")
        await hands.hears("Ingen säkerhetskopia:")
        place.backups.unlink()
        await hands.find("säkerhetskopiera")
        await hands.hears("Säkerhetskopian är gjord och kontrollerad")
        assert "Ingen säkerhetskopia" not in hands.words("#glance")
    assert len(copies(place)) == 1


async def test_a_backup_that_is_damaged_after_it_was_looked_at_changes_nothing(place: Place) -> None:
    await with_one_backup_and_more_since(place)
    async with at_backups(place) as hands:
        await hands.press("end", "enter")
        await hands.sees("Försvinner: Senare Tillkommen.")
        for copy in copies(place):
            copy.write_bytes(copy.read_bytes()[:-100])
        await hands.type("återläs")
        await hands.press("ctrl+s")
        await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))
        await hands.hears("är skadad och kan inte användas")
    async with signed_in(place) as chief:
        there = {line.name for line in await chief.ask(candidate_lines)}
    assert there == {"Sedan Tidigare", "Senare Tillkommen"}
