"""What holds for everything that changes the register: one transaction, one entry, true summaries, and a way back."""

import pytest

from models.commands.undo import UndoForm, undo
from models.commands.work import Change, Work
from models.forms.refusal import Form, Refused
from models.ids import new_id
from models.queries.check import check_register
from models.records import Candidate
from models.register import Register
from models.rights import for_everyone
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic
from tests.models.commands.deeds import BY_WHOEVER_DID_IT, DEEDS, Deed
from tests.models.commands.seeing import contents, log_of

EACH_DEED = pytest.mark.parametrize("deed", DEEDS, ids=lambda deed: deed.__name__)
FIRST_SAVES = [
    deed
    for deed in DEEDS
    if deed.__name__
    in {
        *("a_new_candidate", "a_note", "a_colleague", "a_route", "a_rest"),
        *("an_occurrence", "an_occurrence_of_several", "a_rest_of_several"),
    }
]
LATER_SAVES = [
    deed
    for deed in DEEDS
    if "changed" in deed.__name__ or deed.__name__ in {"a_step", "an_outcome", "an_occurrence_taken_back"}
]


@EACH_DEED
async def test_each_leaves_one_entry_in_the_chiefs_name(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    before = await log_of(register)
    change = await register.do(command, form)
    *older, entry = await log_of(register)
    assert older == before
    assert (entry.action, entry.actor) == (command.__name__, "Ylva Sandåker")
    assert (entry.said, entry.candidate, entry.undoes) == (change.said, change.candidate, None)
    assert change.said.endswith(".")


@EACH_DEED
async def test_each_leaves_true_summaries(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    await make_candidate(register, name="Någon Annan")
    command, form = await deed(register)
    await register.do(command, form)
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.parametrize("deed", BY_WHOEVER_DID_IT, ids=lambda deed: deed.__name__)
async def test_each_is_undone_to_what_was(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    before = await contents(register)
    change = await register.do(command, form)
    assert await contents(register) != before
    undone = await register.do(undo, UndoForm())
    assert await contents(register) == before
    assert undone.said == f"Ångrade: {change.said}"
    assert (await log_of(register))[-1].undoes is not None
    assert await register.ask(check_register, register.today) == ()


async def test_everything_is_undone_step_by_step(register: Register) -> None:
    await make_clinic(register)
    first = await contents(register)
    for deed in BY_WHOEVER_DID_IT:
        if deed.__name__ != "a_changed_clinic":
            command, form = await deed(register)
            await register.do(command, form)
    entries = len(await log_of(register))
    now = await contents(register)
    for _entry in range(entries - 1):
        before = now
        await register.do(undo, UndoForm())
        now = await contents(register)
        assert now != before
    assert now == first
    with pytest.raises(Refused, match="inget att ångra"):
        await register.do(undo, UndoForm())


@pytest.mark.parametrize("deed", FIRST_SAVES, ids=lambda deed: deed.__name__)
async def test_a_save_that_is_repeated_makes_one(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    await register.do(command, form)
    once = await contents(register)
    await register.do(command, form)
    assert await contents(register) == once


@pytest.mark.parametrize("deed", FIRST_SAVES, ids=lambda deed: deed.__name__)
async def test_undo_after_a_repeated_save_undoes_the_save(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    before = await contents(register)
    await register.do(command, form)
    await register.do(command, form)
    await register.do(undo, UndoForm())
    assert await contents(register) == before


@pytest.mark.parametrize("deed", LATER_SAVES, ids=lambda deed: deed.__name__)
async def test_a_change_of_what_has_changed_since_is_refused(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    await register.do(command, form)
    changed, entries = await contents(register), await log_of(register)
    with pytest.raises(Refused, match="har ändrats sedan de visades"):
        await register.do(command, form)
    assert await contents(register) == changed
    assert await log_of(register) == entries


async def test_a_command_that_fails_halfway_leaves_no_trace(register: Register) -> None:
    await make_clinic(register)
    before, entries = await contents(register), await log_of(register)

    @for_everyone
    def half(work: Work, _form: Form) -> Change:
        work.add(Candidate(name="Halv", created_at=work.now))
        raise Refused("Nej.")

    with pytest.raises(Refused, match="Nej"):
        await register.do(half, Form(), draft="kandidat:ny")
    assert await contents(register) == before
    assert await log_of(register) == entries


# undo


async def test_only_what_was_done_since_the_program_started_is_undone(place: Place) -> None:
    first = Register(place, lambda: NOW)
    await make_clinic(first)
    await make_candidate(first)
    first.close()
    second = Register(place, lambda: NOW)
    try:
        with pytest.raises(Refused, match="inget att ångra sedan programmet startade"):
            await second.do(undo, UndoForm())
    finally:
        second.close()


async def test_the_welcome_is_not_undone(register: Register) -> None:
    await make_clinic(register)
    with pytest.raises(Refused, match="inget att ångra"):
        await register.do(undo, UndoForm())


async def test_undo_is_refused_where_the_rows_have_changed_since(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)

    @for_everyone
    def change_unseen(_work: Work, _form: Form) -> Change:
        Candidate.update(name="Någon annan").where(Candidate.id == key).execute()
        return Change("Ändrade vid sidan av.")

    await register.do(change_unseen, Form())
    before = await contents(register)
    with pytest.raises(Refused, match="har ändrats sedan dess"):
        await register.do(undo, UndoForm())
    assert await contents(register) == before


async def test_a_session_of_undos_is_in_the_log(register: Register) -> None:
    await make_clinic(register)
    await make_candidate(register)
    await register.do(undo, UndoForm())
    assert [entry.action for entry in await log_of(register)] == ["save_clinic", "save_candidate", "undo"]


async def test_ids_are_in_the_order_they_were_made() -> None:
    made = [new_id() for _ in range(500)]
    assert made == sorted(made)
    assert {key.version for key in made} == {7}
