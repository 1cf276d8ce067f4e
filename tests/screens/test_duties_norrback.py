"""The invented region of the README has the richest duty: working days, December's own day, and two months back."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from models.commands.duties import record_occurrence
from models.forms.duty import OccurrenceForm
from models.forms.refusal import Refused, read_form
from models.knowledge.pack_places import user_folder
from models.knowledge.packs import _read
from models.queries.check import check_register
from models.queries.duty_view import DutyView
from models.queries.today import today_items
from models.register import Register
from models.rules.duties import month_number
from models.storage.place import Place
from screens.checklist import ChecklistScreen
from tests.conftest import NOW
from tests.making import make_candidate, make_clinic, mark, step_of, take_route
from tests.models.knowledge.norrback import norrback
from tests.screens.driving import driving

JULY, SEPTEMBER = (month_number(date(2026, month, 1)) for month in (7, 9))


@pytest.fixture(autouse=True)
def _pack() -> Iterator[None]:
    """The pack in the user's folder, and the program started anew."""
    user_folder().mkdir(parents=True)
    (user_folder() / "norrback.toml").write_text(norrback(), encoding="utf-8")
    _read.cache_clear()
    yield
    _read.cache_clear()


async def walked(register: Register) -> UUID:
    """Somebody known in the region, whose ST-avtal was written on 15 June 2026."""
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="ja", has_at="ja")
    await take_route(register, key, "kand", "2026-05-01")
    for gate in ("godkann", "intervju"):
        await mark(register, key, gate, "passed", reason="Gjort innan registret fanns.")
    answers = {"dag": "2026-06-15", "avtal": "2026-06-15"}
    await mark(register, key, "avtal", done_on="2026-06-15", answers=answers)
    return key


async def duty_of(register: Register, key: UUID) -> DutyView:
    view = await step_of(register, key, "rekvirera")
    assert view.duty is not None
    return view.duty


async def record(register: Register, key: UUID, number: int, **values: str) -> None:
    step = await step_of(register, key, "rekvirera")
    form = read_form(OccurrenceForm, {"step": step.id, "number": number, **values}, register.today)
    await register.do(record_occurrence, form)


async def test_the_claims_are_walked_through_the_year(place: Place) -> None:
    now = [NOW]
    register = Register(place, lambda: now[0])

    async def stands(day: str) -> tuple[list[str], list[str]]:
        now[0] = datetime.fromisoformat(day).replace(hour=9, tzinfo=UTC)
        duty = await duty_of(register, key)
        assert await register.ask(check_register, register.today) == ()
        return [f"{one.period} {one.due_on}" for one in duty.to_do], [one.period for one in duty.missed]

    try:
        key = await walked(register)
        nothing_recorded = ["oktober 2026 2026-11-06", "november 2026 2026-12-07"]
        assert await stands("2026-11-21") == (nothing_recorded, [])
        await record(register, key, JULY, done_on="2026-08-07")
        since_july = ["september 2026 2026-10-07", *nothing_recorded]
        assert await stands("2026-11-30") == (since_july, ["augusti 2026"])
        assert await stands("2026-12-01") == (nothing_recorded, ["augusti 2026", "september 2026"])
        with pytest.raises(Refused, match=r"September 2026 kunde göras i efterhand till 2026-11-30\. Skriv varför"):
            await record(register, key, SEPTEMBER)
        await record(register, key, SEPTEMBER, note="Kansliet gav dispens.")
        assert await stands("2027-01-10") == (
            ["november 2026 2026-12-07", "december 2026 2027-01-10"],
            ["augusti 2026", "oktober 2026"],
        )
        assert (await stands("2027-01-11"))[0][-1] == "januari 2027 2027-02-05"
    finally:
        register.close()


async def test_idag_says_how_long_it_can_be_made_good_and_the_checklist_what_was_missed(tmp_path: Path) -> None:
    register = Register(Place(tmp_path), lambda: NOW)
    key = await walked(register)
    await record(register, key, JULY, done_on="2026-08-07")
    steps = [item.step for item in await register.ask(today_items, register.today) if item.duty is not None]
    assert steps == [f"Rekvirera bidraget för {month} 2026" for month in ("september", "oktober", "november")]
    register.close()
    async with driving(tmp_path, (140, 40)) as hands:
        await hands.sees("! 45 d sen Rekvirera bidraget för septemb")
        assert "september 2026 · kan göras i efterhand till 2026-11-30" in hands.text
        await hands.press("3")
        screen = hands.app.screen
        assert isinstance(screen, ChecklistScreen)
        screen.steps.go_to("rekvirera")
        await hands.sees(
            "! Försenat: september 2026, senast 2026-10-07",
            "Kan göras i efterhand till 2026-11-30.",
            "Missade: 1 (augusti 2026).",
            "Gjort: juli 2026: 2026-08-07",
            within="#detail",
        )
        await hands.press("enter")
        await hands.sees("september 2026")
        await hands.press("up", "up", *["right"] * 3)
        await hands.sees("missad: augusti 2026")
