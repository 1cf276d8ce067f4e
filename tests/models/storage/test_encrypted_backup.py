"""Backups of an encrypted register: as unreadable as it is, and opened by whoever could open it that day."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from models.faults import StorageFault, WrongPassword
from models.queries.candidates import candidate_lines
from models.records.base import database
from models.rights import for_everyone
from models.storage.backup import back_up, restore, verify
from models.storage.connection import connection
from models.storage.entry import enter, enter_by_recovery_key
from models.storage.file import is_plain
from models.storage.heads import head_of
from models.storage.keyring import change_password, remove_slot
from models.storage.keyring_text import read_keyring, write_keyring
from models.storage.manifest import Manifest, digest_of, read_manifest
from models.storage.migrations import APPLICATION_ID, LATEST
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.rotation import rotate
from tests.conftest import NOW
from tests.making import make_candidate
from tests.models.storage.locked import (
    CHEAP,
    GUNVOR,
    GUNVOR_TYPES,
    PEOPLE,
    YLVA_TYPES,
    Locked,
    fill,
    is_whole,
    opened,
    readable,
)

NEW = "en helt annan mening"


@pytest.fixture
async def copy(place: Place, made: Locked, tmp_path: Path) -> Path:
    """A backup of a register with people in it, made while it was open."""
    with closing(opened(place, made.key)) as register:
        await fill(register)
        return back_up(place.file, tmp_path / "kopior" / "kopia.db", NOW, made.key)


async def test_a_backup_is_encrypted_and_has_its_keyring_and_its_manifest_beside_it(copy: Path, made: Locked) -> None:
    assert {path.name for path in copy.parent.iterdir()} == {"kopia.db", "kopia.nycklar", "kopia.json"}
    assert readable(copy.parent) == set()
    assert not is_plain(copy)
    verify(copy, made.key)
    assert read_keyring(keyring_beside(copy)) == made.keyring
    manifest = read_manifest(manifest_beside(copy))
    assert manifest == Manifest(NOW, manifest.program, LATEST, head_of(copy, made.key), digest_of(copy))
    assert manifest.head is not None
    assert manifest.head.seq == 1 + 2 * len(PEOPLE)
    assert manifest.program


@pytest.mark.parametrize("text", [None, "", "{}", "7", '{"skapad": "x", "program": 1, "schema": 1, "kedja": null}'])
def test_a_manifest_that_cannot_be_read_is_told(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        (tmp_path / "x.json").write_text(text)
    with pytest.raises(StorageFault, match="saknas eller är skadad"):
        read_manifest(tmp_path / "x.json")


async def test_a_backup_is_restored_by_its_own_keyring_after_a_new_key_and_a_new_password(
    place: Place, copy: Path, made: Locked
) -> None:
    write_keyring(place.keyring, change_password(read_keyring(place.keyring), made.key, *YLVA_TYPES, NEW, cost=CHEAP))
    new = rotate(place, made.key, GUNVOR)
    with closing(opened(place, new)) as register:
        await make_candidate(register, name="Senare Tillkommen")
    with pytest.raises(StorageFault, match="öppnas inte av sina nycklar"):
        restore(place, copy, NOW, new)
    aside = restore(place, copy, NOW, enter(copy, *YLVA_TYPES).key)
    await is_whole(place, enter(place.file, *YLVA_TYPES).key)
    assert enter(place.file, *GUNVOR_TYPES).user == GUNVOR
    with pytest.raises(WrongPassword):
        enter(place.file, "ylva", NEW)
    assert aside is not None
    replaced = enter(aside / place.file.name, "ylva", NEW)
    assert replaced.key == new
    verify(aside / place.file.name, new)
    (aside / place.file.name).replace(place.file)
    (aside / place.keyring.name).replace(place.keyring)
    with closing(opened(place, new)) as register:
        assert len(await register.ask(candidate_lines)) == len(PEOPLE) + 1


async def test_the_recovery_key_of_the_day_opens_a_backup_where_there_is_no_register(
    copy: Path, made: Locked, tmp_path: Path
) -> None:
    there = Place(tmp_path / "en ny dator")
    assert restore(there, copy, NOW, enter_by_recovery_key(copy, made.recovery_key).key) is None
    await is_whole(there, enter(there.file, *YLVA_TYPES).key)


async def test_a_backup_without_its_keyring_is_not_restored(place: Place, copy: Path, made: Locked) -> None:
    before = {path.name: path.read_bytes() for path in place.folder.iterdir()}
    keyring_beside(copy).unlink()
    with pytest.raises(StorageFault, match=r"kopia\.nycklar saknas"):
        restore(place, copy, NOW, made.key)
    assert {path.name: path.read_bytes() for path in place.folder.iterdir()} == before


@pytest.mark.parametrize("taken", ["kopia 2.db", "kopia 2.nycklar", "kopia 2.json"])
async def test_a_backup_never_overwrites_anything(place: Place, copy: Path, made: Locked, taken: str) -> None:
    (copy.parent / taken).write_text("min")
    with pytest.raises(StorageFault, match="finns redan"):
        back_up(place.file, copy.with_name("kopia 2.db"), NOW, made.key)
    assert (copy.parent / taken).read_text() == "min"
    assert len(list(copy.parent.iterdir())) == 4


async def test_a_backup_that_nobody_could_open_is_not_made(place: Place, made: Locked, tmp_path: Path) -> None:
    opened(place, made.key).close()
    place.keyring.unlink()
    with pytest.raises(StorageFault, match="saknas, och utan den kan registret inte öppnas"):
        back_up(place.file, tmp_path / "kopior" / "kopia.db", NOW, made.key)
    assert not (tmp_path / "kopior").exists()


async def test_a_plain_backup_restored_over_an_encrypted_register_takes_its_keyring_away(
    place: Place, copy: Path, tmp_path: Path
) -> None:
    plain = Place(tmp_path / "öppet")
    with closing(opened(plain, None)) as register:
        await fill(register)
        back_up(plain.file, tmp_path / "öppen.db", NOW)
    aside = restore(place, tmp_path / "öppen.db", NOW)
    await is_whole(place, None)
    assert not place.keyring.exists()
    assert aside is not None
    verify(aside / place.file.name, enter(aside / place.file.name, *YLVA_TYPES).key)
    assert copy.exists()


async def test_a_file_that_belongs_to_the_replaced_register_is_never_read_into_the_restored_one(
    place: Place, copy: Path, made: Locked
) -> None:
    """Such as a journal that a killed program left: it would be played back into whatever file stands there."""
    journal = place.file.with_name("st-kollen.db-journal")
    journal.write_bytes(b"x" * 512)
    aside = restore(place, copy, NOW, made.key)
    assert aside is not None
    assert not journal.exists()
    assert (aside / journal.name).exists()


async def test_an_older_encrypted_register_is_upgraded_after_an_encrypted_backup(place: Place, made: Locked) -> None:
    with connection(place.file, made.key) as old:
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute("CREATE TABLE minne (text TEXT)")
        old.execute("INSERT INTO minne VALUES ('kvarvarande')")
    with closing(opened(place, made.key)) as register:
        assert await register.ask(for_everyone(lambda: database.pragma("user_version"))) == LATEST
        read = for_everyone(lambda: database.execute_sql("SELECT text FROM minne").fetchall())
        kept = await register.ask(read)
        assert kept == [("kvarvarande",)]
    copies = sorted(place.backups.glob("*.db"))
    assert len(copies) == LATEST
    assert read_manifest(manifest_beside(copies[0])).schema == 0
    verify(copies[0], enter(copies[0], *YLVA_TYPES).key)
    assert readable(place.folder, ("kvarvarande",)) == set()


async def test_a_removed_user_still_opens_the_backups_of_their_time(place: Place, copy: Path, made: Locked) -> None:
    """What cannot be helped: it was theirs to read then. The documentation says so."""
    write_keyring(place.keyring, remove_slot(read_keyring(place.keyring), made.key, GUNVOR))
    with pytest.raises(WrongPassword):
        enter(place.file, *GUNVOR_TYPES)
    assert enter(copy, *GUNVOR_TYPES).key == made.key


def test_what_lies_beside_a_backup_is_named_after_it() -> None:
    assert keyring_beside(Path("/k/2026.11.db")).name == "2026.11.nycklar"
    assert manifest_beside(Path("/k/utan ändelse")).name == "utan ändelse.json"
    assert keyring_beside(Path("/k/kopia.1")) != keyring_beside(Path("/k/kopia.2"))
    assert json.loads("{}") == {}
