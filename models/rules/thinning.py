"""Which backups are kept, many of the last days, fewer of the time before; and which of them is newer."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from itertools import groupby
from typing import TypeVar

_DAYS, _WEEKS, _MONTHS = 7, 4, 12
_MONTHS_A_YEAR = 12
OF_A_MOMENT = timedelta(days=90)  # what was made before something else was done, such as a schema step

T = TypeVar("T")


def kept(made: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The moments whose backups are kept, all of them in local time.

    Those of today; the last one of each of the last 7 days, 4 weeks and 12 months, this one counted; and always the
    newest of all. One made after now, by a clock that has been set back since, is one of today.
    """
    in_order = sorted(made)
    wanted = {one for one in in_order if one.date() >= now.date()} | set(in_order[-1:])
    for period, most in ((_day, _DAYS), (_week, _WEEKS), (_month, _MONTHS)):
        last = {period(one): one for one in in_order}
        wanted |= {one for number, one in last.items() if number > period(now) - most}
    return frozenset(wanted)


def as_made(made: Mapping[T, datetime], held: Mapping[T, int]) -> Mapping[T, datetime]:
    """When each was made, corrected by what it has: one that has more of the log was made after one that has less.

    `held` is how many entries of one and the same log they have, where that is known. The clock may have been set back.
    """
    moments, latest = dict(made), None
    for _entries, same in groupby(sorted(held, key=lambda one: held[one]), key=lambda one: held[one]):
        ones = tuple(same)
        if latest is not None:
            moments |= {one: max(made[one], latest + datetime.resolution) for one in ones}
        latest = max(moments[one] for one in ones)
    return moments


def _day(moment: datetime) -> int:
    return moment.toordinal()


def _week(moment: datetime) -> int:
    return (moment.toordinal() - 1) // 7  # the first day of the first year was a Monday


def _month(moment: datetime) -> int:
    return moment.year * _MONTHS_A_YEAR + moment.month
