"""Files that survive a power cut, whole or not at all, and that nobody may read but those who share their folder.

Whoever may write in such a folder may have put a link there that leads to somebody's own file: none is followed.
"""

import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

_OURS_ONLY, _OUR_FOLDER = 0o600, 0o700


def share(path: Path) -> None:
    """Open a file or folder to those who may write in the folder that it is in; in one's own that is nobody else.

    The folder's group counts where what is made there belongs to it (setgid), and nobody does in a folder such as /tmp,
    where everybody's files are their own. A file that has another name too may be somebody's own, and is left as it is.
    On Windows a folder's rights are inherited. Raises OSError, also where it is a link.
    """
    if os.name == "nt":
        return
    with suppress(PermissionError):  # another's, who has shared it already
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        try:
            own = os.fstat(descriptor)
            if stat.S_ISDIR(own.st_mode) or own.st_nlink == 1:
                os.fchmod(descriptor, _shared_rights(own, path.parent.stat()))
        finally:
            os.close(descriptor)


def _shared_rights(own: os.stat_result, folder: os.stat_result) -> int:
    is_folder = stat.S_ISDIR(own.st_mode)
    classes = (0o070 if folder.st_gid == own.st_gid else 0) | 0o007
    writers = 0 if folder.st_mode & stat.S_ISVTX else folder.st_mode & classes & 0o022
    kept = own.st_mode & stat.S_ISGID
    readers, walkers = writers << 1, writers >> 1 if is_folder else 0
    return kept | (_OUR_FOLDER if is_folder else _OURS_ONLY) | writers | readers | walkers


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it, where they are not there. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(_OUR_FOLDER, parents=True, exist_ok=True)
        share(folder)


def follow_no_link(name: str, flags: int) -> int:
    """What `open` opens a file with (its `opener`) where no link is to be followed. Raises OSError where it is one."""
    return os.open(name, flags | getattr(os, "O_NOFOLLOW", 0), _OURS_ONLY)


def open_new(file: Path) -> BinaryIO:
    """An empty file in place of any that was there, for ourselves only, to write in. Raises OSError."""
    file.unlink(missing_ok=True)
    return open(file, "xb", opener=follow_no_link)  # Path.open takes none


def make_private(file: Path) -> None:
    """An empty file in place of any that was there, for ourselves only. Raises OSError."""
    open_new(file).close()


def copy_new(source: Path, file: Path) -> None:
    """Write a file anew as a copy of another, for ourselves only. Raises OSError."""
    with source.open("rb") as there, open_new(file) as out:
        shutil.copyfileobj(there, out)


def write_new(file: Path, content: bytes) -> None:
    """Write a file anew and wait until it has reached the disk. Raises OSError."""
    with open_new(file) as out:
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
    """Let a finished file take its name and its folder's rights, and wait until the folder knows. Raises OSError."""
    share(building)
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
