"""Every command of the command line, with every exit status."""

import asyncio
import csv
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.demo.fill import open_demo
from models.ids import new_id
from models.knowledge.pack_reader import builtin_pack_text
from models.queries.chain import chain_head
from models.register import Register
from models.rights import for_everyone
from models.rules.chain import ChainHead
from models.storage.backup import back_up
from models.storage.erased import note_erased
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import erase, make_candidate
from tests.tui.conftest import Run
from tui.main import main

INIT = ("init", "--region", "orebro", "--clinic", "Åsbo vårdcentral", "--listed", "8 200", "--chief", "Yrsa Öst")

_A_MOMENT = r"\d{4}-\d\d-\d\d kl\. \d\d\.\d\d"


def test_init_refuses_a_second_clinic(ready: Run, place: Place) -> None:
    assert ready(*INIT, "--private") == (1, "", f"Det finns redan ett register i {place.folder}.\n")


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("--region", "narnia", "--region: regionen finns inte. Välj orebro, ostergotland, vastmanland eller vgr."),
        ("--listed", "många", "--listed: Skriv ett heltal, till exempel 8 200."),
        ("--listed", "-5", "--listed: Talet måste vara minst 1."),
        ("--clinic", " ", "--clinic: Fyll i fältet."),
        ("--chief", "x" * 201, "--chief: Texten är för lång: högst 200 tecken."),
    ],
)
def test_init_refuses_a_bad_value_before_it_makes_anything(
    run: Run, place: Place, option: str, value: str, message: str
) -> None:
    words = list(INIT)
    words[words.index(option) + 1] = value
    assert run(*words) == (2, "", f"{message} Se st-kollen --hjälp.\n")
    assert not place.folder.exists()


@pytest.mark.parametrize("words", [("export", "--to", "ut"), ("check",), ("backup",)])
def test_a_missing_register_is_not_made(run: Run, place: Place, words: tuple[str, ...]) -> None:
    status, out, err = run(*words)
    assert (status, out) == (1, "")
    assert err == f"Det finns inget register i {place.folder}. Lägg upp ett med st-kollen init.\n"
    assert not place.folder.exists()


def test_export_writes_files_that_open_right(ready: Run, tmp_path: Path) -> None:
    status, out, err = ready("export", "--to", str(tmp_path / "ut"))
    assert (status, err) == (0, "")
    assert f"{tmp_path}/ut/kandidater.csv: 0 rader\n" in out
    with (tmp_path / "ut" / "kodbok.csv").open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.reader(lines, delimiter=";"))
    assert rows[0] == ["fil", "kolumn", "forklaring"]
    assert ["kandidater.csv", "handledare", "Handledarens namn."] in rows


def test_export_leaves_personnummer_out_unless_asked_for(ready: Run, tmp_path: Path) -> None:
    file = tmp_path / "kandidater.csv"
    ready("export", "--to", str(tmp_path))
    assert "personnummer" not in file.read_text("utf-8-sig")
    ready("export", "--to", str(tmp_path), "--personnummer")
    assert "personnummer" in file.read_text("utf-8-sig")


def test_export_to_a_file_says_so(ready: Run, tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.touch()
    assert ready("export", "--to", str(file)) == (1, "", f"{file} är en fil, inte en mapp. Välj en annan mapp.\n")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permission bits do not bind root")
def test_export_to_a_folder_without_permission_says_so(ready: Run, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    status, _out, err = ready("export", "--to", str(tmp_path))
    tmp_path.chmod(0o700)
    assert status == 1
    assert err.startswith("Behörighet saknas till ")


def test_a_register_under_a_file_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "fil"
    file.touch()
    assert main(["--data", str(file / "under"), *INIT]) == 1
    assert "är en fil, inte en mapp" in capsys.readouterr().err


def test_check_says_what_is_wrong(ready: Run, place: Place) -> None:
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("DROP TRIGGER audit_update_guard")
    assert ready("check") == (1, "Loggens skydd mot ändringar är borttaget ur filen.\n", "")


def test_a_register_that_lacks_a_table_is_told_as_damaged(ready: Run, place: Place) -> None:
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.executescript("DROP TABLE snooze; DROP TABLE draft")
    status, out, err = ready("check")
    assert (status, out) == (1, "")
    assert err == f"{place.file} är skadad: det saknas draft, snooze. Återläs en säkerhetskopia som är hel.\n"


def test_check_names_who_is_gone_though_what_was_theirs_is_left(ready: Run, place: Place) -> None:
    with closing(Register(place)) as register:
        key = asyncio.run(make_candidate(register, name="Amina Öst"))
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("DELETE FROM candidate WHERE id = ?", (key.hex,))
    status, out, _err = ready("check")
    assert status == 1
    assert "1 rad i tabellen summary hör till något som saknas." in out.splitlines()
    assert "Amina Öst: Kandidatens uppgifter finns i loggen, men inte i registret." in out.splitlines()


@for_everyone
def last_link() -> ChainHead:
    return chain_head()


def test_check_tells_how_much_is_erased_by_decision(ready: Run, place: Place) -> None:
    register = Register(place)
    asyncio.run(make_candidate(register))
    register.close()
    ready("export", "--to", str(place.folder / "ut"))
    register = Register(place)
    last = asyncio.run(register.ask(last_link))
    asyncio.run(erase(register, last.seq))
    register.close()
    said = "Registret är helt och stämmer.\nI loggen är innehållet i 1 post raderat enligt beslut.\n"
    assert ready("check") == (0, said, "")
    status, out, _err = ready("check", "--export", str(place.folder / "ut"))
    assert (status, out.startswith(f"{said}Sedan exporten från 20")) == (0, True)
    assert " har innehållet i 1 post från tiden före raderats, 20" in out
    assert " av Ylva Sandåker. Känner ni inte igen det har någon med lösenord ändrat i filen." in out


def test_check_names_what_the_program_erased_again_after_a_restore_without_an_alarm(ready: Run, place: Place) -> None:
    with closing(Register(place)) as register:
        gone = asyncio.run(make_candidate(register))
    copy = str(place.backups / "ett.db")
    ready("backup", "--to", copy)
    note_erased(place.erased, {gone: NOW.date()}, None)
    assert ready("restore", copy, "--yes")[0] == 0
    status, out, _err = ready("check")
    assert (status, "Känner ni inte igen" in out) == (0, False)
    said = r"Sedan .+ har innehållet i 1 post från tiden före raderats på nytt, "
    by = "av programmet, efter en återläsning och enligt listan över raderade"
    assert re.search(rf"{said}{_A_MOMENT} {by}\.\n", out)


def test_check_names_a_list_of_the_erased_that_is_damaged(ready: Run, place: Place) -> None:
    place.erased.write_text("{")
    assert ready("check") == (1, f"{place.erased} är skadad: vilka som har raderats kan inte läsas där.\n", "")


def test_check_misses_what_a_backup_had_and_not_what_a_restore_put_aside(ready: Run, place: Place) -> None:
    ready("backup", "--to", str(place.backups / "ett.db"))
    register = Register(place)
    asyncio.run(make_candidate(register))
    register.close()
    ready("backup", "--to", str(place.backups / "två.db"))
    assert ready("restore", str(place.backups / "ett.db"), "--yes")[0] == 0
    assert ready("check") == (0, "Registret är helt och stämmer.\n", "")
    place.restored.unlink()  # without the note it is the same as a log that was written anew from there
    status, out, err = ready("check")
    assert (status, err) == (1, "")
    assert out.startswith("Loggens post 2 är en annan än enligt säkerhetskopian två: ")


def test_regions_list_names_them_all(run: Run) -> None:
    status, out, _err = run("regions", "list")
    assert status == 0
    assert [line.partition(", version ")[0] for line in out.splitlines()] == [
        "orebro        Region Örebro län",
        "ostergotland  Region Östergötland",
        "vastmanland   Region Västmanland",
        "vgr           Västra Götalandsregionen",
    ]


def test_regions_check_says_what_is_wrong_and_where(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "min.toml"
    file.write_text(builtin_pack_text("vgr"), encoding="utf-8")
    assert run("regions", "check", str(file)) == (0, f"{file} är rätt: Västra Götalandsregionen, version 2.\n", "")
    file.write_text('format = 1\ncode = "vgr\n')
    status, out, err = run("regions", "check", str(file))
    assert (status, err) == (1, "")
    assert out.startswith("min.toml rad 2, kolumn 12: överst i filen, code: ")
    file.write_text(builtin_pack_text("vgr").replace('"ska"', '"måste"'), encoding="utf-8")
    status, out, _err = run("regions", "check", str(file))
    assert status == 1
    assert out.count("\n") > 5
    assert run("regions", "check", str(tmp_path))[0] == 1


def test_regions_check_of_a_missing_file(run: Run, tmp_path: Path) -> None:
    missing = tmp_path / "saknas.toml"
    assert run("regions", "check", str(missing)) == (1, "", f"{missing} finns inte.\n")


@pytest.mark.parametrize("command", [("init", *INIT[1:]), ("restore", "x.db"), ("backup",)])
def test_the_demo_is_not_for_keeping(command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--demo", *command]) == 2
    assert "--demo" in capsys.readouterr().err


def test_the_demo_of_another_region_has_its_own_people(tmp_path: Path) -> None:
    assert main(["--demo", "vgr", "export", "--to", str(tmp_path)]) == 0
    assert "Knut Falbygden" in (tmp_path / "kandidater.csv").read_text("utf-8-sig")


def test_the_demo_can_be_checked_exported_and_backed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(open_demo()) as filled:  # the demo is lived through once: that takes seconds
        copy = back_up(filled.place.file, tmp_path / "levd.db", NOW)

    def opened(region: str) -> Register:
        assert region == "orebro"
        folder = tmp_path / new_id().hex
        folder.mkdir()
        shutil.copy(copy, folder / "st-kollen.db")
        return Register(Place(folder))

    monkeypatch.setattr("tui.commands.open_demo", opened)
    assert main(["--demo", "check"]) == 0
    assert main(["--demo", "export", "--to", str(tmp_path)]) == 0
    assert main(["--demo", "backup", "--to", str(tmp_path / "demo.db")]) == 0
    assert capsys.readouterr().err == ""
    assert main(["--data", str(tmp_path / "ny"), "restore", str(tmp_path / "demo.db")]) == 0
    assert main(["--data", str(tmp_path / "ny"), "check"]) == 0


def test_an_unknown_fault_tells_its_kind_and_nothing_more(ready: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_anything: object, **_more: object) -> None:
        raise ZeroDivisionError("Amina Öst 19800101-1234")

    monkeypatch.setattr("tui.commands.export_all", fail)
    assert ready("export", "--to", "ut") == (1, "", "Ett oväntat fel: ZeroDivisionError.\n")


def in_process_of_its_own(*words: str, **environment: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "tui.main", *words],
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_terminal_without_swedish_letters_gets_question_marks() -> None:
    done = in_process_of_its_own("regions", "list", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Region ?rebro l?n" in done.stdout
    done = in_process_of_its_own("apa", PYTHONIOENCODING="latin-1")
    assert done.returncode == 2
    assert "Kommandot ?apa? finns inte. Välj".encode("latin-1") in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_an_answer_that_cannot_be_printed_says_so() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tui.main", "--hjälp"], stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert (done.returncode, done.stderr.decode()) == (1, "Svaret kunde inte skrivas ut.\n")
