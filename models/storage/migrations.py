"""Schema steps: `user_version` says how many have been taken, and each is one transaction after a backup.

A step is a file of SQL or, where rows need more than SQL to be carried over, a function of the connection.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from models.storage.connection import connection
from models.storage.schema.step_007_audit_chain import chain_the_log

APPLICATION_ID = 0x53544B4F  # "STKO"

# What a database is built of: the kind, name and SQL of each part that is not SQLite's own, and the columns by name.
PARTS = """
SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~'
UNION ALL
SELECT 'column', made.name || '.' || part.name, '' FROM sqlite_master made JOIN pragma_table_info(made.name) part
WHERE made.type = 'table' AND made.name NOT LIKE 'sqlite~_%' ESCAPE '~'
"""

Step = str | Callable[[sqlite3.Connection], None]

STEPS: tuple[Step, ...] = (
    *("001_first.sql", "002_editions_and_own_steps.sql", "003_duties.sql", "004_intakes.sql"),
    *("005_whose_duties_and_new_gates.sql", "006_users.sql"),
    chain_the_log,
    *("008_lock.sql", "009_second_folder.sql", "010_forgetting.sql", "011_planned_ahead.sql"),
    "012_recommended.sql",
    "013_employed.sql",
    "014_drafts_of_steps.sql",
)
WITH_SECOND_FOLDER = STEPS.index("009_second_folder.sql") + 1
WITH_RETENTION = STEPS.index("010_forgetting.sql") + 1
LATEST = len(STEPS)
WITH_USERS = STEPS.index("006_users.sql") + 1  # the schema from which there are users
CHAINED = STEPS.index(chain_the_log) + 1  # the schema from which the log is a chain


def read_steps() -> Sequence[Step]:
    """Every step in order: its SQL, or its function."""
    folder = files("models.storage") / "schema"
    return [(folder / step).read_text(encoding="utf-8") if isinstance(step, str) else step for step in STEPS]


def migrate(
    file: Path,
    before_step: Callable[[int], object],
    steps: Sequence[Step] | None = None,
    key: bytes | None = None,
    *,
    durable: bool = True,
) -> None:
    """Take the steps that the file lacks; `before_step(number)` runs first and stops everything by raising.

    Foreign keys are off while a step runs, since a table is changed by rebuilding it, and are checked before commit.
    Where the file is not yet anybody's the caller may wait for the disk once, instead of after each step.
    """
    with connection(file, key) as opened:
        if not durable:
            opened.execute("PRAGMA synchronous = OFF")
            opened.execute("PRAGMA journal_mode = MEMORY")
        opened.execute("PRAGMA foreign_keys = OFF")
        opened.execute("PRAGMA secure_delete = ON")  # what a step moves is to be erasable where it went
        taken = opened.execute("PRAGMA user_version").fetchone()[0]
        for number, step in enumerate(steps if steps is not None else read_steps(), 1):
            if number > taken:
                before_step(number)
                _take(opened, number, step)


@cache
def built_anew() -> Mapping[tuple[str, str], str]:
    """What every register is built of: the SQL of each part, by its kind and name."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as made:
        for number, step in enumerate(read_steps(), 1):
            _take(made, number, step)
        return MappingProxyType({(kind, name): sql for kind, name, sql in made.execute(PARTS)})


def _take(opened: sqlite3.Connection, number: int, step: Step) -> None:
    opened.execute("BEGIN IMMEDIATE")
    try:
        if isinstance(step, str):
            for statement in _statements(step):
                opened.execute(statement)
        else:
            step(opened)
        broken = opened.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"schema step {number} broke {len(broken)} references")
        opened.execute(f"PRAGMA user_version = {number}")
        opened.execute("COMMIT")
    except BaseException:
        if opened.in_transaction:
            opened.execute("ROLLBACK")
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
