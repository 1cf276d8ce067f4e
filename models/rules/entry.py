"""How far a candidate has come towards an intake, read out of the checklist (OG34)."""

from collections.abc import Iterable, Sequence
from datetime import date

from models.knowledge.pack_time import ApplyBefore, Intake, Period
from models.rules.calendar import read_iso
from models.rules.intake import Entry, Terms, intake_named
from models.rules.routine import SETTLED, State, StepStanding, binding_before, day_of


def entry_of(intake: Intake, standings: Sequence[StepStanding]) -> Entry | None:
    """A candidate's way to an intake; None where the application is not on the checklist, or is not to be made, and
    for whoever has been taken in.
    """
    by_key = {item.step.key: item for item in standings}
    application, admitted = by_key.get(intake.step), by_key.get(intake.admitted or "")
    if application is None or application.mark.state is State.NOT_APPLICABLE:
        return None
    if admitted is not None and admitted.mark.state is State.DONE:
        return None
    before = binding_before(standings, intake.step)
    sent_on = application.mark.done_on if application.mark.state in SETTLED else None
    named = None if sent_on is None else _named(intake, application.mark.answers.values(), sent_on)
    return Entry(
        terms_of(intake),
        day_of(intake.after or "", {key: item.mark for key, item in by_key.items()}),
        tuple(item.step.title for item in before if item.mark.state not in SETTLED),
        named or sent_on,
        None if named is None else named.month,
    )


def _named(intake: Intake, answers: Iterable[object], sent_on: date) -> date | None:
    """The intake that is named in what was noted on the application, but for the days there."""
    said = " ".join(answer for answer in answers if isinstance(answer, str) and read_iso(answer) is None)
    return intake_named(terms_of(intake), said, sent_on)


def terms_of(intake: Intake) -> Terms:
    """What the pack states of an intake."""
    usually, before = intake.usually or Period(), intake.apply_before or ApplyBefore()
    return Terms(
        intake.months,
        usually.min_months,
        usually.max_months,
        before_days=before.days,
        before_months=before.months,
        before_day=before.day,
    )
