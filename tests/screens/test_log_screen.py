"""A person's log: everything, what each thing changed, filtered as one types, and nothing that is not to be seen."""

from pathlib import Path

import pytest

from models.rights import ROLE_NAMES, Role
from screens.idag import IdagScreen
from screens.log import LogScreen
from screens.person import PersonScreen
from screens.register_log import RegisterLogScreen
from tests.making import erase, make_candidate, make_clinic, make_user, mark, take_route
from tests.screens.driving import Driving, driving, prepared
from tests.screens.test_help import assert_explained

SIZES = pytest.mark.parametrize("size", [(80, 24), (160, 50)], ids=["80x24", "160x50"])


async def amina(folder: Path) -> None:
    """Somebody of whom five things are in the log, and somebody else."""
    async with prepared(folder) as register:
        await make_clinic(register)
        key = await make_candidate(register, personnummer="19900118-9811")
        await take_route(register, key, "privat_ovriga")
        await mark(register, key, "kontakta_studierektor_privat", "waiting", note="Ringde [b]två[/b] gånger.")
        await mark(register, key, "kontakta_studierektor_privat")
        await make_candidate(register, name="Åke Ek")


async def open_log(hands: Driving) -> LogScreen:
    await hands.press("2", "home", "enter", "l")
    screen = hands.app.screen
    assert isinstance(screen, LogScreen)
    return screen


@SIZES
async def test_it_lists_everything_and_tells_what_the_one_in_focus_changed(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    await amina(tmp_path)
    async with driving(tmp_path, size) as hands:
        screen = await open_log(hands)
        await hands.sees("Amina Öst · 4 händelser", within="#count")
        assert "Åke" not in hands.text
        await hands.sees(
            "Steget ”Kontakta studierektor” ändrades",
            "Läge: väntar → klart",
            "Väntar sedan: 2026-11-21 → –",
            "Ylva Sandåker",
            within="#entry",
        )
        await hands.press("j")
        await hands.sees("Läge: öppet → väntar", "Anteckning: – → Ringde [b]två[/b] gånger.", within="#entry")
        await hands.press("end")
        assert screen.rows.row is not None
        assert screen.rows.row.said == "Lade till Amina Öst."
        await hands.sees("Kandidatens uppgifter lades till", "Namn: Amina Öst", within="#entry")
        await hands.sees("Personnummer: 19900118-****", within="#entry")
        assert "9811" not in hands.text
        await hands.press("escape")
        assert isinstance(hands.app.screen, PersonScreen)


async def test_the_filter_lets_through_what_holds_every_word(tmp_path: Path) -> None:
    await amina(tmp_path)
    async with driving(tmp_path) as hands:
        await open_log(hands)
        await hands.press("/")
        await hands.type("studierektor väntar")
        await hands.sees("1 av 4 händelser", within="#count")
        await hands.sees("Läge: öppet → väntar", within="#entry")
        await hands.press("escape", "/")
        await hands.type("ylva 2026-11-21 lade")
        await hands.sees("1 av 4 händelser", within="#count")
        await hands.type("x")
        await hands.sees("0 av 4 händelser", within="#count")
        assert hands.words("#entry") == ""


async def test_a_change_that_is_undone_says_so_and_so_does_its_undoing(tmp_path: Path) -> None:
    await amina(tmp_path)
    async with driving(tmp_path, (120, 40)) as hands:
        await hands.press("2", "home", "enter", "e", "tab")
        await hands.type("amina@exempel.se")
        await hands.press("ctrl+s", "l")
        await hands.sees("5 händelser", within="#count")
        await hands.sees("E-post: – → amina@exempel.se", within="#entry")
        await hands.press("u")
        await hands.sees("6 händelser", within="#count")
        await hands.sees("Ångrades 2026-11-21", within="#entry")
        await hands.press("k")
        await hands.sees("Ångrade: Ändrade", "E-post: amina@exempel.se → –", within="#entry")


async def test_what_is_erased_by_decision_is_only_a_time(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        key = await make_candidate(register, phone="070-123 45 67")
        await erase(register, 2, about=key)
    async with driving(tmp_path) as hands:
        await open_log(hands)
        erasure = "Raderade ur loggen enligt gallringsbeslut 2026:7."
        await hands.sees(erasure, "Innehållet i 1 post i loggen raderades", within="#entry")
        await hands.press("j")
        await hands.sees("är raderat enligt beslut. 2026-11-21", "Att något gjordes, och när", within="#entry")
        assert "070" not in hands.text


async def test_the_log_of_the_next_person_begins_at_its_top(tmp_path: Path) -> None:
    await amina(tmp_path)
    async with driving(tmp_path) as hands:
        screen = await open_log(hands)
        await hands.press("end", "escape", "escape", "j", "enter", "l")
        assert hands.app.screen is screen
        await hands.sees("Åke Ek · 1 händelse", "Namn: Åke Ek")
        await hands.press("escape", "escape", "k", "enter", "l")
        assert screen.rows.cursor == 0


async def test_undo_of_the_person_leaves_their_log(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.type("Berit")
        await hands.press("ctrl+s", "l")
        assert isinstance(hands.app.screen, LogScreen)
        await hands.press("u")
        assert not isinstance(hands.app.screen, LogScreen | PersonScreen)


async def test_a_long_entry_is_read_with_tab_and_the_arrows(tmp_path: Path) -> None:
    await amina(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await hands.press("2", "home", "enter", "a")
        await hands.paste(" ".join(f"ord{number:03}" for number in range(300)))
        await hands.press("ctrl+s", "l")
        assert "ord299" not in hands.text
        await hands.press("tab", "end")
        await hands.sees("ord299", within="#entry-pane")


@pytest.mark.parametrize(("size", "role"), [((80, 24), Role.DEPUTY), ((100, 30), Role.CHIEF), ((160, 50), Role.CHIEF)])
async def test_the_registers_log_tells_of_everybody_and_of_users_too(
    tmp_path: Path, size: tuple[int, int], role: Role
) -> None:
    await amina(tmp_path)
    async with prepared(tmp_path) as register:
        user = await make_user(register, role, name="Mehrnaz Shirinfors")
        await erase(register, 3)
    async with driving(tmp_path, size, user=user) as hands:
        await hands.find("registrets logg")
        screen = hands.app.screen
        assert isinstance(screen, RegisterLogScreen)
        await hands.sees("Registrets logg · 8 händelser", within="#count")
        assert hands.lines[2].startswith(" Filtrera")  # styled also where no other list has been in sight
        await hands.press("j")
        await hands.sees("Lade till användaren", within="LineTable")
        await hands.sees("Användaren Mehrnaz Shirinfors lades till", f"Roll: {ROLE_NAMES[role]}", within="#entry")
        await assert_explained(hands)
        await hands.press("j")
        await hands.sees("Lade till Åke Ek.", "Om Åke Ek", within="#entry")
        await hands.press("/")
        await hands.type("amina klart")
        await hands.sees("1 av 8 händelser", within="#count")
        await hands.sees("Läge: väntar → klart", within="#entry")
        await hands.press("escape", "/")
        await hands.type("raderat")
        await hands.sees("Vad som gjordes är raderat.", "Att något gjordes, och när, står kvar", within="#entry")
        await hands.press("escape", "escape")
        assert isinstance(hands.app.screen, IdagScreen)


async def test_of_a_long_log_the_newest_are_shown_first_and_then_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("models.queries.log.register_log.__defaults__", (None, 2))
    monkeypatch.setattr("screens.register_log._THEN", 2)
    await amina(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.find("registrets logg")
        await hands.sees("Registrets logg · 6 händelser", within="#count")
        screen = hands.app.screen
        assert isinstance(screen, RegisterLogScreen)
        assert [line.seq for line in screen.rows.let_through] == [6, 5, 4, 3, 2, 1]
        await hands.press("2", "n")
        await hands.type("Ny Ek")
        await hands.press("ctrl+s")
        await hands.find("registrets logg")
        await hands.sees("Registrets logg · 7 händelser", within="#count")
        assert screen.rows.row is not None
        assert screen.rows.row.said == "Lade till Åke Ek."  # where it was
        await hands.press("home", "u")
        await hands.sees("Registrets logg · 8 händelser", "Ångrade: Lade till Ny Ek.")
