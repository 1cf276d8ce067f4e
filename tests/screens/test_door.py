"""The door: signing in, a new register, one to be encrypted, and the recovery key."""

import asyncio
import json
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.users import hand_over
from models.door import Door
from models.faults import StorageFault, WrongPassword
from models.forms.refusal import read_form
from models.forms.user import HandOverForm
from models.keys import new_password_for
from models.queries.candidates import candidate_lines
from models.storage.bring_over import plain_files
from models.storage.file import is_plain
from models.storage.lock import RegisterLock
from models.storage.place import Place
from screens.clinic_form import WelcomeScreen
from screens.door import BringOverScreen, NewRegisterScreen, RecoverScreen, SignInScreen
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from screens.plain_files import PlainFilesScreen
from screens.recovery_key import RecoveryKeyScreen
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked, make_locked_clinic
from tests.making import make_candidate, make_clinic, make_user
from tests.screens.driving import Driving, driving_at, prepared
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english

NEW = "en annan ramsa med ord"
SIZES = [(80, 24), (100, 30), (160, 50)]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


async def sign_in(hands: Driving, password: str = PASSWORD, user: str = USER) -> None:
    hands.send(*user, "tab", *password, "enter")
    await hands.settle()


async def reads_well(hands: Driving) -> None:
    """No English on the screen or in what its help says of it, and the help lists the keys that work."""
    screen = hands.app.screen
    assert isinstance(screen, FormScreen)
    assert english(hands.text) == english(screen.purpose) == []
    await assert_explained(hands)


async def read_off(hands: Driving) -> str:
    """The recovery key, when its last characters have been typed."""
    screen = hands.app.screen
    assert isinstance(screen, RecoveryKeyScreen)
    await hands.type(screen._key.text[-5:])
    await hands.press("enter")
    return screen._key.text


# signing in


async def test_whoever_signs_in_comes_to_idag_and_what_is_typed_meanwhile_is_meant_for_it(place: Place) -> None:
    await make_locked_clinic(place)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        assert isinstance(hands.app.screen, SignInScreen)
        await reads_well(hands)
        hands.send(*"Ylva", "tab", *PASSWORD, "enter", "n", *"Åsa Öst", "ctrl+s")
        await hands.settle()
        assert hands.words().startswith("ST-kollen Lingonets vårdcentral")
        await hands.sees("Åsa Öst", "Ingen väg är vald än", "ctrl+l Lås")


async def test_a_wrong_password_is_told_and_asked_for_again(place: Place) -> None:
    await make_locked_clinic(place)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await sign_in(hands, "fel lösenord")
        await hands.sees("Användarnamnet eller lösenordet är fel.")
        assert hands.app.register is None
        await hands.type(PASSWORD)
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_after_several_wrong_ones_the_seconds_are_counted_down(place: Place) -> None:
    await make_locked_clinic(place)
    now = NOW
    async with driving_at(door_at(place, lambda: now)) as hands:
        await sign_in(hands, "fel")
        for _ in range(2):
            await hands.type("fel")
            await hands.press("enter")
        await hands.type(PASSWORD)
        await hands.press("enter")
        await hands.sees("För många fel lösenord. Vänta 2 sekunder.")
        await hands.sees("Vänta 1 sekund.")
        await hands.sees("Nu går det att försöka igen.")
        now += timedelta(seconds=2)
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_who_has_it_open_is_told_and_enter_tries_again(place: Place) -> None:
    await make_locked_clinic(place)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        other = RegisterLock(place)
        other.take(NOW)
        await sign_in(hands)
        await hands.sees("Registret är redan öppet:", "sedan 2026-11-21")
        other.free()
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_nothing_typed_at_the_door_is_kept_or_can_be_read(place: Place) -> None:
    await make_locked_clinic(place)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await hands.type(USER)
        await hands.press("tab")
        await hands.type(PASSWORD)
        assert PASSWORD not in hands.text
        await hands.press("home", "shift+end", "ctrl+c", "ctrl+x")
        assert hands.app.clipboard == ""
        await hands.press("escape")
        assert hands.app._exit


# a new register


@pytest.mark.parametrize("size", SIZES)
async def test_a_new_register_is_made_its_recovery_key_shown_and_the_clinic_asked_for(
    place: Place, size: tuple[int, int]
) -> None:
    async with driving_at(door_at(place, lambda: NOW), size) as hands:
        assert isinstance(hands.app.screen, NewRegisterScreen)
        await reads_well(hands)
        await hands.fill("Ylva Sandåker", PASSWORD)
        await hands.type(PASSWORD)
        await hands.press("enter")
        recovery_key = await read_off(hands)
        assert isinstance(hands.app.screen, WelcomeScreen)
        await hands.press("tab")
        await hands.fill("Lingonets vårdcentral", "", "8200")  # the name is that of whoever has signed in
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.sees("Lingonets vårdcentral")
        await hands.when_it_has_been_said()
        assert "Ylva Sandåker" in hands.lines[0] or size[0] == 80
    assert not is_plain(place.file)
    door_at(place, lambda: NOW).sign_in("ylva sandåker", PASSWORD).close()
    door = door_at(place, lambda: NOW)
    (await asyncio.to_thread(door.recover, recovery_key, "Ylva Sandåker", NEW)).close()
    with pytest.raises(WrongPassword):
        door_at(place, lambda: NOW).sign_in("ylva sandåker", PASSWORD)


async def test_a_short_password_and_two_that_differ_are_refused_and_nothing_is_made(place: Place) -> None:
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await hands.fill(USER, "kort", "kort")
        await hands.press("ctrl+s")
        await hands.sees("Lösenordet ska ha minst 10 tecken.")
        await hands.press("ctrl+u")
        await hands.fill(PASSWORD)
        await hands.type("x")
        await hands.press("ctrl+s")
        await hands.sees("De två lösenorden är inte lika.")
        assert not place.file.exists()
        assert not place.keyring.exists()


async def test_one_may_look_around_in_a_demo_before_there_is_anything(place: Place) -> None:
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await hands.press("f5")
        await hands.sees("Titta runt i en demo", "Region Örebro län")
        await hands.press("escape")
        assert isinstance(hands.app.screen, NewRegisterScreen)
        await hands.press("f5", "right", "enter")
        assert "DEMO" in hands.lines[0]
        assert "Region Östergötland" in hands.lines[0]
        assert "Lås" not in hands.text
        await hands.find("lämna demon")
        assert isinstance(hands.app.screen, NewRegisterScreen)
    assert not place.file.exists()


# a plain one


@pytest.fixture
async def plain(place: Place) -> Place:
    async with prepared(place.folder) as register:
        await make_clinic(register)
        await make_candidate(register, name="Åsa Öst")
    return place


@pytest.mark.parametrize("answer", ["senare", "nu"])
async def test_a_plain_register_is_encrypted_and_what_is_left_of_it_named(plain: Place, answer: str) -> None:
    async with driving_at(door_at(plain, lambda: NOW)) as hands:
        assert isinstance(hands.app.screen, BringOverScreen)
        await hands.sees("Ditt användarnamn blir Ylva Sandåker.")
        await reads_well(hands)
        await hands.fill(PASSWORD)
        await hands.type(PASSWORD)
        await hands.press("enter")
        await read_off(hands)
        assert isinstance(hands.app.screen, PlainFilesScreen)
        await hands.sees("fore-kryptering-", "okrypterat-", "2026")
        await reads_well(hands)
        if answer == "nu":
            await hands.press("r")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, IdagScreen)
        assert ("2 filer är okrypterade" in hands.words("#glance")) is (answer == "senare")
        await hands.press("2")
        await hands.sees("Åsa Öst")
    assert not is_plain(plain.file)
    assert bool(plain_files(plain)) is (answer == "senare")
    door_at(plain, lambda: NOW).sign_in("Ylva Sandåker", PASSWORD).close()


async def brought_over_with_a_deputy(plain: Place) -> tuple[Door, UUID]:
    """What was plain is left beside it; the deputy has a password."""
    door = door_at(plain, lambda: NOW)
    register = await asyncio.to_thread(door.bring_over, "", PASSWORD)
    gunvor = await make_user(register, "stallforetradare", sign_in="gunvor")
    await new_password_for(register, gunvor, NEW)
    register.close()
    return door, gunvor


async def test_whoever_is_no_longer_the_chief_is_not_told_of_files_that_only_the_chief_erases(plain: Place) -> None:
    door, gunvor = await brought_over_with_a_deputy(plain)
    async with driving_at(door) as hands:
        await sign_in(hands, PASSWORD, "Ylva Sandåker")
        await hands.sees("2 filer är okrypterade", within="#glance")
        raw = {"to": gunvor, "version": 1}
        await hands.app.change(hand_over, read_form(HandOverForm, raw, NOW.date()))
        await hands.settle()
        assert "okrypterade" not in hands.words("#glance")


async def test_whom_a_list_without_a_seal_names_the_chief_keeps_or_erases(place: Place) -> None:
    await make_locked_clinic(place)
    register = await asyncio.to_thread(door_at(place, lambda: NOW).sign_in, USER, PASSWORD)
    keys = [await make_candidate(register, name=name) for name in ("Amina Öst", "Bo Ek")]
    register.close()
    for key, choice in zip(keys, ("b", "r"), strict=True):
        place.erased.write_text(json.dumps({"raderade": [{"id": str(key), "dag": "2026-01-01"}]}))
        async with driving_at(door_at(place, lambda: NOW)) as hands:
            await sign_in(hands, PASSWORD)
            await hands.sees("! Listan över raderade nämner någon som finns här", within="#glance")
            await hands.find("raderade som finns")
            await hands.sees("inget giltigt sigill", "Amina Öst" if choice == "b" else "Bo Ek")
            await hands.press(choice, "ctrl+s")
            await hands.hears("De är kvar" if choice == "b" else "De är raderade.")
            assert "Listan" not in hands.words("#glance")
            left = [line.name for line in await hands.register.ask(candidate_lines)]
            assert left == (["Amina Öst", "Bo Ek"] if choice == "b" else ["Amina Öst"])


async def test_what_was_left_is_told_every_day_until_the_chief_erases_it(plain: Place) -> None:
    door, _deputy = await brought_over_with_a_deputy(plain)
    async with driving_at(door) as hands:
        await sign_in(hands, NEW, "gunvor")
        assert "okrypterade" not in hands.text
        await hands.press("ctrl+l", "f4")
        await sign_in(hands, PASSWORD, "Ylva Sandåker")
        await hands.sees("! 2 filer är okrypterade: ctrl+p, Radera okrypterade filer", within="#glance")
        await hands.find("radera okrypterade")
        await hands.sees("fore-kryptering-2026")
        await hands.press("ctrl+s")
        await hands.sees("2 filer är okrypterade", within="#glance")
        await hands.find("radera okrypterade")
        await hands.press("r", "ctrl+s")
        await hands.hears("De okrypterade filerna är raderade.")
        assert "okrypterade" not in hands.words("#glance")
        await hands.press("f4")
        await hands.type("okrypterade")
        await hands.sees("Inget stämmer med det du skrev.")
    assert plain_files(plain) == ()


async def test_what_is_told_is_told_also_while_it_is_counted_anew(plain: Place) -> None:
    door, _deputy = await brought_over_with_a_deputy(plain)
    async with driving_at(door) as hands:
        await sign_in(hands, PASSWORD, "Ylva Sandåker")
        told = set()
        for count in (hands.app.count_unencrypted, hands.app.mind_the_keys):
            counting = asyncio.create_task(count())
            while not counting.done():
                told.add((hands.app.unencrypted, hands.app.lacks_recovery_key))
                await asyncio.sleep(0)
        assert told == {(2, True)}


# the recovery key


async def test_with_the_recovery_key_a_chief_gets_a_new_password(place: Place) -> None:
    recovery_key = await make_locked_clinic(place)
    async with driving_at(door_at(place, lambda: NOW)) as hands:
        await hands.press("f3")
        assert isinstance(hands.app.screen, RecoverScreen)
        await reads_well(hands)
        await hands.fill("12345" * 6, USER, NEW)
        await hands.type(NEW)
        await hands.press("ctrl+s")
        await hands.sees("Återställningsnyckeln är fel.")
        await hands.press("ctrl+u")
        await hands.fill(recovery_key.lower().replace("-", " "))
        await hands.press("ctrl+u")
        await hands.type("gunvor")
        await hands.press("ctrl+s")
        await hands.sees("Ingen chef har det användarnamnet. Chefer i registret: ylva.")
        await hands.press("ctrl+u")
        await hands.type(USER)
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, IdagScreen)
    door_at(place, lambda: NOW).sign_in(USER, NEW).close()


# what stands behind it cannot be opened


async def test_a_missing_keyring_is_told_and_no_new_register_takes_its_place(place: Place) -> None:
    make_locked(place)
    place.keyring.unlink()
    with pytest.raises(StorageFault, match=r"dess nyckelknippa st-kollen\.nycklar saknas"):
        door_at(place).behind()
