"""A register made before there was encryption: brought under a key, and what is left of it in plain text erased."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import pairwise
from pathlib import Path

from models.faults import StorageFault
from models.storage.backup import back_up
from models.storage.durable import follow_no_link, make_folder, sync
from models.storage.erased import seal_anew
from models.storage.faults import explain
from models.storage.file import is_plain
from models.storage.keyring import generation_of
from models.storage.keyring_text import read_keyring
from models.storage.migrations import APPLICATION_ID
from models.storage.place import Place, companions, manifest_beside
from models.storage.rekeyed import rekey

_ID_AT = 68  # where SQLite keeps whose file it is
_PAGE = 4096
_PIECE = 1024 * 1024


def bring_over(place: Place, now: datetime, key: bytes) -> Path:
    """Encrypt a closed plain register under a key that its keyring, written before, holds; answers with a plain backup.

    The caller holds the register's lock. First a verified backup, then an encrypted copy, compared row by row, which
    takes the register's place; the old file is kept among the backups. Nothing plain is erased until `erase` is told.
    Killed at any point, either the plain or the encrypted register is in place, whole.
    Raises StorageFault, with the plain one in place.
    """
    generation_of(read_keyring(place.keyring), key)
    moment = f"{now.astimezone():%Y-%m-%dT%H%M%S}"
    old = place.backups / f"okrypterat-{moment}.db"
    try:
        _keep(place, old)
        backup = back_up(place.file, place.backups / f"fore-kryptering-{moment}.db", now)
        seal_anew(place.erased, (None,), key)
        rekey(place.file, None, key)
    except StorageFault:
        for path in companions(old):
            path.unlink(missing_ok=True)
        raise
    return backup


def plain_files(place: Place) -> tuple[Path, ...]:
    """Every file of ours that anybody can read, the register itself excepted: old registers, backups and their logs.

    What was exported, and backups in other folders, are not known here. Raises StorageFault.
    """
    try:
        return tuple(_plain_files(place))
    except OSError as error:
        raise explain(error) or StorageFault(f"{place.folder} går inte att läsa.") from error


def erase(files: Iterable[Path]) -> None:
    """Overwrite files with zeros and remove them, with what they said of themselves. Raises StorageFault.

    It reaches what the files hold now. What they left in free space before, and what a solid-state disk or a copying
    file system has kept elsewhere, is protected by nothing but the encryption of the whole disk.
    """
    for file in files:
        try:
            if not file.is_symlink():  # which is nothing of ours: where it leads is left alone
                _overwrite(file)
            file.unlink()
            if file.suffix == ".db":
                manifest_beside(file).unlink(missing_ok=True)
            sync(file.parent)
        except OSError as error:
            raise explain(error) or StorageFault(f"{file} kunde inte raderas.") from error


def _keep(place: Place, old: Path) -> None:
    """Give the old files a second name, since the first is taken over while their content is still to be erased."""
    try:
        make_folder(place.backups)
        for path, name in zip(place.companions(), companions(old), strict=True):
            if path.exists():
                os.link(path, name)
    except OSError as error:
        advice = "Flytta registret till datorns egen disk och försök igen."
        raise explain(error) or StorageFault(f"{place.file} kan inte krypteras där den ligger. {advice}") from error


def _plain_files(place: Place) -> Iterator[Path]:
    """A file comes after those beside it, so that one whose erasing was cut off is found again with all that it had.

    Where bringing over was cut off, one of them is the register itself by a second name. Its file is not even looked
    into: closing it again would let go of the locks that SQLite holds on it for this process.
    """
    own = [path.stat() for path in place.companions() if path.exists()]
    for file in sorted((*place.folder.glob("*"), *place.backups.rglob("*"))):
        if not file.is_file() or any(os.path.samestat(file.stat(), one) for one in own):
            continue
        if _is_plain_register(file):
            yield from (path for path in reversed(companions(file)) if path.exists())


def _is_plain_register(file: Path) -> bool:
    if not is_plain(file):
        return False
    with file.open("rb") as opened:
        opened.seek(_ID_AT)
        return opened.read(4) == APPLICATION_ID.to_bytes(4)


def _overwrite(file: Path) -> None:
    """From the end to the beginning: its first page tells that it is plain, for as long as anything else is left.

    That page is a piece of its own: one that is being written when the program is killed may be written in part.
    """
    with open(file, "r+b", opener=follow_no_link) as opened:
        size = opened.seek(0, os.SEEK_END)
        starts = (0, *range(_PAGE, size, _PIECE), size)
        for start, end in reversed([*pairwise(starts)]):
            opened.seek(start)
            opened.write(bytes(end - start))
            opened.flush()
            os.fsync(opened.fileno())
