"""A command beside the same writes made bare, in the same folder and in turn."""

import asyncio
import logging
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import Any, cast
from uuid import UUID

from models.commands.checklist import record_step
from models.forms.checklist import StepForm
from models.queries.candidates import candidate_lines
from models.queries.checklist import StepView
from models.register import Register
from models.rules.routine import Standing
from models.storage.connection import connection
from models.storage.place import Place
from screens.step_form import quick_form
from tests.bench.table import Row, beside
from tests.making import checklist_of

_ROUNDS = 50
Statement = tuple[str, Sequence[Any]]


class _Writes(logging.Handler):
    """The statements that a command writes with, as Peewee's own log tells them."""

    def __init__(self) -> None:
        super().__init__()
        self.statements: list[Statement] = []

    def emit(self, record: logging.LogRecord) -> None:
        sql, values = cast(Statement, record.msg)
        if sql.startswith(("INSERT", "UPDATE", "DELETE")):
            self.statements.append((sql, values))


def measure(place: Place, key: bytes | None = None) -> Iterator[Row]:
    """Steps marked as done and opened again, and the same rows written to a copy of the file, encrypted as it is."""
    twin = place.file.with_name("bare.db")
    shutil.copyfile(place.file, twin)
    with connection(twin, key) as bare_file:
        bare_file.execute("PRAGMA journal_mode = wal")
        bare_file.execute("PRAGMA synchronous = full")
        ours, bare = asyncio.run(_measure(place, key, bare_file))
    yield beside(f"A command: a step marked{', encrypted' if key else ''}", ours, bare, 2)


async def _measure(place: Place, key: bytes | None, bare_file: sqlite3.Connection) -> tuple[list[float], list[float]]:
    """A step is marked and opened again while nobody listens, and then so that its writes are heard and repeated."""
    register, writes = Register(place, key=key), _Writes()
    log = logging.getLogger("peewee")
    log.addHandler(writes)
    ours, bare = [], []
    try:
        candidate = (await register.ask(candidate_lines))[0].id
        for turn in range(4 * _ROUNDS):
            heard = turn % 4 > 1
            log.setLevel(logging.DEBUG if heard else logging.INFO)
            form = await next_mark(register, candidate)
            writes.statements.clear()
            began = perf_counter()
            await register.do(record_step, form)
            if heard:
                bare.append(_write(bare_file, writes.statements))
            else:
                ours.append(perf_counter() - began)
    finally:
        log.removeHandler(writes)
        register.close()
    return ours, bare


async def next_mark(register: Register, candidate: UUID) -> StepForm:
    """A step to be marked as done, or opened again."""
    step = _first_free((await checklist_of(register, candidate)).steps)
    return quick_form(step, "open" if step.state == "done" else "done")


def _first_free(steps: Sequence[StepView]) -> StepView:
    """A step that asks for nothing but to be marked."""
    asked = {Standing.READY, Standing.DONE}
    return next(step for step in steps if step.standing in asked and not step.fields and step.period is None)


def _write(bare_file: sqlite3.Connection, statements: Sequence[Statement]) -> float:
    began = perf_counter()
    bare_file.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        bare_file.execute(sql, values)
    bare_file.execute("COMMIT")
    return perf_counter() - began
