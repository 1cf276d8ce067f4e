"""Lives the stories, each event on its own day and through the same command as a key press."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from models.commands.candidates import save_candidate, save_note
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.outcomes import end_candidate
from models.commands.routes import begin_route
from models.commands.runner import Command, run
from models.demo.story import Story
from models.demo.walk import plan, served, step_values
from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, RouteForm
from models.forms.checklist import StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Form, read_form
from models.ids import new_id
from models.queries.standing import standing_of
from models.queries.users import session_of

F = TypeVar("F", bound=Form)


class Life:
    """The register's past, as it is told; today is where the stories end."""

    def __init__(self, now: datetime, run_id: UUID) -> None:
        self._now = now.astimezone()
        self._run = run_id
        self._colleagues: dict[str, UUID] = {}

    def set_up(self, ago: int, clinic: Mapping[str, object], colleagues: Iterable[Mapping[str, str]]) -> None:
        """The clinic and the people who work there."""
        day = self._day(ago)
        self._do(day, save_clinic, ClinicForm, clinic)
        for colleague in colleagues:
            key = self._colleagues[colleague["name"]] = new_id()
            self._do(day, save_colleague, ColleagueForm, {"id": key, **colleague})

    def way(self, story: Story, key: UUID) -> Iterator[date]:
        """Each day of a candidate's way; what happens on it happens when the next one is asked for."""
        day = self._day(story.came)
        yield day
        people = {
            "supervisor": self._colleagues.get(story.supervisor),
            "director": self._colleagues.get(story.director),
        }
        candidate = {"id": key, "name": story.name, "interest_on": "idag", **people, **story.facts}
        self._do(day, save_candidate, CandidateForm, candidate)
        if story.route:
            yield from self._route(story, key)
        if story.ending is not None:
            day = self._day(story.ending.ago)
            yield day
            ending = {"outcome": story.ending.outcome, "outcome_on": "idag", "outcome_reason": story.ending.reason}
            self._do(day, end_candidate, OutcomeForm, {"candidate": key, "version": 1, **ending})

    def notes(self, story: Story, key: UUID) -> Iterator[date]:
        """Each day of a contact with a candidate, in the way of `way`."""
        for ago, text in story.notes:
            day = self._day(ago)
            yield day
            self._do(day, save_note, NoteForm, {"id": new_id(), "candidate": key, "noted_on": "idag", "text": text})

    def _route(self, story: Story, key: UUID) -> Iterator[date]:
        day = self._day(story.began)
        yield day
        route = {"candidate": key, "version": 1, "route": story.route, "started_on": "idag"}
        self._do(day, begin_route, RouteForm, route)
        standing = standing_of(key, day)
        assert standing is not None and standing.pack is not None  # noqa: S101  the route has just begun
        for step in plan(standing.steps, story):
            since, said = day, story.said.get(step.key)
            day = self._day(said.ago) if said else served(step, since, since + timedelta(days=story.pace))
            yield day
            values = step_values(step, standing.pack.roles[step.role], story, since, day)
            row = standing.rows[step.key]
            self._do(day, record_step, StepForm, {"step": row.id, "version": row.version, **values})

    def _day(self, ago: int) -> date:
        return self._now.date() - timedelta(days=ago)

    def _do(self, day: date, command: Command[F], kind: type[F], raw: Mapping[str, object]) -> None:
        noon = datetime.combine(day, time(12), tzinfo=self._now.tzinfo)
        run(command, read_form(kind, raw, day), noon, session_of(None), self._run)
