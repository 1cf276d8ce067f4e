"""The register under a key: unreadable without it, and whatever is wrong with the file is found and told."""

import asyncio
import os
import random
import shutil
import sqlite3
import stat
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path

import pytest

from models.commands.candidates import save_candidate
from models.faults import StorageFault, WeakPassword, WrongPassword
from models.forms.candidate import CandidateForm
from models.forms.refusal import read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.users import who_am_i
from models.records.base import database
from models.register import Register
from models.rights import Role
from models.storage.backup import back_up, restore, verify
from models.storage.connection import connection
from models.storage.entry import begin, enter, enter_by_recovery_key
from models.storage.heads import kept_heads
from models.storage.left_log import lost_changes
from models.storage.migrations import APPLICATION_ID, LATEST
from models.storage.place import Place
from models.storage.rotation import rotate
from models.storage.tries import TriesAt
from tests.conftest import NOW
from tests.models.storage.locked import (
    CHEAP,
    CHIEF,
    GUNVOR,
    GUNVOR_TYPES,
    NAMES,
    YLVA,
    YLVA_TYPES,
    Locked,
    fill,
    fill_up,
    is_whole,
    make_locked,
    opened,
    readable,
)


@pytest.fixture
async def filled(place: Place, made: Locked) -> Place:
    """A register with people in it, closed."""
    with closing(opened(place, made.key)) as register:
        await fill(register)
    return place


async def test_whoever_signs_in_opens_it(filled: Place, made: Locked) -> None:
    for entry in (enter(filled.file, *YLVA_TYPES), enter_by_recovery_key(filled.file, made.recovery_key)):
        assert entry.key == made.key
        await is_whole(filled, entry.key)
    entry = enter(filled.file, *YLVA_TYPES)
    with closing(Register(filled, lambda: NOW, entry.key, entry.user)) as signed_in:
        session = await signed_in.ask(who_am_i)
    assert (session.user, session.name, session.role) == (YLVA, CHIEF, Role.CHIEF)


def test_it_has_the_pragmas_of_a_plain_one(place: Place, made: Locked) -> None:
    wanted = ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "cache_size", "busy_timeout")

    def pragmas() -> dict[str, object]:
        return {name: database.pragma(name) for name in (*wanted, "application_id", "user_version")}

    answers = []
    for where, key in ((place, made.key), (Place(place.folder / "öppen"), None)):
        register = opened(where, key)
        answers.append(register._writer.submit(pragmas).result())
        register.close()
    assert answers[0] == answers[1]
    assert answers[0]["application_id"] == APPLICATION_ID


# what can be read


async def test_no_name_can_be_read_in_any_file(place: Place, made: Locked) -> None:
    with closing(opened(place, made.key)) as register:
        await fill(register)
        await register.keep_draft("kandidat:ny", {"name": NAMES[-1]})
        back_up(place.file, place.backups / "kopia.db", NOW, made.key)
        with suppress(WrongPassword), TriesAt(place).counted(NOW):
            enter(place.file, "Ylva", "fel lösenord")
        there = {path.name for path in place.folder.iterdir()}
        assert {"st-kollen.db-wal", "st-kollen.db-shm", "st-kollen.nycklar", "st-kollen.forsok"} <= there
        assert {path.name for path in place.backups.iterdir()} == {"kopia.db", "kopia.nycklar", "kopia.json"}
        assert readable(place.folder) == set()
    assert readable(place.folder) == set()


async def test_in_a_plain_register_the_names_are_found(place: Place) -> None:
    """The search can find what it searches for: in the log, and in the file itself."""
    with closing(opened(place, None)) as register:
        await fill(register)
        assert "st-kollen.db-wal" in readable(place.folder)
    assert readable(place.folder) == {"st-kollen.db"}


def test_what_sorts_more_than_fits_does_so_in_memory(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    with connection(place.file, made.key) as secret:
        assert ("TEMP_STORE=2",) in secret.execute("PRAGMA compile_options").fetchall()


async def test_every_file_is_for_ourselves_only_whatever_the_umask(place: Place) -> None:
    before = os.umask(0o000)
    try:
        place.folder.mkdir(mode=0o700)
        made = make_locked(place)
        opened(place, made.key).close()
        back_up(place.file, place.backups / "kopia.db", NOW, made.key)
        with closing(opened(place, rotate(place, made.key, GUNVOR))) as register:
            await register.keep_draft("x", {"y": "z"})
            with suppress(WrongPassword), TriesAt(place).counted(NOW):
                enter(place.file, *GUNVOR_TYPES)
            restore(Place(place.folder / "ny"), place.backups / "kopia.db", NOW, made.key)
            ours = [path for path in place.folder.rglob("*") if path.is_file()]
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in ours}
    finally:
        os.umask(before)
    assert len(modes) == 11
    assert set(modes.values()) == {0o600}


# keys that are not its own


def test_a_wrong_key_is_told_and_writes_nothing_on_the_terminal(
    place: Place, made: Locked, capfd: pytest.CaptureFixture[str]
) -> None:
    opened(place, made.key).close()
    before = place.file.read_bytes()
    for _ in range(2):
        with pytest.raises(StorageFault, match="öppnas inte av sina nycklar"):
            opened(place, bytes(32))
    with pytest.raises(StorageFault, match="öppnas inte av sina nycklar"):
        verify(place.file, bytes(32))
    assert place.file.read_bytes() == before
    assert capfd.readouterr() == ("", "")
    opened(place, made.key).close()


def test_an_encrypted_register_asks_for_a_password_and_a_plain_one_does_not(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    with pytest.raises(StorageFault, match="är krypterad och öppnas med lösenord"):
        opened(place, None)
    place.file.unlink()
    place.keyring.unlink()
    opened(place, None).close()
    with pytest.raises(StorageFault, match="är inte krypterad, och öppnas inte med lösenord"):
        opened(place, made.key)


def test_another_registers_keyring_is_told(place: Place, made: Locked, tmp_path: Path) -> None:
    opened(place, made.key).close()
    other = make_locked(Place(tmp_path / "annan"))
    Place(tmp_path / "annan").keyring.replace(place.keyring)
    with pytest.raises(StorageFault, match="hör nyckelknippan till ett annat register"):
        opened(place, enter(place.file, *YLVA_TYPES).key)
    with pytest.raises(StorageFault, match="skadad eller ändrad"):
        back_up(place.file, tmp_path / "kopia.db", NOW, made.key)
    assert other.key != made.key
    assert list(tmp_path.glob("kopia*")) == []


def test_a_new_keyring_never_takes_the_place_of_one_that_opens_a_register(place: Place, made: Locked) -> None:
    before = place.keyring.read_bytes()
    opened(place, made.key).close()
    with pytest.raises(StorageFault, match="Det finns redan ett register"):
        begin(place, YLVA, *YLVA_TYPES, cost=CHEAP)
    with pytest.raises(WeakPassword):
        begin(Place(place.folder / "ny"), YLVA, "ylva", "kort")
    assert place.keyring.read_bytes() == before
    assert not (place.folder / "ny").exists()


# files that are not ours, or not whole


def sql(file: Path, key: bytes | None, *statements: str) -> None:
    with connection(file, key) as there:
        for statement in statements:
            there.execute(statement)


@pytest.mark.parametrize(
    ("write", "said"),
    [
        (lambda file, _key: file.write_bytes(b""), "är tom och inget ST-kollen-register"),
        (lambda file, _key: file.write_text("namn;epost\n" * 500), "öppnas inte av sina nycklar"),
        (lambda file, _key: file.write_bytes(bytes(range(256)) * 40), "öppnas inte av sina nycklar"),
        (lambda file, _key: sql(file, None, "CREATE TABLE recept (namn TEXT)"), "är inte krypterad"),
        (lambda file, key: sql(file, key, "CREATE TABLE recept (namn TEXT)"), "men inget ST-kollen-register"),
        (
            lambda file, key: sql(
                file, key, f"PRAGMA application_id = {APPLICATION_ID}", f"PRAGMA user_version = {LATEST + 1}"
            ),
            f"nyare version av ST-kollen .schema {LATEST + 1}",
        ),
        (lambda file, _key: file.mkdir(), "går inte att öppna"),
    ],
    ids=["empty", "text", "random", "another program's", "another program's, encrypted", "newer", "a folder"],
)
def test_what_is_not_our_register_is_refused_and_left_alone(
    place: Place, made: Locked, write: Callable[[Path, bytes], None], said: str
) -> None:
    write(place.file, made.key)
    before = place.file.read_bytes() if place.file.is_file() else None
    with pytest.raises(StorageFault, match=said):
        opened(place, made.key)
    assert (place.file.read_bytes() if place.file.is_file() else None) == before
    assert not place.opened_by.exists()


async def test_a_changed_bit_is_found_in_200_places_of_a_register_and_of_a_backup(filled: Place, made: Locked) -> None:
    """Each page bears an HMAC under the key, over all of its bytes: a bit cannot be changed without it, anywhere."""
    with closing(opened(filled, made.key)) as register:  # pages that nothing uses are as well guarded
        await register.keep_draft("kandidat:ny", {"name": "x" * 100_000})
        await register.drop_draft("kandidat:ny")
    copy = back_up(filled.file, filled.backups / "kopia.db", NOW, made.key)
    for file in (filled.file, copy):
        content, chance = file.read_bytes(), random.Random(file.name)
        ends = (0, 15, 16, 100, 4095, 4096, len(content) - 1)  # the salt, the first page, the last byte
        for at in (*ends, *chance.sample(range(len(content)), 200 - len(ends))):
            file.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
            with pytest.raises(StorageFault, match="skadad"):
                verify(file, made.key)
        file.write_bytes(content)
        verify(file, made.key)


async def test_a_changed_bit_in_the_log_that_a_killed_program_left_is_told_in_200_places(
    place: Place, made: Locked, tmp_path: Path
) -> None:
    """SQLite reads such a log up to the damage, and says nothing of the rest; a backup from before knows of it too."""
    left = Place(tmp_path / "efter")
    log, left_log = (there.file.with_name("st-kollen.db-wal") for there in (place, left))
    with closing(opened(place, made.key)) as register:
        await fill(register)
        back_up(place.file, place.backups / "kopia.db", NOW, made.key)
        shutil.copytree(place.folder, left.folder)  # as a kill leaves it
    file, content, chance = left.file.read_bytes(), left_log.read_bytes(), random.Random(log.name)
    assert lost_changes(left.file) == 0
    *places, last = (0, 12, 31, 32, 40, *chance.sample(range(len(content)), 194), len(content) - 1)
    for at in (*places, last):
        left_log.write_bytes(content[:at] + bytes([content[at] ^ 1 << chance.randrange(8)]) + content[at + 1 :])
        assert lost_changes(left.file) > 0
    left.file.write_bytes(file)
    with closing(opened(left, made.key)) as broken:
        assert broken.lost == 1
        (fault,) = await broken.ask(check_register, broken.today, kept_heads(left)[0])
        assert fault.endswith("enligt säkerhetskopian kopia: slutet är borttaget.")
    verify(left.file, made.key)


def test_what_is_left_of_a_log_that_was_begun_anew_is_no_damage(place: Place, made: Locked, tmp_path: Path) -> None:
    register = opened(place, made.key)
    log, left = place.file.with_name("st-kollen.db-wal"), tmp_path / "st-kollen.db"
    try:
        asyncio.run(fill(register))
        register._writer.submit(database.pragma, "wal_checkpoint", "restart").result()
        asyncio.run(register.keep_draft("kandidat:ny", {"name": "x"}))
        content = log.read_bytes()
    finally:
        register.close()
    for size in (0, 31, 100, 32 + 4_120, len(content) - 4_000, len(content)):  # and what is cut off in its last change
        left.with_name("st-kollen.db-wal").write_bytes(content[:size])
        assert lost_changes(left) == 0


@pytest.mark.parametrize("left", [0, 17, 4096, 4096 * 5, -4096, -1])
async def test_a_file_that_has_been_cut_is_found(filled: Place, made: Locked, left: int) -> None:
    filled.file.write_bytes(filled.file.read_bytes()[:left])
    with pytest.raises(StorageFault, match=r"skadad|är tom"):
        verify(filled.file, made.key)


async def test_a_page_put_in_the_place_of_another_is_found(filled: Place, made: Locked) -> None:
    content = filled.file.read_bytes()
    filled.file.write_bytes(content[:8192] + content[4096:8192] + content[12288:])
    with pytest.raises(StorageFault, match="skadad"):
        verify(filled.file, made.key)


async def test_a_damaged_page_is_told_to_whoever_asks_for_it(filled: Place, made: Locked) -> None:
    content = bytearray(filled.file.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 + 7] ^= 1
    filled.file.write_bytes(content)
    with pytest.raises(StorageFault, match="är skadad"), closing(opened(filled, made.key)) as broken:
        await broken.ask(candidate_lines)


# the disk


def long_form(register: Register) -> CandidateForm:
    return read_form(CandidateForm, {"id": new_id(), "name": "ö" * 200, "trained_in": "ö" * 200}, register.today)


async def test_a_full_disk_loses_nothing_in_a_save_a_backup_or_a_new_key(small_disk: Path) -> None:
    place = Place(small_disk / "register")
    made = make_locked(place)
    register = opened(place, made.key)
    await fill(register)
    filler = fill_up(small_disk)
    with pytest.raises(StorageFault, match=r"Disken är full|svarade med ett fel"):
        for _ in range(200):
            await register.do(save_candidate, long_form(register))
    there = {line.id for line in await register.ask(candidate_lines)}
    assert await register.ask(check_register, register.today) == ()
    with pytest.raises(StorageFault, match="Disken är full"):
        back_up(place.file, small_disk / "kopia.db", NOW, made.key)
    assert {path.name for path in small_disk.iterdir()} == {"annat", "register"}
    register.close()
    with pytest.raises(StorageFault, match="Disken är full"):
        rotate(place, made.key, GUNVOR)
    filler.unlink()
    opened(place, made.key).close()  # what stands in the log only takes its place in the file
    size = place.file.stat().st_size
    for quarters in range(1, 4):  # full when it has been under way for a while
        filler = fill_up(small_disk, leaving=size * quarters // 4)
        with pytest.raises(StorageFault, match=r"Disken är full|svarade med ett fel"):
            rotate(place, enter(place.file, *YLVA_TYPES).key)
        filler.unlink()
        verify(place.file, enter(place.file, *YLVA_TYPES).key)
    again = opened(place, enter(place.file, *YLVA_TYPES).key)
    assert {line.id for line in await again.ask(candidate_lines)} == there
    assert await again.ask(check_register, again.today) == ()
    await again.do(save_candidate, long_form(again))
    again.close()
    verify(place.file, again.key)


async def test_a_folder_that_has_become_read_only_is_told_and_nothing_is_lost(small_disk: Path) -> None:
    place = Place(small_disk / "register")
    made = make_locked(place)
    register = opened(place, made.key)
    await fill(register)
    register.close()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    try:
        assert enter(place.file, *YLVA_TYPES).key == made.key
        for attempt in (
            lambda: opened(place, made.key),
            lambda: rotate(place, made.key, GUNVOR),
            lambda: back_up(place.file, place.backups / "kopia.db", NOW, made.key),
        ):
            with pytest.raises(StorageFault):
                attempt()
        with pytest.raises(WrongPassword), TriesAt(place).counted(NOW):
            enter(place.file, "ylva", "fel lösenord")
    finally:
        subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    await is_whole(place, made.key)
    assert enter(place.file, *GUNVOR_TYPES).user == GUNVOR


def test_an_error_of_the_cipher_is_an_error_of_sqlite(place: Place, made: Locked) -> None:
    opened(place, made.key).close()
    with pytest.raises(sqlite3.IntegrityError), connection(place.file, made.key) as there:
        there.execute("INSERT INTO draft (form) VALUES ('x')")
