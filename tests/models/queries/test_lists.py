"""Idag, Kandidater and the other lists: in what order, with how few questions, and never a live row."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from peewee import Model

from models.commands.outcomes import end_candidate
from models.forms.candidate import OutcomeForm
from models.forms.refusal import read_form
from models.queries.candidates import candidate_lines
from models.queries.checklist import checklist_names, checklist_view
from models.queries.clinic import clinic_view
from models.queries.colleagues import colleague_lines
from models.queries.drafts import draft_of
from models.queries.export import candidate_rows, step_rows
from models.queries.person import person_view
from models.queries.regions import region_names
from models.queries.room import clinic_room
from models.queries.today import Group, TodayItem, Turn, View, glance, items_in, today_items
from models.records.base import database
from models.register import Register
from models.rights import for_everyone
from models.rules.routine import Standing
from models.text import fold
from tests.making import (
    checklist_of,
    make_candidate,
    make_clinic,
    make_colleague,
    mark,
    on_trial,
    person_of,
    step_of,
    take_route,
)

GATE = "kontakta_studierektor_privat"
SAMRAD = "Samråd med studierektorer och Hälsoval"


async def on_the_way(register: Register, name: str, started_on: str = "2026-11-01") -> UUID:
    key = await make_candidate(register, name=name, has_at="ja")
    await take_route(register, key, "privat_ovriga", started_on)
    return key


async def in_the_archive(register: Register, name: str) -> None:
    key = await make_candidate(register, name=name)
    raw = {"candidate": key, "version": 1, "outcome": "ej_antagen", "outcome_on": "idag", "outcome_reason": "Fullt."}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))


# Idag


async def test_idag_shows_what_is_late_then_ours_then_what_runs_then_what_others_do(register: Register) -> None:
    await make_clinic(register)
    await mark(register, await on_the_way(register, "Väntar på andra"), GATE, "waiting", waiting_since="2026-11-05")
    running = await on_the_way(register, "I provtjänst")
    for step in (GATE, "kompetens_privat", "erbjud_prov_ovriga"):
        await mark(register, step=step, candidate=running)
    conditions = dict.fromkeys(["st_lon", "handledning", "bedomningar", "instuderingstid", "utbildning"], "ja")
    await mark(register, running, "samrad_privat", answers={"studierektorer": "idag", "halsoval": "idag"})
    await mark(register, running, "prov_borjar_ovriga", answers=conditions)
    for step in ("prov_bedomningar", "utlatande_prov"):
        await mark(register, running, step)
    await mark(register, running, "prov_tid_ovriga", "open", from_on="2026-10-01")
    await on_the_way(register, "På oss, nyligen", "2026-11-10")
    await on_the_way(register, "På oss, länge", "2026-10-10")
    await mark(register, await on_the_way(register, "Lite sen"), GATE, "waiting", remind_on="2026-11-20")
    await mark(register, await on_the_way(register, "Mycket sen"), GATE, "waiting", remind_on="2026-11-01")
    await in_the_archive(register, "Har slutat")
    items = await register.ask(today_items, register.today)
    assert [(item.name, item.turn, item.days_late) for item in items if item.step != SAMRAD] == [
        ("Mycket sen", Turn.LATE, 20),
        ("Lite sen", Turn.LATE, 1),
        ("På oss, länge", Turn.OURS, 0),
        ("På oss, nyligen", Turn.OURS, 0),
        ("I provtjänst", Turn.RUNNING, 0),
        ("Väntar på andra", Turn.OTHERS, 0),
        ("I provtjänst", Turn.OTHERS, 0),  # studierektor may already recommend
    ]


async def test_a_period_that_is_planned_is_to_come_and_does_not_run(register: Register) -> None:
    await make_clinic(register)
    key = await on_trial(register)
    await mark(register, key, "prov_tid_ovriga", "open", from_on="2027-03-01", to_on="2027-07-01")

    async def seen(today: date) -> TodayItem:
        items = await register.ask(today_items, today)
        return next(item for item in items if item.step == "Provtjänstgöring 3–6 månader")

    before, on_the_day = await seen(register.today), await seen(date(2027, 3, 1))
    assert (before.turn, before.group, before.opens_on) == (Turn.OURS, Group.LATER, date(2027, 3, 1))
    assert items_in([before], View.MINE) == ()
    assert (on_the_day.turn, on_the_day.until) == (Turn.RUNNING, date(2027, 7, 1))


@pytest.mark.krav("ORE14")
async def test_idag_says_what_hinders_whose_it_is_since_when_and_by_which_rule(register: Register) -> None:
    await make_clinic(register)
    key = await on_the_way(register, "Amina Öst")
    (item,) = await register.ask(today_items, register.today)
    assert item.more == 1, "the samråd is the clinic's turn as well"
    assert (item.candidate, item.step, item.gate) == (key, "Kontakta studierektor", True)
    assert (item.role, item.ours, item.since) == ("Chefen", True, date(2026, 11, 1))
    assert (item.phase, item.krav) == ("Rekrytering", "ORE14")
    assert item.step_id == (await step_of(register, key, GATE)).id


async def test_before_a_route_is_chosen_that_is_what_hinders(register: Register) -> None:
    await make_clinic(register)
    await make_candidate(register, interest_on="2026-11-02")
    (item,) = await register.ask(today_items, register.today)
    assert (item.step, item.turn, item.since, item.step_id) == ("Välj väg", Turn.OURS, date(2026, 11, 2), None)


async def test_what_is_ours_shows_although_something_else_hinders_first(register: Register) -> None:
    await make_clinic(register)
    key = await on_the_way(register, "Amina Öst")
    await mark(register, key, GATE, "waiting")
    items = await register.ask(today_items, register.today)
    assert [(item.step, item.turn) for item in items] == [
        (SAMRAD, Turn.OURS),
        ("Kontakta studierektor", Turn.OTHERS),
    ]


async def test_a_late_step_that_is_not_what_hinders_stands_first(register: Register) -> None:
    await make_clinic(register)
    key = await on_the_way(register, "Amina Öst")
    await mark(register, key, "samrad_privat", "waiting", remind_on="2026-11-18")
    item, _hindering = await register.ask(today_items, register.today)
    late = await step_of(register, key, "samrad_privat")
    assert (item.step_id, item.step, item.days_late) == (late.id, late.title, 3)
    assert (item.due_on, item.due_what) == (date(2026, 11, 18), "egen påminnelse")


async def test_the_glance_counts_people_by_stage(register: Register) -> None:
    assert await register.ask(glance, register.today) is None
    await make_clinic(register)
    await make_candidate(register)
    await on_the_way(register, "Ett")
    await on_the_way(register, "Två")
    await in_the_archive(register, "Har slutat")
    now = await register.ask(glance, register.today)
    assert now is not None
    assert {count.stage: count.people for count in now.stages} == {
        **{"intresse": 1, "rekrytering": 2, "prov": 0},
        **{"avtal": 0, "bt": 0, "st": 0},
    }
    assert (now.listed, now.st_posts) == (8200, 0)


# Kandidater


async def test_candidates_stand_in_swedish_order(register: Register) -> None:
    await make_clinic(register)
    names = ["Östen Berg", "Ängla Ek", "Åsa Ek", "Zara Ek", "äppel ek", "Éva Ek", "Eva Ek", "Fia Ek"]
    for name in names:
        await make_candidate(register, name=name)
    shown = [line.name for line in await register.ask(candidate_lines)]
    assert shown[-4:] == ["Åsa Ek", "Ängla Ek", "äppel ek", "Östen Berg"]
    assert shown[2:4] == ["Fia Ek", "Zara Ek"]
    assert sorted(shown) == sorted(names)


@pytest.mark.parametrize("typed", ["åsa", "PRIVAT, ÖVRIGA", "rekrytering", "kontakta studierektor", "chefen"])
async def test_the_filter_searches_everything_that_is_shown(register: Register, typed: str) -> None:
    await make_clinic(register)
    await on_the_way(register, "Åsa Öst")
    (line,) = await register.ask(candidate_lines)
    assert fold(typed) in line.folded


async def test_colleagues_stand_in_swedish_order_with_whom_they_follow(register: Register) -> None:
    await make_clinic(register)
    key = await make_colleague(register, name="Åsa Handledare")
    await make_colleague(register, name="Örjan Studierektor", role="studierektor")
    await make_colleague(register, name="Bo Kontakt", role="kontakt")
    for name in ("Ängla", "Zara"):
        await make_candidate(register, name=name, supervisor=str(key), director=str(key))
    lines = await register.ask(colleague_lines)
    assert [(line.name, line.candidates) for line in lines] == [
        ("Bo Kontakt", ()),
        ("Åsa Handledare", ("Zara", "Ängla")),
        ("Örjan Studierektor", ()),
    ]


# the checklist


async def test_a_step_says_everything_the_document_says_of_it(register: Register) -> None:
    await make_clinic(register)
    key = await on_the_way(register, "Amina Öst")
    view = await checklist_of(register, key)
    assert (view.candidate, view.name, view.done) == (key, "Amina Öst", 0)
    assert view.total == len([step for step in view.steps if step.standing is not Standing.INFO])
    gate = next(step for step in view.steps if step.key == GATE)
    assert (gate.title, gate.phase, gate.role, gate.contact) == (
        *("Kontakta studierektor", "Rekrytering"),
        *("Chefen", "Studierektor"),
    )
    assert (gate.force, gate.gate, gate.ours, gate.krav) == ("ska", True, True, ("ORE14",))
    assert gate.where.endswith("2.2 Rekrytering")
    behind = next(step for step in view.steps if step.key == "erbjud_prov_ovriga")
    assert (behind.standing, behind.blocked_by) == (Standing.BLOCKED, "Kontakta studierektor (Chefen)")


@pytest.mark.krav("ORE12")
async def test_a_step_that_may_not_apply_says_what_is_not_known(register: Register) -> None:
    await make_clinic(register)
    key = await make_candidate(register, has_at="nej")
    await take_route(register, key, "privat_ovriga")
    assert (await step_of(register, key, "bt_tid_prov")).unsure == ("om ST med integrerad BT är vald",)
    assert all(step.unsure == () for step in (await checklist_of(register, key)).steps if step.key == GATE)


async def test_names_with_a_checklist_are_those_who_are_still_here(register: Register) -> None:
    await make_clinic(register)
    await make_candidate(register, name="Utan väg")
    await on_the_way(register, "Örjan")
    await on_the_way(register, "Åsa")
    assert [one.name for one in await register.ask(checklist_names)] == ["Åsa", "Örjan"]


async def test_the_persons_log_stands_newest_first(register: Register) -> None:
    await make_clinic(register)
    key = await on_the_way(register, "Amina Öst")
    await on_the_way(register, "Någon annan")
    await mark(register, key, GATE)
    log = (await person_of(register, key)).log
    assert [line.said.split(":")[0] for line in log] == [
        "Kontakta studierektor",
        "Vald väg för Amina Öst",
        "Lade till Amina Öst.",
    ]
    assert {line.actor for line in log} == {"Ylva Sandåker"}


async def test_there_is_nobody_where_there_is_nobody(register: Register) -> None:
    await make_clinic(register)
    gone = UUID(int=1)
    assert await register.ask(person_view, gone, register.today) is None
    assert await register.ask(checklist_view, gone, register.today) is None
    assert await register.ask(draft_of, "kandidat:ny") is None


# what leaves the register


def parts(value: object) -> Iterator[object]:
    """A value and everything in it."""
    yield value
    inside: list[object] = []
    if isinstance(value, Mapping):
        inside = [*value.keys(), *value.values()]
    elif isinstance(value, list | tuple | set | frozenset):
        inside = list(value)
    elif is_dataclass(value):
        inside = [getattr(value, one.name) for one in fields(value)]
    for one in inside:
        yield from parts(one)


async def test_no_live_row_leaves_a_query(register: Register) -> None:
    await make_clinic(register)
    supervisor = await make_colleague(register)
    key = await make_candidate(register, supervisor=str(supervisor), trained_in="Polen", has_at="nej")
    await take_route(register, key, "privat_ovriga")
    await register.keep_draft("kandidat:ny", {"name": "A"})
    today = register.today
    answers = [
        await register.ask(candidate_lines),
        await register.ask(today_items, today),
        await register.ask(glance, register.today),
        await register.ask(person_view, key, today),
        await register.ask(checklist_view, key, today),
        await register.ask(checklist_names),
        await register.ask(colleague_lines),
        await register.ask(clinic_view),
        await register.ask(clinic_room),
        await register.ask(region_names),
        await register.ask(candidate_rows, register.today),
        await register.ask(step_rows, today),
        await register.ask(draft_of, "kandidat:ny"),
    ]
    found = list(parts(answers))
    assert key in found
    assert [part for part in found if isinstance(part, Model)] == []
    for view in filter(is_dataclass, found):
        with pytest.raises(FrozenInstanceError):
            setattr(view, fields(view)[0].name, None)


@for_everyone
def asked(query: Callable[[], Any]) -> int:
    """How many SQL statements a query sends."""
    sent: list[str] = []
    database.obj.connection().set_trace_callback(sent.append)
    try:
        query()
    finally:
        database.obj.connection().set_trace_callback(None)
    return len([one for one in sent if one.lstrip().upper().startswith("SELECT")])


async def test_the_lists_ask_as_little_of_50_as_of_5(register: Register) -> None:
    await make_clinic(register)
    today = register.today
    queries: dict[str, Callable[[], Any]] = {
        "candidate_lines": candidate_lines,
        "with_their_dates": lambda: candidate_lines(today),
        "today_items": lambda: today_items(today),
        "glance": lambda: glance(today),
        "checklist_names": checklist_names,
        "colleague_lines": colleague_lines,
    }
    counts = []
    for number in range(50):
        await on_the_way(register, f"Nr {number}")
        if number in {4, 49}:
            counts.append({name: await register.ask(asked, query) for name, query in queries.items()})
    assert counts[0] == counts[1]
    assert counts[0]["candidate_lines"] == 1
    assert (counts[0]["with_their_dates"], counts[0]["today_items"]) == (3, 2)
    assert len(await register.ask(candidate_lines)) == 50
