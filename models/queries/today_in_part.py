"""Idag for whoever sees a part: the steps to act on are worked out from the part of each standing that is in sight.

What is not theirs to do they wait for, though it is the clinic's. Of the duties that come back they have their own.
"""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from models.commands.summary import PASSED_GATE, open_steps
from models.knowledge.vocabulary import SUPERVISOR
from models.queries.part import duties_in_sight, standings_in_sight
from models.queries.shared_duties import DutyRow, Rest, duty_rows
from models.queries.sight import is_theirs
from models.queries.standing import CandidateStanding
from models.queries.today import TodayItem, todo
from models.records import Snooze


def in_part(today: date) -> tuple[list[TodayItem], tuple[DutyRow, ...]]:
    """The steps to act on for each one in sight, and their duties that are a handledare's."""
    seen = list(standings_in_sight(today))
    duties = frozenset[UUID]().union(*(duties_in_sight(standing) for _name, standing in seen))
    return [item for name, standing in seen for item in _items(name, standing, today)], duty_rows(today, duties)


def _items(name: str, standing: CandidateStanding, today: date) -> Iterator[TodayItem]:
    """A step to act on; of what rests the note is only for whose step it is, and of what was passed it is all."""
    rests = {row.step_id: row for row in Snooze.select().where(Snooze.candidate == standing.id)}
    mine = {standing.rows[item.step.key].id: is_theirs(item.step, standing) for item in standing.steps}
    supervisor = standing.people.get(SUPERVISOR)
    for values in open_steps(standing):
        own, row = mine[values["step_id"]], rests.get(values["step_id"])
        shown = {column: value for column, value in values.items() if column != "position"}
        shown["ours"] = own and shown["ours"]
        shown["passed"] = None if shown["passed"] is None else PASSED_GATE
        rest = None if row is None else Rest(row.id, row.version, row.until, row.note if own else None)
        yield todo(standing.id, name, supervisor.name if supervisor else "", rest, shown, today=today, mine=own)
