"""What the register says beside what its log says of it: a record changed past the log is found, and named."""

import sqlite3
from contextlib import closing
from uuid import UUID

import pytest

from models.commands.candidates import save_note
from models.commands.duties import record_occurrences, rest_occurrence
from models.commands.work import Change, Work
from models.forms.candidate import NoteForm
from models.forms.duty import OccurrencesForm, RestForm
from models.forms.refusal import Form, read_form
from models.ids import new_id
from models.queries.chain_check import check_chain
from models.records import AuditEntry, AuditPayload, Colleague, ContactNote, User
from models.register import Register
from models.rights import for_everyone
from tests.making import erase, make_candidate, make_clinic, make_colleague, mark, take_route
from tests.models.commands.deeds import OCTOBER, doctors
from tests.models.queries.tampering import tamper

DIFFERS = "stämmer inte med loggen"
PERSON = "Amina Öst: Kandidatens uppgifter"
NOTE = "Amina Öst: Anteckningen om en kontakt"
STEP = f"Amina Öst: Steget ”Kontakta studierektor” {DIFFERS}"


@pytest.fixture
async def whole(register: Register) -> Register:
    """A register with a colleague, and somebody on their way of whom there is a note."""
    await make_clinic(register)
    await make_colleague(register)
    key = await make_candidate(register, phone="070-123 45 67")
    await take_route(register, key, "privat_ovriga")
    raw = {"id": new_id(), "candidate": key, "noted_on": "idag", "text": "Ringde."}
    await register.do(save_note, read_form(NoteForm, raw, register.today))
    await mark(register, key, "kontakta_studierektor_privat")
    return register


def check(register: Register) -> list[str]:
    return register._reader.submit(lambda: list(check_chain({}, lambda *_: None))).result()


def run(register: Register, sql: str) -> list[str]:
    """What is wrong after some SQL, of which the log is not told."""
    with closing(sqlite3.connect(register.place.file)) as plain, plain:
        plain.executescript(sql)
    return check(register)


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("UPDATE candidate SET phone = '', has_at = 1", f"{PERSON} {DIFFERS} (Telefon, Svensk AT)."),
        ("UPDATE step SET done_on = '2020-01-01', by = 'Någon' WHERE state = 'done'", f"{STEP} (Klart den, Av)."),
        ("UPDATE step SET version = 9 WHERE state = 'done'", f"{STEP}."),
        ("UPDATE contact_note SET text = 'Ringde inte.'", f"{NOTE} {DIFFERS} (Anteckning)."),
        ("UPDATE colleague SET phone = '1'", f"Uppgifterna om Gunvor Tjärnstig {DIFFERS} (Telefon)."),
        ("UPDATE clinic SET listed = 1", f"Vårdcentralens uppgifter {DIFFERS} (Listade patienter)."),
        ("DELETE FROM contact_note", f"{NOTE} finns i loggen, men inte i registret."),
        (
            "INSERT INTO contact_note SELECT 'x', 1, candidate_id, noted_on, '', author, created_at FROM contact_note",
            f"{NOTE} finns i registret, men inte i loggen.",
        ),
        (
            "UPDATE contact_note SET text = CAST(x'ff' AS TEXT)",
            "Allt i registret kan inte jämföras med loggen: något går inte att tyda.",
        ),
    ],
)
def test_a_record_that_was_changed_past_the_log_is_named(whole: Register, sql: str, words: str) -> None:
    assert check(whole) == []
    assert run(whole, sql) == [words]


def test_of_somebody_who_was_deleted_past_the_log_all_is_named_with_their_name(whole: Register) -> None:
    lost = run(whole, "PRAGMA foreign_keys = ON; DELETE FROM candidate")
    gone = "finns i loggen, men inte i registret."
    assert {f"{PERSON} {gone}", f"{NOTE} {gone}", f"Amina Öst: Checklistan {gone}"} <= set(lost)
    assert f"Amina Öst: Steget ”Kontakta studierektor” {gone}" in lost
    assert all(line.startswith("Amina Öst: ") for line in lost)
    assert not any("””" in line for line in lost)


async def test_also_what_they_had_done_and_let_rest_of_what_comes_back(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    steps = await doctors(register)
    await register.do(record_occurrences, OccurrencesForm(steps=(steps[0],), number=OCTOBER))
    raw = {"steps": (steps[1],), "number": OCTOBER, "until": "+9", "note": "Efter lönen."}
    await register.do(rest_occurrence, read_form(RestForm, raw, register.today))
    lost = run(register, "PRAGMA foreign_keys = ON; DELETE FROM candidate")
    gone = "”Månadsrapport för oktober 2026” finns i loggen, men inte i registret."
    assert [line for line in lost if "Steget" not in line and "oktober" in line] == [
        f"Bo Ek: Vilan för {gone}",
        f"Amina Öst: Tillfället {gone}",
    ]


def test_a_tail_that_is_cut_off_shows_by_what_it_told_of(whole: Register) -> None:
    last = "(SELECT max(seq) FROM audit)"
    contents = f"DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit WHERE seq = {last})"  # noqa: S608
    tamper(whole.place.file, f"{contents}; DELETE FROM audit WHERE seq = {last}")  # noqa: S608
    assert check(whole) == [f"{STEP} (Läge, Klart den, Av)."]


async def test_only_what_an_erased_entry_told_of_is_left_alone(whole: Register) -> None:
    """The first entry is the clinic's and its chief's, the second the colleague's; the fifth is the note's."""
    await erase(whole, 5)
    assert check(whole) == []
    assert run(whole, "UPDATE contact_note SET text = ''") == []
    assert run(whole, "UPDATE step SET by = 'Någon' WHERE state = 'done'") == [f"{STEP} (Av)."]
    assert run(whole, "UPDATE candidate SET phone = ''")[1:] == [f"{STEP} (Av)."]
    assert len(run(whole, "UPDATE colleague SET phone = '1'")) == 3
    assert len(run(whole, "UPDATE user SET role = 'stallforetradare'")) == 4


async def test_what_is_told_of_again_after_an_erased_entry_is_held_against_that(whole: Register) -> None:
    note = await whole.ask(for_everyone(lambda: (ContactNote.get().id, ContactNote.get().candidate_id)))
    raw = {"id": note[0], "candidate": note[1], "version": 1, "noted_on": "idag", "text": "Ringde igen."}
    await whole.do(save_note, read_form(NoteForm, raw, whole.today))
    await erase(whole, 5)
    assert run(whole, "UPDATE contact_note SET text = ''") == [f"{NOTE} {DIFFERS} (Anteckning)."]


async def test_users_and_the_clinic_do_not_lapse_whatever_an_erasure_says(whole: Register) -> None:
    """Somebody with a password forges one, of what told of the chief, to make them something else unseen."""

    @for_everyone
    def forged(work: Work, _form: Form) -> Change:
        with work.permit():
            work.erase(AuditPayload.get_by_id(AuditEntry.get_by_id(1).id))
            work.erase(AuditPayload.get_by_id(AuditEntry.get_by_id(5).id))
        work.images[1]["told"] += [["user", str(User.get().id)], ["colleague", str(Colleague.get().id)]]
        return Change("Raderade uppgifterna om 1 person, efter 2 år.")

    await whole.do(forged, Form())
    assert run(whole, "UPDATE user SET role = 'stallforetradare'; UPDATE colleague SET phone = '1'") == [
        "Vårdcentralens uppgifter finns i registret, men inte i loggen.",
        f"Uppgifterna om Gunvor Tjärnstig {DIFFERS} (Telefon).",
        "Användaren Ylva Sandåker finns i registret, men inte i loggen.",
    ]


async def test_an_erasure_that_does_not_say_what_was_told_lets_nothing_lapse(whole: Register) -> None:

    @for_everyone
    def forged(work: Work, _form: Form) -> Change:
        image = {"table": "audit_payload", "before": None, "after": None}
        work.images.append({**image, "id": str(AuditEntry.get_by_id(5).id)})
        return Change("Raderade.")

    await whole.do(forged, Form())
    tamper(whole.place.file, "DELETE FROM audit_payload WHERE entry = (SELECT id FROM audit WHERE seq = 5)")
    assert check(whole) == [f"{NOTE} finns i registret, men inte i loggen."]


async def test_a_row_that_is_erased_by_decision_is_not_missed(whole: Register) -> None:
    @for_everyone
    def forget(work: Work, _form: Form) -> Change:
        with work.permit():
            work.erase(ContactNote.get())
            work.erase(AuditPayload.get_by_id(AuditEntry.get_by_id(5).id))
        return Change("Raderade enligt gallringsbeslut 2026:7.")

    await whole.do(forget, Form())
    assert check(whole) == []
    with closing(sqlite3.connect(whole.place.file)) as plain:
        left = [*plain.execute("SELECT images FROM audit_payload"), *plain.execute("SELECT text FROM contact_note")]
    assert "Ringde" not in repr(left)


async def test_a_text_that_looks_like_an_image_is_only_a_text(whole: Register) -> None:
    note = await whole.ask(for_everyone(lambda: (ContactNote.get().id, ContactNote.get().candidate_id)))
    sly = f'{{"after": null, "before": null, "id": "{note[0]}", "table": "contact_note"}}'
    raw = {"id": note[0], "candidate": note[1], "version": 1, "noted_on": "idag", "text": sly}
    await whole.do(save_note, read_form(NoteForm, raw, whole.today))
    assert check(whole) == []
    other = {"id": new_id(), "candidate": note[1], "noted_on": "idag", "text": sly}
    await whole.do(save_note, read_form(NoteForm, other, whole.today))
    assert check(whole) == []
    assert run(whole, f"DELETE FROM contact_note WHERE id = '{UUID(str(note[0])).hex}'") == [  # noqa: S608
        f"{NOTE} finns i loggen, men inte i registret.",
    ]
