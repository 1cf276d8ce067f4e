"""What all tables share: the register's database, and fields that would fit any SQL engine."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar

from peewee import SQL, DatabaseProxy, Field, IntegerField, Model, TextField, UUIDField

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


R = TypeVar("R", bound=Record)


def rows_with(table: type[R], column: str, value: object) -> list[R]:
    """The rows with this value in a column, by SQL written once: writing it costs Peewee more than the answer does."""
    return list(table.raw(_sql(table, column), table._meta.fields[column].db_value(value)))


def row_with(table: type[R], column: str, value: object) -> R | None:
    """The row with this value in a column that tells rows apart; None where there is none."""
    return next(iter(rows_with(table, column, value)), None)


@cache
def _sql(table: type[Record], column: str) -> str:
    return str(table.select().where(table._meta.fields[column] == SQL("?")).sql()[0])


class Versioned(Record):
    """A row that people change: `version` counts the changes, so that no change overwrites one it has not seen."""

    id = UUIDField(primary_key=True, default=new_id)
    version = IntegerField(default=1)
