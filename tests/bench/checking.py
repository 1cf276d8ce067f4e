"""The chain of a long log walked, beside the same rows merely read."""

import asyncio
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import cycle, islice
from statistics import median
from time import perf_counter
from uuid import UUID

from models.queries.chain_check import check_chain
from models.register import Register
from models.rights import for_everyone
from models.rules.chain import DIGESTED, EMPTY, seal
from models.storage.guards import log_rows
from models.storage.place import Place
from tests.bench.table import Row, milliseconds

ENTRIES = 100_000
_AIM = 25_000
_ROUNDS = 5


def measure(small: Place) -> Iterator[Row]:
    """What was logged in a small register, over and over again."""
    long = Place(small.folder.with_name("long-log"))
    long.folder.mkdir()
    shutil.copyfile(small.file, long.file)
    with closing(sqlite3.connect(long.file)) as plain, plain:
        _lengthen(plain)
    register = Register(long)
    try:
        ours = [_seconds(lambda: asyncio.run(register.ask(_walk))) for _ in range(_ROUNDS)]
    finally:
        register.close()
    with closing(sqlite3.connect(long.file)) as plain:
        read = "SELECT * FROM audit a JOIN audit_payload p ON p.entry = a.id ORDER BY a.seq"
        bare = [_seconds(lambda: sum(1 for _row in plain.execute(read))) for _ in range(_ROUNDS)]
    speed = ENTRIES / median(ours)
    numbers = milliseconds(median(ours)), f"{milliseconds(median(bare))} only read", f"{speed:,.0f}/s".replace(",", " ")
    yield Row("The log checked, 100 000 entries", *numbers, "≥ 25 000/s", speed >= _AIM)


@for_everyone
def _walk() -> None:
    faults = list(check_chain({}, lambda _done, _total: None))
    if faults:
        raise AssertionError(faults)


def _lengthen(plain: sqlite3.Connection) -> None:
    """The log anew, so many entries long, of what it says in turn."""
    payloads = plain.execute(f"SELECT {', '.join(DIGESTED)} FROM audit_payload").fetchall()  # noqa: S608
    for name in log_rows():
        plain.execute(f"DROP TRIGGER {name}")
    plain.execute("DELETE FROM audit")
    plain.execute("DELETE FROM audit_payload")
    previous = EMPTY.link
    begin = -ENTRIES % len(payloads)  # so that the last of them are the last that was really done
    for seq, payload in enumerate(islice(cycle(payloads), begin, begin + ENTRIES), 1):
        entry = UUID(int=seq).hex
        linked = (previous, seq, entry, "2026-11-21T09:30:00.000000+00:00", None, "s", "record_step", seal(payload))
        previous = seal(linked)
        columns = "previous, seq, id, at, actor, session, action, digest, link"
        plain.execute(f"INSERT INTO audit ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", (*linked, previous))  # noqa: S608
        plain.execute("INSERT INTO audit_payload VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (entry, *payload))
    for sql in log_rows().values():
        plain.execute(sql)


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began
