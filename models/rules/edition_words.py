"""How a step of a routine reads in words, aspect by aspect: what two editions are compared by."""

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from functools import partial

from models.knowledge.pack import Pack, Part, Period, Rule, Step, StepField
from models.knowledge.pack_money import Clock
from models.knowledge.vocabulary import FACTS, PLACEHOLDERS, FieldKind
from models.rules.deadline import in_words
from models.text import in_days, in_months, thousands

Label = Callable[[str], str]
Said = tuple[str, str]  # what is told of, and what is said of it; empty where nothing is


def said_of_step(pack: Pack, step: Step, names: Pack, route: str) -> Iterator[Said]:
    """Everything that a pack says of a step to those on a route.

    Other steps, roles, phases and documents go by what `names` calls them, so that what is new of them is told once,
    by itself, and not again wherever they are used.
    """
    label, role = partial(label_in, pack, names), partial(role_in, pack, names)
    yield "Rubrik", step.title
    yield "Kraft", step.force.value
    yield "Spärr", "ja" if step.gate else ""
    yield "Utlåtande", "bara av kandidatens egen handledare" if step.statement else ""
    yield "Vem", role(step.role)
    yield "Regel", step.rule
    yield "Fas", phase_of(names if any(one.key == step.phase for one in names.phases) else pack, step)
    yield "Gäller om", facts_in_words(pack, step.applies, step.unless)
    here = {one.key for one in pack.steps_of(route)}  # what is not on the route is not waited for
    yield "Väntar på", "; ".join(label(key) for key in step.after if key in here)
    yield "Öppnar", _opens(step, label)
    yield "Tidsgräns", _deadline(step, label)
    yield (
        "Period",
        ""
        if step.period is None
        else _more(limits(step.period) or "ingen längd är sagd", unsaid(step.period, *_LIMITS)),
    )
    yield "Arbetsdagar", "" if step.over_working_days is None else f"fler än {step.over_working_days}"
    yield "Återkommer", "" if step.every is None else step.every.value
    yield "Frågar efter", "; ".join(_field(field, step, names) for field in step.fields)
    yield (
        "Minst ett av",
        "; ".join(" eller ".join(label(f"{step.key}.{key}") for key in group) for group in step.one_of),
    )
    yield "Minst tillsammans", _at_least(step, label)
    yield "Tid emellan", _span(step, label)
    yield "Kontakt", "" if step.contact is None else role(step.contact)
    yield "Brev", _letter(pack, step, role, label)
    yield "Står i", where(pack, names, step)
    yield "Krav", ", ".join(step.krav)
    yield "Övrigt", "; ".join(unsaid(step, *_SAID))


_SAID = (
    *(
        "key",
        "title",
        "force",
        "gate",
        "statement",
        "role",
        "rule",
        "phase",
        "routes",
        "applies",
        "unless",
        "after",
        "due",
        "period",
        "over_working_days",
    ),
    *("opens", "every", "fields", "one_of", "at_least", "span", "contact", "letter", "source", "also", "krav"),
)
_LIMITS = ("min_months", "max_months")
_KINDS = {
    FieldKind.TEXT: "text",
    FieldKind.DATE: "datum",
    FieldKind.NUMBER: "ett tal",
    FieldKind.YES_NO: "ja eller nej",
    FieldKind.PAPER: "handling",
    FieldKind.INTAKE: "ett av intagen",
}


def unsaid(part: Part, *said: str) -> Iterator[str]:
    """What a part of a pack says besides that which has words of its own, by the pack's own names for it.

    What is new in the format is so told of before anybody has found words for it.
    """
    for name, field in type(part).model_fields.items():
        value = getattr(part, name)
        if name not in said and value != field.get_default(call_default_factory=True):
            yield f"{name} = {_plain(value)}"


def _plain(value: object) -> str:
    if isinstance(value, Part):
        return f"{{ {', '.join(unsaid(value))} }}"
    if isinstance(value, (tuple, list)):
        return f"[{', '.join(map(_plain, value))}]"
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value if isinstance(value, Enum) else value)


def _more(words: str, rest: Iterator[str]) -> str:
    return "; ".join(filter(None, (words, *rest)))


def phase_of(pack: Pack, step: Step) -> str:
    """The title of a step's phase."""
    return next(phase.title for phase in pack.phases if phase.key == step.phase)


def label_in(pack: Pack, names: Pack, answer: str) -> str:
    """What `names` calls a step or a field of one; what the pack itself does, where it is gone there.

    Of fields that several steps have the like of, it is said which one's it is.
    """
    key, _dot, name = answer.partition(".")
    known = names.by_key.get(key)
    has = known is not None and (not name or name in known.answers)
    owner = names if has else pack
    words = owner.label(answer)
    alike = sum(field.label == words for step in owner.steps for field in step.fields) if name else 0
    return words if alike <= 1 else f"{words} ({owner.label(key)})"


def role_in(pack: Pack, names: Pack, key: str) -> str:
    """What `names` calls a role; what the pack itself does, where it is gone there."""
    return (names.roles.get(key) or pack.roles[key]).name


def where(pack: Pack, names: Pack, rule: Rule) -> str:
    """Where a rule stands, without the document's date: that is told once, of the document."""
    documents = pack.documents | names.documents
    return "; ".join(f"{documents[one.document].title}, {one.heading}" for one in rule.sources)


def _period(period: Period) -> str:
    return _more(limits(period) or "ingen längd är sagd", unsaid(period, *_LIMITS))


def limits(part: Period | Clock) -> str:
    """The limits of a period or of a number on paid time, in words."""
    return in_months(part.min_months, part.max_months)


def facts_in_words(pack: Pack, applies: Sequence[str], unless: Sequence[str] = ()) -> str:
    """The facts that must hold, and those that must not."""
    return "; ".join((*map(pack.fact, applies), *(f"inte: {pack.fact(fact)}" for fact in unless)))


def _opens(step: Step, label: Label) -> str:
    if step.opens is None:
        return ""
    if step.opens.on is not None:
        return f"den dag som står i ”{label(step.opens.on)}”"
    return f"dagen efter ”{label(step.opens.after or '')}”"


def _deadline(step: Step, label: Label) -> str:
    if step.due is None:
        return ""
    if step.due.before is not None:
        words = f"{in_words(step.due, 'senast')} före ”{label(step.due.before)}”"
    else:
        start = "vägen började" if step.due.after == "start" else label(step.due.after or "")
        again = ", sedan från förra gången" if step.due.from_last else ""
        words = f"{in_words(step.due)}, räknat från ”{start}”{again}"
    return _more(words, unsaid(step.due, *_DEADLINE))


_DEADLINE = (
    *("after", "before", "from_last", "days", "months", "day", "working_day", "by", "december_day", "back_months"),
)


def _field(field: StepField, step: Step, names: Pack) -> str:
    value = "" if field.value is None else f"fylls i: {PLACEHOLDERS[field.value]}"
    newer = names.by_key.get(step.key)
    kept = newer is None or any(one.key == field.key for one in newer.fields)
    gone = "" if kept else "svaret följer inte med"
    listed = f"minst {thousands(field.min_listed)} listade" if field.min_listed else ""
    past = "har redan varit" if field.past else ""
    shown = f"visas på personen som ”{field.on_person}”" if field.on_person else ""
    more = (past, shown, listed, FACTS.get(field.fact or "", ""), *unsaid(field, *_SAID_OF_A_FIELD))
    return f"{field.label} ({', '.join(filter(None, (_KINDS[field.kind], field.force, value, gone, *more)))})"


_SAID_OF_A_FIELD = ("key", "label", "kind", "force", "value", "fact", "min_listed", "past", "on_person")


def _at_least(step: Step, label: Label) -> str:
    if step.at_least is None:
        return ""
    fields = "; ".join(label(f"{step.key}.{key}") for key in step.at_least.sum)
    return f"minst {step.at_least.number} av {fields}"


def _span(step: Step, label: Label) -> str:
    if step.span is None:
        return ""
    start, end = (label(f"{step.key}.{key}") for key in (step.span.start, step.span.end))
    words = f"minst {in_days(step.span.min_days)} från ”{start}” till ”{end}”"
    return _more(words, unsaid(step.span, "start", "end", "min_days"))


def _letter(pack: Pack, step: Step, role: Label, label: Label) -> str:
    """The letter whole, so that a changed word is seen."""
    if step.letter is None:
        return ""
    letter = pack.letters[step.letter]
    to = "; ".join(map(role, letter.to))
    more = unsaid(letter, "title", "to", "subject", "body", "enclosures")
    enclosed = (f"{one.title}{f' (om ”{label(one.step)}” gäller)' if one.step else ''}" for one in letter.enclosures)
    return "\n".join(filter(None, (letter.title, to, letter.subject, letter.body.strip(), *enclosed, *more)))
