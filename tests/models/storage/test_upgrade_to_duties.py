"""A register from before the duties: everything in it is kept, and its duties are there when it is opened."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from models.commands.duties import record_occurrences
from models.commands.undo import UndoForm, undo
from models.forms.duty import OccurrencesForm
from models.ids import new_id
from models.knowledge.pack_reader import load_pack, pack_digest
from models.knowledge.packs import pack_text
from models.queries.check import check_register
from models.queries.lacking import without_summary
from models.queries.today import today_items
from models.register import Register
from models.rules.duties import month_number
from models.storage.migrations import APPLICATION_ID, migrate, read_steps
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import person_of, step_of

ST_SINCE = "2025-02-03"
NOON = "2025-02-03T11:00:00.000000+00:00"


@pytest.fixture
def doctor() -> UUID:
    return new_id()


@pytest.fixture
def old(place: Place, doctor: UUID) -> Place:
    """A file of the first schema, as that version of the program wrote it: an ST doctor, and somebody who has left."""
    place.folder.mkdir()
    with closing(sqlite3.connect(place.file, isolation_level=None)) as plain:
        plain.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(place.file, lambda _step: None, read_steps()[:1])
    with closing(sqlite3.connect(place.file)) as plain, plain:
        _fill(plain, doctor)
    return place


def _fill(plain: sqlite3.Connection, doctor: UUID) -> None:
    text = pack_text("vastmanland")
    pack = load_pack(text)
    (route,) = pack.routes
    clinic = {"name": "Lingonets", "region": "vastmanland", "private": 1, "listed": 8200, "chief": "Ylva Sandåker"}
    _insert(plain, "clinic", **clinic, created_at=NOON)
    digest = pack_digest(text)
    _insert(plain, "pack_text", digest=digest, region=pack.code, version=pack.version, text=text, adopted_at=NOON)
    for key, name, archived in ((doctor, "Amina Öst", 0), (new_id(), "Ut Flyttad", 1)):
        candidate = key.hex
        _insert(plain, "candidate", id=candidate, name=name, archived=archived, created_at=NOON)
        _insert(plain, "summary", candidate_id=candidate, route=route.title, phase="ST", stage="st", st_since=ST_SINCE)
        checklist = new_id().hex
        listed = {"candidate_id": candidate, "pack_id": digest, "route": route.key, "started_on": ST_SINCE}
        _insert(plain, "checklist", id=checklist, **listed, active=1)
        for position, step in enumerate(pack.steps_of(route.key)):
            done = {"state": "done", "done_on": ST_SINCE, "by": "Ylva"} if step.ticked else {"state": "open"}
            _insert(plain, "step", checklist_id=checklist, key=step.key, position=position, answers="{}", **done)
        _insert(plain, "snooze", candidate_id=candidate, until="2026-12-24", note="Efter jul.")
    images = json.dumps([*_images(plain)], sort_keys=True)
    _insert(plain, "audit", at=NOON, actor="Ylva", session=new_id().hex, action="save", said="Ny.", images=images)
    _insert(plain, "draft", form="kandidat:ny", field="name", value="Halv", at=NOON)


def _insert(plain: sqlite3.Connection, table: str, **given: Any) -> None:
    """A row: what is not given is empty, in the columns that must have something."""
    values: dict[str, Any] = {}
    for _at, name, kind, needed, _default, _key in plain.execute(f"PRAGMA table_info({table})"):
        empty: Any = new_id().hex if name == "id" else 1 if name == "version" and kind == "INTEGER" else 0
        values[name] = given.get(name, (empty if kind == "INTEGER" or name == "id" else "") if needed else None)
    marks = ", ".join("?" * len(values))
    plain.execute(f"INSERT INTO {table} VALUES ({marks})", list(values.values()))  # noqa: S608


def _images(plain: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """What the log tells of the rows that people had filled in."""
    for table in ("clinic", "candidate", "checklist", "step", "snooze"):
        rows = plain.execute(f"SELECT * FROM {table}")  # noqa: S608
        columns = [column[0] for column in rows.description]
        for row in (dict(zip(columns, values, strict=True)) for values in rows):
            yield {"table": table, "id": str(UUID(row["id"])), "before": None, "after": row}


KEPT = ("clinic", "candidate", "pack_text", "checklist", "step", "snooze", "draft")


def _rows(file: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    with closing(sqlite3.connect(file)) as plain:
        plain.row_factory = sqlite3.Row
        for table in KEPT:
            yield table, [dict(row) for row in plain.execute(f"SELECT * FROM {table} ORDER BY 1")]  # noqa: S608


def test_nothing_that_was_recorded_is_changed(old: Place) -> None:
    before = dict(_rows(old.file))
    Register(old, lambda: NOW).close()
    after = dict(_rows(old.file))
    for table in KEPT:
        assert len(after[table]) == len(before[table]) > 0
        for then, now in zip(before[table], after[table], strict=True):
            shared = then.keys() & now.keys()  # a later step may have moved a column
            assert {name: now[name] for name in shared} == {name: then[name] for name in shared}


async def test_the_duties_are_there_at_once_and_can_be_recorded(old: Place, doctor: UUID) -> None:
    register = Register(old, lambda: NOW)
    try:
        assert await register.ask(check_register, register.today) == ()
        items = [item for item in await register.ask(today_items, register.today) if item.duty is not None]
        assert [item.step for item in items] == [
            *("Följ upp och revidera IUP", "Årsuppföljning, år 1", "Månadsrapport för oktober 2026"),
            *("Månadsrapport för november 2026", "Årsuppföljning, år 2"),
        ]
        assert (await person_of(register, doctor)).st_since == date.fromisoformat(ST_SINCE)
        step = (await step_of(register, doctor, "manadsrapport")).id
        form = OccurrencesForm(steps=(step,), number=month_number(date(2026, 10, 1)))
        await register.do(record_occurrences, form)
        await register.do(undo, UndoForm())
        assert await register.ask(check_register, register.today) == ()
    finally:
        register.close()


def test_a_kill_between_the_schema_step_and_the_summaries_is_made_good_the_next_time(old: Place) -> None:
    migrate(old.file, lambda _step: None)
    for _time in range(2):
        register = Register(old, lambda: NOW)
        try:
            assert register._reader.submit(without_summary).result() == ()
            assert register._reader.submit(check_register, register.today).result() == ()
        finally:
            register.close()


def test_somebody_who_cannot_be_read_hinders_nobody_else(old: Place, doctor: UUID) -> None:
    with closing(sqlite3.connect(old.file)) as plain, plain:
        plain.execute("UPDATE step SET state = 'ingenting'")
    register = Register(old, lambda: NOW)
    try:
        assert register._reader.submit(without_summary).result() == (doctor,)
        assert (
            "Amina Öst: uppgifterna kan inte läsas." in register._reader.submit(check_register, register.today).result()
        )
    finally:
        register.close()
