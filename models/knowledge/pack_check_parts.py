"""What a pack's money, intakes and letters refer to, and what they say against themselves."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from models.knowledge.fault import Fault, duplicates, unknown
from models.knowledge.letter import Letter, strange_braces
from models.knowledge.pack import Pack
from models.knowledge.pack_check_steps import check_answer, check_period
from models.knowledge.pack_money import Condition, Financing
from models.knowledge.pack_time import Intake
from models.knowledge.vocabulary import FACTS, PLACEHOLDERS

T = TypeVar("T")


def check_parts(pack: Pack) -> Iterator[Fault]:
    """Everything beside routes and steps."""
    for financing in pack.financing:
        yield from _check_financing(f"financing.{financing.key}", financing, pack)
    for clock in pack.clocks:
        table = f"clocks.{clock.key}"
        if clock.percent is clock.min_months is clock.max_months is None:
            yield Fault(table, "max_months", "minst ett tal: percent, min_months eller max_months")
        if (clock.min_months or 0) > (clock.max_months or clock.min_months or 0):
            yield Fault(table, "min_months", "ett tal som inte är större än max_months")
    for intake in pack.intakes:
        yield from _check_intake(f"intakes.{intake.key}", intake, pack)
    for key, letter in pack.letters.items():
        yield from _check_letter(f"letters.{key}", letter, pack)


def numbered(table: str, items: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Tables without keys of their own go by their number from one."""
    yield from ((f"{table}[{number}]", item) for number, item in enumerate(items, 1))


def _check_financing(table: str, financing: Financing, pack: Pack) -> Iterator[Fault]:
    yield from unknown(table, "routes", "en väg", financing.routes, [route.key for route in pack.routes])
    for place, condition in numbered(f"{table}.conditions", financing.conditions):
        yield from _check_condition(place, condition, pack)


def _check_condition(table: str, condition: Condition, pack: Pack) -> Iterator[Fault]:
    given = [bool(condition.any_of), condition.fact is not None, condition.min_listed is not None]
    if sum(given) != 1:
        yield Fault(table, "any_of", "en av any_of, fact och min_listed, och bara en av dem")
    yield from unknown(table, "fact", "ett faktum", filter(None, [condition.fact]), FACTS)
    for answer in condition.any_of:
        yield from check_answer(table, "any_of", "ett steg", answer, pack)


def _check_intake(table: str, intake: Intake, pack: Pack) -> Iterator[Fault]:
    yield from unknown(table, "step", "ett steg", [intake.step], pack.by_key)
    if intake.after is not None:
        yield from check_answer(table, "after", "ett steg", intake.after, pack, dated=True)
    yield from duplicates(table, (f"months {month}" for month in intake.months))
    yield from check_period(table, "usually", intake.usually)
    if (intake.after is None) != (intake.usually is None):
        yield Fault(table, "usually", "både after och usually, eller ingen av dem")


def _check_letter(table: str, letter: Letter, pack: Pack) -> Iterator[Fault]:
    yield from unknown(table, "to", "en roll", letter.to, pack.roles)
    for key in ("subject", "body"):
        for found in strange_braces(getattr(letter, key)):
            yield Fault(table, key, f"ett värde som finns ({', '.join(sorted(PLACEHOLDERS))}), men fick ”{found}”")
    if "\n" in letter.subject:
        yield Fault(table, "subject", "en enda rad")
