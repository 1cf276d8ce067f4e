"""The program as a handledare has it: every screen, every key shown there, and nothing that is the chief's."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.users import change_user
from models.exchange.place import export_folder
from models.forms.refusal import read_form
from models.forms.user import UserForm
from models.queries.colleagues import colleague_lines
from models.queries.users import user_lines
from models.rights import Role
from models.rules.routine import Standing
from models.storage.place import Place
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.form_screen import FormScreen
from screens.help import HelpScreen, own_descriptions
from screens.idag import IdagScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from screens.widgets.line_table import LineTable
from tests.making import make_clinic, make_st_doctor, make_user
from tests.models.exchange.paper.reading import pages_of
from tests.own_packs import put_pack_where_the_handledare_reports
from tests.planted import MARK, put_planted
from tests.screens.driving import Driving, driving, prepared

THE_CHIEFS = (
    *("Ny kandidat", "Ändra", "Väg", "Anteckna kontakt", "Utfall", "Arkivet", "Ny person"),
    *("Passera spärr", "Brev", "Ny version", "Eget steg", "Ändra eget steg", "Skriv filerna"),
)
MONEY = re.compile(r"finansier|rekvirer|ersättning", re.IGNORECASE)
WAYS = {
    "idag": (),
    "kandidater": ("2",),
    "person": ("2", "enter"),
    "personer": ("2", "p"),
    "checklista": ("3",),
    "regler": ("r",),
    "sök": ("f4",),
}


@pytest.fixture
def user(tmp_path: Path) -> UUID:
    """A handledare in Örebro's demo, with the marks in it."""
    return put_planted(Place(tmp_path))[Role.SUPERVISOR]


@asynccontextmanager
async def at(folder: Path, user: UUID, *way: str, size: tuple[int, int] = (160, 50)) -> AsyncIterator[Driving]:
    async with driving(folder, size, user) as hands:
        await hands.press(*way)
        yield hands


def keys_shown(hands: Driving) -> dict[str, str]:
    """The keys of ours that do something here, with their words: those in the bar, and those that help tells of too."""
    return {
        key: active.binding.description
        for key, active in hands.app.screen.active_bindings.items()
        if active.enabled and active.binding.description in own_descriptions(type(active.node))
    }


def assert_clean(hands: Driving) -> None:
    """No text of the chiefs', and of a person no word of money (the rules have some, and are everybody's)."""
    assert MARK not in hands.text, hands.text
    assert not [told for told in hands.told if MARK in told]
    if isinstance(hands.app.screen, PersonScreen | CandidatesScreen):
        assert not MONEY.search(hands.text), hands.text


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
async def test_no_key_that_is_shown_shows_anything_of_the_chiefs(
    tmp_path: Path, user: UUID, way: tuple[str, ...]
) -> None:
    async with at(tmp_path, user, *way) as hands:
        assert_clean(hands)
        keys, there = keys_shown(hands), hands.app.screen
        assert not set(keys.values()) & set(THE_CHIEFS)
        for words, key in {words: key for key, words in keys.items() if words != "Avsluta"}.items():
            if hands.app.screen is not there:
                while not isinstance(hands.app.screen, MainScreen):
                    await hands.press("escape")
                await hands.press("1", *way)
            await hands.press(key)
            assert_clean(hands)
            if isinstance(hands.app.screen, HelpScreen | FormScreen):
                assert not set(keys_shown(hands).values()) & set(THE_CHIEFS), words


async def test_every_row_and_every_checklist_in_sight_is_clean(tmp_path: Path, user: UUID) -> None:
    async with at(tmp_path, user, size=(80, 24)) as hands:
        for way, rows in (((), 12), (("v",), 6), (("v",), 6), (("v",), 12), (("2",), 8), (("2", "p"), 6)):
            await hands.press("1", *way, "home")
            for _ in range(rows):
                assert_clean(hands)
                await hands.press("j")
        for _person in range(6):
            await hands.press("3", "full_stop", "home")
            screen = hands.app.screen
            assert isinstance(screen, ChecklistScreen)
            for _step in range(len(screen.checklist.steps) if screen.checklist else 0):
                assert_clean(hands)
                assert not set(keys_shown(hands).values()) & set(THE_CHIEFS)
                assert "brev: b" not in hands.words("#detail")
                await hands.press("j")
            await hands.press("p")
            assert_clean(hands)


async def test_their_own_step_has_its_keys_and_the_chiefs_has_not(tmp_path: Path, user: UUID) -> None:
    async with at(tmp_path, user, "3") as hands:
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        seen = set()
        for _person in range(6):
            await hands.press("full_stop", "home")
            for _step in range(len(screen.checklist.steps) if screen.checklist else 0):
                step, words = screen.steps.row, set(keys_shown(hands).values())
                assert step is not None
                marks = bool(words & {"Klart", "Öppna igen", "Steget", "Väntar"})
                assert marks == (step.role == "Handledare" and not step.statement)  # nobody is whom they sign in as
                seen.add(marks)
                if not marks and step.standing is not Standing.INFO:
                    await hands.sees("visas bara för chefen", within="#detail")
                await hands.press("j")
        assert seen == {True, False}


async def test_idag_begins_with_those_whom_a_linked_handledare_follows(tmp_path: Path, user: UUID) -> None:
    async with prepared(tmp_path) as register:
        gunvor = next(one for one in await register.ask(colleague_lines) if one.name == "Gunvor Tjärnstig")
        line = next(one for one in await register.ask(user_lines) if one.id == user)
        raw = {"id": user, "version": line.version, **line.values, "colleague": gunvor.id}
        await register.do(change_user, read_form(UserForm, raw, register.today))
    async with at(tmp_path, user) as hands:
        await hands.sees("Att göra · De läkare jag följer")
        assert "Leila Farzamdal" in hands.words("#todo")
        assert "Ossian Klintmåne" not in hands.words("#todo")
        await hands.press("v")
        await hands.sees("Att göra · Allt", "Ossian Klintmåne")
        await hands.press("v", "v", "v", "v")
        await hands.sees("Att göra · De läkare jag följer")
        await hands.press("1", "?")
        await hands.sees("börjar Idag med de läkare som du följer", within="Page")


async def test_a_handledare_marks_a_step_and_takes_it_back(tmp_path: Path, user: UUID) -> None:
    async with at(tmp_path, user) as hands:
        own = next(line for line in hands.lines_of("#todo") if "Dokumentera flera bedömningar" in line)
        assert "Ossian Klintmåne" in own
        while "Dokumentera" not in str(hands.app.screen.query_one("#todo", LineTable).row):
            await hands.press("j")
        await hands.press("enter", "space")
        assert isinstance(hands.app.screen, ChecklistScreen)
        await hands.hears("Dokumentera flera bedömningar: klart 2026-11-21 (Mehrnaz Shirinfors).")
        await hands.press("u")
        await hands.hears("Ångrade: Dokumentera flera bedömningar")


async def test_a_duty_of_theirs_is_recorded_by_a_key_for_everybody_in_sight(tmp_path: Path) -> None:
    put_pack_where_the_handledare_reports()
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="vastmanland")
        for name in ("Amina Öst", "Bo Ek"):
            await make_st_doctor(register, name, "2026-06-01")
        key = await make_user(register)
    async with at(tmp_path, key) as hands:
        while "manadsrapport" not in str(hands.app.screen.query_one("#todo", LineTable).row):
            await hands.press("j")
        assert {"Klart", "Gjort för", "Vila"} <= set(keys_shown(hands).values())
        await hands.press("space")
        await hands.hears("Månadsrapport för oktober 2026: klart 2026-11-21 för 2: Amina Öst, Bo Ek.")
        await hands.press("u")
        await hands.hears("Ångrade: Månadsrapport för oktober 2026")


@pytest.fixture
def in_vastmanland(tmp_path: Path) -> UUID:
    """A handledare in the demo of a region with duties that come back, all of them the chief's."""
    return put_planted(Place(tmp_path), "vastmanland")[Role.SUPERVISOR]


async def test_of_a_duty_of_the_chiefs_only_the_rule_is_shown(tmp_path: Path, in_vastmanland: UUID) -> None:
    async with at(tmp_path, in_vastmanland, "3") as hands:
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        seen = 0
        for _person in range(6):
            await hands.press("full_stop", "home")
            for _step in range(len(screen.checklist.steps) if screen.checklist else 0):
                step = screen.steps.row
                if step is not None and step.standing is Standing.RECURRING:
                    seen += 1
                    await hands.sees("Vad som är gjort av det här visas bara för chefen.", within="#detail")
                    assert not {"Klart", "Steget"} & set(keys_shown(hands).values())
                assert_clean(hands)
                await hands.press("j")
        assert seen


async def test_export_is_not_there_by_key_or_palette(tmp_path: Path, user: UUID) -> None:
    async with at(tmp_path, user) as hands:
        assert "Export" not in hands.lines[1]
        await hands.press("6")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.press("f4")
        for words in ("export", "ny kandidat", "vårdcentralens"):
            await hands.type(words)
            await hands.sees("Inget stämmer med det du skrev.")
            await hands.press(*["backspace"] * len(words))
        await hands.type("hemligt")
        await hands.sees("Inget stämmer med det du skrev.")


async def test_the_paper_that_is_printed_is_clean(tmp_path: Path, user: UUID) -> None:
    async with at(tmp_path, user, "3", "f") as hands:
        await hands.hears("PDF skriven.")
    (paper,) = export_folder().iterdir()
    text = "".join(pages_of(paper.read_bytes()))
    assert "Checklista" in text
    assert MARK not in text


async def test_the_chiefs_draft_is_not_told_of(tmp_path: Path, user: UUID) -> None:
    async with driving(tmp_path) as hands:
        await hands.sees("Utkast till ny kandidat finns: tryck n")
    async with at(tmp_path, user) as hands:
        assert "Utkast" not in hands.text


async def test_where_nobody_is_in_sight_no_key_of_the_chiefs_is_named(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        key = await make_user(register)
    async with at(tmp_path, key) as hands:
        await hands.sees("Ingen provtjänstgör eller gör BT eller ST här just nu.")
        for way, words in (
            (("2",), "Ingen provtjänstgör eller gör BT eller ST här just nu."),
            (("2", "p"), "Ingen inlagd än."),
            (("3",), "Inga checklistor att visa än."),
        ):
            await hands.press("1", *way)
            await hands.sees(words)
            assert "Tryck" not in hands.text
        assert "p Person" not in hands.words()  # there is nobody to show
