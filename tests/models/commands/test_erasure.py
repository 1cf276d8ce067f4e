"""Gallring: what goes and what stays, who may, and that nothing of it is left in any file."""

from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from models.commands.candidates import save_candidate, save_note
from models.commands.duties import record_occurrences
from models.commands.erasure import erase_candidates
from models.commands.own_steps import save_own_step
from models.commands.snooze import snooze_step
from models.commands.undo import UndoForm, undo
from models.faults import StorageFault
from models.forms.candidate import CandidateForm, NoteForm
from models.forms.duty import OccurrencesForm
from models.forms.own_step import OwnStepForm
from models.forms.refusal import Refused, read_form
from models.forms.retention import CONFIRMED, EraseForm
from models.forms.snooze import SnoozeForm
from models.ids import new_id
from models.queries.chain import erased_entries
from models.queries.check import check_register
from models.queries.erasure import erased_people, what_goes
from models.queries.log import person_log
from models.queries.own_steps import new_own_step
from models.queries.retention import retention_view
from models.records import TABLES, AuditEntry, AuditPayload
from models.records.base import Versioned
from models.register import Register
from models.rights import Role, for_everyone
from models.storage.durable import unfinished, write_new
from models.storage.erased import Erased, read_erased
from models.storage.place import Place
from tests.conftest import NOW
from tests.held import looked_into
from tests.making import make_candidate, make_clinic, make_st_doctor, make_user, mark, step_of, take_route
from tests.models.commands.deeds import OCTOBER
from tests.models.commands.seeing import contents
from tests.models.commands.test_retention import end, save
from tests.models.queries.tampering import tamper
from tests.models.roles import opened_as

WORD = "Xantippa"
LONG_AGO = "2024-01-05"


async def do(register: Register, command: Any, kind: Any, **raw: Any) -> None:
    await register.do(command, read_form(kind, raw, register.today))


async def everything_about(register: Register) -> UUID:
    """Somebody of whom there is something in every place that can hold it, always with the same word in it."""
    key = await make_candidate(register, name=f"{WORD} Öst", email=f"{WORD.lower()}@exempel.se", trained_in="Polen")
    await take_route(register, key, "privat_ovriga", "2023-01-01")
    await mark(register, key, "kontakta_studierektor_privat", note=f"{WORD} ringde.")
    note = {"id": new_id(), "candidate": key, "noted_on": "2023-02-01"}
    await do(register, save_note, NoteForm, **note, text=f"{WORD} vill börja.")
    await do(register, save_note, NoteForm, **note, version=1, text=f"{WORD} vill inte.")
    step = (await step_of(register, key, "samrad_privat")).id
    rest = {"id": new_id(), "candidate": key, "step_id": step, "until": "+14"}
    await do(register, snooze_step, SnoozeForm, **rest, note=f"{WORD} är bortrest.")
    await do(register, save_candidate, CandidateForm, id=key, version=1, name=f"{WORD} Väst")
    await register.do(undo, UndoForm())
    await take_route(register, key, "privat_kand", "2023-03-01")
    step = (await step_of(register, key, "samrad_privat")).id
    await register.keep_draft(f"steg:{step}:done", {"note": f"{WORD} och vi"})
    await register.keep_draft(f"kontakt:{key}", {"text": f"Ringde {WORD}"})
    await end(register, key, "drog_sig_ur", LONG_AGO)
    return key


async def erase(register: Register, *candidates: UUID) -> None:
    await register.do(erase_candidates, EraseForm(candidates=candidates, confirmed=CONFIRMED))


def held(folder: Path, words: Collection[str]) -> list[tuple[str, str]]:
    """The files of a register that hold any of these words, in any way of writing them."""
    with looked_into(folder) as copy:
        return [
            (file.name, word)
            for file in sorted(copy.rglob("*"))
            if file.is_file()
            for word in words
            if any(word.encode(code) in file.read_bytes() for code in ("utf-8", "utf-16-le", "utf-16-be"))
        ]


async def test_everything_about_the_person_goes_and_nothing_about_the_others(register: Register) -> None:
    await make_clinic(register)
    other = await make_candidate(register, name="Bo Ek")
    await take_route(register, other, "privat_ovriga")
    before = await contents(register)
    key = await everything_about(register)
    (goes,) = await register.ask(what_goes, (key,))
    assert goes.name == f"{WORD} Öst"
    assert goes.records.keys() == {"candidate", "contact_note", "snooze", "checklist", "step"}
    assert (goes.records["checklist"], goes.records["contact_note"], goes.drafts) == (2, 1, 2)
    entries = await register.ask(erased_entries)
    await erase(register, key)
    assert await contents(register) == before
    assert await register.ask(erased_entries) == entries + goes.entries
    assert await register.ask(person_log, key) is None
    assert await register.ask(check_register, register.today) == ()
    first, second, third, last = [entry.said for entry in await entries_left(register)]
    assert first.startswith("Lade in Lingonets vårdcentral")
    assert (second, third[:20]) == ("Lade till Bo Ek.", "Vald väg för Bo Ek: ")
    assert last == "Raderade uppgifterna om 1 person, enligt vårdcentralens tider för gallring."


async def test_after_an_erasure_whatever_was_told_of_anything_else_is_still_checked(register: Register) -> None:
    """What was done for both at once is told of nobody any longer: of those rows alone there is nothing to say."""
    await make_clinic(register)
    other = await make_candidate(register, name="Bo Ek", phone="070-123 45 67")
    await take_route(register, other, "privat_ovriga")
    await erase(register, await everything_about(register))
    tamper(register.place.file, "UPDATE candidate SET phone = '0'; UPDATE user SET role = 'stallforetradare'")
    assert await register.ask(check_register, register.today) == (
        "Ingen användare är chef.",
        "Användaren Ylva Sandåker stämmer inte med loggen (Roll).",
        "Bo Ek: Kandidatens uppgifter stämmer inte med loggen (Telefon).",
    )


async def entries_left(register: Register) -> list[AuditPayload]:
    """What the log still tells, oldest first."""

    @for_everyone
    def read() -> list[AuditPayload]:
        joined = AuditPayload.select().join(AuditEntry, on=(AuditPayload.entry == AuditEntry.id))
        return list(joined.order_by(AuditEntry.seq))

    return await register.ask(read)


async def test_no_file_holds_a_word_of_it_at_once_and_when_it_is_closed(place: Place) -> None:
    words = (WORD, WORD.lower())
    async with opened_as(place, None) as register:
        await make_clinic(register)
        key = await everything_about(register)
        assert {name for name, _word in held(place.folder, words)} >= {place.file.name + "-wal"}
        await erase(register, key)
        assert held(place.folder, words) == []
    assert held(place.folder, words) == []


async def test_no_page_that_is_let_go_of_holds_a_name(register: Register) -> None:
    """Many people with long texts, so that pages are split, filled again and given back; every third one goes."""
    await make_clinic(register)
    keys = {}
    for number in range(90):
        name = f"{WORD}{number:02}"
        keys[name] = await make_candidate(register, name=name, trained_in=f"{name} " * 15)
        text = f"{name}: " * (number * 13 % 160 + 1)
        note = {"id": new_id(), "candidate": keys[name], "noted_on": "2023-02-01", "text": text}
        await do(register, save_note, NoteForm, **note)
        await end(register, keys[name], "ej_antagen", LONG_AGO)
    gone = [name for number, name in enumerate(keys) if number % 3 == 0]
    await erase(register, *(keys[name] for name in gone))
    assert held(register.place.folder, gone) == []
    left = [name for name in keys if name not in gone]
    assert {word for _file, word in held(register.place.folder, left)} == set(left)
    assert await register.ask(check_register, register.today) == ()


async def test_what_was_done_for_several_at_once_goes_from_the_others_logs_too(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    keys = [await make_st_doctor(register, name, "2019-02-04") for name in ("Amina Öst", "Bo Ek")]
    steps = tuple([(await step_of(register, key, "manadsrapport")).id for key in keys])
    await do(register, record_occurrences, OccurrencesForm, steps=steps, number=OCTOBER)
    await end(register, keys[0], "specialist", LONG_AGO)
    await save(register, keep_years_employed="1")
    (goes,) = await register.ask(what_goes, (keys[0],))
    assert (goes.shared, goes.records["duty_done"]) == (1, 1)
    before = await register.ask(person_log, keys[1])
    await erase(register, keys[0])
    after = await register.ask(person_log, keys[1])
    assert before is not None
    assert after is not None
    assert len(after.lines) == len(before.lines) - 1
    assert len((await contents(register))["duty_done"]) == 1
    assert await register.ask(check_register, register.today) == ()


async def test_a_step_of_the_clinics_own_stays_in_the_log_where_nothing_was_recorded_on_it(register: Register) -> None:
    await make_clinic(register)
    keys = [await make_candidate(register, name=name) for name in ("Amina Öst", "Bo Ek")]
    for key in keys:
        await take_route(register, key, "privat_ovriga")
    step = await step_of(register, keys[1], "kontakta_studierektor_privat")
    view = await register.ask(new_own_step, step.id)
    assert view is not None
    raw = {"id": new_id(), "checklist": view.checklist, "title": "Visa runt", "role": "handledare", "force": "ska"}
    await do(register, save_own_step, OwnStepForm, **raw, **view.values, reach="alla")
    await end(register, keys[0], "ej_antagen", LONG_AGO)
    await erase(register, keys[0])
    assert "Lade till ett eget steg: Visa runt." in [entry.said for entry in await entries_left(register)]
    assert await register.ask(check_register, register.today) == ()


async def test_whoever_is_not_due_is_not_erased_and_nobody_with_them(register: Register) -> None:
    await make_clinic(register)
    due = await everything_about(register)
    lately = await make_candidate(register, name="Bo Ek")
    await end(register, lately, "ej_antagen", "2025-01-05")
    here = await make_candidate(register, name="Åsa Alm")
    before = await contents(register)
    for candidates in ((due, lately), (here,)):
        with pytest.raises(Refused, match=r"ska inte gallras nu\. Ingen har raderats"):
            await erase(register, *candidates)
    await make_clinic(register, private="regiondriven", version=1)
    with pytest.raises(Refused, match="ska inte gallras nu"):
        await erase(register, due)
    assert (await contents(register))["candidate"] == before["candidate"]
    assert not register.place.erased.exists()


async def test_the_word_must_be_typed(register: Register) -> None:
    for confirmed in ("", "ja", "raderar"):
        with pytest.raises(Refused, match="Skriv radera"):
            read_form(EraseForm, {"candidates": [str(new_id())], "confirmed": confirmed}, register.today)
    assert read_form(EraseForm, {"candidates": [str(new_id())], "confirmed": " Radera "}, register.today)


async def test_a_decision_is_named_by_its_day(register: Register) -> None:
    await make_clinic(register)
    key = await everything_about(register)
    await make_clinic(register, private="regiondriven", version=1)
    await save(register, keep_years="2", keep_decision=f"Beslut om {WORD}", keep_decided_on="2026-01-15")
    await erase(register, key)
    assert (await entries_left(register))[-1].said == (
        "Raderade uppgifterna om 1 person, enligt gallringsbeslutet den 2026-01-15."
    )


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.SUPERVISOR])
async def test_only_the_chief_erases(place: Place, role: Role) -> None:
    async with opened_as(place, None) as chiefs:
        await make_clinic(chiefs)
        key = await everything_about(chiefs)
        user = await make_user(chiefs, role, name="Mehrnaz Shirinfors")
    async with opened_as(place, user) as theirs:
        with pytest.raises(Refused, match="bara för chef"):
            await erase(theirs, key)
        with pytest.raises(Refused, match="bara för chef"):
            await theirs.ask(retention_view, theirs.today)


async def test_an_erasure_is_not_undone(register: Register) -> None:
    await make_clinic(register)
    await erase(register, await everything_about(register))
    with pytest.raises(Refused, match="radering kan inte ångras"):
        await register.do(undo, UndoForm())


async def test_it_is_listed_outside_by_id_and_day_and_without_a_name(register: Register) -> None:
    await make_clinic(register)
    key = await everything_about(register)
    await erase(register, key)

    @for_everyone
    def told() -> Mapping[UUID, datetime]:
        return erased_people()

    assert await register.ask(told) == {key: NOW}
    assert read_erased(register.place.erased) == {key: Erased(NOW.date())}


async def test_nobody_is_erased_who_cannot_be_listed(register: Register) -> None:
    await make_clinic(register)
    key = await everything_about(register)
    before = await contents(register)
    unfinished(register.place.erased).mkdir()
    with pytest.raises(StorageFault, match="kunde inte skrivas"):
        await erase(register, key)
    assert await contents(register) == before


async def test_a_list_that_is_damaged_or_lost_is_made_anew_from_the_log(register: Register) -> None:
    await make_clinic(register)
    first = await everything_about(register)
    await erase(register, first)
    write_new(register.place.erased, b"{")
    second = await everything_about(register)
    await erase(register, second)
    assert read_erased(register.place.erased).keys() == {first, second}


def test_every_table_that_people_change_is_reached_from_the_candidate_or_is_not_about_one() -> None:
    """A new table that hangs on a candidate must be taken away together with them."""
    hanging = {"checklist", "contact_note", "snooze", "duty_done", "step"}
    for table in TABLES:
        for field in table._meta.refs:
            if issubclass(table, Versioned) and field.rel_model._meta.table_name in {"candidate", "checklist"}:
                assert field.on_delete == "CASCADE"
                assert table._meta.table_name in hanging


async def test_the_log_says_who_did_it_and_names_nobody(register: Register) -> None:
    await make_clinic(register)
    await erase(register, await everything_about(register))
    last = (await entries_left(register))[-1]
    assert (last.actor_name, last.candidate, last.candidates) == ("Ylva Sandåker", None, "")
    assert {one for image in last.images for one in (image["before"], image["after"])} == {None}
