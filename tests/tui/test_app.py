"""The program as a whole: moving about, undo, leaving, and faults that end it."""

import asyncio
import gc
from pathlib import Path
from weakref import ref

import pytest

from models.faults import StorageFault
from models.register import Register
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.export import ExportScreen
from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from tests.making import make_candidate, make_clinic
from tests.screens.driving import driving, prepared
from tests.screens.routes import orebro
from tui.app import StKollen
from tui.rooms import ROOMS


async def test_digits_open_the_main_screens_and_esc_goes_back_the_same_way(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        trail = [("2", CandidatesScreen), ("3", ChecklistScreen), ("6", ExportScreen)]
        for key, screen in trail:
            await hands.press(key)
            assert isinstance(hands.app.screen, screen)
        for screen in (ChecklistScreen, CandidatesScreen, IdagScreen, IdagScreen):
            await hands.press("escape")
            assert isinstance(hands.app.screen, screen)


async def test_a_receipt_goes_with_the_next_key_that_changes_screen_and_what_must_not_be_missed_stays(
    tmp_path: Path,
) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        hands.app.inform("Utskriften finns.")
        hands.app.warn("Nyckeln gäller inte.", stands=True)
        hands.app.warn("Det går inte här.")
        await hands.hears("Det går inte här.")
        await hands.press("down")
        assert {*hands.told} == {"Utskriften finns.", "Nyckeln gäller inte.", "Det går inte här."}
        await hands.press("2")
        assert hands.told == ["Nyckeln gäller inte."]
        await hands.sees("Nyckeln gäller inte.")


@pytest.mark.parametrize("key", ["4", "5", "7", "ctrl+q", "ctrl+c"])
async def test_keys_of_what_is_not_built_do_nothing(tmp_path: Path, key: str) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press(key)
        assert isinstance(hands.app.screen, IdagScreen)
        assert not hands.app._exit


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
async def test_the_usual_keys_for_leaving_do_not_leave_a_form(tmp_path: Path, key: str) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Berit")
        await hands.press(key)
        assert not hands.app._exit
        assert "Berit" in hands.text


async def test_undo_is_offered_only_when_there_is_something_to_undo(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_candidate(register)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        assert "u Ångra" not in hands.words()
        await hands.press("u", "n")
        await hands.type("Berit")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.sees("Lade till Berit.", "Ingen väg är vald än", "u Ångra")
        await hands.press("2")
        await hands.sees("2 kandidater", "u Ångra")
        await hands.press("u")
        await hands.sees("1 kandidat ")
        await hands.hears("Ångrade: Lade till Berit.")
        assert "u Ångra" not in hands.words()


@pytest.mark.parametrize(("way", "left_for"), [((), IdagScreen), (("2", "enter"), CandidatesScreen)])
async def test_undo_of_the_person_in_sight_leaves_the_persons_screen(
    tmp_path: Path, way: tuple[str, ...], left_for: type[MainScreen]
) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Berit")
        await hands.press("ctrl+s", *way)
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.press("u")
        assert isinstance(hands.app.screen, left_for)
        await hands.press("escape")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_the_welcome_is_nothing_to_undo(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.fill("", "Lingonet", "p", "8200")
        await hands.type("Ylva")
        await hands.press("ctrl+s")
        await hands.sees("n Ny kandidat")
        assert "u Ångra" not in hands.words()


async def test_what_was_done_stands_above_the_names_of_the_screens(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("enter", "space")
        assert "Kontakta studierektor: klart" in hands.lines[0]


async def test_q_leaves_the_program_from_a_main_screen(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        hands.send("q")
        await hands.until(lambda: hands.app._exit)
        assert hands.app.return_code == 0


async def test_a_register_that_cannot_be_opened_ends_the_program_with_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def opener() -> Register:
        raise StorageFault("Filen är skadad. Återläs en säkerhetskopia.")

    app = StKollen(opener)
    async with app.run_test() as pilot:
        while not app._exit:
            await pilot.pause(0)
    assert app.return_code == 1
    assert "Filen är skadad. Återläs en säkerhetskopia." in capsys.readouterr().err


def test_a_program_that_has_ended_is_let_go_of(tmp_path: Path) -> None:
    async def lived() -> "ref[StKollen]":
        async with driving(tmp_path) as hands:
            assert gc.get_freeze_count() > 0
            return ref(hands.app)

    ended = asyncio.run(lived())
    gc.collect()
    assert ended() is None


async def test_the_keys_of_a_screen_can_be_asked_for_while_it_comes_and_goes(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        for room in ROOMS.values():
            screen = room()
            coming = hands.app.push_screen(screen)
            assert not _own_keys(screen)
            await coming
            await hands.settle()
            assert _own_keys(screen)
            going = hands.app.pop_screen()
            asked = asyncio.create_task(_ask_until_gone(screen))
            await going
            await asked
            await hands.settle()
            assert not _own_keys(screen)


def _own_keys(screen: MainScreen) -> set[str]:
    keys = screen.active_bindings.items()
    return {key for key, (node, binding, *_rest) in keys if node is screen and "." not in binding.action}


async def _ask_until_gone(screen: MainScreen) -> None:
    while screen.is_attached:
        _own_keys(screen)
        await asyncio.sleep(0)
