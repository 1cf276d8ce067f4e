"""SQLite's locks on the file of an open register: whether they are held, and how to read the file without losing them.

A process that opens and closes a file by other means than SQLite's lets go of them (POSIX), without a word: another
program then takes the log of an open register for one that was left, and removes it with all that is written after.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from models.register import Register

_LOCKS = Path("/proc/locks")


def holds_its_locks(register: Register) -> bool:
    """For this process; true as well where the system does not say, or the register is closed or taken away."""
    file = register.place.file
    if not _LOCKS.exists() or Register._open is not register or not file.exists():
        return True
    ours = f" {os.getpid()} ", f":{file.stat().st_ino} "
    return any(all(part in line for part in ours) for line in _LOCKS.read_text(encoding="ascii").splitlines())


@contextmanager
def looked_into(folder: Path) -> Iterator[Path]:
    """A copy of a folder, which another process has made: it can be read whatever is open in the folder itself."""
    with TemporaryDirectory() as copy:
        subprocess.run(["cp", "-r", f"{folder}/.", copy], check=True)
        yield Path(copy)


def contents_of(folder: Path) -> dict[str, bytes]:
    """What each file in a folder holds, read by way of a copy."""
    with looked_into(folder) as copy:
        return {file.name: file.read_bytes() for file in copy.iterdir() if file.is_file()}
