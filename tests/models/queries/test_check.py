"""The check finds what was damaged behind the program's back, in a real file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.commands.outcomes import end_candidate
from models.commands.undo import UndoForm, undo
from models.faults import StorageFault
from models.forms.candidate import OutcomeForm
from models.forms.refusal import read_form
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.retention import retention_view
from models.register import Register
from models.storage.backup import back_up, verify
from models.storage.place import Place
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, mark, person_of, take_route

Check = Callable[[str], tuple[str, ...]]


@pytest.fixture
async def whole(register: Register) -> Register:
    """A register with a clinic and somebody on their way, in which all is well."""
    await make_clinic(register)
    key = await make_candidate(register, name="Amina Öst")
    await take_route(register, key, "privat_ovriga")
    await mark(register, key, "kontakta_studierektor_privat")
    return register


@pytest.fixture
def damaged(whole: Register, place: Place) -> Check:
    """Checks the register after some SQL was run on its file."""

    def run(sql: str) -> tuple[str, ...]:
        with closing(sqlite3.connect(place.file)) as plain, plain:
            plain.executescript(sql)
        return whole._reader.submit(check_register, whole.today).result()

    return run


async def test_a_whole_register_has_nothing_wrong(whole: Register) -> None:
    verify(whole.place.file)
    assert await whole.ask(check_register, whole.today) == ()


WITHOUT_A_STEP = "Amina Öst: checklistan har inte sin vägs alla steg."


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM clinic", "Ingen vårdcentral är inlagd."),
        (
            "INSERT INTO clinic (id, version, name, region, private, listed, chief, created_at) "
            "SELECT 'x', version, name, region, private, listed, chief, created_at FROM clinic",
            "Registret har 2 vårdcentraler, men ska ha en.",
        ),
        (
            "UPDATE pack_text SET text = text || '# ändrad'",
            "Regionpaketet orebro, version 2: texten är ändrad sedan den sparades.",
        ),
        ("UPDATE pack_text SET text = 'format = ['", "Regionpaketet orebro, version 2: texten kan inte läsas."),
        ("UPDATE pack_text SET text = 'format = ['", "Amina Öst: uppgifterna kan inte läsas."),
        ("DELETE FROM step WHERE key = 'samrad_privat'", "Amina Öst: checklistan har inte sin vägs alla steg."),
        (
            "UPDATE step SET key = 'x' WHERE key = 'samrad_privat'",
            "Amina Öst: checklistan har inte sin vägs alla steg.",
        ),
        (
            "INSERT INTO checklist SELECT 'x', 1, candidate_id, pack_id, route, started_on, 1 FROM checklist",
            "Amina Öst: har 2 pågående checklistor, men ska ha högst en.",
        ),
        ("UPDATE step SET state = 'ingenting'", "Amina Öst: uppgifterna kan inte läsas."),
        ("UPDATE step SET answers = '{'", "Amina Öst: uppgifterna kan inte läsas."),
        ("UPDATE summary SET step = 'Något annat'", "Amina Öst: sammanfattningen stämmer inte med checklistan."),
        (
            "UPDATE step SET state = 'open', done_on = NULL",
            "Amina Öst: sammanfattningen stämmer inte med checklistan.",
        ),
        ("DELETE FROM summary", "Amina Öst: saknar sammanfattning."),
        ("DROP INDEX step_checklist_id", "Indexet step_checklist_id saknas i filen."),
        ("DROP TRIGGER audit_delete_guard", "Loggens skydd mot ändringar är borttaget ur filen."),
        (
            "CREATE TRIGGER smyg AFTER UPDATE ON candidate BEGIN UPDATE candidate SET phone = ''; END",
            "Utlösaren smyg i filen är inte gjord av ST-kollen.",
        ),
        ("ALTER TABLE candidate ADD COLUMN dold", "Kolumnen candidate.dold i filen är inte gjord av ST-kollen."),
        ("CREATE VIEW allt AS SELECT * FROM candidate", "Vyn allt i filen är inte gjord av ST-kollen."),
    ],
)
def test_what_does_not_agree_is_named(damaged: Check, sql: str, words: str) -> None:
    assert words in damaged(sql)


async def test_the_archive_may_say_how_it_was(whole: Register, place: Place) -> None:
    (person,) = await whole.ask(candidate_lines)
    raw = {"candidate": person.id, "version": 1, "outcome": "drog_sig_ur", "outcome_on": "idag", "outcome_reason": "-"}
    await whole.do(end_candidate, read_form(OutcomeForm, raw, whole.today))
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("UPDATE summary SET step = 'Som det var', stage = 'bt'")
    assert await whole.ask(check_register, whole.today) == ()


async def test_how_long_somebody_is_kept_goes_by_what_the_log_holds_and_not_by_the_lists(
    whole: Register, place: Place
) -> None:
    (person,) = await whole.ask(candidate_lines)
    raw = {"candidate": person.id, "version": 1, "outcome": "drog_sig_ur", "outcome_on": "-900", "outcome_reason": "-"}
    await whole.do(end_candidate, read_form(OutcomeForm, raw, whole.today))
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("UPDATE summary SET stage = 'bt', st_since = '2020-01-01'")
    assert [line.employed for line in (await whole.ask(retention_view, whole.today)).due] == [False]
    with closing(sqlite3.connect(place.file)) as plain, plain:
        plain.execute("UPDATE candidate SET employed = 1")
    assert await whole.ask(check_register, whole.today) == (
        "Amina Öst: Kandidatens uppgifter stämmer inte med loggen (Hade börjat BT eller ST).",
    )


def test_a_copy_that_lost_a_page_is_damaged(whole: Register, tmp_path: Path) -> None:
    copy = back_up(whole.place.file, tmp_path / "kopia.db", NOW)
    content = bytearray(copy.read_bytes())
    content[4096:8192] = bytes(4096)
    copy.write_bytes(content)
    with pytest.raises(StorageFault, match="är skadad"):
        verify(copy)


async def test_a_post_taken_or_freed_is_seen_by_everybody(register: Register) -> None:
    """One post for 2 000 listed: the second candidate needs a special review only while the first has it."""
    await make_clinic(register, private="regiondriven", listed="2000")
    first, second = [await make_candidate(register, name=name, known_in_region="ja") for name in ("Ett", "Två")]
    for key in (first, second):
        await take_route(register, key, "regiondriven_intern")

    async def steps_of_second() -> int:
        assert await register.ask(check_register, register.today) == ()
        return (await person_of(register, second)).total

    before = await steps_of_second()
    for gate in ("forankra", "utlatande_kand", "kontakta_verksamhetschef", "kontakta_hr", "kontakta_studierektor"):
        await mark(register, first, gate, "passed", reason="Prov.")
    await mark(register, first, "overens", "passed", reason="Prov.")
    await mark(register, first, "st_borjar_intern")
    assert await steps_of_second() == before + 1
    ending = {"candidate": first, "version": 1, "outcome": "annan_tjanst", "outcome_on": "idag", "outcome_reason": "-"}
    await register.do(end_candidate, read_form(OutcomeForm, ending, register.today))
    assert await steps_of_second() == before
    await register.do(undo, UndoForm())
    assert await steps_of_second() == before + 1
