"""The users' screen with the keyboard: who may sign in, passwords, removal, handing over."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest

from models.commands.colleagues import save_colleague
from models.commands.users import add_user, change_user, remove_user
from models.faults import WrongPassword
from models.forms.colleague import ColleagueForm
from models.forms.refusal import read_form
from models.forms.user import NewUserForm, RemoveUserForm, UserForm
from models.ids import new_id
from models.keys import users_with_password
from models.records import Draft
from models.rights import Role
from models.storage.place import Place
from screens.candidates import CandidatesScreen
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from screens.users import UsersScreen
from tests.held import looked_into
from tests.making import make_candidate, make_colleague
from tests.models.signing_in import (
    GUNVOR_NAME,
    GUNVOR_PASSWORD,
    YLVA_NAME,
    YLVA_PASSWORD,
    make_signing_in,
    opens,
    sign_in,
)
from tests.models.storage.locked import GUNVOR, YLVA, readable
from tests.screens.driving import Driving, driving_in
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english

NEW = "sju blå hav i väst"
SECOND = "åtta gröna berg"
COMMANDS = ("Användare och lösenord", "Byt lösenord", "Ny återställningsnyckel", "Byt registrets nyckel")


@pytest.fixture
async def clinic(place: Place) -> Place:
    """Ylva is chief and Gunvor handledare, each with a password."""
    await make_signing_in(place)
    return place


@asynccontextmanager
async def signed_in_as(
    place: Place, name: str = YLVA_NAME, password: str = YLVA_PASSWORD, size: tuple[int, int] = (100, 30)
) -> AsyncIterator[Driving]:
    async with driving_in(sign_in(place, name, password), size) as hands:
        yield hands


@asynccontextmanager
async def among_users(place: Place, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    async with signed_in_as(place, size=size) as hands:
        await hands.find("användare")
        assert isinstance(hands.app.screen, UsersScreen)
        yield hands


def row(hands: Driving, name: str) -> str:
    return next(line for line in hands.lines_of("LineTable") if line.startswith(f" {name}"))


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_the_list_says_who_may_sign_in_as_what(clinic: Place, size: tuple[int, int]) -> None:
    async with among_users(clinic, size) as hands:
        assert row(hands, "Gunvor Tjärnstig").split()[2:5] == [GUNVOR_NAME, "handledare", "finns"]
        assert row(hands, "Ylva Sandåker (du)").split()[3:6] == [YLVA_NAME, "chef", "finns"]
        await hands.sees("2 användare", "n Ny användare", "p Nytt lösenord", "x Ta bort", "o Lämna över")


async def test_where_the_keyring_is_gone_it_is_said_and_the_list_is_there(clinic: Place) -> None:
    async with signed_in_as(clinic) as hands:
        clinic.keyring.unlink()
        await hands.find("användare")
        await hands.hears("Nyckelknippan")
        assert row(hands, "Gunvor Tjärnstig").split()[4] == "–"


async def test_one_is_offered_nothing_on_oneself_that_is_for_others(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("end")
        assert not {"x Ta bort", "o Lämna över", "p Nytt lösenord"} & {
            part.strip() for line in hands.lines[-2:] for part in line.split("  ")
        }
        await hands.press("x", "o", "p")
        assert isinstance(hands.app.screen, UsersScreen)


async def test_a_new_user_gets_a_password_and_signs_in(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Botvid Aspeling", "botvid", "", "", NEW, NEW)
        assert NEW not in hands.text
        await hands.press("ctrl+s")
        assert row(hands, "Botvid Aspeling").split()[2:5] == ["botvid", "handledare", "finns"]
    async with signed_in_as(clinic, "Botvid", NEW) as hands:
        assert "Botvid Aspeling, handledare" in hands.lines[0]


@pytest.mark.parametrize(
    ("first", "again", "words"),
    [
        ("", "", "minst 10 tecken"),
        ("kort", "kort", "minst 10 tecken"),
        (NEW, SECOND, "inte lika"),
        (NEW, "", "inte lika"),
    ],
)
async def test_a_password_that_will_not_do_makes_no_user(clinic: Place, first: str, again: str, words: str) -> None:
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Botvid Aspeling", "botvid", "", "", first, again)
        await hands.press("ctrl+s")
        await hands.sees("Inte sparat.", words)
        await hands.press("escape", "escape")
        await hands.sees("2 användare")


async def test_a_new_user_who_is_taken_back_has_no_password_and_the_key_is_asked_for(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Botvid Aspeling", "botvid", "", "", NEW, NEW)
        await hands.press("ctrl+s", "u")
        await hands.sees("2 användare", "Någon är borttagen: byt registrets nyckel")
        assert await users_with_password(hands.register) == {YLVA, GUNVOR}
    with pytest.raises(WrongPassword):
        opens(clinic, "botvid", NEW)


async def test_a_slot_that_was_left_goes_when_a_chief_signs_in(clinic: Place) -> None:
    """As when the program is killed between the row of a user who is removed, and the slot."""
    with closing(sign_in(clinic)) as register:
        await register.do(remove_user, RemoveUserForm(id=GUNVOR, version=1))
        assert await users_with_password(register) == {YLVA, GUNVOR}
    async with signed_in_as(clinic) as hands:
        assert await users_with_password(hands.register) == {YLVA}


async def test_a_user_name_that_is_taken_makes_no_password(clinic: Place) -> None:
    before = clinic.keyring.read_bytes()
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Gunvor Ek", GUNVOR_NAME.upper(), "", "", NEW, NEW)
        await hands.press("ctrl+s")
        await hands.sees("Användarnamnet är upptaget av Gunvor Tjärnstig")
    assert clinic.keyring.read_bytes() == before


async def test_what_is_typed_is_drafted_but_no_password(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Botvid Aspeling", "", "", "", NEW, NEW)
        await hands.press("escape")
        await hands.sees("esc igen lämnar och behåller utkastet")
        await hands.press("escape")
        kept = await hands.register._write(lambda: {row.field: row.value for row in Draft.select()})
        assert kept.keys() == {"id", "name", "version"}
        await hands.press("n")
        await hands.sees("utkast från", "Botvid Aspeling")
        assert "•" not in hands.text


async def test_no_password_is_in_any_file(clinic: Place, tmp_path: Path) -> None:
    async with among_users(clinic) as hands:
        await hands.press("n")
        await hands.fill("Botvid Aspeling", "", "", "", NEW, NEW)
        await hands.press("ctrl+s", "p")  # the new one is looked at
        await hands.fill(SECOND, SECOND)
        await hands.press("ctrl+s")
        await hands.hears("Botvid Aspeling har fått ett nytt lösenord.")
        with looked_into(tmp_path) as copy:
            assert readable(copy, (NEW, SECOND, "Botvid Aspeling")) == set()
    assert readable(tmp_path, (NEW, SECOND, "Botvid Aspeling")) == set()


async def test_a_forgotten_password_is_replaced(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("p")
        await hands.sees("Nytt lösenord för Gunvor Tjärnstig")
        await hands.fill(NEW, NEW)
        await hands.press("ctrl+s")
        await hands.hears("Gunvor Tjärnstig har fått ett nytt lösenord.")
    assert opens(clinic, GUNVOR_NAME, NEW) == GUNVOR


async def test_who_has_no_password_is_seen_and_gets_one(clinic: Place) -> None:
    register = sign_in(clinic)
    form = NewUserForm(id=new_id(), name="Aron Utan", sign_in="aron", role=Role.DEPUTY)
    try:
        await register.do(add_user, form)
    finally:
        register.close()
    async with among_users(clinic) as hands:
        assert "saknas: p" in row(hands, "Aron Utan")
        await hands.press("o")
        await hands.hears("Aron Utan saknar lösenord och kan inte logga in.")
        await hands.press("p")
        await hands.fill(NEW, NEW)
        await hands.press("ctrl+s")
        assert "finns" in row(hands, "Aron Utan")
    assert opens(clinic, "aron", NEW) == form.id


async def test_a_user_is_changed_but_not_the_last_chief_away(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("enter", "tab", "right", "ctrl+s")
        assert "chef" in row(hands, "Gunvor Tjärnstig")
        await hands.press("u")
        assert "handledare" in row(hands, "Gunvor Tjärnstig")
        await hands.press("end", "enter", "tab", "right", "ctrl+s")
        await hands.sees("Registret måste ha minst en chef")


async def test_a_link_to_somebody_who_is_put_aside_is_kept(clinic: Place) -> None:
    register = sign_in(clinic)
    try:
        linked = await make_colleague(register, name="Gunvor Tjärnstig")
        raw = {"id": GUNVOR, "version": 1, "name": "Gunvor Tjärnstig", "role": "handledare", "colleague": linked}
        await register.do(change_user, read_form(UserForm, raw, register.today))
        away = {"id": linked, "version": 1, "name": "Gunvor Tjärnstig", "role": "handledare", "archived": True}
        await register.do(save_colleague, read_form(ColleagueForm, away, register.today))
    finally:
        register.close()
    async with among_users(clinic, (160, 50)) as hands:
        await hands.press("enter", "right")
        await hands.type(" Ek")
        await hands.press("ctrl+s")
        assert row(hands, "Gunvor Tjärnstig Ek").split()[-2:] == ["Gunvor", "Tjärnstig"]


async def test_who_is_removed_is_locked_out_and_the_key_is_asked_for_until_it_is_changed(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        old = hands.register.key
        await hands.press("x")
        await hands.sees("Ta bort Gunvor Tjärnstig", "byt nu", "öppnas fortfarande med hens gamla lösenord")
        await hands.sees("När nyckeln är bytt går det inte att ångra")
        await hands.press("right")
        await hands.sees("u ångrar tills du avslutar eller nyckeln byts")
        await hands.press("left")
        await hands.press("right", "ctrl+s")
        await hands.sees("1 användare", "Någon är borttagen: byt registrets nyckel")
        assert await users_with_password(hands.register) == {YLVA}
        with pytest.raises(WrongPassword):
            opens(clinic, GUNVOR_NAME, GUNVOR_PASSWORD)
        await hands.find("byt registrets")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        await hands.hears("Bytte registrets nyckel.")
        assert hands.register.key != old
        await hands.find("användare")
        await hands.sees("1 användare")
        assert "Någon är borttagen" not in hands.text
    assert opens(clinic, YLVA_NAME, YLVA_PASSWORD) == YLVA


async def test_the_key_is_changed_with_the_removal(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        old = hands.register.key
        await hands.press("x", "ctrl+s")
        await hands.sees("Byt registrets nyckel", "Ditt nuvarande lösenord")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        await hands.hears("Bytte registrets nyckel.")
        assert hands.register.key != old
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.press("n")
        assert isinstance(hands.app.screen, FormScreen)


async def test_where_the_key_cannot_be_changed_the_register_is_open_as_it_was(clinic: Place) -> None:
    """Something is in the way where the keyring with both keys would be written."""
    async with among_users(clinic) as hands:
        old = hands.register.key
        (clinic.folder / "st-kollen.nycklar.ny").mkdir()
        await hands.find("byt registrets")
        await hands.type(YLVA_PASSWORD)
        await hands.press("ctrl+s")
        await hands.hears("kunde inte skrivas")
        assert hands.register.key == old
        assert not [told for told in hands.told if "Bytte registrets nyckel" in told]
        (clinic.folder / "st-kollen.nycklar.ny").rmdir()
        await hands.find("användare")
        await hands.sees("2 användare")


async def test_a_chief_hands_over_and_sees_users_no_more(clinic: Place) -> None:
    async with among_users(clinic) as hands:
        await hands.press("o")
        await hands.sees("Lämna över till Gunvor Tjärnstig", "ställföreträdare")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.when_it_has_been_said()
        assert "Ylva Sandåker, ställföreträdare" in hands.lines[0]
        await hands.press("f4")
        await hands.type("användare")
        await hands.sees("Inget stämmer")
        await hands.press("escape", "escape")
        assert isinstance(hands.app.screen, IdagScreen)
    async with signed_in_as(clinic, GUNVOR_NAME, GUNVOR_PASSWORD) as hands:
        await hands.find("användare")
        assert isinstance(hands.app.screen, UsersScreen)


async def test_who_has_handed_over_finds_no_way_back_to_what_is_the_chiefs(clinic: Place) -> None:
    register = sign_in(clinic)
    try:
        await make_candidate(register, name="Hemlig Sökande")
    finally:
        register.close()
    async with signed_in_as(clinic) as hands:
        await hands.press("6", "2", "enter")
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.find("användare")
        await hands.press("o")
        await hands.sees("går inte att ångra: bara en chef kan ge dig rollen tillbaka")
        await hands.press("right", "ctrl+s")
        await hands.when_it_has_been_said()
        assert "Ylva Sandåker, handledare" in hands.lines[0]
        ways: list[type[MainScreen]] = []
        for _ in range(4):
            assert isinstance(hands.app.screen, MainScreen)
            assert "Hemlig Sökande" not in hands.text
            ways.append(type(hands.app.screen))
            await hands.press("escape")
        assert ways == [IdagScreen, CandidatesScreen, IdagScreen, IdagScreen]  # the person is not in sight
        assert "u Ångra" not in hands.words()
        await hands.press("u")
        assert "Ylva Sandåker, handledare" in hands.lines[0]


@pytest.mark.parametrize("key", ["n", "p", "x", "o", "enter"])
async def test_so_does_that_of_each_form_of_the_list(clinic: Place, key: str) -> None:
    async with among_users(clinic) as hands:
        await hands.press(key)
        assert isinstance(hands.app.screen, FormScreen)
        assert not english(hands.text)
        await assert_explained(hands)
