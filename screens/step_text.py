"""What is said of a step: its sign in the list, and all about it beside the list."""

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from models.field_names import STEP
from models.knowledge.vocabulary import Force
from models.queries.checklist import Known, StepView
from models.rules.deadline import OWN_REMINDER
from models.rules.expected import PERIOD
from models.rules.routine import SETTLED, Standing
from models.text import in_months
from screens.duty_text import done_lines, duty_lines
from screens.widgets.line_table import Cell
from screens.words import days_since, short_day

SIGNS: dict[Standing, Cell] = {
    Standing.DONE: ("✓", "success"),
    Standing.PASSED: ("»", "error"),
    Standing.NOT_APPLICABLE: ("–", "muted"),
    Standing.WAITING: ("◔", "accent"),
    Standing.READY: ("●", "accent"),
    Standing.LATER: ("○", "muted"),
    Standing.BLOCKED: ("⊘", "error"),
    Standing.RECURRING: ("↻", "muted"),
    Standing.INFO: ("i", "muted"),
}
_TONES = {"success": "$success", "error": "$error", "accent": "$accent", "muted": "$foreground 60%"}
_SETTLED = {Standing.NOT_APPLICABLE: "Ej aktuellt sedan", Standing.PASSED: "Spärr passerad"}
_BAR = 12
_RECORDED = ("waiting_since", "remind_on", "from_on", "to_on", "reason", "note")
_OVERTAKEN = (
    "Spärren kom med en ny version av rutinen, framför det som redan är klart. "
    "Gör den i efterhand, eller sätt den som ej aktuell (x), med skälet."
)


OPTIONAL: Cell = ("◇", "muted")


def sign_of(step: StepView, today: date) -> Cell:
    """A step's sign; of a duty that comes back in the tone of what there is to do of it now.

    What can be done and need not has one of its own.
    """
    sign, tone = SIGNS[step.standing]
    if step.standing is Standing.READY and not (step.gate or step.force == Force.MUST):
        return OPTIONAL
    if step.duty is not None and step.duty.ready:
        tone = "error" if step.duty.ready[0].due_on < today else "accent"
    return sign, tone


def title_of(step: StepView, today: date) -> Cell:
    """A step's title in the list, with the mark of a gate or of the clinic's own, and in its tone."""
    if step.duty is not None and step.duty.ready:
        late = step.duty.ready[0].due_on < today
        return f"{'! ' if late else ''}{step.title}", ""
    tone = "" if step.standing in {Standing.READY, Standing.WAITING} else "muted"
    mark = "▣ " if step.gate else "✚ " if step.own else ""
    return f"{'! ' if step.too_early else ''}{mark}{step.title}", "error" if step.too_early else tone


def when_of(step: StepView, today: date) -> Cell:
    """When it was done, else when it is to be."""
    if step.done_on is not None:
        return step.done_on.isoformat(), "muted"
    if step.due_on is None:
        return "", ""
    late = step.due_on < today
    return f"{'!' if late else '→'} {short_day(step.due_on, today)}", "error" if late else "accent"


def progress_bar(done: int, total: int) -> Content:
    """How much of the list is settled, as a bar."""
    filled = done * _BAR // total if total else 0
    return Content.assemble(("█" * filled, "$success"), ("░" * (_BAR - filled), "$foreground 35%"))


def step_detail(step: StepView, today: date, drafted: str = "") -> Content:
    """Everything about a step: how it stands and what is half filled in first, then the rule, then what is recorded."""
    done = () if step.duty is None else done_lines(step.duty)
    half_filled = [Content.styled(f"✎ {drafted}", "$accent")] if drafted else []
    return Content("\n").join([*_standing(step, today), *half_filled, *_rule(step), *_record(step), *done])


def _standing(step: StepView, today: date) -> Iterator[Content]:
    sign, tone = sign_of(step, today)
    mark = " · spärr" if step.gate else " · eget steg" if step.own else ""
    letter = " · brev: b" if step.has_letter else ""
    yield Content.styled(step.title, "bold")
    yield Content.assemble(
        (f"{sign} {step.standing.value}", f"bold {_TONES[tone]}"),
        f" · {step.force}{mark} · ",
        (step.role, "bold"),
        letter,
    )
    if step.too_early:
        yield Content.styled(f"! {step.too_early}", "bold $error")
    for said in step.warned:
        yield Content.styled(f"! {said}", "bold $error")
    if step.blocked_by:
        yield Content.assemble(("Spärrat av: ", "$error"), step.blocked_by)
    if step.overtaken and step.state not in SETTLED:
        yield Content.styled(_OVERTAKEN, "$accent")
    if step.standing in {Standing.READY, Standing.WAITING} and step.since is not None:
        word = "Väntar sedan" if step.standing is Standing.WAITING else "Sedan"
        yield Content(f"{word} {step.since} ({days_since(step.since, today)})")
    if step.duty is not None:
        yield from duty_lines(step.duty, today)
    elif step.due_on is not None:
        late = step.due_on < today
        yield Content.styled(_due(step, step.due_on, late=late), "bold $error" if late else "$accent")
    if step.opens_on is not None and step.opens_on != step.from_on:
        yield Content.styled(f"Steget {opens(step, step.opens_on)}", "$accent")
    if step.progress:
        yield Content(step.progress)
    if step.unsure:
        facts = "; ".join(step.unsure)
        asked = " och ".join(f"”{title}”" for title in step.asked_at)
        where = f"svara på steget {asked}" if asked else "tryck p och sedan e"
        yield Content.styled(f"Gäller {facts}. Det är inte ifyllt än: {where}.", "$accent")


def advice(step: StepView) -> str:
    """What the routine recommends before a step, and is not done."""
    return f"Rutinen rekommenderar också, och det är inte klart: {', '.join(f'”{title}”' for title in step.advised)}."


def opens(step: StepView, day: date) -> str:
    """From when it is a step's turn, and what one waits for until then."""
    return f"blir aktuellt {day}{f' (väntar på: {step.opens_what})' if step.opens_what else ''}"


def _due(step: StepView, day: date, *, late: bool) -> str:
    if step.due_what == OWN_REMINDER:
        return f"! Påminnelsen var {day}" if late else f"Påminnelse {day}"
    return (
        f"! Försenat: skulle vara klart {day} ({step.due_what})" if late else f"Ska vara klart {day} ({step.due_what})"
    )


def _rule(step: StepView) -> Iterator[Content]:
    yield Content("")
    if step.rule:
        yield Content(step.rule)
    yield Content.styled(" · ".join((step.where, *step.krav)), "$foreground 55%")
    if step.advised:
        yield Content.styled(advice(step), "$accent")
    if step.contact:
        yield Content.assemble(("Kontakt: ", "$foreground 60%"), step.contact)
    if step.period is not None:
        stated = in_months(step.period.min_months, step.period.max_months)
        yield Content.assemble(("Period: ", "$foreground 60%"), stated or "ingen längd är sagd")
    if step.over_since is not None:
        said = f"frånvaro sedan {step.over_since} eller tidigare är mer än {step.over_days} arbetsdagar"
        yield Content.assemble(("Räknat till i dag: ", "$foreground 60%"), said)


def _record(step: StepView) -> Iterator[Content]:
    """What is recorded, but for the days that stand among how it stands."""
    told = {
        "waiting_since": step.standing is Standing.WAITING and step.since == step.waiting_since,
        "remind_on": step.due_what == OWN_REMINDER and step.due_on == step.remind_on,
    }
    rows = [
        (_SETTLED.get(step.standing, "Klart"), " ".join(filter(None, (str(step.done_on or ""), step.by)))),
        *((STEP[name], "" if told.get(name) else str(getattr(step, name) or "")) for name in _RECORDED),
    ]
    shown = [(label, value) for label, value in rows if value]
    withheld = step.withheld and step.standing is not Standing.INFO
    if shown or step.fields or withheld:
        yield Content("")
    for label, value in shown:
        yield Content.assemble((f"{label}: ", "$foreground 60%"), value)
    for doubt in dict.fromkeys(filter(None, map(step.doubt, PERIOD))):
        yield Content.styled(f"! {doubt}", "bold $error")
    for field in step.fields:
        answer = step.answers.get(field.key)
        place = step.answers.get(f"{field.key}_plats")
        said = {True: "ja", False: "nej", None: "–"}.get(answer, answer) if isinstance(answer, bool | None) else answer
        where = f", {place}" if place else ""
        force = f" ({field.force.value})" if answer is None else ""
        doubts = (_against(step.against(field.key)), step.doubt(field.key))
        yield Content.assemble(
            (f"{field.label}: ", "$foreground 60%"),
            f"{said}{where}",
            (force, "$foreground 55%"),
            ("".join(f" ! {doubt}" for doubt in doubts if doubt), "bold $error"),
        )
    if withheld:
        what = "Vad som är gjort av det här" if step.standing is Standing.RECURRING else _ANSWERS
        whom = "chefen och kandidatens egen handledare" if step.statement else "chefen"
        yield Content.styled(f"{what} visas bara för {whom}.", "$foreground 60%")


def _against(known: Known | None) -> str:
    if known is None:
        return ""
    return f"registret: {known.text}{f' ({known.why})' if known.why else ''}"


_ANSWERS = "Svar och anteckningar på det här steget"
