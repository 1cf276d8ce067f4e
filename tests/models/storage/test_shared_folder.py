"""A folder that several accounts on the computer share: one after the other opens the register in it."""

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from models.faults import StorageFault
from models.storage.durable import make_folder, write_new, write_whole
from models.storage.place import Place, prepare
from tests.models.storage.accounts import GROUP
from tests.models.storage.locked import make_locked, opened
from tests.terminal.program import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
_AS_ROOT = os.name != "nt" and os.getuid() == 0
_READABLE = all(folder.stat().st_mode & stat.S_IXOTH for folder in Path(__file__).parents)
AS_ROOT = pytest.mark.skipif(not _AS_ROOT, reason="only root may become somebody else")
OTHERS = pytest.mark.skipif(not (_AS_ROOT and _READABLE), reason="others on the computer cannot read the program")
FIRST, SECOND = 61_001, 61_002


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize(
    ("folder", "file", "below"),
    [
        (0o700, 0o600, 0o700),
        (0o755, 0o600, 0o700),
        (0o2770, 0o660, 0o2770),
        (0o777, 0o666, 0o777),
        (0o1777, 0o600, 0o700),
    ],
)
def test_those_who_may_write_in_a_folder_may_use_what_is_made_in_it(
    tmp_path: Path, folder: int, file: int, below: int
) -> None:
    shared = tmp_path / "gemensam"
    shared.mkdir()
    shared.chmod(folder)
    before = os.umask(0o077)
    try:
        write_whole(shared / "fil", b"x")
        make_folder(shared / "mapp")
        write_whole(shared / "mapp" / "fil", b"x")
        write_new(shared / "bara min", b"x")
    finally:
        os.umask(before)
    assert (mode(shared / "fil"), mode(shared / "mapp"), mode(shared / "mapp" / "fil")) == (file, below, file)
    assert mode(shared / "bara min") == 0o600


@AS_ROOT
def test_a_group_that_the_files_do_not_belong_to_gets_nothing(tmp_path: Path) -> None:
    os.chown(tmp_path, -1, GROUP)
    tmp_path.chmod(0o770)
    write_whole(tmp_path / "fil", b"x")
    assert mode(tmp_path / "fil") == 0o600


def test_the_shared_folder_is_everybodys_and_its_parents_are_not_made(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        prepare(Place(tmp_path / "gemensam", shared=True))
    finally:
        os.umask(before)
    assert mode(tmp_path / "gemensam") == 0o777
    with pytest.raises(StorageFault, match=r"kan inte skapas\. Be IT skapa den, med rätt att skriva för alla"):
        prepare(Place(tmp_path / "finns" / "inte", shared=True))
    assert not (tmp_path / "finns").exists()


def test_whoever_shares_the_folder_may_use_all_that_an_open_register_keeps_there(place: Place) -> None:
    prepare(Place(place.folder, shared=True))
    before = os.umask(0o077)
    try:
        made = make_locked(place)
        with closing(opened(place, made.key)):
            modes = {path.name: mode(path) for path in place.folder.iterdir()}
    finally:
        os.umask(before)
    endings = ("db", "db-shm", "db-wal", "lock", "nycklar", "oppen")
    assert modes == {f"st-kollen.{ending}": 0o666 for ending in endings}


def as_user(part: str, user: int, place: Place) -> tuple[int, str]:
    """Another account of the computer, a member of the group, does its part: how it ended, and what it said."""
    command = [sys.executable, "-m", "tests.models.storage.accounts", part, str(user), str(place.folder)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def shared() -> Iterator[Place]:
    """A folder that everybody on the computer can reach; those of pytest are for one account."""
    with TemporaryDirectory() as above:
        Path(above).chmod(0o755)
        yield Place(Path(above) / "st-kollen", shared=True)


@OTHERS
def test_one_account_after_another_uses_the_register_and_what_is_beside_it(shared: Place) -> None:
    shared.folder.mkdir()
    os.chown(shared.folder, -1, GROUP)
    shared.folder.chmod(0o2770)
    assert as_user("begin_and_die", FIRST, shared) == (-signal.SIGKILL, "")
    assert as_user("go_on", SECOND, shared) == (0, "")
    assert as_user("come_back", FIRST, shared) == (0, "")
