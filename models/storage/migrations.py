"""Schema steps: `user_version` says how many have been taken, and each is one transaction after a backup."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from importlib.resources import files
from pathlib import Path

APPLICATION_ID = 0x53544B4F  # "STKO"

STEPS = (
    *("001_first.sql", "002_editions_and_own_steps.sql", "003_duties.sql", "004_intakes.sql"),
    "005_whose_duties_and_new_gates.sql",
)
LATEST = len(STEPS)


def read_steps() -> Sequence[str]:
    """The SQL of every step, in order."""
    folder = files("models.storage") / "schema"
    return [(folder / name).read_text(encoding="utf-8") for name in STEPS]


def migrate(file: Path, before_step: Callable[[int], object], steps: Sequence[str] | None = None) -> None:
    """Take the steps that the file lacks; `before_step(number)` runs first and stops everything by raising.

    Foreign keys are off while a step runs, since a table is changed by rebuilding it, and are checked before commit.
    """
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        taken = connection.execute("PRAGMA user_version").fetchone()[0]
        for number, sql in enumerate(steps if steps is not None else read_steps(), 1):
            if number > taken:
                before_step(number)
                _take(connection, number, sql)


def _take(connection: sqlite3.Connection, number: int, sql: str) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        for statement in _statements(sql):
            connection.execute(statement)
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"schema step {number} broke {len(broken)} references")
        connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _statements(sql: str) -> Iterator[str]:
    """The statements one by one: sqlite3's own executescript would commit before the first."""
    statement = ""
    for line in sql.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
    if statement.strip():
        yield statement
