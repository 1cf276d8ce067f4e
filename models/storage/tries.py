"""Wrong passwords in a row make the next try wait.

It slows whoever sits at the keyboard; whoever has copied the files is slowed by Argon2id alone.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from models.faults import TooManyTries, WrongPassword
from models.storage.durable import write_whole
from models.storage.place import Place

_FREE = 3
_LONGEST = 60
_MANY = 1000  # more wrong ones than this make no difference


@dataclass(frozen=True)
class Tries:
    """How many were wrong in a row, and when the last one was."""

    wrong: int = 0
    last: datetime | None = None


def seconds_left(tries: Tries, now: datetime) -> int:
    """How long the next try must wait: 2, 4, 8 … and at most 60 seconds from the third wrong one on.

    A clock that has been set back makes nobody wait longer than that.
    """
    if tries.last is None or tries.wrong < _FREE:
        return 0
    wait = timedelta(seconds=min(_LONGEST, 2 ** (tries.wrong - _FREE + 1)))
    return max(0, ceil(min(wait, wait - (now - tries.last)).total_seconds()))


class TriesAt:
    """The wrong tries at a register, in memory and in a small file, so that starting anew does not forget them."""

    def __init__(self, place: Place) -> None:
        self._file = place.tries
        self._tries = self._stored()

    @contextmanager
    def counted(self, now: datetime) -> Iterator[None]:
        """Around a try: counts it if it is wrong, forgets the wrong ones if it is right. Raises TooManyTries."""
        self._tries = max(self._tries, self._stored(), key=lambda tries: tries.wrong)
        if seconds := seconds_left(self._tries, now):
            raise TooManyTries(seconds)
        try:
            yield
        except WrongPassword:
            self._tries = Tries(min(self._tries.wrong + 1, _MANY), now)
            note = {"fel": self._tries.wrong, "senast": now.isoformat()}
            with suppress(OSError):  # on a full disk it is kept in memory
                write_whole(self._file, json.dumps(note).encode())
            raise
        self._tries = Tries()
        with suppress(OSError):
            self._file.unlink(missing_ok=True)

    def _stored(self) -> Tries:
        try:
            note = json.loads(self._file.read_bytes())
            last = datetime.fromisoformat(note["senast"])
            return Tries(min(int(note["fel"]), _MANY), last if last.tzinfo else None)
        except (OSError, ValueError, TypeError, LookupError, OverflowError, RecursionError):
            return Tries()  # whoever can damage the file can also remove it
