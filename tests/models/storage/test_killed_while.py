"""kill -9 in the middle of what is done to a whole file.

The register is there afterwards, the old one or the new, and no name can be read in what is left.
"""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.door import Behind, Door
from models.faults import StorageFault, WrongPassword
from models.queries.candidates import candidate_lines
from models.queries.drafts import draft_of
from models.queries.erasure import what_goes
from models.storage.backup import back_up, restore, verify
from models.storage.bring_over import bring_over, erase, plain_files
from models.storage.entry import enter
from models.storage.erased import read_erased
from models.storage.file import is_plain
from models.storage.keeping import is_due, keep, second_home
from models.storage.keyring_text import read_keyring
from models.storage.manifest import digest_of, read_manifest
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.rotation import rotate
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.commands.test_erasure import erase as erase_people
from tests.models.commands.test_erasure import everything_about
from tests.models.storage.killing import Killed
from tests.models.storage.locked import (
    CHEAP,
    GUNVOR,
    GUNVOR_TYPES,
    YLVA_TYPES,
    fill,
    is_whole,
    make_locked,
    opened,
    readable,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the other program forks")

HOW = pytest.mark.parametrize("how", ["steps", "moments"])


@pytest.fixture
async def locked(place: Place) -> bytes:
    """An encrypted register with people in it, closed; its key."""
    made = make_locked(place)
    with closing(opened(place, made.key)) as register:
        await fill(register)
    return made.key


@HOW
async def test_a_first_start(place: Place, how: str, killed: Killed) -> None:
    """What was begun is begun anew or goes on: it is never taken for a register that is lost."""
    place.folder.mkdir()
    for copy, finished in killed("begin", how, place.folder):
        door = Door(copy, lambda: NOW, CHEAP)
        there = door.behind()
        assert there is Behind.LOCKED or not finished
        register = door.begin(*YLVA_TYPES) if there is Behind.NOTHING else door.sign_in(*YLVA_TYPES)
        with closing(register):
            await make_clinic(register, user=str(register.user))
        verify(copy.file, register.key)


@HOW
async def test_a_new_key(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    for copy, finished in killed("new_key", how, place.folder):
        assert readable(copy.folder) == set()
        key = enter(copy.file, *YLVA_TYPES).key
        await is_whole(copy, key)
        assert enter(copy.file, *YLVA_TYPES).key == key
        assert len(read_keyring(copy.keyring).generations) == 1
        assert {path.suffix for path in copy.folder.iterdir()} <= {".db", ".nycklar", ".lock", ".db-journal"}
        if finished or key != locked:
            with pytest.raises(WrongPassword):
                enter(copy.file, *GUNVOR_TYPES)
            with pytest.raises(StorageFault):
                verify(copy.file, locked)
        if finished:
            assert key != locked
        else:  # whatever it came to, it can be done again
            await is_whole(copy, rotate(copy, key))


@HOW
async def test_a_plain_register_brought_over_and_erased(place: Place, how: str, killed: Killed) -> None:
    with closing(opened(place, None)) as register:
        await fill(register)
        back_up(place.file, place.backups / "förr.db", NOW)
    for copy, finished in killed("encrypt_and_erase", how, place.folder):
        if finished:
            assert readable(copy.folder) == set()
        if is_plain(copy.file):
            erase(plain_files(copy))  # the register itself is not among them, by none of its names
            await is_whole(copy, None)
            bring_over(copy, NOW.replace(hour=12), make_locked(copy).key)
        await is_whole(copy, enter(copy.file, *YLVA_TYPES).key)
        erase(plain_files(copy))  # what was left is found again
        assert readable(copy.folder) == set()


@HOW
async def test_a_backup(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    for copy, finished in killed("copy", how, place.folder):
        assert readable(copy.folder) == set()
        await is_whole(copy, locked)
        made = copy.backups / "en till.db"
        if finished or made.exists():
            verify(made, enter(made, *GUNVOR_TYPES).key)
            assert keyring_beside(made).exists()
            assert manifest_beside(made).exists()


@HOW
async def test_a_restore(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    """The backup is from before a new key and one more candidate: the two keyrings are not each other's."""
    back_up(place.file, place.backups / "kopia.db", NOW, locked)
    new = rotate(place, locked, GUNVOR)
    with closing(opened(place, new)) as register:
        await make_candidate(register, name="Senare Tillkommen")
    for copy, finished in killed("put_back", how, place.folder):
        assert readable(copy.folder) == set()
        key = enter(copy.file, *YLVA_TYPES).key
        if key == locked and copy.file.exists():
            await is_whole(copy, locked)
            assert enter(copy.file, *GUNVOR_TYPES).user == GUNVOR
            continue
        assert not finished
        if copy.file.exists():
            opened(copy, new).close()
        else:
            with pytest.raises(StorageFault, match="återläsning avbröts innan den var klar"):
                opened(copy, key)
        source = copy.backups / "kopia.db"
        restore(copy, source, NOW.replace(hour=12), enter(source, *YLVA_TYPES).key)
        await is_whole(copy, locked)


_FOUND_WHOLE: set[tuple[bytes, str]] = set()


def good(folder: Path) -> set[str]:
    """The backups in a folder; every one that has its name is whole, opened by its keyring, and has its manifest."""
    for file in folder.glob("*.db"):
        key, content = enter(file, *YLVA_TYPES).key, digest_of(file)
        if (key, content) not in _FOUND_WHOLE:
            verify(file, key)
            _FOUND_WHOLE.add((key, content))
        read_manifest(manifest_beside(file))
    return {file.name for file in folder.glob("*.db")}


@HOW
async def test_backups_kept_copied_and_thinned(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    (place.folder / "minne").mkdir()
    for days in (40, 39, 38):
        keep(place, NOW - timedelta(days=days), locked, place.folder / "minne", anyway=True)
    with closing(opened(place, locked)) as register:
        await make_candidate(register, name="Senare Tillkommen")
    old = good(place.backups)
    for copy, finished in killed("keep_copies", how, place.folder):
        assert readable(copy.folder) == set()
        second = copy.folder / "minne"
        for folder in (copy.backups, second_home(copy, second)):
            there = good(folder)
            assert there & old
            if finished:
                assert there - old
        keep(copy, NOW, locked, second)
        assert not is_due(copy, locked)
        keep(copy, NOW + timedelta(days=1), locked, second, anyway=True)  # the next one sweeps what was left
        assert {path.suffix for path in copy.backups.iterdir()} == {".db", ".nycklar", ".json"}
        assert len(list(copy.backups.iterdir())) == 3 * len(good(copy.backups))
        assert good(second_home(copy, second)) - old


@HOW
async def test_a_restore_without_a_user_who_was_removed(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    """Whenever it is killed, whoever was removed is let in to neither the register that was nor the one that is."""
    back_up(place.file, place.backups / "kopia.db", NOW, locked)
    new = rotate(place, locked, GUNVOR)
    for copy, finished in killed("bring_back", how, place.folder):
        with pytest.raises(WrongPassword):
            enter(copy.file, *GUNVOR_TYPES)
        key = enter(copy.file, *YLVA_TYPES).key
        if copy.file.exists():
            await is_whole(copy, key if key == locked else new)
        else:
            assert not finished
            source = copy.backups / "kopia.db"
            restore(copy, source, NOW.replace(hour=12), enter(source, *YLVA_TYPES).key, (GUNVOR,))
            await is_whole(copy, locked)


@HOW
async def test_an_erasure(place: Place, locked: bytes, how: str, killed: Killed) -> None:
    """All that is held about the person goes, or nothing; what was noted outside is finished at the opening."""
    with closing(opened(place, locked)) as register:
        person = await everything_about(register)
        (before,) = await register.ask(what_goes, (person,))
    left = 0
    for copy, finished in killed("erase_person", how, place.folder):
        with closing(opened(copy, locked)) as register:
            (there, *_) = (*await register.ask(what_goes, (person,)), None)
            if there is None:
                assert read_erased(copy.erased).keys() == {person}
            else:
                assert not finished
                assert (there, read_erased(copy.erased)) == (before, {})
                await erase_people(register, person)
                left += 1
            assert await register.ask(what_goes, (person,)) == ()
            assert await register.ask(candidate_lines, archived=True) == ()
            assert await register.ask(draft_of, f"kontakt:{person}") is None
        await is_whole(copy, locked)
    assert left > 0
