"""Unsaved input: guarded when one leaves, taken up again, and thrown away only with F8."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

import pytest
from textual.widget import Widget

from models.commands.candidates import save_candidate
from models.forms.candidate import CandidateForm
from models.forms.refusal import read_form
from models.queries.candidates import candidate_lines
from models.queries.drafts import draft_of, own_drafts
from screens.candidates import CandidatesScreen
from screens.form_screen import FormScreen
from screens.idag import IdagScreen
from screens.person import PersonScreen
from tests.conftest import NOW
from tests.making import THEIRS, make_candidate, make_clinic, make_user, on_trial, person_of, step_of
from tests.screens.driving import Driving, driving, prepared
from tests.screens.on_checklist import go_to, row
from tests.screens.routes import orebro

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
        assert "F8 Kasta utkastet" in hands.words()
        await hands.press("f8")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.sees("F8 igen kastar det som inte är sparat.", within="#form-message")
        assert (await stored(hands))["name"] == "Amina Öst"
        await hands.press("f8")
        assert isinstance(hands.app.screen, IdagScreen)
        assert await stored(hands) == {}
        await hands.press("1", "n")
        assert isinstance(hands.app.screen, FormScreen)
        assert "Amina" not in hands.text


@pytest.mark.parametrize("between", ["a", "tab", "escape"])
@pytest.mark.parametrize("asking", ["f8", "escape"])
async def test_whatever_is_done_between_asking_and_answering_asks_anew(
    tmp_path: Path, asking: str, between: str
) -> None:
    await clinic(tmp_path)
    between = "f8" if between == asking else between
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Amin")
        await hands.press(asking, between, asking)
        assert isinstance(hands.app.screen, FormScreen)
        await hands.press(asking)
        assert isinstance(hands.app.screen, IdagScreen)
        assert bool(await stored(hands)) == (asking == "escape")


async def test_the_question_goes_away_when_one_types_on(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Amin")
        for asking in ("f8", "escape"):
            await hands.press(asking)
            await hands.sees("som inte är sparat" if asking == "f8" else "Inte sparat.", within="#form-message")
            await hands.type("a")
            assert hands.words("#form-message").startswith("Namn")


async def test_a_saved_form_leaves_no_draft(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        hands.send(*"Amina Öst", "tab", *"amina@example.se", "ctrl+s")
        await hands.settle()
        assert await stored(hands) == {}
        await hands.press("1", "n")
        assert isinstance(hands.app.screen, FormScreen)
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


async def test_a_day_is_selected_whole_as_it_is_entered_so_that_typing_replaces_it(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n", *["tab"] * 4)
        await hands.fill("5/1 2024")
        await hands.press("shift+tab")
        await hands.fill("1/2 2025")
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        assert form._body.values["interest_on"] == "2025-02-01"


async def test_typing_replaces_what_stands_in_a_line_as_the_form_says_and_an_arrow_goes_into_it(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.fill("Amina")
        await hands.press("shift+tab")
        assert hands.words("#form-message").endswith("det du skriver ersätter, ← → rättar")
        await hands.press("right")
        await hands.type(" Öst")
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        assert form._body.values["name"] == "Amina Öst"
        await hands.press("tab", "shift+tab")
        await hands.type("Berit")
        assert form._body.values["name"] == "Berit"


@pytest.mark.parametrize("height", [12, 30])
async def test_the_arrows_go_from_field_to_field_as_tab_does_also_where_the_form_scrolls(
    tmp_path: Path, height: int
) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path, (100, height)) as hands:
        await hands.press("n")
        with_tab: list[Widget | None] = []
        with_down: list[Widget | None] = []
        with_up: list[Widget | None] = []
        for seen, key in ((with_tab, "tab"), (with_down, "down"), (with_up, "up")):
            while len(seen) < 12:
                seen.append(hands.app.focused)
                await hands.press(key)
            await hands.press(*["shift+tab"] * 12 if key == "tab" else ())
        assert with_down == with_tab
        assert with_up[1:] == with_tab[:0:-1]


async def test_what_stands_in_the_way_of_saving_is_said_with_its_label_and_the_hint_comes_after_it(
    tmp_path: Path,
) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n", "tab")
        await hands.type("amina@")
        await hands.press("ctrl+s")
        assert hands.words("#form-message") == "Inte sparat. Namn: Fyll i fältet."
        await hands.press("tab")
        assert hands.words("#form-message").startswith("E-post: E-postadressen ser inte rätt ut.")
        await hands.press("shift+tab", "ctrl+s")
        assert hands.words("#form-message") == "Inte sparat. Namn: Fyll i fältet."
        await hands.press(*["tab"] * 6)
        assert hands.words("#form-message").startswith("Utbildad i")


async def test_somebody_new_is_shown_when_saved_and_a_changed_one_where_one_stood(tmp_path: Path) -> None:
    await clinic(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "n")
        await hands.type("Amina Öst")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, PersonScreen)
        assert "Lade till Amina Öst." in "".join(hands.lines[:3])
        await hands.sees("Ingen väg är vald än: tryck v och välj väg.")
        await hands.press("escape")
        assert isinstance(hands.app.screen, CandidatesScreen)


# what was saved meanwhile


@asynccontextmanager
async def half_written(folder: Path) -> AsyncIterator[tuple[Driving, UUID]]:
    """Somebody's own screen, with another address half written in their form; and who it is."""
    async with prepared(folder) as register:
        await make_clinic(register)
        key = await make_candidate(register, name="Stina Berg", email="stina@gammal.se")
    async with driving(folder, (160, 50)) as hands:
        hands.app.look_at(key)
        await hands.settle()
        await hands.press("e", "tab")
        await hands.type("stina@dag.se")
        await hands.press("escape", "escape")
        yield hands, key


async def save_another(hands: Driving, key: UUID, **values: str) -> None:
    """Save something else about the person, as a colleague does it from another seat."""
    person = await person_of(hands.register, key)
    raw = {**person.values, "id": key, "version": person.version, **values}
    await hands.app.change(save_candidate, read_form(CandidateForm, raw, NOW.date()))
    await hands.settle()


async def test_what_somebody_saved_since_the_draft_is_not_written_over_unseen(tmp_path: Path) -> None:
    async with half_written(tmp_path) as (hands, key):
        await save_another(hands, key, email="stina@ylva.se", phone="070-1")
        await hands.press("e")
        await hands.sees("stina@dag.se", "! ändrat sedan utkastet, nu står: stina@ylva.se", "070-1")
        await hands.sees("Något annat har sparats sedan utkastet", within="#form-message")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, FormScreen)
        await hands.sees("ctrl+s igen sparar", within="#form-message")
        assert (await person_of(hands.register, key)).values["email"] == "stina@ylva.se"
        await hands.press("escape", "escape", "e")
        await hands.sees("nu står: stina@ylva.se")
        await hands.press("ctrl+s", "ctrl+s")
        values = (await person_of(hands.register, key)).values
        assert (values["email"], values["phone"]) == ("stina@dag.se", "070-1")


async def test_a_draft_of_what_nobody_has_touched_is_taken_up_without_a_word(tmp_path: Path) -> None:
    async with half_written(tmp_path) as (hands, key):
        await hands.press("e")
        await hands.sees("stina@dag.se", "utkast från")
        assert "ändrat sedan utkastet" not in hands.words()
        await hands.press("ctrl+s")
        assert (await person_of(hands.register, key)).values["email"] == "stina@dag.se"


async def test_a_steps_draft_is_found_again_when_somebody_has_ticked_the_step(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 50)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("enter", *["tab"] * 5)
        await hands.type("Ringde i går")
        await hands.press("escape", "escape", "space", "enter")
        await hands.sees("Ringde i går", "utkast från", "ändrat sedan utkastet, nu står: inget")
        await hands.press("ctrl+s", "ctrl+s")
        assert row(hands).note == "Ringde i går"


# what is half filled in is told


async def test_what_is_half_filled_in_is_told_where_one_goes_on_with_it(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 50)) as hands:
        await go_to(hands, "Kontakta studierektor")
        name = (await people(hands))[0]
        await hands.press("w", "tab")
        await hands.type("Ringt")
        await hands.press("escape", "escape")
        await hands.sees("✎ ▣ Kontakta studierektor", "✎ Halvskrivet: w fortsätter")
        await hands.press("p", "a")
        await hands.type("Pratade")
        await hands.press("escape", "escape")
        await hands.sees("✎ Halvskrivet: a en anteckning")
        await hands.press("1")
        told = f"✎ Halvskrivet: en anteckning ({name}) · Kontakta studierektor ({name})"
        await hands.sees(told, within="#glance")
        await hands.press("p", "a", "f8", "f8")
        assert "Halvskrivet" not in hands.words()


async def test_drafts_are_told_of_to_their_owner_and_about_whom_they_may_see(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        away, here = await make_candidate(register, name="Bo Ek"), await on_trial(register, name="Stina Berg")
        user = await make_user(register)
        forms = [
            f"kontakt:{away}",
            f"steg:{(await step_of(register, here, THEIRS)).id}",
            "kandidat:ny",
            "vardcentral:nu",
        ]
        for form in forms:
            await register.keep_draft(form, {"note": "x"})
        told = {(one.kind, one.way, one.name) for one in await register.ask(own_drafts)}
        assert told == {
            ("kontakt", "", "Bo Ek"),
            ("steg", "", "Stina Berg"),
            ("kandidat", "ny", ""),
            ("vardcentral", "nu", ""),
        }
        register.user = user
        assert await register.ask(own_drafts) == ()
        for form in forms[:2]:
            await register.keep_draft(form, {"note": "x"})
        assert [one.name for one in await register.ask(own_drafts)] == ["Stina Berg"]


async def test_beside_a_long_title_the_day_of_the_draft_is_whole(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await go_to(hands, "Samråd med studierektorer och Hälsoval")
        await hands.press("enter", "shift+tab", "w", "escape", "escape", "enter")
        await hands.sees("… · utkast från 2026-11-21 kl. 09.30, F8 kastar det")
