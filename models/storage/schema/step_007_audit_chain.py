"""The log becomes a chain: what was logged before is carried over with its time, its name and its words.

A register's first user came without a command, by the step before this one: the first new entry tells of it.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from os import urandom
from sqlite3 import Connection
from typing import Any
from uuid import UUID

from models.ids import new_id
from models.rules.chain import EMPTY, seal
from models.storage.guards import log_rows

_TABLES = (
    """CREATE TABLE "permit" ("id" INTEGER NOT NULL PRIMARY KEY CHECK ("id" = 1),
    "nothing" INTEGER NOT NULL CHECK ("nothing" = 0),
    FOREIGN KEY ("nothing") REFERENCES "permit" ("id") DEFERRABLE INITIALLY DEFERRED)""",
    """CREATE TABLE "audit_new" ("seq" INTEGER NOT NULL PRIMARY KEY,
    "id" TEXT NOT NULL,
    "at" TEXT NOT NULL,
    "actor" TEXT,
    "session" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "previous" TEXT NOT NULL,
    "link" TEXT NOT NULL)""",
    """CREATE TABLE "audit_payload" ("entry" TEXT NOT NULL PRIMARY KEY,
    "salt" TEXT NOT NULL,
    "candidate" TEXT,
    "candidates" TEXT NOT NULL,
    "said" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "images" TEXT NOT NULL,
    "undoes" TEXT)""",
)
_AFTERWARDS = (
    'DROP TABLE "audit_about"',
    'DROP TABLE "audit"',
    'ALTER TABLE "audit_new" RENAME TO "audit"',
    'CREATE UNIQUE INDEX "audit_id" ON "audit" ("id")',
    'CREATE INDEX "audit_payload_candidate" ON "audit_payload" ("candidate")',
    'CREATE INDEX "audit_payload_candidates" ON "audit_payload" ("candidates")',
    'CREATE INDEX "audit_payload_undoes" ON "audit_payload" ("undoes")',
)

# Of an entry: id, time, session and command; and what it says, as the payload has it after its salt.
Entry = tuple[Sequence[str], Sequence[str | None]]


def chain_the_log(connection: Connection) -> None:
    """Link the old entries in the order in which they were written; who did it was a name, and never a user."""
    for statement in _TABLES:
        connection.execute(statement)
    previous = EMPTY.link
    for seq, ((entry, at, session, action), content) in enumerate(_entries(connection), EMPTY.seq + 1):
        payload = (urandom(16).hex(), *content)
        linked = (previous, seq, entry, at, None, session, action, seal(payload))
        previous = seal(linked)
        connection.execute(
            "INSERT INTO audit_new (previous, seq, id, at, actor, session, action, digest, link)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*linked, previous),
        )
        connection.execute(
            "INSERT INTO audit_payload (entry, salt, candidate, candidates, said, actor_name, images, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (entry, *payload),
        )
    for statement in (*_AFTERWARDS, *log_rows().values()):
        connection.execute(statement)


def _entries(connection: Connection) -> Iterator[Entry]:
    several: dict[str, list[str]] = {}
    for entry, candidate in connection.execute("SELECT entry_id, candidate FROM audit_about ORDER BY rowid"):
        several.setdefault(entry, []).append(candidate)
    old = "SELECT id, at, session, action, candidate, said, actor, images, undoes FROM audit ORDER BY rowid"
    for entry, at, session, action, candidate, *said in connection.execute(old):
        yield (entry, at, session, action), (candidate, " ".join(several.get(entry, ())), *said)
    users = connection.execute('SELECT * FROM "user"')
    columns = [column[0] for column in users.description]
    for values in users:
        yield _of_a_user(dict(zip(columns, values, strict=True)))


def _of_a_user(user: dict[str, Any]) -> Entry:
    """That there is a user, as a command would have told of it."""
    said = f"Lade till användaren {user['name']} ({user['role']}), när programmet uppgraderades."
    image = {"table": "user", "id": str(UUID(user["id"])), "before": None, "after": user}
    images = json.dumps([image], ensure_ascii=False, sort_keys=True)
    moment = datetime.now(UTC).isoformat(timespec="microseconds")
    return (new_id().hex, moment, new_id().hex, "add_user"), (None, "", said, "", images, None)
