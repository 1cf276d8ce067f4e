"""What keeps the erased erased: the list outside the register, restored backups, and backups that go in time."""

import asyncio
import json
import shutil
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from models.faults import StorageFault
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.register import Register
from models.restoring import put_back
from models.storage.aged import remove_aged
from models.storage.backup import back_up, restore
from models.storage.bring_over import bring_over
from models.storage.durable import write_new
from models.storage.erased import carry_erased, known_erased, note_erased, read_erased, seal_anew, sealed, strike
from models.storage.heads import kept_heads
from models.storage.keeping import keep, second_home
from models.storage.place import ERASED, Place
from models.storage.rotation import rotate
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.commands.test_erasure import LONG_AGO, WORD, entries_left, erase, everything_about, held
from tests.models.commands.test_retention import end, save
from tests.models.signing_in import make_signing_in, signed_in
from tests.models.storage.locked import make_locked

HOME = {"name": "Bo Ek"}
KEY, NEW, ANOTHER = bytes([1]) * 32, bytes([2]) * 32, bytes([3]) * 32


@pytest.fixture
async def before(place: Place, tmp_path: Path) -> tuple[Path, UUID]:
    """A backup in which somebody is, who was erased afterwards."""
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        await make_candidate(register, **HOME)
        key = await everything_about(register)
        copy = back_up(place.file, tmp_path / "usb" / "kopia.db", NOW)
        await erase(register, key)
    return copy, key


async def people(register: Register) -> list[str]:
    everybody = (*await register.ask(candidate_lines), *await register.ask(candidate_lines, archived=True))
    return [line.name for line in everybody]


async def test_whoever_was_erased_is_erased_again_when_an_older_backup_is_restored(
    place: Place, before: tuple[Path, UUID]
) -> None:
    copy, _key = before
    restore(place, copy, NOW)
    with closing(Register(place, lambda: NOW)) as register:
        assert await people(register) == ["Bo Ek"]
        last = (await log_of_what_is_left(register))[-1]
        assert last == "Raderade på nytt uppgifterna om 1 person, efter en återläsning."
        heads, faults = kept_heads(place)
        assert await register.ask(check_register, register.today, heads) == ()
        assert faults == ()
        assert held(place.folder, (WORD, WORD.lower())) == []


async def log_of_what_is_left(register: Register) -> list[str]:
    return [entry.said for entry in await entries_left(register)]


async def test_also_where_they_were_still_there_and_the_clinic_has_changed_its_mind(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        key = await make_candidate(register, name=WORD)
        copy = back_up(place.file, place.backups / "kopia.db", NOW)
        await end(register, key, "ej_antagen", LONG_AGO)
        await erase(register, key)
        await make_clinic(register, private="regiondriven", version=1)
    restore(place, copy, NOW)
    with closing(Register(place, lambda: NOW)) as register:
        assert await people(register) == []


async def test_a_backup_from_another_computer_brings_its_list(
    place: Place, before: tuple[Path, UUID], tmp_path: Path
) -> None:
    copy, key = before
    back_up(place.file, copy.with_name("senare.db"), NOW)
    assert read_erased(copy.with_name(ERASED)).keys() == {key}
    elsewhere = Place(tmp_path / "en annan dator")
    restore(elsewhere, copy, NOW)
    with closing(Register(elsewhere, lambda: NOW)) as register:
        assert await people(register) == ["Bo Ek"]


async def test_the_backups_know_it_at_once_and_those_of_the_second_folder_when_it_can_be_reached(
    place: Place, tmp_path: Path
) -> None:
    second = tmp_path / "minne"
    second.mkdir()
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        await make_candidate(register, **HOME)
        key = await everything_about(register)
        keep(place, NOW, None, second)
        await erase(register, key)
        assert read_erased(place.backups / ERASED).keys() == {key}
    later = new_id()
    note_erased(place.erased, {later: NOW.date()}, None)
    keep(place, NOW, None, second)
    away = second.rename(tmp_path / "borta")
    note_erased(place.erased, {new_id(): NOW.date()}, None)
    assert "når inte" in keep(place, NOW, None, second).second_fault
    away.rename(second)
    assert read_erased(second_home(place, second) / ERASED).keys() == {key, later}
    assert not keep(place, NOW, None, second).second_fault
    assert len(read_erased(second_home(place, second) / ERASED)) == 3


async def test_a_list_that_was_written_before_the_program_was_killed_is_carried_out(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        await make_candidate(register, **HOME)
        key = await everything_about(register)
    note_erased(place.erased, {key: NOW.date()}, None)
    with closing(Register(place, lambda: NOW)) as register:
        assert await people(register) == ["Bo Ek"]


async def test_a_damaged_list_does_not_keep_anybody_out(place: Place, before: tuple[Path, UUID]) -> None:
    del before
    for content in (b"", b"{", b'{"raderade": [1]}', b'{"raderade": [{"id": "x", "dag": "y"}]}', b"[]", b"\xff"):
        write_new(place.erased, content)
        with pytest.raises(StorageFault, match="är skadad"):
            read_erased(place.erased)
        with closing(Register(place, lambda: NOW)) as register:
            assert await people(register) == ["Bo Ek"]


def test_a_list_is_only_added_to_and_the_first_day_stands(tmp_path: Path) -> None:
    one, two = tmp_path / "ett", tmp_path / "två"
    for folder in (one, two):
        folder.mkdir()
    first, second, day = new_id(), new_id(), NOW.date()
    note_erased(one / ERASED, {first: day}, None)
    note_erased(one / ERASED, {first: day + timedelta(1), second: day}, KEY)
    carry_erased(one, two)
    carry_erased(two, one)
    there = read_erased(one / ERASED)
    assert there == read_erased(two / ERASED)
    assert {person: one.day for person, one in there.items()} == {first: day, second: day}
    assert sealed(there, KEY) == {first, second}
    assert (one / ERASED).stat().st_mode & 0o777 == 0o600
    assert json.loads((one / ERASED).read_bytes())["raderade"][0].keys() == {"id", "dag", "sigill"}


def test_no_list_is_made_of_nobody(tmp_path: Path) -> None:
    carry_erased(tmp_path, tmp_path)
    assert list(tmp_path.iterdir()) == []


# the seals


async def test_a_list_that_somebody_has_written_beside_an_encrypted_register_erases_nobody(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as register:
        key = await make_candidate(register, **HOME)
    for seals in (None, [], ["ab" * 32]):
        said = {"id": str(key), "dag": "2026-01-01"} | ({} if seals is None else {"sigill": seals})
        write_new(place.erased, json.dumps({"raderade": [said]}).encode())
        async with signed_in(place) as register:
            assert await people(register) == ["Bo Ek"]
            assert register.unsealed == (key,)
    seal_anew(place.erased, (ANOTHER,), NEW)  # nor is it taken for the program's when a key is changed
    strike(place.erased, (key,))
    async with signed_in(place) as register:
        assert register.unsealed == ()


async def test_whoever_was_erased_before_and_after_a_new_key_is_erased_again(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as register:
        keys = [await make_candidate(register, name=name) for name in ("Amina Öst", "Åsa Alm")]
        for key in keys:
            await end(register, key, "ej_antagen", LONG_AGO)
        await make_candidate(register, **HOME)
        old = register.key
        assert old is not None
        copy = back_up(place.file, place.backups / "kopia.db", NOW, old)
        await erase(register, keys[0])
    new = rotate(place, old)
    async with signed_in(place) as register:
        assert register.key == new
        await erase(register, keys[1])
    await asyncio.to_thread(lambda: put_back(place, lambda: NOW, copy, old, made_at=NOW, replaced=new))
    async with signed_in(place) as register:
        assert await people(register) == ["Bo Ek"]
        assert register.unsealed == ()


async def test_without_the_key_of_what_is_replaced_the_chief_is_told_of_those_erased_since(place: Place) -> None:
    await make_signing_in(place)
    async with signed_in(place) as register:
        key, old = await make_candidate(register, **HOME), register.key
        assert old is not None
        await end(register, key, "ej_antagen", LONG_AGO)
        copy = back_up(place.file, place.backups / "kopia.db", NOW, old)
    rotate(place, old)
    async with signed_in(place) as register:
        await erase(register, key)
    await asyncio.to_thread(lambda: put_back(place, lambda: NOW, copy, old, made_at=NOW))
    async with signed_in(place) as register:
        assert await people(register) == ["Bo Ek"]
        assert register.unsealed == (key,)


async def test_the_list_of_a_plain_register_is_sealed_when_it_is_encrypted(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        key = await everything_about(register)
        await erase(register, key)
        copy = back_up(place.file, place.backups / "kopia.db", NOW)
    made = make_locked(place)
    bring_over(place, NOW, made.key)
    assert sealed(known_erased(place.erased), made.key) == {key}
    assert sealed(known_erased(copy.with_name(ERASED)), made.key) == frozenset()


# the backups


def at(days: int) -> str:
    return f"{(NOW - timedelta(days)).astimezone():%Y-%m-%dT%H%M%S}"


def make_backups(place: Place) -> None:
    """Of a register with Amina in it: two old ones, a new one, one of somebody's own, and one that was put aside."""
    for days in (200, 91, 89):
        back_up(place.file, place.backups / f"st-kollen-{at(days)}.db", NOW)
    back_up(place.file, place.backups / f"fore-schema-6-{at(120)}.db", NOW)
    back_up(place.file, place.backups / "min egen.db", NOW)
    for days in (100, 3):
        aside = place.backups / f"ersatt-{at(days)}"
        aside.mkdir()
        shutil.copy(place.file, aside / place.file.name)


async def test_backups_older_than_the_days_are_removed_with_what_lies_beside_them(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
    make_backups(place)
    gone = remove_aged(place, None, place.backups, NOW, 90)
    assert {path.name for path in gone} == {
        *(f"st-kollen-{at(200)}.db", f"st-kollen-{at(91)}.db", f"fore-schema-6-{at(120)}.db", f"ersatt-{at(100)}"),
    }
    assert {path.name for path in place.backups.iterdir()} == {
        *(f"st-kollen-{at(89)}.db", f"st-kollen-{at(89)}.json", "min egen.db", "min egen.json", f"ersatt-{at(3)}"),
    }
    assert remove_aged(place, None, place.backups, NOW, 90) == ()


async def test_they_go_when_the_register_is_opened_by_what_the_clinic_has_said(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        await save(register, keep_backups_days="150")
    make_backups(place)
    Register(place, lambda: NOW).close()
    named = {path.stem for path in place.backups.glob("*.db")}
    assert f"st-kollen-{at(200)}" not in named
    assert {f"st-kollen-{at(91)}", f"fore-schema-6-{at(120)}", "min egen"} <= named


async def test_the_newest_backup_stays_however_old_it_is(place: Place) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
    for days in (400, 300):
        back_up(place.file, place.backups / f"st-kollen-{at(days)}.db", NOW)
    assert [path.name for path in remove_aged(place, None, place.backups, NOW, 90)] == [f"st-kollen-{at(400)}.db"]
    assert (place.backups / f"st-kollen-{at(300)}.db").exists()


async def test_what_anybody_could_read_is_overwritten_when_it_goes(place: Place, tmp_path: Path) -> None:
    with closing(Register(place, lambda: NOW)) as register:
        await make_clinic(register)
        await make_candidate(register, name=WORD)
    for days in (400, 300):
        back_up(place.file, place.backups / f"st-kollen-{at(days)}.db", NOW)
    link = tmp_path / "samma fil"
    link.hardlink_to(place.backups / f"st-kollen-{at(400)}.db")
    remove_aged(place, None, place.backups, NOW, 90)
    assert WORD.encode() not in link.read_bytes()
    assert link.stat().st_size > 0


def test_an_encrypted_one_goes_with_its_keyring(place: Place) -> None:
    locked = make_locked(place)
    with closing(Register(place, lambda: NOW, locked.key)):
        for days in (400, 300):
            back_up(place.file, place.backups / f"st-kollen-{at(days)}.db", NOW, locked.key)
    remove_aged(place, locked.key, place.backups, NOW, 90)
    assert {path.suffix for path in place.backups.iterdir()} == {".db", ".json", ".nycklar"}
    assert all(at(300) in path.name for path in place.backups.iterdir())


def test_where_there_are_no_backups_nothing_is_removed(place: Place, tmp_path: Path) -> None:
    assert remove_aged(place, None, tmp_path / "finns inte", NOW, 90) == ()
    assert remove_aged(place, None, tmp_path, datetime.now(NOW.tzinfo), 90) == ()
