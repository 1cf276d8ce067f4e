"""Export: the files are written where one says, and what cannot be written is said."""

from pathlib import Path

from tests.screens.driving import Driving, driving
from tests.screens.routes import orebro

FILES = {"kandidater.csv", "checklistor.csv", "kodbok.csv", "export.json"}


async def write_to(hands: Driving, folder: str) -> None:
    await hands.press("6", "shift+tab", "shift+tab")
    await hands.press("end", "ctrl+u")
    await hands.type(folder)
    await hands.press("ctrl+s")


async def test_ctrl_s_writes_every_file_in_the_folder_and_says_so(tmp_path: Path) -> None:
    await orebro(tmp_path / "register", name="Åsa Öst")
    target = tmp_path / "till studierektor"
    async with driving(tmp_path / "register", (160, 40)) as hands:
        await write_to(hands, str(target))
        await hands.sees(f"Skrivet i {target}", "kandidater.csv (1 ")
    assert {file.name for file in target.iterdir()} == FILES
    text = (target / "kandidater.csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf")
    assert "Åsa Öst;" in text.decode("utf-8-sig")


async def test_personnummer_stays_at_home_unless_it_is_asked_for(tmp_path: Path) -> None:
    await orebro(tmp_path / "register", personnummer="19800101-1231")
    async with driving(tmp_path / "register", (160, 40)) as hands:
        await write_to(hands, str(tmp_path / "csv"))
        file = tmp_path / "csv" / "kandidater.csv"
        assert "1231" not in file.read_text(encoding="utf-8-sig")
        await hands.press("tab", "right", "ctrl+s")
        assert "19800101-1231" in file.read_text(encoding="utf-8-sig")


async def test_the_first_rows_of_the_file_under_the_cursor_are_shown(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 40)) as hands:
        await hands.press("6")
        await hands.sees("Amina Öst", within="#preview")
        await hands.press("down", "down")
        await hands.sees("kolumn", within="#preview")


async def test_a_folder_without_its_whole_path_is_refused(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await write_to(hands, "någonstans")
        await hands.sees("Skriv hela sökvägen till mappen.")


async def test_a_folder_that_is_a_file_is_refused_in_swedish(tmp_path: Path) -> None:
    await orebro(tmp_path / "register")
    (tmp_path / "fil").write_text("x")
    async with driving(tmp_path / "register") as hands:
        await write_to(hands, str(tmp_path / "fil"))
        result = hands.app.screen.query_one("#result")
        assert result.has_class("-wrong")
        assert "Errno" not in hands.text
