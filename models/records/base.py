"""What all tables share: the register's database, and fields that would fit any SQL engine."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any, Self, TypeVar
from uuid import UUID

from peewee import (
    SQL,
    DatabaseProxy,
    DoesNotExist,
    Field,
    ForeignKeyField,
    IntegerField,
    Model,
    ModelSelect,
    TextField,
    UUIDField,
)

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


class IdField(UUIDField):
    """The id of a row. A checklist's stands on each of its steps, and all are read again with every save."""

    def python_value(self, value: str | None) -> UUID | None:
        return None if value is None else _id_of(value)


@lru_cache(maxsize=2**16)
def _id_of(stored: str) -> UUID:
    return UUID(stored)


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

    @classmethod
    def get_by_id(cls, pk: object) -> Self:
        """The row with this key, by SQL written once. Raises DoesNotExist."""
        row = row_with(cls, _key_of(cls).name, pk)
        if row is None:
            raise DoesNotExist(f"{cls.__name__} has no {pk}")
        return row


R = TypeVar("R", bound=Record)


def rows_with(table: type[R], column: str, value: object) -> list[R]:
    """The rows with this value in a column, by SQL written once: writing it costs Peewee more than the answer does."""
    return _read(table, _sql(table, column), (table._meta.fields[column].db_value(value),))


def row_with(table: type[R], column: str, value: object) -> R | None:
    """The row with this value in a column that tells rows apart; None where there is none."""
    return next(iter(rows_with(table, column, value)), None)


def all_of(query: "Callable[[], ModelSelect[R]]") -> list[R]:
    """The rows of a query that is always the same, by SQL written once."""
    return _read(*_written(query))


def delete_with(table: type[Record], column: str, value: object) -> None:
    """Delete the rows with this value in a column, by SQL written once."""
    database.execute_sql(_delete_sql(table, column), (table._meta.fields[column].db_value(value),))


def update(row: Record) -> None:
    """Store a row that is there already, by SQL written once."""
    table = type(row)
    columns = (*_but_the_key(table), _key_of(table))
    database.execute_sql(_update_sql(table), [one.db_value(row.__data__.get(one.name)) for one in columns])


def insert_all(table: type[Record], rows: Iterable[Mapping[str, Any]]) -> None:
    """Insert rows, by SQL written once; what a row does not say is the column's default."""
    columns = table._meta.sorted_fields
    for row in rows:
        values = [one.db_value(row.get(one.name, one.default)) for one in columns]
        database.execute_sql(_insert_sql(table), values)


def _read(table: type[R], sql: str, values: Sequence[object]) -> list[R]:
    """The rows as Peewee's own reading makes them, which finds out anew each time what the columns are."""
    cursor = database.execute_sql(sql, values)
    names, converted = _columns(table, tuple(name for name, *_rest in cursor.description))
    return [_row(table, names, converted, stored) for stored in cursor.fetchall()]


def _row(table: type[R], names: Sequence[str], converted: "_Converted", stored: Sequence[Any]) -> R:
    values = dict(zip(names, stored, strict=True))
    for name, convert in converted:
        if (value := values[name]) is not None:
            values[name] = convert(value)
    row = table(__no_default__=True)
    row.__data__ = values
    return row


_Converted = tuple[tuple[str, Callable[[Any], Any]], ...]


@cache
def _columns(table: type[Record], columns: tuple[str, ...]) -> tuple[tuple[str, ...], _Converted]:
    """The names of the fields in these columns, and of those that are not as they are stored also what makes them."""
    fields = [table._meta.columns[column] for column in columns]
    converted = (one for one in fields if not _is_as_stored(one))
    return tuple(one.name for one in fields), tuple((one.name, one.python_value) for one in converted)


def _is_as_stored(field: Field) -> bool:
    kept = field.rel_field if isinstance(field, ForeignKeyField) else field
    return type(kept) in {TextField, IntegerField}


@cache
def _sql(table: type[Record], column: str) -> str:
    return str(table.select().where(table._meta.fields[column] == SQL("?")).sql()[0])


@cache
def _written(query: "Callable[[], ModelSelect[R]]") -> tuple[type[R], str, list[Any]]:
    made = query()
    sql, values = made.sql()
    return made.model, sql, values


@cache
def _delete_sql(table: type[Record], column: str) -> str:
    return str(table.delete().where(table._meta.fields[column] == SQL("?")).sql()[0])


def _key_of(table: type[Record]) -> Any:
    return next(one for one in table._meta.sorted_fields if one.primary_key)


def _but_the_key(table: type[Record]) -> list[Any]:
    return [one for one in table._meta.sorted_fields if not one.primary_key]


@cache
def _update_sql(table: type[Record]) -> str:
    changes = table.update({one: SQL("?") for one in _but_the_key(table)})
    return str(changes.where(_key_of(table) == SQL("?")).sql()[0])


@cache
def _insert_sql(table: type[Record]) -> str:
    return str(table.insert({one: SQL("?") for one in table._meta.sorted_fields}).sql()[0])


class Versioned(Record):
    """A row that people change: `version` counts the changes, so that no change overwrites one it has not seen."""

    id = IdField(primary_key=True, default=new_id)
    version = IntegerField(default=1)
