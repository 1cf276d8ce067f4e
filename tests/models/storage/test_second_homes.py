"""The folders that copies have gone to: remembered past new settings, new keys and restores, and emptied in time."""

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from models.copies import Kept
from models.ids import new_id
from models.queries.retention import retention_view
from models.restoring import put_back
from models.second_folders import erased_on, forget_folder, second_folders
from models.storage.erased import note_erased, read_erased
from models.storage.keeping import copies_in, keep, second_home
from models.storage.place import ERASED, Place
from models.storage.rotation import rotate
from models.storage.second_homes import Use, close_anew, forget_home, known_homes, note_home
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.commands.test_erasure import LONG_AGO, erase
from tests.models.commands.test_retention import end
from tests.models.signing_in import make_signing_in, signed_in
from tests.models.storage.locked import readable
from tests.models.test_backups import backed_up

A_DAY = timedelta(days=1)
KEY, NEW = bytes([1]) * 32, bytes([2]) * 32


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two second folders, one after the other; somebody's name is in the path of the first."""
    first, other = tmp_path / "Xantippa" / "minne", tmp_path / "disk"
    for folder in (first, other):
        folder.mkdir(parents=True)
    return first, other


def used(place: Place, key: bytes) -> dict[str, Use]:
    return {home.folder.parent.name: home.use for home in known_homes(place, key)}


async def test_a_former_folder_is_emptied_when_its_copies_are_too_old_and_then_forgotten(
    place: Place, key: bytes, folders: tuple[Path, Path]
) -> None:
    first, other = folders
    for days in (3, 0):
        keep(place, NOW - days * A_DAY, key, first, anyway=True)
    keep(place, NOW, key, other)
    assert used(place, key) == {"minne": Use.FORMER, "disk": Use.PRESENT}
    home = second_home(place, first)
    (home / "egen.db").write_text("någons egen")
    keep(place, NOW + 89 * A_DAY, key, other)
    assert len(copies_in(home)) == 2
    away = first.rename(first.with_name("undanlagt"))
    keep(place, NOW + 100 * A_DAY, key, other)
    assert used(place, key) == {"minne": Use.FORMER, "disk": Use.PRESENT}
    away.rename(first)
    keep(place, NOW + 101 * A_DAY, key, other)
    assert [copy.file.name for copy in copies_in(home)] == ["egen.db"]
    assert used(place, key) == {"disk": Use.PRESENT}
    assert len(copies_in(second_home(place, other))) == 1  # the newest of the present one stays however old it is
    keep(place, NOW + 101 * A_DAY, key, None)
    assert used(place, key) == {}


async def test_a_former_folder_is_told_who_has_been_erased(place: Place, folders: tuple[Path, Path]) -> None:
    first, other = folders
    await make_signing_in(place)
    async with signed_in(place) as chief:
        gone = await make_candidate(chief)
        await end(chief, gone, "ej_antagen", LONG_AGO)
        keep(place, NOW, chief.key, first)
        await erase(chief, gone)
        keep(place, NOW, chief.key, other)
    assert read_erased(second_home(place, first) / ERASED).keys() == {gone}


async def test_the_list_names_nobody_and_is_read_under_each_key_that_the_register_has_had(
    place: Place, key: bytes, folders: tuple[Path, Path]
) -> None:
    keep(place, NOW, key, folders[0])
    home = known_homes(place, key)
    assert readable(place.folder) == set()
    assert b"Xantippa" not in place.homes.read_bytes()
    new = rotate(place, key)
    assert known_homes(place, new) == home
    assert known_homes(place, key) == home  # a backup from before may be restored
    keep(place, NOW, new, folders[1])
    close_anew(place, new, key)
    assert used(place, key) == used(place, new) == {"minne": Use.FORMER, "disk": Use.PRESENT}
    assert known_homes(place, KEY) == ()


def test_what_no_key_opens_is_left_and_a_damaged_list_is_written_anew(place: Place, tmp_path: Path) -> None:
    place.folder.mkdir(exist_ok=True)
    note_home(place, KEY, tmp_path / "a", NOW)
    note_home(place, NEW, tmp_path / "b", NOW)
    note_home(place, NEW, tmp_path / "b", NOW + A_DAY)
    assert [(home.folder.name, home.oldest) for home in known_homes(place, NEW)] == [("b", NOW)]
    forget_home(place, NEW, tmp_path / "b")
    assert [home.folder.name for home in known_homes(place, KEY)] == ["a"]
    close_anew(place, KEY, NEW)
    forget_home(place, NEW, tmp_path / "a")
    assert not place.homes.exists()
    place.homes.write_text('{"mappar": 3}')
    assert known_homes(place, KEY) == ()
    note_home(place, KEY, tmp_path / "a", NOW)
    assert len(known_homes(place, KEY)) == 1


async def test_a_restore_that_takes_the_setting_back_says_so_until_there_is_a_second_folder_again(
    place: Place, folders: tuple[Path, Path]
) -> None:
    first, other = folders
    await make_signing_in(place)
    async with signed_in(place) as chief:
        without = await backed_up(chief)
        await make_clinic(chief, version=1, second_folder=str(first))
        keep(place, NOW, chief.key, first)
        to_first = await backed_up(chief)
        await make_clinic(chief, version=2, second_folder=str(other))
        keep(place, NOW, chief.key, other)
        key = chief.key
    assert key is not None

    async def restored(copy: Path) -> str:
        return await asyncio.to_thread(put_back, place, lambda: NOW, copy, key, made_at=NOW, replaced=key)

    assert (await restored(to_first.file)).endswith(f"läggs nu i {first}, och inte längre i {other}.")
    assert keep(place, NOW, key, first).second_fault == ""
    told = f"Efter återläsningen läggs inga säkerhetskopior i {first}: ange mappen igen under Vårdcentralens uppgifter"
    assert told in await restored(without.file)
    assert used(place, key) == {"minne": Use.DROPPED, "disk": Use.FORMER}
    kept = keep(place, NOW, key, None)
    assert (told in kept.dropped, kept.second_fault) == (True, "")
    assert keep(place, NOW, key, other) == Kept(None)
    assert keep(place, NOW, key, None) == Kept(None)
    assert used(place, key) == {"minne": Use.FORMER, "disk": Use.FORMER}


async def test_which_folders_may_hold_somebody_erased_is_told_also_of_one_that_is_away(
    place: Place, folders: tuple[Path, Path]
) -> None:
    first, other = folders
    await make_signing_in(place)
    async with signed_in(place) as chief:
        gone = await make_candidate(chief)
        await end(chief, gone, "ej_antagen", LONG_AGO)
        keep(place, NOW - A_DAY, chief.key, first)
        keep(place, NOW + A_DAY, chief.key, other, anyway=True)
        assert [one.holds_erased for one in await second_folders(chief)] == [False, False]
        await erase(chief, gone)
        for _ in range(2):
            told = {one.folder: (one.present, one.reached, one.holds_erased) for one in await second_folders(chief)}
            assert told == {first: (False, first.exists(), True), other: (True, True, False)}
            if first.exists():
                first.rename(first.with_name("undanlagt"))
        await forget_folder(chief, second_home(place, first))
        assert [one.folder for one in await second_folders(chief)] == [other]


async def test_a_copy_made_later_on_the_day_of_the_erasure_holds_nobody_erased(
    place: Place, folders: tuple[Path, Path]
) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        gone = await make_candidate(chief)
        await end(chief, gone, "ej_antagen", LONG_AGO)
        await erase(chief, gone)
        keep(place, NOW + timedelta(seconds=5), chief.key, folders[0])  # may have been begun before it was committed
        assert [one.holds_erased for one in await second_folders(chief)] == [True]
        keep(place, NOW + timedelta(minutes=1), chief.key, folders[1], anyway=True)
        told = {one.folder: one.holds_erased for one in await second_folders(chief)}
        assert told == {folders[0]: True, folders[1]: False}
        note_erased(place.erased, {new_id(): NOW.date()}, chief.key)  # of whom only the list tells, and only the day
        assert all(one.holds_erased for one in await second_folders(chief))


async def test_also_after_a_restore_to_a_log_that_knows_of_no_erasure(place: Place, folders: tuple[Path, Path]) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        before = await backed_up(chief)
        gone = await make_candidate(chief)
        await end(chief, gone, "ej_antagen", LONG_AGO)
        keep(place, NOW, chief.key, folders[0])
        await erase(chief, gone)
        key = chief.key
    await asyncio.to_thread(put_back, place, lambda: NOW, before.file, key, made_at=NOW, replaced=key)
    async with signed_in(place) as chief:
        assert [one.holds_erased for one in await second_folders(chief)] == [True]
        assert (await chief.ask(retention_view, chief.today)).copies_until is None
        view = await chief.ask(retention_view, chief.today, await erased_on(chief))
        assert view.copies_until == NOW.date() + 90 * A_DAY
