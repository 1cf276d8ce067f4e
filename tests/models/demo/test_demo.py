"""The demo: true in every phase, late on any day, and gone when it is closed."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from models.commands.undo import UndoForm, undo
from models.demo.fill import open_demo
from models.demo.regions import DEMOS
from models.demo.story import Story
from models.forms.refusal import Refused
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import OUTCOMES, Stage
from models.queries.candidates import CandidateLine, candidate_lines
from models.queries.check import check_register
from models.queries.checklist import checklist_view
from models.queries.person import PersonView, person_view
from models.queries.today import Turn, glance, today_items
from models.records import AuditEntry, AuditPayload
from models.register import Register
from models.rules.bt import BtAnswer
from models.storage.backup import verify
from tests.conftest import NOW


@pytest.fixture(scope="module")
def demo() -> Iterator[Register]:
    register = open_demo(lambda: NOW)
    yield register
    register.close()


async def everybody(demo: Register) -> tuple[CandidateLine, ...]:
    return (*await demo.ask(candidate_lines), *await demo.ask(candidate_lines, archived=True))


async def person(demo: Register, name: str) -> PersonView:
    key = next(line.id for line in await everybody(demo) if line.name == name)
    found = await demo.ask(person_view, key, demo.today)
    assert found is not None
    return found


async def test_it_is_whole(demo: Register) -> None:
    verify(demo.place.file)
    assert await demo.ask(check_register, demo.today) == ()


async def test_there_is_somebody_in_every_stage_and_with_every_outcome(demo: Register) -> None:
    view = await demo.ask(glance)
    assert view is not None
    assert {count.stage for count in view.stages if count.people} == {stage.value for stage in Stage}
    assert view.st_posts == 3
    archived = await demo.ask(candidate_lines, archived=True)
    assert {line.outcome for line in archived} == set(OUTCOMES.values())


async def test_idag_has_something_of_every_kind(demo: Register) -> None:
    turns = {item.turn for item in await demo.ask(today_items, demo.today)}
    assert turns >= {Turn.LATE, Turn.OURS, Turn.OTHERS}


@pytest.mark.parametrize("story", DEMOS["orebro"].stories, ids=lambda story: story.name)
async def test_a_story_stops_where_it_says(demo: Register, story: Story) -> None:
    """The pack may get another step; whoever a story leaves at one must still stand there."""
    found = await person(demo, story.name)
    if not story.route:
        assert found.route == ""
        return
    if not story.stops_at:
        assert found.hindrance is None
    view = await demo.ask(checklist_view, found.id, demo.today)
    assert view is not None
    steps = {step.key: step for step in view.steps}
    assert {story.stops_at, *story.said} - {""} <= set(steps)
    assert not story.stops_at or steps[story.stops_at].state in {"open", "waiting"}


async def test_the_documents_disagree_about_one(demo: Register) -> None:
    found = await person(demo, "Karin Ögårdslund")
    assert found.verdict is not None and found.verdict.answer is BtAnswer.UNSETTLED


async def test_a_gate_was_passed_with_a_reason(demo: Register) -> None:
    found = await person(demo, "Noor Qadirvik")
    view = await demo.ask(checklist_view, found.id, demo.today)
    assert view is not None
    assert [step.reason[:8] for step in view.steps if step.state == "passed"] == ["Ingen på"]


def test_the_log_tells_a_true_story(demo: Register) -> None:
    """What was recorded first happened first, all of it before now, and by the chief."""
    entries = demo._reader.submit(lambda: list(AuditEntry.select().order_by(AuditEntry.seq))).result()
    days = [entry.at for entry in entries]
    assert days == sorted(days)
    assert days[-1] < NOW
    payloads = demo._reader.submit(lambda: list(AuditPayload.select())).result()
    assert {payload.actor_name for payload in payloads} == {"Yrsa Sandåker"}


async def test_what_happened_before_the_start_cannot_be_undone(demo: Register) -> None:
    with pytest.raises(Refused, match="inget att ångra"):
        await demo.do(undo, UndoForm())


REGIONS = ("ostergotland", "vastmanland", "vgr")


@pytest.fixture(scope="module", params=REGIONS)
def region(request: pytest.FixtureRequest) -> Iterator[tuple[str, Register]]:
    register = open_demo(lambda: NOW, request.param)
    yield request.param, register
    register.close()


async def test_every_region_has_its_own_people_in_every_phase(region: tuple[str, Register]) -> None:
    code, demo = region
    assert await demo.ask(check_register, demo.today) == ()
    everyone = await everybody(demo)
    assert len(everyone) >= 12
    view = await demo.ask(glance)
    assert view is not None
    # No trial service in two of the documents, and in Västmanland's it hinders nobody.
    stages = {stage.value for stage in Stage} - {"prov"} - ({"bt"} if code == "vastmanland" else set())
    assert {count.stage for count in view.stages if count.people} == stages
    assert {item.turn for item in await demo.ask(today_items, demo.today)} >= {Turn.LATE, Turn.OURS, Turn.OTHERS}
    archived = await demo.ask(candidate_lines, archived=True)
    assert len({line.outcome for line in archived}) > 1


async def test_every_region_has_a_passed_gate_and_every_story_stops_where_it_says(
    region: tuple[str, Register],
) -> None:
    code, demo = region
    passed = 0
    for story in DEMOS[code].stories:
        found = await person(demo, story.name)
        view = await demo.ask(checklist_view, found.id, demo.today)
        assert (view is not None) == bool(story.route), story.name
        steps = {} if view is None else {step.key: step for step in view.steps}
        assert {story.stops_at, *story.said} - {""} <= set(steps), story.name
        assert not story.stops_at or steps[story.stops_at].state in {"open", "waiting"}, story.name
        passed += sum(step.state == "passed" for step in steps.values())
    assert passed == 1


def test_nobody_lives_in_two_demos() -> None:
    names = [story.name for demo in DEMOS.values() for story in demo.stories]
    names += [colleague["name"] for demo in DEMOS.values() for colleague in demo.colleagues]
    names += [str(demo.clinic["chief"]) for demo in DEMOS.values()]
    assert len(names) == len(set(names))


def test_there_is_a_demo_of_every_region() -> None:
    assert set(DEMOS) == set(builtin_packs())
    assert all(demo.clinic["region"] == code for code, demo in DEMOS.items())


@pytest.mark.parametrize("code", DEMOS)
@pytest.mark.parametrize("now", [datetime(2027, 2, 28, 23, 30, tzinfo=UTC), datetime(2028, 2, 29, 0, 5, tzinfo=UTC)])
async def test_it_can_be_filled_on_any_day(now: datetime, code: str) -> None:
    register = open_demo(lambda: now, code)
    try:
        assert await register.ask(check_register, register.today) == ()
        assert any(item.days_late for item in await register.ask(today_items, register.today))
    finally:
        register.close()
    assert not register.place.folder.exists()
