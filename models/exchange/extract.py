"""A register extract as files: a text to read and to hand over, and the same as a table."""

from collections.abc import Iterator

from models.exchange.csv_file import csv_bytes
from models.exchange.whole_file import file_name
from models.queries.extract_parts import Extract, Item

_HEADER = ("avsnitt", "vad", "uppgift", "värde")
_INDENT = "    "


def extract_name(extract: Extract, suffix: str) -> str:
    """`Registerutdrag – Amina Öst – 2026-11-21 – 7f3a.txt`: of two who have one name each has a file."""
    return file_name("Registerutdrag", extract.name, str(extract.day), extract.mark, suffix=suffix)


def extract_text(extract: Extract) -> bytes:
    """The text, in UTF-8 with a mark first, so that every editor of Windows reads it right."""
    return "\r\n".join(_lines(extract)).encode("utf-8-sig")


def extract_csv(extract: Extract) -> bytes:
    """A row for each field, and one for what has none."""
    rows = (
        (part.title, item.what, name, value)
        for part in extract.parts
        for item in part.items
        for name, value in [(fact.name, fact.value) for fact in item.facts] or [("", "")]
    )
    return csv_bytes(_HEADER, rows)


def _lines(extract: Extract) -> Iterator[str]:
    yield f"REGISTERUTDRAG: {extract.name}"
    yield f"{extract.clinic}, {extract.day}"
    for part in extract.parts:
        yield from ("", "", part.title.upper(), "")
        for item in part.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    if item.what:
        yield item.what
    for fact in item.facts:
        first, *more = fact.value.split("\n")
        yield f"{_INDENT if item.what else ''}{fact.name}: {first}"
        yield from (f"{_INDENT * 2}{line}" for line in more)
