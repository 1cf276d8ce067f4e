"""A fifth region without code: what the README says of the format is whole, and its example leads to ST."""

from itertools import product
from typing import get_args

import pytest
from pydantic import BaseModel

from models.knowledge.pack import Pack, Part
from models.knowledge.pack_places import builtin_codes
from models.knowledge.pack_reader import PackError, read_pack
from models.knowledge.vocabulary import (
    FACTS,
    PLACEHOLDERS,
    BtWording,
    ClockKind,
    CurriculumCode,
    Every,
    FieldKind,
    Force,
    Stage,
)
from tests.models.knowledge.norrback import chapter, norrback
from tests.models.knowledge.walking import answers, applies, binding, deciding, listed


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(norrback(), "README.md")


def test_the_example_is_not_built_in(pack: Pack) -> None:
    assert (pack.code, pack.name) == ("norrback", "Region Norrbäck")
    assert pack.code not in builtin_codes()


def test_the_example_walks_to_st(pack: Pack) -> None:
    known: dict[str, bool | None] = {"known_in_region": True, "bt_required": False}
    assert [key for _, key in answers(pack, "kand", known)] == ["anmal", "godkann", "annons", "intervju", "avtal"]
    new: dict[str, bool | None] = {"known_in_region": False, "bt_required": True}
    assert [key for _, key in answers(pack, "vanlig", new)] == [
        *("anmal", "godkann", "annons", "intervju", "prova", "avtal", "anmal_bt")
    ]
    assert {route.becomes_st for route in pack.routes} == {"avtal.dag"}


def test_nobody_stands_still_on_the_example_and_each_has_one_route(pack: Pack) -> None:
    for route in pack.routes:
        names = deciding(pack, route.key)
        for values in product((True, False, None), repeat=len(names)):
            facts = dict(zip(names, values, strict=True))
            done = {key for _, key in answers(pack, route.key, facts)}
            assert done == {key for key, step in listed(pack, route.key, facts).items() if binding(step)}
    for known in (True, False):
        assert len([route for route in pack.routes if applies(route, {"known_in_region": known})]) == 1


def test_the_fault_that_is_shown_is_what_the_program_says() -> None:
    shown = chapter().partition("```\n   norrback.toml")[2].partition("```")[0]
    with pytest.raises(PackError) as caught:
        read_pack(norrback().replace('after = ["godkann"]', 'after = ["godkan"]'), "norrback.toml")
    assert str(caught.value) == "norrback.toml " + " ".join(shown.split())


def test_the_example_shows_every_part_of_the_format(pack: Pack) -> None:
    assert all(getattr(pack, name) for name in Pack.model_fields)
    used = {name for step in pack.steps for name, value in step if value not in (None, (), False)}
    assert {"gate", "one_of", "span", "period", "due", "every", "letter", "contact", "fields", "routes"} <= used


def _parts(annotation: object) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        inner = (_parts(field.annotation) for field in annotation.model_fields.values())
        return {annotation}.union(*inner)
    return set[type[BaseModel]]().union(*map(_parts, get_args(annotation)))


def test_the_chapter_names_every_key_of_the_format() -> None:
    text = chapter().partition("### En hel region")[0]
    keys = {name for part in _parts(Pack) for name in part.model_fields}
    assert {"december_day", "back_months", "per_listed", "mailbox"} <= keys
    # A key stands by itself, as a table's name, or within an example of a small table.
    assert [
        key for key in sorted(keys) if f"`{key}" not in text and f"[{key}" not in text and f"{key} =" not in text
    ] == []


def test_the_chapter_names_every_word_of_the_vocabulary() -> None:
    text = chapter()
    words = [*FACTS, *PLACEHOLDERS]
    for vocabulary in (Force, Stage, FieldKind, Every, BtWording, ClockKind, CurriculumCode):
        words += [word.value for word in vocabulary]
    assert [word for word in words if f"`{word}`" not in text] == []
    assert [fact for fact, words in FACTS.items() if f"| `{fact}` | {words} |" not in text] == []
