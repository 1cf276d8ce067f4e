"""The clinic and the people around it, and the clinic's room for ST doctors."""

from uuid import UUID

import pytest

from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.outcomes import end_candidate
from models.commands.undo import UndoForm, undo
from models.forms.candidate import OutcomeForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Refused, read_form
from models.ids import new_id
from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.clinic import clinic_view
from models.queries.colleagues import colleague_lines
from models.queries.room import clinic_room
from models.queries.today import glance
from models.register import Register
from tests.making import make_candidate, make_clinic, make_colleague, mark, person_of, take_route

REVIEW = "Särskild prövning av fler ST-tjänster"


async def test_the_first_entry_bears_the_name_of_the_chief_who_is_set_up(register: Register) -> None:
    assert await register.ask(clinic_view) is None
    await make_clinic(register)
    view = await register.ask(clinic_view)
    assert view is not None
    assert (view.name, view.listed, view.private) == ("Lingonets vårdcentral", 8200, True)


async def test_an_unknown_region_is_refused_with_those_that_there_are(register: Register) -> None:
    with pytest.raises(Refused) as refused:
        await make_clinic(register, region="skane")
    assert set(refused.value.messages) == {"region"}
    assert "orebro" in refused.value.messages["region"]
    assert await register.ask(clinic_view) is None


async def test_there_is_one_clinic(register: Register) -> None:
    await make_clinic(register)
    await make_clinic(register, name="En till")
    view = await register.ask(clinic_view)
    assert view is not None
    assert view.name == "Lingonets vårdcentral"
    assert await register.ask(check_register, register.today) == ()


async def test_those_who_came_before_the_clinic_are_on_the_list_when_there_is_one(register: Register) -> None:
    await make_candidate(register)
    await make_clinic(register)
    assert [line.step for line in await register.ask(candidate_lines)] == ["Välj väg"]


async def test_a_clinic_that_is_not_there_cannot_be_changed(register: Register) -> None:
    raw = {"version": 1, "name": "x", "region": "vgr", "private": "privat", "listed": "1", "chief": "x"}
    with pytest.raises(Refused, match="ingen vårdcentral"):
        await register.do(save_clinic, read_form(ClinicForm, raw, register.today))


# colleagues


async def test_a_handledare_has_a_specialist_day_and_a_training_day(register: Register) -> None:
    await make_clinic(register)
    await make_colleague(register, specialist_on="2012-05-01", supervisor_training_on="2014-09-01")
    (line,) = await register.ask(colleague_lines)
    assert (line.values["specialist_on"], line.values["supervisor_training_on"]) == ("2012-05-01", "2014-09-01")


async def test_someone_put_aside_is_only_shown_where_asked_for(register: Register) -> None:
    await make_clinic(register)
    key = await make_colleague(register)
    form = ColleagueForm(id=key, version=1, name="Gunvor", role="handledare", archived=True)
    await register.do(save_colleague, form)
    assert await register.ask(colleague_lines) == ()
    (line,) = await register.ask(colleague_lines, archived=True)
    assert line.archived


async def test_a_colleague_that_is_not_there_cannot_be_changed(register: Register) -> None:
    with pytest.raises(Refused, match="finns inte längre"):
        await register.do(save_colleague, ColleagueForm(id=new_id(), version=1, name="x", role="kontakt"))


# room


async def begin_st(register: Register, name: str) -> UUID:
    """Somebody known in the region who becomes an ST doctor, past the gates."""
    key = await make_candidate(register, name=name, known_in_region="ja", has_at="ja")
    await take_route(register, key, "regiondriven_intern")
    await start_st(register, key)
    return key


async def start_st(register: Register, key: UUID) -> None:
    gates = (
        "forankra",
        "utlatande_kand",
        "kontakta_verksamhetschef",
        "kontakta_hr",
        "kontakta_studierektor",
        "overens",
    )
    for gate in gates:
        await mark(register, key, gate, "passed", reason="Redan klart.")
    await mark(register, key, "st_borjar_intern")


async def asked_for_review(register: Register, key: UUID) -> bool:
    person = await person_of(register, key)
    assert person.hindrance is not None
    now = next((one for one in await register.ask(candidate_lines) if one.id == key), None)
    assert now is not None
    assert now.step == person.hindrance.title
    return person.hindrance.title == REVIEW


async def past_the_first_gate(register: Register, name: str) -> UUID:
    key = await make_candidate(register, name=name, known_in_region="nej", has_at="ja")
    await take_route(register, key, "regiondriven_extern")
    await mark(register, key, "forankra")
    return key


@pytest.mark.krav("ORE2")
async def test_when_the_posts_are_taken_the_next_one_needs_a_special_review(register: Register) -> None:
    await make_clinic(register, private="regiondriven", listed="4100")
    waiting = await past_the_first_gate(register, "Amina Öst")
    first = await begin_st(register, "Första Läkaren")
    assert not await asked_for_review(register, waiting)
    await begin_st(register, "Andra Läkaren")
    assert await asked_for_review(register, waiting)
    room = await register.ask(clinic_room)
    assert room is not None
    assert (room.used, room.allowed) == (2, 2)
    await mark(register, first, "st_borjar_intern", "open")
    assert not await asked_for_review(register, waiting)
    await register.do(undo, UndoForm())
    assert await asked_for_review(register, waiting)
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.krav("ORE2")
async def test_those_who_have_a_post_need_no_review_when_one_more_is_let_in(register: Register) -> None:
    await make_clinic(register, private="regiondriven", listed="2100")
    first = await begin_st(register, "Första Läkaren")
    second = await make_candidate(register, name="Andra Läkaren", known_in_region="ja", has_at="ja")
    await take_route(register, second, "regiondriven_intern")
    days = {"verksamhetschef": "idag", "halsoval": "idag"}
    await mark(register, second, "sarskild_provning", answers=days)
    await start_st(register, second)
    titles = {line.name: line.step for line in await register.ask(candidate_lines)}
    assert REVIEW not in titles.values()
    assert (await person_of(register, first)).st_since is not None
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.krav("ORE2")
async def test_a_post_is_free_again_when_its_doctor_leaves(register: Register) -> None:
    await make_clinic(register, private="regiondriven", listed="2100")
    waiting = await past_the_first_gate(register, "Amina Öst")
    first = await begin_st(register, "Första Läkaren")
    assert await asked_for_review(register, waiting)
    raw = {"candidate": first, "version": 1, "outcome": "specialist", "outcome_on": "idag", "outcome_reason": "Klar."}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))
    assert not await asked_for_review(register, waiting)


@pytest.mark.krav("ORE2")
async def test_more_listed_patients_make_room(register: Register) -> None:
    await make_clinic(register, private="regiondriven", listed="2100")
    await begin_st(register, "Första Läkaren")
    waiting = await past_the_first_gate(register, "Amina Öst")
    assert await asked_for_review(register, waiting)
    raw = {"version": 1, "name": "L", "region": "orebro", "private": "regiondriven", "listed": "4000", "chief": "Y"}
    await register.do(save_clinic, read_form(ClinicForm, raw, register.today))
    assert not await asked_for_review(register, waiting)
    await register.do(undo, UndoForm())
    assert await asked_for_review(register, waiting)


@pytest.mark.krav("ORE14")
async def test_a_private_clinic_is_told_no_number(register: Register) -> None:
    await make_clinic(register, listed="1")
    room, now = await register.ask(clinic_room), await register.ask(glance, register.today)
    assert room is not None
    assert now is not None
    assert (room.allowed, now.st_posts) == (None, 0)
