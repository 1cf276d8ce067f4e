"""A hand that knows SQL: takes the guards away, changes the log behind the program's back, and puts them up again."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from models.storage.guards import log_rows

Hand = Callable[[sqlite3.Connection], object]


def tamper(file: Path, hand: str | Hand) -> None:
    """Run some SQL, or a function of the connection, on a register's file."""
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        for name in log_rows():
            plain.execute(f"DROP TRIGGER {name}")
        if isinstance(hand, str):
            plain.executescript(hand)
        else:
            hand(plain)
        for sql in log_rows().values():
            plain.execute(sql)
