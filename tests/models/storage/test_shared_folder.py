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
from models.register import Register
from models.storage.bring_over import erase, plain_files
from models.storage.durable import copy_new, follow_no_link, make_folder, share, write_new, write_whole
from models.storage.lock import RegisterLock
from models.storage.place import Place, prepare
from tests.conftest import NOW
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


class Theirs:
    """A file of somebody's own, to which a link in the shared folder leads."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "bara min"
        self.file.write_text("viktigt")
        self.file.chmod(0o600)

    def is_as_it_was(self) -> bool:
        return (self.file.read_text(), mode(self.file)) == ("viktigt", 0o600)


@pytest.fixture
def theirs(tmp_path: Path) -> Theirs:
    return Theirs(tmp_path)


def test_a_link_in_the_place_of_the_note_of_who_has_it_open_is_replaced(place: Place, theirs: Theirs) -> None:
    prepare(Place(place.folder, shared=True))
    place.opened_by.symlink_to(theirs.file)
    lock = RegisterLock(place)
    lock.take(NOW)
    assert theirs.is_as_it_was()
    assert not place.opened_by.is_symlink()
    assert b"sedan" in place.opened_by.read_bytes()
    lock.free()


def test_a_link_in_the_place_of_the_lock_is_not_followed(place: Place, theirs: Theirs) -> None:
    prepare(Place(place.folder, shared=True))
    place.lock.symlink_to(theirs.file)
    with pytest.raises(StorageFault, match=r"st-kollen\.lock är en länk som inte är programmets"):
        RegisterLock(place).take(NOW)
    assert theirs.is_as_it_was()


def test_what_has_another_name_is_not_shared(place: Place, theirs: Theirs) -> None:
    prepare(Place(place.folder, shared=True))
    (place.folder / "länk").symlink_to(theirs.file)
    with pytest.raises(OSError, match="symbolic"):
        share(place.folder / "länk")
    os.link(theirs.file, place.folder / "namn till")
    share(place.folder / "namn till")
    assert theirs.is_as_it_was()


def test_a_file_that_is_written_anew_takes_a_links_place(place: Place, theirs: Theirs) -> None:
    prepare(Place(place.folder, shared=True))
    for name in ("fil", "fil.ny"):
        (place.folder / name).symlink_to(theirs.file)
    write_whole(place.folder / "fil", b"x")
    assert (place.folder / "fil").read_bytes() == b"x"
    copy_new(place.folder / "fil", place.folder / "fil till")
    with pytest.raises(OSError, match="symbolic"):
        (place.folder / "en").symlink_to(theirs.file)
        follow_no_link(str(place.folder / "en"), os.O_WRONLY | os.O_TRUNC)
    assert theirs.is_as_it_was()


def test_a_link_beside_a_plain_register_is_removed_and_where_it_leads_is_left(place: Place, theirs: Theirs) -> None:
    with closing(Register(place, lambda: NOW)):
        pass
    log = place.folder / "gammal.db-wal"
    place.file.rename(place.folder / "gammal.db")
    log.symlink_to(theirs.file)
    erase(plain_files(place))
    assert not log.is_symlink()
    assert theirs.is_as_it_was()


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
