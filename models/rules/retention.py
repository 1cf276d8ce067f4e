"""How long what is held about somebody is kept, and what is to go: by whose clinic it is and how it ended.

A private clinic decides for itself. At a region-run one the register holds public records, which only a stated
gallringsbeslut lets anybody erase. Of those who were never employed as ST doctors the usual two years are counted from
the decision: so long can it be called in question as discrimination. Of those who were, nothing is proposed unless a
setting says so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from models.knowledge.vocabulary import Stage
from models.rules.calendar import add_months

USUAL_YEARS = 2
USUAL_BACKUP_DAYS = 90
_OF_EMPLOYEES = frozenset({"st_avbruten", "specialist"})
_EMPLOYED = frozenset({Stage.BT, Stage.ST})

T = TypeVar("T")


@dataclass(frozen=True)
class Retention:
    """What the clinic has said: for how many years it keeps whom, and by which gallringsbeslut; None for not said."""

    private: bool
    years: int | None = None
    years_employed: int | None = None
    decision: str = ""
    decided_on: date | None = None

    @property
    def may_erase(self) -> bool:
        """Whether anything may be erased at all."""
        return self.private or self.decided

    @property
    def decided(self) -> bool:
        """Whether a gallringsbeslut is stated: what it says, and its day."""
        return bool(self.decision) and self.decided_on is not None

    def years_of(self, *, employed: bool) -> int | None:
        """For how many years somebody is kept; None where they are not to be erased."""
        if not self.may_erase:
            return None
        if employed:
            return self.years_employed
        return USUAL_YEARS if self.private and self.years is None else self.years


@dataclass(frozen=True)
class Ended:
    """How somebody's way ended, when, and whether they had been employed as a doctor in BT or ST."""

    outcome: str
    on: date
    employed: bool

    def kept_until(self, retention: Retention) -> date | None:
        """The last day on which they are kept; None where they are not to be erased."""
        years = retention.years_of(employed=self.employed)
        return None if years is None else add_months(self.on, 12 * years)


def was_employed(outcome: str, stage: str, st_since: date | None) -> bool:
    """Whether they had begun BT or ST here; trial service is a part of the recruitment that it decides."""
    return outcome in _OF_EMPLOYEES or stage in _EMPLOYED or st_since is not None


def is_due(kept_until: date | None, today: date) -> bool:
    """Whether somebody who is kept so long may be erased today."""
    return kept_until is not None and kept_until < today


def copies_until(erased_on: date, days: int) -> date:
    """The last day on which a backup from before an erasure can be left, where backups are kept so many days."""
    return erased_on + timedelta(days)


def last_erasure(logged: Mapping[T, datetime], listed: Mapping[T, date]) -> datetime | None:
    """The latest moment of an erasure; of whom the log does not tell, the end of the day that the list has."""
    ends = (datetime.combine(day, time.max).astimezone() for one, day in listed.items() if one not in logged)
    return max((*logged.values(), *ends), default=None)


def too_old(made: Mapping[T, datetime], now: datetime, days: int) -> frozenset[T]:
    """The backups that have been kept long enough."""
    return frozenset(one for one, at in made.items() if at < now - timedelta(days))


def newest(made: Mapping[T, datetime], held: Mapping[T, int]) -> frozenset[T]:
    """The newest backup, which may be the only good one: by the clock, which may have been wrong, and by the log.

    `held` is how many entries of the register's log each of them has, where that is known.
    """
    by_clock = sorted(made, key=lambda one: made[one])
    by_log = sorted(held, key=lambda one: (held[one], made[one]))
    return frozenset((*by_clock[-1:], *by_log[-1:]))
