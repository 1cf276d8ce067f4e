"""Schema steps: taken one by one, each after a verified backup, and whole or not at all."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from peewee import SqliteDatabase

from models.queries.chain_check import check_chain
from models.records import TABLES
from models.register import Register
from models.rights import NOBODY
from models.storage.backup import back_up, verify
from models.storage.guards import log_rows
from models.storage.migrations import APPLICATION_ID, LATEST, migrate, read_steps
from models.storage.place import Place
from tests.conftest import NOW

REBUILD = """
CREATE TABLE "candidate_new" ("id" TEXT NOT NULL PRIMARY KEY, "name" TEXT NOT NULL, "moved" INTEGER NOT NULL);
INSERT INTO "candidate_new" SELECT "id", "name", 1 FROM "candidate";
DROP TABLE "candidate";
ALTER TABLE "candidate_new" RENAME TO "candidate";
"""
TRIGGER = """
-- En rad som är signerad ändras inte; raden har ett semikolon;
CREATE TRIGGER "audit_stays" BEFORE DELETE ON "audit"
BEGIN
    SELECT RAISE(ABORT, 'loggen ändras inte');
    SELECT 1;
END;
CREATE TABLE "efter" ("id" TEXT)
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A register at the first schema, with a candidate and what belongs to one."""
    file = tmp_path / "register.db"
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, lambda _step: None, read_steps()[:1])
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        for table in ("candidate", "contact_note"):
            columns = [(row[1], row[3]) for row in plain.execute(f"PRAGMA table_info({table})")]
            values = ["1" if name in {"id", "candidate_id"} else "x" if needed else None for name, needed in columns]
            plain.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608
    return file


def run(file: Path, statement: str) -> list[Any]:
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        return plain.execute(statement).fetchall()


def dump(file: Path) -> list[str]:
    with closing(sqlite3.connect(file)) as plain:
        return [*plain.iterdump(), str(plain.execute("PRAGMA user_version").fetchone())]


def nothing(_step: int) -> None:
    """No backup."""


def test_only_the_steps_that_are_missing_are_taken(old: Path) -> None:
    taken: list[int] = []
    steps = [*read_steps()[:1], "CREATE TABLE a (x TEXT);", "CREATE TABLE b (x TEXT);"]
    migrate(old, taken.append, steps)
    migrate(old, taken.append, steps)
    assert taken == [2, 3]
    assert run(old, "PRAGMA user_version") == [(3,)]


def test_children_survive_when_the_table_of_their_parents_is_rebuilt(old: Path) -> None:
    migrate(old, nothing, [*read_steps()[:1], REBUILD])
    assert run(old, "SELECT id, name, moved FROM candidate") == [("1", "x", 1)]
    assert run(old, "SELECT candidate_id, text FROM contact_note") == [("1", "x")]
    assert run(old, "PRAGMA foreign_key_check") == []


def test_a_backup_of_what_was_is_made_before_a_step(old: Path, tmp_path: Path) -> None:
    before = dump(old)
    copy = tmp_path / "fore.db"
    migrate(old, lambda _step: back_up(old, copy, NOW), [*read_steps()[:1], REBUILD])
    assert dump(copy) == before
    assert dump(old) != before


def test_without_its_backup_no_step_is_taken(old: Path) -> None:
    before = dump(old)

    def full_disk(_step: int) -> None:
        raise OSError("fullt")

    with pytest.raises(OSError, match="fullt"):
        migrate(old, full_disk, [*read_steps()[:1], REBUILD])
    assert dump(old) == before


@pytest.mark.parametrize(
    "step",
    [
        "CREATE TABLE a (x TEXT);\nDELETE FROM contact_note;\nINSERT INTO nowhere VALUES (1);\n",
        "DELETE FROM candidate;",
        "DROP TABLE candidate;",
    ],
    ids=["fails halfway", "breaks references", "drops a parent"],
)
def test_a_step_that_fails_leaves_the_file_as_it_was(old: Path, step: str) -> None:
    before = dump(old)
    with pytest.raises(sqlite3.Error):
        migrate(old, nothing, [*read_steps()[:1], step])
    assert dump(old) == before


def test_a_step_may_hold_triggers_and_comments(old: Path) -> None:
    migrate(old, nothing, [*read_steps()[:1], TRIGGER])
    assert run(old, "SELECT name FROM sqlite_master WHERE name IN ('audit_stays', 'efter') ORDER BY 1") == [
        ("audit_stays",),
        ("efter",),
    ]


# the steps as they are


@pytest.fixture
def stepped(tmp_path: Path) -> Path:
    """A new register by the steps."""
    file = tmp_path / "stegen.db"
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, nothing)
    verify(file)
    return file


@pytest.fixture
def modelled(tmp_path: Path) -> Iterator[Path]:
    """A new register by the Peewee tables."""
    file = tmp_path / "tabellerna.db"
    database = SqliteDatabase(str(file))
    with database.bind_ctx(TABLES):
        database.create_tables(TABLES)
    database.close()
    yield file


def shape(file: Path, table: str) -> dict[str, Any]:
    """Columns, keys and indexes of a table, whatever they are called."""
    indexes = {
        (unique, origin, tuple(column for _, _, column in run(file, f"PRAGMA index_info({name})")))
        for _, name, unique, origin, _ in run(file, f"PRAGMA index_list({table})")
    }
    return {
        "columns": [(name, needed, key) for _, name, _, needed, _, key in run(file, f"PRAGMA table_info({table})")],
        "references": {row[2:7] for row in run(file, f"PRAGMA foreign_key_list({table})")},
        "indexes": indexes,
    }


def test_the_steps_make_the_same_tables_as_the_records(stepped: Path, modelled: Path) -> None:
    tables = [name for (name,) in run(stepped, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    assert tables == sorted(table._meta.table_name for table in TABLES)
    for table in tables:
        assert shape(stepped, table) == shape(modelled, table)


def test_every_step_is_counted(stepped: Path) -> None:
    assert run(stepped, "PRAGMA user_version") == [(LATEST,)]
    assert len(read_steps()) == LATEST


def register_before_users(file: Path, *statements: str) -> None:
    """A register as it was before there were users, with more in it."""
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, nothing, read_steps()[:2])
    for statement in ("INSERT INTO draft VALUES ('kandidat:ny', 'name', 'Ami', '2026-01-01')", *statements):
        run(file, statement)
    migrate(file, nothing)
    verify(file)


def test_the_clinics_chief_becomes_the_first_user_and_owns_the_drafts(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    key = "0197a1b2c3d47e5f8a9b0c1d2e3f4a5b"
    columns = f"'{key}', 3, 'Linet', 'orebro', 1, 8200, 'Ylva Sandåker', NULL, NULL, '2026-01-01T00:00:00+00:00'"
    register_before_users(file, f"INSERT INTO clinic VALUES ({columns})")  # noqa: S608
    assert run(file, "SELECT * FROM user") == [(key, 1, "Ylva Sandåker", "Ylva Sandåker", "chef", None, 0)]
    assert run(file, "SELECT * FROM draft") == [(key, "kandidat:ny", "name", "Ami", "2026-01-01")]


def test_a_register_in_which_the_welcome_is_not_done_has_no_user_and_keeps_what_was_typed_there(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    register_before_users(file)
    assert run(file, "SELECT * FROM user") == []
    assert run(file, "SELECT * FROM draft") == [(NOBODY.hex, "kandidat:ny", "name", "Ami", "2026-01-01")]


_CANDIDATE = {
    **{"id": "k", "version": 1, "name": "Amina Öst", "archived": 0, "created_at": "2026-01-01T00:00:00+00:00"},
    **dict.fromkeys(("email", "phone", "personnummer", "licence_number", "trained_in", "language_proof"), ""),
    **dict.fromkeys(("language_proof_note", "earlier_st_where", "curriculum", "outcome", "outcome_reason"), ""),
}


def test_a_settled_step_names_the_edition_that_its_checklist_had_when_the_second_step_is_taken(tmp_path: Path) -> None:
    """The first schema, as it was, with what a clinic had in it."""
    file = tmp_path / "register.db"
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, nothing, read_steps()[:1])
    for statement in (
        "INSERT INTO pack_text VALUES ('d1', 'orebro', '1', 'text', '2026-01-01T00:00:00+00:00')",
        f"INSERT INTO candidate ({', '.join(_CANDIDATE)}) VALUES ({', '.join(map(repr, _CANDIDATE.values()))})",  # noqa: S608
        "INSERT INTO checklist VALUES ('c', 1, 'k', 'd1', 'vanlig', '2026-01-01', 1)",
    ):
        run(file, statement)
    states = ("done", "passed", "not_applicable", "open", "waiting")
    with closing(sqlite3.connect(file, isolation_level=None)) as plain:
        for number, state in enumerate(states, 1):
            noted = (f"2026-02-0{number}", "Ylva", f"not {number}", "", None, None, None, None, f'{{"x": {number}}}')
            row = (f"s{number}", number, "c", f"steg{number}", number, state, *noted)
            plain.execute(f"INSERT INTO step VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    migrate(file, nothing)
    assert run(file, "SELECT id, version, key, pack_id, state, done_on, note, answers FROM step ORDER BY id") == [
        ("s1", 1, "steg1", "d1", "done", "2026-02-01", "not 1", '{"x": 1}'),
        ("s2", 2, "steg2", "d1", "passed", "2026-02-02", "not 2", '{"x": 2}'),
        ("s3", 3, "steg3", "d1", "not_applicable", "2026-02-03", "not 3", '{"x": 3}'),
        ("s4", 4, "steg4", None, "open", "2026-02-04", "not 4", '{"x": 4}'),
        ("s5", 5, "steg5", None, "waiting", "2026-02-05", "not 5", '{"x": 5}'),
    ]
    verify(file)


def test_whoever_is_in_the_archive_was_employed_by_how_far_the_lists_say_that_they_had_come(tmp_path: Path) -> None:
    file = tmp_path / "register.db"
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, nothing, read_steps()[:12])
    people = {  # outcome, archived, stage, since when in ST
        "a": ("drog_sig_ur", 1, "prov", None),
        "b": ("drog_sig_ur", 1, "bt", None),
        "c": ("annan_tjanst", 1, "avtal", "2025-01-01"),
        "d": ("specialist", 1, "intresse", None),
        "e": ("", 0, "st", "2025-01-01"),
    }
    for key, (outcome, archived, stage, since) in people.items():
        values = _CANDIDATE | {"id": key, "outcome": outcome, "archived": archived}
        run(file, f"INSERT INTO candidate ({', '.join(values)}) VALUES ({', '.join(map(repr, values.values()))})")  # noqa: S608
        st_since = "NULL" if since is None else repr(since)
        columns = (
            "candidate_id, route, phase, stage, step, gate, role, ours, due_what, due_step, steps_done, steps_total"
        )
        summary = f"'{key}', '', '', '{stage}', '', 0, '', 0, '', '', 0, 0, {st_since}"
        run(file, f"INSERT INTO summary ({columns}, st_since) VALUES ({summary})")  # noqa: S608
    migrate(file, nothing)
    found = run(file, "SELECT id, employed FROM candidate ORDER BY id")
    assert found == [("a", 0), ("b", 1), ("c", 1), ("d", 1), ("e", None)]


def test_what_was_typed_in_a_steps_own_form_is_found_there_whatever_state_it_is_in(tmp_path: Path) -> None:
    file, step = tmp_path / "register.db", UUID("0197a1b2c3d47e5f8a9b0c1d2e3f4a5b")
    run(file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(file, nothing, read_steps()[:13])
    run(file, "INSERT INTO pack_text VALUES ('d1', 'orebro', '1', 'text', '2026-01-01T00:00:00+00:00')")
    run(file, f"INSERT INTO candidate ({', '.join(_CANDIDATE)}) VALUES ({', '.join(map(repr, _CANDIDATE.values()))})")  # noqa: S608
    run(file, "INSERT INTO checklist VALUES ('c', 1, 'k', 'd1', 'vanlig', '2026-01-01', 1)")
    columns = "id, version, checklist_id, key, state, by, note, reason, answers"
    run(file, f"INSERT INTO step ({columns}) VALUES ('{step.hex}', 1, 'c', 'annons', 'waiting', '', '', '', '{{}}')")  # noqa: S608
    for form in (f"steg:{step}:waiting", f"steg:{step}:done", "kontakt:nej", f"kandidat:{step}"):
        run(file, f"INSERT INTO draft VALUES ('{'1' * 32}', '{form}', 'note', 'Ringde', '2026-01-01')")  # noqa: S608
    migrate(file, nothing)
    forms = {form for (form,) in run(file, "SELECT form FROM draft WHERE value = 'Ringde'")}
    assert forms == {f"steg:{step}", f"steg:{step}:done", "kontakt:nej", f"kandidat:{step}"}


_LOGGED = [
    # in the order in which they were written, though the clock was set back between them
    (
        "b" * 32,
        "2026-03-02T08:00:00+00:00",
        "Ylva Sandåker",
        "s1",
        "save_candidate",
        "k",
        "Lade till Amina.",
        "[]",
        None,
    ),
    (
        "a" * 32,
        "2026-03-01T08:00:00+00:00",
        "Ylva Sandåker",
        "s1",
        "undo",
        "k",
        "Ångrade: Lade till Amina.",
        "[1]",
        "b" * 32,
    ),
    ("c" * 32, "2026-03-03T08:00:00+00:00", "", "s2", "save_clinic", None, "Ändrade ”Ån”.", "[]", None),
]


def test_the_old_log_is_carried_over_into_the_chain(place: Place) -> None:
    """The second schema, as it was, with what had been logged in it."""
    place.folder.mkdir()
    run(place.file, f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(place.file, nothing, read_steps()[:2])
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.executemany("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", _LOGGED)
    register = Register(place, lambda: NOW)
    try:
        assert register._reader.submit(lambda: list(check_chain({}, lambda *_: None))).result() == []
    finally:
        register.close()
    carried = (
        "SELECT a.id, at, actor_name, session, action, candidate, said, images, undoes"
        " FROM audit a JOIN audit_payload p ON p.entry = a.id ORDER BY a.seq"
    )
    assert run(place.file, carried) == _LOGGED
    assert run(place.file, "SELECT seq, actor FROM audit ORDER BY seq") == [(1, None), (2, None), (3, None)]
    assert run(place.file, "SELECT count(*), count(DISTINCT salt) FROM audit_payload") == [(3, 3)]
    verify(place.file)


def test_the_steps_put_up_the_guards_of_the_log(stepped: Path) -> None:
    assert dict(run(stepped, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")) == log_rows()


def test_a_step_that_is_a_function_is_whole_or_not_at_all(old: Path) -> None:
    def fails(connection: sqlite3.Connection) -> None:
        connection.execute("DELETE FROM contact_note")
        raise ZeroDivisionError

    before = dump(old)
    with pytest.raises(ZeroDivisionError):
        migrate(old, nothing, [*read_steps()[:1], fails])
    assert dump(old) == before
