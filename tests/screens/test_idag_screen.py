"""Idag: a row for each candidate and turn, what to do where there is nobody, and a draft that waits."""

from pathlib import Path

from screens.checklist import ChecklistScreen
from screens.idag import IdagScreen
from tests.making import make_clinic, make_user, mark
from tests.screens.driving import driving, prepared
from tests.screens.routes import orebro

OPEN = ("Kontakta studierektor", "Samråd med studierektorer")


async def test_a_candidates_steps_of_one_turn_share_a_row_and_enter_goes_to_the_first(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (140, 30)) as hands:
        (row,) = [line for line in hands.lines_of("#todo") if "Amina Öst" in line]
        assert f"▣ {OPEN[0]} " in row
        assert " +1 " in row
        await hands.press("enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.title == OPEN[0]


async def test_a_candidate_has_a_row_for_each_turn_and_enter_goes_to_the_step_of_the_row(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (140, 30)) as hands:
        await hands.press("enter", "space", "1")
        ours, theirs = [line for line in hands.lines_of("#todo") if "Amina Öst" in line]
        assert OPEN[1] in ours
        assert "Bedöm kompetensen" in theirs
        assert OPEN[0] not in hands.words("#todo")
        assert "+1" not in hands.words("#todo")
        await hands.press("end", "enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.title == "Bedöm kompetensen och ta referenser"


async def test_the_first_column_says_since_when_and_for_what_others_do_until_when(tmp_path: Path) -> None:
    key = await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        await mark(register, key, "kontakta_studierektor_privat", "waiting", remind_on="2026-12-05")
    async with driving(tmp_path, (140, 30)) as hands:
        head, *lines = hands.lines_of("#todo")
        assert head.split()[:2] == ["Sedan", "Steg"]
        assert next(line for line in lines if OPEN[0] in line).strip().startswith("→ ")
        assert next(line for line in lines if OPEN[1] in line).strip().startswith("112 dagar")


async def test_where_there_is_nobody_n_is_named_and_a_draft_is_told_of_until_it_is_saved(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.sees("Tryck n för att lägga till din första kandidat. Här visas sedan vad som är att göra")
        assert "Utkast" not in hands.text
        await hands.press("n")
        await hands.type("Amina")
        await hands.press("escape", "escape")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.sees("Utkast till ny kandidat finns: tryck n")
        await hands.press("n", "ctrl+s", "1")
        assert "Utkast" not in hands.text
        await hands.sees("Välj väg", within="#todo")


async def test_the_glance_counts_st_doctors(tmp_path: Path) -> None:
    await orebro(tmp_path)
    for width in (100, 160):
        async with driving(tmp_path, (width, 30)) as hands:
            await hands.sees("ST-läkare 0", within="#glance")


async def test_a_cloud_service_that_copies_the_folder_is_named_to_whoever_can_move_it(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "register"
    async with prepared(folder) as register:
        await make_clinic(register)
        supervisor = await make_user(register, "handledare")
    async with driving(folder, (80, 24)) as hands:
        await hands.sees("! Dropbox synkar registrets mapp, och kan skada registret: flytta mappen", within="#glance")
    async with driving(folder, user=supervisor) as hands:
        assert "Dropbox" not in hands.text
