"""The lock: nothing is in sight, others may open the register, and whoever comes back is where they were."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic, time

import pytest
from textual.screen import ModalScreen

from models.keys import new_password_for
from models.storage.connection import connection
from models.storage.place import Place
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.door import SignInScreen
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from screens.letter import LetterScreen
from screens.person import PersonScreen
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, make_locked_clinic
from tests.making import make_candidate, make_user, take_route
from tests.models.storage.locked import opened
from tests.screens.driving import Driving, driving_at
from tests.screens.test_swedish_only import english

GUNVOR, HERS = "gunvor", "tolv gula äpplen till"
SAVED, TYPED = "Öllegård Öst", "Zakarias Äng"


@pytest.fixture
async def place(tmp_path: Path) -> Place:
    """A register with a chief, who has a password, a handledare, who has one too, and a candidate."""
    place = Place(tmp_path)
    await make_locked_clinic(place, lambda: NOW)
    register = door_at(place, lambda: NOW).sign_in(USER, PASSWORD)
    await take_route(register, await make_candidate(register, name=SAVED), "privat_kand")
    await new_password_for(register, await make_user(register, sign_in=GUNVOR), HERS)
    register.close()
    return place


@asynccontextmanager
async def inside(place: Place, size: tuple[int, int] = (100, 30)) -> AsyncIterator[Driving]:
    async with driving_at(door_at(place, lambda: NOW), size) as hands:
        await sign_in(hands)
        yield hands


async def sign_in(hands: Driving, user: str = USER, password: str = PASSWORD) -> None:
    hands.send(*user, "tab", *password, "enter")
    await hands.settle()


async def unlock(hands: Driving, password: str = PASSWORD) -> None:
    hands.send(*password, "enter")
    await hands.settle()


def is_locked(hands: Driving) -> bool:
    """Nothing of the register is in sight or held, and another program can open it."""
    assert hands.app.register is None
    assert hands.app.session is None
    assert isinstance(hands.app.screen, SignInScreen)
    assert not any(name in hands.text for name in (SAVED, TYPED, "Öllegård", "Lingonet"))
    assert not hands.told
    return f"Låst · {USER}" in hands.text


async def leave_it_alone(hands: Driving, minutes: float = 10) -> None:
    """As if nobody had touched a key for so long."""
    hands.app._used_at = monotonic() - 60 * minutes, time() - 60 * minutes
    hands.app._mind_the_lock()
    await hands.settle()


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)])
async def test_whoever_locked_it_comes_back_to_where_they_were(place: Place, size: tuple[int, int]) -> None:
    async with inside(place, size) as hands:
        await hands.press("2", "enter", "c", "down", "down")
        assert isinstance(hands.app.screen, ChecklistScreen)
        step = hands.app.screen.step_in_focus
        await hands.press("ctrl+l")
        assert is_locked(hands)
        assert not english(hands.text)
        await unlock(hands)
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.step_in_focus == step
        await hands.sees(SAVED)
        await hands.press("backspace")
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.press("backspace")
        assert isinstance(hands.app.screen, CandidatesScreen)


async def test_what_was_done_before_the_lock_is_taken_back_after_it_by_whoever_did_it(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("2", "enter", "c", "space")
        await hands.hears("klart")
        await hands.press("ctrl+l")
        await unlock(hands)
        assert "u Ångra" in hands.words()
        await hands.press("u")
        await hands.hears("Ångrade: ")
        assert "u Ångra" not in hands.words()


@pytest.mark.parametrize("room", ["export", "registerlogg", "person", "checklistor"])
@pytest.mark.parametrize(("role", "named"), [("handledare", "handledare"), ("stallforetradare", "ställföreträdare")])
async def test_whoever_has_another_role_when_they_come_back_begins_on_idag_and_is_told(
    place: Place, room: str, role: str, named: str
) -> None:
    async with inside(place) as hands:
        key = hands.register.key
        await hands.press("2", "enter")
        await hands.app.action_show(room)
        await hands.settle()
        await hands.press("ctrl+l")
        with connection(place.file, key) as beside:
            beside.execute('UPDATE "user" SET role = ? WHERE sign_in = ?', (role, USER))
            beside.commit()
        await unlock(hands)
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.hears(f"Din roll är ändrad sedan registret låstes: du är nu {named}.")
        await hands.sees("Att göra · Allt")
        assert (SAVED in hands.text) == (role != "handledare")
        await hands.press("backspace")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_while_it_is_locked_another_program_opens_it(place: Place) -> None:
    async with inside(place) as hands:
        key = hands.register.key
        await hands.press("ctrl+l")
        opened(place, key).close()
        other = opened(place, key)
        await unlock(hands)
        await hands.sees("Registret är redan öppet:")
        other.close()
        await hands.press("enter")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_somebody_else_begins_on_idag_and_sees_neither_draft_nor_trail(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("n")
        await hands.type(TYPED)
        await leave_it_alone(hands)
        assert is_locked(hands)
        await hands.press("f4")
        await sign_in(hands, GUNVOR, HERS)
        assert isinstance(hands.app.screen, IdagScreen)
        assert hands.app._trail == ["idag"]
        assert "Gunvor Tjärnstig" in hands.lines[0]
        assert "u Ångra" not in hands.text
        assert TYPED not in hands.text
        await hands.press("ctrl+l", "f4")
        await sign_in(hands)
        await hands.press("n")
        await hands.sees(TYPED, "utkast från")


@pytest.mark.parametrize(
    "opens", [("f4",), ("question_mark",), ("n",), ("f4", *"vårdcentralens", "enter"), ("2", "enter", "f"), ("2", "/")]
)
async def test_when_nobody_touches_a_key_it_locks_whatever_is_open(place: Place, opens: tuple[str, ...]) -> None:
    async with inside(place) as hands:
        await hands.press(*opens)
        await leave_it_alone(hands, 9)
        assert hands.app.register is not None
        await leave_it_alone(hands)
        assert is_locked(hands)
        await unlock(hands)
        await hands.sees("Lingonets vårdcentral")
        await hands.press("2")
        await hands.sees(SAVED)


async def test_a_letter_that_is_open_is_closed_by_the_lock(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("2", "c")
        while not isinstance(hands.app.screen, LetterScreen):
            await hands.press("down", "b")
        await hands.press("ctrl+l")
        assert is_locked(hands)
        await unlock(hands)
        assert isinstance(hands.app.screen, ChecklistScreen)


async def test_what_is_being_saved_is_saved_before_it_locks(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("n")
        hands.send(*TYPED, "ctrl+s")
        while not hands.app._held:
            await hands.pilot.pause(0)
        hands.app._used_at = monotonic() - 6000, time() - 6000
        hands.app._mind_the_lock()
        await hands.settle()
        await leave_it_alone(hands)
        assert is_locked(hands)
        await unlock(hands)
        await hands.press("2")
        await hands.sees(TYPED)


async def test_what_was_typed_in_a_form_is_there_when_one_is_back(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("n")
        await hands.type(TYPED)  # which is stored a moment later
        await leave_it_alone(hands)
        assert is_locked(hands)
        await unlock(hands)
        await hands.press("n")
        await hands.sees(TYPED, "utkast från")


@pytest.mark.parametrize("opens", [("n",), ("f4",), ("question_mark",), ("f4", *"användare", "enter", "n")])
async def test_the_key_locks_whatever_is_open_and_at_once(place: Place, opens: tuple[str, ...]) -> None:
    async with inside(place) as hands:
        await hands.press(*opens)
        assert isinstance(hands.app.screen, ModalScreen)
        await hands.press("ctrl+l")
        assert is_locked(hands)


async def test_what_was_typed_just_before_the_key_is_kept_for_whoever_typed_it(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("n")
        hands.send(*TYPED, "f12")
        await hands.settle()
        assert is_locked(hands)
        await hands.press("f4")
        await sign_in(hands, GUNVOR, HERS)
        assert TYPED not in hands.text
        await hands.press("ctrl+l", "f4")
        await sign_in(hands)
        await hands.press("n")
        await hands.sees(TYPED, "utkast från")


async def test_boxes_in_the_corner_and_what_was_copied_do_not_outlive_the_lock(place: Place) -> None:
    async with inside(place) as hands:
        hands.app.warn(f"{SAVED} har inget e-postadress.")
        hands.app.say(f"Lade till {SAVED}.")
        hands.app.copy_to_clipboard(f"Hej {SAVED}!")
        await hands.sees("har inget e-postadress")
        await hands.press("ctrl+l")
        assert is_locked(hands)
        await hands.press("f4")
        await hands.press("ctrl+v")
        assert SAVED not in hands.text


@pytest.mark.parametrize(("steadily", "by_the_clock"), [(600, -31_536_000), (0, 601)])
async def test_a_clock_that_is_set_back_keeps_nothing_open(place: Place, steadily: int, by_the_clock: int) -> None:
    """Nor does a computer that has slept, whose steady clock may have stood still."""
    async with inside(place) as hands:
        hands.app._used_at = monotonic() - steadily, time() - by_the_clock
        hands.app._mind_the_lock()
        await hands.settle()
        assert is_locked(hands)


async def test_a_key_puts_the_lock_off(place: Place) -> None:
    async with inside(place) as hands:
        hands.app._used_at = monotonic() - 6000, time() - 6000
        await hands.press("down")
        hands.app._mind_the_lock()
        await hands.settle()
        assert hands.app.register is not None


async def test_after_how_many_minutes_is_the_clinics_to_say(place: Place) -> None:
    async with inside(place) as hands:
        await hands.find("vårdcentralens uppgifter")
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        await hands.sees("Chefens namn", "Står under breven")
        field = form._body.field("lock_after")
        assert field is not None
        field.focus()
        await hands.press("ctrl+u", "0", "ctrl+s")
        await hands.sees("Inte sparat.")
        await hands.press("ctrl+u", "2", "ctrl+s")
        assert isinstance(hands.app.screen, IdagScreen)
        await leave_it_alone(hands, 1.9)
        assert hands.app.register is not None
        await leave_it_alone(hands, 2.1)
        assert is_locked(hands)


async def test_from_the_lock_one_leaves_with_esc_pressed_twice(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("ctrl+l", "escape")
        assert not hands.app._exit
        await hands.sees("esc igen avslutar programmet")
        await hands.press("escape")
        assert hands.app._exit


async def test_what_is_pressed_on_the_way_out_and_in_is_meant_for_what_comes(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("2", "c")
        hands.send("space", "ctrl+l", *PASSWORD, "enter", "1")
        await hands.settle()
        assert isinstance(hands.app.screen, IdagScreen)
        assert hands.app._trail == ["idag", "kandidater", "checklistor", "idag"]
        await hands.press("3")
        await hands.sees("1 av 13")


async def test_help_is_there_and_the_recovery_key_too(place: Place) -> None:
    async with inside(place) as hands:
        await hands.press("ctrl+l", "f1")
        await hands.sees("Lösenord syns aldrig medan de skrivs")
        assert "Ylva Sandåker" not in hands.text
        await hands.press("escape", "f3")
        await hands.sees("30 tecken; bindestreck behövs inte")
        await hands.press("escape")
        assert is_locked(hands)


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q", "q", "ctrl+p", "1"])
async def test_no_other_key_leaves_the_lock(place: Place, key: str) -> None:
    async with inside(place) as hands:
        await hands.press("ctrl+l", key)
        assert isinstance(hands.app.screen, SignInScreen)
        assert not hands.app._exit
        assert not hands.told
