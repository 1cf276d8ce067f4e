"""What is said of a duty that comes back, beside the checklist."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from models.queries.duty_view import DutyView
from models.rules.duties import Occurrence
from models.text import counted

_LATEST = 4


def duty_lines(duty: DutyView, today: date) -> Iterator[Content]:
    """How often it comes, what is to be done of it, and what was missed."""
    yield Content(f"{duty.often.capitalize()}.")
    for one in duty.to_do:
        late = one.due_on < today
        yield Content.styled(_to_do(one, today), "bold $error" if late else "$accent")
        if one.last_on is not None and late:
            yield Content(f"  Kan göras i efterhand till {one.last_on}.")
    if duty.missed:
        periods = ", ".join(one.period for one in duty.missed)
        yield Content.assemble((f"Missade: {len(duty.missed)} ", "bold $error"), f"({periods}).")
    if not duty.done:
        yield Content.styled("Inget är antecknat än. Äldre tillfällen krävs inte i efterhand.", "$foreground 60%")


def _to_do(one: Occurrence, today: date) -> str:
    period = f"{one.period}, " if one.period else ""
    if one.due_on < today:
        return f"! Försenat: {period}senast {one.due_on}"
    begins = f", börjar {one.begins_on}" if one.begins_on > today else ""
    return f"Nästa: {period}senast {one.due_on}{begins}"


def done_lines(duty: DutyView) -> Iterator[Content]:
    """The last times that it was done, newest first."""
    if duty.done:
        yield Content("")
    for number, one in enumerate(duty.done[:_LATEST]):
        period = f"{one.period}: " if one.period else ""
        note = f". {one.note}" if one.note else ""
        label = "Gjort: " if not number else "       "
        yield Content.assemble((label, "$foreground 60%"), f"{period}{one.done_on} {one.by}{note}")
    if len(duty.done) > _LATEST:
        yield Content.styled(f"och {counted(len(duty.done) - _LATEST, 'gång', 'gånger')} till", "$foreground 60%")
