"""Rows and tables to try LineTable with."""

from dataclasses import dataclass

from models.text import fold
from screens.widgets.line_table import Column, LineTable


@dataclass(frozen=True)
class Person:
    """A row: a name and the group it stands in."""

    name: str
    group: str = ""


def people(count: int) -> tuple[Person, ...]:
    return tuple(Person(f"person {number}") for number in range(count))


def plain_table(empty: str = "") -> LineTable[Person]:
    """One column of names, filtered by name."""
    column: Column[Person] = Column("Namn", lambda row: (row.name, ""), 20, grow=1)
    return LineTable((column,), key=lambda row: row.name, folded=lambda row: fold(row.name), empty=empty)


def grouped_table() -> LineTable[Person]:
    """The names under the headings of their groups, without a head line."""
    column: Column[Person] = Column("Namn", lambda row: (row.name, ""), 20, grow=1)
    return LineTable((column,), key=lambda row: row.name, group=lambda row: row.group, head=False)
