"""A register from before there was encryption: everything comes along, and what was plain can be erased."""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from models.faults import StorageFault
from models.storage.backup import back_up, restore, verify
from models.storage.bring_over import bring_over, erase, plain_files
from models.storage.connection import connection
from models.storage.entry import enter
from models.storage.file import is_plain
from models.storage.migrations import APPLICATION_ID, LATEST
from models.storage.place import Place
from tests.conftest import NOW
from tests.models.storage.locked import (
    NAMES,
    YLVA_TYPES,
    dump,
    fill,
    fill_up,
    is_whole,
    make_locked,
    opened,
    readable,
)


@pytest.fixture
async def plain(place: Place) -> Place:
    """A plain register with people in it, a backup, and one that was replaced; closed."""
    with closing(opened(place, None)) as register:
        await fill(register)
    back_up(place.file, place.backups / "förr.db", NOW)
    restore(place, place.backups / "förr.db", NOW)
    return place


async def test_everything_comes_along_and_a_plain_backup_is_made_first(plain: Place) -> None:
    made = make_locked(plain)
    backup = bring_over(plain, NOW, made.key)
    verify(backup)
    assert not is_plain(plain.file)
    await is_whole(plain, enter(plain.file, *YLVA_TYPES).key)
    assert dump(plain.file, made.key) == dump(backup, None)


async def test_nothing_plain_is_erased_until_it_is_told_and_then_all_of_it(plain: Place) -> None:
    made = make_locked(plain)
    bring_over(plain, NOW, made.key)
    files = plain_files(plain)
    moment = f"{NOW.astimezone():%Y-%m-%dT%H%M%S}"
    assert [path.relative_to(plain.backups).as_posix() for path in files] == [
        f"ersatt-{moment}/st-kollen.db",
        f"fore-kryptering-{moment}.db",
        "förr.db",
        f"okrypterat-{moment}.db",
    ]
    assert readable(plain.folder) == {path.name for path in files}
    erase(files)
    assert plain_files(plain) == ()
    assert readable(plain.folder) == set()
    assert [path for path in plain.backups.rglob("*") if path.is_file()] == []  # what they said of themselves went too
    await is_whole(plain, made.key)


async def test_the_log_of_a_killed_program_comes_along_and_is_erased(place: Place) -> None:
    register = opened(place, None)
    await fill(register)
    left = {path.name: path.read_bytes() for path in place.companions() if path.exists()}
    register.close()
    for name, content in left.items():
        (place.folder / name).write_bytes(content)
    made = make_locked(place)
    bring_over(place, NOW, made.key)
    files = plain_files(place)
    assert {path.suffix for path in files} == {".db", ".db-wal", ".db-shm"}
    log = next(path for path in files if path.suffix == ".db-wal")
    os.link(log, place.folder / "samma innehåll")
    assert readable(place.folder) >= {"samma innehåll"}
    erase(files)
    assert set((place.folder / "samma innehåll").read_bytes()) == {0}
    assert readable(place.folder) == set()
    await is_whole(place, made.key)


def test_an_older_register_is_brought_over_as_it_is_and_upgraded_when_it_is_opened(place: Place) -> None:
    made = make_locked(place)
    with connection(place.file) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("CREATE TABLE minne (text TEXT)")
    bring_over(place, NOW, made.key)
    with connection(place.file, made.key) as there:
        assert there.execute("PRAGMA user_version").fetchone() == (0,)
    opened(place, made.key).close()
    with connection(place.file, made.key) as there:
        assert there.execute("PRAGMA user_version").fetchone() == (LATEST,)


def test_files_of_other_programs_and_encrypted_ones_are_left_alone(place: Place) -> None:
    made = make_locked(place)
    opened(place, made.key).close()
    back_up(place.file, place.backups / "kopia.db", NOW, made.key)
    with closing(sqlite3.connect(place.folder / "places.sqlite")) as another:
        another.execute("CREATE TABLE bookmarks (name TEXT)")
    (place.folder / "anteckning.txt").write_text("SQLite format 3\0 är en bra början")
    (place.folder / "tom.db").touch()
    (place.folder / "mapp").mkdir()
    with closing(opened(Place(place.folder / "mapp"), None)):
        assert plain_files(place) == ()


async def test_without_a_keyring_for_the_key_nothing_is_done(plain: Place) -> None:
    before = {path: path.read_bytes() for path in plain.folder.rglob("*") if path.is_file()}
    with pytest.raises(StorageFault, match="saknas"):
        bring_over(plain, NOW, bytes(32))
    make_locked(plain)
    with pytest.raises(StorageFault, match="skadad eller ändrad"):
        bring_over(plain, NOW, bytes(32))
    plain.keyring.unlink()
    assert {path: path.read_bytes() for path in plain.folder.rglob("*") if path.is_file()} == before


async def test_on_a_full_disk_the_plain_register_stays(small_disk: Path) -> None:
    place = Place(small_disk / "register")
    with closing(opened(place, None)) as register:
        await fill(register)
    made = make_locked(place)
    size = place.file.stat().st_size
    for room in (size // 2, size + size // 2):  # for half the backup, and for half the encrypted copy
        filler = fill_up(small_disk, leaving=room)
        with pytest.raises(StorageFault, match="Disken är full"):
            bring_over(place, NOW, made.key)
        filler.unlink()
        await is_whole(place, None)
        for backup in place.backups.iterdir():
            backup.unlink()
    bring_over(place, NOW.replace(hour=12), made.key)
    await is_whole(place, made.key)


async def test_where_the_old_content_could_not_be_erased_nothing_is_done(place: Place, small_disk: Path) -> None:
    """A file can have a second name on its own disk only, and the backups lie on another here."""
    with closing(opened(place, None)) as register:
        await fill(register)
    place.backups.symlink_to(small_disk)
    made = make_locked(place)
    with pytest.raises(StorageFault, match=r"kan inte krypteras där den ligger\. Flytta registret"):
        bring_over(place, NOW, made.key)
    assert list(small_disk.iterdir()) == []
    await is_whole(place, None)


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit to a file's size")
def test_a_file_whose_erasing_was_cut_off_is_found_again(place: Place) -> None:
    """It is overwritten from its end: what tells that it is plain goes last."""
    import resource  # noqa: PLC0415  POSIX only

    with closing(opened(place, None)):
        pass
    old = place.backups / "stor.db"
    back_up(place.file, old, NOW)
    with old.open("ab") as more:
        more.write(b"x" * 3_000_000)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, limits[1]))
    try:
        with pytest.raises(StorageFault):
            erase([old])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert plain_files(place) == (old,)
    erase(plain_files(place))
    assert not old.exists()


def test_a_file_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    file, other = tmp_path / "en.db", tmp_path / "två.db"
    file.write_bytes(b"".join(name.encode() for name in NAMES) * 30_000)
    size = file.stat().st_size
    os.link(file, other)
    erase([file])
    assert not file.exists()
    assert other.read_bytes() == bytes(size)
    with pytest.raises(StorageFault, match="kunde inte raderas"):
        erase([file])
