"""What is no fault in a pack, but what its writer would want to look over. The program itself does not care."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import tomli

from models.knowledge.fault import Fault
from models.knowledge.finding import Finding, find
from models.knowledge.pack import Pack, Role
from models.knowledge.pack_check import RULES
from models.knowledge.pack_reader import pack_file_text, read_pack
from models.knowledge.pack_review_steps import can_meet, review_numbers, review_steps

_NEVER = "steget kommer aldrig med på någon väg: applies och unless utesluter varandra"
_UNUSED = {
    "documents": "inget använder dokumentet",
    "roles": "inget använder rollen",
    "letters": "inget steg har brevet",
}


def review_file(file: Path) -> tuple[Pack, tuple[Finding, ...]]:
    """The pack in a file, and what to look over in it. Raises PackError, and OSError where it cannot be read."""
    text = pack_file_text(file)
    pack = read_pack(text, file.name)
    return pack, find(review(pack), text, tomli.loads(text))


def review(pack: Pack) -> Iterator[Fault]:
    """All that nothing uses or that has no effect, every step on no list, and every route that begins at its end."""
    yield from _unused(pack)
    yield from review_steps(pack)
    yield from review_numbers(pack)
    for number, step in enumerate(pack.steps):
        if not any(can_meet(route, step) for route in pack.routes):
            yield Fault(("steps", number), _NEVER)
    for number, route in enumerate(pack.routes):
        on_route = {step.key for step in pack.steps_of(route.key)}
        if not pack.all_before(route.st_step) & on_route:
            yield Fault(("routes", number, "becomes_st"), "steget väntar inte på något: vägen kan ta slut direkt")


def _unused(pack: Pack) -> Iterator[Fault]:
    steps, letters = pack.steps, pack.letters.values()
    roles = [*(role for step in steps for role in (step.role, step.contact)), *(route.driver for route in pack.routes)]
    rules = chain.from_iterable(getattr(pack, table) for table in RULES)
    used: dict[str, set[str | None]] = {
        "documents": {source.document for rule in rules for source in rule.sources},
        "roles": {*roles, *chain.from_iterable(letter.to for letter in letters)},
        "letters": {step.letter for step in steps},
    }
    for table, words in _UNUSED.items():
        yield from (Fault((table, key), words) for key in getattr(pack, table) if key not in used[table])
    first: dict[Role, str] = {}
    for key, role in pack.roles.items():
        if first.setdefault(role, key) != key:
            yield Fault(("roles", key), f"är likadan som rollen {first[role]}: använd den")
    if not any(role.at_clinic for role in pack.roles.values()):
        yield Fault(("roles",), "ingen roll har at_clinic = true: allt visas som väntan på andra")
    phases = {step.phase for step in steps}
    for number, phase in enumerate(pack.phases):
        if phase.key not in phases:
            yield Fault(("phases", number), "inget steg är i fasen")
