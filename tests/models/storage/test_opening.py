"""What can stand in the register's place, and what is said of it."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from models.commands.candidates import save_candidate
from models.faults import StorageFault
from models.forms.candidate import CandidateForm
from models.forms.refusal import read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.records import Candidate
from models.records.base import database
from models.register import Register
from models.rights import for_everyone
from models.storage.backup import back_up
from models.storage.migrations import APPLICATION_ID, LATEST
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic


def sql(file: Path, *statements: str) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        for statement in statements:
            plain.execute(statement)


def someone_elses(file: Path) -> None:
    sql(file, "CREATE TABLE recept (namn TEXT)")


def newer(file: Path) -> None:
    sql(file, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {LATEST + 1}")


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda file: file.write_bytes(b""), "är tom och inget ST-kollen-register"),
        (
            lambda file: file.write_bytes(bytes(range(256)) * 40),
            "inget ST-kollen-register, eller så är filen skadad",
        ),
        (lambda file: file.write_text("namn;epost\n" * 500), "inget ST-kollen-register, eller så är filen skadad"),
        (someone_elses, "är en databas, men inget ST-kollen-register"),
        (newer, f"skrivet av en nyare version av ST-kollen .schema {LATEST + 1}"),
        (lambda file: file.mkdir(), "går inte att öppna"),
    ],
    ids=["empty", "random", "csv", "another program's", "newer", "a folder"],
)
def test_a_file_that_is_not_ours_is_refused_and_left_alone(
    place: Place, write: Callable[[Path], None], said: str
) -> None:
    place.folder.mkdir()
    write(place.file)
    before = place.file.read_bytes() if place.file.is_file() else None
    with pytest.raises(StorageFault, match=said):
        Register(place, lambda: NOW)
    assert (place.file.read_bytes() if place.file.is_file() else None) == before
    assert not place.opened_by.exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    for folder in (tmp_path / "fil", tmp_path / "fil" / "under"):
        with pytest.raises(StorageFault, match="är en fil, inte en mapp"):
            Register(Place(folder))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder where not even root may write")
@pytest.mark.parametrize("folder", ["/proc", "/proc/st-kollen"])
def test_a_folder_where_nothing_can_be_written_is_refused(folder: str) -> None:
    with pytest.raises(StorageFault, match=f"{folder}.* (går inte att skriva i|kan inte skapas)"):
        Register(Place(Path(folder)))


def test_a_fault_when_opening_lets_go_of_the_register(place: Place) -> None:
    place.folder.mkdir()
    newer(place.file)
    for _ in range(2):
        with pytest.raises(StorageFault, match="nyare version"):
            Register(place, lambda: NOW)
    place.file.unlink()
    Register(place, lambda: NOW).close()


def test_a_file_that_cannot_be_made_ready_for_writing_is_told_at_once(place: Place, tmp_path: Path) -> None:
    Register(place, lambda: NOW).close()
    copy = back_up(place.file, tmp_path / "kopia.db", NOW)
    copy.replace(place.file)
    wal = place.file.with_name("st-kollen.db-wal")
    wal.mkdir()
    with pytest.raises(StorageFault, match="Kontrollera behörigheten"):
        Register(place, lambda: NOW)
    wal.rmdir()
    Register(place, lambda: NOW).close()


def test_the_note_of_who_has_it_open_is_only_a_courtesy(place: Place) -> None:
    place.folder.mkdir()
    place.opened_by.mkdir()
    opened = Register(place, lambda: NOW)
    with pytest.raises(StorageFault, match="redan öppet i ett annat program på datorn"):
        Register(place, lambda: NOW)
    opened.close()


def test_the_note_says_who_and_when(place: Place) -> None:
    opened = Register(place, lambda: NOW)
    note = json.loads(place.opened_by.read_text("utf-8"))
    opened.close()
    assert set(note) == {"vem", "sedan", "process"}
    assert note["sedan"] == NOW.astimezone().isoformat(timespec="minutes")


async def test_the_connections_are_as_safe_as_they_can_be(register: Register) -> None:
    @for_everyone
    def pragmas() -> dict[str, object]:
        wanted = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version", "secure_delete")
        return {name: database.pragma(name) for name in wanted}

    safe = {
        **{"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1},
        **{"application_id": APPLICATION_ID, "user_version": LATEST},
    }
    assert await register.ask(pragmas) == safe
    assert await register._write(pragmas) == safe


# a full disk

NOTE = "ö" * 200


def long_form(register: Register) -> CandidateForm:
    fields = ("phone", "licence_number", "trained_in", "language_proof_note", "earlier_st_where")
    raw = {"id": new_id(), "name": NOTE, **dict.fromkeys(fields, NOTE)}
    return read_form(CandidateForm, raw, register.today)


async def fill(register: Register) -> int:
    """Add candidates until the disk is full; how many were acknowledged."""
    for number in range(2000):
        try:
            await register.do(save_candidate, long_form(register))
        except StorageFault as fault:
            assert str(fault) == "Disken är full. Inget skrevs. Frigör utrymme och försök igen."
            return number
    raise AssertionError("the disk was never full")


async def test_a_full_disk_is_told_and_nothing_is_half_written(register: Register) -> None:
    await make_clinic(register)
    await make_candidate(register)
    await register._write(lambda: database.execute_sql("PRAGMA max_page_count = 60"))
    there = 1 + await fill(register)
    assert len(await register.ask(candidate_lines)) == there
    assert await register.ask(check_register, register.today) == ()
    with pytest.raises(StorageFault, match="Disken är full"):
        await register.keep_draft("kandidat:ny", {"name": "x" * 500_000})
    await register._write(lambda: database.execute_sql("PRAGMA max_page_count = 4294967294"))
    await register.do(save_candidate, long_form(register))
    assert await register.ask(for_everyone(lambda: Candidate.select().count())) == there + 1


async def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    filler = small_disk / "annat"
    filler.write_bytes(b"x" * 1_000_000)
    register = Register(Place(small_disk / "register"), lambda: NOW)
    try:
        await make_clinic(register)
        there = await fill(register)
        assert len(await register.ask(candidate_lines)) == there
        with pytest.raises(StorageFault, match="Disken är full"):
            back_up(register.place.file, small_disk / "kopia.db", NOW)
        assert {path.name for path in small_disk.iterdir()} == {"annat", "register"}
        filler.unlink()
        await register.do(save_candidate, long_form(register))
        assert len(await register.ask(candidate_lines)) == there + 1
    finally:
        register.close()


def test_a_register_on_a_full_disk_is_not_made(small_disk: Path) -> None:
    (small_disk / "annat").write_bytes(b"x" * (2 * 1024 * 1024 - 16 * 1024))
    with pytest.raises(StorageFault, match="Disken är full"):
        Register(Place(small_disk / "register"), lambda: NOW)
    (small_disk / "annat").unlink()
    Register(Place(small_disk / "register"), lambda: NOW).close()


async def test_a_full_disk_is_told_already_when_the_register_is_opened(small_disk: Path) -> None:
    place = Place(small_disk / "register")
    Register(place, lambda: NOW).close()
    back_up(place.file, small_disk / "kopia.db", NOW).replace(place.file)
    filler = small_disk / "annat"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass
    with pytest.raises(StorageFault, match="Disken är full"):
        Register(place, lambda: NOW)
    filler.unlink()
    Register(place, lambda: NOW).close()


# upgrading


def old_file(place: Place, *statements: str) -> None:
    place.folder.mkdir()
    sql(place.file, f"PRAGMA application_id = {APPLICATION_ID}", *statements)


async def test_an_older_register_is_upgraded_after_a_backup(place: Place) -> None:
    old_file(place, "CREATE TABLE minne (text TEXT)", "INSERT INTO minne VALUES ('kvar')")
    register = Register(place, lambda: NOW)
    try:
        assert await register.ask(for_everyone(lambda: database.pragma("user_version"))) == LATEST
        kept = for_everyone(lambda: database.execute_sql("SELECT text FROM minne").fetchall())
        assert await register.ask(kept) == [("kvar",)]
    finally:
        register.close()
    copies = sorted(place.backups.glob("*.db"))
    assert len(copies) == LATEST
    with closing(sqlite3.connect(copies[0])) as plain:
        assert plain.execute("SELECT name FROM sqlite_master").fetchall() == [("minne",)]
        assert plain.execute("PRAGMA user_version").fetchone() == (0,)


def test_an_upgrade_that_fails_leaves_the_register_as_it_was_and_can_be_tried_again(place: Place) -> None:
    old_file(place, "CREATE TABLE audit (text TEXT)", "INSERT INTO audit VALUES ('kvar')")
    before = place.file.read_bytes()
    with pytest.raises(StorageFault, match=r"kunde inte uppgraderas och är som det var.*sakerhetskopior"):
        Register(place, lambda: NOW)
    assert place.file.read_bytes() == before
    sql(place.file, "DROP TABLE audit")
    Register(place, lambda: NOW + timedelta(minutes=1)).close()
    assert len(list(place.backups.glob("*.db"))) == LATEST + 1  # one for the try that failed
