"""What a register has that a backup has not, and the other way about: what restoring it would do."""

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from models.copies import Difference
from models.faults import StorageFault
from models.rights import Role
from models.storage.connection import connection
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.migrations import CHAINED, WITH_USERS
from models.text import swedish_key


@dataclass(frozen=True)
class _Side:
    """One of the two: the versions and names of people, the users who may sign in with their roles, the last entry."""

    people: Mapping[str, tuple[int, str]]
    users: Mapping[str, tuple[str, str]]
    last: int | None


def difference(register: Path, key: bytes | None, backup: Path, its_key: bytes | None) -> Difference:
    """What restoring a backup would do to a register, which may be open. Raises StorageFault."""
    schemas = inspect(register, key), inspect(backup, its_key)
    try:
        with connection(register, key) as now, connection(backup, its_key) as then:
            return _difference(now, then, *schemas)
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{backup} kan inte jämföras med registret.") from error


def _difference(now: sqlite3.Connection, then: sqlite3.Connection, *schemas: int) -> Difference:
    ours, theirs = (_side(opened, schema) for opened, schema in zip((now, then), schemas, strict=True))
    lost = back = None
    both = ours.people.keys() & theirs.people.keys()
    touched = {key for key in both if ours.people[key][0] != theirs.people[key][0]}
    if ours.last is not None and theirs.last is not None:
        common = _common(now, then, min(ours.last, theirs.last))
        lost, back = ours.last - common, theirs.last - common
        touched |= (_about(now, common) | _about(then, common)) & both
    return Difference(
        lost,
        back,
        _names(ours, ours.people.keys() - theirs.people.keys()),
        _names(ours, touched),
        _names(theirs, theirs.people.keys() - ours.people.keys()),
        _in_order(ours.users[key][0] for key in ours.users.keys() - theirs.users.keys()),
        _removed(ours, theirs),
    )


def _side(opened: sqlite3.Connection, schema: int) -> _Side:
    people = {key: (version, name) for key, version, name in opened.execute("SELECT id, version, name FROM candidate")}
    users, last = {}, None
    if schema >= WITH_USERS:
        found = opened.execute('SELECT id, name, role FROM "user" WHERE NOT archived')
        users = {key: (name, role) for key, name, role in found}
    if schema >= CHAINED:
        last = opened.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()[0]
    return _Side(people, users, last)


def _common(now: sqlite3.Connection, then: sqlite3.Connection, most: int) -> int:
    """How many entries the two logs begin with in common: a link seals all those before it."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        ours, theirs = (opened.execute("SELECT link FROM audit WHERE seq = ?", (middle,)) for opened in (now, then))
        if ours.fetchone() == theirs.fetchone():
            least = middle
        else:
            most = middle - 1
    return least


def _about(opened: sqlite3.Connection, common: int) -> set[str]:
    """Whom the entries after those in common are about."""
    rows = opened.execute(
        "SELECT candidate, candidates FROM audit_payload JOIN audit ON audit.id = entry WHERE seq > ?", (common,)
    )
    return {key for one, several in rows for key in (one, *several.split()) if key}


def _names(side: _Side, keys: set[str]) -> tuple[str, ...]:
    return _in_order(side.people[key][1] for key in keys)


def _in_order(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=swedish_key))


def _removed(ours: _Side, theirs: _Side) -> Mapping[UUID, str]:
    again = theirs.users.keys() - ours.users.keys() if ours.users else set()
    if all(role != Role.CHIEF for key, (_name, role) in theirs.users.items() if key not in again):
        again = {key for key in again if theirs.users[key][1] != Role.CHIEF}
    return {UUID(key): theirs.users[key][0] for key in sorted(again)}
