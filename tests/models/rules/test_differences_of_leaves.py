"""Whatever is changed in a pack, down to each last value, the difference between the editions says something of it."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from models.knowledge.pack import Pack, Step
from models.knowledge.pack_check import check_pack
from models.knowledge.pack_reader import builtin_packs, read_pack
from models.rules.differences import differences
from tests.models.knowledge.norrback import norrback

Path = tuple[str | int, ...]

# What the format has and none of the packs needs.
MORE = """
[[steps]]
key = "arsrapport"
title = "Årsrapport"
phase = "st"
role = "chef"
force = "ska"
every = "år"
due = { after = "avtal", by = "31 mars" }
rule = "Rapporten lämnas varje år."
source = { document = "rutin", heading = "6 Under ST" }

[[steps]]
key = "besked"
title = "Ge besked"
phase = "prov"
role = "chef"
force = "bör"
due = { before = "prova.to", days = 14 }
applies = ["intervju.kansliet"]
rule = "Besked ges två veckor före slutet."
source = { document = "rutin", heading = "4 Prov" }
also = [{ document = "ersattning", heading = "Villkor" }]

[[steps]]
key = "rapport"
title = "Rapportera"
phase = "prov"
role = "chef"
force = "bör"
applies = ["intervju.studierektor"]
opens = { on = "avtal.dag" }
fields = [{ key = "cbd", label = "CBD", kind = "antal" }, { key = "dops", label = "DOPS", kind = "antal" }]
at_least = { sum = ["cbd", "dops"], number = 4 }
rule = "Det rapporteras."
source = { document = "rutin", heading = "4 Prov" }

[[intakes]]
key = "kurs"
title = "Kurs"
months = [4, 10]
step = "rapport"
after = "avtal"
usually = { min_months = 6 }
apply_before = { months = 1, day = 15 }
rule = "Kursen ges två gånger om året."
source = { document = "rutin", heading = "4 Prov" }
"""
DISPUTED = 'disputed = "Rutinen och ersättningen säger olika: fråga kansliet"'
PACKS = {
    "norrback": read_pack(norrback().replace(DISPUTED, f'{DISPUTED}, ruling = "intervju.kansliet"') + MORE, "norrback"),
    **builtin_packs(),
}
DATA = {code: pack.model_dump() for code, pack in PACKS.items()}
# The version stands over the differences, `code` says which region it is, and each is on one route of those there are.
UNSEEN: set[Path] = {("format",), ("code",), ("version",), ("routes",)}
# Keys that the program never shows, and that only tie parts together. With another key a step is another step, and
# one of its fields another question: that is told.
UNSEEN |= {(table, "*", "key") for table in ("phases", "routes", "financing", "clocks", "intakes")}
# What cannot be changed without something else in these packs.
NEVER_ALONE = {"span", "at_least", "apply_before", "opens"}
MOST_TRIED = 8
SAMPLES = (1, 14, True, "x", "has_at", "kandidat", "OG4", "30 juni", date(2027, 1, 1), "namn@norrback.example")


def places(node: Any, path: Path = ()) -> Iterator[Path]:
    """Every place where something may stand: a value, nothing, or a list."""
    if isinstance(node, dict):
        for name, value in node.items():
            yield from places(value, (*path, name))
        return
    yield path
    if isinstance(node, tuple):
        for number, value in enumerate(node):
            yield from places(value, (*path, number))


def kind(path: Path) -> Path:
    """The place without which of several it is in."""
    named = {0: 1} if path[0] in {"documents", "roles", "letters"} else {}
    return tuple("*" if isinstance(part, int) or number in named.values() else part for number, part in enumerate(path))


def at(node: Any, path: Path) -> Any:
    for part in path:
        node = node[part]
    return node


def with_other(node: Any, path: Path, value: Any) -> Any:
    """The data with another value in one place."""
    if not path:
        return value
    first, rest = path[0], path[1:]
    if isinstance(node, dict):
        return {name: with_other(one, rest, value) if name == first else one for name, one in node.items()}
    return tuple(with_other(one, rest, value) if number == first else one for number, one in enumerate(node))


def near(value: Any) -> list[Any]:
    match value:
        case bool():
            return [not value]
        case Enum():
            return list(type(value))
        case int():
            return [value + 1, value - 1]
        case date():
            return [value + timedelta(1)]
        case str():
            return [f"{value} till", f"{value}x"]
        case tuple():
            return [value[:-1], value[1:], value[::-1]]
        case _:
            return []


@cache
def standing_elsewhere() -> dict[Path, list[Any]]:
    found: dict[Path, list[Any]] = {}
    for data in DATA.values():
        for path in nodes(data):
            known = found.setdefault(kind(path), [])
            if (value := at(data, path)) not in known:
                known.append(value)
    return found


def nodes(node: Any, path: Path = ()) -> Iterator[Path]:
    """Every place, and every small table too."""
    if path:
        yield path
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, tuple) else ()
    for name, value in items:
        yield from nodes(value, (*path, name))


@cache
def names(code: str) -> tuple[str, ...]:
    """Every name that something in the pack may go by."""
    pack, data = PACKS[code], DATA[code]
    dated = (f"{step.key}.{field.key}" for step in pack.steps for field in step.fields)
    keys = (at(data, path) for path in places(data) if path[-1] == "key")
    return tuple(dict.fromkeys((*pack.documents, *pack.roles, *pack.letters, *keys, *dated)))


def others(code: str, path: Path) -> Iterator[Pack]:
    """The pack with another value in this place: near ones, and what stands in like places, where that is right."""
    data, plain = (
        DATA[code],
        (*SAMPLES, *names(code), *({"document": key, "heading": "9"} for key in DATA[code]["documents"])),
    )
    value = at(data, path)
    for other in (*near(value), *standing_elsewhere()[kind(path)], *plain, *((one,) for one in plain)):
        if other == value:
            continue
        try:
            pack = Pack.model_validate(with_other(data, path, other))
        except ValidationError:
            continue
        if not any(check_pack(pack)) and followed(pack) != followed(PACKS[code]):
            yield pack


def followed(pack: Pack) -> Pack:
    """The pack without what is the same to everybody: a single route named, and what is waited for on none."""
    keys = {route.key for route in pack.routes}

    def on(step: Step) -> set[str]:
        return set(step.routes) or keys

    steps = tuple(
        step.model_copy(
            update={
                "routes": tuple(sorted(on(step))),
                "after": tuple(key for key in step.after if on(step) & on(pack.by_key[key])),
            }
        )
        for step in pack.steps
    )
    money = tuple(one.model_copy(update={"routes": one.routes or tuple(sorted(keys))}) for one in pack.financing)
    return pack.model_copy(update={"steps": steps, "financing": money})


def is_told(old: Pack, new: Pack) -> bool:
    """Whether anybody is told of something."""
    return any(differences(old, new, route.key) for route in old.routes)


PLACES = {code: [path for path in places(data) if kind(path) not in UNSEEN] for code, data in DATA.items()}


@pytest.mark.parametrize("code", PACKS)
@settings(max_examples=25, deadline=None)  # whole packs are read and checked
@given(data=st.data())
def test_any_other_value_is_told_of(code: str, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PLACES[code]))
    pack = next(others(code, path), None)
    assume(pack is not None)
    assert pack is not None
    assert is_told(PACKS[code], pack), path


def test_something_of_each_kind_that_packs_can_say_is_told_of() -> None:
    by_kind: dict[Path, list[tuple[str, Path]]] = {}
    for code, paths in PLACES.items():
        for path in paths:
            by_kind.setdefault(kind(path), []).append((code, path))
    never = set()
    for place, found in by_kind.items():
        found.sort(key=lambda one: at(DATA[one[0]], one[1]) in (None, ()))  # those with something in them first
        pairs = ((code, path, next(others(code, path), None)) for code, path in found[:MOST_TRIED])
        code, path, pack = next((one for one in pairs if one[2] is not None), ("", (), None))
        if pack is None:
            never.add(place)
        else:
            assert is_told(PACKS[code], pack), path
    assert {place for place in never if not NEVER_ALONE & set(place)} == set()
