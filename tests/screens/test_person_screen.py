"""The person: BT and why, notes, outcome, archive, reopening."""

from pathlib import Path

import pytest

from models.exchange.place import export_folder
from screens.candidates import CandidatesScreen
from screens.form_screen import FormScreen
from screens.person import PersonScreen
from screens.widgets.form import FormBody
from screens.widgets.page import Page
from tests.making import make_candidate, make_clinic
from tests.screens.driving import Driving, driving, prepared
from tests.screens.routes import ABROAD, orebro


async def open_person(hands: Driving) -> None:
    await hands.press("2", "enter")
    assert isinstance(hands.app.screen, PersonScreen)


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        (ABROAD, "BT krävs."),
        ({**ABROAD, "has_at": "ja"}, "BT krävs inte."),
        ({**ABROAD, "has_bt": "ja"}, "BT är gjord."),
        (
            {"trained_in": "Sverige"},
            "BT kan inte avgöras än. Det beror först på om svensk AT är gjord: tryck e och fyll i.",
        ),
    ],
)
async def test_the_box_says_whether_bt_is_required(tmp_path: Path, values: dict[str, str], answer: str) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_candidate(register, **values)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.sees(answer, within="#verdict")


@pytest.mark.parametrize(("earlier_from", "shown"), [("2021-07-01", True), ("2020-01-01", False)])
async def test_another_regions_reading_of_bt_is_shown_only_where_the_documents_part(
    tmp_path: Path, earlier_from: str, shown: bool
) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        earlier = {"earlier_st": "ja", "earlier_st_from": earlier_from}
        await make_candidate(register, **{**ABROAD, "licence_on": "2015-05-01"}, **earlier)
    async with driving(tmp_path, (120, 50)) as hands:
        await open_person(hands)
        await hands.sees("BT ", "Socialstyrelsens", within="#verdict")
        assert ("Region Östergötland" in hands.words("#verdict")) == shown


async def test_each_person_is_shown_from_the_top(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        for name in ("Amina Öst", "Bo Ek"):
            await make_candidate(register, name=name, **ABROAD)
    async with driving(tmp_path, (80, 24)) as hands:
        await open_person(hands)
        page = hands.app.screen.query_one(Page)
        assert page.scroll_offset.y == 0
        await hands.press("end")
        await hands.until(lambda: page.scroll_offset.y > 0)
        await hands.press("2", "j", "enter")
        await hands.sees("Bo Ek", within="#standing")
        await hands.until(lambda: page.scroll_offset.y == 0)


async def test_without_a_route_the_next_key_is_named_and_the_checklist_is_not_offered(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_candidate(register)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.sees("Ingen väg är vald än: tryck v och välj väg.")
        assert "Checklista" not in hands.lines[-1]


async def test_a_note_is_dated_today_and_says_who_wrote_it(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        for text in ("Ringde, vill komma på studiebesök.", "Var här i dag."):
            await hands.press("a")
            await hands.type(text)
            await hands.press("ctrl+s")
            await hands.sees(f"2026-11-21 {text} Ylva Sandåker", within="#contacts")


async def test_a_note_of_ten_thousand_characters_is_saved_and_can_be_scrolled_through(tmp_path: Path) -> None:
    await orebro(tmp_path)
    text = " ".join(f"ord{number:04}" for number in range(1250)) + " slutet"
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.press("a")
        await hands.paste(text)
        await hands.press("ctrl+s")
        await hands.sees("ord0000", within="#contacts")
        page = hands.app.screen.query_one("#page")
        page.scroll_end(animate=False)
        await hands.settle()
        person = hands.app.screen
        assert isinstance(person, PersonScreen)
        assert person.person is not None
        assert person.person.notes[0].text == text
        assert page.max_scroll_y > 100


async def test_a_note_that_is_too_long_is_refused_at_its_field_and_nothing_is_lost(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (140, 30)) as hands:
        await open_person(hands)
        await hands.press("a")
        form = hands.app.screen
        assert isinstance(form, FormScreen)
        await hands.paste("å" * 20_001)
        await hands.press("ctrl+s")
        assert hands.app.screen is form
        await hands.sees("✗")
        assert len(hands.app.screen.query_one(FormBody).values["text"]) == 20_001


async def test_an_outcome_needs_its_reason_and_moves_the_person_to_the_archive(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.press("o", "tab", "tab", "ctrl+s")
        assert "✗ Fyll i fältet." in next(line for line in hands.lines if "Varför" in line)
        await hands.type("Flyttar till Umeå")
        await hands.press("ctrl+s")
        await hands.sees("Avslutad Drog sig ur 2026-11-21: Flyttar till Umeå")
        assert "e Ändra" not in hands.words()
        assert "o Öppna igen" in hands.words()
        await hands.press("escape")
        await hands.sees("0 kandidater")
        await hands.press("x")
        await hands.sees("ARKIVET (x går tillbaka): 1 kandidat ·", "Drog sig ur")
        assert "Chefen" not in hands.text
        await hands.press("2")
        await hands.sees("0 kandidater")
        assert "ARKIVET" not in hands.text


async def test_somebody_in_the_archive_is_reopened_with_o_and_is_back_in_the_list(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.press("o", "tab", "tab")
        await hands.type("Ångrade sig")
        await hands.press("ctrl+s", "o")
        await hands.hears("Återöppnade Amina Öst.")
        await hands.sees("Hindrar nu spärr ▣ Kontakta studierektor")
        await hands.press("2")
        assert isinstance(hands.app.screen, CandidatesScreen)
        await hands.sees("1 kandidat ", "Amina Öst")


async def test_a_change_of_a_fact_changes_what_is_said_of_bt(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await open_person(hands)
        await hands.sees("BT krävs.", within="#verdict")
        await hands.press("e", *["tab"] * 9, "j", "ctrl+s")
        await hands.sees("BT krävs inte.", within="#verdict")
        await hands.press("u")
        await hands.sees("BT krävs. Utbildad", within="#verdict")


async def test_a_personnummer_is_masked(tmp_path: Path) -> None:
    await orebro(tmp_path, personnummer="19800101-1231")
    async with driving(tmp_path, (100, 40)) as hands:
        await open_person(hands)
        await hands.sees("19800101-****")
        assert "1231" not in hands.text
        await hands.press("e")
        assert "1231" not in hands.text


@pytest.mark.parametrize(
    ("tabs", "typed", "label", "message"),
    [
        (1, "amina på exempel", "E-post", "E-postadressen ser inte rätt ut."),
        (3, "19800101-1234", "Personnummer", "Personnumret stämmer inte"),
        (4, "2026-13-45", "Visade intresse", "2026-13-45 finns inte i kalendern."),
        (4, "igår eller så", "Visade intresse", "Datumet går inte att läsa."),
        (4, "+3", "Visade intresse", "Datumet ligger i framtiden."),
    ],
)
async def test_bad_input_is_said_at_its_field_as_soon_as_it_is_left(
    tmp_path: Path, tabs: int, typed: str, label: str, message: str
) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 40)) as hands:
        await open_person(hands)
        await hands.press("e", *["tab"] * tabs)
        await hands.type(typed)
        await hands.press("tab")
        assert f"✗ {message}" in next(line for line in hands.lines if label in line)
        await hands.press("shift+tab")
        await hands.sees(f"{label}: {message}", within="#form-message")


async def test_an_end_before_the_start_is_refused(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 40)) as hands:
        await open_person(hands)
        await hands.press("e", *["tab"] * 4)
        await hands.fill("2026-10-01", "2026-09-01")
        line = next(line for line in hands.lines if "Planerad start" in line)
        assert "✗ Starten ligger före intresseanmälan." in line


async def test_a_colleague_put_aside_stays_on_the_candidates_who_have_them(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (120, 50)) as hands:
        await hands.press("2", "p", "n")
        await hands.type("Per Lind")
        await hands.press("ctrl+s", "escape", "enter", "e")
        await hands.press("shift+tab", "shift+tab", "p", "ctrl+s")
        await hands.sees("Handledare Per Lind")
        await hands.press("escape", "p", "enter", "shift+tab", "j", "ctrl+s", "escape", "enter")
        await hands.sees("Handledare Per Lind")
        await hands.press("e", "right")
        await hands.type(" Ny")
        await hands.press("ctrl+s")
        await hands.sees("Amina Öst Ny", "Handledare Per Lind")


async def test_a_colleague_who_is_no_longer_active_is_hidden_until_x_shows_the_inactive_too(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (120, 40)) as hands:
        await hands.press("2", "p", "n")
        await hands.type("Per Lind")
        await hands.press("ctrl+s", "enter", "shift+tab")
        assert hands.words("#form-message").startswith("Inte längre aktiv: ")
        await hands.press("j", "ctrl+s")
        await hands.sees("x Visa även inaktiva")
        assert "Per Lind" not in "".join(hands.lines[2:])
        await hands.press("x")
        await hands.sees("Per Lind", within="LineTable")
        await hands.press("t")
        await hands.hears("Läs igenom det innan du lämnar ut det")
        (text,) = export_folder().glob("Registerutdrag – Per Lind*.txt")
        assert "Inte längre aktiv: ja" in text.read_text("utf-8-sig")


async def test_t_writes_a_register_extract_as_text_and_table(tmp_path: Path) -> None:
    key = await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("2", "enter")
        await hands.sees("t Registerutdrag")
        await hands.press("t")
        await hands.hears("Läs igenom det innan du lämnar ut det")
        files = sorted(export_folder().glob("Registerutdrag*"))
        assert [file.name for file in files] == [
            f"Registerutdrag – Amina Öst – 2026-11-21 – {key.hex[-4:]}{suffix}" for suffix in (".csv", ".txt")
        ]
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
        assert "Utbildad i: Syrien" in files[1].read_text("utf-8-sig")
