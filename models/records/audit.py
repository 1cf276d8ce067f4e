"""The log: a chain of entries that is never changed, and what each of them says, which can be erased by decision."""

from uuid import UUID

from peewee import IntegerField, TextField

from models.ids import new_id
from models.records.base import IdField, JsonField, Record, UtcDateTimeField


class AuditEntry(Record):
    """A link of the chain: when, by whom and by which command. It names nobody; `digest` seals what its payload says.

    `actor` is a user's id, and empty where nobody had signed in.
    """

    seq = IntegerField(primary_key=True)
    id = IdField(unique=True, default=new_id)
    at = UtcDateTimeField()
    actor = IdField(null=True)
    session = IdField()
    action = TextField()
    digest = TextField()
    previous = TextField()
    link = TextField()

    class Meta:
        table_name = "audit"


class AuditPayload(Record):
    """What an entry says: `images` lists the changed rows as {table, id, before, after}; `undoes` is what it undid.

    `candidates` are all those whom an entry about several is about, by their ids in hexadecimal.
    Without a foreign key: when an entry is gone, `check` is to say so.
    """

    entry = IdField(primary_key=True)
    salt = TextField()
    candidate = IdField(null=True, index=True)
    candidates = TextField(default="", index=True)
    said = TextField()
    actor_name = TextField()
    images = JsonField(default=list)
    undoes = IdField(null=True, index=True)

    @property
    def about(self) -> tuple[UUID, ...]:
        """All those whom an entry about several is about; nobody where it is about one."""
        return tuple(map(UUID, self.candidates.split()))
