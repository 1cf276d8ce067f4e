"""Whose next step opens on a day to come: what they wait for until then, or what can be done meanwhile."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any
from uuid import UUID

from models.knowledge.pack import Pack, Step
from models.queries.editions import edition
from models.queries.rows import rows_of
from models.queries.sight import is_theirs
from models.queries.standing import CandidateStanding
from models.records import Checklist, OpenStep, StepRow, Summary
from models.rules.routine import Standing, hindrance, whose_turn

_SHOWN = ("step_id", "step", "phase", "role", "ours", "since")
_Row = Mapping[str, Any]


def hindering_on(today: date) -> dict[UUID, dict[str, Any]]:
    """What hinders on a day, by candidate, for those whose stored hindrance opens later.

    Something else that has opened, where there is such a step; else the same, with `opens_on` and `waits_for`.
    """
    later = OpenStep.select(OpenStep.step_id).where(OpenStep.opens_on > today)
    names = ("candidate", *_SHOWN, "opens_on")
    query = OpenStep.select(*(getattr(OpenStep, name) for name in names), StepRow.key, Checklist.pack)
    query = query.join(StepRow, on=(StepRow.id == OpenStep.step_id)).join(Checklist).switch(OpenStep)
    query = query.join(Summary, on=(Summary.candidate == OpenStep.candidate))
    query = query.where(Summary.step_id.in_(later), OpenStep.passed.is_null(), ~OpenStep.optional)
    rows = [
        dict(zip((*names, "key", "pack"), row, strict=True))
        for row in rows_of(query.order_by(OpenStep.candidate, OpenStep.position))
    ]
    by_candidate = groupby(rows, key=itemgetter("candidate"))
    return {candidate: _first(list(group), today) for candidate, group in by_candidate}


def hindering_in(standing: CandidateStanding, today: date) -> dict[str, Any]:
    """The same of one standing, or of the part of it that is in sight; empty where the first step has opened."""
    first, now = hindrance(standing.steps), hindrance(standing.steps, today)
    if first is None or now is None or standing.pack is None or first.opens_on is None or first.opens_on <= today:
        return {}
    role, phases = standing.pack.roles[now.step.role], {phase.key: phase.title for phase in standing.pack.phases}
    waits = now.opens_on is not None and now.opens_on > today
    return {
        "step_id": standing.rows[now.step.key].id,
        "step": now.step.title,
        "phase": phases[now.step.phase],
        "role": whose_turn(now, standing.pack),
        "ours": role.at_clinic and is_theirs(now.step, standing) and now.standing is Standing.READY and not waits,
        "since": now.since,
        **({"opens_on": now.opens_on, "waits_for": opened_by(now.step, standing.pack)} if waits else {}),
    }


def opened_by(step: Step, pack: Pack) -> str:
    """What is called that which a step opens with: `Sista ansökningsdag`."""
    return "" if step.opens is None else pack.label(step.opens.after or step.opens.on or "")


def _step(row: _Row) -> Step | None:
    """The step as its routine has it; None where it is the clinic's own."""
    return edition(row["pack"]).by_key.get(row["key"])


def _first(rows: Sequence[_Row], today: date) -> dict[str, Any]:
    is_open = (row for row in rows if row["opens_on"] is None or row["opens_on"] <= today)
    row = next(is_open, rows[0])
    shown = {name: row[name] for name in _SHOWN}
    if row["opens_on"] is None or row["opens_on"] <= today:
        return shown
    step = _step(row)
    waits_for = "" if step is None else opened_by(step, edition(row["pack"]))
    return shown | {"ours": False, "opens_on": row["opens_on"], "waits_for": waits_for}
