"""The log of what was done: linked as it is written, naming nobody in its chain, and erasable without breaking it."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate
from models.commands.duties import record_occurrences
from models.commands.undo import UndoForm, undo
from models.commands.work import Change, Work
from models.forms.candidate import CandidateForm
from models.forms.duty import OccurrencesForm
from models.forms.refusal import Form, Refused, read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.chain import chain_head
from models.queries.check import check_register
from models.queries.log import LogLine, person_log, register_log
from models.queries.users import who_am_i
from models.records import AuditEntry, AuditPayload, Candidate
from models.register import Register
from models.rights import for_everyone
from models.rules.chain import EMPTY, ChainHead
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import erase, make_candidate, make_clinic, make_user, person_of
from tests.models.commands.deeds import OCTOBER, doctors
from tests.models.roles import opened_as


@for_everyone
def head() -> ChainHead:
    return chain_head()


async def lines_of(register: Register, candidate: UUID) -> tuple[LogLine, ...]:
    log = await register.ask(person_log, candidate)
    assert log is not None
    return log.lines


async def test_each_entry_becomes_the_head(register: Register) -> None:
    assert await register.ask(head) == EMPTY
    heads = []
    await make_clinic(register)
    heads.append(await register.ask(head))
    await make_candidate(register)
    heads.append(await register.ask(head))
    assert [head.seq for head in heads] == [1, 2]
    assert await register.ask(for_everyone(lambda: AuditEntry.get_by_id(2).previous)) == heads[0].link


async def test_the_chain_tells_which_user_it_was_by_id_and_the_content_by_name(place: Place) -> None:
    """The clinic, too, which is set up before there is any user: it is the chief's, whom it makes."""
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        chief = await chiefs.ask(who_am_i)
        user = await make_user(chiefs, "stallforetradare", name="Per-Albin Ek")
    async with opened_as(place, user) as deputys:
        await make_candidate(deputys)
        of_the_chief = (chief.user, "Ylva Sandåker")
        assert await deputys.ask(actors) == [of_the_chief, of_the_chief, (user, "Per-Albin Ek")]


async def test_whoever_has_signed_in_and_sets_up_the_clinic_has_a_name_in_the_log(place: Place) -> None:
    user = new_id()
    async with opened_as(place, user) as register:
        await make_clinic(register, user=str(user))
        assert await register.ask(actors) == [(user, "Ylva Sandåker")]


@for_everyone
def actors() -> list[tuple[UUID | None, str]]:
    names = {payload.entry: payload.actor_name for payload in AuditPayload.select()}
    return [(entry.actor, names[entry.id]) for entry in AuditEntry.select().order_by(AuditEntry.seq)]


async def test_what_was_done_for_several_is_in_the_log_of_each_and_erased_from_all(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    steps = await doctors(register)
    form = OccurrencesForm(steps=tuple(steps[:2]), number=OCTOBER)
    said = (await register.do(record_occurrences, form)).said
    seq = (await register.ask(head)).seq
    people = [line.id for line in await register.ask(candidate_lines)]
    names = [line.name for line in await register.ask(candidate_lines)]
    assert (await register.ask(register_log))[0].about == ", ".join(names[:2])
    logs = [[line.said for line in await lines_of(register, key)] for key in people]
    assert [said in log for log in logs] == [True, True, False]
    await erase(register, seq)
    logs = [[line.said for line in await lines_of(register, key)] for key in people]
    assert [said in log for log in logs] == [False] * 3
    assert await register.ask(check_register, register.today) == ()


async def test_the_chain_names_nobody(register: Register, place: Place) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    with closing(sqlite3.connect(place.file)) as plain:
        chain = repr(plain.execute("SELECT * FROM audit").fetchall())
        said = repr(plain.execute("SELECT * FROM audit_payload").fetchall())
    for trace in ("Amina", "Ylva", key.hex):
        assert trace in said
        assert trace not in chain


async def test_two_entries_that_say_the_same_have_no_digest_in_common(register: Register) -> None:
    await make_clinic(register)

    @for_everyone
    def nothing(_work: Work, _form: Form) -> Change:
        return Change("Gjorde inget.")

    for _time in range(2):
        await register.do(nothing, Form())
    digests = await register.ask(for_everyone(lambda: [entry.digest for entry in AuditEntry.select()]))
    assert len(set(digests)) == 3


async def test_the_last_change_is_undone_also_when_the_clock_was_set_back(place: Place) -> None:
    clock = [NOW]
    register = Register(place, lambda: clock[0])
    try:
        await make_clinic(register)
        await make_candidate(register, name="Först")
        clock[0] = NOW - timedelta(days=365)
        await make_candidate(register, name="Sist")
        await register.do(undo, UndoForm())
        assert await register.ask(for_everyone(lambda: [one.name for one in Candidate.select()])) == ["Först"]
        assert await register.ask(check_register, register.today) == ()
    finally:
        register.close()


async def test_what_is_erased_says_so_and_cannot_be_undone(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await erase(register, 2, about=key)
    erasure, erased = await lines_of(register, key)
    assert erasure.said == "Raderade ur loggen enligt gallringsbeslut 2026:7."
    assert (erased.at, erased.actor, erased.said) == (NOW, "", "Vad som gjordes är raderat enligt beslut.")
    with pytest.raises(Refused, match="En radering kan inte ångras"):
        await register.do(undo, UndoForm())
    assert await register.ask(check_register, register.today) == ()


async def test_a_change_that_was_erased_by_itself_is_not_skipped_by_undo(register: Register, place: Place) -> None:
    """As when the register was put back from before the erasure, and the erasures were applied again."""
    await make_clinic(register)
    await make_candidate(register, name="Först")
    await make_candidate(register, name="Sist")
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("PRAGMA foreign_keys = ON")
        plain.execute("INSERT INTO permit VALUES (1, 0)")
        plain.execute("DELETE FROM audit_payload WHERE said LIKE '%Sist%'")
        plain.execute("DELETE FROM permit")
    with pytest.raises(Refused, match="vad som gjordes senast är raderat enligt beslut"):
        await register.do(undo, UndoForm())
    assert await register.ask(for_everyone(lambda: Candidate.select().count())) == 2


async def test_a_permit_ends_with_its_block_even_when_that_fails(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)

    @for_everyone
    def stubborn(work: Work, _form: Form) -> Change:
        with pytest.raises(ZeroDivisionError), work.permit():
            raise ZeroDivisionError
        work.erase(AuditPayload.get_by_id(AuditEntry.get_by_id(2).id))
        return Change("Raderade.", key)

    with pytest.raises(Exception, match="Loggen kan inte ändras"):
        await register.do(stubborn, Form())
    assert len(await lines_of(register, key)) == 1


async def test_the_log_of_nobody_is_none(register: Register) -> None:
    assert await register.ask(person_log, UUID(int=1)) is None


async def test_the_registers_log_tells_all_newest_first_and_about_whom(register: Register) -> None:
    await make_clinic(register)
    await make_candidate(register)
    await make_user(register)
    await make_candidate(register, name="Bo Ek")
    lines = await register.ask(register_log)
    assert [(line.seq, line.about, line.actor) for line in lines] == [
        *((4, "Bo Ek", "Ylva Sandåker"), (3, "", "Ylva Sandåker")),
        *((2, "Amina Öst", "Ylva Sandåker"), (1, "", "Ylva Sandåker")),
    ]
    assert lines[1].said == "Lade till användaren Gunvor Tjärnstig (handledare)."
    assert all(word in lines[0].folded for word in ("2026-11-21 09:30", "lade till bo ek", "ylva"))
    assert await register.ask(register_log, 4, 2) == lines[1:3]
    assert await register.ask(register_log, 1) == ()
    await erase(register, 2)
    assert [(line.said, line.actor, line.about) for line in await register.ask(register_log, 3)] == [
        ("Vad som gjordes är raderat.", "", ""),
        (lines[3].said, "Ylva Sandåker", ""),
    ]


async def test_a_form_that_is_saved_as_it_stood_changes_nothing_and_is_not_in_the_log(register: Register) -> None:
    """And what is taken back is what was changed before it."""
    await make_clinic(register)
    key = await make_candidate(register)
    person, before = await person_of(register, key), await register.ask(head)
    form = read_form(CandidateForm, {**person.values, "id": key, "version": person.version}, register.today)
    change = await register.do(save_candidate, form)
    assert (change.said, change.unchanged) == ("Inget var ändrat.", True)
    assert await register.ask(head) == before
    changed = await register.do(save_candidate, form.model_copy(update={"phone": "070-174 06 00"}))
    assert not changed.unchanged
    assert (await lines_of(register, key))[0].said == changed.said
    with pytest.raises(Refused, match="ändrats sedan"):
        await register.do(save_candidate, form)
