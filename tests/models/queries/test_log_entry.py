"""An entry of the log tells what was changed in the words of the forms, whatever it was."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate
from models.commands.undo import UndoForm, undo
from models.commands.work import Change, Work
from models.field_names import FIELD_NAMES
from models.forms.candidate import CandidateForm
from models.forms.refusal import Form, read_form
from models.queries.chain import chain_head
from models.queries.log_entry import EntryView, FieldChange, RowChange, entry_view
from models.queries.log_words import NAMES
from models.records import VERSIONED, AuditEntry, Checklist
from models.register import Register
from models.rights import for_everyone
from tests.making import (
    erase,
    make_candidate,
    make_clinic,
    make_colleague,
    mark,
    take_route,
)
from tests.models.commands.deeds import BY_WHOEVER_DID_IT, Deed

# What the program keeps for itself: ids and counts, who wrote and when, and which other row a row belongs to.
ITS_OWN = {"id", "version", "created_at", "added_on", "added_by", "author", "candidate", "checklist", "step_id", "key"}
ITS_OWN |= {"behind", "phase"}
ELSEWHERE = {("step", "pack"), ("mailbox", "role"), ("own_step", "region")}
ELSEWHERE |= {("snooze", "number"), ("duty_done", "every"), ("duty_done", "number"), ("duty_done", "region")}
INTERNAL = re.compile(r"[0-9a-f]{8}-?[0-9a-f]{4}|[a-zåäö]_[a-zåäö]|\b(True|False|None|true|false|null)\b|[{}\[\]]")


async def last_entry(register: Register, back: int = 0) -> EntryView:
    """The newest entry, or one before it."""

    @for_everyone
    def read() -> EntryView | None:
        return entry_view(AuditEntry.get_by_id(chain_head().seq - back).id)

    view = await register.ask(read)
    assert view is not None
    return view


def texts(view: EntryView) -> Iterator[str]:
    for row in view.rows:
        yield f"{row.what} {row.how}"
        for field in row.fields:
            yield from (field.name, field.before, field.after)


def test_every_field_that_people_change_has_a_name() -> None:
    assert NAMES.keys() == FIELD_NAMES.keys() == VERSIONED.keys()
    for name, table in VERSIONED.items():
        unnamed = {field.name for field in table._meta.sorted_fields} - FIELD_NAMES[name].keys() - ITS_OWN
        assert {(name, field) for field in unnamed} <= ELSEWHERE, name
        assert FIELD_NAMES[name].keys() <= table._meta.fields.keys()


@pytest.mark.parametrize("deed", BY_WHOEVER_DID_IT, ids=lambda deed: deed.__name__)
async def test_each_deed_and_its_undoing_are_told_in_words(register: Register, deed: Deed) -> None:
    await make_clinic(register)
    command, form = await deed(register)
    await register.do(command, form)
    done = await last_entry(register)
    await register.do(undo, UndoForm())
    undone = await last_entry(register)
    for view in (done, undone):
        assert view.rows
        assert any(row.fields or " steg " in row.what for row in view.rows)
        assert [text for text in texts(view) if INTERNAL.search(text)] == []
    assert (await last_entry(register, back=1)).undone_at == undone.at
    assert len(done.rows) == len(undone.rows)


async def test_a_field_is_told_as_it_was_and_as_it_became(register: Register) -> None:
    await make_clinic(register)
    supervisor = await make_colleague(register, name="Gunvor Tjärnstig")
    first = {"personnummer": "19900118-9811", "trained_in": "Polen", "has_at": "nej", "planned_start_on": "2027-01-10"}
    key = await make_candidate(register, **first)
    raw: dict[str, Any] = {**first, "id": key, "version": 1, "name": "Amina Öst", "has_at": "ja", "trained_in": ""}
    raw |= {"supervisor": supervisor, "personnummer": "19900118-9829", "planned_start_on": "2027-03-01"}
    raw |= {"curriculum": "hslf-fs-2021-8"}
    await register.do(save_candidate, read_form(CandidateForm, raw, register.today))
    (row,) = (await last_entry(register)).rows
    assert (row.what, row.how) == ("Kandidatens uppgifter", "ändrades")
    assert row.fields == (
        FieldChange("Personnummer", "19900118-****", "19900118-****"),
        FieldChange("Planerad start", "2027-01-10", "2027-03-01"),
        FieldChange("Utbildad i", "Polen", ""),
        FieldChange("Svensk AT", "nej", "ja"),
        FieldChange("Målbeskrivning", "", "HSLF-FS 2021:8"),
        FieldChange("Handledare", "", "Gunvor Tjärnstig"),
    )


async def test_a_route_is_told_without_every_step_of_it(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    checklist, steps = (await last_entry(register)).rows
    assert (checklist.what, checklist.how) == ("Checklistan", "lades till")
    assert checklist.fields[0] == FieldChange("Väg", "", "Privat, övriga")
    assert re.fullmatch(r"\d\d steg på checklistan", steps.what)
    assert (steps.how, steps.fields) == ("lades till", ())


async def test_answers_bear_the_labels_of_the_step(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "samrad_privat", answers={"studierektorer": "idag", "halsoval": "igår"})
    (row,) = (await last_entry(register)).rows
    assert row.what.startswith("Steget ”") and row.how == "ändrades"
    assert row.fields[0] == FieldChange("Läge", "öppet", "klart")
    assert {field.after for field in row.fields} >= {"2026-11-21", "2026-11-20"}
    assert all(field.name[0].isupper() for field in row.fields)


async def test_a_step_that_was_logged_before_there_were_editions_is_told_too(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    await take_route(register, key, "privat_ovriga")
    checklist = (await register.ask(for_everyone(lambda: Checklist.get().id))).hex
    before: dict[str, Any] = {
        "id": "1",
        "checklist_id": checklist,
        "key": "samrad_privat",
        "state": "open",
        "answers": "{}",
    }
    before |= {"position": 3, "version": 1, "by": ""}

    @for_everyone
    def as_it_was_logged(work: Work, _form: Form) -> Change:
        after = {**before, "state": "done", "by": "Ylva Sandåker", "answers": '{"halsoval": "2026-11-20"}'}
        work.images.append({"table": "step", "id": str(UUID(int=1)), "before": before, "after": after})
        return Change("Samråd: klart.", key)

    await register.do(as_it_was_logged, Form())
    (row,) = (await last_entry(register)).rows
    assert row.what.startswith("Steget ”Samråd")
    changes = [(one.before, one.after) for one in row.fields]
    assert changes == [("öppet", "klart"), ("", "Ylva Sandåker"), ("", "2026-11-20")]


async def test_an_erasure_tells_how_much_was_erased_and_the_erased_nothing(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register)
    erased = await register.ask(for_everyone(lambda: AuditEntry.get_by_id(2).id))
    await erase(register, 1, 2, about=key)
    assert (await last_entry(register)).rows == (RowChange("Innehållet i 2 poster i loggen", "raderades"),)
    assert await register.ask(entry_view, erased) is None
    assert await register.ask(entry_view, UUID(int=1)) is None
