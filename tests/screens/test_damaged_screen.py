"""A register that cannot be used: what is wrong is said, a backup takes its place, and an empty one never does."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.backups import back_up_now
from models.door import Door, door_of
from models.queries.candidates import candidate_lines
from models.register import Register
from models.storage.connection import connection
from models.storage.entry import enter
from models.storage.migrations import LATEST
from models.storage.place import Place, manifest_beside
from screens.damaged import DamagedScreen
from screens.door import NewRegisterScreen, SignInScreen
from screens.from_copy import PutBackScreen
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, leave_damaged_log, make_locked_clinic
from tests.making import make_candidate
from tests.models.signing_in import YLVA_NAME, YLVA_PASSWORD, make_signing_in, sign_in, signed_in
from tests.models.storage.locked import YLVA
from tests.screens.driving import Driving
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english
from tui.app import StKollen


@asynccontextmanager
async def at_the_door(
    place: Place, size: tuple[int, int] = (100, 30), door: Door | None = None
) -> AsyncIterator[Driving]:
    app = StKollen(lambda: door or door_at(place, lambda: NOW))
    try:
        async with app.run_test(size=size, notifications=True) as pilot:
            hands = Driving(app, pilot)
            await hands.until(lambda: isinstance(app.screen, DamagedScreen | SignInScreen | NewRegisterScreen))
            await hands.settle()
            yield hands
    finally:
        if app.register is not None:
            app.register.close()


@pytest.fixture
async def ready(place: Place) -> Place:
    """An encrypted register with two backups; who came after the first is only in the second."""
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_candidate(chief, name="Sedan Tidigare")
        await back_up_now(chief)
        await make_candidate(chief, name="Senare Tillkommen")
        await back_up_now(chief)
    return place


def flip(file: Path, at: int = -1) -> None:
    data = bytearray(file.read_bytes())
    data[at if at >= 0 else len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


def gone(place: Place) -> None:
    place.file.unlink()


def empty(place: Place) -> None:
    place.file.write_bytes(b"")


def no_keyring(place: Place) -> None:
    place.keyring.unlink()


def somebody_elses(place: Place) -> None:
    place.file.unlink()
    with closing(sqlite3.connect(place.file)) as theirs:
        theirs.execute("CREATE TABLE deras (a TEXT)")


KINDS: dict[Callable[[Place], None], str] = {
    gone: "Registret saknas",
    empty: "är tom",
    no_keyring: "saknas",
    somebody_elses: "inget ST-kollen-register",
}


@pytest.mark.parametrize("damage", KINDS, ids=[one.__name__ for one in KINDS])
async def test_what_is_seen_before_a_password_is_told_at_once_and_the_newest_backup_takes_its_place(
    ready: Place, damage: Callable[[Place], None]
) -> None:
    damage(ready)
    async with at_the_door(ready) as hands:
        assert isinstance(hands.app.screen, DamagedScreen)
        await hands.sees("Registret kan inte öppnas", KINDS[damage], "2026-11-21 09:30,")
        assert english(hands.text) == []
        await assert_explained(hands)
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare", "Senare Tillkommen"]
    (aside,) = ready.backups.glob("ersatt-*")
    assert (aside / ready.keyring.name).exists() is (damage is not no_keyring)


async def test_a_backup_that_is_listed_is_restored_where_the_folder_was_named_from_where_one_stood(
    ready: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty(ready)
    monkeypatch.chdir(ready.folder.parent)
    async with at_the_door(ready, door=door_of(Path(ready.folder.name))) as hands:
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))


async def restore(hands: Driving, name: str, password: str) -> None:
    await open_copy(hands, name, password)
    await confirm(hands)


async def open_copy(hands: Driving, name: str, password: str) -> None:
    """As whoever takes it for signing in would."""
    await hands.type(name)
    await hands.press("tab")
    await hands.type(password)
    await hands.press("enter")


async def confirm(hands: Driving) -> None:
    await hands.until(lambda: isinstance(hands.app.screen, PutBackScreen))
    await hands.type("återläs")
    await hands.press("ctrl+s")


async def sign_in_at_the_door(hands: Driving) -> None:
    await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))
    await hands.settle()
    await hands.hears("är återläst")
    await hands.type(YLVA_NAME)
    await hands.press("tab")
    await hands.type(YLVA_PASSWORD)
    await hands.press("enter")
    await hands.until(lambda: hands.app.clinic is not None)
    await hands.settle()


async def people(hands: Driving) -> list[str]:
    return [line.name for line in await hands.register.ask(candidate_lines)]


def first_page(place: Place) -> None:
    flip(place.file, 100)


def other_pages(place: Place) -> None:
    for page in range(4096 * 4 + 100, place.file.stat().st_size, 4096 * 3):
        flip(place.file, page)


def a_table_less(place: Place) -> None:
    with connection(place.file, enter(place.file, YLVA_NAME, YLVA_PASSWORD).key) as opened:
        opened.execute("DROP TABLE snooze")


INSIDE = [first_page, other_pages, a_table_less]


@pytest.mark.parametrize("damage", INSIDE, ids=[one.__name__ for one in INSIDE])
async def test_what_is_seen_only_when_it_is_opened_is_told_after_the_password(
    ready: Place, damage: Callable[[Place], None]
) -> None:
    damage(ready)
    async with at_the_door(ready) as hands:
        await hands.type(YLVA_NAME)
        await hands.press("tab")
        await hands.type(YLVA_PASSWORD)
        await hands.press("enter")
        await hands.until(lambda: isinstance(hands.app.screen, DamagedScreen))
        await hands.settle()
        await hands.sees("skadad")
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare", "Senare Tillkommen"]


async def test_a_damaged_backup_is_told_before_a_password_is_given_and_is_no_choice(ready: Place) -> None:
    gone(ready)
    flip(newest(ready))
    async with at_the_door(ready, (160, 50)) as hands:
        await hands.sees("kB: skadad", "kB: hel")
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare"]


async def test_the_newest_by_the_log_is_offered_first_where_the_clock_was_set_back_and_that_is_told(
    ready: Place,
) -> None:
    key = enter(ready.file, YLVA_NAME, YLVA_PASSWORD).key
    with closing(Register(ready, lambda: NOW - timedelta(365), key, YLVA)) as later:
        await make_candidate(later, name="Sist Tillkommen")
        await back_up_now(later)
    gone(ready)
    async with at_the_door(ready) as hands:
        await hands.sees("‹ 2025-11-21 09:30 ›", "Datorns klocka har gått fel")
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert "Sist Tillkommen" in await people(hands)


async def test_one_that_nothing_can_be_told_of_comes_after_one_that_is_whole(ready: Place) -> None:
    gone(ready)
    manifest_beside(newest(ready)).unlink()
    async with at_the_door(ready, (160, 50)) as hands:
        await hands.sees("kB: prövas när du skriver lösenordet", "kB: hel")
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare"]


async def test_a_backup_that_the_password_shows_to_be_damaged_is_no_choice_and_another_is(ready: Place) -> None:
    gone(ready)
    for copy in ready.backups.glob("*.json"):
        copy.unlink()
    flip(newest(ready))
    async with at_the_door(ready) as hands:
        await open_copy(hands, YLVA_NAME, "ett annat lösenord")
        await hands.sees("Användarnamnet eller lösenordet är fel.")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        await hands.sees("är skadad och kan inte användas.", "En annan kopia är vald nu")
        await hands.press("ctrl+s")
        await hands.until(lambda: isinstance(hands.app.screen, PutBackScreen))
        assert not ready.file.exists()
        await confirm(hands)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare"]


def newest(place: Place) -> Path:
    return max(place.backups.glob("*.db"), key=lambda file: len(file.name))


async def test_the_recovery_key_opens_one_that_lies_in_another_folder(place: Place, tmp_path: Path) -> None:
    recovery_key = await make_signing_in(place)
    async with signed_in(place) as chief:
        await make_candidate(chief, name="På Minnet")
        await back_up_now(chief)
    place.backups.rename(tmp_path / "minne")
    place.backups.mkdir()
    empty(place)
    copy = next((tmp_path / "minne").glob("*.db"))
    async with at_the_door(place) as hands:
        await hands.sees("Det finns ingen kopia i")
        assert "är vald" not in hands.words()
        await hands.press("ctrl+s")
        await hands.sees("Skriv hela sökvägen till kopian eller dess mapp.")
        await hands.type(str(copy))
        await hands.press("tab", "tab")
        await hands.type(recovery_key.lower())
        await hands.press("ctrl+s")
        await confirm(hands)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["På Minnet"]


async def test_what_looks_like_signing_in_restores_nothing_before_the_word_is_typed(ready: Place) -> None:
    empty(ready)
    async with at_the_door(ready) as hands:
        await hands.sees("Den nyaste som är hel är vald.")
        await open_copy(hands, YLVA_NAME, YLVA_PASSWORD)
        await hands.until(lambda: isinstance(hands.app.screen, PutBackScreen))
        await hands.sees("Återläs kopian från 2026-11-21", "kan inte läsas, och är inte jämfört", newest(ready).name)
        assert english(hands.text) == []
        await assert_explained(hands)
        await hands.press("enter", "ctrl+s")
        await hands.sees("Skriv återläs för att gå vidare.")
        assert ready.file.stat().st_size == 0
        await hands.press("escape")
        await hands.until(lambda: isinstance(hands.app.screen, DamagedScreen))
        await hands.press("ctrl+s")  # what was typed is still there
        await confirm(hands)
        await sign_in_at_the_door(hands)


async def test_of_a_folder_on_a_stick_the_newest_that_is_whole_is_taken_and_it_is_said_which(
    ready: Place, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    ready.backups.rename(stick / "st-kollen-0123abcd")
    flip(max(stick.rglob("*.db"), key=lambda file: len(file.name)))
    empty(ready)
    async with at_the_door(ready) as hands:
        await hands.type(str(tmp_path))
        await hands.press("ctrl+s")
        await hands.sees("Det finns ingen hel säkerhetskopia i")
        await hands.press("ctrl+u")
        await hands.type(str(stick))
        await hands.press("tab")
        await open_copy(hands, YLVA_NAME, "ett annat lösenord")
        await hands.sees("Användarnamnet eller lösenordet är fel.", "Vald kopia:", "från 2026-11-21 09:30.")
        await hands.type(YLVA_PASSWORD)
        await hands.press("enter")
        await confirm(hands)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare"]


async def test_on_a_new_computer_the_welcome_leads_to_it(ready: Place, tmp_path: Path) -> None:
    stick, new = tmp_path / "usb", Place(tmp_path / "ny")
    ready.backups.rename(stick)
    async with at_the_door(new) as hands:
        await hands.sees("F6 läser in en säkerhetskopia")
        await hands.press("f6")
        await hands.sees("Återläs en säkerhetskopia", "Har registret funnits på en annan dator")
        assert english(hands.text) == []
        await assert_explained(hands)
        await hands.press("escape")
        await hands.until(lambda: isinstance(hands.app.screen, NewRegisterScreen))
        await hands.press("f6")
        await hands.type(str(stick))
        await hands.press("tab")
        await open_copy(hands, YLVA_NAME, YLVA_PASSWORD)
        await hands.sees("Inget register ersätts", str(stick))
        await confirm(hands)
        await sign_in_at_the_door(hands)
        assert await people(hands) == ["Sedan Tidigare", "Senare Tillkommen"]
    assert new.file.exists()


async def test_in_the_folder_of_everybody_where_that_is_chosen(ready: Place, tmp_path: Path) -> None:
    own, shared = Place(tmp_path / "egen"), Place(tmp_path / "delad", shared=True)
    door = Door(own, lambda: NOW, shared=Door(shared, lambda: NOW))
    async with at_the_door(own, door=door) as hands:
        await hands.press("tab", "tab", "tab")
        await hands.type("alla")
        await hands.press("f6")
        await hands.type(str(ready.backups))
        await hands.press("tab")
        await restore(hands, YLVA_NAME, YLVA_PASSWORD)
        await sign_in_at_the_door(hands)
        assert hands.register.place == shared
    assert shared.file.exists() and not own.file.exists()


async def test_a_newer_register_is_told_as_one_where_one_signs_in_and_is_left_as_it_was(ready: Place) -> None:
    with closing(sign_in(ready)) as chief:
        key = chief.key
    with connection(ready.file, key) as newer:
        newer.execute(f"PRAGMA user_version = {LATEST + 1}")
    before = ready.file.read_bytes()
    async with at_the_door(ready) as hands:
        await hands.type(YLVA_NAME)
        await hands.press("tab")
        await hands.type(YLVA_PASSWORD)
        await hands.press("enter")
        await hands.sees("nyare version av ST-kollen", "Uppdatera programmet")
        assert isinstance(hands.app.screen, SignInScreen)  # no backup is offered: nothing is damaged
        await hands.press("enter", "escape")
    assert ready.file.read_bytes() == before


async def test_a_new_folder_is_still_a_new_register(place: Place) -> None:
    async with at_the_door(place) as hands:
        assert isinstance(hands.app.screen, NewRegisterScreen)


async def test_what_a_damaged_log_has_lost_stands_in_laget(place: Place) -> None:
    await make_locked_clinic(place, lambda: NOW)
    await leave_damaged_log(place, lambda: NOW)
    async with at_the_door(place) as hands:
        await hands.type(USER)
        await hands.press("tab")
        await hands.type(PASSWORD)
        await hands.press("enter")
        await hands.sees("2 ändringar kan saknas", "Kontrollera att det ni sparade sist är kvar.")
