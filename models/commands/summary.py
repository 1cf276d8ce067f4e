"""The candidate's stored summary, rewritten whole after every change that touches the candidate."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.vocabulary import STAGE_NAMES, FieldKind, Force, Stage
from models.queries.duties import duties_of
from models.queries.standing import CandidateStanding, deviations, standing_of, standings_of_all
from models.records import OpenDuty, OpenIntake, OpenStep, Summary
from models.records.base import delete_with, insert_all
from models.rules.calendar import read_iso
from models.rules.entry import entry_of
from models.rules.routine import SETTLED, Standing, State, StepStanding, hindrance, lacking, turns

CHOOSE_ROUTE = "Välj väg"
PASSED_GATE = "Passerad spärr."


def refresh(candidate: UUID, today: date) -> None:
    """Rewrite one candidate's summary."""
    standing = standing_of(candidate, today)
    if standing is not None:
        _store(standing)


def refresh_all(today: date) -> None:
    """Rewrite the summary of everybody who is not in the archive."""
    for standing in list(standings_of_all(today)):
        _store(standing)


def refresh_lacking(candidates: Iterable[UUID], today: date) -> None:
    """Make the summaries of those who have none; what cannot be read is left for `check` to name.

    Twice, since what one may do depends on how many of the others have a post.
    """
    for _round in range(2):
        for candidate in candidates:
            with suppress(Exception):
                refresh(candidate, today)


def _store(standing: CandidateStanding) -> None:
    made = (
        (Summary, [summarise(standing)]),
        (OpenStep, open_steps(standing)),
        (OpenDuty, open_duties(standing)),
        (OpenIntake, open_intakes(standing)),
    )
    for table, rows in made:
        delete_with(table, "candidate", standing.id)
        insert_all(table, ({"candidate": standing.id, **values} for values in rows))


def summarise(standing: CandidateStanding) -> dict[str, Any]:
    """The columns of a summary, by what hinders the candidate now."""
    if standing.route is None or standing.pack is None:
        values: dict[str, Any] = {"phase": STAGE_NAMES[Stage.INTEREST], "stage": Stage.INTEREST.value}
        # The same without the region's pack, which may be back the next time: the lists say that it is missing.
        return values | {"step": CHOOSE_ROUTE, "role": "Chef", "since": standing.interest_on}
    pack, steps = standing.pack, standing.steps
    phases = {phase.key: phase for phase in pack.phases}
    counted = [item for item in steps if item.step.ticked]
    now = hindrance(steps)
    values = {
        "route": standing.route.title,
        "phase": phases[now.step.phase].title if now else STAGE_NAMES[Stage.ST],
        **_stage(standing, now),
        "steps_done": sum(item.mark.state in SETTLED for item in counted),
        "steps_total": len(counted),
        "st_since": standing.st_since,
    }
    if now is not None:
        role = pack.roles[now.step.role]
        values |= {
            "step_id": standing.rows[now.step.key].id,
            "step": now.step.title,
            "gate": now.step.gate,
            "role": role.name,
            "ours": role.at_clinic and now.standing is Standing.READY,
            "since": now.since,
        }
    due = min((item for item in steps if item.due_on), key=lambda item: item.due_on or date.max, default=None)
    if due is not None:
        values |= {"due_on": due.due_on, "due_what": due.due_what, "due_step": due.step.title}
    return values


def _stage(standing: CandidateStanding, now: StepStanding | None) -> dict[str, Any]:
    """The stage of what hinders, and from when it holds: trial service with its first day, BT with its first period."""
    phases = {} if standing.pack is None else {phase.key: phase.stage for phase in standing.pack.phases}
    stage = phases[now.step.phase] if now else Stage.ST
    if stage is Stage.TRIAL:
        days = [day for item in standing.steps if phases[item.step.phase] is stage for day in _begun(item)]
        return {"stage": stage.value, "stage_from": min(days, default=None)}
    if now is None or stage is not Stage.BT:
        return {"stage": stage.value}
    periods = [item.mark for item in standing.steps if phases[item.step.phase] is Stage.BT and item.step.period]
    begins = min((mark.from_on for mark in periods if mark.from_on), default=None)
    if periods and begins is None:
        stage = Stage.ST if standing.st_since else Stage.AGREEMENT
    return {"stage": stage.value, "stage_from": begins}


def _begun(item: StepStanding) -> Iterator[date]:
    """The days by which a step of trial service has begun: a period's, an answer's, that of what must be done."""
    mark, asked = item.mark, (one.key for one in item.step.fields if one.kind is FieldKind.DATE)
    done = mark.done_on if mark.state is State.DONE and item.step.force is Force.MUST else None
    yield from filter(None, (mark.from_on, done, *(read_iso(mark.answers.get(key)) for key in asked)))


def open_steps(standing: CandidateStanding) -> list[dict[str, Any]]:
    """The rows of what somebody should act on, every column filled in."""
    if standing.route is None or standing.pack is None:
        return [_choose_route(standing)]
    pack = standing.pack
    phases = {phase.key: phase.title for phase in pack.phases}
    return [
        {
            "position": position,
            "step_id": standing.rows[item.step.key].id,
            "step": item.step.title,
            "phase": phases[item.step.phase],
            "role": pack.roles[item.step.role].name,
            "ours": pack.roles[item.step.role].at_clinic and item.standing is Standing.READY,
            "gate": item.step.gate,
            "krav": item.step.krav[0] if item.step.krav else "",
            "since": item.since,
            "until": item.until,
            "due_on": item.due_on,
            "due_what": item.due_what,
            "passed": _passed(item, standing),
            "opens_on": item.opens_on,
        }
        for position, item in enumerate((*turns(standing.steps), *_passed_gates(standing)))
    ]


def _passed_gates(standing: CandidateStanding) -> Iterator[StepStanding]:
    """The gates that were passed, until ST is agreed on: what they ask for is still to be had. A reminder lasts longer,
    and has its place among the turns.
    """
    for item in standing.steps:
        if standing.st_since is None and item.standing is Standing.PASSED and item.due_on is None:
            yield item


def _passed(item: StepStanding, standing: CandidateStanding) -> str | None:
    if item.standing is not Standing.PASSED:
        return None
    lacks = ", ".join(lacking(item))
    missing = f"Saknas: {lacks}." if lacks else ""
    return " ".join(filter(None, (PASSED_GATE, missing, *deviations(standing))))


def open_duties(standing: CandidateStanding) -> list[dict[str, Any]]:
    """The rows of the duties that come back, every column filled in; none of them depends on the day."""
    if standing.pack is None:
        return []
    pack = standing.pack
    phases = {phase.key: phase.title for phase in pack.phases}
    return [
        {
            "position": position,
            "step_id": standing.rows[step.key].id,
            "key": step.key,
            "step": step.title,
            "phase": phases[step.phase],
            "role": pack.roles[step.role].name,
            "ours": pack.roles[step.role].at_clinic,
            "krav": step.krav[0] if step.krav else "",
            "terms": asdict(one.duty.terms),
            "counts_from": one.duty.counts_from,
            "done": [list(run) for run in one.duty.done],
        }
        for position, one in enumerate(duties_of(standing))
        for step in [one.place.step]
    ]


def open_intakes(standing: CandidateStanding) -> list[dict[str, Any]]:
    """The rows of the intakes that the candidate is on the way to, every column filled in; none depends on the day."""
    if standing.pack is None:
        return []
    entries = ((intake, entry_of(intake, standing.steps)) for intake in standing.pack.intakes)
    return [
        {
            "position": position,
            "step_id": standing.rows[intake.step].id,
            "title": intake.title,
            "terms": asdict(entry.terms) | {"months": list(entry.terms.months)},
            "counts_from": entry.counts_from,
            "missing": list(entry.missing),
            "applied_on": entry.applied_on,
            "applied_month": entry.applied_month,
        }
        for position, (intake, entry) in enumerate(entries)
        if entry is not None
    ]


def _choose_route(standing: CandidateStanding) -> dict[str, Any]:
    return {
        "position": 0,
        "step_id": None,
        "step": CHOOSE_ROUTE,
        "phase": STAGE_NAMES[Stage.INTEREST],
        "role": "Chef",
        "ours": True,
        "gate": False,
        "krav": "",
        "since": standing.interest_on,
        "until": None,
        "due_on": None,
        "due_what": "",
        "passed": None,
        "opens_on": None,
    }
