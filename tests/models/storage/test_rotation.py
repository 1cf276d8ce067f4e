"""A new key: everything is there, in a file that the old key does not open."""

from contextlib import closing
from pathlib import Path

import pytest

from models.faults import StorageFault, WrongPassword
from models.records.base import database
from models.storage.backup import verify
from models.storage.connection import connection
from models.storage.durable import unfinished
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.keyring import with_new_key
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.migrations import LATEST
from models.storage.place import Place
from models.storage.rekeyed import _differences, rekey
from models.storage.rotation import rotate, settle
from tests.models.storage.locked import (
    GUNVOR,
    GUNVOR_TYPES,
    YLVA,
    YLVA_TYPES,
    Locked,
    dump,
    fill,
    is_whole,
    opened,
)

OTHERS = """
CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, data BLOB);
INSERT INTO numbered VALUES (7, 'Örjan', x'00ff'), (9, NULL, NULL);
CREATE TABLE pairs (a TEXT, b INTEGER, PRIMARY KEY (a, b)) WITHOUT ROWID;
INSERT INTO pairs VALUES ('x', 1);
CREATE INDEX some ON numbered (name) WHERE name IS NOT NULL;
CREATE VIEW seen AS SELECT name FROM numbered;
CREATE TRIGGER stays BEFORE INSERT ON numbered BEGIN SELECT RAISE(ABORT, 'det är signerat'); END;
CREATE TRIGGER keeps BEFORE DELETE ON numbered BEGIN SELECT RAISE(ABORT, 'det är signerat'); END;
"""


@pytest.fixture
async def filled(place: Place, made: Locked) -> Place:
    """A register with people in it, closed."""
    with closing(opened(place, made.key)) as register:
        await fill(register)
    return place


async def test_everything_is_there_under_the_new_key_only(filled: Place, made: Locked) -> None:
    before = dump(filled.file, made.key)
    new = rotate(filled, made.key, GUNVOR)
    assert dump(filled.file, new) == before
    await is_whole(filled, new)
    with pytest.raises(StorageFault, match="öppnas inte av sina nycklar"):
        verify(filled.file, made.key)
    assert (enter(filled.file, *YLVA_TYPES).user, enter(filled.file, *YLVA_TYPES).key) == (YLVA, new)
    assert enter_by_recovery_key(filled.file, made.recovery_key).key == new
    with pytest.raises(WrongPassword):
        enter(filled.file, *GUNVOR_TYPES)
    assert {path.name for path in filled.folder.iterdir()} == {"st-kollen.db", "st-kollen.nycklar", "st-kollen.lock"}


async def test_a_new_key_alone_leaves_everybodys_password(filled: Place, made: Locked) -> None:
    key = made.key
    for number in range(2, 5):
        key = rotate(filled, key)
        assert enter(filled.file, *YLVA_TYPES).key == enter(filled.file, *GUNVOR_TYPES).key == key
        assert [one.number for one in read_keyring(filled.keyring).generations] == [number]
    await is_whole(filled, key)


def test_triggers_indexes_views_and_numbers_come_along(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    with connection(place.file, made.key) as there:
        there.executescript(OTHERS)
    before = dump(place.file, made.key)
    new = rotate(place, made.key)
    assert dump(place.file, new) == before
    with connection(place.file, new) as there:
        assert there.execute("SELECT seq FROM sqlite_sequence").fetchall() == [(9,)]
        assert there.execute("SELECT id, name FROM numbered ORDER BY id").fetchall() == [(7, "Örjan"), (9, None)]


async def test_what_a_killed_program_left_in_the_log_comes_along(place: Place, made: Locked) -> None:
    register = opened(place, made.key)
    await fill(register)
    left = {path.name: path.read_bytes() for path in place.companions() if path.exists()}
    register.close()
    for name, content in left.items():
        (place.folder / name).write_bytes(content)
    assert "st-kollen.db-wal" in left
    await is_whole(place, rotate(place, made.key))


@pytest.mark.parametrize("put", [False, True], ids=["before the file", "after the file"])
async def test_of_two_keys_the_one_that_opens_the_file_is_kept(filled: Place, made: Locked, *, put: bool) -> None:
    both, new = with_new_key(made.keyring, made.key)
    write_keyring(filled.keyring, both)
    if put:
        rekey(filled.file, made.key, new)
    key = enter(filled.file, *GUNVOR_TYPES).key
    assert key == (new if put else made.key)
    await is_whole(filled, key)
    assert len(read_keyring(filled.keyring).generations) == 1
    assert enter(filled.file, *GUNVOR_TYPES).key == key


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ("UPDATE numbered SET data = x'01' WHERE id = 9", ['"numbered"']),
        ("INSERT INTO copies VALUES ('samma')", ['"copies"']),
        ("DELETE FROM pairs", ['"pairs"']),
        ("DROP TRIGGER keeps", ["sqlite_master"]),
        ("DROP INDEX some", ["sqlite_master"]),
        ("SELECT 1", []),
    ],
)
def test_a_copy_that_differs_in_anything_is_found_out(tmp_path: Path, change: str, where: list[str]) -> None:
    old, new = tmp_path / "gammal.db", tmp_path / "ny.db"
    for file, key in ((old, None), (new, bytes(32))):
        with connection(file, key) as there:
            there.executescript(OTHERS)
            there.executescript("CREATE TABLE copies (word TEXT); INSERT INTO copies VALUES ('samma');")
    with connection(new, bytes(32)) as there:
        there.execute(change)
        there.execute("ATTACH ? AS old KEY ''", (str(old),))
        assert list(_differences(there)) == where


async def test_a_register_that_is_open_elsewhere_keeps_its_key(filled: Place, made: Locked) -> None:
    """Its log would be read into the new file."""
    with connection(filled.file, made.key) as elsewhere:
        elsewhere.execute("PRAGMA journal_mode = wal")
        elsewhere.execute("INSERT INTO draft VALUES ('u', 'x', 'y', 'z', '2026-11-21T09:30:00+00:00')")
        with pytest.raises(StorageFault, match=r"är öppen i ett annat program|upptaget av ett annat program"):
            rotate(filled, made.key)
        assert elsewhere.execute("SELECT value FROM draft").fetchall() == [("z",)]
    await is_whole(filled, made.key)


def test_a_wrong_key_changes_nothing(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    before = {path.name: path.read_bytes() for path in place.folder.iterdir()}
    with pytest.raises(StorageFault, match="skadad eller ändrad"):
        rotate(place, bytes(32), GUNVOR)
    with pytest.raises(StorageFault, match="öppnas inte av sina nycklar"):
        opened(place, bytes(32))
    assert {path.name: path.read_bytes() for path in place.folder.iterdir()} == before


async def test_a_damaged_register_keeps_its_old_key(filled: Place, made: Locked) -> None:
    content = bytearray(filled.file.read_bytes())
    content[-100] ^= 1
    filled.file.write_bytes(content)
    with pytest.raises(StorageFault, match="skadad"):
        rotate(filled, made.key)
    assert filled.file.read_bytes() == content
    assert enter(filled.file, *YLVA_TYPES).key == made.key


def test_what_a_killed_program_had_begun_on_is_removed(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    left = [unfinished(place.file), Path(f"{unfinished(place.file)}-journal"), unfinished(place.keyring)]
    for path in (*left, place.restoring):
        path.write_bytes(b"halvt")
    opened(place, made.key).close()
    assert {path.name for path in place.folder.iterdir()} == {"st-kollen.db", "st-kollen.nycklar", "st-kollen.lock"}


def test_of_two_keys_the_one_that_opens_a_newer_register_is_found_too(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    both, new = with_new_key(made.keyring, made.key)
    write_keyring(place.keyring, both)
    rekey(place.file, made.key, new)
    with connection(place.file, new) as newer:
        newer.execute(f"PRAGMA user_version = {LATEST + 1}")
    assert enter(place.file, *YLVA_TYPES).key == new


def test_where_there_is_no_keyring_there_is_nothing_to_settle(place: Place) -> None:
    place.folder.mkdir()
    settle(place, bytes(32))
    with closing(opened(place, bytes(32))):
        assert database.obj is not None
    assert not place.keyring.exists()
