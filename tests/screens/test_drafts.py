"""Unsaved input: guarded when one leaves, taken up again, and thrown away only with F8."""

from pathlib import Path

from models.queries.candidates import candidate_lines
from models.queries.drafts import draft_of
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from tests.making import make_clinic
from tests.screens.driving import Driving, driving, prepared

NEW = "kandidat:ny"


async def clinic(folder: Path) -> None:
    async with prepared(folder) as register:
        await make_clinic(register)


async def stored(hands: Driving) -> dict[str, str]:
    draft = await hands.register.ask(draft_of, NEW)
    return {} if draft is None else dict(draft.values)


async def people(hands: Driving) -> list[str]:
    return [line.name for line in await hands.register.ask(candidate_lines)]


async def test_esc_on_unsaved_input_asks_first_and_then_keeps_the_draft(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Amina Öst")
        await hands.press("escape")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.sees("Inte sparat.", "esc igen lämnar och behåller utkastet", "F8 kastar det")
        await hands.press("escape")
        assert isinstance(hands.app.screen, IdagScreen)
        assert await people(hands) == []
        await hands.press("n")
        await hands.sees("Amina Öst", "utkast från 2026-11-21 kl. 09.30, F8 kastar det")


async def test_esc_leaves_an_untouched_form_at_once(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n", "escape")
        assert isinstance(hands.app.screen, IdagScreen)
        assert await stored(hands) == {}


async def test_typing_on_after_esc_asks_anew(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Amina")
        await hands.press("escape", "tab", "escape")
        assert isinstance(hands.app.screen, FormScreen)


async def test_the_last_letters_before_leaving_are_in_the_draft(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        hands.send(*"Amina Öst", "escape", "escape")
        await hands.settle()
        assert isinstance(hands.app.screen, IdagScreen)
        assert (await stored(hands))["name"] == "Amina Öst"


async def test_a_new_program_on_the_same_folder_takes_up_what_was_typed(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.fill("Amina Öst", "amina@", "", "", "1/8")
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.sees("Amina Öst", "amina@", "utkast från")
        await hands.press("tab", *["backspace"] * 6, "ctrl+s")
        assert await people(hands) == ["Amina Öst"]


async def test_a_draft_taken_up_and_saved_twice_makes_one_candidate(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Amina Öst")
        await hands.press("escape", "escape", "n")
        hands.send("ctrl+s", "ctrl+s")
        await hands.settle()
        assert await people(hands) == ["Amina Öst"]


async def test_f8_throws_the_draft_away(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        assert "F8" not in hands.words().upper()
        await hands.fill("Amina Öst")
        assert "f8 Kasta utkastet" in hands.words()
        await hands.press("f8")
        assert isinstance(hands.app.screen, IdagScreen)
        assert await stored(hands) == {}
        await hands.press("n")
        assert "Amina" not in hands.text


async def test_a_saved_form_leaves_no_draft(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        hands.send(*"Amina Öst", "tab", *"amina@example.se", "ctrl+s")
        await hands.settle()
        assert await stored(hands) == {}
        await hands.press("n")
        assert "Amina" not in hands.text


async def test_the_keys_of_the_main_screens_are_text_in_a_form(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("123456nuq?/ jksxpe")
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        assert form._body.values["name"] == "123456nuq?/ jksxpe"
        await hands.press("f4", "f10")
        assert hands.app.screen is form


async def test_digits_n_u_and_q_on_a_choice_do_not_leave_the_form(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n", *["tab"] * 9)
        for key in ("1", "2", "3", "6", "u", "q", "n", "slash", "backspace"):
            await hands.press(key)
            assert isinstance(hands.app.screen, FormScreen), key
        assert hands.app.is_running


async def test_a_date_is_shown_as_it_was_understood_when_its_field_is_left(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n", *["tab"] * 4)
        await hands.fill("5/1 2024")
        assert "2024-01-05" in next(line for line in hands.lines if "Visade intresse" in line)
