"""In which stage of the way somebody is on a day: what has been agreed on for a later day has not begun.

Pure and without packs, since the lists ask: a summary says which stage comes, and from when.
"""

from datetime import date
from typing import Any

from models.knowledge.vocabulary import STAGE_NAMES, Stage


def stage_on(stage: Stage, *, waits: bool, st_waits: bool) -> Stage:
    """The stage, where its own day, or the day on which ST begins, may still be to come."""
    if stage is Stage.TRIAL and waits:
        return Stage.AGREEMENT
    if stage is Stage.BT and waits:
        stage = Stage.ST
    return Stage.AGREEMENT if st_waits and stage in {Stage.BT, Stage.ST} else stage


def st_in_words(st_since: date | None, today: date) -> str:
    """`ST sedan 2026-11-02`, or `ST från 2027-02-01` for a day to come; empty before it is known."""
    return "" if st_since is None else f"ST {'från' if st_since > today else 'sedan'} {st_since}"


def place_on(day: date, summary: dict[str, Any]) -> dict[str, Any]:
    """What takes the place of a summary's stage and phase on a day."""
    begins, st_since = summary.get("stage_from"), summary.get("st_since")
    stage = stage_on(
        Stage(summary["stage"]),
        waits=begins is not None and begins > day,
        st_waits=st_since is not None and st_since > day,
    )
    # Where nothing hinders the phase is that of ST itself; else it is the region's own word for what comes next.
    phase = STAGE_NAMES[stage] if summary["phase"] == STAGE_NAMES[Stage.ST] else summary["phase"]
    return {"stage": stage.value, "phase": phase}
