"""Whoever is signed in loses their password or is removed: they are told so at the door, and the draft is kept."""

from pathlib import Path

import pytest

from models.commands.users import remove_user
from models.forms.user import RemoveUserForm
from models.keys import drop_keys, new_password_for
from models.storage.connection import connection
from models.storage.entry import Entry, enter
from models.storage.held import expect
from models.storage.keyring import put_slot, remove_slot
from models.storage.keyring_text import Keyring, read_keyring, write_keyring
from models.storage.place import Place
from screens.door import SignInScreen
from tests.conftest import NOW
from tests.locked import CHEAP, PASSWORD, USER, door_at, make_locked_clinic
from tests.making import make_user
from tests.screens.driving import Driving, driving_app
from tui.app import StKollen

BOTVID, HIS = "botvid", "tolv gula äpplen till"
TYPED = "Zakarias Äng"


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    """A register with two chiefs, who have passwords."""
    place = Place(tmp_path)
    await make_locked_clinic(place, lambda: NOW)
    register = door_at(place, lambda: NOW).sign_in(USER, PASSWORD)
    await new_password_for(register, await make_user(register, "chef", name="Botvid Aspeling", sign_in=BOTVID), HIS)
    register.close()
    return place


def program(place: Place) -> StKollen:
    door = door_at(place, lambda: NOW)
    return StKollen(lambda: door, data=place.folder)


async def sign_in(hands: Driving, user: str, password: str) -> None:
    hands.send(*user, "tab", *password, "enter")
    await hands.settle()


def entry(place: Place) -> Entry:
    return enter(place.file, USER, PASSWORD)


def put(place: Place, key: bytes, keyring: Keyring) -> None:
    """Let another keyring lie beside the register, as another chief's program would."""
    expect(place.file, key, keyring)
    write_keyring(place.keyring, keyring)


async def is_shut_out(hands: Driving, place: Place, why: str) -> None:
    await hands.until(lambda: isinstance(hands.app.screen, SignInScreen))
    await hands.settle()
    await hands.sees("Logga in i ST-kollen", why)
    assert hands.app.register is None
    assert TYPED not in hands.text
    assert not (place.folder / "st-kollen.fel.log").exists()


async def test_a_slot_that_is_taken_away_is_noticed_by_itself_and_the_draft_is_kept(place: Place) -> None:
    async with driving_app(program(place)) as hands:
        await sign_in(hands, USER, PASSWORD)
        her = entry(place)
        assert her.user is not None
        await hands.press("n")
        await hands.type(TYPED)
        hands.app.mind_the_user()
        await hands.settle()
        assert hands.app.register is not None
        put(place, her.key, remove_slot(read_keyring(place.keyring), her.key, her.user))
        hands.app.mind_the_user()
        await is_shut_out(hands, place, "Ditt lösenord till registret är borttaget. En chef kan ge dig ett nytt.")
        await sign_in(hands, USER, PASSWORD)
        await hands.sees("Användarnamnet eller lösenordet är fel.")
        put(place, her.key, put_slot(read_keyring(place.keyring), her.key, her.user, USER, HIS, cost=CHEAP))
        await hands.press("shift+tab", "ctrl+u")
        await sign_in(hands, USER, HIS)
        await hands.press("n")
        await hands.sees(TYPED, "utkast från")


@pytest.mark.parametrize(
    ("opens", "does"),
    [((), ("2", "q")), ((), ("n", *TYPED)), (("n", *TYPED), ("ctrl+s", *TYPED)), (("n", *TYPED), ("escape", "escape"))],
)
async def test_a_user_who_is_removed_is_shut_out_at_the_next_thing_they_do(
    place: Place, opens: tuple[str, ...], does: tuple[str, ...]
) -> None:
    async with driving_app(program(place)) as hands:
        await sign_in(hands, USER, PASSWORD)
        await hands.press(*opens)
        her = entry(place)
        with connection(place.file, her.key) as beside:
            beside.execute('UPDATE "user" SET archived = 1 WHERE sign_in = ?', (USER,))
            beside.commit()
        hands.send(*does)
        await is_shut_out(hands, place, "Användaren finns inte längre: en chef har tagit bort den.")
        await sign_in(hands, BOTVID, HIS)
        await hands.sees("Lingonets vårdcentral", "Botvid Aspeling")
        await hands.press("2")
        assert TYPED not in hands.text


async def test_one_who_was_removed_while_it_was_locked_is_told_that_the_password_opens_nothing(place: Place) -> None:
    async with driving_app(program(place)) as hands:
        await sign_in(hands, USER, PASSWORD)
        user = entry(place).user
        assert user is not None
        await hands.press("ctrl+l")
        other = door_at(place, lambda: NOW).sign_in(BOTVID, HIS)
        await other.do(remove_user, RemoveUserForm(id=user, version=1))
        await drop_keys(other)
        other.close()
        hands.send(*PASSWORD, "enter")
        await hands.sees("Användarnamnet eller lösenordet är fel.")
        assert isinstance(hands.app.screen, SignInScreen)
        await hands.press("f4")
        await sign_in(hands, BOTVID, HIS)
        await hands.sees("Lingonets vårdcentral", "Botvid Aspeling")
