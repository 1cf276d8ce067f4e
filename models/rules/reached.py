"""The phase and stage that somebody has reached by the checklist, and from which day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.knowledge.pack import Phase
from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.rules.routine import SETTLED, StepStanding


@dataclass(frozen=True)
class Reached:
    """The phase in the region's own words, the common stage, and the day on which the stage begins; None if it has."""

    phase: str
    stage: Stage
    begins: date | None = None


def reached(
    phases: Sequence[Phase], standings: Sequence[StepStanding], now: StepStanding | None, st_since: date | None
) -> Reached:
    """By what hinders now, but for two stages with dated periods of their own: BT begins with the first of its periods,
    and whoever is in trial service is there until it is over, whatever else has to be done meanwhile (VML2).
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
    if phase.stage is not Stage.BT or not any(_periods(standings, by_key, Stage.BT)):
        return Reached(phase.title, phase.stage)
    begins = min(map(_from, _begun(standings, by_key, Stage.BT)), default=None)
    before_bt = Stage.ST if st_since else Stage.AGREEMENT
    return Reached(phase.title, Stage.BT if begins else before_bt, begins)


def _periods(standings: Sequence[StepStanding], phases: dict[str, Phase], stage: Stage) -> Iterator[StepStanding]:
    return (item for item in standings if item.step.period and phases[item.step.phase].stage is stage)


def _begun(standings: Sequence[StepStanding], phases: dict[str, Phase], stage: Stage) -> Iterator[StepStanding]:
    return (item for item in _periods(standings, phases, stage) if item.mark.from_on)


def _from(item: StepStanding) -> date:
    return item.mark.from_on or date.max
