"""What is allowed in a step, or in a number, and has no effect or hardly what its writer meant."""

from collections.abc import Iterator

from models.knowledge.fault import Fault
from models.knowledge.pack import Pack, Route, Step
from models.knowledge.toml_places import Path
from models.knowledge.vocabulary import SUPERVISOR, Every, FieldKind, Force

FEWEST_LISTED = 100
LEAST_PERCENT = 10
_OPPOSITES = {"region_run", "private"}
_DAYS = {"anstallningsdag", "planerad_start", "legitimationsdatum"}


def review_steps(pack: Pack) -> Iterator[Fault]:
    """Every step that asks for what nobody can answer, waits for what never comes, or is hard to tell from another."""
    for number, step in enumerate(pack.steps):
        path: Path = ("steps", number)
        yield from _waits(path, step, pack)
        yield from _never_known(path, step, pack)
        if step.gate and step.force is not Force.MUST:
            words = f"steget är {step.force.value} och spärrar ändå: det som bara är ett råd ska inte hindra"
            yield Fault((*path, "gate"), words)
        if step.statement and step.role != SUPERVISOR:
            yield Fault((*path, "statement"), "ett utlåtande är kandidatens handledares, och rollen är en annan")
        yield from _idle(path, step)
        for at, field in enumerate(step.fields):
            if field.value in _DAYS and field.kind not in {FieldKind.DATE, FieldKind.PAPER}:
                yield Fault((*path, "fields", at, "kind"), f"”{field.value}” är en dag: kind bör vara datum")
    for route in pack.routes:
        yield from _alike(pack, route)


def can_meet(route: Route, *steps: Step) -> bool:
    """Whether there are facts with which steps are on a route's list together."""
    if any(step.routes and route.key not in step.routes for step in steps):
        return False
    parts: tuple[Route | Step, ...] = (route, *steps)
    needed = {fact for part in parts for fact in part.applies}
    refused = {fact for part in parts for fact in part.unless}
    return not needed & refused and not needed >= _OPPOSITES and not refused >= _OPPOSITES


def review_numbers(pack: Pack) -> Iterator[Fault]:
    """Numbers that are right in form and too small to be true."""
    for number, room in enumerate(pack.capacity):
        if room.per_listed is not None and room.per_listed < FEWEST_LISTED:
            yield Fault(
                ("capacity", number, "per_listed"), f"en plats för varje {room.per_listed} listade är ovanligt tätt"
            )
    for number, money in enumerate(pack.financing):
        for at, one in enumerate(money.conditions):
            if one.min_listed is not None and one.min_listed < FEWEST_LISTED:
                path: Path = ("financing", number, "conditions", at, "min_listed")
                yield Fault(path, f"{one.min_listed} listade är mycket litet för en vårdcentral")
    for number, clock in enumerate(pack.clocks):
        if clock.percent is not None and clock.percent < LEAST_PERCENT:
            yield Fault(("clocks", number, "percent"), f"{clock.percent} procent är lite: 0,8 skrivs 80")


def _waits(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    keys = {route.key for route in pack.routes}
    own = set(step.routes) or keys
    for at, key in enumerate(step.after):
        if not own & (set(pack.by_key[key].routes) or keys):
            yield Fault((*path, "after", at), f"”{key}” är inte på någon av stegets vägar, och väntas aldrig in")


def _never_known(path: Path, step: Step, pack: Pack) -> Iterator[Fault]:
    """Days that are counted from a step that is never on the same list."""
    named = (("due", "after"), ("due", "before"), ("opens", "on"), ("opens", "after"))
    for table, key in named:
        answer = getattr(getattr(step, table), key, None)
        other = pack.by_key.get((answer or "").partition(".")[0])
        if other is not None and not any(can_meet(route, step, other) for route in pack.routes):
            words = f"dagen kommer aldrig: ”{other.key}” är aldrig på samma lista som steget"
            yield Fault((*path, table, key), words)


def _idle(path: Path, step: Step) -> Iterator[Fault]:
    if step.every in {Every.MONTH, Every.YEAR} and step.due is None:
        yield Fault((*path, "every"), "utan due frågas det aldrig efter")
    if step.ticked:
        return
    why = "är info" if step.force is Force.INFO else "återkommer"
    for key in ("fields", "one_of", "span", "period"):
        if getattr(step, key):
            yield Fault((*path, key), f"ett steg som {why} har inget att fylla i: det frågas aldrig efter")
    if step.force is Force.INFO and step.due is not None and step.every is None:
        yield Fault((*path, "due"), "ett steg som är info blir aldrig försenat")


def _alike(pack: Pack, route: Route) -> Iterator[Fault]:
    places = {step.key: number for number, step in enumerate(pack.steps)}
    first: dict[str, Step] = {}
    for step in pack.steps_of(route.key):
        other = first.setdefault(step.title, step)
        if other is not step:
            words = f"steget heter som ett annat på samma väg ({route.key}),"
            yield Fault(("steps", places[step.key], "title"), words, ("steps", places[other.key], "title"))
