"""ST begins on the day that the routine's own step names, and what is shown follows the day by itself (OG17, OG27)."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.queries.candidates import candidate_lines
from models.queries.check import check_register
from models.queries.export import candidate_rows
from models.queries.person import person_view
from models.queries.today import glance
from models.register import Register
from tests.making import make_candidate, make_clinic, mark, person_of, step_of, take_route

pytestmark = pytest.mark.krav("OG17", "OG27")

FEBRUARY = date(2027, 2, 1)
EVE = FEBRUARY - timedelta(days=1)


async def employed(register: Register, day: str, **values: str) -> UUID:
    """Somebody whose employment is written today, from a day on."""
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, native_swedish="ja", known_in_region="ja", **values)
    await take_route(register, key, "rekrytering", "2026-11-01")
    for gate in ("godkannande", "samtycke"):
        await mark(register, key, gate, "passed", reason="Gjort före registret.")
    await mark(register, key, "anstall", answers={"anstallningsdag": day, "tillsvidare": "ja"})
    return key


async def stages(register: Register, today: date) -> set[str]:
    """The only candidate's stage, as every list and file has it."""
    seen = await register.ask(glance, today)
    assert seen is not None
    (row,) = await register.ask(candidate_rows, today)
    (line,) = await register.ask(candidate_lines, today)
    return {line.stage, row.summary["stage"], *(count.stage for count in seen.stages if count.people)}


async def settle_recruitment(register: Register, key: UUID) -> None:
    for step in ("intresseanmalan", "annonsera", "studierektor_varbi", "intervjuer", "referenser"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    for step in ("legitimationsbevis", "kontroll_socialstyrelsen", "kontroll_ivo"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")


async def test_st_begins_on_the_day_of_employment_and_not_when_it_was_ticked(register: Register) -> None:
    key = await employed(register, "2027-02-01", has_at="ja")
    await settle_recruitment(register, key)
    about = {"namn": "Amina Öst", "anstallningsdag": "2027-02-01", "legitimationsdatum": "2020-01-01"}
    await mark(register, key, "besked", answers={**about, "handledare": "Gunvor"})
    assert (await person_of(register, key)).st_since == FEBRUARY
    assert await stages(register, EVE) == {"avtal"}
    assert await stages(register, FEBRUARY) == {"st"}
    for day, phase in ((EVE, "Avtal och start"), (FEBRUARY, "ST")):
        person = await register.ask(person_view, key, day)
        assert person is not None
        assert person.phase == phase
    assert await register.ask(check_register, FEBRUARY) == ()


async def test_a_post_is_taken_from_the_day_it_is_promised(register: Register) -> None:
    await employed(register, "2027-02-01", has_at="ja")
    for day, coming in ((EVE, 1), (FEBRUARY, 0)):
        seen = await register.ask(glance, day)
        assert seen is not None
        assert (seen.st_posts, seen.st_coming) == (1, coming)


async def test_the_log_says_when_somebody_becomes_an_st_doctor(register: Register) -> None:
    key = await employed(register, "2027-02-01", has_at="ja")
    assert "Amina Öst blir ST-läkare 2027-02-01." in (await person_of(register, key)).log[0].said
    await mark(register, key, "anstall", "open")
    assert (await person_of(register, key)).st_since is None
    await mark(register, key, "anstall", answers={"anstallningsdag": "2026-11-02", "tillsvidare": "ja"})
    assert "Amina Öst är nu ST-läkare." in (await person_of(register, key)).log[0].said


@pytest.mark.krav("OG24")
async def test_nobody_is_in_bt_before_its_first_period_begins(register: Register) -> None:
    key = await employed(register, "2026-11-02", integrated_bt="ja")
    await settle_recruitment(register, key)
    for step in ("annons_bt", "studierektor_urval", "noggrant_urval", "medicinsk_niva", "belastningsregister"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    for step in ("villkor_bt", "besked"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    person = await person_of(register, key)
    assert person.phase == "Inför BT"
    assert await stages(register, register.today) == {"st"}
    assert (await step_of(register, key, "bt_introduktion")).state == "open"
    await mark(register, key, "bt_introduktion", "open", from_on="2027-04-01")
    assert await stages(register, date(2027, 3, 31)) == {"st"}
    assert await stages(register, date(2027, 4, 1)) == {"bt"}
