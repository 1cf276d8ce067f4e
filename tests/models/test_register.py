"""The one door: what is written is written whole and once, what is read is one moment, and the key is given back."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import timedelta, timezone
from threading import Event

import pytest

from models.commands.candidates import save_candidate
from models.commands.undo import UndoForm, undo
from models.commands.work import Change, Work
from models.faults import StorageFault
from models.forms.candidate import CandidateForm
from models.forms.refusal import Form, Refused, read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.drafts import draft_of
from models.records import AuditEntry, Candidate
from models.records.base import database
from models.register import Register
from models.rights import for_everyone
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, make_user
from tests.models.roles import opened_as


def named(register: Register, name: str) -> CandidateForm:
    return read_form(CandidateForm, {"id": new_id(), "name": name}, register.today)


@for_everyone
def names() -> list[str]:
    return [row.name for row in Candidate.select(Candidate.name)]


@for_everyone
def entries() -> int:
    return AuditEntry.select().count()


@for_everyone
def smuggle() -> None:
    Candidate.insert(id=new_id(), name="Smög in", created_at=NOW).execute()


@for_everyone
def forget() -> None:
    AuditEntry.delete().execute()


def add(work: Work, name: str) -> Change:
    work.add(Candidate(name=name, created_at=work.now))
    return Change(f"Lade till {name}.")


async def test_who_reads_cannot_write(register: Register) -> None:
    await make_clinic(register)
    with pytest.raises(StorageFault):
        await register.ask(smuggle)
    with pytest.raises(StorageFault):
        await register.ask(forget)
    assert await register.ask(names) == []
    assert await register.ask(entries) == 1


async def test_a_command_that_has_begun_is_finished_though_nobody_waits(register: Register) -> None:
    await make_clinic(register)
    begun, go = Event(), Event()

    @for_everyone
    def slow(work: Work, _form: Form) -> Change:
        change = add(work, "Fullföljd")
        begun.set()
        assert go.wait(10)
        return change

    tasks = [asyncio.create_task(register.do(slow, Form()))]
    assert await asyncio.to_thread(begun.wait, 10)
    tasks.append(asyncio.create_task(register.do(save_candidate, named(register, "I kö"))))
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    go.set()
    await register.do(save_candidate, named(register, "Efteråt"))
    assert await register.ask(names) == ["Fullföljd", "I kö", "Efteråt"]


async def test_200_commands_at_once_lose_nothing(register: Register) -> None:
    await make_clinic(register)
    await asyncio.gather(*(register.do(save_candidate, named(register, f"Nr {number}")) for number in range(200)))
    assert sorted(await register.ask(names)) == sorted(f"Nr {number}" for number in range(200))
    assert await register.ask(entries) == 201
    assert len(await register.ask(candidate_lines)) == 200


async def test_200_changes_of_the_same_row_are_one_after_the_other(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, name="0")

    @for_everyone
    def count_up(work: Work, _form: Form) -> Change:
        candidate = Candidate.get_by_id(key)
        candidate.name = str(int(candidate.name) + 1)
        work.save(candidate, candidate.version)
        return Change("Räknade upp.", key)

    await asyncio.gather(*(register.do(count_up, Form()) for _ in range(200)))
    assert await register.ask(names) == ["200"]


async def test_two_who_change_the_same_version_do_not_overwrite_each_other(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    forms = [
        read_form(CandidateForm, {"id": key, "version": 1, "name": name}, register.today) for name in ("Ett", "Två")
    ]
    answers = await asyncio.gather(*(register.do(save_candidate, form) for form in forms), return_exceptions=True)
    assert [type(answer) for answer in answers if isinstance(answer, Exception)] == [Refused]
    assert len(await register.ask(names)) == 1


async def test_what_is_half_written_is_not_seen(register: Register) -> None:
    await make_clinic(register)
    half, go = Event(), Event()

    @for_everyone
    def slow(work: Work, _form: Form) -> Change:
        add(work, "Ett")
        half.set()
        assert go.wait(10)
        return add(work, "Två")

    task = asyncio.create_task(register.do(slow, Form()))
    assert await asyncio.to_thread(half.wait, 10)
    assert await register.ask(names) == []
    go.set()
    await task
    assert await register.ask(names) == ["Ett", "Två"]


async def test_a_question_sees_one_moment_though_something_is_written_meanwhile(register: Register) -> None:
    await make_clinic(register)
    read_once, go = Event(), Event()

    @for_everyone
    def slowly() -> tuple[list[str], list[str]]:
        first = names()
        read_once.set()
        assert go.wait(10)
        return first, names()

    task = asyncio.create_task(register.ask(slowly))
    assert await asyncio.to_thread(read_once.wait, 10)
    await make_candidate(register)
    go.set()
    assert await task == ([], [])
    assert await register.ask(names) == ["Amina Öst"]


async def test_a_fault_in_a_command_leaves_nothing_and_the_next_one_works(register: Register) -> None:
    await make_clinic(register)

    @for_everyone
    def broken(work: Work, _form: Form) -> Change:
        add(work, "Halv")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await register.do(broken, Form())
    assert await register.ask(names) == []
    await make_candidate(register)
    assert await register.ask(check_register, register.today) == ()


# closing


async def test_what_is_under_way_is_finished_before_the_register_closes(place: Place) -> None:
    first = Register(place, lambda: NOW)
    await make_clinic(first)
    tasks = [asyncio.create_task(first.do(save_candidate, named(first, f"Nr {number}"))) for number in range(20)]
    await asyncio.sleep(0)
    first.close()
    await asyncio.gather(*tasks)
    assert not place.file.with_name("st-kollen.db-wal").exists()
    second = Register(place, lambda: NOW)
    try:
        assert len(await second.ask(names)) == 20
    finally:
        second.close()


async def test_the_log_is_folded_into_the_file_even_while_somebody_else_looks(place: Place) -> None:
    opened = Register(place, lambda: NOW)
    await make_clinic(opened)
    with closing(sqlite3.connect(place.file)) as looking:
        looking.execute("SELECT name FROM clinic").fetchall()
        opened.close()
        assert place.file.with_name("st-kollen.db-wal").stat().st_size == 0


async def test_closing_gives_the_register_to_the_next_and_leaves_no_trace(place: Place) -> None:
    for _ in range(2):
        opened = Register(place, lambda: NOW)
        await opened.ask(names)
        with pytest.raises(StorageFault, match="redan öppet"):
            Register(place, lambda: NOW)
        opened.close()
        assert not place.opened_by.exists()


# drafts


async def test_a_draft_is_kept_field_by_field_without_a_word_in_the_log(register: Register) -> None:
    await make_clinic(register)
    await register.keep_draft("kandidat:ny", {"name": "Ami", "email": "a@"})
    await register.keep_draft("kandidat:ny", {"name": "Amina [b]\x1b"})
    draft = await register.ask(draft_of, "kandidat:ny")
    assert draft is not None
    assert (draft.values, draft.at) == ({"name": "Amina [b]\x1b", "email": "a@"}, NOW)
    assert await register.ask(entries) == 1
    with pytest.raises(Refused, match="inget att ångra"):
        await register.do(undo, UndoForm())


async def test_a_draft_survives_until_it_is_saved_or_dropped(place: Place) -> None:
    first = Register(place, lambda: NOW)
    await make_clinic(first)
    for form in ("kandidat:ny", "steg:1", "steg:2"):
        await first.keep_draft(form, {"name": "Am"})
    first.close()
    second = Register(place, lambda: NOW)
    try:
        assert await second.ask(draft_of, "kandidat:ny") is not None
        await second.do(save_candidate, named(second, "Amina"), draft="kandidat:ny")
        await second.drop_draft("steg:1")
        kept = [await second.ask(draft_of, form) is not None for form in ("kandidat:ny", "steg:1", "steg:2")]
        assert kept == [False, False, True]
    finally:
        second.close()


async def test_a_draft_is_seen_saved_and_dropped_by_its_owner_only(place: Place) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        handledare = await make_user(chiefs)
        await chiefs.keep_draft("steg:1", {"note": "Chefens"})
    async with opened_as(place, handledare) as theirs:
        assert await theirs.ask(draft_of, "steg:1") is None
        await theirs.keep_draft("steg:1", {"note": "Handledarens"})
        await theirs.drop_draft("steg:2")
    async with opened_as(place, None) as chiefs:
        draft = await chiefs.ask(draft_of, "steg:1")
        assert draft is not None
        assert draft.values == {"note": "Chefens"}
        await chiefs.do(save_candidate, named(chiefs, "Amina"), draft="steg:1")
        assert await chiefs.ask(draft_of, "steg:1") is None
    async with opened_as(place, handledare) as theirs:
        draft = await theirs.ask(draft_of, "steg:1")
        assert draft is not None
        assert draft.values == {"note": "Handledarens"}
        await theirs.drop_draft("steg:1")
        assert await theirs.ask(draft_of, "steg:1") is None


async def test_a_refused_save_keeps_its_draft(register: Register) -> None:
    await make_clinic(register)
    await register.keep_draft("kandidat:1", {"name": "Am"})
    form = read_form(CandidateForm, {"id": new_id(), "version": 1, "name": "Amina"}, register.today)
    with pytest.raises(Refused):
        await register.do(save_candidate, form, draft="kandidat:1")
    assert await register.ask(draft_of, "kandidat:1") is not None


async def test_a_draft_goes_in_the_same_moment_as_its_save_comes(register: Register) -> None:
    await make_clinic(register)
    await register.keep_draft("kandidat:ny", {"name": "Am"})
    seen: set[tuple[bool, int]] = set()

    @for_everyone
    def moment() -> tuple[bool, int]:
        return draft_of("kandidat:ny") is None, len(names())

    saving = asyncio.create_task(register.do(save_candidate, named(register, "Amina"), draft="kandidat:ny"))
    while not saving.done():
        seen.add(await register.ask(moment))
    seen.add(await register.ask(moment))
    assert seen <= {(False, 0), (True, 1)}
    assert (True, 1) in seen


async def test_a_moment_is_kept_in_utc_and_none_without_a_zone_is_taken(place: Place) -> None:
    clock = [NOW.astimezone(timezone(timedelta(hours=2))), NOW.replace(tzinfo=None)]
    register = Register(place, lambda: clock[0])
    try:
        await register.keep_draft("kandidat:ny", {"name": "A"})
        stored = await register.ask(for_everyone(lambda: database.execute_sql("SELECT at FROM draft").fetchall()))
        assert stored == [("2026-11-21T09:30:00.000000+00:00",)]
        clock.pop(0)
        with pytest.raises(ValueError, match="a moment needs a time zone"):
            await register.keep_draft("kandidat:ny", {"name": "B"})
    finally:
        register.close()


def test_today_is_the_local_day(register: Register) -> None:
    assert register.today == NOW.astimezone().date()
