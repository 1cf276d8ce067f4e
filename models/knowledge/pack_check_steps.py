"""What a step says against itself: a gate that cannot block, a deadline that never comes, fields that do not fit."""

from collections.abc import Iterator

from models.knowledge.fault import Fault, duplicates, exactly_one, unknown
from models.knowledge.pack import Pack, Step, StepField
from models.knowledge.pack_time import Deadline, Due, Period
from models.knowledge.toml_places import Path
from models.knowledge.vocabulary import FACTS, MONTH_DAYS, MONTHS, PERIOD_ENDS, PLACEHOLDERS, Every, FieldKind, Force

_DATED = {FieldKind.DATE, FieldKind.PAPER}


def check_step(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    """Everything in a step that contradicts something else in it, or in the steps around it."""
    if step.gate and not step.ticked:
        why = "bara är info" if step.force is Force.INFO else "återkommer"
        yield Fault((*path, "gate"), f"väntade false, för ett steg som {why} kan inte spärra")
    yield from check_period((*path, "period"), step.period)
    yield from _check_fields(path, step)
    for at, field in enumerate(step.fields):
        if field.kind is FieldKind.INTAKE and pack.intake_by(step.key) is None:
            yield Fault(
                (*path, "fields", at, "kind"), "väntade ett intag i [[intakes]] som har det här steget som step"
            )
    yield from _check_due(path, step, pack)
    yield from _check_opens(path, step, pack)
    letter = pack.letters.get(step.letter or "")
    if letter is not None and not letter.to and step.contact is None:
        words = f"väntade ett brev med mottagare, eller contact på steget, men ”{step.letter}” saknar to"
        yield Fault((*path, "letter"), words)


def check_period(path: Path, period: Period | None) -> Iterator[Fault]:
    """A period that would have to be longer than it may be."""
    if period is not None and (period.min_months or 0) > (period.max_months or period.min_months or 0):
        yield Fault(path, "väntade min_months som inte är större än max_months")


def _check_field(path: Path, field: StepField, step: Step) -> Iterator[Fault]:
    yield from unknown((*path, "value"), "ett brevvärde", field.value, PLACEHOLDERS)
    yield from unknown((*path, "fact"), "ett faktum", field.fact, FACTS)
    if (field.fact or field.min_listed) and field.kind is not FieldKind.YES_NO:
        yield Fault((*path, "kind"), "väntade ja_nej, för att fact eller min_listed ska kunna användas")
    if field.past and field.kind is not FieldKind.DATE:
        yield Fault((*path, "kind"), "väntade datum, för att past ska kunna användas")
    if field.on_person and not step.ticked:
        words = "väntade inte on_person på det som återkommer eller är info: där sparas inget svar"
        yield Fault((*path, "on_person"), words)
    if field.fact and field.min_listed:
        yield Fault(path, "väntade fact eller min_listed, inte båda")


def _check_fields(path: Path, step: Step) -> Iterator[Fault]:
    fields = {field.key: field for field in step.fields}
    yield from duplicates([((*path, "fields", at, "key"), field.key) for at, field in enumerate(step.fields)])
    for end in PERIOD_ENDS if step.period is not None else ():
        if end in fields:
            words = f"väntade ett annat namn, för ”{end}” är en av periodens dagar"
            yield Fault((*path, "fields", [*fields].index(end), "key"), words)
    for at, field in enumerate(step.fields):
        yield from _check_field((*path, "fields", at), field, step)
    for at, group in enumerate(step.one_of):
        yield from unknown((*path, "one_of", at), "ett fält", group, fields)
        if not group:
            yield Fault((*path, "one_of", at), "väntade grupper med minst ett fält")
    if step.at_least is not None:
        numbers = {key for key, field in fields.items() if field.kind is FieldKind.NUMBER}
        yield from unknown((*path, "at_least", "sum"), "ett fält med antal", step.at_least.sum, numbers)
        yield from duplicates([((*path, "at_least", "sum", at), key) for at, key in enumerate(step.at_least.sum)])
    if step.span is not None:
        dated = {key for key, field in fields.items() if field.kind in _DATED}
        for end in ("start", "end"):
            yield from unknown((*path, "span", end), "ett fält med datum", getattr(step.span, end), dated)
        if step.span.start == step.span.end:
            yield Fault((*path, "span"), "väntade två olika fält")


def _check_opens(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    if step.opens is None:
        return
    yield from exactly_one((*path, "opens"), step.opens, ("on", "after"))
    for key in ("on", "after"):
        answer: str | None = getattr(step.opens, key)
        if answer is not None:
            yield from check_answer((*path, "opens", key), "ett steg", answer, pack, dated=True)
            other = pack.by_key.get(answer.partition(".")[0])
            if other is not None:
                yield from _check_comes_before((*path, "opens", key), other, step, pack)


def _check_comes_before(path: Path, other: Step, step: Step, pack: Pack) -> Iterator[Fault]:
    """What a step counts from, or hangs on, must not itself wait for it."""
    if other.key == step.key or step.key in pack.all_before(other.key):
        yield Fault(path, f"väntade ett steg som kan bli klart före det här, men ”{other.key}” väntar på det")


def _check_due(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    due = step.due
    if due is None:
        return
    yield from _check_deadline((*path, "due"), due, step.every)
    yield from exactly_one((*path, "due"), due, ("after", "before"))
    if due.before is not None:
        yield from _check_before((*path, "due"), due, due.before, step, pack)
    if due.from_last and not (step.every is Every.YEAR and (due.days or due.months)):
        yield Fault((*path, "due", "from_last"), 'every = "år" med days eller months för att kunna användas')
    if due.after is None or due.after == "start":
        return
    after = (*path, "due", "after")
    yield from check_answer(after, "start, eller ett steg", due.after, pack, dated=True)
    start = pack.by_key.get(due.after.partition(".")[0])
    if start is None:
        return
    yield from _check_comes_before(after, start, step, pack)
    if step.routes and start.routes and not set(step.routes) & set(start.routes):
        yield Fault(after, f"väntade ett steg på samma väg, men ”{start.key}” är på en annan")


def _check_before(path: Path, due: Due, before: str, step: Step, pack: Pack) -> Iterator[Fault]:
    if "." not in before:
        words = f"väntade ett datum på ett steg, som avtal.dag, men fick ”{before}”: när det blir klart vet ingen innan"
        yield Fault((*path, "before"), words)
    else:
        yield from check_answer((*path, "before"), "ett steg", before, pack, dated=True)
    if due.days is due.months is None:
        yield Fault(path, "väntade days eller months tillsammans med before")
    if step.every is not None:
        yield Fault((*path, "before"), "väntade after, för ett steg som återkommer")


def check_answer(path: Path, what: str, answer: str, pack: Pack, *, dated: bool = False) -> Iterator[Fault]:
    """A step that will be done (`anstall`), or a field of one (`anstall.dag`); with `dated` one that holds a date."""
    name, _dot, field = answer.partition(".")
    step = pack.by_key.get(name)
    if step is None:
        yield from unknown(path, what, name, pack.by_key)
        return
    if not step.ticked:
        yield Fault(path, f"väntade ett steg som blir klart, men ”{name}” gör aldrig det")
    if field:
        kind = "ett fält med datum" if dated else "ett fält"
        known = [one.key for one in step.fields if one.kind in _DATED or not dated]
        known += [*PERIOD_ENDS] if dated and step.period is not None else []
        yield from unknown(path, f"{kind} på steget {name}", field, known)


def check_question(path: Path, answer: str, pack: Pack) -> Iterator[Fault]:
    """The answer to a yes or no question on a step (`intervju.sprak`)."""
    name, _dot, field = answer.partition(".")
    step = pack.by_key.get(name)
    if step is None:
        yield from unknown(path, "ett steg", name, pack.by_key)
        return
    asked = [one.key for one in step.fields if one.kind is FieldKind.YES_NO]
    yield from unknown(path, f"en ja_nej-fråga på steget {name}", field, asked)


def _check_deadline(path: Path, due: Deadline, every: Every | None) -> Iterator[Fault]:
    wrong = tuple(exactly_one(path, due, ("days", "months", "day", "working_day", "by")))
    yield from wrong
    if due.by is not None and every is Every.MONTH:
        yield Fault((*path, "by"), "väntade days, months, day eller working_day för det som återkommer varje månad")
    if due.by is not None and int(due.by.split()[0]) > MONTH_DAYS[MONTHS.index(due.by.split()[1])]:
        yield Fault((*path, "by"), f"väntade en dag som finns varje år, men fick ”{due.by}”")
    if not wrong and (due.days or due.months or due.by):
        for key in ("december_day", "back_months"):
            if getattr(due, key) is not None:
                yield Fault((*path, key), "väntade day eller working_day för att kunna användas")
    if every is Every.ONGOING:
        yield Fault(path, "väntade inget alls, för det som är löpande har ingen tidsgräns")
