"""The log: one entry for each command, with what the rows were before and after."""

from peewee import CompositeKey, ForeignKeyField, TextField, UUIDField

from models.ids import new_id
from models.records.base import JsonField, Record, UtcDateTimeField


class AuditEntry(Record):
    """`images` lists the changed rows as {table, id, before, after}; `undoes` names the entry that this one undid."""

    id = UUIDField(primary_key=True, default=new_id)
    at = UtcDateTimeField()
    actor = TextField()
    session = UUIDField()
    action = TextField()
    candidate = UUIDField(null=True, index=True)
    said = TextField()
    images = JsonField(default=list)
    undoes = UUIDField(null=True, index=True)

    class Meta:
        table_name = "audit"


class AuditAbout(Record):
    """One of those whom an entry about several is about: an entry about one names the candidate itself."""

    entry = ForeignKeyField(AuditEntry, on_delete="CASCADE", backref="candidates")
    candidate = UUIDField(index=True)

    class Meta:
        primary_key = CompositeKey("entry", "candidate")
