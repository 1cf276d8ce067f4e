"""What restoring a backup would do to the rows that belong to no person: the clinic's facts, colleagues, and the like.

The rows of people and of users are told of by their names; all other tables that somebody fills in are compared here.
"""

import sqlite3
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from models.copies import RowDifference, Setting
from models.field_names import CLINIC
from models.records import VERSIONED, Candidate, Clinic, Mailbox, User
from models.records.base import Versioned
from models.text import swedish_key

Rows = Mapping[str, Mapping[str, Any]]  # the columns of each row, as they are stored, by what tells it apart

_TOLD_ELSEWHERE = (Candidate, User, Clinic)
_APART: Mapping[type[Versioned], str] = {Mailbox: "role"}  # what tells the rows of a table apart where it is not the id


def settings(now: sqlite3.Connection, then: sqlite3.Connection) -> tuple[Setting, ...]:
    """The clinic's facts that would be others, in the order of their names; none where one of the two has no clinic."""
    rows = zip(_rows(now, Clinic).values(), _rows(then, Clinic).values(), strict=False)
    return tuple(setting for ours, theirs in rows for setting in _settings(ours, theirs))


def row_differences(now: sqlite3.Connection, then: sqlite3.Connection) -> Mapping[str, RowDifference]:
    """What would be gone, other or back in each table; those in which nothing would be are left out."""
    tables = (table for table in VERSIONED.values() if table not in _TOLD_ELSEWHERE and not _hangs_on_another(table))
    told = {table._meta.table_name: _difference(_rows(now, table), _rows(then, table)) for table in tables}
    return {name: one for name, one in told.items() if one.gone or one.changed or one.returning}


def _settings(ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Iterator[Setting]:
    for name in CLINIC:
        field = Clinic._meta.fields[name]
        now, then = (field.python_value(row[field.column_name]) for row in (ours, theirs))
        if now != then:
            yield Setting(name, now, then)


def _difference(ours: Rows, theirs: Rows) -> RowDifference:
    """What has been put aside counts as gone."""
    there, then = _there(ours), _there(theirs)
    other = {key for key in ours.keys() & theirs.keys() if ours[key] != theirs[key]} - (there ^ then)
    return RowDifference(_names(ours, there - then), _names(theirs, other), _names(theirs, then - there))


def _there(rows: Rows) -> set[str]:
    return {key for key, row in rows.items() if not row.get("archived")}


def _names(rows: Rows, keys: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted((str(rows[key].get("name", "")) for key in keys), key=swedish_key))


def _hangs_on_another(table: type[Versioned]) -> bool:
    """Whether its rows go with one of another table, as all do that tell of a person."""
    return any(reference.on_delete == "CASCADE" for reference in table._meta.refs)


def _rows(opened: sqlite3.Connection, table: type[Versioned]) -> Rows:
    """Every row, less its id and its count of changes.

    What an older schema lacks is as it will be when that has been brought up to date.
    """
    name, apart = table._meta.table_name, _APART.get(table, "id")
    if not opened.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (name,)).fetchone():
        return {}
    fields = [field for field in table._meta.sorted_fields if field.name not in Versioned._meta.fields]
    lacking = {field.column_name: field.db_value(field.default) for field in fields}
    found = opened.execute(f'SELECT * FROM "{name}"')  # noqa: S608  our own tables
    columns = [column for column, *_ in found.description]
    rows = (dict(zip(columns, row, strict=True)) for row in found)
    return {row[apart]: {column: row.get(column, value) for column, value in lacking.items()} for row in rows}
