"""Gallring on the screen: who is due and why, what goes, and the word that must be typed."""

from pathlib import Path

import pytest

from models.commands.clinic import save_clinic
from models.forms.clinic import ClinicForm
from models.forms.refusal import read_form
from models.rights import Role
from models.storage.place import Place
from screens.erasure import ErasureScreen
from screens.person import PersonScreen
from screens.retention import RetentionScreen
from tests.making import make_candidate, make_clinic, make_user, take_route
from tests.models.commands.test_retention import an_archive, end
from tests.models.signing_in import make_signing_in, sign_in, signed_in
from tests.models.test_backups import set_second_folder
from tests.screens.driving import Driving, driving, driving_in, prepared
from tests.screens.test_help import assert_explained
from tests.screens.test_swedish_only import english

SIZES = pytest.mark.parametrize("size", [(80, 24), (100, 30), (160, 50)], ids=["80x24", "100x30", "160x50"])


NOT_ERASED = "Handledare, studierektorer, kontakter och användare gallras inte: deras namn står i det de har gjort."


async def archive(folder: Path, *, region_run: bool = False) -> None:
    async with prepared(folder) as register:
        await make_clinic(register)
        await an_archive(register)
        if region_run:
            await make_clinic(register, private="regiondriven", version=1)


async def open_retention(hands: Driving) -> RetentionScreen:
    await hands.press("ctrl+p")
    await hands.type("gallring")
    await hands.press("enter")
    screen = hands.app.screen
    assert isinstance(screen, RetentionScreen)
    return screen


@SIZES
async def test_it_lists_who_is_due_and_says_why(tmp_path: Path, size: tuple[int, int]) -> None:
    await archive(tmp_path)
    async with driving(tmp_path, size) as hands:
        await open_retention(hands)
        await hands.sees("2 att gallra · 1 längre fram, tidigast efter 2028-02-01", within="#count")
        how = ("", "") if size == (100, 30) else ("Inte antagen ", "Drog sig ur ")  # there the names need the room
        rows = (f"Åsa Alm {how[0]}2023-05-05 2025-05-05", f"Amina Öst {how[1]}2024-11-20 2026-11-20")
        await hands.sees(*rows, within="LineTable")
        assert "Bo Ek" not in hands.text
        await hands.sees("Inte antagen 2023-05-05. Blev inte anställd i BT eller ST.", within="#about-due")
        await hands.sees("Vårdcentralen är privat och bestämmer själv.", within="#about-due")
        await hands.sees("x Radera", "Gallringstider")
        if size != (80, 24):
            await hands.sees(NOT_ERASED, within="#about-due")
        else:  # the box has no room for all of it, but the help has
            await hands.press("question_mark")
            await hands.sees("Handledare, studierektorer, kontakter och användare gallras inte. Deras namn står i det")


async def test_a_region_run_clinic_is_told_that_a_decision_is_needed_and_writes_it_in(tmp_path: Path) -> None:
    await archive(tmp_path, region_run=True)
    async with driving(tmp_path) as hands:
        await open_retention(hands)
        await hands.sees("0 att gallra", "Ingen ska gallras nu.", "allmänna handlingar", "Inget gallringsbeslut")
        await hands.sees(NOT_ERASED, within="#about-due")
        assert "x Radera" not in hands.text
        await hands.press("i")
        await hands.sees("får gallras bara efter ett beslut")
        await hands.fill("2", "", "Plan 2026/17", "2026-01-15")
        await hands.press("ctrl+s")
        await hands.sees("2 att gallra", "Gallringsbeslut 2026-01-15: Plan 2026/17.")


async def test_one_is_erased_when_the_word_is_typed_and_not_before(tmp_path: Path) -> None:
    await archive(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await open_retention(hands)
        await hands.press("x")
        assert isinstance(hands.app.screen, ErasureScreen)
        await hands.sees("Radera 1 person för gott", "Åsa Alm", "1 checklista", "Det går inte att ångra")
        await assert_explained(hands)
        await hands.sees("kan uppgifterna finnas till och med 2027-02-19")
        await hands.press("enter")
        await hands.sees("Inget är raderat. Skriv radera för att radera.")
        await hands.press("escape")
        await hands.sees("2 att gallra")
        await hands.press("x")
        await hands.type("radera")
        await hands.press("enter")
        await hands.sees("1 att gallra", "kan finnas kvar i säkerhetskopior till och med 2027-02-19")
        await hands.hears("Raderade uppgifterna om 1 person")
        assert "u Ångra" not in hands.words()
        assert "Åsa Alm" not in hands.text
        assert hands.register.place.erased.exists()


async def test_several_are_erased_at_once_and_whoever_was_looked_at_is_let_go_of(tmp_path: Path) -> None:
    await archive(tmp_path)
    async with driving(tmp_path) as hands:
        await open_retention(hands)
        await assert_explained(hands)
        await hands.press("enter")
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.press("escape", "space")
        await hands.sees("1 markerad")
        assert "markerade" not in hands.text
        await hands.press("a")
        await hands.sees("2 markerade")
        await hands.press("a")
        assert "markerade" not in hands.text
        await hands.press("a", "x")
        await hands.sees("Radera 2 personer för gott")
        await hands.type("radera")
        await hands.press("enter")
        await hands.sees("0 att gallra")
        assert hands.app.candidate is None
        await hands.press("3")
        assert "Åsa Alm" not in hands.text
        assert "u Ångra" not in hands.words()


async def test_a_filter_narrows_what_is_marked(tmp_path: Path) -> None:
    await archive(tmp_path)
    async with driving(tmp_path) as hands:
        await open_retention(hands)
        await hands.press("slash")
        await hands.type("drog")
        await hands.press("enter", "a", "x")
        await hands.sees("Radera 1 person för gott", "Amina Öst")
        assert "Åsa Alm" not in hands.text


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.SUPERVISOR])
async def test_it_is_not_offered_to_others_than_the_chief(tmp_path: Path, role: Role) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        user = await make_user(register, role)
        key = await make_candidate(register)
        await take_route(register, key, "privat_ovriga")
        await end(register, key, "ej_antagen", "2023-01-01")
    async with driving(tmp_path, user=user) as hands:
        await hands.press("ctrl+p")
        await hands.type("gallring")
        assert "Gallring:" not in hands.text


async def test_each_folder_that_may_hold_somebody_erased_is_named_until_it_is_emptied_or_destroyed(
    place: Place, tmp_path: Path
) -> None:
    first, other = tmp_path / "minne", tmp_path / "disk"
    first.mkdir()
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await set_second_folder(chief, first)
        await an_archive(chief)
    async with driving_in(sign_in(place), (160, 50)) as hands:
        raw = {"name": "Lingonet", "region": "orebro", "private": "privat", "listed": "8200", "chief": "Ylva Sandåker"}
        form = {**raw, "version": 2, "second_folder": str(other)}
        await hands.app.change(save_clinic, read_form(ClinicForm, form, hands.register.today))
        await hands.hears(f"Säkerhetskopiorna i {first} ligger kvar där.")
        await open_retention(hands)
        await hands.press("x")
        await hands.sees(f"I {first} tas kopiorna bort först när programmet startar och mappen går att nå.")
        await hands.type("radera")
        await hands.press("enter")
        gone = "minne (får inte längre säkerhetskopior)."  # the path before it is broken where the line ends
        await hands.sees("Raderade kan finnas kvar i kopior i", within="#about-due")
        await hands.sees(f"{gone} Kopiorna tas bort när de är gamla nog.", within="#about-due")
        assert "m Minnet" not in hands.text
        first.rename(tmp_path / "undanlagt")
        await hands.press("escape")
        await open_retention(hands)
        await hands.sees(f"{gone} Mappen går inte att nå nu: sätt i minnet", within="#about-due")
        await assert_explained(hands)
        await hands.press("m")
        await hands.sees("Minnet är förstört", "minne", "Skriv förstört")
        assert english(hands.text) == []
        await hands.press("tab", "ctrl+s")
        await hands.sees("Skriv förstört om minnet är förstört.")
        await hands.type("förstört")
        await hands.press("ctrl+s")
        await hands.until(lambda: "Raderade kan finnas kvar" not in hands.text)
