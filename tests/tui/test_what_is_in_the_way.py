"""What can stand in the way of an encrypted register: the whole sentence that one reads, and the file left alone."""

import asyncio
import getpass
import json
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from models.storage.connection import connection
from models.storage.entry import enter
from models.storage.migrations import LATEST
from models.storage.place import Place
from tests.conftest import NOW
from tests.locked import PASSWORD, USER, door_at, leave_damaged_log, make_locked_clinic, put_password
from tests.network_drive import MountNetwork
from tui.main import main


@pytest.fixture(autouse=True)
def _own_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.fixture
def password_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return put_password(tmp_path / "losenord", monkeypatch)


@pytest.fixture
async def locked(place: Place, password_file: Path) -> Place:
    """An encrypted register with a clinic, whose chief's password is in a file."""
    assert password_file.exists()
    await make_locked_clinic(place, lambda: NOW)
    return place


def check(place: Place, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said, by everything that opens the register, where it cannot be opened."""
    said = set()
    for words in (("check", "--user", USER), ("export", "--user", USER, "--to", str(place.folder / "ut"))):
        status = main(["--data", str(place.folder), *words])
        out, err = capsys.readouterr()
        assert (status, out, err.count("\n")) == (1, "", 1)
        said.add(err.rstrip("\n"))
    (sentence,) = said
    return sentence


def empty(place: Place) -> None:
    place.file.write_bytes(b"")


def text(place: Place) -> None:
    place.file.write_text("namn;epost\n" * 500)


def somebody_elses(place: Place) -> None:
    place.file.unlink()
    with connection(place.file) as theirs:
        theirs.execute("CREATE TABLE recept (namn TEXT)")


def newer(place: Place) -> None:
    with connection(place.file, enter(place.file, USER, PASSWORD).key) as opened:
        opened.execute(f"PRAGMA user_version = {LATEST + 1}")


def no_keyring(place: Place) -> None:
    place.keyring.unlink()


def anothers_keyring(place: Place) -> None:
    other = Place(place.folder / "annat")
    register = door_at(other).begin(USER, PASSWORD)
    register.close()
    other.keyring.replace(place.keyring)


def damaged_keyring(place: Place) -> None:
    place.keyring.write_bytes(place.keyring.read_bytes()[:-100])


SAID: dict[Callable[[Place], None], str] = {
    empty: "{file} är tom och inget ST-kollen-register. Återläs en säkerhetskopia eller flytta filen.",
    text: "{file} öppnas inte av sina nycklar. Filen är skadad, eller så hör nyckelknippan till ett annat register. "
    "Återläs en säkerhetskopia som är hel: varje kopia har sin egen nyckelknippa.",
    somebody_elses: "{file} är en databas, men inget ST-kollen-register. "
    "Återläs en säkerhetskopia som är hel, eller välj en annan mapp.",
    newer: f"Registret (st-kollen.db) är skrivet av en nyare version av ST-kollen (schema {LATEST + 1}, det här "
    f"programmet läser till och med {LATEST}). Uppdatera programmet.",
    no_keyring: "{file} kan inte öppnas: antingen är den krypterad och dess nyckelknippa st-kollen.nycklar saknas, "
    "eller så är den inget ST-kollen-register. Lägg tillbaka nyckelknippan, eller återläs en säkerhetskopia: varje "
    "kopia har sin egen.",
    anothers_keyring: "{file} öppnas inte av sina nycklar. Filen är skadad, eller så hör nyckelknippan till ett annat "
    "register. Återläs en säkerhetskopia som är hel: varje kopia har sin egen nyckelknippa.",
    damaged_keyring: "Nyckelknippan {keyring} är skadad eller inte skriven av ST-kollen. Lägg dit den senaste "
    "säkerhetskopians nyckelknippa under det namnet.",
}


@pytest.mark.parametrize("harm", SAID, ids=[one.__name__ for one in SAID])
def test_a_file_that_cannot_be_used(
    locked: Place, harm: Callable[[Place], None], capsys: pytest.CaptureFixture[str]
) -> None:
    harm(locked)
    before = locked.file.read_bytes()
    assert check(locked, capsys) == SAID[harm].format(file=locked.file, keyring=locked.keyring)
    assert locked.file.read_bytes() == before


LOST = (
    "Programmet avslutades inte i god ordning förra gången, och det som skrevs sist är inte helt på disken: "
    "2 ändringar kan saknas. Kontrollera att det ni sparade sist är kvar. Låt IT undersöka disken.\n"
)


@pytest.mark.parametrize("command", ["check", "backup"])
def test_a_log_that_is_damaged_after_a_kill(locked: Place, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    asyncio.run(leave_damaged_log(locked))
    status = main(["--data", str(locked.folder), command, "--user", USER])
    out, err = capsys.readouterr()
    assert (status, err) == (int(command == "check"), "")
    assert out.endswith(LOST)
    assert main(["--data", str(locked.folder), "check", "--user", USER]) == 0


def test_a_second_program(locked: Place, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(door_at(locked, lambda: NOW).sign_in(USER, PASSWORD)):
        since = f"{NOW.astimezone():%Y-%m-%d kl. %H.%M}"
        who = f"Registret är redan öppet: {getpass.getuser()}, sedan {since}."
        told = f"{who} Stäng det programmet först, eller lås det: ctrl+l."
        assert check(locked, capsys) == told
        assert json.loads(locked.opened_by.read_text("utf-8"))["vem"] == getpass.getuser()


@pytest.mark.usefixtures("password_file")
def test_a_folder_that_can_only_be_read(small_disk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = Place(small_disk / "register")
    asyncio.run(make_locked_clinic(place))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        told = f"Mappen {place.folder} går inte att skriva i. Välj en annan mapp eller ändra behörigheten."
        assert check(place, capsys) == told
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert main(["--data", str(place.folder), "check", "--user", USER]) == 0


def test_a_network_drive(locked: Place, mount_network: MountNetwork, capsys: pytest.CaptureFixture[str]) -> None:
    drive = mount_network(locked.folder)
    advice = "Registret måste ligga på datorns egen disk: välj en annan mapp med st-kollen --data MAPP."
    assert check(Place(drive.folder), capsys) == f"{drive.folder} ligger på en nätverksenhet. {advice}"
    new = drive.folder / "nytt"
    words = ("--region", "orebro", "--clinic", "Åsbo", "--listed", "8200", "--chief", "Yrsa Öst", "--user", USER)
    assert main(["--data", str(new), "init", *words]) == 1
    assert capsys.readouterr().err == f"{new} ligger på en nätverksenhet. {advice}\n"
    assert drive.is_left_alone
    with pytest.raises(PermissionError):
        new.mkdir()
    assert not drive.is_left_alone


@pytest.mark.usefixtures("password_file")
def test_a_synced_folder_is_used_with_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "OneDrive - Regionen" / "register"
    warning = (
        f"Mappen {folder} ser ut att synkas av en molntjänst. Ett öppet register kan skadas av det: "
        "välj hellre en mapp som inte synkas, med st-kollen --data MAPP.\n"
    )
    words = ("--region", "orebro", "--clinic", "Åsbo", "--listed", "8200", "--chief", "Yrsa Öst", "--user", USER)
    assert main(["--data", str(folder), "init", *words]) == 0
    assert capsys.readouterr().out.endswith(warning)
    assert main(["--data", str(folder), "check", "--user", USER]) == 0
    assert capsys.readouterr().out == f"Registret är helt och stämmer.\n{warning}"
    copy = str(tmp_path / "kopia.db")
    assert main(["--data", str(folder), "backup", "--user", USER, "--to", copy]) == 0
    assert main(["--data", str(folder), "restore", copy, "--user", USER, "--yes"]) == 0
    assert capsys.readouterr().out.endswith(warning)
