"""Who may sign in, read in a file that may be open elsewhere."""

import sqlite3
from pathlib import Path
from uuid import UUID

from models.faults import StorageFault
from models.storage.connection import connection
from models.storage.faults import explain
from models.storage.file import inspect
from models.storage.migrations import WITH_USERS


def is_user(file: Path, key: bytes, user: UUID | None) -> bool:
    """Whether somebody whom the keyring lets in is a user of the register; whoever it is, before it has any.

    Raises StorageFault.
    """
    if inspect(file, key) < WITH_USERS:
        return True
    try:
        with connection(file, key) as opened:
            rows = opened.execute('SELECT id, archived FROM "user"').fetchall()
    except sqlite3.Error as error:
        raise explain(error) or StorageFault(f"{file} går inte att läsa.") from error
    return not rows or user in {UUID(one) for one, archived in rows if not archived}
