"""What each role is answered: every query that there is, with a mark on each text that is not a handledare's to see."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass
from inspect import signature
from pickle import dumps
from typing import Any
from uuid import UUID

import pytest

import models.queries
from models.exchange.export import whole_export
from models.exchange.paper.checklist import checklist_paper
from models.forms.refusal import Refused
from models.queries.candidates import candidate_lines, lines_in_sight
from models.queries.checklist import checklist_view
from models.queries.clinic import clinic_view
from models.queries.drafts import draft_of
from models.queries.users import who_am_i
from models.records import Checklist, StepRow
from models.rights import Role, for_everyone
from models.rules.routine import Standing
from models.storage.place import Place
from tests.conftest import NOW
from tests.models.exchange.paper.reading import pages_of
from tests.models.roles import CHIEFS, QUERIES, found_in, opened_as
from tests.planted import DRAFT, DUTY, KINDS, MARK, mark, put_planted

FUNCTIONS = {name: one for name, one in found_in(models.queries).items() if name in QUERIES}
STEP = ("step", "step_id", "behind")
WITH_DUTIES = "vastmanland"
EACH_ROLE = pytest.mark.parametrize("role", Role)


@dataclass(frozen=True)
class Planted:
    """The register of a region's demo with the marks in it, and a user of each role."""

    region: str
    place: Place
    users: Mapping[Role, UUID]


@pytest.fixture(scope="module", params=["orebro", "ostergotland", WITH_DUTIES])
def planted(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Planted:
    place = Place(tmp_path_factory.mktemp("planted"))
    return Planted(request.param, place, put_planted(place, request.param))


async def known(place: Place) -> list[Mapping[str, Any]]:
    """What queries may be asked about, by the names of their arguments: everybody with each of their own steps.

    Everybody is asked about with a step of somebody else's too.
    """
    async with opened_as(place, None) as register:
        lines = (*await register.ask(candidate_lines), *await register.ask(candidate_lines, archived=True))
        steps = await register.ask(steps_and_whose)
    of_others = [(line.id, next(step for step, whose in steps if whose != line.id)) for line in lines]
    return [
        {
            **dict.fromkeys(("key", "candidate"), candidate),
            "candidates": (candidate,),
            **dict.fromkeys(STEP, step),
            "today": NOW.date(),
            "moment": NOW,
            "seq": 1,
            "form": DRAFT,
        }
        for candidate, step in (*of_others, *((whose, step) for step, whose in steps))
    ]


@for_everyone
def steps_and_whose() -> list[tuple[UUID, UUID]]:
    """Every step, and the candidate whose checklist it is on."""
    return [(row.id, row.checklist.candidate_id) for row in StepRow.select(StepRow, Checklist).join(Checklist)]


def askings(query: Callable[..., Any], about: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """Every way to ask a query about what is known, once."""
    needed = [name for name, one in signature(query).parameters.items() if one.default is one.empty]
    return list(dict.fromkeys(tuple(one[name] for name in needed) for one in about))


@EACH_ROLE
async def test_each_query_answers_whom_it_is_open_to_and_nobody_else(planted: Planted, role: Role) -> None:
    about = await known(planted.place)
    async with opened_as(planted.place, planted.users[role]) as register:
        for name, query in FUNCTIONS.items():
            way = askings(query, about)[0]
            if role in QUERIES[name]:
                await register.ask(query, *way)
            else:
                with pytest.raises(Refused, match="Det här är bara för chef"):
                    await register.ask(query, *way)
        if role in CHIEFS:
            assert await register.ask(whole_export, register.today)
        else:
            with pytest.raises(Refused, match="bara för chef och ställföreträdare"):
                await register.ask(whole_export, register.today)


async def answers(place: Place, user: UUID | None, names: set[str]) -> AsyncIterator[bytes]:
    """Everything that these queries can be made to answer a user, about the archive too, as Python itself packs it."""
    about = await known(place)
    async with opened_as(place, user) as register:
        for name in sorted(names):
            query = FUNCTIONS[name]
            for way in askings(query, about):
                yield dumps(await register.ask(query, *way))
                if "archived" in signature(query).parameters:
                    yield dumps(await register.ask(query, *way, archived=True))


async def test_nothing_that_is_the_chiefs_is_in_anything_that_a_handledare_is_answered(planted: Planted) -> None:
    open_to_them = {name for name, roles in QUERIES.items() if Role.SUPERVISOR in roles}
    user = planted.users[Role.SUPERVISOR]
    told = [answer async for answer in answers(planted.place, user, open_to_them) if MARK.encode() in answer]
    assert told == []


async def test_the_chief_and_the_deputy_are_answered_all_of_it(planted: Planted) -> None:
    """Or the test above could not fail."""
    about_a_step = {name for name, query in FUNCTIONS.items() if signature(query).parameters.keys() & set(STEP)}
    of_the_clinic = QUERIES.keys() - about_a_step
    kinds = {*KINDS, DUTY} if planted.region == WITH_DUTIES else set(KINDS)
    assert await untold(kinds, answers(planted.place, None, of_the_clinic)) == set()
    of_the_deputy = {name for name in of_the_clinic if Role.DEPUTY in QUERIES[name]}
    deputys = answers(planted.place, planted.users[Role.DEPUTY], of_the_deputy)
    assert await untold(kinds, deputys) == {"utkast"}


async def untold(kinds: set[str], told: AsyncIterator[bytes]) -> set[str]:
    """The kinds of which there is no mark in any answer; each answer is let go of when it is read."""
    left = set(kinds)
    async for answer in told:
        left -= {kind for kind in left if mark(kind).encode() in answer}
    return left


async def test_what_is_in_sight_is_there(planted: Planted) -> None:
    """Exactly those whose names bear no mark; some of their steps, and on the handledare's own steps the answers.

    In the region with duties that come back these are the chief's, and its handledare's own steps ask for no answers.
    """
    async with opened_as(planted.place, None) as chiefs:
        visible = {line.name for line in await chiefs.ask(candidate_lines) if MARK not in line.name}
        assert await chiefs.ask(draft_of, DRAFT) is not None
    async with opened_as(planted.place, planted.users[Role.SUPERVISOR]) as theirs:
        assert (await theirs.ask(who_am_i)).role is Role.SUPERVISOR
        lines = await theirs.ask(lines_in_sight, theirs.today)
        assert {line.name for line in lines} == visible != set()
        views = [await theirs.ask(checklist_view, line.id, theirs.today) for line in lines]
        seen = [step for view in views if view is not None for step in view.steps]
        assert {step.withheld for step in seen} == {True, False}
        assert {step.mine for step in seen if step.withheld} == {False}
        assert any(step.answers for step in seen if not step.withheld) == (planted.region != WITH_DUTIES)
        duties = [step for step in seen if step.standing is Standing.RECURRING]
        assert bool(duties) == (planted.region == WITH_DUTIES)
        assert {(step.withheld, step.duty) for step in duties} <= {(True, None)}


async def printed(place: Place, user: UUID | None, most: int) -> str:
    """The first checklists of those in a handledare's sight, as a user prints them."""
    async with opened_as(place, user) as register:
        clinic = await register.ask(clinic_view)
        assert clinic is not None
        pages: list[str] = []
        for line in [one for one in await register.ask(lines_in_sight, register.today) if MARK not in one.name][:most]:
            view = await register.ask(checklist_view, line.id, register.today)
            pages += [] if view is None else pages_of(checklist_paper(clinic, view, register.today))
    return "".join(pages)


async def test_the_checklist_that_a_handledare_prints_has_no_more_than_is_seen(planted: Planted) -> None:
    assert mark("anteckning") in await printed(planted.place, None, 1)
    theirs = await printed(planted.place, planted.users[Role.SUPERVISOR], 4)
    assert "handledare" in theirs.casefold()
    assert MARK not in theirs
