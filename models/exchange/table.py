"""How a file is declared: each column's header, explanation and value stand together, once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from models.exchange.csv_file import Cell, cell_text

R = TypeVar("R")


@dataclass(frozen=True)
class Column(Generic[R]):
    """A column: its stable header, what it means (Swedish, for kodbok.csv), and its value in a row."""

    header: str
    meaning: str
    value: Callable[[R], Cell]


@dataclass(frozen=True)
class Sheet:
    """A file's content, ready to be shown and written."""

    file: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def preview(self, rows: int) -> tuple[tuple[str, ...], ...]:
        """The first rows, each cell as it will stand in the file."""
        return tuple(tuple(cell_text(cell) for cell in row) for row in self.rows[:rows])


@dataclass(frozen=True)
class Table(Generic[R]):
    """A file: its name, what one row of it is, and its columns."""

    file: str
    about: str
    columns: tuple[Column[R], ...]

    def without(self, header: str) -> "Table[R]":
        """The same file without one of its columns."""
        return Table(self.file, self.about, tuple(column for column in self.columns if column.header != header))

    def filled(self, rows: Iterable[R]) -> Sheet:
        """The file's content for these rows."""
        cells = tuple(tuple(column.value(row) for column in self.columns) for row in rows)
        return Sheet(self.file, self.about, tuple(column.header for column in self.columns), cells)
