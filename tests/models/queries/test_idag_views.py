"""Idag's groups by date, and its views."""

from datetime import date

import pytest

from models.commands.snooze import snooze_step
from models.commands.work import Change, Work
from models.forms.refusal import Form, read_form
from models.forms.snooze import SnoozeForm
from models.ids import new_id
from models.queries.today import Group, TodayItem, View, heading, items_in, today_items
from models.records import OpenStep
from models.register import Register
from models.rights import for_everyone
from tests.making import make_candidate, make_clinic, make_colleague, make_st_doctor, mark, step_of, take_route

GATE = "kontakta_studierektor_privat"


async def due(register: Register, on: str | None) -> TodayItem:
    """How a step that is ours stands when it has this date."""
    await make_clinic(register)
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "privat_ovriga", "2026-11-01")
    gate = await step_of(register, key, GATE)

    @for_everyone
    def date_it(_work: Work, _form: Form) -> Change:
        OpenStep.update(due_on=on).where(OpenStep.step_id == gate.id).execute()
        return Change("Satte ett datum.")

    await register.do(date_it, Form())
    return next(item for item in await register.ask(today_items, register.today) if item.step_id == gate.id)


@pytest.mark.parametrize(
    ("on", "group"),
    [
        ("2026-11-20", Group.LATE),
        ("2026-11-21", Group.TODAY),  # a Saturday
        ("2026-11-22", Group.WEEK),
        ("2026-11-23", Group.LATER),
        (None, Group.OURS),
    ],
)
async def test_what_is_ours_stands_by_its_date(register: Register, on: str | None, group: Group) -> None:
    assert (await due(register, on)).group is group


async def three(register: Register) -> tuple[TodayItem, ...]:
    """Åsa follows one who waits for others, Bo one whose turn is ours; nobody follows one whose step rests."""
    await make_clinic(register)
    asa, bo = await make_colleague(register, name="Åsa Ek"), await make_colleague(register, name="Bo Ek")
    for name, supervisor in (("Väntar", str(asa)), ("Vår tur", str(bo)), ("Vilar", "")):
        key = await make_candidate(register, name=name, has_at="ja", supervisor=supervisor)
        await take_route(register, key, "privat_ovriga", "2026-11-01")
        await mark(register, key, "samrad_privat", "not_applicable", reason="Klart förut.")
        if name == "Väntar":
            await mark(register, key, GATE, "waiting", remind_on="2026-11-10")
        if name == "Vilar":
            step = await step_of(register, key, GATE)
            raw = {"id": new_id(), "candidate": key, "step_id": step.id, "until": "+9"}
            await register.do(snooze_step, read_form(SnoozeForm, raw, register.today))
    return await register.ask(today_items, register.today)


async def test_each_view_shows_what_it_says(register: Register) -> None:
    items = await three(register)
    shown = {view: [item.name for item in items_in(items, view)] for view in View}
    assert shown[View.ALL] == ["Väntar", "Vår tur", "Vilar"]
    assert shown[View.MINE] == ["Väntar", "Vår tur"]  # late: one can ask after it
    assert shown[View.WAITED_FOR] == ["Väntar"]
    assert shown[View.BY_SUPERVISOR] == ["Vår tur", "Väntar", "Vilar"]
    assert [item.role for item in items] == ["Studierektor", "Chefen", "Chefen"]  # the first one has asked


async def test_what_one_is_reminded_of_later_is_nothing_that_one_can_do_today(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "privat_ovriga", "2026-11-01")
    await mark(register, key, GATE, "open", remind_on="2026-11-30")
    items = await register.ask(today_items, register.today)
    assert (items[0].due_on, items[0].group) == (date(2026, 11, 30), Group.LATER)
    assert items[0] not in items_in(items, View.MINE)


async def test_each_whose_turn_it_is_has_a_row_and_what_is_recommended_stands_apart(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    key = await make_candidate(register, native_swedish="nej")
    await take_route(register, key, "rekrytering", "2026-11-01")
    items = await register.ask(today_items, register.today)
    assert [(item.group, item.role, item.step) for item in items] == [
        (Group.OURS, "Chefen", "Rekrytera på vanligt sätt"),
        (Group.ADVISED, "Chefen", "Prata med studierektor innan ni lovar ST"),
        (Group.OTHERS, "Läkaren", "Läkaren skickar sin intresseanmälan"),
        (Group.OTHERS, "Läkaren", "Språkbevis: C1 eller SVA3"),
    ]
    assert items[1] in items_in(items, View.MINE)
    titles = {one: (await step_of(register, key, one)).advised[1:2] for one in ("ansok_finansiering", "rekrytera")}
    assert titles == {"ansok_finansiering": (items[1].step,), "rekrytera": ()}  # told where something is promised


async def test_once_st_has_begun_nothing_is_recommended_that_belongs_before_it(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    await make_st_doctor(register, "Åsa Ek", "2026-09-01")
    items = await register.ask(today_items, register.today)
    advised = [item for item in items if item.group is Group.ADVISED]
    assert {item.phase for item in advised} == {"Under ST"}


async def test_the_headings_are_the_groups_or_the_supervisors(register: Register) -> None:
    items = await three(register)
    assert [heading(item, View.ALL) for item in items] == ["Försenat", "På er, utan datum", "Vilar"]
    people = items_in(items, View.BY_SUPERVISOR)
    assert [heading(item, View.BY_SUPERVISOR) for item in people] == ["Bo Ek", "Åsa Ek", "Utan handledare"]


@pytest.mark.parametrize("follows", ["", "Åsa Ek"])
@pytest.mark.parametrize("intakes", [True, False])
def test_the_views_go_round_and_past_those_that_have_nobody_to_show(follows: str, *, intakes: bool) -> None:
    shown = {View.INTAKES: intakes, View.FOLLOWED: bool(follows)}
    views = [view for view in View if shown.get(view, True)]
    seen = [View.ALL]
    for _view in views:
        seen.append(seen[-1].next(intakes=intakes, follows=follows))
    assert seen == [*views, View.ALL]


def test_the_view_after_intakes_that_are_over_is_the_first() -> None:
    assert View.INTAKES.next(intakes=False) is View.ALL


async def test_a_handledare_sees_those_whom_they_follow(register: Register) -> None:
    items = await three(register)
    assert [item.name for item in items_in(items, View.FOLLOWED, "Åsa Ek")] == ["Väntar"]
    assert heading(items_in(items, View.FOLLOWED, "Bo Ek")[0], View.FOLLOWED) == "På er, utan datum"
    assert items_in(items, View.FOLLOWED, "Ingen Annan") == ()
