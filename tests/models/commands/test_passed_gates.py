"""A gate that was passed: what it asks for, and what passing it costs, stays in sight (OG4, OG17, OG20)."""

from datetime import date
from uuid import UUID

import pytest

from models.queries.check import check_register
from models.queries.today import TodayItem, Turn, View, items_in, today_items
from models.register import Register
from models.rules.routine import Standing
from tests.making import make_candidate, make_clinic, mark, person_of, step_of, take_route

COST = "Avsteg från rutinen: vårdcentralen får betala ST-tjänsten själv."


@pytest.fixture
async def amina(register: Register) -> UUID:
    """Somebody in Östergötland whose approval was passed by."""
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "rekrytering", "2026-11-01")
    await mark(register, key, "godkannande", "passed", reason="Bråttom.")
    return key


async def passed(register: Register, today: date | None = None) -> list[TodayItem]:
    items = await register.ask(today_items, today or register.today)
    return [item for item in items if item.passed is not None]


@pytest.mark.krav("OG4", "OG20")
async def test_what_is_missing_and_what_it_costs_stays_on_idag_until_it_is_there(
    register: Register, amina: UUID
) -> None:
    (item,) = await passed(register)
    assert (item.step, item.turn) == ("Skriftligt godkännande att rekrytera", Turn.PASSED)
    assert item.passed == f"Passerad spärr. Saknas: Skriftligt godkännande. {COST}"
    items = await register.ask(today_items, register.today)
    assert item not in items_in(items, View.MINE) + items_in(items, View.WAITED_FOR)
    assert await register.ask(check_register, register.today) == ()
    await mark(register, amina, "godkannande", answers={"godkannande": "2026-11-20"})
    assert await passed(register) == []


@pytest.mark.krav("OG4")
async def test_a_passed_gate_can_be_reminded_of_and_is_late_when_its_day_has_passed(
    register: Register, amina: UUID
) -> None:
    await mark(register, amina, "godkannande", "passed", reason="Bråttom.", remind_on="2026-11-25")
    (item,) = await passed(register)
    assert (item.turn, item.due_on) == (Turn.PASSED, date(2026, 11, 25))
    (late,) = await passed(register, date(2026, 11, 27))
    assert (late.turn, late.days_late) == (Turn.LATE, 2)
    assert (await step_of(register, amina, "godkannande")).standing is Standing.PASSED


@pytest.mark.krav("OG20")
async def test_with_st_agreed_on_only_what_has_a_reminder_is_left(register: Register, amina: UUID) -> None:
    await mark(register, amina, "samtycke", "passed", reason="Bråttom.", remind_on="2026-12-24")
    await mark(register, amina, "anstall", answers={"anstallningsdag": "2026-11-20", "tillsvidare": "ja"})
    assert [item.step for item in await passed(register)] == ["Chef och studierektor är eniga"]


@pytest.mark.krav("OG17", "OG19")
async def test_a_trial_employment_leaves_something_to_do_and_the_money_open(register: Register, amina: UUID) -> None:
    await mark(register, amina, "samtycke", "passed", reason="Bråttom.")
    assert (await step_of(register, amina, "tillsvidare")).asked_at == ("Anställ läkaren",)
    given = {"anstallningsdag": "2026-11-20", "tillsvidare": "nej", "provanstallning": "ja"}
    await mark(register, amina, "anstall", answers=given)
    permanent = await step_of(register, amina, "tillsvidare")
    assert permanent.standing is Standing.READY
    (money,) = (await person_of(register, amina)).financing
    assert money.conditions[-1].met is None
    await mark(register, amina, "tillsvidare", answers={"fran": "2026-11-20"})
    (money,) = (await person_of(register, amina)).financing
    assert money.conditions[-1].met is True


@pytest.mark.krav("OG14", "OG15", "OG17")
async def test_a_gate_knows_what_should_be_done_before_it_and_is_not_hindered_by_it(
    register: Register, amina: UUID
) -> None:
    await mark(register, amina, "samtycke", "passed", reason="Bråttom.")
    await mark(register, amina, "kontroll_socialstyrelsen", "not_applicable", reason="Redan anställd.")
    gate = await step_of(register, amina, "anstall")
    assert "Kontrollera med IVO" in gate.left_before
    assert "Kontrollera legitimationen" not in gate.left_before
    await mark(register, amina, "anstall", answers={"anstallningsdag": "2026-11-20", "tillsvidare": "ja"})
    assert (await step_of(register, amina, "anstall")).left_before == ()
