"""The log becomes a chain: what was logged before is carried over with its time, its name and its words."""

from os import urandom
from sqlite3 import Connection

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
    "said" TEXT NOT NULL,
    "actor_name" TEXT NOT NULL,
    "images" TEXT NOT NULL,
    "undoes" TEXT)""",
)
_AFTERWARDS = (
    'DROP TABLE "audit"',
    'ALTER TABLE "audit_new" RENAME TO "audit"',
    'CREATE UNIQUE INDEX "audit_id" ON "audit" ("id")',
    'CREATE INDEX "audit_payload_candidate" ON "audit_payload" ("candidate")',
    'CREATE INDEX "audit_payload_undoes" ON "audit_payload" ("undoes")',
)


def chain_the_log(connection: Connection) -> None:
    """Link the old entries in the order in which they were written; who did it was a name, and never a user."""
    for statement in _TABLES:
        connection.execute(statement)
    old = connection.execute(
        "SELECT id, at, session, action, candidate, said, actor, images, undoes FROM audit ORDER BY rowid"
    )
    previous = EMPTY.link
    for seq, (entry, at, session, action, *content) in enumerate(old, EMPTY.seq + 1):
        payload = (urandom(16).hex(), *content)
        linked = (previous, seq, entry, at, None, session, action, seal(payload))
        previous = seal(linked)
        connection.execute(
            "INSERT INTO audit_new (previous, seq, id, at, actor, session, action, digest, link)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*linked, previous),
        )
        connection.execute(
            "INSERT INTO audit_payload (entry, salt, candidate, said, actor_name, images, undoes)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (entry, *payload),
        )
    for statement in (*_AFTERWARDS, *log_rows().values()):
        connection.execute(statement)
