"""What is wrong with the disk is found however deep it is hidden, and nothing else is called so."""

import errno
import sqlite3
from pathlib import Path

import peewee
import pytest
import sqlcipher3

from models.faults import StorageFault
from models.storage.connection import connection
from models.storage.faults import explain


def sqlite_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("x")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("SQLITE_FULL", "Disken är full"),
        ("SQLITE_READONLY_DBMOVED", "går inte att skriva i"),
        ("SQLITE_CANTOPEN", "går inte att skriva i"),
        ("SQLITE_IOERR_WRITE", "Disken svarade med ett fel"),
        ("SQLITE_CORRUPT", "är skadad"),
        ("SQLITE_BUSY", "upptaget av ett annat program"),
    ],
)
def test_each_fault_of_the_database_has_its_words(name: str, words: str) -> None:
    fault = explain(sqlite_error(name))
    assert fault is not None
    assert words in str(fault)


def test_the_cipher_has_errors_of_its_own_with_the_same_words() -> None:
    error = sqlcipher3.OperationalError("x")
    assert not isinstance(error, sqlite3.Error)
    error.sqlite_errorname = "SQLITE_FULL"
    assert str(explain(error)) == str(explain(sqlite_error("SQLITE_FULL")))
    try:
        with connection(Path("/finns/inte/alls.db"), bytes(32)) as there:
            there.execute("SELECT 1")
    except sqlite3.OperationalError as raised:
        assert raised.__cause__ is not None
        assert "går inte att skriva i" in str(explain(raised))
    else:
        raise AssertionError("there is no such folder")


def test_a_full_disk_is_found_behind_the_rollback_that_failed_after_it() -> None:
    try:
        try:
            raise sqlite_error("SQLITE_FULL")
        except sqlite3.Error:
            raise peewee.OperationalError("cannot rollback - no transaction is active")  # noqa: B904
    except peewee.OperationalError as error:
        assert "Disken är full" in str(explain(error))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "Disken är full"),
        (PermissionError(errno.EACCES, "Permission denied", "/r"), "Behörighet saknas till /r"),
    ],
)
def test_each_fault_of_the_folder_has_its_words(error: OSError, words: str) -> None:
    assert words in str(explain(error))


def test_a_fault_that_is_already_in_swedish_is_kept() -> None:
    fault = StorageFault("Redan sagt.")
    assert explain(fault) is fault


@pytest.mark.parametrize("error", [ValueError("x"), sqlite_error("SQLITE_CONSTRAINT"), OSError(errno.EINVAL, "x")])
def test_a_fault_in_the_program_is_not_called_the_disks(error: Exception) -> None:
    assert explain(error) is None
