"""The person: details, what follows from them, the routes on offer, contact notes and the log."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from models.knowledge.pack import Pack, Route
from models.knowledge.vocabulary import OUTCOMES
from models.queries.checklist import StepView, step_view
from models.queries.known_values import offered_to_person
from models.queries.log import LogLine, latest_lines
from models.queries.open_duties import sooner
from models.queries.part import next_duty, standing_in_sight, summary_in_sight
from models.queries.standing import CandidateStanding
from models.queries.warned import financing_of
from models.records import Candidate, Colleague, ContactNote
from models.rights import current, for_everyone
from models.rules.bt import BtVerdict
from models.rules.capacity import CapacityView
from models.rules.entry import entry_of
from models.rules.financing import ClockView, FinancingView, clock_views
from models.rules.intake import Outlook, days_left, outlook
from models.rules.profile import Facts, holds
from models.rules.routine import State, hindrance
from models.rules.stage import place_on
from models.text import as_typed

_HIDDEN = {"id", "version", "created_at", "archived", "outcome", "outcome_on", "outcome_reason", "employed"}
_OF_WORK = ("email", "phone")
_LOG_LENGTH = 200


@dataclass(frozen=True)
class NoteView:
    """A contact note."""

    id: UUID
    version: int
    noted_on: date
    text: str
    author: str


@dataclass(frozen=True)
class RouteView:
    """A route of the clinic's region; `fits` is None where a fact that decides is not filled in."""

    key: str
    title: str
    who: str
    driver: str
    rule: str
    where: str
    fits: bool | None


@dataclass(frozen=True)
class IntakeView:
    """An intake and how the candidate stands against it; `counted_from` is the day that its months run from.

    `days_left` is how long one can apply for the next one.
    """

    title: str
    look: Outlook
    counted_from: str
    days_left: int
    source: str


@dataclass(frozen=True)
class PersonView:
    """Everything about one candidate; `values` are the form's own texts by field.

    `in_part` where the one who asks sees only how to reach them and how they stand: then the other values are left out,
    and what follows is empty without being so. `offered` is what the checklist holds for values that are empty, and
    `answered` what was answered there that the routine wants beside them, each with what it is called.
    """

    id: UUID
    version: int
    name: str
    archived: bool
    outcome: str
    values: Mapping[str, str]
    supervisor: str
    director: str
    phase: str
    route: str
    hindrance: StepView | None
    done: int
    total: int
    st_since: date | None
    due_on: date | None
    due_step: str
    due_what: str
    in_part: bool = True
    offered: Mapping[str, str] = field(default_factory=dict)
    answered: tuple[tuple[str, str], ...] = ()
    verdict: BtVerdict | None = None
    capacity: CapacityView | None = None
    financing: tuple[FinancingView, ...] = ()
    clocks: tuple[ClockView, ...] = ()
    intakes: tuple[IntakeView, ...] = ()
    routes: tuple[RouteView, ...] = ()
    notes: tuple[NoteView, ...] = ()
    log: tuple[LogLine, ...] = ()


@for_everyone
def person_view(key: UUID, today: date) -> PersonView | None:
    """One candidate; None where there is none in sight."""
    candidate = Candidate.get_or_none(Candidate.id == key)
    standing = standing_in_sight(key, today)
    if candidate is None or standing is None:
        return None
    summary = summary_in_sight(standing)
    due = {name: getattr(summary, name) for name in ("due_on", "due_step", "due_what")}
    due |= sooner(due, next_duty(standing, today))
    now = hindrance(standing.steps, today)
    values = candidate_values(candidate)
    person = PersonView(
        id=key,
        version=candidate.version,
        name=candidate.name,
        archived=candidate.archived,
        outcome="",
        values={name: values[name] for name in _OF_WORK},
        supervisor=_colleague(candidate.supervisor_id),
        director=_colleague(candidate.director_id),
        phase=place_on(today, summary.__data__)["phase"],
        route=summary.route,
        hindrance=None if now is None else step_view(now, standing, today),
        done=summary.steps_done,
        total=summary.steps_total,
        st_since=summary.st_since,
        due_on=due["due_on"],
        due_step=due["due_step"],
        due_what=due["due_what"],
    )
    if not current().sees_all:
        return person
    return replace(
        person,
        in_part=False,
        offered=offered_to_person(standing, values, today),
        answered=tuple(_answered(standing)),
        outcome=_outcome(candidate),
        values=values,
        verdict=standing.verdict,
        capacity=standing.capacity,
        financing=financing_of(standing),
        clocks=clock_views(standing.pack, candidate.curriculum, standing.st_since, today) if standing.pack else (),
        intakes=tuple(_intakes(standing, today)),
        routes=tuple(_route(route, standing.pack, standing.facts) for route in standing.pack.routes)
        if standing.pack
        else (),
        notes=_notes(key),
        log=latest_lines(key, _LOG_LENGTH),
    )


def candidate_values(candidate: Candidate) -> dict[str, str]:
    """A candidate's fields as the form shows them: dates ISO, ja/nej, colleagues by id."""
    fields = type(candidate)._meta.sorted_fields
    return {one.name: as_typed(candidate.__data__.get(one.name)) for one in fields if one.name not in _HIDDEN}


def _outcome(candidate: Candidate) -> str:
    if not candidate.outcome:
        return ""
    return f"{OUTCOMES[candidate.outcome]} {candidate.outcome_on}: {candidate.outcome_reason}"


def _colleague(key: UUID | None) -> str:
    return "" if key is None else str(Colleague.get_by_id(key).name)


def _route(route: Route, pack: Pack, facts: Facts) -> RouteView:
    fits = holds(facts, route.applies, route.unless)
    driver = pack.roles[route.driver].name
    return RouteView(route.key, route.title, route.who, driver, route.rule, pack.where(route), fits)


def _answered(standing: CandidateStanding) -> Iterator[tuple[str, str]]:
    for item in standing.steps:
        for one in item.step.fields:
            if one.on_person is not None and item.mark.state is not State.NOT_APPLICABLE:
                yield one.on_person, as_typed(item.mark.answers.get(one.key))


def _intakes(standing: CandidateStanding, today: date) -> Iterator[IntakeView]:
    pack = standing.pack
    for intake in pack.intakes if pack else ():
        entry = entry_of(intake, standing.steps)
        if pack is not None and entry is not None:
            look = outlook(entry, today)
            label, left = pack.label(intake.after or ""), days_left(look, today)
            yield IntakeView(intake.title, look, label, left, pack.where(intake))


def _notes(key: UUID) -> tuple[NoteView, ...]:
    query = ContactNote.select().where(ContactNote.candidate == key)
    rows = query.order_by(ContactNote.noted_on.desc(), ContactNote.created_at.desc())
    return tuple(NoteView(row.id, row.version, row.noted_on, row.text, row.author) for row in rows)
