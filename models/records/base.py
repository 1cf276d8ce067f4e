"""What all tables share: the register's database, and fields that would fit any SQL engine."""

import json
from datetime import UTC, datetime
from typing import Any

from peewee import DatabaseProxy, Field, IntegerField, Model, TextField, UUIDField

from models.ids import new_id

database = DatabaseProxy()


class UtcDateTimeField(Field):
    """A moment, kept as ISO 8601 in UTC. Raises ValueError for a datetime without a time zone."""

    field_type = "TEXT"

    def db_value(self, value: datetime | None) -> str | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).isoformat(timespec="microseconds")

    def python_value(self, value: str | None) -> datetime | None:
        return None if value is None else datetime.fromisoformat(value)


class JsonField(TextField):
    """A small value of lists, dictionaries and strings, kept as JSON text."""

    def db_value(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, sort_keys=True)

    def python_value(self, value: str) -> Any:
        return json.loads(value)


class Record(Model):
    """A row of the register."""

    class Meta:
        database = database
        legacy_table_names = False


class Versioned(Record):
    """A row that people change: `version` counts the changes, so that no change overwrites one it has not seen."""

    id = UUIDField(primary_key=True, default=new_id)
    version = IntegerField(default=1)
