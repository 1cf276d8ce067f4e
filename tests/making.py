"""Short ways to a clinic, a candidate and a checklist, through the same commands as the screens use."""

from typing import Any
from uuid import UUID

from models.commands.candidates import save_candidate
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.routes import begin_route
from models.commands.users import add_user
from models.commands.work import Change, Work
from models.forms.candidate import CandidateForm, RouteForm
from models.forms.checklist import StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Form, read_form
from models.forms.user import NewUserForm
from models.ids import new_id
from models.knowledge.vocabulary import FieldKind
from models.queries.checklist import ChecklistView, StepView, checklist_view
from models.queries.person import PersonView, person_view
from models.records import AuditEntry, AuditPayload
from models.register import Register
from models.rights import for_chief_only
from models.rules.routine import Standing

THEIRS, NOT_THEIRS, A_GATE_OF_THEIRS = "prov_bedomningar", "prov_tid_ovriga", "utlatande_prov"


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


async def make_user(register: Register, role: str = "handledare", **values: str) -> UUID:
    """Somebody who may sign in: a handledare, unless told otherwise."""
    key = new_id()
    raw = {"id": key, "name": "Gunvor Tjärnstig", "sign_in": str(key), "role": role, **values}
    await register.do(add_user, read_form(NewUserForm, raw, register.today))
    return key


async def take_route(register: Register, candidate: UUID, route: str, started_on: str = "idag") -> None:
    """Put a candidate on a route."""
    person = await person_of(register, candidate)
    raw = {"candidate": candidate, "version": person.version, "route": route, "started_on": started_on}
    await register.do(begin_route, read_form(RouteForm, raw, register.today))


async def on_trial(register: Register, **values: str) -> UUID:
    """Somebody in trial service in Örebro, whose next step is the handledare's: to record the assessments."""
    facts = {"has_at": "nej", "known_in_region": "nej", "trained_in": "Polen", "native_swedish": "ja"}
    key = await make_candidate(register, **facts, **values)
    await take_route(register, key, "privat_ovriga", "-300")
    await walk(register, key, until=THEIRS)
    return key


async def walk(register: Register, candidate: UUID, *, until: str = "", leaving: str = "") -> None:
    """Do what must be done, step by step, until it is a step's turn or all is done; one may be left undone."""
    while (step := await _next_step(register, candidate, leaving)) is not None and step.key != until:
        answers = {field.key: _ANSWERS[field.kind] for field in step.fields}
        served = {} if step.period is None else {"from_on": "-190", "to_on": "-40"}
        await mark(register, candidate, step.key, answers=answers, **served)


async def _next_step(register: Register, candidate: UUID, leaving: str) -> StepView | None:
    steps = (await checklist_of(register, candidate)).steps
    musts = (one for one in steps if one.standing is Standing.READY and (one.gate or one.force == "ska"))
    return next((one for one in musts if one.key != leaving), None)


_ANSWERS = {
    **{FieldKind.TEXT: "Enligt mejl", FieldKind.NUMBER: "2", FieldKind.YES_NO: "ja"},
    **{FieldKind.DATE: "idag", FieldKind.PAPER: "idag", FieldKind.INTAKE: "april"},
}


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


async def erase(register: Register, *seqs: int, about: UUID | None = None) -> None:
    """Erase by decision what entries of the log say."""

    @for_chief_only
    def by_decision(work: Work, _form: Form) -> Change:
        with work.permit():
            for seq in seqs:
                work.erase(AuditPayload.get_by_id(AuditEntry.get_by_id(seq).id))
        return Change("Raderade ur loggen enligt gallringsbeslut 2026:7.", about)

    await register.do(by_decision, Form())
