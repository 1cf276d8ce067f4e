"""The candidate's stored summary, rewritten whole after every change that touches the candidate."""

from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.queries.duties import duties_of
from models.queries.remembered import new_standing_of
from models.queries.standing import CandidateStanding, deviations, standings_of_all
from models.records import OpenDuty, OpenIntake, OpenStep, Summary
from models.records.base import delete_with, insert_all
from models.rules.entry import entry_of
from models.rules.reached import reached
from models.rules.routine import SETTLED, Standing, StepStanding, hindrance, lacking, turns, whose_turn

CHOOSE_ROUTE = "Välj väg"
PASSED_GATE = "Passerad spärr."


def refresh(candidate: UUID, today: date) -> None:
    """Rewrite one candidate's summary."""
    standing = new_standing_of(candidate, today)
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
        return values | {"step": CHOOSE_ROUTE, "role": "Chefen", "since": standing.interest_on}
    pack, steps = standing.pack, standing.steps
    counted = [item for item in steps if item.step.ticked]
    now = hindrance(steps)
    place = reached(pack.phases, steps, now, standing.st_since)
    values = {
        "route": standing.route.title,
        "phase": place.phase,
        "stage": place.stage.value,
        "stage_from": place.begins,
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
            "role": whose_turn(now, pack),
            "ours": role.at_clinic and now.standing is Standing.READY,
            "since": now.since,
        }
    due = min((item for item in steps if item.due_on), key=lambda item: item.due_on or date.max, default=None)
    if due is not None:
        values |= {"due_on": due.due_on, "due_what": due.due_what, "due_step": due.step.title}
    return values


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
            "role": whose_turn(item, pack),
            "ours": pack.roles[item.step.role].at_clinic and item.standing is Standing.READY,
            "gate": item.step.gate,
            "krav": item.step.krav[0] if item.step.krav else "",
            "since": item.since,
            "until": item.until,
            "due_on": item.due_on,
            "due_what": item.due_what,
            "passed": _passed(item, standing),
            "opens_on": item.opens_on,
            "optional": not item.step.binding,
        }
        for position, item in enumerate((*turns(standing.steps, _advises(standing)), *_passed_gates(standing)))
    ]


def _advises(standing: CandidateStanding) -> Container[str]:
    """The phases of which recommended steps are shown: the present one and those before; once in ST, its own."""
    phases, now = () if standing.pack is None else standing.pack.phases, hindrance(standing.steps)
    if standing.st_since is not None:
        return [phase.key for phase in phases if phase.stage in {Stage.BT, Stage.ST}]
    keys = [phase.key for phase in phases]
    return keys if now is None else keys[: keys.index(now.step.phase) + 1]


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
        "role": "Chefen",
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
