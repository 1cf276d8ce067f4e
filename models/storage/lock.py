"""One program at a time in a register; the second one is told who has it open and since when."""

import getpass
import json
import os
from contextlib import suppress
from datetime import datetime

from filelock import FileLock, Timeout

from models.faults import StorageFault
from models.storage.durable import share, write_whole
from models.storage.place import Place


class RegisterLock:
    """Held while the register is open; the operating system frees it when the program dies."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._lock = FileLock(place.lock, timeout=0, thread_local=False)

    def take(self, now: datetime) -> None:
        """Raises StorageFault, naming who has the register open and since when."""
        try:
            self._lock.acquire()
        except (Timeout, OSError) as error:
            if isinstance(error, Timeout) and self._place.lock.exists():
                raise StorageFault(self._holder()) from None
            if self._place.lock.is_symlink():
                raise StorageFault(f"{self._place.lock} är en länk som inte är programmets. Ta bort den.") from error
            raise StorageFault(
                f"Mappen {self._place.folder} går inte att skriva i. Välj en annan mapp eller ändra behörigheten."
            ) from error
        note = {"vem": _user(), "sedan": now.astimezone().isoformat(timespec="minutes"), "process": os.getpid()}
        with suppress(OSError):  # on a full disk the lock still holds, only without a name
            share(self._place.lock)
            write_whole(self._place.opened_by, json.dumps(note, ensure_ascii=False).encode())

    def free(self) -> None:
        with suppress(OSError):
            self._place.opened_by.unlink(missing_ok=True)
        self._lock.release()

    def _holder(self) -> str:
        advice = "Stäng det programmet först, eller lås det: ctrl+l."
        try:
            note = json.loads(self._place.opened_by.read_text(encoding="utf-8"))
            since = datetime.fromisoformat(note["sedan"])
            return f"Registret är redan öppet: {note['vem']}, sedan {since:%Y-%m-%d kl. %H.%M}. {advice}"
        except (OSError, ValueError, KeyError, TypeError):
            return f"Registret är redan öppet i ett annat program på datorn. {advice}"


def _user() -> str:
    """The computer's name for whoever runs the program."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user id without a name, as in some containers
        return "okänd användare"
