"""What is not to be done yet is not asked for: interviews while the ad runs, BT before it begins (OG6, OG11, OG24)."""

from datetime import date
from uuid import UUID

import pytest

from models.queries.check import check_register
from models.queries.checklist import checklist_view
from models.queries.today import Group, TodayItem, Turn, View, items_in, today_items
from models.register import Register
from models.rules.routine import Standing
from tests.making import checklist_of, make_candidate, make_clinic, mark, take_route

CHANNELS = dict.fromkeys(("intranatet", "webben", "platsbanken", "facebook"), "ja")
AD = {"publicerad": "2026-11-16", "sista_dag": "2026-12-02", **CHANNELS}


async def approved(register: Register, **values: str) -> UUID:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, known_in_region="ja", native_swedish="ja", **values)
    await take_route(register, key, "rekrytering", "2026-11-01")
    for step in ("intresseanmalan", "studierektor_varbi", "legitimationsbevis", "kontroll_socialstyrelsen"):
        await mark(register, key, step, "not_applicable", reason="Gjort före registret.")
    await mark(register, key, "kontroll_ivo", "not_applicable", reason="Gjort före registret.")
    await mark(register, key, "godkannande", answers={"godkannande": "2026-11-02"})
    return key


async def rows(register: Register, today: date) -> dict[str, TodayItem]:
    return {item.step: item for item in await register.ask(today_items, today)}


@pytest.mark.krav("OG6", "OG11")
async def test_interviews_wait_until_the_day_after_the_last_day_to_apply(register: Register) -> None:
    key = await approved(register, has_at="ja")
    await mark(register, key, "annonsera", answers=AD)
    title = "Intervjua och välj ut på vårdcentralen"
    for day in (register.today, date(2026, 12, 2)):
        item = (await rows(register, day))[title]
        assert (item.opens_on, item.too_soon, item.days_late) == (date(2026, 12, 3), True, 0)
        assert item.group in {Group.WEEK, Group.LATER}
        assert items_in((item,), View.MINE) == ()
        view = await register.ask(checklist_view, key, day)
        assert view is not None
        step = next(step for step in view.steps if step.key == "intervjuer")
        assert (step.standing, step.opens_on) == (Standing.LATER, date(2026, 12, 3))
    item = (await rows(register, date(2026, 12, 3)))[title]
    assert (item.turn, item.group, item.too_soon) == (Turn.OURS, Group.OURS, False)
    assert item.since == date(2026, 12, 3)
    assert await register.ask(check_register, register.today) == ()


@pytest.mark.krav("OG11")
async def test_an_interview_before_the_ad_is_over_is_hindered_by_nothing(register: Register) -> None:
    key = await approved(register, has_at="ja")
    await mark(register, key, "annonsera", answers=AD)
    took_part = dict.fromkeys(("studierektor", "utbildningssekreterare", "handledare"), "ja")
    await mark(register, key, "intervjuer", answers=took_part)
    assert "Intervjua och välj ut på vårdcentralen" not in await rows(register, register.today)


@pytest.mark.krav("OG29")
async def test_the_director_is_called_before_the_interviews(register: Register) -> None:
    key = await approved(register, integrated_bt="ja")
    order = [step.key for step in (await checklist_of(register, key)).steps]
    assert order.index("studierektor_urval") < order.index("intervjuer") < order.index("referenser")


@pytest.mark.krav("OG24", "OG34", "OG38")
async def test_the_placements_wait_for_the_admission_and_for_the_day_bt_begins(register: Register) -> None:
    key = await approved(register, integrated_bt="ja")
    for gate in ("samtycke", "anstall", "intyga_bt"):
        await mark(register, key, gate, "passed", reason="Gjort före registret.")
    for step in (await checklist_of(register, key)).steps:
        early = not step.key.startswith("bt_") and step.key not in {"anmal_bt", "antagning"}
        if early and step.force == "ska" and step.state == "open":
            await mark(register, key, step.key, "not_applicable", reason="Gjort före registret.")
    await mark(register, key, "anmal_bt", answers={"varbi": "2026-11-20", "intag": "april"})
    found = await rows(register, register.today)
    assert found["ST/BT-kansliet antar läkaren till BT"].turn is Turn.OTHERS
    assert not any(step.startswith("BT:") for step in found)
    await mark(register, key, "antagning", answers={"borjar": "2027-04-05"})
    for planned in ("bt_plan", "bt_huvudhandledare"):
        await mark(register, key, planned, "not_applicable", reason="Gjort före registret.")
    begins = (await rows(register, date(2027, 4, 4)))["BT: introduktion, 1 månad"]
    assert (begins.too_soon, begins.opens_on) == (True, date(2027, 4, 5))
    assert not (await rows(register, date(2027, 4, 5)))["BT: introduktion, 1 månad"].too_soon
