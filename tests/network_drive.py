"""A real network drive, as the system tells of one: mounted, and served by this process.

The kernel asks whoever holds its other end (FUSE, protocol 7) what is there. This one shows the files of a folder, that
can be read and nothing else, and keeps what it was asked: whoever was to leave it alone has.
"""

import errno
import os
import struct
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import FileIO
from pathlib import Path
from stat import S_IFDIR, S_IFREG
from threading import Thread

_ASKED, _ANSWERED = struct.Struct("<IIQQ16x"), struct.Struct("<IiQ")  # the heads of a question and of an answer
_MOST, _BLOCK = 1 << 20, 4096
_LOOKUP, _FORGET, _GETATTR, _OPEN, _READ, _STATFS, _RELEASE, _FLUSH = 1, 2, 3, 14, 15, 17, 18, 25
_INIT, _OPENDIR, _READDIR, _RELEASEDIR, _ACCESS, _INTERRUPT, _FORGET_MANY, _READDIRPLUS = 26, 27, 28, 29, 34, 36, 42, 44
_UNANSWERED = {_FORGET, _INTERRUPT, _FORGET_MANY}
_CONSTANT = {
    _INIT: struct.pack("<4I2H2I2H8I", 7, 31, 0, 0, 1, 1, _BLOCK, 1, 0, 0, *[0] * 8),
    _STATFS: struct.pack("<5Q10I", *[1000] * 5, _BLOCK, 255, _BLOCK, *[0] * 7),
    **dict.fromkeys((_OPEN, _OPENDIR), bytes(16)),
    **dict.fromkeys((_READDIR, _READDIRPLUS, _RELEASE, _RELEASEDIR, _FLUSH, _ACCESS), b""),
}
# setattr, symlink, mknod, mkdir, unlink, rmdir, rename, link, write, setxattr, removexattr, create, fallocate, rename2,
# tmpfile
_CHANGING = frozenset((4, 6, 8, 9, 10, 11, 12, 13, 16, 21, 24, 35, 43, 45, 51))
_FOLDER, _FIRST = 1, 2  # the numbers by which the kernel knows the folder, and the first file in it


@dataclass
class NetworkDrive:
    """One that is mounted on a folder with some files, and what it has been asked."""

    folder: Path
    files: Sequence[tuple[bytes, bytes]]
    asked: list[int] = field(default_factory=list)

    @property
    def is_left_alone(self) -> bool:
        """Whether nobody has asked for anything to be made, written, renamed or removed."""
        return _CHANGING.isdisjoint(self.asked)

    def answer(self, what: int, node: int, said: bytes) -> bytes:
        """What there is to say of the folder or a file. Raises OSError where nothing of the kind is done."""
        if what in _CONSTANT:
            return _CONSTANT[what]
        if what == _LOOKUP:
            return self._found(said.rstrip(b"\0"))
        if what == _GETATTR:
            return bytes(16) + self._facts(node)
        if what == _READ:
            at, size = struct.unpack_from("<8xQI", said)
            return self.files[node - _FIRST][1][at : at + size]
        raise OSError(errno.EACCES, "only looked at")

    def _found(self, name: bytes) -> bytes:
        names = [one for one, _content in self.files]
        if name not in names:
            raise OSError(errno.ENOENT, "not there")
        node = _FIRST + names.index(name)
        return struct.pack("<5Q", node, 0, 0, 0, 0) + self._facts(node)

    def _facts(self, node: int) -> bytes:
        size = 0 if node == _FOLDER else len(self.files[node - _FIRST][1])
        mode = S_IFDIR | 0o777 if node == _FOLDER else S_IFREG | 0o600
        return struct.pack("<6Q10I", node, size, *[0] * 7, mode, 1, os.getuid(), os.getgid(), 0, _BLOCK, 0)


MountNetwork = Callable[[Path], NetworkDrive]


@contextmanager
def network_drive(folder: Path, shown: Path) -> Iterator[NetworkDrive]:
    """Mount one that shows the files of a folder. Raises OSError, CalledProcessError where none can be mounted."""
    drive = NetworkDrive(
        folder, [(os.fsencode(one.name), one.read_bytes()) for one in shown.iterdir() if one.is_file()]
    )
    end = os.open("/dev/fuse", os.O_RDWR)
    try:
        options = f"fd={end},rootmode=40000,user_id={os.getuid()},group_id={os.getgid()}"
        mount = ["mount", "-i", "-t", "fuse.sshfs", "-o", options, "server:/gemensam", str(folder)]
        subprocess.run(mount, check=True, capture_output=True, pass_fds=(end,))
    except BaseException:
        os.close(end)
        raise
    server = Thread(target=_serve, args=(end, drive), daemon=True)
    server.start()
    try:
        yield drive
    finally:
        subprocess.run(["umount", str(folder)], check=True)
        server.join()


def _serve(end: int, drive: NetworkDrive) -> None:
    """Answer until it is no longer mounted. Whoever asks is let go of with the end, however this ends."""
    with open(end, "r+b", buffering=0) as kernel:
        while (question := _next(kernel)) is not None:
            _size, what, number, node = _ASKED.unpack_from(question)
            drive.asked.append(what)
            if what not in _UNANSWERED:
                try:
                    answer, wrong = drive.answer(what, node, question[_ASKED.size :]), 0
                except OSError as error:
                    answer, wrong = b"", error.errno or errno.EIO
                kernel.write(_ANSWERED.pack(_ANSWERED.size + len(answer), -wrong, number) + answer)


def _next(kernel: FileIO) -> bytes | None:
    try:
        return kernel.read(_MOST)
    except OSError as error:
        if error.errno == errno.ENODEV:  # it is mounted no longer
            return None
        raise
