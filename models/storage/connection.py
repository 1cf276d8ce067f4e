"""A connection outside the register's own threads; plain or encrypted, what fails there is a `sqlite3.Error`."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import cast


def raw_key(key: bytes) -> str:
    """A key of 32 bytes as SQLCipher reads it: used as it is, without stretching it as if it were a password."""
    return f"x'{key.hex()}'"


@contextmanager
def connection(file: Path, key: bytes | None = None) -> Iterator[sqlite3.Connection]:
    """A connection that commits each statement and is closed at the end. Raises sqlite3.Error."""
    if key is None:
        with closing(sqlite3.connect(file, isolation_level=None)) as plain:
            yield plain
        return
    import sqlcipher3  # noqa: PLC0415  only where something is encrypted

    try:
        with closing(sqlcipher3.connect(str(file), isolation_level=None)) as opened:
            opened.execute("PRAGMA cipher_log_level = none")  # it would write on the terminal that we draw on
            opened.execute(f'PRAGMA key = "{raw_key(key)}"')
            yield cast(sqlite3.Connection, opened)
    except sqlcipher3.Error as error:
        raise _as_plain(error) from error


def _as_plain(error: Exception) -> sqlite3.Error:
    """SQLCipher's own error classes are not sqlite3's, only named alike."""
    same = cast("type[sqlite3.Error]", getattr(sqlite3, type(error).__name__))(*error.args)
    same.sqlite_errorname = getattr(error, "sqlite_errorname", "")
    return same
