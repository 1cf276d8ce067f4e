"""Short ways to a clinic, a candidate and a checklist, through the same commands as the screens use."""

from typing import Any
from uuid import UUID

from models.commands.candidates import save_candidate
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.routes import begin_route
from models.forms.candidate import CandidateForm, RouteForm
from models.forms.checklist import StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import read_form
from models.ids import new_id
from models.queries.checklist import ChecklistView, StepView, checklist_view
from models.queries.person import PersonView, person_view
from models.register import Register


async def make_clinic(register: Register, **values: Any) -> None:
    """A private clinic in Örebro, unless told otherwise."""
    raw = {"name": "Lingonets vårdcentral", "region": "orebro", "private": "privat", "listed": "8200"}
    form = read_form(ClinicForm, {**raw, "chief": "Ylva Sandåker", **values}, register.today)
    await register.do(save_clinic, form)


async def make_candidate(register: Register, **values: str) -> UUID:
    """A candidate; values are given as they would be typed."""
    key = new_id()
    raw = {"id": key, "name": "Amina Öst", **values}
    await register.do(save_candidate, read_form(CandidateForm, raw, register.today))
    return key


async def make_colleague(register: Register, **values: str) -> UUID:
    """A handledare, unless told otherwise."""
    key = new_id()
    raw = {"id": key, "name": "Gunvor Tjärnstig", "role": "handledare", **values}
    await register.do(save_colleague, read_form(ColleagueForm, raw, register.today))
    return key


async def take_route(register: Register, candidate: UUID, route: str, started_on: str = "idag") -> None:
    """Put a candidate on a route."""
    person = await person_of(register, candidate)
    raw = {"candidate": candidate, "version": person.version, "route": route, "started_on": started_on}
    await register.do(begin_route, read_form(RouteForm, raw, register.today))


async def mark(register: Register, candidate: UUID, step: str, state: str = "done", **values: Any) -> None:
    """Record a step by its key; `answers` is a dictionary."""
    view = await step_of(register, candidate, step)
    raw = {"step": view.id, "version": view.version, "state": state, **values}
    await register.do(record_step, read_form(StepForm, raw, register.today))


async def person_of(register: Register, candidate: UUID) -> PersonView:
    """The person as the screen shows it."""
    view = await register.ask(person_view, candidate, register.today)
    assert view is not None
    return view


async def checklist_of(register: Register, candidate: UUID) -> ChecklistView:
    """The checklist as the screen shows it."""
    view = await register.ask(checklist_view, candidate, register.today)
    assert view is not None
    return view


async def step_of(register: Register, candidate: UUID, step: str) -> StepView:
    """A step by its key."""
    view = await checklist_of(register, candidate)
    return next(one for one in view.steps if one.key == step)


async def make_st_doctor(register: Register, name: str, since: str, **values: str) -> UUID:
    """An ST doctor at a clinic in Västmanland since a day, where the gate before it was passed."""
    key = await make_candidate(register, name=name, **values)
    await take_route(register, key, "rekrytering", since)
    await mark(register, key, "ansok_finansiering", "passed", reason="Gjort innan registret fanns.")
    await mark(register, key, "st_borjar", done_on=since)
    return key
