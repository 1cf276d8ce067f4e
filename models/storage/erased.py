"""Who has been erased, kept outside the register by their ids: a backup that is restored still has them.

The list names nobody. It lies beside the register, and a copy beside each backup, so that whoever is restored from
another folder is known there too. Lists are only ever added to.

Each id is sealed under the register's key (HMAC), which no file beside the register tells: where no seal holds, nobody
is erased for it. An id has a seal for each key that the register has had since, so that backups from before a new key
know it too. A plain register has no key: its list is taken at its word, as whoever can write there can write in it too.
"""

import hmac
import json
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from models.faults import StorageFault
from models.storage.durable import write_whole
from models.storage.faults import explain
from models.storage.place import ERASED


@dataclass(frozen=True)
class Erased:
    """The day of an erasure, as the list has it, and the seals that say that it was one."""

    day: date
    seals: frozenset[str] = frozenset()


EveryErased = Mapping[UUID, Erased]


def read_erased(file: Path) -> EveryErased:
    """The list in a file; empty where there is no file. Raises StorageFault where it is damaged."""
    try:
        said = json.loads(file.read_bytes())
        return {UUID(one["id"]): _erased(one["dag"], one.get("sigill", [])) for one in said["raderade"]}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        raise StorageFault(f"{file} är skadad: vilka som har raderats kan inte läsas där.") from error


def known_erased(file: Path) -> EveryErased:
    """The list in a file, as far as it can be read: `check` names one that cannot."""
    try:
        return read_erased(file)
    except StorageFault:
        return {}


def list_faults(file: Path) -> tuple[str, ...]:
    """What is wrong with the list in a file, for `check`."""
    try:
        read_erased(file)
    except StorageFault as fault:
        return (str(fault),)
    return ()


def sealed(erased: EveryErased, key: bytes | None) -> frozenset[UUID]:
    """Those who were erased in a register under this key, and by nobody's hand; all where there is no key."""
    return frozenset(person for person, one in erased.items() if key is None or _holds(person, one, key))


def note_erased(file: Path, days: Mapping[UUID, date], key: bytes | None) -> None:
    """Add to the list, sealed under the register's key; one that is damaged is written anew.

    Raises StorageFault, with the list as it was.
    """
    noted = {person: Erased(day, _seals(person, (key,))) for person, day in days.items()}
    _write(file, known_erased(file), noted)


def seal_anew(file: Path, keys: Collection[bytes | None], new: bytes | None) -> None:
    """Seal under a new key those whose seals hold under one of these. Raises StorageFault, with the list as it was."""
    known = known_erased(file)
    holding = frozenset[UUID]().union(*(sealed(known, key) for key in keys))
    _write(file, known, {person: Erased(known[person].day, _seals(person, (new,))) for person in holding})


def strike(file: Path, people: Collection[UUID]) -> None:
    """Take those off the list whom the chief keeps. Raises StorageFault, with the list as it was."""
    known = read_erased(file)
    _put(file, {person: one for person, one in known.items() if person not in people})


def carry_erased(source: Path, target: Path) -> None:
    """Let the folder of a register know what that of a backup knows, or the other way. Raises StorageFault."""
    _write(target / ERASED, known_erased(target / ERASED), known_erased(source / ERASED))


def tell_backups(source: Path, home: Path) -> None:
    """Let a folder of backups know what that of the register knows, where it is there and can be written in.

    Else it is told by the next backup that reaches it.
    """
    with suppress(StorageFault, OSError):
        if home.is_dir():
            carry_erased(source, home)


def _write(file: Path, known: EveryErased, more: EveryErased) -> None:
    both = {person: _joined(known.get(person), more.get(person)) for person in {*known, *more}}
    if both != known:
        _put(file, both)


def _put(file: Path, erased: EveryErased) -> None:
    people = [
        {"id": str(person), "dag": one.day.isoformat(), "sigill": sorted(one.seals)}
        for person, one in sorted(erased.items())
    ]
    try:
        write_whole(file, json.dumps({"raderade": people}, indent=1).encode())
    except OSError as error:
        raise explain(error) or StorageFault(f"{file} kunde inte skrivas.") from error


def _joined(*ones: Erased | None) -> Erased:
    """The first day stands, and every seal."""
    there = [one for one in ones if one is not None]
    return Erased(min(one.day for one in there), frozenset[str]().union(*(one.seals for one in there)))


def _erased(day: str, seals: Iterable[str]) -> Erased:
    return Erased(date.fromisoformat(day), frozenset(seal for seal in seals if bytes.fromhex(seal)))


def _holds(person: UUID, one: Erased, key: bytes) -> bool:
    right = _seal(person, key)
    return any(hmac.compare_digest(seal, right) for seal in one.seals)


def _seals(person: UUID, keys: Iterable[bytes | None]) -> frozenset[str]:
    return frozenset(_seal(person, key) for key in keys if key is not None)


def _seal(person: UUID, key: bytes) -> str:
    return hmac.digest(key, b"st-kollen erased: " + person.bytes, "sha256").hex()
