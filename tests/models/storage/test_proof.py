"""What is told of a backup before there is a password: whole as it was made, damaged, or not to be told yet."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest

from models.copies import Copy, Proof
from models.faults import StorageFault
from models.register import Register
from models.storage.backup import back_up, verify
from models.storage.keeping import copy_of, duplicate
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.proof import copy_at, proof_of
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.storage.locked import fill, make_locked, opened


@pytest.fixture(params=["encrypted", "plain"])
async def made(request: pytest.FixtureRequest, place: Place) -> tuple[Path, bytes | None]:
    """A backup and its key."""
    if request.param == "plain":
        with closing(Register(place, lambda: NOW)) as register:
            await make_clinic(register)
            await make_candidate(register)
            return back_up(place.file, place.backups / "kopia.db", NOW), None
    key = make_locked(place).key
    with closing(opened(place, key)) as register:
        await fill(register)
        return back_up(place.file, place.backups / "kopia.db", NOW, key), key


def told(file: Path) -> Proof:
    return proof_of(copy_of(file))


async def test_a_backup_is_whole_also_when_it_has_been_read_and_where_it_was_carried(
    made: tuple[Path, bytes | None], tmp_path: Path
) -> None:
    file, key = made
    verify(file, key)
    duplicate(file, tmp_path / "usb" / "kopia.db", key)
    assert (told(file), told(tmp_path / "usb" / "kopia.db")) == (Proof.UNTOUCHED, Proof.UNTOUCHED)


async def test_any_flipped_bit_and_any_missing_byte_is_told(made: tuple[Path, bytes | None]) -> None:
    file, _key = made
    whole = file.read_bytes()
    for at in range(0, len(whole), len(whole) // 20):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert told(file) is Proof.DAMAGED
    for length in (0, 1, 4096, len(whole) - 1):
        file.write_bytes(whole[:length])
        assert told(file) is Proof.DAMAGED


async def test_one_whose_manifest_has_no_digest_or_is_gone_is_tried_with_the_password(
    made: tuple[Path, bytes | None],
) -> None:
    file, key = made
    manifest = manifest_beside(file)
    said = json.loads(manifest.read_bytes())
    del said["sha256"]
    manifest.write_text(json.dumps(said))
    expected = Proof.UNTOUCHED if key is None else Proof.LATER
    assert told(file) is expected
    manifest.unlink()
    assert told(file) is expected


async def test_one_without_the_keyring_that_opens_it_is_damaged(place: Place) -> None:
    made = make_locked(place)
    with closing(opened(place, made.key)):
        file = back_up(place.file, place.backups / "kopia.db", NOW, made.key)
    keyring_beside(file).write_bytes(keyring_beside(file).read_bytes()[:-10])
    assert told(file) is Proof.DAMAGED
    keyring_beside(file).unlink()
    assert told(file) is Proof.DAMAGED


def test_text_that_is_called_a_backup_is_damaged_with_a_keyring_and_without(place: Place) -> None:
    make_locked(place)
    file = place.folder / "kopia.db"
    file.write_text("inget register")
    copy: Copy = copy_of(file)
    assert proof_of(copy) is Proof.DAMAGED
    shutil.copyfile(place.keyring, keyring_beside(file))
    assert told(file) is Proof.LATER
    file.write_bytes(b"")
    assert told(file) is Proof.DAMAGED


async def test_of_a_folder_it_is_the_newest_that_is_whole_wherever_the_program_puts_its_own(
    made: tuple[Path, bytes | None], tmp_path: Path
) -> None:
    file, key = made
    stick = tmp_path / "usb"
    homes = (stick, stick / "st-kollen-0123abcd", stick / "sakerhetskopior", stick / "st-kollen" / "sakerhetskopior")
    for number, home in enumerate(homes, 1):
        newest = home / f"st-kollen-2026-11-0{number}T120000.db"
        duplicate(file, newest, key)
        manifest = json.loads(manifest_beside(newest).read_bytes())
        manifest_beside(newest).write_text(json.dumps({**manifest, "skapad": f"2026-11-0{number}T12:00:00+00:00"}))
        assert copy_at(stick).file == newest
    newest.write_bytes(b"x")
    assert copy_at(stick).file == homes[-2] / "st-kollen-2026-11-03T120000.db"
    assert copy_at(newest).file == newest  # a file that is named is what was meant
    shutil.rmtree(stick)
    stick.mkdir()
    with pytest.raises(StorageFault, match="Det finns ingen hel säkerhetskopia i"):
        copy_at(stick)


def test_of_a_folder_where_nothing_is_proved_it_is_the_newest(place: Place) -> None:
    made = make_locked(place)
    with closing(opened(place, made.key)):
        for number in (1, 2):
            file = back_up(place.file, place.backups / f"st-kollen-2026-11-0{number}T120000.db", NOW, made.key)
            manifest_beside(file).unlink()
    assert copy_at(place.backups).file == file
