"""What hinders somebody whose next step opens on a day to come."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from models.queries.candidates import CandidateLine, candidate_lines
from models.queries.person import person_view
from models.register import Register
from tests.making import make_candidate, make_clinic, mark, take_route

LAST_DAY = date(2026, 12, 5)


async def advertised(register: Register) -> UUID:
    """A candidate in Östergötland whose advert is out for some days more."""
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, integrated_bt="nej")
    await take_route(register, key, "rekrytering", "2026-10-01")
    await mark(register, key, "godkannande", "passed", reason="Gjort före registret.")
    for step in ("intresseanmalan", "studierektor_varbi"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    channels = dict.fromkeys(("intranatet", "webben", "platsbanken", "facebook"), "ja")
    await mark(register, key, "annonsera", answers=channels | {"publicerad": "idag", "sista_dag": LAST_DAY.isoformat()})
    return key


async def line_on(register: Register, day: date) -> CandidateLine:
    (line,) = await register.ask(candidate_lines, day)
    return line


async def test_what_can_be_done_already_hinders_before_what_opens_later(register: Register) -> None:
    key = await advertised(register)
    line = await line_on(register, register.today)
    assert (line.step, line.opens_on, line.ours) == ("Begär in vidimerat legitimationsbevis", None, True)
    person = await register.ask(person_view, key, register.today)
    assert person is not None and person.hindrance is not None
    assert person.hindrance.title == line.step
    assert (await line_on(register, LAST_DAY + timedelta(1))).step == "Intervjua och välj ut på vårdcentralen"


@pytest.mark.krav("OG6")
async def test_where_nothing_can_be_done_it_says_what_is_waited_for_and_until_when(register: Register) -> None:
    key = await advertised(register)
    for step in ("legitimationsbevis", "kontroll_socialstyrelsen", "kontroll_ivo"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    line = await line_on(register, register.today)
    opens_on = LAST_DAY + timedelta(1)
    assert (line.opens_on, line.waits_for, line.ours) == (opens_on, "Sista ansökningsdag", False)
    person = await register.ask(person_view, key, register.today)
    assert person is not None and person.hindrance is not None
    assert (person.hindrance.opens_on, person.hindrance.opens_what) == (opens_on, "Sista ansökningsdag")
    line = await line_on(register, opens_on)
    assert (line.step, line.opens_on, line.ours) == ("Intervjua och välj ut på vårdcentralen", None, True)


async def test_a_step_that_is_only_advised_does_not_hinder_though_it_has_a_reminder(register: Register) -> None:
    key = await advertised(register)
    for step in ("legitimationsbevis", "kontroll_socialstyrelsen", "kontroll_ivo"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    await mark(register, key, "annonsmall", "open", remind_on="2026-12-01")
    assert (await line_on(register, register.today)).waits_for == "Sista ansökningsdag"
