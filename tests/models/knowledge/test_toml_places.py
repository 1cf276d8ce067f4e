"""Where things stand in a TOML text: every path that tomli reads is found, at the key or element that made it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import tomli
from hypothesis import assume, example, given
from hypothesis import strategies as st

import models.knowledge
from models.knowledge.toml_places import Places
from tests.models.knowledge.norrback import norrback

KNOWLEDGE = Path(models.knowledge.__file__).parent
REAL = [norrback(), *(file.read_text("utf-8") for file in sorted(KNOWLEDGE.rglob("*.toml")))]

# Keys as they are written, and what they mean.
KEYS = {"a": "a", "b-1": "b-1", "2_c": "2_c", '"å.b"': "å.b", "'x \"y'": 'x "y', r'"q\"\u00e5"': 'q"å', '""': ""}

SCALARS = st.sampled_from(
    [
        *("1", "-2.5e3", "0xff", "1_000", "inf", "true", "2025-04-15", "2025-04-15 07:32:00.5", "07:32:00"),
        *('""', '"a = 1 # [b]"', r'"\"]} \\"', "'[[c]] \\'", '"""a\n[b]\nc = "" d\\""""', '"""x"""""', '"""\\\n  y"""'),
        *("'''\n[e] # '' f\n'''''", "''"),
    ]
)
GAPS = st.sampled_from(["", " ", "\n", " # [g]\n", "\n\n  "])


def lists(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    elements = st.lists(st.tuples(GAPS, values, GAPS).map("".join), min_size=1, max_size=3)
    return st.tuples(elements, st.sampled_from(["", ",", ",\n"])).map(lambda made: f"[{','.join(made[0])}{made[1]}]")


def tables(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pairs = st.lists(pair(values), max_size=3, unique_by=lambda made: made.partition(" = ")[0])
    return st.tuples(GAPS, pairs.map(" ,\n".join)).map(lambda made: f"{{{made[0]}{made[1]} }}")


DOTTED = st.lists(st.sampled_from(sorted(KEYS)), min_size=1, max_size=3).map(" . ".join)


def pair(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(DOTTED, values).map(" = ".join)


VALUES = st.recursive(SCALARS, lambda inner: lists(inner) | tables(inner), max_leaves=8)
HEADERS = st.tuples(st.sampled_from(["[{}]", "[[ {} ]]", "[ {}]"]), DOTTED).map(lambda made: made[0].format(made[1]))
LINES = pair(VALUES) | HEADERS | st.sampled_from(["", "# [h]", "  "])
ENDS = st.sampled_from(["\n", "\r\n", " # i = 1\n", "\n\t"])


@st.composite
def documents(draw: st.DrawFn) -> str:
    """TOML texts: lines that tomli accepts one after another."""
    text = ""
    for line in draw(st.lists(st.tuples(LINES, ENDS).map("".join), max_size=8)):
        try:
            tomli.loads(text + line)
        except tomli.TOMLDecodeError:
            continue
        text += line
    return text


def paths(node: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every path into what tomli has read."""
    if path:
        yield path
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for part, value in inner:
        yield from paths(value, (*path, part))


def check_every_path(text: str) -> None:
    places, data = Places(text).follow(), tomli.loads(text)
    assert {*paths(data)} == places.begins.keys()
    lines = text.split("\n")
    for path in paths(data):
        if isinstance(path[-1], str):
            written = [raw for raw, key in KEYS.items() if key == path[-1]] or [path[-1]]
            assert any(raw in lines[places.line(path) - 1] for raw in written)


@pytest.mark.parametrize("text", REAL)
def test_every_key_of_a_real_text_stands_on_its_line(text: str) -> None:
    check_every_path(text)


@given(documents())
@example("[a]\nb.c = [1, { d = 2 }]\n[[e.f]]\n[e.f.g]\n[[e.f]]\n[[e.f.h]]\n")
def test_every_key_of_a_text_stands_on_its_line(text: str) -> None:
    check_every_path(text)


@given(documents() | st.sampled_from(REAL), st.data())
def test_a_text_that_breaks_off_is_followed_to_where_it_does(text: str, data: st.DataObject) -> None:
    text = text.replace("\r\n", "\n")
    cut = data.draw(st.integers(0, len(text)))
    assume(text[max(0, cut - 1) : cut + 1] not in {'""', "''"})  # half of three marks means something else
    places = Places(text[:cut]).follow()
    begun = text[places.begun : cut].lstrip()
    assert {*paths(tomli.loads(text[: places.begun]))} <= places.begins.keys()
    assert begun.startswith("[") or places.last in {(), *paths(tomli.loads(text))}


@given(st.text("[]{}='\"#\\,.\n a1å", max_size=30))
def test_any_text_at_all_is_followed_to_somewhere(text: str) -> None:
    places = Places(text).follow()
    assert 1 <= places.line(places.last) <= text.count("\n") + 1


def test_a_text_is_followed_no_further_than_is_asked() -> None:
    places = Places("a = 1\nb = 2\n[c]\n")
    assert places.line(("b",)) == 2
    assert ("c",) not in places.begins


def test_what_is_not_there_is_told_where_it_is_missing() -> None:
    places = Places("a = 1\n\n[b]\nc = 2\n\n[[d]]\ne = { f = 3 }\n[[d]]\n")
    assert places.line(("b", "x")) == 3
    assert places.line(("d", 1, "x")) == 8
    assert places.line(("d", 0, "e", "x")) == 7
    assert places.line(("x",)) == places.line(()) == 1


def test_each_element_has_its_line() -> None:
    places = Places('a = [\n  "x", # y\n  [\n    1,\n    2 ],\n  { b = [3,\n 4] }\n]\n')
    assert [places.line(("a", number)) for number in range(3)] == [2, 3, 6]
    assert [places.line(("a", 1, number)) for number in range(2)] == [4, 5]
    assert [places.line(("a", 2, "b", number)) for number in range(2)] == [6, 7]


def test_a_key_that_is_none_loses_the_rest() -> None:
    places = Places('a = 1\n"\\q" = 2\nb = 3\n').follow()
    assert (places.last, places.line(("b",))) == ((), 1)


def test_a_nest_beyond_what_can_be_followed_loses_the_rest() -> None:
    places = Places("a = 1\nb = " + "[" * 5000)
    assert places.line(("b",)) == 2
