"""What comes back, as it is used: on Idag for everybody on a row, and on one checklist."""

from pathlib import Path
from uuid import UUID

import pytest

from models.commands.duties import record_occurrence
from models.forms.duty import OccurrenceForm
from models.forms.refusal import read_form
from models.rules.routine import Standing
from screens.checklist import ChecklistScreen
from screens.duty_forms import OccurrenceFormScreen, OccurrencesFormScreen
from screens.idag import IdagScreen
from screens.widgets.form import FormBody
from tests.making import checklist_of, make_clinic, make_colleague, make_st_doctor, mark, step_of
from tests.screens.driving import Driving, driving, prepared
from tests.screens.test_swedish_only import english

OCTOBER, NOVEMBER = "Månadsrapport för oktober 2026", "Månadsrapport för november 2026"


async def doctors(folder: Path, *names: str) -> list[UUID]:
    """ST doctors in Västmanland since August 2026, with an IUP: only the monthly report is due."""
    async with prepared(folder) as register:
        await make_clinic(register, region="vastmanland")
        supervisor = await make_colleague(register, name="Gunvor Tjärnstig")
        keys = []
        for name in names or ("Amina Öst", "Bo Ek", "Åsa Alm"):
            key = await make_st_doctor(register, name, "2026-08-03", supervisor=str(supervisor))
            await mark(register, key, "iup", done_on="2026-08-20")
            keys.append(key)
    return keys


def line_of(hands: Driving, text: str) -> str:
    """The line of Idag that holds a text; empty where there is none."""
    return next((line for line in hands.lines_of("#todo") if text in line), "")


# Idag


@pytest.mark.krav("VML18")
async def test_space_marks_it_done_for_everybody_on_the_row_and_u_takes_all_of_it_back(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        assert "! 11 d sen" in line_of(hands, OCTOBER)
        assert "alla 3" in line_of(hands, OCTOBER)
        assert "→ 10 dec" in line_of(hands, NOVEMBER)
        assert "Amina Öst, Bo Ek, Åsa Alm" in hands.text
        await hands.press("space")
        assert hands.told[-1] == f"{OCTOBER}: klart 2026-11-21 för 3: Amina Öst, Bo Ek, Åsa Alm."
        assert not line_of(hands, OCTOBER)
        await hands.press("u")
        assert "alla 3" in line_of(hands, OCTOBER)


async def test_the_row_is_shown_as_pending_until_it_is_saved(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        assert isinstance(hands.app.screen, IdagScreen)
        hands.app.screen.action_tick()
        await hands.pilot.pause(0)
        assert line_of(hands, OCTOBER).strip().startswith("…")
        hands.app.screen.action_tick()  # pressed twice it is still one
        await hands.settle()
        assert not line_of(hands, OCTOBER)
        assert "alla 3" in line_of(hands, NOVEMBER)


async def test_a_month_that_is_not_over_is_not_marked_by_a_slip(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("space", "space", "space")
        assert "alla 3" in line_of(hands, NOVEMBER)
        assert "mellanslag" not in hands.words("KeyBar")
        assert "enter Gjort för" in hands.words("KeyBar")


async def test_enter_asks_for_whom_it_was_done(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("enter")
        assert isinstance(hands.app.screen, OccurrencesFormScreen)
        await hands.press("tab", "n", "tab", "tab")
        await hands.type("2026-11-09")
        await hands.press("ctrl+s")
        assert hands.told[-1] == f"{OCTOBER}: klart 2026-11-09 för 2: Amina Öst, Åsa Alm."
        assert "Bo Ek" in line_of(hands, OCTOBER)
        await hands.press("enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.title == "Månadsrapport"


async def test_for_nobody_is_refused(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst", "Bo Ek")
    async with driving(tmp_path) as hands:
        await hands.press("enter", "n", "tab", "n", "ctrl+s")
        await hands.sees("Inte sparat. Välj minst en som det är gjort för.")


async def test_a_shared_row_has_no_person_of_its_own_and_a_single_one_has(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        assert "p Person" not in hands.words("KeyBar")
        await hands.press("p")
        assert isinstance(hands.app.screen, IdagScreen)
    async with prepared(tmp_path) as register:
        await make_st_doctor(register, "Nils Ny", "2026-11-02")
    async with driving(tmp_path) as hands:
        await hands.press("space")
        await hands.press("end")
        assert "p Person" in hands.words("KeyBar")


async def test_z_lets_one_month_rest_for_all_and_takes_it_back(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("z")
        assert f"Låt vila: {OCTOBER}, alla 3" in hands.text
        await hands.press("ctrl+s")
        assert "→ 28 nov" in line_of(hands, OCTOBER)
        assert "Vilar" in hands.words("#todo")
        assert "→ 10 dec" in line_of(hands, NOVEMBER)
        await hands.press("end", "z")
        assert "vilar inte längre för 3: Amina Öst, Bo Ek, Åsa Alm" in hands.told[-1]
        assert "Vilar" not in hands.words("#todo")


async def test_the_views_have_the_row_where_it_belongs(tmp_path: Path) -> None:
    await doctors(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("v")
        assert line_of(hands, OCTOBER)
        assert not line_of(hands, NOVEMBER)
        await hands.press("v")
        assert not line_of(hands, OCTOBER)
        await hands.press("v")
        assert "Gunvor Tjärnstig" in hands.words("#todo")
        assert "alla 3" in line_of(hands, OCTOBER)


async def test_after_a_row_is_done_the_cursor_goes_on_from_where_it_was(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with prepared(tmp_path) as register:
        await make_st_doctor(register, "Gamla Bo", "2025-02-03")
    async with driving(tmp_path, (100, 40)) as hands:
        rows = [line for line in hands.lines_of("#todo") if "sen " in line]
        assert [OCTOBER in line for line in rows] == [False] * (len(rows) - 1) + [True]
        await hands.press("j", "space")
        assert "Årsuppföljning, år 1" in hands.told[-1]
        await hands.press("space")
        assert OCTOBER in hands.told[-1]


# the checklist


def bar(hands: Driving) -> str:
    return hands.words("KeyBar")


async def at_the_report(hands: Driving) -> None:
    """The report on the first one's checklist."""
    await hands.press("3")
    screen = hands.app.screen
    assert isinstance(screen, ChecklistScreen)
    screen.steps.go_to("manadsrapport")
    await hands.settle()


@pytest.mark.krav("VML18")
async def test_the_checklist_says_what_is_to_be_done_and_space_does_the_oldest(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        await hands.sees(
            "↻ återkommer · ska · Chefen",
            "Varje månad, senast den 10:e i månaden efter.",
            "! Försenat: oktober 2026, senast 2026-11-10",
            "Nästa: november 2026, senast 2026-12-10",
            "Inget är antecknat än. Äldre tillfällen krävs inte i efterhand.",
            within="#detail",
        )
        assert any("↻ ! Månadsrapport" in line for line in hands.lines_of("#steps"))
        await hands.press("space")
        assert hands.told[-1] == f"{OCTOBER}: klart 2026-11-21 (Ylva Sandåker)."
        await hands.sees("Gjort: oktober 2026: 2026-11-21 Ylva Sandåker", within="#detail")
        assert "Försenat" not in hands.words("#detail")
        assert "mellanslag" not in bar(hands)
        await hands.press("u")
        await hands.sees("! Försenat: oktober 2026", within="#detail")


async def test_enter_opens_the_occurrences_and_one_is_taken_back(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        await hands.press("space", "enter")
        assert isinstance(hands.app.screen, OccurrenceFormScreen)
        body = hands.app.screen.query_one(FormBody)
        await hands.sees("● november 2026", "○ ✓ oktober 2026")
        assert (body.values["done_on"], body.values["by"]) == ("2026-11-21", "")
        await hands.press("up", "up", "right")
        assert (body.values["done_on"], body.values["by"]) == ("2026-11-21", "Ylva Sandåker")
        await hands.press("down", "right", "ctrl+s")
        assert hands.told[-1] == f"{OCTOBER}: öppnades igen."


async def test_what_was_typed_is_kept_when_another_occurrence_is_chosen(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        await hands.press("space", "enter", "down", "down")
        await hands.type("Skickad.")
        await hands.press(*["shift+tab"] * 4, "right")
        body = hands.app.screen.query_one(FormBody)
        assert (body.values["by"], body.values["note"]) == ("Ylva Sandåker", "Skickad.")
        await hands.press("ctrl+s")
        assert hands.told[-1] == f"{OCTOBER}: uppgifterna ändrades."


async def test_a_draft_comes_back_as_it_was_typed(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        await hands.press("space", "enter", "up", "up", "right", "down", "down")
        await hands.type("2026-11-08")
        await hands.press("escape", "escape", "enter")
        await hands.sees("utkast från")
        body = hands.app.screen.query_one(FormBody)
        assert body.values["done_on"] == "2026-11-08"
        assert body.values["number"] == str(2026 * 12 + 9)


@pytest.mark.krav("VML7", "VML8")
async def test_the_yearly_duties_on_the_checklist(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        screen.steps.go_to("iup_arlig")
        await hands.sees("Varje år, inom 12 månader från senaste gången.", "Nästa: senast 2027-08-20", within="#detail")
        await hands.press("space")
        await hands.sees("Nästa: senast 2027-11-21, börjar 2026-11-22", within="#detail")
        screen.steps.go_to("arsuppfoljning")
        await hands.sees("Varje år.", "Nästa: år 1, senast 2027-08-03", within="#detail")


@pytest.mark.krav("VML8")
async def test_a_revision_of_long_ago_is_taken_back_in_the_form(tmp_path: Path) -> None:
    (amina,) = await doctors(tmp_path, "Amina Öst")
    async with prepared(tmp_path) as register:
        for number, day in enumerate(("2026-09-02", "2026-10-02"), start=1):
            step = await step_of(register, amina, "iup_arlig")
            form = {"step": step.id, "number": number, "done_on": day}
            await register.do(record_occurrence, read_form(OccurrenceForm, form, register.today))
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        screen.steps.go_to("iup_arlig")
        await hands.press("enter", "shift+tab", "shift+tab", "left")
        await hands.sees("✓ gjort 2026-09-02")
        await hands.press("tab", "right", "ctrl+s")
        await hands.sees("Gjort: 2026-10-02", within="#detail")
        assert "2026-09-02" not in hands.words("#detail")


async def test_what_is_whenever_there_is_cause_is_still_only_to_know(tmp_path: Path) -> None:
    await doctors(tmp_path, "Amina Öst")
    async with driving(tmp_path, (140, 40)) as hands:
        await at_the_report(hands)
        await hands.press("j")
        await hands.sees("i att veta · ska", within="#detail")
        assert "mellanslag" not in bar(hands)
        assert "enter" not in bar(hands)


# the person


@pytest.mark.krav("VML13", "VML14")
async def test_the_person_shows_how_long_the_money_lasts_each_number_by_itself(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="vastmanland")
        await make_st_doctor(register, "Amina Öst", "2025-06-01", curriculum="hslf-fs-2021-8")
    async with driving(tmp_path, (120, 70)) as hands:
        await hands.press("2", "enter")
        await hands.sees(
            "Ersättning på vårdcentralen: 75 procent.",
            "Ersättning under sidotjänstgöring: 100 procent, högst 20 månader.",
            "Finansiering under BT: minst 6 och högst 24 månader.",
            "Finansiering av BT och ST tillsammans: 17 av 66 månader, räcker till 2030-12-01.",
            "kan förlänga, efter kontakt med ST-enheten",
            "Räknat i kalendermånader sedan ST började: frånvaro, deltid och placeringar är inte med.",
            within="#financing",
        )
        assert "SOSFS" not in hands.words("#financing")


@pytest.mark.krav("VML18")
async def test_the_person_shows_the_next_date_when_nothing_hinders(tmp_path: Path) -> None:
    (key,) = await doctors(tmp_path, "Amina Öst")
    async with prepared(tmp_path) as register:
        for step in (await checklist_of(register, key)).steps:
            if step.standing in {Standing.READY, Standing.LATER} and not step.gate:
                await mark(register, key, step.key, "not_applicable", reason="Klart förut.")
    async with driving(tmp_path, (120, 40)) as hands:
        await hands.press("2")
        assert "! 10 nov" in hands.words("#candidates")
        await hands.press("enter")
        await hands.sees(
            "Alla ska-steg är klara.", f"! Försenat {OCTOBER} skulle vara klart 2026-11-10", within="#standing"
        )


# everywhere

WAYS = {"idag": (), "för vilka": ("enter",), "vila": ("z",), "checklistan": ("3",), "tillfällen": ("3", "enter")}


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (160, 50)], ids=str)
async def test_hostile_names_are_only_text_at_every_size_and_all_is_swedish(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    await doctors(tmp_path, "[red]Åsa[/] x[/]y", "Bo [/] Ek")
    async with driving(tmp_path, size) as hands:
        for name, way in WAYS.items():
            await hands.press("1", *way[:1])
            if way[:1] == ("3",):
                await at_the_report(hands)
            await hands.press(*way[1:])
            assert max(map(len, hands.lines)) <= size[0], name
            assert hands.lines[-1].strip(), name
            assert english(hands.text) == [], name
            while len(hands.app.screen_stack) > 2:
                await hands.press("escape", "escape")
        await hands.press("1", "space")
        assert "[red]Åsa[/] x[/]y" in hands.told[-1]
