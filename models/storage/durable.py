"""Files that survive a power cut, whole or not at all, and that nobody else on the computer may read."""

import os
from pathlib import Path

_OURS_ONLY = 0o600


def make_private(file: Path) -> None:
    """An empty file in place of any that was there, for ourselves only. Raises OSError."""
    file.unlink(missing_ok=True)
    file.touch(_OURS_ONLY, exist_ok=False)


def write_new(file: Path, content: bytes) -> None:
    """Write a file anew and wait until it has reached the disk. Raises OSError."""
    make_private(file)
    with file.open("r+b") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())


def write_whole(file: Path, content: bytes) -> None:
    """Write a file over the one that was there: a reader finds the old one or the new. Raises OSError."""
    building = unfinished(file)
    try:
        write_new(building, content)
        put_in_place(building, file)
    finally:
        building.unlink(missing_ok=True)


def unfinished(file: Path) -> Path:
    """The name that a file has while it is being made."""
    return file.with_name(f"{file.name}.ny")


def put_in_place(building: Path, file: Path) -> None:
    """Let a finished file take its name, and wait until the folder knows. Raises OSError."""
    building.replace(file)
    sync(file.parent)


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, has reached the disk. Raises OSError."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it
    descriptor = os.open(path, os.O_RDONLY if os.name != "nt" else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
