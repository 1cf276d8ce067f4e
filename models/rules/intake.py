"""The next intake, the first one that a candidate can be expected to reach, and what is missing until then (OG34)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Step
from models.knowledge.pack_time import Intake
from models.rules.calendar import add_months, end_of_month
from models.rules.routine import SETTLED, StepStanding, binding_before, day_of


@dataclass(frozen=True)
class Outlook:
    """How a candidate stands against the intakes; intakes go by the first day of their month.

    `usual_from` and `usual_to` are when people usually are ready, and `reachable_on` the first intake from then on:
    None until the day that they are counted from is known. `missing` is what must be done before the application.
    """

    next_on: date
    reachable_on: date | None
    usual_from: date | None
    usual_to: date | None
    missing: tuple[Step, ...]
    applied: bool

    @property
    def ready(self) -> bool:
        """Whether the application can be sent now."""
        return not self.missing and not self.applied

    @property
    def makes_the_next(self) -> bool:
        """Whether the candidate applied or can apply already, or usually is ready when the next intake comes."""
        return self.applied or self.ready or self.reachable_on == self.next_on


def next_intake(intake: Intake, day: date) -> date:
    """The first day of the month of the next intake; a month that is running counts as the next until it is over."""
    months = sorted(intake.months)
    month = next((month for month in months if month >= day.month), None)
    return date(day.year + 1, months[0], 1) if month is None else date(day.year, month, 1)


def outlook(intake: Intake, standings: Sequence[StepStanding], today: date) -> Outlook | None:
    """A candidate's outlook; None where the application is not on the candidate's checklist."""
    by_key = {item.step.key: item for item in standings}
    application = by_key.get(intake.step)
    if application is None:
        return None
    start = day_of(intake.after or "", {key: item.mark for key, item in by_key.items()})
    usual_from = usual_to = reachable = None
    if start is not None and intake.usually is not None:
        usual_from = add_months(start, intake.usually.min_months or 0)
        usual_to = add_months(start, intake.usually.max_months) if intake.usually.max_months else None
        reachable = next_intake(intake, max(usual_from, today))
    return Outlook(
        next_on=next_intake(intake, today),
        reachable_on=reachable,
        usual_from=usual_from,
        usual_to=usual_to,
        missing=tuple(item.step for item in binding_before(standings, intake.step) if item.mark.state not in SETTLED),
        applied=application.mark.state in SETTLED,
    )


def days_left(intake_on: date, today: date) -> int:
    """How many days there are until the intake's month is over; its own day is in no document."""
    return (end_of_month(intake_on) - today).days
