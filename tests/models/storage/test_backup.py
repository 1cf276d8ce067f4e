"""Backup and restore: the last commit is in it, what is replaced is kept, and nothing broken is let in."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.faults import StorageFault
from models.queries.candidates import candidate_lines
from models.register import Register
from models.storage.backup import back_up, restore, verify
from models.storage.migrations import APPLICATION_ID
from models.storage.place import Place
from tests.conftest import NOW
from tests.held import contents_of
from tests.making import make_candidate, make_clinic


async def names(place: Place) -> list[str]:
    register = Register(place, lambda: NOW)
    try:
        return [line.name for line in await register.ask(candidate_lines)]
    finally:
        register.close()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Where a backup is to be."""
    return tmp_path / "kopior" / "kopia.db"


async def test_a_backup_of_an_open_register_has_the_last_commit(place: Place, copy: Path) -> None:
    register = Register(place, lambda: NOW)
    await make_clinic(register)
    await make_candidate(register, name="Sist Sparad")
    assert back_up(place.file, copy, NOW) == copy
    register.close()
    verify(copy)
    there = Place(copy.parent / "annan")
    restore(there, copy, NOW)
    assert await names(there) == ["Sist Sparad"]


def test_a_backup_never_overwrites(register: Register, copy: Path) -> None:
    back_up(register.place.file, copy, NOW)
    before = copy.read_bytes()
    with pytest.raises(StorageFault, match="finns redan"):
        back_up(register.place.file, copy, NOW)
    assert copy.read_bytes() == before
    assert {path.name for path in copy.parent.iterdir()} == {"kopia.db", "kopia.json"}


def test_a_backup_that_cannot_be_written_leaves_nothing(register: Register, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(StorageFault):
        back_up(register.place.file, tmp_path / "fil" / "kopia.db", NOW)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["fil", "register"]


def test_a_damaged_register_is_not_backed_up_as_if_it_were_whole(tmp_path: Path, copy: Path) -> None:
    a_lost_parent(tmp_path / "register.db")
    with pytest.raises(StorageFault, match="är skadad"):
        back_up(tmp_path / "register.db", copy, NOW)
    assert list(copy.parent.iterdir()) == []


async def test_restore_moves_the_register_aside_with_all_that_belongs_to_it(place: Place, copy: Path) -> None:
    first = Register(place, lambda: NOW)
    await make_clinic(first)
    await make_candidate(first, name="Före")
    back_up(place.file, copy, NOW)
    await make_candidate(first, name="Efter")
    companions = [path.name for path in place.companions() if path.exists()]
    assert companions == ["st-kollen.db", "st-kollen.db-wal", "st-kollen.db-shm"]
    aside = restore(place, copy, NOW)
    assert aside is not None
    assert sorted(path.name for path in aside.iterdir()) == sorted(companions)
    assert [path.name for path in place.companions() if path.exists()] == ["st-kollen.db"]
    first.close()
    assert await names(place) == ["Före"]
    kept = Place(copy.parent / "undanlagt")
    kept.folder.mkdir()
    for name in companions:
        (aside / name).replace(kept.folder / name)
    assert await names(kept) == ["Efter", "Före"]


def test_restore_to_an_empty_folder_moves_nothing(register: Register, copy: Path, tmp_path: Path) -> None:
    back_up(register.place.file, copy, NOW)
    there = Place(tmp_path / "ny")
    assert restore(there, copy, NOW) is None
    verify(there.file)


def not_ours(file: Path) -> None:
    with closing(sqlite3.connect(file)) as plain:
        plain.execute("CREATE TABLE a (b TEXT)")


def a_page_gone(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    file.write_bytes(bytes(data))


def a_lost_parent(file: Path) -> None:
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        plain.execute("CREATE TABLE parent (id TEXT PRIMARY KEY)")
        plain.execute("CREATE TABLE child (id TEXT REFERENCES parent)")
        plain.execute("INSERT INTO child VALUES ('ensam')")


def half_a_file(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: 4096 * 5 + 17])


@pytest.mark.parametrize("break_it", [not_ours, a_page_gone, a_lost_parent, half_a_file, lambda file: file.unlink()])
async def test_a_broken_backup_is_refused_and_the_register_untouched(
    register: Register, copy: Path, break_it: Callable[[Path], None]
) -> None:
    await make_clinic(register)
    back_up(register.place.file, copy, NOW)
    if break_it in {not_ours, a_lost_parent}:
        copy.unlink()
    break_it(copy)
    before = contents_of(register.place.folder)
    with pytest.raises(StorageFault, match=r"skadad|inget ST-kollen-register|finns inte"):
        restore(register.place, copy, NOW)
    assert contents_of(register.place.folder) == before
