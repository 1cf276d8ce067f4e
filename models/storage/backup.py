"""Backup and restore of the whole file: written beside, verified, made durable, and only then put in place."""

import sqlite3
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from models.faults import DamagedRegister, StorageFault
from models.storage.connection import connection
from models.storage.durable import (
    copy_new,
    make_folder,
    make_private,
    put_in_place,
    sync,
    unfinished,
    write_new,
    write_whole,
)
from models.storage.erased import carry_erased, seal_anew
from models.storage.faults import explain
from models.storage.file import inspect, require_known, schema_of
from models.storage.heads import head_of, note_of_restore
from models.storage.manifest import digest_of, manifest_text, read_manifest
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.second_homes import close_anew

if TYPE_CHECKING:
    from models.storage.slots import Slot


def back_up(source: Path, target: Path, now: datetime, key: bytes | None = None) -> Path:
    """A verified copy of a register that may be open, its manifest beside it and, where it is encrypted, its keyring.

    The copy is under the same key; the manifest has the last link of the copy's log.
    Raises StorageFault, leaving nothing half written.
    """
    beside = keyring_beside(target), manifest_beside(target)
    if any(path.exists() for path in (target, *beside)):
        raise StorageFault(f"{target} finns redan. Välj ett annat namn.")
    building = unfinished(target)
    try:
        schema = inspect(source, key)
        keyring = None if key is None else _keyring_of(source, key)
        make_folder(target.parent)
        make_private(building)
        with connection(source, key) as opened:
            opened.execute("VACUUM INTO ?", (str(building),))
        verify(building, key, called=source)
        sync(building)
        if keyring is not None:
            write_whole(keyring_beside(target), keyring)
        write_whole(manifest_beside(target), manifest_text(now, schema, head_of(building, key), digest_of(building)))
        carry_erased(source.parent, target.parent)
        put_in_place(building, target)
    except (OSError, sqlite3.Error) as error:
        raise explain(error) or StorageFault(f"Säkerhetskopian kunde inte skrivas till {target}.") from error
    finally:
        _remove(building, *(() if target.exists() else beside))
    return target


def restore(
    place: Place,
    source: Path,
    now: datetime,
    key: bytes | None = None,
    without: Collection[UUID] = (),
    *,
    keeping: "Slot | None" = None,
    replaced: bytes | None = None,
) -> Path | None:
    """Put a verified backup in the register's place; returns the folder that the replaced files were moved to.

    The caller holds the register's lock. An encrypted backup (its key comes from the keyring beside it) brings that
    keyring back too: the register is then opened with the passwords of that day, but not by the users that it is to be
    `without`, who have been removed since; and by one, `keeping` their slot, with the password of now. Whoever knows
    that day's key can still read it, until it is changed. Whoever has been erased since is erased again when the
    register is opened; where it has had another key since that day, only with the key of what is `replaced`, which
    tells who they are. Raises StorageFault, with the register as it was,
    also where the backup's log does not end as its manifest says. Killed on the way, there may be no register in place,
    and none is made there until a backup has been restored.
    """
    verify(source, key)
    _ends_as_it_did(source, key)
    keyring = None if key is None else _keyring_of(source, key, without, keeping)
    place.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    keyring_on_its_way, note_on_its_way = unfinished(place.keyring), unfinished(place.restored)
    try:
        copy_new(source, place.restoring)
        verify(place.restoring, key)
        sync(place.restoring)
        if keyring is not None:
            write_new(keyring_on_its_way, keyring)
        write_new(note_on_its_way, note_of_restore(place, place.restoring, key))
        carry_erased(source.parent, place.folder)
        if replaced is not None:
            seal_anew(place.erased, (replaced,), key)
            close_anew(place, replaced, key)
        aside = _free_aside(place, now)
        try:
            moved = _move_aside(place, aside)
            put_in_place(note_on_its_way, place.restored)  # while there is no other register that it could be about
            if keyring is not None:
                put_in_place(keyring_on_its_way, place.keyring)
            put_in_place(place.restoring, place.file)
            if keyring is None:
                place.keyring.unlink(missing_ok=True)
        except OSError:
            _move_back(place, aside)
            raise
    except (OSError, sqlite3.Error) as error:
        raise explain(error) or StorageFault(f"{source} kunde inte återläsas.") from error
    finally:
        _remove(place.restoring, keyring_on_its_way, note_on_its_way)
    return aside if moved else None


def verify(file: Path, key: bytes | None = None, *, called: Path | None = None, references: bool = True) -> None:
    """Raises DamagedRegister unless the file is a register of ours, whole and with every reference in place.

    In an encrypted file a single changed bit is found, wherever it is: every page has a keyed checksum (HMAC).
    Raises NewerRegister where it is whole, and from a newer program. A copy may be `called` by what it was made of, and
    `references` left for `check` to name.
    """
    version = schema_of(file, key)
    try:
        with connection(file, key) as opened:
            changed = [] if key is None else opened.execute("PRAGMA cipher_integrity_check").fetchall()
            damage = opened.execute("PRAGMA integrity_check").fetchone()[0]
            broken = opened.execute("PRAGMA foreign_key_check").fetchall() if references else []
    except sqlite3.DatabaseError as error:
        raise _damaged(called or file) from error
    if changed or damage != "ok" or broken:
        raise _damaged(called or file)
    require_known(file, version)


def _damaged(file: Path) -> DamagedRegister:
    return DamagedRegister(f"{file} är skadad och kan inte användas. Återläs en säkerhetskopia som är hel.")


def _ends_as_it_did(source: Path, key: bytes | None) -> None:
    """Raises StorageFault where the manifest beside a backup, if there is one, tells of another last link."""
    manifest = manifest_beside(source)
    if manifest.exists() and read_manifest(manifest).head != head_of(source, key):
        raise StorageFault(f"Loggen i {source} slutar inte så som det står i {manifest.name}. Kopian är ändrad.")


def _keyring_of(source: Path, key: bytes, without: Collection[UUID] = (), keeping: "Slot | None" = None) -> bytes:
    """The keyring beside a file, as it is to lie beside a copy. Raises StorageFault where it does not open the file."""
    from models.storage.keyring import keep_slot, remove_slot, settled  # noqa: PLC0415  only where something is encrypted
    from models.storage.keyring_text import read_keyring, text_of_keyring  # noqa: PLC0415

    keyring = settled(read_keyring(keyring_beside(source)), key)
    if keeping is not None:
        keyring = keep_slot(keyring, key, keeping)
    for user in without:
        keyring = remove_slot(keyring, key, user)
    return text_of_keyring(keyring)


def _remove(*files: Path) -> None:
    for file in files:
        with suppress(OSError):
            file.unlink(missing_ok=True)


def _free_aside(place: Place, now: datetime) -> Path:
    """A folder that is not there yet, so that nothing that was put aside before is written over."""
    name = f"ersatt-{now.astimezone():%Y-%m-%dT%H%M%S}"
    numbered = (f"{name}-{number}" for number in count(2))
    return next(folder for one in chain((name,), numbered) if not (folder := place.backups / one).exists())


def _move_back(place: Place, aside: Path) -> None:
    if not unfinished(place.restored).exists():  # the note has taken its place
        place.restored.unlink(missing_ok=True)
    for path in aside.iterdir() if aside.exists() else ():
        path.replace(place.folder / path.name)
    with suppress(OSError):
        aside.rmdir()


def _move_aside(place: Place, aside: Path) -> bool:
    """Move the register and what belongs to it, itself first: without it the rest is not taken for a register.

    The keyring is copied: whenever this is killed there is one to sign in with. Of a register that is lost it is kept
    too, which opens it when it is found.
    """
    moving = [path for path in (*place.companions(), place.restored) if path.exists()]
    if not moving and not place.keyring.exists():
        return False
    make_folder(place.backups)
    make_folder(aside)
    if place.keyring.exists():
        write_whole(aside / place.keyring.name, place.keyring.read_bytes())
    for path in moving:
        path.replace(aside / path.name)
    sync(aside)
    return True
