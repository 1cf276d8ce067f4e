"""What a register has that a backup has not, and the other way about: what restoring it would do."""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from models.copies import Difference
from models.faults import StorageFault
from models.rights import Role
from models.storage.connection import connection
from models.storage.draft_difference import Drafts, draft_difference, drafts_in, named_about, without
from models.storage.erased import known_erased, sealed
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.kinship import is_of_another
from models.storage.migrations import CHAINED, WITH_USERS
from models.storage.place import ERASED
from models.storage.row_difference import row_differences, settings
from models.storage.user_difference import Users, slots_beside, user_difference
from models.text import swedish_key


@dataclass(frozen=True)
class _Side:
    """One of the two: the versions and names of people, the users who may sign in, drafts, the last entry."""

    people: Mapping[str, tuple[int, str]]
    users: Users
    drafts: Drafts
    last: int | None


def difference(
    register: Path,
    key: bytes | None,
    backup: Path,
    its_key: bytes | None,
    *,
    stays: UUID | None = None,
    told_to: UUID | None = None,
) -> Difference:
    """What restoring a backup would do to a register, which may be open; one of its users `stays` chief.

    The user whom it is `told_to` is told of drafts of their own. Raises StorageFault.
    """
    schemas = inspect(register, key), inspect(backup, its_key)
    try:
        with connection(register, key) as now, connection(backup, its_key) as then:
            ours, theirs = (_side(opened, schema) for opened, schema in zip((now, then), schemas, strict=True))
            lost = back = common = None
            touched = set[str]()
            if ours.last is not None and theirs.last is not None:
                common = _common(now, then, min(ours.last, theirs.last))
                lost, back = ours.last - common, theirs.last - common
                touched = _about(now, common) | _about(then, common)
            facts, tables = settings(now, then), row_differences(now, then)
            gone = _erased((register, backup), (key, its_key))
            erased_forms = named_about(then, theirs.people.keys() & gone)
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{backup} kan inte jämföras med registret.") from error
    another = is_of_another(register, backup, (ours.last, theirs.last), common)
    slots = slots_beside(register, key), slots_beside(backup, its_key)
    users = user_difference((ours.users, theirs.users), slots, stays, related=not another)
    drafts = draft_difference(ours.drafts, without(theirs.drafts, users.removed, erased_forms), told_to)
    return Difference(
        lost,
        back,
        _names(ours, ours.people.keys() - theirs.people.keys() - gone),
        _names(ours, _changed(ours, theirs, touched) - gone),
        _names(theirs, theirs.people.keys() - ours.people.keys() - gone),
        _names(theirs, theirs.people.keys() & gone),
        users,
        facts,
        tables,
        another,
        drafts,
        another_key=not another and None not in (key, its_key) and key != its_key,
    )


def erased_again(register: Path, key: bytes | None, backup: Path, its_key: bytes | None) -> tuple[str, ...]:
    """Who is in a backup and will be erased again, where there is no register to hold it against. Raises StorageFault.

    The key of the register that is gone or damaged may be known, and the list beside it be left.
    """
    schema = inspect(backup, its_key)
    try:
        with connection(backup, its_key) as then:
            theirs = _side(then, schema)
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{backup} går inte att läsa.") from error
    return _names(theirs, theirs.people.keys() & _erased((register, backup), (key, its_key)))


def _side(opened: sqlite3.Connection, schema: int) -> _Side:
    people = {key: (version, name) for key, version, name in opened.execute("SELECT id, version, name FROM candidate")}
    users: Users = {}
    last = None
    if schema >= WITH_USERS:
        found = opened.execute('SELECT id, name, role FROM "user" WHERE NOT archived')
        users = {UUID(key): (name, Role(role)) for key, name, role in found}
    if schema >= CHAINED:
        last = opened.execute("SELECT coalesce(max(seq), 0) FROM audit").fetchone()[0]
    return _Side(people, users, drafts_in(opened, schema), last)


def _erased(files: tuple[Path, Path], keys: tuple[bytes | None, bytes | None]) -> set[str]:
    """Who will be erased again once the backup is restored: by the lists beside the two, under the key of either."""
    now, then = keys
    lists = [known_erased(file.parent / ERASED) for file in files]
    return {one.hex for key in {now or then, then} for erased in lists for one in sealed(erased, key)}


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


def _changed(ours: _Side, theirs: _Side, touched: Collection[str]) -> set[str]:
    both = ours.people.keys() & theirs.people.keys()
    return {key for key in both if key in touched or ours.people[key][0] != theirs.people[key][0]}


def _names(side: _Side, keys: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted((side.people[key][1] for key in keys), key=swedish_key))
