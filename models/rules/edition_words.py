"""How a step, and each other rule of a routine, reads in words: what two editions are compared by."""

from collections.abc import Callable, Iterator, Sequence

from models.knowledge.pack import BtStatement, Pack, Route, Rule, Step
from models.knowledge.pack_money import Condition
from models.knowledge.pack_time import Intake
from models.knowledge.vocabulary import CURRICULUM_NAMES, FACTS, BtWording
from models.rules.calendar import MONTHS
from models.rules.deadline import in_words
from models.rules.entry import terms_of
from models.rules.intake import last_day_in_words

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
    yield "Vem", _role(pack, step.role)
    yield "Regel", step.rule
    yield "Fas", phase_of(pack, step)
    yield "Gäller om", _facts(step.applies, step.unless)
    yield "Hänger på svaret", _answers(step, label)
    yield "Väntar på", "; ".join(map(label, step.after))
    yield "Öppnar", _opens(step, label)
    yield "Tidsgräns", _deadline(step, label)
    yield "Period", "" if step.period is None else _months(step.period.min_months, step.period.max_months)
    yield "Återkommer", "" if step.every is None else step.every.value
    yield "Frågar efter", "; ".join(f"{field.label} ({field.force})" for field in step.fields)
    yield (
        "Minst ett av",
        "; ".join(" eller ".join(label(f"{step.key}.{key}") for key in group) for group in step.one_of),
    )
    yield "Minst tillsammans", _at_least(step, label)
    yield "Tid emellan", _span(step, label)
    yield "Kontakt", "" if step.contact is None else _role(pack, step.contact)
    yield "Brev", _letter(pack, step)
    yield "Står i", pack.where(step.source)


def phase_of(pack: Pack, step: Step) -> str:
    """The title of a step's phase."""
    return next(phase.title for phase in pack.phases if phase.key == step.phase)


def said_beside(pack: Pack, route: str, names: Pack) -> Iterator[Said]:
    """The rules beside the steps for those on a route: the rule's kind and title, and all that it says.

    Steps and fields go by what `names` calls them, as in `said_of_step`.
    """

    def label(answer: str) -> str:
        return names.label(answer) or pack.label(answer)

    own = pack.route(route)
    made = _becomes_st(own, label)
    applies = _facts(own.applies, own.unless)
    yield f"Väg: {own.title}", _ruled(pack, own, own.who, _role(pack, own.driver), made, applies)
    for number, room in enumerate(pack.capacity, 1):
        per = f"en för varje {room.per_listed} listade" if room.per_listed else ""
        yield _numbered("Antal ST-platser", number), _ruled(pack, room, per, _facts(room.applies, ()))
    for number, money in enumerate(pack.financing, 1):
        wanted = "; ".join(_condition(one, label) for one in money.conditions)
        applies = _facts(money.applies, money.unless)
        title = _numbered(f"Finansiering: {money.title}", number)
        yield title, _ruled(pack, money, wanted, money.deviation or "", applies)
    for clock in pack.clocks:
        percent = f"{clock.percent} procent" if clock.percent else ""
        under = CURRICULUM_NAMES[clock.curriculum] if clock.curriculum else ""
        more = (percent, _months(clock.min_months, clock.max_months), under, clock.prolonged or "")
        yield f"Tid med ersättning: {clock.title}", _ruled(pack, clock, *more)
    for number, need in enumerate(pack.bt, 1):
        yield _numbered("Vem som behöver BT", number), _ruled(pack, need, *_need(need))
    for intake in pack.intakes:
        yield (
            f"Intag: {intake.title}",
            _ruled(pack, intake, _intake(intake), label(intake.step), label(intake.after or "")),
        )


def _becomes_st(route: Route, label: Label) -> str:
    step = f"”{label(route.st_step)}”"
    on = "" if route.st_step == route.becomes_st else f", den dag som står i ”{label(route.becomes_st)}”"
    return f"blir ST-läkare med {step}{on}"


def _numbered(title: str, number: int) -> str:
    """Rules without a title of their own, told apart where there are several."""
    return title if number == 1 else f"{title} ({number})"


def _ruled(pack: Pack, rule: Rule, *more: str) -> str:
    return " ".join((rule.rule, *(f"({words})" for words in more if words), f"[{pack.where(rule.source)}]"))


def _intake(intake: Intake) -> str:
    usually = "" if intake.usually is None else _months(intake.usually.min_months, intake.usually.max_months)
    months = ", ".join(MONTHS[month - 1] for month in intake.months)
    ready = f"de flesta är redo efter {usually}" if usually else ""
    return "; ".join(filter(None, (months, ready, last_day_in_words(terms_of(intake)))))


def _deadline(step: Step, label: Label) -> str:
    if step.due is None:
        return ""
    start = "vägen började" if step.due.after == "start" else label(step.due.after)
    again = ", sedan från förra gången" if step.due.from_last else ""
    return f"{in_words(step.due)}, räknat från ”{start}”{again}"


def _opens(step: Step, label: Label) -> str:
    if step.opens is None:
        return ""
    if step.opens.on is not None:
        return f"den dag som står i ”{label(step.opens.on)}”"
    return f"dagen efter ”{label(step.opens.after or '')}”"


def _months(least: int | None, most: int | None) -> str:
    if least and most:
        return f"{least}–{most} månader"
    return f"minst {least} månader" if least else f"högst {most} månader" if most else ""


def _answers(step: Step, label: Label) -> str:
    wanted = ((step.if_yes, "ja"), (step.if_no, "nej"))
    return "; ".join(f"”{label(answer)}”: {said}" for answer, said in wanted if answer)


def _at_least(step: Step, label: Label) -> str:
    if step.at_least is None:
        return ""
    fields = "; ".join(label(f"{step.key}.{key}") for key in step.at_least.sum)
    return f"minst {step.at_least.number} av {fields}"


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
    to = "; ".join(_role(pack, role) for role in letter.to)
    return "\n".join(filter(None, (to, letter.subject, letter.body.strip(), *letter.enclosures)))


def _role(pack: Pack, key: str) -> str:
    """Who, whether it is our own turn, and the function's address."""
    role = pack.roles[key]
    return ", ".join(filter(None, (role.name, "på vårdcentralen" if role.at_clinic else "", role.mailbox, role.phone)))


def _facts(applies: Sequence[str], unless: Sequence[str]) -> str:
    return "; ".join((*(FACTS[fact] for fact in applies), *(f"inte: {FACTS[fact]}" for fact in unless)))


def _condition(one: Condition, label: Label) -> str:
    listed = f"minst {one.min_listed}" if one.min_listed else ""
    steps = " eller ".join(map(label, one.any_of))
    return ": ".join(filter(None, (one.label, listed, FACTS.get(one.fact or "", ""), steps, one.disputed)))


def _need(need: BtStatement) -> tuple[str, str]:
    return _BT[need.wording], "bara utbildade utomlands" if need.trained_abroad_only else ""


_BT = {
    BtWording.STARTED_AFTER: "började efter",
    BtWording.NOT_STARTED_BEFORE: "började inte före",
    BtWording.LICENSED_AFTER: "legitimation efter",
}
