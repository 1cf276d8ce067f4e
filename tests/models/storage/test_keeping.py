"""The backups that the program keeps by itself, on a real disk."""

import json
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.copies import Copy
from models.door import Door
from models.faults import StorageFault
from models.storage.aged import remove_aged
from models.storage.backup import back_up, restore, verify
from models.storage.entry import enter
from models.storage.keeping import copies_in, is_due, keep, second_home, thin
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.proof import copy_at
from models.storage.rotation import rotate
from tests.conftest import NOW
from tests.making import make_candidate
from tests.models.storage.locked import GUNVOR_TYPES, fill, fill_up, make_locked, opened, readable

A_DAY = timedelta(days=1)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    """A second folder."""
    folder = tmp_path / "minne"
    folder.mkdir()
    return folder


async def add_somebody(place: Place, key: bytes, name: str = "Senare Tillkommen") -> None:
    with closing(opened(place, key)) as register:
        await make_candidate(register, name=name)


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


async def test_a_backup_is_due_when_something_was_written_since_one_and_not_else(place: Place, key: bytes) -> None:
    assert is_due(place, key)
    made = keep(place, NOW, key, None).copy
    assert made is not None
    verify(made, enter(made, *GUNVOR_TYPES).key)
    assert not is_due(place, key)
    assert keep(place, NOW + A_DAY, key, None).copy is None
    await add_somebody(place, key)
    assert is_due(place, key)
    assert keep(place, NOW - A_DAY, key, None).copy is not None  # a clock set back makes no difference
    assert not is_due(place, key)


async def test_an_empty_register_needs_no_backup(place: Place) -> None:
    made = make_locked(place)
    opened(place, made.key).close()
    assert not is_due(place, made.key)


async def test_one_may_be_made_anyway_and_several_within_a_second(place: Place, key: bytes) -> None:
    made = {keep(place, NOW, key, None, anyway=True).copy for _ in range(3)}
    assert {copy.file for copy in copies_in(place.backups)} == made
    assert len(made) == 3


async def test_a_backup_of_an_older_schema_does_not_do(place: Place, key: bytes) -> None:
    made = keep(place, NOW, key, None).copy
    assert made is not None
    said = json.loads(manifest_beside(made).read_text())
    manifest_beside(made).write_text(json.dumps(said | {"schema": said["schema"] - 1}))
    assert is_due(place, key)


async def test_with_the_clock_set_back_a_year_the_second_folder_gets_the_newest_and_none_is_thinned(
    place: Place, key: bytes, second: Path
) -> None:
    before = {keep(place, NOW - days * A_DAY, key, second, anyway=True).copy for days in (8, 3, 0)}
    await add_somebody(place, key)
    back = NOW - 365 * A_DAY
    made = keep(place, back, key, second)
    assert made.copy is not None
    assert made.second_fault == ""
    home = second_home(place, second)
    assert (home / made.copy.name).exists()
    assert keep(place, back + A_DAY, key, second).copy is None
    remove_aged(place, key, place.backups, back + A_DAY, 90)
    for folder in (place.backups, home):
        assert {copy.file.name for copy in copies_in(folder)} == {one.name for one in (*before, made.copy) if one}


async def test_with_the_clock_set_back_a_year_the_newest_stands_first_and_is_offered_first(
    place: Place, key: bytes, tmp_path: Path
) -> None:
    made = [keep(place, NOW, key, None).copy]
    for days in (365, 364):
        await add_somebody(place, key)
        made.append(keep(place, NOW - days * A_DAY, key, None).copy)
    in_order = made[::-1]
    assert [copy.file for copy in copies_in(place.backups)] == in_order
    assert [copy.file for copy in Door(place).copies()] == in_order
    assert [copy_at(folder).file for folder in (place.folder, place.backups)] == in_order[:1] * 2
    place.file.write_bytes(b"")
    assert [copy.file for copy in Door(place).copies()] == in_order
    stick = Path(shutil.copytree(place.backups, tmp_path / "usb"))
    assert copies_in(stick)[0].made_at == NOW  # where nothing tells which log is the register's


async def test_another_registers_backup_is_not_newer_for_all_that_its_log_has(
    place: Place, key: bytes, tmp_path: Path
) -> None:
    keep(place, NOW, key, None)
    other = Place(tmp_path / "annat")
    its = make_locked(other)
    with closing(opened(other, its.key)) as register:
        await fill(register)
        await make_candidate(register, name="Annans Granlund")
    back_up(other.file, place.backups / "annans.db", NOW - A_DAY, its.key)
    assert [copy.file.stem == "annans" for copy in copies_in(place.backups)] == [False, True]


async def test_what_a_restore_has_put_aside_is_not_newer_for_all_that_its_log_has(place: Place, key: bytes) -> None:
    made = [keep(place, NOW, key, None).copy]
    for _ in range(3):
        await add_somebody(place, key)
    made.append(keep(place, NOW + A_DAY, key, None).copy)
    assert made[0] is not None
    restore(place, made[0], NOW + 2 * A_DAY, key)
    await add_somebody(place, key)
    made.append(keep(place, NOW + 3 * A_DAY, key, None).copy)
    ordinary = [copy.file for copy in copies_in(place.backups) if copy.file.parent == place.backups]
    assert ordinary == made[::-1]


async def test_the_backup_of_the_register_as_it_is_stays_though_a_clock_that_was_wrong_has_named_it(
    place: Place, key: bytes, second: Path
) -> None:
    keep(place, NOW, key, second)
    back = NOW - 365 * A_DAY
    made = []
    for name in ("En Tillkommen", "Ännu En"):
        await add_somebody(place, key, name)
        made.append(keep(place, back, key, second).copy)
    home, newest = second_home(place, second), made[-1]
    assert newest is not None
    await add_somebody(place, key, "Ingen säkerhetskopia än")
    for folder in (place.backups, home):
        remove_aged(place, key, folder, NOW, 90)
        assert newest.name in names(folder)
        assert len(copies_in(folder)) == 2


async def test_the_second_folder_gets_and_keeps_it_though_a_clock_that_was_wrong_has_named_it(
    place: Place, key: bytes, second: Path
) -> None:
    keep(place, NOW - A_DAY, key, second)
    await add_somebody(place, key)
    made = keep(place, NOW - 500 * A_DAY, key, None).copy
    assert made is not None
    assert keep(place, NOW, key, second).copy is None
    assert made.name in names(second_home(place, second))


async def test_old_ones_go_with_all_that_lies_beside_them(place: Place, key: bytes) -> None:
    for days in (40, 39, 3, 2, 0):
        keep(place, NOW - days * A_DAY, key, None, anyway=True)
    left = {f"{copy.made_at:%m-%d}" for copy in copies_in(place.backups)}
    assert left == {f"{NOW - days * A_DAY:%m-%d}" for days in (39, 3, 2, 0)}
    assert len(names(place.backups)) == 3 * len(left)


async def test_what_somebody_has_named_and_what_was_made_before_something_else_stays(place: Place, key: bytes) -> None:
    back_up(place.file, place.backups / "före semestern.db", NOW - 400 * A_DAY, key)
    for days in (80, 100):
        at = NOW - days * A_DAY
        back_up(place.file, place.backups / f"fore-schema-4-{at.astimezone():%Y-%m-%dT%H%M%S}.db", at, key)
        restore(place, place.backups / "före semestern.db", at, key)
    keep(place, NOW, key, None, anyway=True)
    left = {path.name.partition("-2")[0] for path in place.backups.iterdir()}
    of = {f"{name}.{ending}" for name in ("före semestern",) for ending in ("db", "nycklar", "json")}
    assert left == {*of, "fore-schema-4", "ersatt", "st-kollen"}
    assert len(list(place.backups.glob("ersatt-*"))) == 1
    assert len(list(place.backups.glob("fore-*.db"))) == 1
    replaced = next(copy for copy in copies_in(place.backups) if copy.file.parent != place.backups)
    assert replaced.encrypted
    assert replaced.made_at == (NOW - 80 * A_DAY)


async def test_what_was_left_of_one_that_was_cut_off_is_swept_on_another_day(place: Place, key: bytes) -> None:
    keep(place, NOW - A_DAY, key, None)
    whole = names(place.backups)
    for left in ("st-kollen-2026-11-20T080000.nycklar", "st-kollen-2026-11-20T080000.db.ny", "mitt.json"):
        (place.backups / left).write_text("x")
    today = place.backups / f"st-kollen-{NOW.astimezone():%Y-%m-%dT%H%M%S}.db.ny"
    today.write_text("någon annans, på väg")
    thin(place.backups, NOW, "")
    assert names(place.backups) == {*whole, "mitt.json", today.name}


async def test_the_second_folder_has_each_backup_verified_in_a_folder_of_its_own(
    place: Place, key: bytes, second: Path
) -> None:
    done = keep(place, NOW, key, second)
    assert done.copy is not None
    assert done.second_fault == ""
    home = second_home(place, second)
    assert names(home) == names(place.backups)
    there = home / done.copy.name
    verify(there, enter(there, *GUNVOR_TYPES).key)
    assert readable(second) == set()
    assert second_home(place, second) == home
    rotate(place, key)
    assert second_home(place, second) == home


async def test_a_second_folder_that_comes_back_gets_the_newest_and_until_then_it_is_told_since_when(
    place: Place, key: bytes, second: Path
) -> None:
    away = second.rename(second.with_name("undanstoppad"))
    told = keep(place, NOW, key, second)
    assert told.copy is not None
    since = f"{NOW.astimezone():%Y-%m-%d}"
    assert told.second_fault == f"Säkerhetskopior når inte {second} sedan {since}: Mappen går inte att nå."
    assert str(second) not in place.second.read_text()
    assert keep(place, NOW + 2 * A_DAY, key, second).second_fault == told.second_fault
    away.rename(second)
    assert keep(place, NOW + 3 * A_DAY, key, second).second_fault == ""
    assert (second_home(place, second) / told.copy.name).exists()
    assert not place.second.exists()


async def test_a_backup_that_arrived_damaged_is_not_let_stand(place: Place, key: bytes, second: Path) -> None:
    made = keep(place, NOW, key, None).copy
    assert made is not None
    damage(made)
    assert "är skadad" in keep(place, NOW, key, second).second_fault
    assert names(second_home(place, second)) == set()


def damage(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(bytes(data))


async def test_a_damaged_register_gives_no_backup_and_thins_nothing(place: Place, key: bytes) -> None:
    for days in (3, 2, 1):
        back_up(place.file, place.backups / f"st-kollen-2026-09-0{days}T120000.db", NOW - 80 * A_DAY, key)
    await add_somebody(place, key)
    damage(place.file)
    before = names(place.backups)
    with pytest.raises(StorageFault, match="skadad"):
        keep(place, NOW, key, None)
    assert names(place.backups) == before


async def test_a_full_disk_beside_the_register_or_in_the_second_folder_leaves_nothing_half(
    place: Place, key: bytes, small_disk: Path
) -> None:
    fill_up(small_disk)
    done = keep(place, NOW, key, small_disk)
    assert done.copy is not None
    assert "Disken är full" in done.second_fault
    assert [path.name for path in small_disk.rglob("*") if path.is_file()] == ["annat"]
    (small_disk / "annat").unlink()
    crowded = Place(small_disk / "register")
    shutil.copytree(place.folder, crowded.folder, ignore=shutil.ignore_patterns("sakerhetskopior"))
    fill_up(small_disk, leaving=crowded.file.stat().st_size // 2)
    with pytest.raises(StorageFault, match=r"Disken är full\. Inget skrevs"):
        keep(crowded, NOW, key, None)
    assert names(crowded.backups) == set()
    verify(crowded.file, key)


def test_a_copy_without_a_manifest_has_its_time_by_its_name_or_by_its_file(tmp_path: Path) -> None:
    for name in ("st-kollen-2026-11-20T080000.db", "st-kollen-2026-13-45T080000.db", "egen.db"):
        (tmp_path / name).write_text("")
    found = {copy.file.name: copy for copy in copies_in(tmp_path)}
    named: Copy = found["st-kollen-2026-11-20T080000.db"]
    assert f"{named.made_at:%Y-%m-%d %H}" == "2026-11-20 08"
    assert [copy.named for name, copy in found.items() if name != named.file.name] == [None, None]
    assert keyring_beside(named.file).name == "st-kollen-2026-11-20T080000.nycklar"
