"""Where everything in a TOML text stands: tomli gives the values of a text, but not their places."""

import re
from collections import defaultdict
from contextlib import suppress

import tomli

Path = tuple[str | int, ...]

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')"""
_DOTTED = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*+"
_HEADER = re.compile(rf"(\[\[?)[ \t]*({_DOTTED})[ \t]*\]{{0,2}}")
_KEY = re.compile(rf"({_DOTTED})[ \t]*=[ \t]*")
_PARTS = re.compile(_PART)
# Commas count as gaps: tomli has seen to it that they stand where they should.
_GAP = re.compile(r"(?:[ \t\r\n,]|#[^\n]*+)*+")
_SCALAR = re.compile(
    r'''
    """(?:[^"\\]++|\\.|"(?!""))*+"{3,5}
    | \'{3}(?:[^']++|'(?!''))*+'{3,5}
    | (?!""")"(?:[^"\\\n]|\\.)*+"
    | (?!\'{3})'[^'\n]*+'
    | \d{4}-\d\d-\d\d[ ]\d[^\s,\]}#]*+
    | [^\s,\[\]{}#"']++
    ''',
    re.VERBOSE | re.DOTALL,
)
_CLOSES = {"[": "]", "{": "}"}


class Places:
    """The place of every table, key and element, by its path in what tomli reads: `("steps", 7, "due", "after")`.

    The text is followed only as far as is asked for; one that is not TOML as far as it can be.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.begins: dict[Path, int] = {}
        self.last: Path = ()  # what the text is within, as far as it has been followed
        self._at = 0
        self._table: Path = ()
        self._opened: defaultdict[Path, int] = defaultdict(int)  # how many elements [[…]] has given a list
        self._skip()
        self.begun = self._at  # where the statement that it is within begins

    def line(self, path: Path) -> int:
        """The line, from one, where a path begins; of what is not there, that of the table where it is missing."""
        self.follow(path)
        while path and path not in self.begins:
            path = path[:-1]
        return self.text.count("\n", 0, self.begins.get(path, 0)) + 1

    def follow(self, path: Path | None = None) -> "Places":
        """Follow the text to a path, or as far as it goes."""
        with suppress(ValueError, RecursionError):  # lost, or what tomli says of a key
            while self._at < len(self.text) and path not in self.begins:
                self._statement()
            return self
        self._at = len(self.text)
        return self

    def _statement(self) -> None:
        if self.text[self._at] == "[":
            self._open()
        else:
            self._pair(self._table)
        end = self._at
        self._skip()
        if "\n" in self.text[end : self._at]:
            self.begun, self.last = self._at, self._table

    def _open(self) -> None:
        begins = self._at
        header = self._take(_HEADER)
        *parents, name = _names(header[2])
        path: Path = ()
        for parent in parents:
            path = (*path, parent)
            self._meet(path, begins)
            if path in self._opened:
                path = (*path, self._opened[path] - 1)
        path = (*path, name)
        self._meet(path, begins)
        if header[1] == "[[":
            self._opened[path] += 1
            path = (*path, self._opened[path] - 1)
            self._meet(path, begins)
        self._table = path

    def _pair(self, table: Path) -> None:
        begins = self._at
        path = table
        for name in _names(self._take(_KEY)[1]):
            path = (*path, name)
            self._meet(path, begins)
        self._value(path)

    def _value(self, path: Path) -> None:
        closing = _CLOSES.get(self.text[self._at : self._at + 1])
        if closing is None:
            self._take(_SCALAR)
            return
        self._at += 1
        self._skip()
        number = 0
        while not self.text.startswith(closing, self._at):
            if self._at == len(self.text):
                raise _Lost
            if closing == "]":
                element = (*path, number)
                self._meet(element, self._at)
                self._value(element)
                number += 1
            else:
                self._pair(path)
            self._skip()
        self._at += 1

    def _meet(self, path: Path, at: int) -> None:
        self.last = path
        self.begins.setdefault(path, at)

    def _skip(self) -> None:
        self._take(_GAP)

    def _take(self, what: re.Pattern[str]) -> re.Match[str]:
        found = what.match(self.text, self._at)
        if found is None:
            raise _Lost
        self._at = found.end()
        return found


class _Lost(ValueError):
    """The text cannot be followed further."""


def _names(dotted: str) -> list[str]:
    return [_unquoted(part) for part in _PARTS.findall(dotted)]


def _unquoted(part: str) -> str:
    return next(iter(tomli.loads(f"{part} = 0"))) if part[0] in "\"'" else part
