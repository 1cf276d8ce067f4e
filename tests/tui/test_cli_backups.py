"""The command line's backups and the way back, and files that are not right."""

import asyncio
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from io import StringIO
from pathlib import Path

import pytest

from models.register import Register
from models.storage.backup import back_up
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.tui.conftest import Run

INIT = ("init", "--region", "orebro", "--clinic", "Åsbo vårdcentral", "--listed", "8 200", "--chief", "Yrsa Öst")
_A_MOMENT = r"\d{4}-\d\d-\d\d kl\. \d\d\.\d\d"


class _Typing(StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


def damage_page(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[4096:8192] = bytes(4096)
    file.write_bytes(content)


def spoil(file: Path) -> None:
    file.write_text("Det här är ingen databas. " * 40)


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("CREATE TABLE a (b)")


def newer(file: Path) -> None:
    with closing(sqlite3.connect(file)) as plain, plain:
        plain.execute("PRAGMA user_version = 99")


BROKEN = [
    (damage_page, "skadad"),
    (spoil, "inget ST-kollen-register"),
    (foreign, "är en databas, men inget ST-kollen-register"),
    (newer, "skrivet av en nyare version av ST-kollen"),
    (lambda file: file.write_bytes(b""), "är tom och inget ST-kollen-register"),
]


@pytest.mark.parametrize(("harm", "words"), BROKEN)
def test_a_file_that_is_not_right_is_said_to_be_so(
    ready: Run, place: Place, harm: Callable[[Path], object], words: str
) -> None:
    harm(place.file)
    status, out, err = ready("check")
    assert (status, out) == (1, "")
    assert words in err and err.count("\n") == 1


@pytest.mark.parametrize(("harm", "words"), BROKEN)
def test_restoring_a_broken_file_leaves_the_register_as_it_was(
    ready: Run, place: Place, tmp_path: Path, harm: Callable[[Path], object], words: str
) -> None:
    copy = tmp_path / "kopia.db"
    ready("backup", "--to", str(copy))
    harm(copy)
    before = place.file.read_bytes()
    status, out, err = ready("restore", str(copy))
    assert (status, out) == (1, "")
    assert words in err
    assert place.file.read_bytes() == before
    assert ready("check")[0] == 0


def test_backup_goes_to_its_own_folder_and_never_over_another(ready: Run, place: Place, tmp_path: Path) -> None:
    status, out, _err = ready("backup")
    (copy,) = place.backups.glob("*.db")
    assert (status, out) == (0, f"Säkerhetskopian ligger i {copy}.\n")
    taken = tmp_path / "upptagen.db"
    taken.write_text("min")
    assert ready("backup", "--to", str(taken)) == (1, "", f"{taken} finns redan. Välj ett annat namn.\n")
    assert taken.read_text() == "min"


def test_backup_thins_and_fills_the_second_folder_as_the_one_at_start_up_does(
    ready: Run, place: Place, tmp_path: Path
) -> None:
    second = tmp_path / "minne"
    with closing(Register(place)) as register:
        asyncio.run(make_clinic(register, version=1, second_folder=str(second)))
    for day in (1, 2):
        back_up(place.file, place.backups / f"st-kollen-2020-01-0{day}T120000.db", NOW)
    status, out, err = ready("backup")
    assert (status, err) == (1, "")
    assert "Säkerhetskopior når inte" in out and "Mappen går inte att nå." in out
    assert len(list(place.backups.glob("*.db"))) == 1  # those of 2020 are thinned
    second.mkdir()
    status, out, err = ready("backup")
    assert (status, err) == (0, "")
    newest = max(place.backups.glob("*.db"), key=lambda file: (len(file.name), file.name))
    assert [path.name for path in second.rglob("*.db")] == [newest.name]


def test_restore_puts_back_what_was_and_keeps_what_is_replaced(ready: Run, place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"
    ready("backup", "--to", str(copy))
    shutil.rmtree(place.folder)
    status, out, err = ready("restore", str(copy))
    assert (status, err) == (0, "")
    assert re.fullmatch(rf"Säkerhetskopian från {_A_MOMENT} är återläst\.\n", out)
    assert ready("check")[0] == 0
    status, out, _err = ready("restore", str(copy), "--yes")
    (aside,) = (path for path in place.backups.iterdir() if path.is_dir())
    assert status == 0
    assert out.endswith(f" Det som ersattes ligger i {aside}.\n")
    assert (aside / place.file.name).exists()


def test_restore_shows_what_would_be_gone_and_does_nothing_without_a_yes(
    ready: Run, place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopia.db"
    ready("backup", "--to", str(copy))
    register = Register(place)
    asyncio.run(make_candidate(register, name="Senare Tillkommen"))
    register.close()
    before = place.file.read_bytes()
    preview = "1 händelse i loggen, från tiden efter kopian, försvinner ur registret.\nFörsvinner: Senare Tillkommen.\n"
    refused = "Inget är återläst. --yes återläser utan att fråga.\n"
    assert ready("restore", str(copy)) == (1, preview, refused)
    for answer, status in (("nej", 1), ("", 1), ("Återläs", 0)):
        monkeypatch.setattr(sys, "stdin", _Typing(f"{answer}\n"))
        assert ready("restore", str(copy))[0] == status
        assert (place.file.read_bytes() == before) is bool(status)


def test_restore_leaves_a_newer_register_as_it_was_also_with_a_yes(ready: Run, place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"
    ready("backup", "--to", str(copy))
    newer(place.file)
    before = place.file.read_bytes()
    status, out, err = ready("restore", str(copy), "--yes")
    assert (status, out) == (1, "")
    assert "skrivet av en nyare version" in err and "Det lämnas som det är: inget är återläst." in err
    assert place.file.read_bytes() == before


def test_restore_of_a_folder_takes_the_newest_that_is_whole_and_says_which(
    ready: Run, place: Place, tmp_path: Path
) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    none = f"Det finns ingen hel säkerhetskopia i {stick}.\n"
    assert ready("restore", str(stick), "--yes") == (1, "", none)
    for name in ("äldre", "nyare"):
        ready("backup", "--to", str(stick / f"{name}.db"))
    shutil.rmtree(place.folder)
    status, out, _err = ready("restore", str(stick))
    assert (status, out.splitlines()[0]) == (0, f"Vald kopia: {stick / 'nyare.db'}")


def test_of_a_register_that_is_gone_every_command_says_so_and_how_the_newest_backup_is_restored(
    ready: Run, place: Place
) -> None:
    ready("backup")
    place.file.unlink()
    way = f'st-kollen --data "{place.folder}" restore "{place.backups}"'
    for words in (("check",), ("backup",), ("export", "--to", "ut"), INIT):
        status, out, err = ready(*words)
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert err.startswith(f"Registret saknas i {place.folder}, men det finns säkerhetskopior i {place.backups}.")
        assert err.endswith(f"Härifrån återläses den nyaste som är hel med {way}\n")
    assert not place.file.exists()
    assert ready("restore", str(place.backups))[0] == 0
    assert ready("check")[0] == 0


def test_restore_whose_answer_nobody_reads_does_nothing_and_says_so(ready: Run, place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "kopia.db"
    ready("backup", "--to", str(copy))
    before = place.file.read_bytes()
    reading, writing = os.pipe()
    os.close(reading)
    words = [sys.executable, "-u", "-m", "tui.main", "--data", str(place.folder), "restore", str(copy), "--yes"]
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, encoding="utf-8", check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, "Svaret kunde inte skrivas ut.\n")
    assert place.file.read_bytes() == before


def test_of_one_whose_backups_are_gone_too_every_command_says_that_a_copy_may_lie_elsewhere(
    ready: Run, place: Place, tmp_path: Path
) -> None:
    ready("backup", "--to", str(tmp_path / "usb" / "kopia.db"))
    place.file.unlink()
    place.keyring.write_bytes(b"kvar")
    way = f'st-kollen --data "{place.folder}" restore'
    for words in (("check",), ("backup",), ("export", "--to", "ut"), INIT):
        status, out, err = ready(*words)
        assert (status, out, err.count("\n")) == (1, "", 1)
        assert f"det här är kvar av det: {place.keyring.name}." in err
        assert err.endswith(f"Från ett USB-minne eller en annan disk återläses den nyaste som är hel med {way} MAPP\n")
    status, out, _err = ready("restore", str(tmp_path / "usb"))
    (aside,) = place.backups.iterdir()
    assert status == 0
    assert f"är återläst. Det förlorade registrets nyckelknippa sparas i 90 dagar i {aside}: " in out.splitlines()[1]
    assert (aside / place.keyring.name).read_bytes() == b"kvar"


def test_restore_of_a_missing_file_makes_no_folder(run: Run, place: Place, tmp_path: Path) -> None:
    missing = tmp_path / "saknas.db"
    assert run("restore", str(missing)) == (1, "", f"Filen {missing} finns inte. Kontrollera namnet.\n")
    assert not place.folder.exists()


def test_a_register_open_elsewhere_can_be_backed_up_but_nothing_else(ready: Run, place: Place, tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from models.register import Register; "
        "from models.storage.place import Place; register = Register(Place(Path(sys.argv[1]))); "
        "print('öppet', flush=True); sys.stdin.read(); register.close()"
    )
    command = [sys.executable, "-c", code, str(place.folder)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert ready("backup", "--to", str(tmp_path / "kopia.db"))[0] == 0
        for words in (("check",), ("export", "--to", "ut"), INIT):
            status, out, err = ready(*words)
            assert (status, out) == (1, "")
            assert err.startswith("Registret är redan öppet: ")
        status, _out, err = ready("restore", str(tmp_path / "kopia.db"), "--yes")
        assert status == 1
        assert err.startswith("Registret är redan öppet: ")
        other.communicate()
    assert ready("check")[0] == 0
