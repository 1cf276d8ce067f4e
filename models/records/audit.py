"""The log: one entry for each command, with what the rows were before and after."""

from peewee import TextField, UUIDField

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
