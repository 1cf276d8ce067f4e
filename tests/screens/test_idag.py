"""Idag as it is used: a step put to rest and taken back, and the views."""

from pathlib import Path

from tests.making import make_candidate, make_clinic, make_colleague, take_route
from tests.screens.driving import driving, prepared


async def clinic_with_one(folder: Path) -> None:
    async with prepared(folder) as register:
        await make_clinic(register)
        supervisor = await make_colleague(register, name="Gunvor Tjärnstig")
        key = await make_candidate(register, name="Amina Öst", has_at="ja", supervisor=str(supervisor))
        await take_route(register, key, "privat_ovriga", "2026-11-01")


async def test_z_lets_a_step_rest_with_a_note_and_z_again_takes_it_back(tmp_path: Path) -> None:
    await clinic_with_one(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("z")
        await hands.fill("2026-12-12", "Hon är ledig.")
        await hands.press("ctrl+s")
        assert hands.told[-1] == "Kontakta studierektor vilar till 2026-12-12 för Amina Öst."
        lines = hands.lines_of("#todo")
        at = next(number for number, line in enumerate(lines) if line.strip() == "Vilar")
        assert "→ 12 dec" in lines[at + 1]
        assert "Hon är ledig." in lines[at + 1]
        await hands.press("end", "z")
        assert "vilar inte längre" in hands.told[-1]
        assert "Vilar" not in hands.words("#todo")


async def test_a_rest_is_undone(tmp_path: Path) -> None:
    await clinic_with_one(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("z", "ctrl+s")
        assert "Vilar" in hands.words("#todo")
        assert "→ 28 nov" in hands.words("#todo")  # a week, unless something else is typed
        await hands.press("u")
        assert "Vilar" not in hands.words("#todo")


async def test_the_whole_note_stands_below_when_its_step_is_under_the_cursor(tmp_path: Path) -> None:
    await clinic_with_one(tmp_path)
    note = "Hon är ledig [till] jul och ringer själv när hon är tillbaka."
    async with driving(tmp_path, (80, 24)) as hands:
        await hands.press("z", "tab")
        await hands.type(note)
        await hands.press("ctrl+s", "end")
        assert note in hands.text
        await hands.press("home")
        assert note not in hands.text


async def test_a_day_that_has_been_is_refused(tmp_path: Path) -> None:
    await clinic_with_one(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("z")
        await hands.fill("idag", "")
        await hands.press("ctrl+s")
        assert "Dagen måste komma efter i dag." in hands.words()


async def test_v_goes_round_the_views(tmp_path: Path) -> None:
    await clinic_with_one(tmp_path)
    async with driving(tmp_path) as hands:
        seen = []
        for _view in range(5):
            box = hands.app.screen.query_one("#todo-box")
            seen.append(str(box.border_title))
            if "handledare" in seen[-1]:
                assert "Gunvor Tjärnstig" in hands.words("#todo")
            await hands.press("v")
        views = ["Allt", "Det jag kan göra i dag", "Det vi väntar på", "Per handledare", "Allt"]
        assert seen == [f"Att göra · {view}" for view in views]


async def test_a_view_with_nothing_in_it_says_so(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_candidate(register)
    async with driving(tmp_path) as hands:
        await hands.press("v", "v")
        assert "Inget i den här vyn: tryck v för nästa." in hands.words("#todo")


async def test_without_anybody_there_is_nothing_to_let_rest(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("z", "v")
        assert "din första kandidat" in hands.words("#todo")
