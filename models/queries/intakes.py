"""Who will be ready for the next intake: everybody on the way to one, a line each (OG34)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.queries.rows import rows_of
from models.records import Candidate, OpenIntake
from models.rights import for_chiefs
from models.rules.calendar import month_name
from models.rules.intake import Entry, Outlook, Terms, days_left, outlook
from models.text import in_days, swedish_key

_MONTH = 31


@dataclass(frozen=True)
class IntakeLine:
    """Somebody on the way to an intake, for which one can apply for so many days more; `step_id` is the step for it."""

    candidate: UUID
    name: str
    step_id: UUID
    title: str
    look: Outlook
    days_left: int

    @property
    def heading(self) -> str:
        """The intake that is next: `Intag till BT · april 2027`, by when one must apply, where that is stated, and else
        how long a month that is running lasts.
        """
        last = f", anmälan senast {self.look.last_on}" if self.look.last_on else ""
        if not last and self.days_left < _MONTH:
            last = f", {in_days(self.days_left)} kvar"
        return f"{self.title} · {month_name(self.look.next_on)}{last}"


@for_chiefs
def intake_lines(today: date) -> tuple[IntakeLine, ...]:
    """Everybody on the way to an intake: who can apply, who can make the next, who is later, and who has applied."""
    return tuple(sorted(_lines(today), key=_order))


def _lines(today: date) -> Iterator[IntakeLine]:
    columns = (getattr(OpenIntake, name) for name in ("step_id", "title", "terms", *_ENTRY))
    query = OpenIntake.select(Candidate.id, Candidate.name, *columns).join(Candidate)
    for key, name, step_id, title, terms, *entry in rows_of(query.where(~Candidate.archived)):
        look = outlook(_entry(terms, dict(zip(_ENTRY, entry, strict=True))), today)
        if look.concerns_the_next:
            yield IntakeLine(key, name, step_id, title, look, days_left(look, today))


_ENTRY = ("counts_from", "missing", "applied_on", "applied_month")


def _entry(terms: dict[str, Any], values: dict[str, Any]) -> Entry:
    months, missing = tuple(terms["months"]), tuple(values["missing"])
    return Entry(Terms(**terms | {"months": months}), **values | {"missing": missing})


def _order(line: IntakeLine) -> tuple[object, ...]:
    look = line.look
    place = (look.ready, look.makes_the_next and not look.applied, not look.applied)
    return (line.heading, *(not first for first in place), look.reachable_on or date.max, swedish_key(line.name))
