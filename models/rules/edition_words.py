"""How a step, and each other rule of a routine, reads in words: what two editions are compared by."""

from collections.abc import Callable, Iterator

from models.knowledge.pack import Pack, Rule, Step
from models.knowledge.pack_time import Intake
from models.knowledge.vocabulary import FACTS
from models.rules.calendar import MONTHS
from models.rules.deadline import in_words

Label = Callable[[str], str]
Said = tuple[str, str]  # what is told of, and what is said of it; empty where nothing is


def said_of_step(pack: Pack, step: Step, names: Pack) -> Iterator[Said]:
    """Everything that a pack says of a step, aspect by aspect.

    Other steps and fields go by what `names` calls them, so that a new name is not told again wherever it is used.
    """

    def label(answer: str) -> str:
        return names.label(answer) or pack.label(answer)

    yield "Rubrik", step.title
    yield "Kraft", step.force.value
    yield "Spärr", "ja" if step.gate else ""
    yield "Vem", pack.roles[step.role].name
    yield "Regel", step.rule
    yield "Fas", phase_of(pack, step)
    yield (
        "Gäller om",
        "; ".join((*(FACTS[one] for one in step.applies), *(f"inte: {FACTS[one]}" for one in step.unless))),
    )
    yield "Väntar på", "; ".join(map(label, step.after))
    yield "Tidsgräns", _deadline(step, label)
    yield "Period", "" if step.period is None else _months(step.period.min_months, step.period.max_months)
    yield "Återkommer", "" if step.every is None else step.every.value
    yield "Frågar efter", "; ".join(f"{field.label} ({field.force})" for field in step.fields)
    yield (
        "Minst ett av",
        "; ".join(" eller ".join(label(f"{step.key}.{key}") for key in group) for group in step.one_of),
    )
    yield "Tid emellan", _span(step, label)
    yield "Kontakt", "" if step.contact is None else pack.roles[step.contact].name
    yield "Brev", _letter(pack, step)
    yield "Står i", pack.where(step.source)


def phase_of(pack: Pack, step: Step) -> str:
    """The title of a step's phase."""
    return next(phase.title for phase in pack.phases if phase.key == step.phase)


def said_beside(pack: Pack, route: str) -> Iterator[Said]:
    """The rules beside the steps for those on a route: the rule's kind and title, and all that it says."""
    own = pack.route(route)
    yield f"Väg: {own.title}", _ruled(pack, own, own.who)
    for number, room in enumerate(pack.capacity, 1):
        per = f"en för varje {room.per_listed} listade" if room.per_listed else ""
        yield _numbered("Antal ST-platser", number), _ruled(pack, room, per)
    for money in pack.financing:
        wanted = "; ".join(one.label for one in money.conditions)
        yield f"Finansiering: {money.title}", _ruled(pack, money, wanted, money.deviation or "")
    for clock in pack.clocks:
        percent = f"{clock.percent} procent" if clock.percent else ""
        months = _months(clock.min_months, clock.max_months)
        yield f"Tid med ersättning: {clock.title}", _ruled(pack, clock, percent, months, clock.prolonged or "")
    for number, need in enumerate(pack.bt, 1):
        yield _numbered("Vem som behöver BT", number), _ruled(pack, need)
    for intake in pack.intakes:
        yield f"Intag: {intake.title}", _ruled(pack, intake, _intake(intake))


def _numbered(title: str, number: int) -> str:
    """Rules without a title of their own, told apart where there are several."""
    return title if number == 1 else f"{title} ({number})"


def _ruled(pack: Pack, rule: Rule, *more: str) -> str:
    return " ".join((rule.rule, *(f"({words})" for words in more if words), f"[{pack.where(rule.source)}]"))


def _intake(intake: Intake) -> str:
    usually = "" if intake.usually is None else _months(intake.usually.min_months, intake.usually.max_months)
    months = ", ".join(MONTHS[month - 1] for month in intake.months)
    return f"{months}; de flesta är redo efter {usually}" if usually else months


def _deadline(step: Step, label: Label) -> str:
    if step.due is None:
        return ""
    start = "vägen började" if step.due.after == "start" else label(step.due.after)
    again = ", sedan från förra gången" if step.due.from_last else ""
    return f"{in_words(step.due)}, räknat från ”{start}”{again}"


def _months(least: int | None, most: int | None) -> str:
    if least and most:
        return f"{least}–{most} månader"
    return f"minst {least} månader" if least else f"högst {most} månader" if most else ""


def _span(step: Step, label: Label) -> str:
    if step.span is None:
        return ""
    start, end = (label(f"{step.key}.{key}") for key in (step.span.start, step.span.end))
    return f"minst {step.span.min_days} dagar från ”{start}” till ”{end}”"


def _letter(pack: Pack, step: Step) -> str:
    """The letter whole, so that a changed word is seen."""
    if step.letter is None:
        return ""
    letter = pack.letters[step.letter]
    return "\n".join((letter.subject, letter.body.strip(), *letter.enclosures))
