"""The register extract: all that is held about one person, in the words of the screens, and nothing about another."""

import csv
from io import StringIO
from uuid import UUID

from models.commands.candidates import save_note
from models.commands.duties import record_occurrences
from models.exchange.extract import extract_csv, extract_name, extract_text
from models.forms.candidate import NoteForm
from models.forms.duty import OccurrencesForm
from models.ids import new_id
from models.keys import change_own_password, new_password_for
from models.queries.extract import extract_of
from models.queries.extract_parts import Extract, done_by
from models.queries.staff_extract import staff_extract
from models.records import AuditPayload
from models.register import Register
from models.storage.place import Place
from tests.making import (
    make_candidate,
    make_clinic,
    make_colleague,
    make_st_doctor,
    make_user,
    mark,
    step_of,
    take_route,
)
from tests.models.commands.deeds import OCTOBER
from tests.models.commands.test_erasure import WORD, do, erase, everything_about
from tests.models.signing_in import YLVA_PASSWORD, make_signing_in, signed_in
from tests.models.storage.locked import GUNVOR, YLVA


async def extract(register: Register, key: UUID) -> Extract:
    found = await register.ask(extract_of, key, register.today)
    assert found is not None
    return found


def texts(found: Extract) -> str:
    text = extract_text(found).decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    return text


async def test_it_holds_all_that_an_erasure_would_take(register: Register) -> None:
    await make_clinic(register)
    key = await everything_about(register)
    text = texts(await extract(register, key))
    for said in (
        *(f"REGISTERUTDRAG: {WORD} Öst", f"E-post: {WORD.lower()}@exempel.se", "Utbildad i: Polen"),
        *(f"Anteckning: {WORD} ringde.", f"Anteckning: {WORD} vill inte.", f"Anteckning: {WORD} är bortrest."),
        *("Hur det slutade: Drog sig ur", "Slutade den: 2024-01-05", "Skriven av: Ylva Sandåker"),
        *(f"Text: {WORD} och vi", f"Text: Ringde {WORD}", f"{WORD} vill börja. → {WORD} vill inte."),
        *(f"Ångrade: Ändrade uppgifter om {WORD} Väst.", "steg på checklistan som inget är antecknat på"),
        "allt om handledarens egna steg, av de andra bara rubrik, läge och datum.",
        *("Sparas: Till och med 2026-01-05. De kan gallras nu.", "säkerhetskopior, i 90 dagar"),
    ):
        assert said in text, said


async def test_after_the_erasure_there_is_none(register: Register) -> None:
    await make_clinic(register)
    key = await everything_about(register)
    await erase(register, key)
    assert await register.ask(extract_of, key, register.today) is None


async def test_the_persons_own_number_is_whole_and_nobody_elses_is_there(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, personnummer="19900118-9811")
    await make_candidate(register, name="Bo Ek", email="bo@exempel.se")
    text = texts(await extract(register, key))
    assert "Personnummer: 19900118-9811" in text
    assert "Bo" not in text
    assert "bo@" not in text


async def test_what_was_done_for_several_names_only_this_person(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    keys = [await make_st_doctor(register, name, "2025-02-03") for name in ("Amina Öst", "Bo Ek")]
    steps = tuple([(await step_of(register, key, "manadsrapport")).id for key in keys])
    await do(register, record_occurrences, OccurrencesForm, steps=steps, number=OCTOBER)
    text = texts(await extract(register, keys[0]))
    assert "Bo Ek" not in text
    (line,) = [line for line in text.split("\r\n") if "Gjort för flera på en gång." in line]
    after = text.split(line)[1]
    assert after.count("Klart den: 2026-11-21") == 1


async def test_the_table_says_the_same_as_the_text(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, name="=Amina\u200b Öst")
    await take_route(register, key, "privat_ovriga")
    note = {"id": new_id(), "candidate": key, "noted_on": "2026-11-01", "text": 'Ett.\n-Två; och "tre".'}
    await do(register, save_note, NoteForm, **note)
    found = await extract(register, key)
    rows = list(csv.reader(StringIO(extract_csv(found).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert rows[0] == ["avsnitt", "vad", "uppgift", "värde"]
    facts = [
        (part.title, item.what, fact.name, fact.value)
        for part in found.parts
        for item in part.items
        for fact in item.facts
    ]
    assert len([row for row in rows[1:] if row[2]]) == len(facts)
    assert ["Kontakter", "2026-11-01", "Anteckning", 'Ett.\n-Två; och "tre".'] in rows
    assert ["Uppgifter om personen", "", "Namn", "'=Amina Öst"] in rows
    text = texts(found)
    assert all(fact[3].split("\n")[0] in text for fact in facts)


async def test_the_files_are_named_by_person_and_day_and_two_of_one_name_have_one_each(register: Register) -> None:
    await make_clinic(register)
    first, second = [await make_candidate(register, name="Amina/Öst") for _ in range(2)]
    names = [extract_name(await extract(register, key), ".txt") for key in (first, second)]
    assert names == [f"Registerutdrag – Amina Öst – 2026-11-21 – {key.hex[-4:]}.txt" for key in (first, second)]


async def test_a_handledare_who_signs_in_is_told_what_is_held_about_them_and_no_candidate_is_named(
    register: Register,
) -> None:
    await make_clinic(register)
    known = {"email": "ylvamari@exempel.se", "note": "Ledig fredagar."}
    colleague = await make_colleague(register, name="Ylvamari Berg", **known)
    user = await make_user(register, "handledare", name="Ylvamari Berg", colleague=str(colleague))
    candidate = await make_candidate(register, name="Amina Öst", supervisor=str(colleague))
    await take_route(register, candidate, "privat_ovriga")
    await mark(register, candidate, "kontakta_studierektor_privat", by="Ylvamari Berg")
    for key in (colleague, user):
        found = await register.ask(staff_extract, key, register.today)
        assert found is not None
        text = texts(found)
        for said in (
            *("REGISTERUTDRAG: Ylvamari Berg", "E-post: ylvamari@exempel.se", "Anteckning: Ledig fredagar."),
            *(
                "Användarnamn: ",
                "Läkare som personen är handledare för: 1",
                "Steg på checklistor med personens namn: 1",
            ),
            *("Lade till Ylvamari Berg", "Lade till användaren Ylvamari Berg"),
        ):
            assert said in text, said
        assert "Amina" not in text
    assert await register.ask(staff_extract, candidate, register.today) is None


async def test_a_user_is_told_of_what_was_done_to_their_password_and_the_chief_where_the_clinic_has_the_name(
    place: Place,
) -> None:
    await make_signing_in(place)
    async with signed_in(place) as chief:
        await new_password_for(chief, GUNVOR, "sju blå hav i väst")
        await change_own_password(chief, YLVA_PASSWORD, "ylvas alldeles nya ord")
        gunvor, ylva = [await chief.ask(staff_extract, key, chief.today) for key in (GUNVOR, YLVA)]
    assert gunvor is not None
    assert ylva is not None
    assert "Gav Gunvor Tjärnstig ett nytt lösenord." in texts(gunvor)
    assert "Bytte sitt eget lösenord." not in texts(gunvor)
    assert "Bytte sitt eget lösenord." in texts(ylva)
    assert "Gunvor" not in texts(ylva)
    assert "Chefens namn i vårdcentralens uppgifter: Ylva Sandåker" in texts(ylva)


def test_where_an_older_log_names_nobody_it_was_whoever_set_the_register_up() -> None:
    assert done_by(AuditPayload(actor_name="")).value == "den som lade upp registret"
