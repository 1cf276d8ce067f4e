"""Kandidater: Swedish order, sorting, the filter, the archive."""

from pathlib import Path

from screens.candidates import CandidatesScreen
from screens.filtered_screen import FilterLine
from screens.person import PersonScreen
from tests.making import make_candidate, make_clinic, take_route
from tests.screens.driving import Driving, driving, prepared

NAMES = ("Örjan Al", "Zelda Berg", "Åsa Öst", "Ärla Dahl", "Anna Ek")


async def five_people(folder: Path) -> None:
    async with prepared(folder) as register:
        await make_clinic(register)
        for day, name in enumerate(NAMES, start=1):
            key = await make_candidate(register, name=name, known_in_region="ja")
            if day <= 3:
                await take_route(register, key, "privat_kand", f"2026-10-{10 + day}")


def names(hands: Driving) -> list[str]:
    return [line[1:].split("  ")[0] for line in hands.lines[5:25] if line.strip()]


async def test_names_stand_in_swedish_order(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        assert names(hands) == ["Anna Ek", "Zelda Berg", "Åsa Öst", "Ärla Dahl", "Örjan Al"]


async def test_s_sorts_by_phase_then_waiting_then_next_date_and_back_to_name(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        orders = []
        for _ in range(4):
            await hands.press("s")
            orders.append((hands.lines[3].split("sorterat på ")[1].strip(), names(hands)[0]))
        assert orders == [
            ("fas", "Anna Ek"),
            ("längst väntan", "Örjan Al"),
            ("nästa datum", "Anna Ek"),
            ("namn", "Anna Ek"),
        ]


async def test_the_filter_narrows_as_one_types_over_everything_in_the_row(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "/")
        for typed, found in (
            ("å", ["Åsa Öst"]),
            ("Privat, känd", ["Zelda Berg", "Åsa Öst", "Örjan Al"]),
            ("handledare zel", ["Zelda Berg"]),
        ):
            await hands.type(typed)
            assert names(hands) == found
            assert f"{len(found)} av 5 kandidater" in hands.lines[3]
            await hands.press("escape", "/")


async def test_keys_of_the_screen_are_text_in_the_filter(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "/")
        await hands.type("qnsx162/?u")
        assert isinstance(hands.app.screen, CandidatesScreen)
        assert hands.lines[2].strip() == "qnsx162/?u"
        await hands.sees("Inget stämmer med det du skrev.", "esc Rensa filtret")
        await hands.press("escape")
        assert len(names(hands)) == 5


async def test_enter_in_the_filter_goes_to_the_list_and_enter_again_opens_the_person(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "/")
        hands.send(*"örjan", "enter", "enter")
        await hands.settle()
        assert isinstance(hands.app.screen, PersonScreen)
        assert "Örjan Al" in hands.lines[3]


async def test_a_word_in_the_filter_is_replaced_by_the_next(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "/")
        await hands.type("örjan")
        await hands.press("enter", "/")
        await hands.type("åsa")
        assert hands.app.screen.query_one(FilterLine).value == "åsa"


async def test_back_from_a_person_stands_on_the_same_row(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "j", "j", "enter", "escape")
        screen = hands.app.screen
        assert isinstance(screen, CandidatesScreen)
        assert screen.rows.row is not None
        assert screen.rows.row.name == "Åsa Öst"


async def test_x_shows_the_archive_and_back(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "x")
        await hands.sees("Arkivet är tomt. x går tillbaka till kandidaterna.")
        await hands.press("x")
        assert len(names(hands)) == 5


async def test_an_empty_register_says_which_key_comes_next(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        await hands.sees(
            "Inga pågående kandidater. Tryck n för att lägga till en, eller x för att se arkivet.", "n Ny kandidat"
        )
        assert "enter Öppna" not in hands.words()


async def test_a_draft_of_a_new_candidate_is_told_of_over_the_list_until_it_is_thrown_away(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2")
        assert "utkast" not in hands.lines[3]
        await hands.press("n", "Y", "escape", "escape")
        assert "utkast till ny kandidat finns: tryck n" in hands.lines[3]
        await hands.press("n", "f8", "f8")
        assert isinstance(hands.app.screen, CandidatesScreen)
        assert "utkast" not in hands.lines[3]


async def test_2_leaves_the_archive_and_otherwise_changes_nothing(tmp_path: Path) -> None:
    await five_people(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "x")
        assert "ARKIVET (x går tillbaka): 0 kandidater" in hands.words()
        await hands.press("2")
        assert "ARKIVET" not in hands.text
        assert len(names(hands)) == 5
        await hands.press("2")
        assert len(names(hands)) == 5
