"""The last link of the log: read from a file, and kept outside it, so that a log cut off or made anew shows.

What is kept beside the register can be taken away by whoever can write there; what has left the computer cannot.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from models.faults import StorageFault
from models.rules.chain import EMPTY, ChainHead
from models.storage.connection import connection
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.kinship import is_of_another_than_lost
from models.storage.manifest import as_said, head_said, read_manifest
from models.storage.migrations import CHAINED
from models.storage.place import Place, manifest_beside


def last_link(opened: sqlite3.Connection) -> ChainHead:
    """The last link of the chain in an open register."""
    found = opened.execute("SELECT seq, link FROM audit ORDER BY seq DESC LIMIT 1").fetchone()
    return EMPTY if found is None else ChainHead(*found)


def head_of(file: Path, key: bytes | None) -> ChainHead | None:
    """The last link of a register or a backup; None before the log was a chain. Raises StorageFault, sqlite3.Error."""
    if inspect(file, key) < CHAINED:
        return None
    with connection(file, key) as opened:
        return last_link(opened)


def note_of_restore(place: Place, restored: Path, key: bytes | None) -> bytes:
    """What is to be noted where a backup takes the register's place: by its chain, and not by any clock.

    The links that backups beside the register keep and that it has not belong to the log that is put aside: they are
    not to be looked for in what is written from now on. Raises StorageFault, sqlite3.Error.
    """
    heads, _faults = _manifest_heads(place)
    head, aside = head_of(restored, key), {one.link for one in heads.values()}
    if head is not None:
        with connection(restored, key) as opened:
            aside -= {one.link for one in heads.values() if _stands(opened, one)}
    return json.dumps({"kedja": as_said(head), "ersatta": sorted(aside)}, ensure_ascii=False, indent=1).encode()


def held_of(place: Place, key: bytes | None, backups: Iterable[Path]) -> Mapping[Path, int]:
    """How many entries of the register's log each backup has, by its manifest and not by any clock.

    One without a manifest, or that ends with what is no entry of that log, as after a restore, is left out.
    The register may be open. Raises StorageFault.
    """
    try:
        if inspect(place.file, key) < CHAINED:
            return {}
        with connection(place.file, key) as opened:
            heads = ((file, _manifest_head(manifest_beside(file))) for file in backups)
            return {file: head.seq for file, head in heads if head is not None and _stands(opened, head)}
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{place.file} går inte att läsa.") from error


def held_beside(folder: Path, heads: Mapping[Path, ChainHead]) -> Mapping[Path, int]:
    """How many entries of the register's log its backups in a folder have, as far as can be told without its key.

    That is known of the folder beside a register, less what restores have put aside there and what is another
    register's. In another folder there may be several logs, and nothing tells which of them is the register's.
    """
    place = Place(folder.parent)
    if folder != place.backups or not any(path.exists() for path in (place.file, place.keyring, place.restored)):
        return {}
    try:
        aside = _noted(place)[1] if place.restored.exists() else frozenset()
    except _NO_NOTE:
        return {}
    ours = (file for file, head in heads.items() if head.link not in aside and not is_of_another_than_lost(place, file))
    return {file: heads[file].seq for file in ours}


def kept_heads(place: Place) -> tuple[Mapping[str, ChainHead], Sequence[str]]:
    """The last links that are kept beside a register, by where, and what is wrong with the files that keep them.

    They are those of its backups and of its latest restore, save for what that put aside.
    """
    heads, faults = _manifest_heads(place)
    if not place.restored.exists():
        return heads, faults
    try:
        head, aside = _noted(place)
    except _NO_NOTE:
        return heads, (*faults, f"{place.restored} är skadad: vad som senast återlästes kan inte läsas.")
    standing = {where: one for where, one in heads.items() if one.link not in aside}
    return standing if head is None else {"den senaste återläsningen": head, **standing}, faults


_NO_NOTE = (OSError, ValueError, TypeError, LookupError, RecursionError)


def _noted(place: Place) -> tuple[ChainHead | None, frozenset[str]]:
    """What the latest restore has noted: what it put in place, and the links that it put aside. Raises any of them."""
    said = json.loads(place.restored.read_bytes())
    return head_said(said["kedja"]), frozenset(said["ersatta"])


def _stands(opened: sqlite3.Connection, head: ChainHead) -> bool:
    """Whether a link stands in the log of an open register."""
    found = opened.execute("SELECT link FROM audit WHERE seq = ?", (head.seq,)).fetchone()
    return found is not None and found[0] == head.link


def _manifest_head(file: Path) -> ChainHead | None:
    with suppress(StorageFault):
        return read_manifest(file).head
    return None


def _manifest_heads(place: Place) -> tuple[dict[str, ChainHead], Sequence[str]]:
    heads, faults = {}, []
    for file in sorted(place.backups.glob("*.json")):
        try:
            head = read_manifest(file).head
        except StorageFault as fault:
            faults.append(str(fault))
            continue
        if head is not None:
            heads[f"säkerhetskopian {file.stem}"] = head
    return heads, tuple(faults)
