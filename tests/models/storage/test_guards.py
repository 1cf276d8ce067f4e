"""What is signed stays as it was signed, by whatever way it is changed; the log is only ever added to."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, cast
from uuid import UUID

import pytest
from peewee import ForeignKeyField, TextField

from models.commands.runner import Command
from models.commands.undo import UndoForm, undo
from models.commands.work import Change, Work
from models.faults import StorageFault
from models.field_names import FIELD_NAMES
from models.forms.refusal import Form, Refused
from models.queries.check import check_register
from models.queries.log_words import NAMES
from models.records import VERSIONED, Candidate, Permit
from models.records.base import UtcDateTimeField, Versioned, database
from models.register import Register
from models.rights import for_everyone
from models.storage.backup import verify
from models.storage.guards import LOGGED, SIGNED, signed_rows
from models.storage.place import Place
from tests.making import make_candidate, make_clinic

_SIGNED, _OPEN = UUID(int=1), UUID(int=2)


class Judgement(Versioned):
    """A record that can be signed, one of each kind for a candidate."""

    candidate = ForeignKeyField(Candidate, on_delete="CASCADE", on_update="CASCADE")
    kind = TextField()
    text = TextField()
    signed_at = UtcDateTimeField(null=True)

    if TYPE_CHECKING:
        candidate_id: UUID

    class Meta:
        indexes = ((("candidate", "kind"), True),)


@pytest.fixture
async def judged(register: Register) -> Register:
    """A register with somebody who has two judgements, of which the first is signed."""
    await make_clinic(register)
    key = await make_candidate(register)

    @for_everyone
    def judge(work: Work, _form: Form) -> Change:
        database.create_tables([Judgement])
        for sql in signed_rows("judgement", unique=[("candidate_id", "kind")]).values():
            database.execute_sql(sql)
        for at, signed_at in ((_SIGNED, work.now), (_OPEN, None)):
            work.add(Judgement(id=at, candidate=key, kind=str(at.int), text="Trygg.", signed_at=signed_at))
        return Change("Bedömde.", key)

    await register.do(judge, Form())
    return register


@pytest.fixture
def plain(judged: Register) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody who writes SQL, with its references in force."""
    with closing(sqlite3.connect(judged.place.file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        for table in ("summary", "open_step"):  # their references do not follow a candidate's id
            connection.execute(f"DELETE FROM {table}")  # noqa: S608
        yield connection


def contents(plain: sqlite3.Connection) -> list[object]:
    return [plain.execute(f"SELECT rowid, * FROM {table}").fetchall() for table in ("judgement", "candidate")]  # noqa: S608


WAYS = {
    "update": "UPDATE judgement SET text = 'Svag.' WHERE id = :signed",
    "unsign": "UPDATE judgement SET signed_at = NULL WHERE id = :signed",
    "delete": "DELETE FROM judgement WHERE id = :signed",
    "delete all": "DELETE FROM judgement",
    "replace": "INSERT OR REPLACE INTO judgement SELECT id, 1, candidate_id, kind, 'x', NULL FROM judgement",
    "replace by another key": "REPLACE INTO judgement SELECT 'ny', 1, candidate_id, '1', 'x', NULL FROM judgement",
    "replace by number": "REPLACE INTO judgement (rowid, id, version, candidate_id, kind, text)"
    " SELECT rowid, 'ny', 1, candidate_id, 'ny', 'x' FROM judgement WHERE id = :signed",
    "move onto": "UPDATE OR REPLACE judgement SET id = :signed WHERE id = :open",
    "move onto by another key": "UPDATE OR REPLACE judgement SET kind = '1' WHERE id = :open",
    "move onto by number": "UPDATE OR REPLACE judgement SET rowid = 1 WHERE id = :open",
    "upsert": "INSERT INTO judgement SELECT id, 1, candidate_id, 'ny', 'x', NULL FROM judgement WHERE id = :signed"
    " ON CONFLICT (id) DO UPDATE SET text = 'x'",
    "upsert by another key": "INSERT INTO judgement SELECT 'ny', 1, candidate_id, kind, 'x', NULL FROM judgement"
    " WHERE id = :signed ON CONFLICT (candidate_id, kind) DO UPDATE SET text = 'x'",
    "cascade of a delete": "DELETE FROM candidate",
    "cascade of an update": "UPDATE candidate SET id = 'x'",
    "cascade of a replace": "INSERT OR REPLACE INTO candidate SELECT * FROM candidate",
}
IDS = {"signed": _SIGNED.hex, "open": _OPEN.hex}
EACH_WAY = pytest.mark.parametrize("sql", WAYS.values(), ids=WAYS.keys())


@EACH_WAY
def test_what_is_signed_is_neither_changed_nor_taken_away(plain: sqlite3.Connection, sql: str) -> None:
    before = contents(plain)
    with pytest.raises(sqlite3.IntegrityError, match=SIGNED):
        plain.execute(sql, IDS)
    assert contents(plain) == before


@EACH_WAY
def test_with_a_permit_it_is_let_through(plain: sqlite3.Connection, sql: str) -> None:
    before = contents(plain)
    for statement in ("BEGIN", "INSERT INTO permit VALUES (1, 0)", sql, "DELETE FROM permit", "COMMIT"):
        plain.execute(statement, IDS)
    assert contents(plain) != before
    assert plain.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE judgement SET text = 'Svag.', signed_at = '2026-11-21' WHERE id = :open",
        "DELETE FROM judgement WHERE id = :open",
        "REPLACE INTO judgement SELECT id, 1, candidate_id, kind, 'x', 'nu' FROM judgement WHERE id = :open",
        "INSERT INTO judgement SELECT 'ny', 1, candidate_id, 'ny', 'x', 'nu' FROM judgement WHERE id = :open",
    ],
)
def test_what_is_not_signed_may_be_changed_signed_and_taken_away(plain: sqlite3.Connection, sql: str) -> None:
    before = contents(plain)
    plain.execute(sql, IDS)
    assert contents(plain) != before


def test_a_permit_does_not_outlive_its_transaction(plain: sqlite3.Connection) -> None:
    before = contents(plain)
    for statement in ("BEGIN", "INSERT INTO permit VALUES (1, 0)", WAYS["update"]):
        plain.execute(statement, IDS)
    with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
        plain.execute("COMMIT")
    plain.execute("ROLLBACK")
    assert contents(plain) == before
    with pytest.raises(sqlite3.IntegrityError, match=SIGNED):
        plain.execute(WAYS["update"], IDS)


@pytest.mark.parametrize("values", ["(1, 1)", "(2, 0)", "(1, NULL)", "(0, 0)"])
def test_there_is_no_other_permit(plain: sqlite3.Connection, values: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        plain.execute(f"INSERT INTO permit VALUES {values}")  # noqa: S608


def test_a_permit_that_is_left_by_a_program_without_references_is_found(
    plain: sqlite3.Connection, place: Place
) -> None:
    plain.execute("PRAGMA foreign_keys = OFF")
    plain.execute("INSERT INTO permit VALUES (1, 0)")
    with pytest.raises(StorageFault, match="är skadad"):
        verify(place.file)


# through the program


@for_everyone
def change_text(work: Work, _form: Form) -> Change:
    record = Judgement.get_by_id(_SIGNED)
    record.text = "Svag."
    work.save(record, record.version)
    return Change("Ändrade.")


@for_everyone
def unsign(work: Work, _form: Form) -> Change:
    record = Judgement.get_by_id(_SIGNED)
    record.signed_at = None
    work.save(record, record.version)
    return Change("Tog bort signaturen.")


@for_everyone
def take_away(work: Work, _form: Form) -> Change:
    work.remove(Judgement.get_by_id(_SIGNED))
    return Change("Tog bort.")


EACH_CHANGE = pytest.mark.parametrize("command", [change_text, unsign, take_away])


async def texts(register: Register) -> list[tuple[str, bool]]:
    return await register.ask(
        for_everyone(lambda: [(one.text, one.signed_at is not None) for one in Judgement.select()])
    )


@EACH_CHANGE
async def test_a_command_is_refused_in_words(judged: Register, command: Command[Form]) -> None:
    with pytest.raises(Refused, match=SIGNED):
        await judged.do(command, Form())
    assert await texts(judged) == [("Trygg.", True), ("Trygg.", False)]


@EACH_CHANGE
async def test_a_command_with_a_permit_is_let_through_and_then_no_more(
    judged: Register, command: Command[Form]
) -> None:
    @for_everyone
    def by_decision(work: Work, form: Form) -> Change:
        with work.permit():
            change = command(work, form)
        with pytest.raises(Refused, match=SIGNED):
            work._keep_signed({"signed_at": "nu"})
        assert Permit.select().count() == 0
        return change

    await judged.do(by_decision, Form())
    assert await texts(judged) != [("Trygg.", True), ("Trygg.", False)]


async def test_a_command_that_goes_round_is_refused_by_the_file_in_the_same_words(judged: Register) -> None:
    @for_everyone
    def take_the_candidate_away(work: Work, _form: Form) -> Change:
        work.remove(Candidate.get())
        return Change("Tog bort.")

    with pytest.raises(StorageFault, match=SIGNED):
        await judged.do(take_the_candidate_away, Form())
    assert len(await texts(judged)) == 2


async def test_a_signature_is_not_undone(judged: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VERSIONED, "judgement", Judgement)

    @for_everyone
    def sign(work: Work, _form: Form) -> Change:
        record = Judgement.get_by_id(_OPEN)
        record.signed_at = work.now
        work.save(record, record.version)
        return Change("Signerade.")

    await judged.do(sign, Form())
    with pytest.raises(Refused, match=SIGNED):
        await judged.do(undo, UndoForm())
    assert await texts(judged) == [("Trygg.", True), ("Trygg.", True)]


async def test_a_signed_row_that_is_replaced_past_its_guards_is_found_by_the_check(
    judged: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(VERSIONED, "judgement", Judgement)
    monkeypatch.setitem(cast(dict[str, object], FIELD_NAMES), "judgement", {"text": "Omdöme", "signed_at": "Signerat"})
    monkeypatch.setitem(cast(dict[str, object], NAMES), "judgement", lambda _words, _row: "Bedömningen")
    assert await _said_of_rows(judged) == []
    with closing(sqlite3.connect(judged.place.file)) as plain, plain:
        for name in signed_rows("judgement"):
            plain.execute(f"DROP TRIGGER {name}")
        plain.execute("REPLACE INTO judgement SELECT id, 1, candidate_id, kind, 'Svag.', signed_at FROM judgement")
    assert await _said_of_rows(judged) == ["Amina Öst: Bedömningen stämmer inte med loggen (Omdöme)."] * 2


async def _said_of_rows(register: Register) -> list[str]:
    """What is wrong, but that the table was made for the test."""
    faults = await register.ask(check_register, register.today)
    return [fault for fault in faults if not re.search("judgement.* inte gjord av ST-kollen", fault)]


# the log


ON_THE_LOG = {
    "change": "UPDATE audit SET action = 'x' WHERE seq = 2",
    "delete": "DELETE FROM audit WHERE seq = 2",
    "replace": "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
    "replace by id": "REPLACE INTO audit SELECT 9, id, at, actor, session, action, digest, previous, link FROM audit",
    "move": "UPDATE OR REPLACE audit SET seq = 1 WHERE seq = 2",
    "upsert": "INSERT INTO audit SELECT * FROM audit WHERE seq = 2 ON CONFLICT (seq) DO UPDATE SET action = 'x'",
    "change what it says": "UPDATE audit_payload SET said = 'x'",
    "replace what it says": "INSERT OR REPLACE INTO audit_payload SELECT * FROM audit_payload",
    "move what it says": "UPDATE OR REPLACE audit_payload SET entry = 'x'",
}
ERASE = "DELETE FROM audit_payload"


def log_of(plain: sqlite3.Connection) -> list[object]:
    return [plain.execute(f"SELECT * FROM {table}").fetchall() for table in ("audit", "audit_payload")]  # noqa: S608


@pytest.mark.parametrize("sql", [*ON_THE_LOG.values(), ERASE], ids=[*ON_THE_LOG, "erase"])
def test_the_log_is_only_added_to(plain: sqlite3.Connection, sql: str) -> None:
    before = log_of(plain)
    with pytest.raises(sqlite3.IntegrityError, match=LOGGED):
        plain.execute(sql)
    assert log_of(plain) == before


@pytest.mark.parametrize("sql", ON_THE_LOG.values(), ids=ON_THE_LOG.keys())
def test_a_permit_does_not_open_the_log(plain: sqlite3.Connection, sql: str) -> None:
    plain.execute("BEGIN")
    plain.execute("INSERT INTO permit VALUES (1, 0)")
    with pytest.raises(sqlite3.IntegrityError, match=LOGGED):
        plain.execute(sql)


def test_a_permit_lets_what_an_entry_says_be_erased(plain: sqlite3.Connection) -> None:
    for statement in ("BEGIN", "INSERT INTO permit VALUES (1, 0)", ERASE, "DELETE FROM permit", "COMMIT"):
        plain.execute(statement)
    (chain, payloads) = log_of(plain)
    assert chain != [] and payloads == []
