"""What a pack's money, intakes and letters refer to, and what they say against themselves."""

from collections.abc import Iterator

from models.knowledge.fault import Fault, duplicates, exactly_one, unknown
from models.knowledge.letter import PLACEHOLDER, Letter, stray_braces
from models.knowledge.pack import Pack
from models.knowledge.pack_check_steps import check_answer, check_period, check_question
from models.knowledge.pack_money import Clock, Condition, Financing
from models.knowledge.pack_time import Intake
from models.knowledge.toml_places import Path
from models.knowledge.vocabulary import FACTS, PLACEHOLDERS


def check_parts(pack: Pack) -> Iterator[Fault]:
    """Everything beside routes and steps."""
    for number, financing in enumerate(pack.financing):
        yield from _check_financing(("financing", number), financing, pack)
    for number, clock in enumerate(pack.clocks):
        yield from _check_clock(("clocks", number), clock)
    for number, intake in enumerate(pack.intakes):
        yield from _check_intake(("intakes", number), intake, pack)
    for key, letter in pack.letters.items():
        yield from _check_letter(("letters", key), letter, pack)


def _check_financing(path: Path, financing: Financing, pack: Pack) -> Iterator[Fault]:
    yield from unknown((*path, "routes"), "en väg", financing.routes, [route.key for route in pack.routes])
    for number, condition in enumerate(financing.conditions):
        yield from _check_condition((*path, "conditions", number), condition, pack)


def _check_condition(path: Path, condition: Condition, pack: Pack) -> Iterator[Fault]:
    yield from exactly_one(path, condition, ("any_of", "fact", "min_listed"))
    yield from unknown((*path, "fact"), "ett faktum", condition.fact, FACTS)
    if condition.ruling is not None:
        yield from check_question((*path, "ruling"), condition.ruling, pack)
        if condition.disputed is None:
            yield Fault(
                (*path, "ruling"), "väntade disputed också, för det som dokumenten är överens om behöver inget besked"
            )
    for number, answer in enumerate(condition.any_of):
        yield from check_answer((*path, "any_of", number), "ett steg", answer, pack)


def _check_clock(path: Path, clock: Clock) -> Iterator[Fault]:
    if clock.percent is clock.min_months is clock.max_months is None:
        yield Fault(path, "väntade minst ett tal: percent, min_months eller max_months")
    if (clock.min_months or 0) > (clock.max_months or clock.min_months or 0):
        yield Fault((*path, "min_months"), "väntade ett tal som inte är större än max_months")


def _check_intake(path: Path, intake: Intake, pack: Pack) -> Iterator[Fault]:
    yield from unknown((*path, "step"), "ett steg", intake.step, pack.by_key)
    if intake.admitted is not None:
        yield from check_answer((*path, "admitted"), "ett steg", intake.admitted, pack)
    if intake.after is not None:
        yield from check_answer((*path, "after"), "ett steg", intake.after, pack, dated=True)
    yield from duplicates([((*path, "months", at), str(month)) for at, month in enumerate(intake.months)])
    yield from check_period((*path, "usually"), intake.usually)
    if (intake.after is None) != (intake.usually is None):
        yield Fault(path, "väntade både after och usually, eller ingen av dem")
    before = intake.apply_before
    if before is not None:
        yield from exactly_one((*path, "apply_before"), before, ("days", "months"))
        if before.day is not None and before.months is None:
            yield Fault((*path, "apply_before", "day"), "väntade months för att kunna användas")


def _check_letter(path: Path, letter: Letter, pack: Pack) -> Iterator[Fault]:
    yield from unknown((*path, "to"), "en roll", letter.to, pack.roles)
    for key in ("subject", "body"):
        text: str = getattr(letter, key)
        for name in PLACEHOLDER.findall(text):
            yield from unknown((*path, key), "ett brevvärde", name, PLACEHOLDERS)
        for brace in stray_braces(text):
            yield Fault((*path, key), f"väntade {{ och }} bara runt ett brevvärde, men fick ett ensamt {brace}")
    if "\n" in letter.subject:
        yield Fault((*path, "subject"), "väntade en enda rad")
    for at, enclosure in enumerate(letter.enclosures):
        yield from unknown((*path, "enclosures", at, "step"), "ett steg", enclosure.step, pack.by_key)
