"""Lives the stories, each event on its own day and through the same command as a key press."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import TypeVar
from uuid import UUID

from models.commands.candidates import save_candidate, save_note
from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.colleagues import save_colleague
from models.commands.duties import record_occurrence
from models.commands.outcomes import end_candidate
from models.commands.routes import begin_route
from models.commands.runner import Command, carry_out
from models.commands.snooze import snooze_step
from models.commands.summary import refresh, refresh_all
from models.demo.duties import Kept, kept_up
from models.demo.story import Story
from models.demo.walk import Event, plan, step_values
from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, RouteForm
from models.forms.checklist import StepForm
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.duty import OccurrenceForm
from models.forms.refusal import Form, read_form
from models.forms.snooze import SnoozeForm
from models.ids import new_id
from models.queries.known_values import known_values
from models.queries.standing import standing_of
from models.queries.users import session_of
from models.rights import acting_as

F = TypeVar("F", bound=Form)


class Life:
    """The register's past, as it is told; today is where the stories end.

    The summaries, which a command else leaves renewed, are renewed only where a later event looks at them, and at the
    end.
    """

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
            refresh(key, day)  # in the archive it stands as it was

    def notes(self, story: Story, key: UUID) -> Iterator[date]:
        """Each day of a contact with a candidate, in the way of `way`."""
        for ago, text in story.notes:
            day = self._day(ago)
            yield day
            self._do(day, save_note, NoteForm, {"id": new_id(), "candidate": key, "noted_on": "idag", "text": text})

    def rest(self, story: Story, key: UUID) -> Iterator[date]:
        """The day on which one of the candidate's steps was put to rest, if any, in the way of `way`."""
        if story.rest is None:
            return
        day = self._day(story.rest.ago)
        yield day
        refresh(key, day)
        standing = standing_of(key, day)
        step = standing.rows[story.rest.step].id if standing is not None and story.rest.step else None
        until = {"until": f"+{story.rest.ago + story.rest.until}", "note": story.rest.note}
        self._do(day, snooze_step, SnoozeForm, {"id": new_id(), "candidate": key, "step_id": step, **until})

    def end(self) -> None:
        """Today: nothing more has happened."""
        refresh_all(self._day(0))

    def _route(self, story: Story, key: UUID) -> Iterator[date]:
        day = self._day(story.began)
        yield day
        route = {"candidate": key, "version": 1, "route": story.route, "started_on": "idag"}
        self._do(day, begin_route, RouteForm, route)
        standing = standing_of(key, day)
        assert standing is not None and standing.pack is not None  # noqa: S101  the route has just begun
        events = plan(standing.steps, story, self._day(0))
        kept = () if story.ending else kept_up(standing.steps, events, story, self._day(0))
        for told in sorted((*events, *kept), key=lambda one: one.day):
            yield told.day
            row = standing.rows[told.step.key]
            if isinstance(told, Kept):
                self._do(told.day, record_occurrence, OccurrenceForm, {"step": row.id, "number": told.number})
                continue
            intake = standing.pack.intake_by(told.step.key)
            known = self._known(key, told)
            values = step_values(told, standing.pack.roles[told.step.role], story, intake, known)
            self._do(told.day, record_step, StepForm, {"step": row.id, "version": row.version, **values})
            if standing.route is not None and told.step.key == standing.route.st_step:
                refresh(key, told.day)  # one post more is taken, which may be too many for somebody else

    def _known(self, key: UUID, told: Event) -> dict[str, str]:
        """What the register holds of somebody by then, where the step asks for any of it."""
        standing = standing_of(key, told.day) if any(field.value for field in told.step.fields) else None
        if standing is None:
            return {}
        with acting_as(session_of(None)):
            return known_values(standing, told.day)

    def _day(self, ago: int) -> date:
        return self._now.date() - timedelta(days=ago)

    def _do(self, day: date, command: Command[F], kind: type[F], raw: Mapping[str, object]) -> None:
        noon = datetime.combine(day, time(12), tzinfo=self._now.tzinfo)
        carry_out(command, read_form(kind, raw, day), noon, session_of(None), self._run)
