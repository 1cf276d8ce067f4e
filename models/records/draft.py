"""Half-filled forms: a row a field, without audit or undo."""

from peewee import CompositeKey, TextField

from models.records.base import Record, UtcDateTimeField


class Draft(Record):
    form = TextField()
    field = TextField()
    value = TextField()
    at = UtcDateTimeField()

    class Meta:
        primary_key = CompositeKey("form", "field")
