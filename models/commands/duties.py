"""A duty that comes back: an occurrence recorded, changed or taken back, or put to rest; for one or for several.

A handledare does so with the duties that are a handledare's, of those who are here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from models.commands.candidates import find
from models.commands.checklist import doer, require_theirs
from models.commands.rests import end_rest
from models.commands.work import CHANGED, Change, Work
from models.forms.duty import OccurrenceForm, OccurrencesForm, RestForm, WakenForm
from models.forms.refusal import Refused
from models.queries.duties import CandidateDuty, duties_of
from models.queries.part import standing_in_sight
from models.queries.standing import CandidateStanding
from models.records import Checklist, DutyDone, Snooze, StepRow
from models.rights import for_everyone
from models.rules.duties import Occurrence
from models.text import swedish_key


@dataclass(frozen=True)
class _Place:
    """A duty on a candidate's checklist; `step` is its row there."""

    step: UUID
    name: str
    standing: CandidateStanding
    duty: CandidateDuty

    @property
    def candidate(self) -> UUID:
        return self.standing.id

    def title(self, number: int) -> str:
        return f"{self.duty.place.step.title}{self.duty.occurrence(number).suffix}"


@for_everyone
def record_occurrence(work: Work, form: OccurrenceForm) -> Change:
    """Record one occurrence as done, change what is recorded, or take it back. A repeated first save makes no second.

    Raises Refused where the day does not fit.
    """
    place = _find(form.step, work.today)
    title, record = place.title(form.number), place.duty.records.get(form.number)
    if record is None and form.version is None:
        if form.state == "open":
            return Change(f"{title}: är inte gjort.", place.candidate)
        return _record(work, place, form)
    if record is None or (form.version is not None and record.version != form.version):
        raise Refused(CHANGED)
    if form.version is None:
        return Change(f"{title}: är redan gjort.", place.candidate)
    if form.state == "open":
        work.remove(record)
        return Change(f"{title}: öppnades igen.", place.candidate)
    record.done_on = _day(place, form, work.today)
    record.by, record.note = form.by or doer(place.duty.place, place.standing, work.session), form.note
    work.save(record, form.version)
    return Change(f"{title}: uppgifterna ändrades.", place.candidate)


@for_everyone
def record_occurrences(work: Work, form: OccurrencesForm) -> Change:
    """Record the same occurrence for several: one change, undone as a whole. Those who have it already are left so."""
    places = _find_all(form.steps, work.today)
    new = [place for place in places if form.number not in place.duty.records]
    changes = [_record(work, place, form) for place in new]
    if not new:
        return _change(f"{places[0].title(form.number)}: är redan gjort.", places)
    if len(new) == 1:
        return changes[0]
    return _change(f"{new[0].title(form.number)}: klart {form.done_on or work.today} för {_names(new)}.", new)


@for_everyone
def rest_occurrence(work: Work, form: RestForm) -> Change:
    """Let an occurrence rest. A repeated save makes no second rest."""
    places = _find_all(form.steps, work.today)
    for place in places:
        rest = _rest(place, form.number)
        if rest is None:
            rest = Snooze(candidate=place.candidate, step_id=place.step, number=form.number)
            rest.until, rest.note = form.until, form.note
            work.add(rest)
        elif (rest.until, rest.note) != (form.until, form.note):
            rest.until, rest.note = form.until, form.note
            work.save(rest, rest.version)
    return _change(f"{places[0].title(form.number)} vilar till {form.until} för {_names(places)}.", places)


@for_everyone
def wake_occurrence(work: Work, form: WakenForm) -> Change:
    """End the rests of an occurrence before their day."""
    places = _find_all(form.steps, work.today)
    for place in places:
        end_rest(work, place.step, form.number)
    return _change(f"{places[0].title(form.number)} vilar inte längre för {_names(places)}.", places)


def _record(work: Work, place: _Place, form: OccurrenceForm | OccurrencesForm) -> Change:
    step, pack = place.duty.place.step, place.standing.pack
    assert pack is not None  # noqa: S101  a step comes from a pack
    record = DutyDone(
        candidate=place.candidate,
        region=pack.code,
        key=step.key,
        every=place.duty.duty.terms.numbering,
        number=form.number,
        done_on=_day(place, form, work.today),
        by=form.by or doer(place.duty.place, place.standing, work.session),
        note=form.note,
    )
    work.add(record)
    end_rest(work, place.step, form.number)
    return Change(f"{place.title(form.number)}: klart {record.done_on} ({record.by}).", place.candidate)


def _day(place: _Place, form: OccurrenceForm | OccurrencesForm, today: date) -> date:
    """The day it was done. Raises Refused before the occurrence begins, and too late without a word of why."""
    which, day = place.duty.occurrence(form.number), form.done_on or today
    if not place.duty.has(form.number):
        raise Refused(CHANGED)
    if day < which.begins_on:
        raise Refused({"done_on": _too_early(which)})
    next_time = place.duty.next_time(form.number)
    if next_time is not None and day >= next_time:
        raise Refused({"done_on": f"Nästa gång var {next_time}: dagen måste ligga före den."})
    if which.is_missed(day) and not form.note:
        late = f"{which.period.capitalize()} kunde göras i efterhand till {which.last_on}."
        raise Refused({"note": f"{late} Skriv varför det ändå är gjort."})
    return day


def _too_early(which: Occurrence) -> str:
    if not which.period:
        return f"Det räknas från gången före: dagen kan vara tidigast {which.begins_on}."
    return f"{which.period.capitalize()} börjar {which.begins_on}: det kan inte vara klart innan."


def _find(step: UUID, today: date) -> _Place:
    row = StepRow.get_or_none(StepRow.id == step)
    if row is None:
        raise Refused("Steget finns inte längre.")
    checklist = Checklist.get_by_id(row.checklist_id)
    standing = standing_in_sight(checklist.candidate_id, today) if checklist.active else None
    if standing is not None:
        for duty in duties_of(standing):
            if duty.place.step.key == row.key:
                require_theirs(duty.place.step, standing)
                return _Place(step, find(standing.id).name, standing, duty)
    raise Refused("Steget hör inte längre till kandidatens checklista.")


def _find_all(steps: Iterable[UUID], today: date) -> list[_Place]:
    return sorted((_find(step, today) for step in dict.fromkeys(steps)), key=lambda place: swedish_key(place.name))


def _rest(place: _Place, number: int) -> Snooze | None:
    found: Snooze | None = Snooze.get_or_none((Snooze.step_id == place.step) & (Snooze.number == number))
    return found


def _names(places: Sequence[_Place]) -> str:
    names = ", ".join(place.name for place in places)
    return names if len(places) == 1 else f"{len(places)}: {names}"


def _change(said: str, places: Sequence[_Place]) -> Change:
    if len(places) == 1:
        return Change(said, places[0].candidate)
    return Change(said, candidates=tuple(place.candidate for place in places))
