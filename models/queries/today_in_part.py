"""Idag for whoever sees a part: the steps to act on are worked out from the part of each standing that is in sight.

What is not theirs to do they wait for, though it is the clinic's.
"""

from collections.abc import Iterator
from datetime import date

from models.commands.summary import open_steps
from models.knowledge.vocabulary import SUPERVISOR
from models.queries.part import standings_in_sight
from models.queries.sight import is_theirs
from models.queries.today import Rest, TodayItem, todo
from models.records import Snooze


def items_in_part(today: date) -> Iterator[TodayItem]:
    """A step to act on for each one in sight; of what rests the note is only for whose step it is."""
    for name, standing in standings_in_sight(today):
        rests = {row.step_id: row for row in Snooze.select().where(Snooze.candidate == standing.id)}
        mine = {standing.rows[item.step.key].id: is_theirs(item.step.role) for item in standing.steps}
        supervisor = standing.people.get(SUPERVISOR)
        for values in open_steps(standing):
            own, row = mine[values["step_id"]], rests.get(values["step_id"])
            shown = {column: value for column, value in values.items() if column != "position"}
            shown["ours"] = own and shown["ours"]
            rest = None if row is None else Rest(row.id, row.version, row.until, row.note if own else None)
            yield todo(standing.id, name, supervisor.name if supervisor else "", rest, shown, today=today, mine=own)
