"""Whoever takes the disk finds no name, no password and no key, in any file that the program ever wrote.

The real program is driven through a day. Meanwhile every file under its home, the register's folder and the
folder for temporary files is kept by a second name, so that those that were removed again are read too.
"""

import os
import re
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.storage.entry import enter
from models.storage.place import Place
from models.text import fold
from tests.locked import PASSWORD, USER
from tests.terminal.program import ENTER, ESC, ROOT, SAVE, TAB, Program, begin, sign_in, started

CLINIC, CHIEF = "Kråkvinkelns vårdcentral", "Ylvamari Sandåkersdotter"
SAVED, MAIL, TYPED = "Öllegård Fjällbjörkhult", "ollegard@fjallbjorkhult.example", "Zakarias Ängshammarström"
WRONG = "ett helt annat lösenord"
LOCK = "\x0c"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "latin-1")
_A_MOMENT = 0.002
_OF_THE_TEST = {"program.py", "losenord"}


class Kept:
    """Second names for all that is ever written in some folders, and copies of how it looked at a moment."""

    def __init__(self, aside: Path, *folders: Path) -> None:
        self._aside, self._folders = aside, folders
        self._known: set[tuple[int, str]] = set()
        self._done = threading.Event()
        self._watcher = threading.Thread(target=self._watch)

    def start(self) -> None:
        self._aside.mkdir()
        self._watcher.start()

    def stop(self) -> None:
        self._done.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._done.wait(_A_MOMENT):
            for folder in self._folders:
                for there in _entries(str(folder)):
                    self._keep(there)

    def _keep(self, there: "os.DirEntry[str]") -> None:
        known = there.inode(), there.name
        if known not in self._known:
            self._known.add(known)
            with suppress(OSError):
                os.link(there.path, self._aside / f"{len(self._known)}-{there.name}")

    def now(self) -> None:
        """Copy all as it is: what is written over later has been on the disk too."""
        for folder in self._folders:
            for file in (path for path in folder.rglob("*") if path.is_file() and path.name not in _OF_THE_TEST):
                with suppress(FileNotFoundError):
                    (self._aside / f"nu-{len(list(self._aside.iterdir()))}-{file.name}").write_bytes(file.read_bytes())

    def names(self) -> set[str]:
        """The files that were seen, by the names they had."""
        return {re.sub(r"^(nu-)?\d+-", "", path.name) for path in self._aside.iterdir()}

    def readable(self, *secrets: str | bytes) -> set[tuple[str, str]]:
        """Which files hold which of the secrets."""
        found = set()
        for path in self._aside.iterdir():
            content = path.read_bytes()
            found |= {(path.name, str(secret)) for secret in secrets if any(one in content for one in _written(secret))}
        return found


def _entries(folder: str) -> "Iterator[os.DirEntry[str]]":
    try:
        with os.scandir(folder) as there:
            for one in there:
                if one.is_dir(follow_symlinks=False):
                    yield from _entries(one.path)
                elif one.name not in _OF_THE_TEST:
                    yield one
    except OSError:
        return


def _written(secret: str | bytes) -> set[bytes]:
    """The ways in which it may stand in a file."""
    if isinstance(secret, bytes):
        return {secret, secret.hex().encode(), secret.hex().upper().encode()}
    cases = (secret, secret.lower(), secret.upper(), fold(secret))
    forms = {unicodedata.normalize(form, case) for form in ("NFC", "NFD") for case in cases}
    return {form.encode(encoding, "ignore") for form in forms for encoding in _ENCODINGS}


@contextmanager
def watched(tmp_path: Path) -> Iterator[tuple[Path, Kept]]:
    """A register's folder to come, with a home and a folder for temporary files, all of it watched."""
    folders = [tmp_path / name for name in ("register", "hem", "tillfalligt")]
    for folder in folders:
        folder.mkdir(mode=0o700)
    kept = Kept(tmp_path / "undan", *folders)
    kept.start()
    try:
        yield folders[0], kept
    finally:
        kept.stop()


def elsewhere(tmp_path: Path) -> dict[str, str]:
    """The environment of a program whose temporary files are watched."""
    return {name: str(tmp_path / "tillfalligt") for name in ("TMPDIR", "SQLITE_TMPDIR", "XDG_CACHE_HOME")}


def command_line(tmp_path: Path, *words: str) -> str:
    """What the command line answers, with the password in a file."""
    file = tmp_path / "losenord"
    file.touch(0o600)
    file.write_text(PASSWORD)
    home = {"HOME": str(tmp_path / "hem"), "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "tui.main", "--data", str(tmp_path / "register"), *words, "--user", USER]
    env = {**home, **elsewhere(tmp_path), "ST_KOLLEN_PASSWORD_FILE": str(file)}
    done = subprocess.run(command, cwd=ROOT, env=env, check=True, capture_output=True, encoding="utf-8")
    return done.stdout


def first_day(program: Program, kept: Kept) -> str:
    """A new register, a clinic, a person saved and one half typed, the lock, a wrong password, back, and a kill."""
    recovery_key = begin(program)
    program.sees("Välkommen till ST-kollen", "Ditt namn")
    program.type(f"{TAB}{CLINIC}{TAB}p{TAB}8200{TAB}{CHIEF}")
    kept.now()
    program.type(SAVE)
    program.sees(CLINIC, "n Ny kandidat")
    program.type(f"n{SAVED}{TAB}{MAIL}{SAVE}")
    program.sees(SAVED, MAIL)
    program.type("1n")
    program.sees("Ny kandidat")
    program.type(TYPED)
    program.sees(TYPED)
    kept.now()
    program.type(f"{ESC}")
    program.sees("esc igen")
    program.type(f"{ESC}")
    program.sees("n Ny kandidat")
    program.type(LOCK)
    program.sees("Låst", "Lösenord")
    kept.now()
    program.type(f"{WRONG}{ENTER}")
    program.sees("lösenordet är fel")
    kept.now()
    program.type(f"{PASSWORD}{ENTER}")
    program.sees(CLINIC, "n Ny kandidat")
    program.type("n")
    program.sees(TYPED, "utkast från")
    kept.now()
    program.kill()
    kept.now()
    return recovery_key


def test_a_stranger_with_the_disk_finds_no_name_in_any_file_the_program_ever_wrote(tmp_path: Path) -> None:
    with watched(tmp_path) as (folder, kept):
        with started(folder, env=elsewhere(tmp_path)) as program:
            recovery_key = first_day(program, kept)
        with started(folder, env=elsewhere(tmp_path)) as program:
            sign_in(program)
            program.sees(CLINIC, SAVED.split(maxsplit=1)[0])
            program.type("q")
            assert program.ended() == 0
        kept.now()
        assert "Registret är helt" in command_line(tmp_path, "check")
        command_line(tmp_path, "backup", "--to", str(folder / "kopia.db"))
        command_line(tmp_path, "restore", str(folder / "kopia.db"), "--yes")
        kept.now()
    endings = {"db", "db-wal", "db-shm", "nycklar", "lock", "oppen", "forsok"}
    assert {f"st-kollen.{ending}" for ending in endings} <= kept.names()
    assert {"kopia.db", "kopia.nycklar", "kopia.json"} <= kept.names()
    key = enter(Place(folder).file, USER, PASSWORD).key
    names = {part for name in (CLINIC, CHIEF, SAVED, TYPED) for part in name.split() if part != "vårdcentral"}
    assert kept.readable(*names, MAIL, PASSWORD, WRONG, recovery_key, recovery_key.replace("-", ""), key) == set()
    assert kept.readable(f'"{USER}"') == set()


def test_where_something_can_be_read_it_is_found(tmp_path: Path) -> None:
    with watched(tmp_path) as (folder, kept):
        for number, encoding in enumerate(_ENCODINGS):
            file = folder / f"{number}.txt"
            file.write_bytes(f"… {SAVED.upper()} …".encode(encoding, "ignore"))
            while file.name not in kept.names():
                pass
            file.unlink()
        (folder / "nyckel").write_bytes(b"..\x00\x01\xfe\xff..")
        kept.now()
    assert {name[-5:] for name, _ in kept.readable(SAVED)} == {f"{number}.txt" for number in range(4)}
    assert {name.rpartition("-")[2] for name, _ in kept.readable(b"\x00\x01\xfe\xff")} == {"nyckel"}
