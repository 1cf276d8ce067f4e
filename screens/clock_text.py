"""The numbers on paid time, as the person's screen tells them: each by itself, and honest about what it counts."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from models.knowledge.vocabulary import CURRICULUM_NAMES
from models.rules.financing import ClockView
from models.text import counted, in_months

_CALENDAR = "Räknat i kalendermånader sedan ST började: frånvaro, deltid och placeringar är inte med."


def clock_lines(clocks: Sequence[ClockView]) -> Iterator[Content]:
    """A line for each number, then what the counting leaves out, and where they stand."""
    for clock in clocks:
        under = f" ({CURRICULUM_NAMES[clock.curriculum]})" if clock.curriculum else ""
        tone = "bold $error" if _is_over(clock) else "$foreground"
        yield Content.assemble((f"{clock.title}{under}: ", "bold"), (f"{_numbers(clock)}.", tone))
    for prolonged in dict.fromkeys(clock.prolonged for clock in clocks if clock.prolonged):
        yield Content(prolonged)
    if any(clock.curriculum for clock in clocks):
        yield Content("Målbeskrivningen är inte vald, så talen för båda visas.")
    if any(clock.gone is not None for clock in clocks):
        yield Content.styled(_CALENDAR, "$foreground 75%")
    if clocks:
        sources = "; ".join(dict.fromkeys(clock.source for clock in clocks))
        yield Content.styled(f"[{sources}]", "$foreground 55%")


def _numbers(clock: ClockView) -> str:
    percent = f"{clock.percent} procent" if clock.percent else ""
    if clock.gone is None or clock.reached_on is None or clock.max_months is None:
        return ", ".join(filter(None, (percent, _limits(clock))))
    lasts, stated = "räckte" if _is_over(clock) else "räcker", counted(clock.max_months, "månad", "månader")
    return ", ".join(filter(None, (percent, f"{clock.gone} av {stated}, {lasts} till {clock.reached_on}")))


def _is_over(clock: ClockView) -> bool:
    return clock.gone is not None and clock.max_months is not None and clock.gone >= clock.max_months


def _limits(clock: ClockView) -> str:
    least = f"minst {clock.min_months} och " if clock.min_months and clock.max_months else ""
    return least + (in_months(None, clock.max_months) or in_months(clock.min_months, None))
