"""A step that rests: hidden until its day, taken back, and gone with the step."""

from uuid import UUID

import pytest

from models.commands.snooze import snooze_step, wake_step
from models.commands.undo import UndoForm, undo
from models.forms.refusal import Refused, read_form
from models.forms.snooze import SnoozeForm, WakeForm
from models.ids import new_id
from models.queries.today import Group, TodayItem, Turn, today_items
from models.records import Snooze
from models.register import Register
from models.rights import for_everyone
from tests.making import make_candidate, make_clinic, mark, step_of, take_route

GATE = "kontakta_studierektor_privat"


async def on_the_way(register: Register) -> UUID:
    await make_clinic(register)
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "privat_ovriga", "2026-11-01")
    return key


async def rest(register: Register, key: UUID, step: UUID | None, until: str = "+14", note: str = "") -> UUID:
    raw = {"id": new_id(), "candidate": key, "step_id": step, "until": until, "note": note}
    await register.do(snooze_step, read_form(SnoozeForm, raw, register.today))
    return UUID(str(raw["id"]))


async def item_of(register: Register, step: UUID | None) -> TodayItem:
    return next(item for item in await register.ask(today_items, register.today) if item.step_id == step)


async def rests(register: Register) -> int:
    return await register.ask(for_everyone(lambda: int(Snooze.select().count())))


async def test_a_step_rests_last_with_its_note_and_comes_back_on_its_day(register: Register) -> None:
    key = await on_the_way(register)
    gate = await step_of(register, key, GATE)
    await rest(register, key, gate.id, "2026-12-12", "Hon är ledig.")
    items = await register.ask(today_items, register.today)
    assert [item.turn for item in items] == [Turn.OURS, Turn.RESTING]
    resting = items[-1].rest
    assert resting is not None
    assert (items[-1].step_id, str(resting.until), resting.note) == (gate.id, "2026-12-12", "Hon är ledig.")
    before = next(item for item in await register.ask(today_items, resting.until.replace(day=11)) if item.rest)
    after = next(item for item in await register.ask(today_items, resting.until) if item.rest)
    assert (before.turn, after.turn) == (Turn.RESTING, Turn.OURS)


async def test_what_is_late_rests_too(register: Register) -> None:
    key = await on_the_way(register)
    await mark(register, key, GATE, "waiting", remind_on="2026-11-10")
    gate = await step_of(register, key, GATE)
    assert (await item_of(register, gate.id)).group is Group.LATE
    await rest(register, key, gate.id)
    assert (await item_of(register, gate.id)).group is Group.RESTING


async def test_the_choice_of_a_route_rests_until_one_is_chosen(register: Register) -> None:
    await make_clinic(register)
    key, other = await make_candidate(register), await make_candidate(register, name="Bo Ek")
    await rest(register, key, None)
    items = await register.ask(today_items, register.today)
    assert [(item.candidate, item.turn) for item in items] == [(other, Turn.OURS), (key, Turn.RESTING)]
    await take_route(register, key, "privat_ovriga")
    assert await rests(register) == 0
    await register.do(undo, UndoForm())
    assert (await item_of(register, None)).candidate in {key, other}
    assert await rests(register) == 1


async def test_a_rest_goes_with_a_step_that_the_new_route_has_too(register: Register) -> None:
    key = await on_the_way(register)
    await rest(register, key, (await step_of(register, key, GATE)).id)
    await take_route(register, key, "privat_kand")
    assert (await item_of(register, (await step_of(register, key, GATE)).id)).turn is Turn.RESTING


async def test_a_step_that_is_settled_loses_its_rest_and_undo_gives_it_back(register: Register) -> None:
    key = await on_the_way(register)
    gate = await step_of(register, key, GATE)
    await rest(register, key, gate.id)
    await mark(register, key, GATE, "waiting")
    assert await rests(register) == 1
    await mark(register, key, GATE)
    assert await rests(register) == 0
    await register.do(undo, UndoForm())
    assert (await item_of(register, gate.id)).turn is Turn.RESTING


async def test_it_is_taken_back_and_that_is_undone(register: Register) -> None:
    key = await on_the_way(register)
    gate = await step_of(register, key, GATE)
    made = await rest(register, key, gate.id)
    change = await register.do(wake_step, WakeForm(id=made, version=1))
    assert change.said == "Kontakta studierektor vilar inte längre för Amina Öst."
    assert (await item_of(register, gate.id)).rest is None
    with pytest.raises(Refused, match="har ändrats"):
        await register.do(wake_step, WakeForm(id=made, version=1))
    await register.do(undo, UndoForm())
    assert (await item_of(register, gate.id)).turn is Turn.RESTING


@pytest.mark.parametrize(
    ("until", "message"), [("", "Ange till"), ("idag", "efter i dag"), ("2026-11-01", "efter i dag")]
)
async def test_a_rest_needs_a_day_to_come(register: Register, until: str, message: str) -> None:
    raw = {"id": new_id(), "candidate": new_id(), "until": until}
    with pytest.raises(Refused, match=message):
        read_form(SnoozeForm, raw, register.today)


async def test_what_is_not_to_be_done_cannot_rest(register: Register) -> None:
    key = await on_the_way(register)
    with pytest.raises(Refused, match="inte längre att göra"):
        await rest(register, key, new_id())


async def test_a_second_rest_of_the_same_step_is_refused(register: Register) -> None:
    key = await on_the_way(register)
    gate = await step_of(register, key, GATE)
    await rest(register, key, gate.id)
    with pytest.raises(Refused, match="har ändrats"):
        await rest(register, key, gate.id)
