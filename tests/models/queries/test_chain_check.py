"""Whatever is done to the log behind the program's back is found, and named."""

import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from models.queries.chain import chain_head, erased_entries
from models.queries.chain_check import check_chain
from models.register import Register
from models.rules.chain import DIGESTED, EMPTY, LINKED, ChainHead, seal
from models.rules.chain_faults import moment
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import erase, make_candidate, make_clinic
from tests.models.queries.tampering import Hand, tamper

ENTRIES = 7
WHERE = "säkerhetskopian"


class Log:
    """The log of an open register, and what the check says of it."""

    def __init__(self, register: Register) -> None:
        self.register, self.file = register, register.place.file

    def check(self, heads: Mapping[str, ChainHead] | None = None) -> list[str]:
        return self.register._reader.submit(lambda: list(check_chain(heads or {}, lambda *_: None))).result()

    def after(self, hand: str | Hand, heads: Mapping[str, ChainHead] | None = None) -> list[str]:
        """What is wrong when somebody has been at the file."""
        tamper(self.file, hand)
        return self.check(heads)

    def head(self) -> ChainHead:
        return self.register._reader.submit(chain_head).result()

    def when(self, seq: int) -> str:
        with closing(sqlite3.connect(self.file)) as plain:
            return moment(plain.execute("SELECT at FROM audit WHERE seq = ?", (seq,)).fetchone()[0])


@pytest.fixture
async def log(place: Place) -> AsyncIterator[Log]:
    """A log of seven entries, each at a minute of its own."""
    minutes = count()
    register = Register(place, lambda: NOW + timedelta(minutes=next(minutes)))
    await make_clinic(register)
    for number in range(2, ENTRIES + 1):
        await make_candidate(register, name=f"Nr {number}")
    yield Log(register)
    register.close()


def without(seqs: str) -> str:
    """SQL that takes entries and what they say away."""
    contents = f"DELETE FROM audit_payload WHERE entry IN (SELECT id FROM audit WHERE {seqs})"  # noqa: S608
    return f"{contents}; DELETE FROM audit WHERE {seqs}"  # noqa: S608


def test_a_log_that_is_as_it_was_written_has_nothing_wrong(log: Log) -> None:
    assert log.after("") == []
    assert log.check({WHERE: log.head(), "en export": EMPTY}) == []
    assert log.head().seq == ENTRIES


@pytest.mark.parametrize("column", ["actor", "session", "action", "digest", "previous", "link"])
def test_a_field_that_is_changed(log: Log, column: str) -> None:
    change = f"UPDATE audit SET {column} = 'x' WHERE seq = 4"  # noqa: S608
    assert log.after(change) == [f"Loggens post 4 ({log.when(4)}) är ändrad sedan den skrevs."]


def test_a_time_that_is_changed_is_told_as_it_reads_now(log: Log) -> None:
    assert log.after("UPDATE audit SET at = '2020-01-01T12:00:00.000000+00:00' WHERE seq IN (3, 4)") == [
        f"Loggens poster 3–4 ({log.when(3)}) är ändrade sedan de skrevs."
    ]
    assert "2020-01-01" in log.when(3) == log.when(4)


def test_a_number_that_is_changed(log: Log) -> None:
    assert log.after("UPDATE audit SET seq = 40 WHERE seq = 4") == [
        f"Loggens post 4 (mellan {log.when(3)} och {log.when(5)}) är borttagen.",
        f"Loggens post 40 ({log.when(40)}) är ändrad sedan den skrevs, eller tillagd vid sidan av programmet.",
    ]


def test_an_id_that_is_changed(log: Log) -> None:
    assert log.after("UPDATE audit SET id = 'x' WHERE seq = 4") == [
        f"Loggens post 4 ({log.when(4)}) är ändrad sedan den skrevs.",
        "Loggen har innehåll till 1 post som inte finns.",
    ]


@pytest.mark.parametrize(
    ("seqs", "words"),
    [
        ("seq = 4", "Loggens post 4 (mellan {3} och {5}) är borttagen."),
        ("seq IN (3, 4, 5)", "Loggens poster 3–5 (mellan {2} och {6}) är borttagna."),
        ("seq = 1", "Loggens post 1 (före {2}) är borttagen."),
    ],
)
def test_an_entry_that_is_deleted(log: Log, seqs: str, words: str) -> None:
    times = [log.when(seq) if seq else "" for seq in range(ENTRIES + 1)]
    assert log.after(without(seqs)) == [words.format(*times)]


def test_an_entry_that_is_deleted_and_what_it_said_left(log: Log) -> None:
    assert log.after("DELETE FROM audit WHERE seq IN (2, 4)") == [
        f"Loggens post 2 (mellan {log.when(1)} och {log.when(3)}) är borttagen.",
        f"Loggens post 4 (mellan {log.when(3)} och {log.when(5)}) är borttagen.",
        "Loggen har innehåll till 2 poster som inte finns.",
    ]


def test_a_tail_cut_off_with_all_it_told_of_shows_only_by_a_head_that_was_kept_elsewhere(log: Log) -> None:
    head = log.head()
    assert log.after(f"{without('seq > 5')}; DELETE FROM candidate WHERE name > 'Nr 5'") == []  # noqa: S608
    assert log.check({WHERE: head}) == [
        f"Loggen slutar med post 5 ({log.when(5)}), men hade 7 poster enligt säkerhetskopian: slutet är borttaget."
    ]
    assert log.after(f"{without('1')}; DELETE FROM candidate", {WHERE: head}) == [  # noqa: S608
        "Loggen är tom, men hade 7 poster enligt säkerhetskopian: slutet är borttaget.",
        "Loggen är tom, fast registret är i bruk.",
        "Vårdcentralens uppgifter finns i registret, men inte i loggen.",
        "Användaren Ylva Sandåker finns i registret, men inte i loggen.",
    ]


def forged(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row with a link that fits what it says."""
    return {**row, "link": seal(row[name] for name in LINKED)}


def rows_of(plain: sqlite3.Connection) -> list[dict[str, Any]]:
    cursor = plain.execute("SELECT * FROM audit ORDER BY seq")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def put(plain: sqlite3.Connection, row: Mapping[str, Any]) -> None:
    """Write a row of the chain, in place of what has its number."""
    columns = ", ".join(row)
    plain.execute(f"INSERT OR REPLACE INTO audit ({columns}) VALUES ({', '.join('?' * len(row))})", [*row.values()])  # noqa: S608


def copied_content(plain: sqlite3.Connection, entry: str) -> None:
    columns = ", ".join(DIGESTED)
    sql = f"INSERT INTO audit_payload (entry, {columns}) SELECT ?, {columns} FROM audit_payload LIMIT 1"  # noqa: S608
    plain.execute(sql, (entry,))


def inserted(plain: sqlite3.Connection, link: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """A new fourth entry, with those behind it moved on."""
    third = rows_of(plain)[2]
    plain.execute("UPDATE audit SET seq = -seq - 1 WHERE seq > 3")
    plain.execute("UPDATE audit SET seq = -seq WHERE seq < 0")
    put(plain, link({**third, "seq": 4, "id": UUID(int=4).hex, "previous": third["link"]}))
    copied_content(plain, UUID(int=4).hex)


@pytest.mark.parametrize("link", [forged, lambda row: {**row, "link": "f" * 64}], ids=["forged", "guessed"])
def test_an_entry_that_is_inserted(log: Log, link: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    faults = log.after(lambda plain: inserted(plain, link))
    assert faults == [
        f"Loggens post 4 ({log.when(4)}) är inskjuten i efterhand.",
        f"Loggens poster 5–7 ({log.when(5)} till {log.when(7)}) är ändrade sedan de skrevs.",
        f"Loggens post 8 ({log.when(8)}) är ändrad sedan den skrevs, eller tillagd vid sidan av programmet.",
    ]


def test_an_entry_that_is_added_last_by_somebody_who_does_not_know_how(log: Log) -> None:
    def add(plain: sqlite3.Connection) -> None:
        last = rows_of(plain)[-1]
        put(plain, {**last, "seq": 8, "id": UUID(int=8).hex, "previous": last["link"]})
        copied_content(plain, UUID(int=8).hex)

    assert log.after(add) == [
        f"Loggens post 8 ({log.when(8)}) är ändrad sedan den skrevs, eller tillagd vid sidan av programmet."
    ]


def test_an_entry_that_is_exchanged_for_a_forged_one(log: Log) -> None:
    def exchange(plain: sqlite3.Connection) -> None:
        put(plain, forged({**rows_of(plain)[3], "action": "save_note"}))

    assert log.after(exchange) == [f"Loggens post 5 ({log.when(5)}) följer inte på posten före: en av dem är utbytt."]


def test_a_chain_made_anew_shows_only_by_a_head_that_was_kept_elsewhere(log: Log) -> None:
    def make_anew(plain: sqlite3.Connection) -> None:
        previous = EMPTY.link
        for row in rows_of(plain):
            new = forged({**row, "previous": previous, "action": "save_note"})
            put(plain, new)
            previous = new["link"]

    heads = {WHERE: log.head()}
    assert log.after(make_anew) == []
    assert log.check(heads) == ["Loggens post 7 är en annan än enligt säkerhetskopian: loggen är omskriven."]


# what the entries say


@pytest.mark.parametrize("column", DIGESTED)
def test_a_content_that_is_changed(log: Log, column: str) -> None:
    change = f"UPDATE audit_payload SET {column} = 'x' WHERE entry IN (SELECT id FROM audit WHERE seq IN (4, 5))"  # noqa: S608
    assert log.after(change) == [
        f"Loggens poster 4–5 ({log.when(4)} till {log.when(5)}) säger något annat än när de skrevs."
    ]


def test_contents_that_have_changed_places(log: Log) -> None:
    def swap(plain: sqlite3.Connection) -> None:
        second, sixth = (rows_of(plain)[at]["id"] for at in (1, 5))
        for old, new in ((second, "x"), (sixth, second), ("x", sixth)):
            plain.execute("UPDATE audit_payload SET entry = ? WHERE entry = ?", (new, old))

    assert sorted(log.after(swap)) == [
        f"Loggens post 2 ({log.when(2)}) säger det som hör till post 6.",
        f"Loggens post 6 ({log.when(6)}) säger det som hör till post 2.",
    ]


def test_one_content_copied_over_several(log: Log) -> None:
    copy = ", ".join(f"{name} = (SELECT {name} FROM audit_payload WHERE said LIKE '%Nr 2%')" for name in DIGESTED)  # noqa: S608
    said = "said LIKE '%Nr 4%' OR said LIKE '%Nr 6%'"
    assert log.after(f"UPDATE audit_payload SET {copy} WHERE {said}")[:2] == [  # noqa: S608
        f"Loggens post 4 ({log.when(4)}) säger det som hör till post 2.",
        f"Loggens post 6 ({log.when(6)}) säger det som hör till post 2.",
    ]


def test_a_content_that_is_gone_without_a_decision(log: Log) -> None:
    assert log.after("DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit WHERE seq = 4)") == [
        f"Loggens post 4 ({log.when(4)}) är tömd utan beslut."
    ]


async def test_a_content_that_is_erased_by_decision_is_nothing_wrong(log: Log) -> None:
    await erase(log.register, 2, 4)
    assert log.check({WHERE: log.head()}) == []
    assert await log.register.ask(erased_entries) == 2
    with closing(sqlite3.connect(log.file)) as plain:
        assert plain.execute("SELECT count(*) FROM audit_payload WHERE said LIKE '%Nr 2%'").fetchone() == (0,)


async def test_a_decision_stands_only_for_what_it_erased(log: Log) -> None:
    await erase(log.register, 2)
    assert log.after("DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit WHERE seq = 3)") == [
        f"Loggens post 3 ({log.when(3)}) är tömd utan beslut."
    ]


async def test_a_decision_cannot_be_written_in_afterwards(log: Log) -> None:
    await erase(log.register, 2)

    def more(plain: sqlite3.Connection) -> None:
        second, third = (rows_of(plain)[at]["id"] for at in (1, 2))
        plain.execute("DELETE FROM audit_payload WHERE entry = ?", (third,))
        said = "UPDATE audit_payload SET images = replace(images, ?, ?)"
        plain.execute(said, (str(UUID(second)), str(UUID(third))))

    assert log.after(more) == [
        f"Loggens poster 2–3 ({log.when(2)} till {log.when(3)}) är tömda utan beslut.",
        f"Loggens post 8 ({log.when(8)}) säger något annat än när den skrevs.",
    ]


# around it


def test_a_text_that_is_no_text_ends_the_reading_and_is_told(log: Log) -> None:
    no_text = "UPDATE audit_payload SET said = CAST(x'ff' AS TEXT) WHERE said LIKE '%Nr 4%'"
    assert log.after(no_text) == ["Loggen kan inte läsas efter post 3."]


def test_how_far_it_has_come_is_told_by_the_thousand(log: Log) -> None:
    def grow(plain: sqlite3.Connection) -> None:
        for seq in range(ENTRIES + 1, 2_502):
            put(plain, {**rows_of_last(plain), "seq": seq, "id": UUID(int=seq).hex})

    def rows_of_last(plain: sqlite3.Connection) -> dict[str, Any]:
        cursor = plain.execute("SELECT * FROM audit WHERE seq = 7")
        return dict(zip([column[0] for column in cursor.description], cursor.fetchone(), strict=True))

    tamper(log.file, grow)
    told: list[tuple[int, int]] = []
    log.register._reader.submit(lambda: list(check_chain({}, lambda *at: told.append(at)))).result()
    assert told == [(1_000, 2_501), (2_000, 2_501)]


# any cell


CELLS = [*(("audit", "seq", name) for name in ("seq", *LINKED, "link"))]
CELLS += [("audit_payload", "entry", name) for name in ("entry", *DIGESTED)]
VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.text(), st.binary(), st.integers(0, 10))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cell=st.sampled_from(CELLS), at=st.integers(0, ENTRIES - 1), value=VALUES)
def test_any_cell_that_is_changed_is_found(log: Log, cell: tuple[str, str, str], at: int, value: object) -> None:
    table, key, column = cell

    def change(plain: sqlite3.Connection) -> tuple[Any, Any]:
        read = f"SELECT rowid, {column} FROM {table} ORDER BY {key} LIMIT 1 OFFSET ?"  # noqa: S608
        row, before = plain.execute(read, (at,)).fetchone()
        write = f"UPDATE {table} SET {column} = ? WHERE rowid = ? RETURNING rowid, {column}"  # noqa: S608
        with suppress(sqlite3.IntegrityError):
            number, after = plain.execute(write, (value, row)).fetchone()
            undo.append((write, (before, number)))
            return before, after
        return before, before

    undo: list[tuple[str, tuple[Any, Any]]] = []
    changed: list[tuple[Any, Any]] = []
    tamper(log.file, lambda plain: changed.append(change(plain)))
    try:
        ((before, after),) = changed
        assume((type(before), before) != (type(after), after))
        assert log.check() != []
    finally:
        tamper(log.file, lambda plain: [plain.execute(*one) for one in undo])
    assert log.check() == []
