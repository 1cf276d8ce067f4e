"""A register that cannot be opened: a Swedish sentence, and nothing changed."""

import getpass
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.storage.migrations import APPLICATION_ID, LATEST
from tests.network_drive import MountNetwork
from tests.terminal.program import Program, inside, started, welcome


def refused(program: Program, *words: str) -> None:
    assert program.ended() == 1
    said = program.said.replace("\x1b", "")
    for word in words:
        assert word in said, said[-600:]
    assert "Traceback" not in said
    assert "Error" not in said


def told(program: Program, *words: str) -> None:
    """What is wrong stands on a screen that offers a backup; leaving it leaves the file alone."""
    program.sees("Registret kan inte öppnas", *words)
    program.type("\x1b")
    refused(program, *words)


def database(file: Path, application: int, version: int) -> bytes:
    file.parent.mkdir(exist_ok=True)
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("CREATE TABLE t (x)")
        plain.execute(f"PRAGMA application_id = {application}")
        plain.execute(f"PRAGMA user_version = {version}")
        plain.commit()
    return file.read_bytes()


def test_a_second_program_is_told_who_has_the_register_open(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    with inside(folder) as first:
        welcome(first)
        with started(folder) as second:
            refused(second, "Registret är redan öppet", getpass.getuser(), "sedan 20")
        first.type("2")
        first.sees("Inga pågående kandidater.")


def test_a_register_on_a_network_drive_is_left_alone(tmp_path: Path, mount_network: MountNetwork) -> None:
    folder = tmp_path / "register"
    with inside(folder) as program:
        welcome(program)
    drive = mount_network(folder)
    with started(drive.folder) as program:
        refused(program, "ligger på en nätverksenhet", "--data MAPP")
    assert drive.is_left_alone


def test_a_database_of_somebody_elses_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "register" / "st-kollen.db"
    before = database(file, 17, 0)
    with started(file.parent) as program:
        told(program, "men inget ST-kollen-register")
    assert file.read_bytes() == before


def test_a_newer_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "register" / "st-kollen.db"
    before = database(file, APPLICATION_ID, LATEST + 1)
    with started(file.parent) as program:
        refused(program, "nyare version av ST-kollen", "Uppdatera programmet")
    assert file.read_bytes() == before


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "register" / "st-kollen.db"
    file.parent.mkdir()
    file.write_text("inte en databas " * 100)
    with started(file.parent) as program:
        told(program, "ST-kollen-register")
    assert file.read_text() == "inte en databas " * 100


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register").write_text("x")
    with started(tmp_path / "register") as program:
        refused(program, "är en fil, inte en mapp")


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_in_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "register"
    folder.mkdir(mode=0o500)
    with started(folder) as program:
        refused(program, "går inte att skriva i")


def test_a_folder_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    (tmp_path / "hem").mkdir()
    with started(tmp_path / "fil" / "register", home=tmp_path / "hem") as program:
        refused(program, "är en fil, inte en mapp")
