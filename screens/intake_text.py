"""How candidates stand against the next intake, as text: whole for a person, and short for everybody together."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from textual.content import Content

from models.rules.calendar import month_name
from models.text import in_days

if TYPE_CHECKING:
    from models.queries.intakes import IntakeLine
    from models.queries.person import IntakeView, PersonView
    from models.queries.room import ClinicIntake
    from models.rules.intake import Outlook
    from screens.widgets.line_table import Cell

_MONTH = 31
_MOST_MISSING = 4
_MOST_PEOPLE = 6
_NAME = 20


def intakes(person: "PersonView") -> tuple[str, Content]:
    """The intakes that the candidate is on the way to."""
    return "Intag", Content("\n").join(map(_intake, person.intakes))


def _intake(intake: "IntakeView") -> Content:
    """The next intake, whether the candidate can be ready for it, and what is missing."""
    look = intake.look
    when = f" Nästa är {month_name(look.next_on)}{_how_long(intake)}."
    sign, word, tone = _readiness(intake)
    parts: list[Content | str | tuple[str, str]] = [(f"{intake.title}: ", "bold"), (f"{sign} {word}", tone), when]
    if look.missing and not look.applied:
        titles = look.missing[:_MOST_MISSING]
        more = len(look.missing) - len(titles)
        parts += [(" Saknas: ", "bold"), "; ".join(titles) + (f" och {more} steg till." if more else ".")]
    return Content.assemble(*parts, (f" [{intake.source}]", "$foreground 55%"))


def _how_long(intake: "IntakeView") -> str:
    """By when one must apply, and how long that is: in a month that is running, how long it lasts."""
    left = in_days(intake.days_left)
    if intake.look.last_on is not None:
        return f", anmälan senast {intake.look.last_on} ({left} kvar)"
    return f" (månaden pågår, {left} kvar)" if intake.days_left < _MONTH else ""


def _readiness(intake: "IntakeView") -> tuple[str, str, str]:
    """A sign, the words for it, and its tone. The months are what is usual: nobody is refused by them."""
    look = intake.look
    if look.applied:
        return "✓", "Anmäld.", "$success"
    if look.ready:
        return "✓", "Kan anmälas nu, inget saknas.", "$success"
    if look.usual_from is None or look.reachable_on is None:
        unknown = f" ”{intake.counted_from}” är inte ifyllt." if intake.counted_from else ""
        return "?", f"Går inte att säga när läkaren är redo.{unknown}", "$foreground"
    until = f"–{look.usual_to}" if look.usual_to else ""
    if look.makes_the_next:
        return "?", f"Kan hinna bli redo till nästa intag: det brukar ske {look.usual_from}{until}.", "$foreground"
    reached = month_name(look.reachable_on)
    return "✗", f"Brukar inte hinna till nästa, utan till {reached}: redo {look.usual_from}{until}.", "$accent"


def nobody_yet(coming: "Sequence[ClinicIntake]") -> str:
    """When the next intakes are and what one needs, for whom nobody is on the way to one."""
    return "\n".join(("Ingen är på väg till ett intag än.", *map(_coming, coming), "Tryck v för nästa vy."))


def _coming(intake: "ClinicIntake") -> str:
    last = f"senast {intake.last_on}" if intake.last_on else "sista dag står inte i rutinen"
    usually = f" De flesta är redo {intake.usually}." if intake.usually else ""
    needed = f" Före anmälan ska det här vara klart: {'; '.join(intake.needed)}." if intake.needed else ""
    return f"{intake.title}: nästa är i {month_name(intake.next_on)}. Anmälan: {last}.{needed}{usually}"


def place_cell(line: "IntakeLine") -> "Cell":
    """How somebody stands, in a word or two."""
    return _place(line.look)


def _place(look: "Outlook") -> "Cell":
    if look.applied_for is not None:
        return f"✓ anmäld till {month_name(look.applied_for)}", "success"
    if look.ready:
        return "✓ kan anmälas nu", "success"
    if look.makes_the_next:
        return "? kan hinna", ""
    if look.reachable_on is None:
        return "? går inte att säga", ""
    return f"✗ brukar hinna till {month_name(look.reachable_on)}", "accent"


def usual_cell(line: "IntakeLine") -> "Cell":
    """When somebody usually is ready."""
    look = line.look
    if look.usual_from is None or look.applied:
        return "", "muted"
    return f"{look.usual_from}{f' – {look.usual_to}' if look.usual_to else ''}", "muted"


def missing_cell(line: "IntakeLine") -> "Cell":
    """What must be done before the application; nothing where it is sent."""
    missing = () if line.look.applied else line.look.missing
    return "; ".join(missing) if len(missing) < _SEVERAL else f"{len(missing)} steg: {'; '.join(missing)}", ""


_SEVERAL = 2


def intake_column(lines: "Sequence[IntakeLine]") -> Iterator[Content]:
    """The next intake and those on the way to it, a line each."""
    for heading, group in groupby(lines, key=lambda line: line.heading):
        people = list(group)
        yield Content("")
        yield Content.styled(heading, "bold $primary")
        for line in people[:_MOST_PEOPLE]:
            sign, word, tone = _short(line.look)
            name = line.name if len(line.name) <= _NAME else f"{line.name[: _NAME - 1]}…"
            yield Content.assemble((f"{sign} ", tone), f"{name:<{_NAME}} ", (word, tone))
        if len(people) > _MOST_PEOPLE:
            yield Content.styled(f"och {len(people) - _MOST_PEOPLE} till: v visar alla", "$foreground 60%")


def intake_lines_of(lines: "Sequence[IntakeLine]") -> Iterator[Content]:
    """The next intake in one line: how many can apply, can make it, come later and have applied."""
    for heading, group in groupby(lines, key=lambda line: line.heading):
        looks = [line.look for line in group]
        applied = sum(look.applied for look in looks)
        counts = (
            ("kan anmälas", sum(look.ready for look in looks)),
            ("kan hinna", sum(look.makes_the_next and not look.ready and not look.applied for look in looks)),
            ("senare", sum(not look.makes_the_next for look in looks)),
            ("anmäld" if applied == 1 else "anmälda", applied),
        )
        said = " · ".join(f"{count} {word}" for word, count in counts if count)
        yield Content.assemble((f"{heading}: ", "bold"), said)


def _short(look: "Outlook") -> tuple[str, str, str]:
    if look.applied:
        return "✓", "anmäld", "$success"
    if look.ready:
        return "✓", "kan anmälas", "$success"
    missing = f"{len(look.missing)} steg kvar" if look.missing else f"börjar {look.begins_on}"
    if look.makes_the_next or look.reachable_on is None:
        return "?", missing, "$foreground"
    return "✗", f"{month_name(look.reachable_on)}", "$accent"
