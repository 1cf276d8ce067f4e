"""From the user's own register to a demo, from one demo to another, and back."""

import gc
from pathlib import Path
from weakref import ref

from models.faults import StorageFault
from models.knowledge.pack_places import user_folder
from models.storage.lock import RegisterLock
from models.storage.place import Place
from screens.candidates import CandidatesScreen
from screens.clinic_form import WelcomeScreen
from screens.idag import IdagScreen
from screens.person import PersonScreen
from tests.conftest import NOW
from tests.making import make_clinic
from tests.models.knowledge.norrback import norrback
from tests.screens.driving import Driving, driving_about, prepared


async def choose(hands: Driving, words: str) -> None:
    """Find something in the palette, and do it."""
    await hands.press("f4")
    await hands.type(words)
    await hands.press("enter")


async def test_f5_shows_the_chosen_regions_demo_and_what_was_typed_is_there_again(tmp_path: Path) -> None:
    async with driving_about(tmp_path) as hands:
        hands.send("v", "tab", *"Blåbäret", "f5")  # the last letters are not stored yet
        await hands.settle()
        assert isinstance(hands.app.screen, IdagScreen)
        assert "ST-kollen  DEMO  Vårdcentralen Blåsippan" in hands.lines[0]
        await hands.sees("Björn-Erik Tidavad", "ctrl+p: lämna demon")
        await choose(hands, "lämna demon")
        assert isinstance(hands.app.screen, WelcomeScreen)
        await hands.sees("Västra Götalandsregionen", "Blåbäret", "utkast från")
        assert hands.app.clinic is None and hands.register.place == Place(tmp_path)
        await hands.press("ctrl+s")
        await hands.sees("Inte sparat.")


async def test_keys_pressed_while_the_demo_opens_are_meant_for_it(tmp_path: Path) -> None:
    async with driving_about(tmp_path) as hands:
        hands.send("v", "f5", "2", "/", *"knut", "enter", "enter")
        await hands.settle()
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.sees("Knut Falbygden")


async def test_the_first_demos_register_is_let_go_of(tmp_path: Path) -> None:
    async with driving_about(tmp_path, demo="vgr") as hands:
        # Its screens are not asked for: the pilot's own timers, in whose context they were set, hold them a while.
        first = ref(hands.register)
        await choose(hands, "östergötland")
        gc.collect()
        assert first() is None


async def test_another_demo_shows_nothing_of_the_first(tmp_path: Path) -> None:
    async with driving_about(tmp_path, demo="vgr") as hands:
        assert "DEMO  Vårdcentralen Blåsippan" in hands.lines[0]
        await hands.press("2", "/", *"björn-erik", "enter", "c", "space")
        await hands.sees("Meddela studierektor: klart 2026-11-21", "u Ångra")
        await choose(hands, "östergötland")
        assert isinstance(hands.app.screen, IdagScreen)
        assert "DEMO  Vårdcentralen Kvarnfallet · Region Östergötland" in hands.lines[0]
        assert not hands.app.check_action("undo", ()), "what was done in the other register"
        assert hands.app.candidate is None
        await hands.press("backspace")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.press("2")
        assert isinstance(hands.app.screen, CandidatesScreen)
        await hands.sees("Agneta Stångebro", "19 kandidater")
        assert "Knut" not in hands.text
        await hands.press("f4")
        await hands.type("demo")
        await hands.sees("Demo: Region Örebro län", "Demo: Västra Götalandsregionen", "Lämna demon")
        assert "Demo: Region Östergötland" not in hands.text


async def test_the_demos_are_only_offered_in_a_demo(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving_about(tmp_path) as hands:
        assert "DEMO" not in hands.lines[0]
        await hands.press("f4")
        await hands.type("demo")
        await hands.sees("Inget stämmer med det du skrev.")
        await hands.press("escape")
        await hands.app.run_action("app.demo('vgr')")
        await hands.settle()
        assert "Lingonets vårdcentral" in hands.lines[0]


async def test_a_demo_that_cannot_be_opened_leaves_the_welcome_as_it_was(tmp_path: Path) -> None:
    async with driving_about(tmp_path, fault=StorageFault("Disken är full. Inget skrevs.")) as hands:
        await hands.fill("", "Blåbäret")
        await hands.press("f5")
        await hands.hears("Disken är full. Inget skrevs.")
        assert isinstance(hands.app.screen, WelcomeScreen)
        await hands.sees("Blåbäret", "utkast från")
        assert "DEMO" not in hands.text


async def test_where_the_own_register_is_taken_meanwhile_one_stays_in_the_demo(tmp_path: Path) -> None:
    async with driving_about(tmp_path, demo="vgr") as hands:
        other = RegisterLock(Place(tmp_path))
        other.take(NOW)
        await choose(hands, "lämna demon")
        await hands.hears("Registret är redan öppet")
        assert "DEMO  Vårdcentralen Blåsippan" in hands.lines[0]
        other.free()
        await choose(hands, "lämna demon")
        assert isinstance(hands.app.screen, WelcomeScreen)


async def test_a_region_of_ones_own_has_no_demo(tmp_path: Path) -> None:
    user_folder().mkdir(parents=True)
    (user_folder() / "norrback.toml").write_text(norrback(), encoding="utf-8")
    async with driving_about(tmp_path) as hands:
        await hands.press("right")
        while "Norrbäck" not in hands.lines[1]:
            await hands.press("right")
        await hands.press("f5")
        await hands.sees("Regionen har ingen demo")
        assert isinstance(hands.app.screen, WelcomeScreen)
