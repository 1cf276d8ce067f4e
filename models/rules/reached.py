"""The phase and stage that somebody has reached by the checklist, and from which day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Phase
from models.knowledge.vocabulary import STAGE_NAMES, FieldKind, Force, Stage
from models.rules.calendar import read_iso
from models.rules.routine import SETTLED, State, StepStanding


@dataclass(frozen=True)
class Reached:
    """The phase in the region's own words, the common stage, and the day on which the stage begins; None if it has."""

    phase: str
    stage: Stage
    begins: date | None = None


def reached(
    phases: Sequence[Phase], standings: Sequence[StepStanding], now: StepStanding | None, st_since: date | None
) -> Reached:
    """By what hinders now, but for two stages with days of their own: BT begins with the first of its periods, and
    whoever is in trial service is there until it is over, whatever else has to be done meanwhile (VML2).

    Where trial service is next and no day of it is known, none is given.
    """
    by_key = {phase.key: phase for phase in phases}
    if st_since is None:
        running = [item for item in _begun(standings, by_key, Stage.TRIAL) if item.mark.state not in SETTLED]
        first = min(running, key=_from, default=None)
        if first is not None:
            return Reached(by_key[first.step.phase].title, Stage.TRIAL, first.mark.from_on)
    if now is None:
        return Reached(STAGE_NAMES[Stage.ST], Stage.ST)
    phase = by_key[now.step.phase]
    if phase.stage is Stage.TRIAL:
        return Reached(phase.title, Stage.TRIAL, min(_trial_days(standings, by_key), default=None))
    if phase.stage is not Stage.BT or not any(_periods(standings, by_key, Stage.BT)):
        return Reached(phase.title, phase.stage)
    begins = min(map(_from, _begun(standings, by_key, Stage.BT)), default=None)
    before_bt = Stage.ST if st_since else Stage.AGREEMENT
    return Reached(phase.title, Stage.BT if begins else before_bt, begins)


def _trial_days(standings: Sequence[StepStanding], phases: dict[str, Phase]) -> Iterator[date]:
    """The days by which trial service has begun: a period's, an answer's, that of what must be done."""
    for item in standings:
        if phases[item.step.phase].stage is Stage.TRIAL:
            mark, asked = item.mark, (one.key for one in item.step.fields if one.kind is FieldKind.DATE)
            done = mark.done_on if mark.state is State.DONE and item.step.force is Force.MUST else None
            yield from filter(None, (mark.from_on, done, *(read_iso(mark.answers.get(key)) for key in asked)))


def _periods(standings: Sequence[StepStanding], phases: dict[str, Phase], stage: Stage) -> Iterator[StepStanding]:
    return (item for item in standings if item.step.period and phases[item.step.phase].stage is stage)


def _begun(standings: Sequence[StepStanding], phases: dict[str, Phase], stage: Stage) -> Iterator[StepStanding]:
    return (item for item in _periods(standings, phases, stage) if item.mark.from_on)


def _from(item: StepStanding) -> date:
    return item.mark.from_on or date.max
