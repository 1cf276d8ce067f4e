"""Runs a program in a pseudo-terminal and tells when what it wrote came."""

import os
import select
import subprocess
import sys
import termios
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
COLUMNS, LINES = 120, 40
_QUIET_SECONDS = 0.06
_LONGEST_SECONDS = 20.0
_SYNC_QUERY, _SYNC_ANSWER = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_END = b"\x1b[?2026l"


class Silent(Exception):
    """The program ended, or did not write what was waited for in time."""


def environment() -> dict[str, str]:
    """The environment of a plain terminal, with compiled modules kept as they are on a user's machine."""
    odd = {"PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "NO_COLOR", "COLUMNS", "LINES"}
    kept = {name: value for name, value in os.environ.items() if name not in odd and not name.startswith("TEXTUAL")}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


class Terminal:
    """A module of ours run as a program; it draws in frames, since the terminal says that it knows them."""

    def __init__(self, module: str, *words: str) -> None:
        self._side, theirs = os.openpty()
        termios.tcsetwinsize(theirs, (LINES, COLUMNS))
        self._written = bytearray()
        self._last = 0.0
        self.started = perf_counter()
        self._process = subprocess.Popen(
            (sys.executable, "-m", module, *words),
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=ROOT,
            env=environment(),
            start_new_session=True,
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            while True:
                self._read(_LONGEST_SECONDS)
        except Silent:
            os.close(self._side)
        self._process.wait(_LONGEST_SECONDS)

    def press(self, keys: str) -> float:
        """Write keys; what was written before is forgotten. Answers when."""
        self._written.clear()
        now = perf_counter()
        os.write(self._side, keys.encode())
        return now

    def until(self, text: str, *, whole_frame: bool = False) -> float:
        """Wait for a text, or for the end of the frame that it stands in. Answers when it came."""
        wanted = text.encode()
        limit = perf_counter() + _LONGEST_SECONDS
        while True:
            found = self._written.find(wanted)
            if found >= 0 and (not whole_frame or self._written.find(FRAME_END, found) >= 0):
                return self._last
            if perf_counter() > limit or not self._read(_LONGEST_SECONDS):
                raise Silent(f"{text!r} never came")

    def until_quiet(self, seconds: float = _QUIET_SECONDS) -> float:
        """Wait until nothing has been written for a while. Answers when the last byte came."""
        while self._read(seconds):
            pass
        return self._last

    def memory(self) -> float:
        """The program's resident memory in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines() if line.startswith("VmRSS"))

    def _read(self, seconds: float) -> bool:
        """Take what has been written, waiting for it at most so long; says whether anything was."""
        if not select.select([self._side], [], [], seconds)[0]:
            return False
        try:
            piece = os.read(self._side, 65536)
        except OSError as ended:
            raise Silent("the program ended") from ended
        self._last = perf_counter()
        self._written += piece
        if _SYNC_QUERY in piece:
            os.write(self._side, _SYNC_ANSWER)
        return True
