"""The real program in a real terminal: a pty on one side, pyte's screen on the other."""

import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pexpect
import pyte

from models.faults import StorageFault
from models.storage.connection import connection
from models.storage.entry import enter
from models.storage.place import Place
from tests.locked import PASSWORD, USER, make_locked

PATIENCE = 20.0
ROOT = Path(__file__).parents[2]
RECOVERY_KEY = re.compile("[0-9A-Z]{5}(-[0-9A-Z]{5}){5}")
ESC, ENTER, TAB, SAVE = "\x1b", "\r", "\t", "\x13"


class Program:
    """The program as it runs, and what can be read on its terminal."""

    def __init__(self, command: Sequence[str], home: Path, size: tuple[int, int], env: Mapping[str, str]) -> None:
        width, height = size
        self.raw = b""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(height, width),
            cwd=ROOT,
            timeout=PATIENCE,
            env={
                "PATH": os.environ["PATH"],
                "HOME": str(home),
                "TERM": "xterm-256color",
                "LANG": "C.UTF-8",
                "COLORTERM": "truecolor",
                **env,
            },
        )
        self.child.delaybeforesend = None
        self.child.ptyproc.delayafterclose = 0.0  # close() kills first: there is nothing to wait for

    @property
    def text(self) -> str:
        return "\n".join(self._screen.display)

    @property
    def words(self) -> str:
        return " ".join(self.text.translate(str.maketrans("│╭╮╰╯─", "      ")).split())

    @property
    def said(self) -> str:
        """Everything that was ever written, with the line breaks taken out."""
        return " ".join(self.raw.decode("utf-8", "replace").split())

    def read(self) -> None:
        """Take in what the program has written, for a moment."""
        try:
            data = self.child.read_nonblocking(65536, timeout=0.02)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.raw += data
        self._stream.feed(data)

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = monotonic() + PATIENCE
        while not holds():
            assert monotonic() < deadline, f"never came:\n{self.text}"
            self.read()

    def sees(self, *texts: str) -> None:
        """Wait until all of these can be read, wherever their lines are broken."""
        self.until(lambda: all(text in self.words for text in texts))

    def type(self, text: str) -> None:
        self.child.send(text)

    def type_slowly(self, text: str, seconds: float) -> None:
        """A key at a time, evenly, while the screen is read."""
        start = monotonic()
        for number, key in enumerate(text):
            while monotonic() < start + number * seconds:
                self.read()
            self.child.send(key)

    def resize(self, width: int, height: int) -> None:
        """As when the window is made smaller or larger, and drawn anew."""
        drawn = len(self.raw)
        self._screen.resize(height, width)
        self.child.setwinsize(height, width)
        self.until(lambda: len(self.raw) > drawn)

    def hang_up(self) -> int:
        """As when its window is closed: the terminal is gone. The exit status, or minus the signal."""
        self.child.ptyproc.fileobj.close()
        deadline = monotonic() + PATIENCE
        while self.child.isalive():
            assert monotonic() < deadline, "never ended"
            sleep(0.01)
        return self._status

    def ended(self) -> int:
        """Wait for the end; the exit status, or minus the signal."""
        deadline = monotonic() + PATIENCE
        while self.child.isalive():
            assert monotonic() < deadline, f"never ended:\n{self.text}"
            self.read()
        self.read()
        return self._status

    @property
    def _status(self) -> int:
        return int(self.child.exitstatus) if self.child.exitstatus is not None else -int(self.child.signalstatus)

    @property
    def is_stopped(self) -> bool:
        """Whether it has been put to sleep."""
        told = subprocess.run(("ps", "-o", "stat=", "-p", str(self.child.pid)), capture_output=True, check=False)
        return told.stdout.startswith(b"T")

    def close(self) -> None:
        """End it, if it still runs, and let the terminal go."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()

    def kill(self) -> None:
        """As when the power goes."""
        self.child.kill(signal.SIGKILL)
        self.ended()


@contextmanager
def started(
    folder: Path,
    size: tuple[int, int] = (80, 24),
    *,
    env: Mapping[str, str] | None = None,
    script: str = "",
    home: Path | None = None,
) -> Iterator[Program]:
    """The program on the register in a folder; `script` runs instead of the program's own entry point."""
    home = home or folder.parent / "hem"
    home.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tui.main", "--data", str(folder)]
    if script:
        file = home / "program.py"  # Textual wants to know where a program's class stands
        file.write_text(script)
        command = [sys.executable, str(file), str(folder)]
    program = Program(command, home, size, {"PYTHONPATH": str(ROOT), **(env or {})})
    try:
        yield program
    finally:
        program.close()


@contextmanager
def inside(folder: Path, size: tuple[int, int] = (80, 24)) -> Iterator[Program]:
    """The program on an encrypted register, made beforehand where there is none, when its user has signed in."""
    if not folder.exists():
        make_locked(Place(folder))
    with started(folder, size) as program:
        sign_in(program)
        yield program


def begin(program: Program) -> str:
    """From an empty folder to the welcome: a user, a password, and the recovery key, which is given back."""
    key = make_register(program)
    program.type(f"{key[-5:].lower()}{ENTER}")
    return key


def make_register(program: Program) -> str:
    """From an empty folder to the recovery key, which is in sight."""
    program.sees("nytt register", "Samma en gång till")
    program.type(f"{USER}{TAB}{PASSWORD}{TAB}{PASSWORD}{ENTER}")
    program.sees("Återställningsnyckel", "sista tecken")
    shown = RECOVERY_KEY.search(program.text)
    assert shown is not None
    return shown[0]


def sign_in(program: Program, user: str = USER, password: str = PASSWORD) -> None:
    """As one does every morning."""
    program.sees("Logga in i ST-kollen", "Användarnamn")
    program.type(f"{user}{TAB}{password}{ENTER}")
    program.until(lambda: "Logga in i ST-kollen" not in program.text)


def welcome(program: Program) -> None:
    """Fill in the welcome: a private clinic in Örebro."""
    program.sees("Välkommen till ST-kollen", "Ditt namn", "esc Avsluta")
    program.type(f"{TAB}Lingonets vårdcentral{TAB}p{TAB}8200{TAB}Ylva Sandåker{SAVE}")
    program.sees("Lingonets vårdcentral", "Tryck n för att lägga till din första kandidat", "n Ny kandidat")


def stored(folder: Path, sql: str) -> list[tuple[Any, ...]]:
    """What stands in the register, read beside the program; nothing while it is not there yet."""
    file = Place(folder).file
    try:
        with connection(file, enter(file, USER, PASSWORD).key) as opened:
            return list(opened.execute(sql))
    except (sqlite3.DatabaseError, StorageFault):
        return []


def draft(folder: Path, form: str = "kandidat:ny") -> dict[str, str]:
    """The fields of a half-filled form, of the one for a new candidate if nothing else is said."""
    return dict(stored(folder, f"SELECT field, value FROM draft WHERE form = '{form}'"))  # noqa: S608
