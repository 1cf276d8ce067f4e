"""Texts and files that are packs, and those that are not: whatever comes in, a pack or Swedish words come out."""

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.knowledge.pack_reader import FIRST, PackError, builtin_pack_text, pack_file_text, read_pack
from tests.models.knowledge.small_pack import GOOD, all_lines_of, lines_of


def test_a_good_pack_is_read() -> None:
    pack = read_pack(GOOD, "prov.toml")
    assert [step.key for step in pack.steps_of("vanlig")] == ["intervju", "anstall"]


@pytest.mark.parametrize("text", ["", " \n", "# bara en kommentar\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert all_lines_of(text) == ["Filen är tom."]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "gammal.toml"
    file.write_bytes(GOOD.encode("latin-1"))
    with pytest.raises(PackError) as caught:
        pack_file_text(file)
    assert str(caught.value).splitlines() == [
        "gammal.toml rad 3, kolumn 14: överst i filen, name: "
        "texten är inte sparad som UTF-8: välj UTF-8 när filen sparas",
        f"gammal.toml: {FIRST}",
    ]


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "prov.toml"
    file.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_pack(pack_file_text(file), file.name) == read_pack(GOOD, "prov.toml")


def test_lines_are_counted_as_an_editor_on_windows_does() -> None:
    assert lines_of(GOOD.replace('role = "chef"', "role = 1").replace("\n", "\r\n")) == [
        "rad 31: steps.intervju, role: väntade text inom citattecken, men fick 1"
    ]
    assert lines_of(GOOD.replace('role = "chef"', "role = x").replace("\n", "\r\n")) == [
        'rad 31, kolumn 8: steps.intervju, role: skriv text inom raka citattecken (")'
    ]


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(text, "x")
    assert all(line.startswith(("x: ", "x rad ")) and line.isprintable() for line in str(caught.value).split("\n"))


@given(st.data())
def test_a_real_pack_with_a_piece_changed_is_read_or_refused(data: st.DataObject) -> None:
    text = builtin_pack_text("vgr")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 40)))
    piece = data.draw(st.text(alphabet='ab[]{}="\n,.#1-\\', max_size=6))
    try:
        read_pack(text[:start] + piece + text[stop:], "x")
    except PackError as error:
        assert all(line.startswith(("x: ", "x rad ")) for line in str(error).split("\n"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abkey", max_size=4), inner, max_size=3),
    max_leaves=6,
)


def as_toml(value: object) -> str:
    match value:
        case None:
            return '""'
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(char if char.isalnum() else " " for char in value) + '"'
        case list():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f'"{key}" = {as_toml(item)}' for key, item in value.items()) + "}"
        case _:
            return str(value)


KEYS = st.sampled_from(
    [
        *("format", "code", "documents", "roles", "phases", "routes", "capacity", "bt", "steps", "x"),
        *("financing", "clocks", "intakes", "letters"),
    ]
)


@given(st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=2)))
@example({"format": 2**63})
def test_values_of_the_wrong_shape_are_refused_in_swedish(pack: dict[str, object]) -> None:
    with pytest.raises(PackError) as caught:
        read_pack("\n".join(f"{key} = {as_toml(value)}" for key, value in pack.items()), "x")
    assert "ett annat värde" not in str(caught.value)
