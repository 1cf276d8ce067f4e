"""Half-filled forms: a row a field, without audit or undo; each is seen and written by its owner only."""

from peewee import CompositeKey, TextField

from models.records.base import IdField, Record, UtcDateTimeField


class Draft(Record):
    owner = IdField()
    form = TextField()
    field = TextField()
    value = TextField()
    at = UtcDateTimeField()

    class Meta:
        primary_key = CompositeKey("owner", "form", "field")
