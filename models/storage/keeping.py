"""The backups that the program keeps by itself: beside the register and in a second folder, thinned as they grow old.

Only files whose names the program gives them are ever removed; one that somebody has named is theirs to keep.
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from models.copies import Copy, Kept
from models.faults import DamagedRegister, StorageFault
from models.rules.chain import EMPTY, ChainHead
from models.rules.retention import USUAL_BACKUP_DAYS
from models.rules.thinning import OF_A_MOMENT, as_made, kept
from models.storage.aged import look_over
from models.storage.backup import back_up, verify
from models.storage.connection import connection
from models.storage.durable import copy_new, make_folder, put_in_place, sync, unfinished, write_whole
from models.storage.erased import carry_erased, tell_backups
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.heads import head_of, held_beside
from models.storage.manifest import Manifest, read_manifest
from models.storage.migrations import LATEST, WITH_RETENTION, WITH_SECOND_FOLDER
from models.storage.place import Place, keyring_beside, manifest_beside
from models.storage.second_homes import Use, known_homes, name_none, name_only, note_home

_NAMED = re.compile(r"(st-kollen|fore-schema-\d+|ersatt)-(\d{4}-\d\d-\d\dT\d{6})(?:-\d+)?")
_ORDINARY = "st-kollen"
_REPLACED = "ersatt-*/st-kollen.db"


def copies_in(folder: Path) -> tuple[Copy, ...]:
    """The backups in a folder, newest first, and the registers that restores have put aside. Raises StorageFault."""
    found = _found_in(folder)
    return newest_first(found, _moments(folder, found))


def copies_under(folder: Path) -> tuple[Copy, ...]:
    """The backups in a folder that somebody names, such as a USB stick, and in what the program has made in it.

    Newest first. Raises StorageFault.
    """
    homes = (folder, *filter(Path.is_dir, folder.glob("st-kollen*")))
    found = {there: _found_in(there) for home in homes for there in (home, Place(home).backups)}
    moments = {file: made for there, copies in found.items() for file, made in _moments(there, copies).items()}
    return newest_first((copy for copies in found.values() for copy in copies), moments)


def newest_first(copies: Iterable[Copy], moments: Mapping[Path, datetime]) -> tuple[Copy, ...]:
    """By when they were made, as `as_made` tells, and those of one second by the number in their names."""
    return tuple(sorted(copies, key=lambda copy: (moments[copy.file], copy.file.stem), reverse=True))


def _moments(folder: Path, copies: Sequence[Copy]) -> Mapping[Path, datetime]:
    heads = {copy.file: copy.head for copy in copies if copy.head is not None}
    return as_made({copy.file: copy.made_at for copy in copies}, held_beside(folder, heads))


def _found_in(folder: Path) -> tuple[Copy, ...]:
    try:
        files = (*folder.glob("*.db"), *folder.glob(_REPLACED))
        return tuple(copy_of(file) for file in files if file.is_file())
    except OSError as error:
        raise explain(error) or StorageFault(f"{folder} går inte att läsa.") from error


def copy_of(file: Path) -> Copy:
    """What is known of a backup. Raises DamagedRegister where there is no such file."""
    if not file.is_file():
        raise DamagedRegister(f"Filen {file} finns inte. Kontrollera namnet.")
    there = file.stat()
    name = file.parent.name if file.match(_REPLACED) else file.stem
    named = _moment_in(name)
    manifest: Manifest | None
    try:
        manifest = read_manifest(manifest_beside(file))
    except StorageFault:
        manifest = None
    if manifest is not None:
        made_at = manifest.made_at
    else:
        made_at = named[1].astimezone() if named else datetime.fromtimestamp(there.st_mtime).astimezone()
    schema, head, digest = (None, None, None) if manifest is None else (manifest.schema, manifest.head, manifest.digest)
    encrypted = keyring_beside(file).exists()
    return Copy(file, made_at.astimezone(), there.st_size, schema, head, digest, encrypted, named)


def is_due(place: Place, key: bytes | None) -> bool:
    """Whether something has been written that no backup beside the register ends with. Raises StorageFault.

    By the chain and not by any clock. An empty register has nothing to lose.
    """
    as_now = {copy.head for copy in copies_in(place.backups) if copy.schema == LATEST}
    return _head_now(place, key) not in {EMPTY, *as_now}


def keep(place: Place, now: datetime, key: bytes | None, second: Path | None, *, anyway: bool = False) -> Kept:
    """Make a backup where one is due, or anyway; let the second folder have the newest; and thin both.

    Those made before are told who has been erased since, whether one is due or not, and in folders that were the second
    one they go in time too.
    The register may be open. Raises StorageFault where no backup could be made; nothing has then been thinned.
    """
    tell_backups(place.folder, place.backups)
    copy = None
    if anyway or is_due(place, key):
        copy = back_up(place.file, _free(place.backups, now), now, key)
        thin(place.backups, now, copy.name)
    dropped = _no_second(place, key) if second is None else ""
    fault = "" if second is None else _second(place, now, key, second)
    look_over(place, key, now, days_in(place.file, key))
    return Kept(copy, fault, dropped)


def second_folder_in(file: Path, key: bytes | None) -> Path | None:
    """The second folder that the clinic has named in a register, which may be open elsewhere. Raises StorageFault."""
    found = _said_in(file, key, "second_folder", WITH_SECOND_FOLDER)
    return Path(found) if found else None


def days_in(file: Path, key: bytes | None) -> int:
    """For how many days the clinic keeps backups, and what restores put aside. Raises StorageFault."""
    return int(_said_in(file, key, "keep_backups_days", WITH_RETENTION) or USUAL_BACKUP_DAYS)


def _said_in(file: Path, key: bytes | None, setting: str, since: int) -> Any:
    """What a clinic has said in a register of a schema that asks for it; None where it has not."""
    if inspect(file, key) < since:
        return None
    try:
        with connection(file, key) as opened:
            found = opened.execute(f'SELECT "{setting}" FROM clinic').fetchone()  # noqa: S608  our own columns
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{file} går inte att läsa.") from error
    return None if found is None else found[0]


def thin(folder: Path, now: datetime, newest: str) -> None:
    """Remove what the rule no longer keeps, after a good backup; those made before something else have an age too.

    `newest` is the name of that backup, which stays: a clock that was wrong may have named it.
    """
    local = now.astimezone().replace(tzinfo=None)
    named = {copy: copy.named for copy in copies_in(folder) if copy.named is not None}
    wanted = kept((moment for kind, moment in named.values() if kind == _ORDINARY), local)
    for copy, (kind, moment) in named.items():
        is_old = moment not in wanted if kind == _ORDINARY else local - moment > OF_A_MOMENT
        if is_old and copy.file.name != newest:
            _remove(copy)
    _sweep(folder, local)


def second_home(place: Place, second: Path) -> Path:
    """This register's own folder in the second folder, where other registers may have theirs. Raises StorageFault."""
    if not place.keyring.exists():
        return second / "st-kollen"
    from models.storage.keyring_text import read_keyring  # noqa: PLC0415  only where something is encrypted

    return second / f"st-kollen-{read_keyring(place.keyring).register.hex[-8:]}"


def duplicate(source: Path, target: Path, key: bytes | None) -> None:
    """The same backup in another folder, with what lies beside it, and verified there.

    Raises StorageFault, leaving nothing half written.
    """
    building = unfinished(target)
    try:
        make_folder(target.parent)
        copy_new(source, building)
        verify(building, key)
        sync(building)
        for beside in (keyring_beside, manifest_beside):
            if beside(source).exists():
                write_whole(beside(target), beside(source).read_bytes())
        carry_erased(source.parent, target.parent)  # before the copy: whoever restores it is to know
        put_in_place(building, target)
    except OSError as error:
        raise explain(error) or StorageFault(f"Säkerhetskopian kunde inte skrivas till {target}.") from error
    finally:
        with suppress(OSError):
            building.unlink(missing_ok=True)


def _no_second(place: Place, key: bytes | None) -> str:
    """None has been named; what to say where that is because a restore took the setting back."""
    with suppress(StorageFault):
        name_none(place, key)
    dropped = next((home for home in known_homes(place, key) if home.use is Use.DROPPED), None)
    return "" if dropped is None else told_of_dropped(dropped.folder.parent)


def told_of_dropped(folder: Path) -> str:
    """What to say where a restore has taken the setting back that copies go to a folder."""
    return (
        f"Efter återläsningen läggs inga säkerhetskopior i {folder}: ange mappen igen under Vårdcentralens uppgifter "
        "(ctrl+p), eller spara dem utan mapp om det ska vara så."
    )


def _second(place: Place, now: datetime, key: bytes | None, second: Path) -> str:
    """Let the second folder have the newest backup; what is wrong where it cannot."""
    try:
        home = second_home(place, second)
        name_only(place, key, home)
        if not second.is_dir():
            raise StorageFault("Mappen går inte att nå.")
        tell_backups(place.folder, home)
        newest = _newest(place, key)
        if newest is not None:
            note_home(place, key, home, newest.made_at)
        if newest is not None and not (home / newest.file.name).exists():
            duplicate(newest.file, home / newest.file.name, key)
            thin(home, now, newest.file.name)
    except (StorageFault, OSError) as fault:
        return f"Säkerhetskopior når inte {second} sedan {_since(place, now):%Y-%m-%d}: {fault}"
    with suppress(OSError):
        place.second.unlink(missing_ok=True)
    return ""


def _newest(place: Place, key: bytes | None) -> Copy | None:
    """The backup of the register as it is; where there is none, the latest by a clock that may have been set back."""
    ordinary = [copy for copy in copies_in(place.backups) if copy.named is not None and copy.named[0] == _ORDINARY]
    head = _head_now(place, key)
    return next((copy for copy in ordinary if copy.head == head), next(iter(ordinary), None))


def _head_now(place: Place, key: bytes | None) -> ChainHead | None:
    """The last link of the register's log. Raises StorageFault."""
    try:
        return head_of(place.file, key)
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{place.file} går inte att läsa.") from error


def _since(place: Place, now: datetime) -> datetime:
    """When it was first found so; noted without the folder's name, which may be somebody's."""
    try:
        return datetime.fromisoformat(json.loads(place.second.read_bytes())["sedan"]).astimezone()
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        with suppress(OSError):
            write_whole(place.second, json.dumps({"sedan": now.isoformat()}).encode())
        return now.astimezone()


def _free(folder: Path, now: datetime) -> Path:
    """A name of our own for a backup that is made now."""
    name = f"{_ORDINARY}-{now.astimezone():%Y-%m-%dT%H%M%S}"
    taken = {path.stem for path in folder.glob(f"{name}*")}
    numbered = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return folder / f"{next(one for one in (name, *numbered) if one not in taken)}.db"


def _moment_in(name: str) -> tuple[str, datetime] | None:
    found = _NAMED.fullmatch(name)
    if found is None:
        return None
    try:
        return found[1].partition("-schema")[0], datetime.strptime(found[2], "%Y-%m-%dT%H%M%S")  # noqa: DTZ007
    except ValueError:
        return None


def _remove(copy: Copy) -> None:
    """The backup itself first: what is left of one that was cut off is not taken for one, and is swept."""
    with suppress(OSError):
        if copy.file.match(_REPLACED):  # itself last: the folder is found by it
            _unlink(sorted(copy.file.parent.iterdir(), key=lambda path: path == copy.file))
            copy.file.parent.rmdir()
        else:
            _unlink((copy.file, keyring_beside(copy.file), manifest_beside(copy.file)))


def _sweep(folder: Path, local: datetime) -> None:
    """What a program that was killed has left of a backup, on another day than this one."""
    with suppress(OSError):
        _unlink(_left_behind(folder, local))


def _left_behind(folder: Path, local: datetime) -> Iterator[Path]:
    for path in folder.iterdir():
        stem, _, ending = path.name.partition(".")
        named = _moment_in(stem)
        if named is None or named[1].date() >= local.date() or not path.is_file():
            continue
        if ending.endswith((".ny", ".ny-journal")) or not (folder / f"{stem}.db").exists():
            yield path


def _unlink(files: Iterable[Path]) -> None:
    for file in tuple(files):
        file.unlink(missing_ok=True)
