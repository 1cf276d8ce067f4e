"""The log's next entry: what a command did, sealed into the chain."""

from collections.abc import Mapping
from os import urandom
from typing import Any

from models.commands.work import Change, Work
from models.ids import new_id
from models.queries.chain import chain_head
from models.queries.users import session_of
from models.records import AuditEntry, AuditPayload
from models.records.base import database
from models.rights import NOBODY
from models.rules.chain import DIGESTED, LINKED, seal

Table = type[AuditEntry] | type[AuditPayload]


def log(work: Work, change: Change, action: str) -> None:
    """Write what was done, and link it to the entry before."""
    # The clinic is set up before there is anybody, or has a name: it is the work of the chief whom it makes.
    actor = work.session
    if not actor.name:
        actor = session_of(None if actor.user == NOBODY else actor.user)
    head, key = chain_head(), new_id()
    payload = _stored(
        AuditPayload,
        entry=key,
        salt=urandom(16).hex(),
        candidate=change.candidate,
        candidates=" ".join(one.hex for one in change.candidates),
        said=" ".join(filter(None, (change.said, change.why))),
        actor_name=actor.name,
        images=work.images,
        undoes=change.undoes,
    )
    entry = _stored(
        AuditEntry,
        previous=head.link,
        seq=head.seq + 1,
        id=key,
        at=work.now,
        actor=None if actor.user == NOBODY else actor.user,
        session=work.run,
        action=action,
        digest=seal(payload[name] for name in DIGESTED),
    )
    _insert(AuditEntry, {**entry, "link": seal(entry[name] for name in LINKED)})
    _insert(AuditPayload, payload)


def _stored(table: Table, **values: Any) -> dict[str, Any]:
    """The values as they are stored: what is sealed is what stands in the file."""
    return {name: table._meta.fields[name].db_value(value) for name, value in values.items()}


def _insert(table: Table, row: Mapping[str, Any]) -> None:
    sql = f"INSERT INTO {table._meta.table_name} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
    database.execute_sql(sql, tuple(row.values()))
