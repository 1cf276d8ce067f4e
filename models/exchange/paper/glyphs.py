"""The letters that can be printed: the font's own, and for others the nearest that it has."""

import unicodedata
from collections.abc import Container
from importlib.resources import files
from pathlib import Path

# Source Sans Pro by Adobe (SIL OFL 1.1): Latin with every accent in Europe and Vietnam, Greek and Cyrillic.
REGULAR = "SourceSansPro-Regular.ttf"
BOLD = "SourceSansPro-Semibold.ttf"
UNPRINTABLE = "?"


def font_file(name: str) -> Path:
    """Where the installed font lies."""
    return Path(str(files("font_source_sans_pro") / "files" / name))


def printable(text: str, font: Container[int]) -> str:
    """The text in letters that the font has: without an accent it lacks, and `?` where it has nothing near."""
    return "".join(_printable(char, font) for char in unicodedata.normalize("NFC", text))


def _printable(char: str, font: Container[int]) -> str:
    if char.isspace():
        return "\n" if char == "\n" else " "
    if not char.isprintable():
        return ""
    if ord(char) in font:
        return char
    near = [part for part in unicodedata.normalize("NFKD", char) if not unicodedata.combining(part)]
    if not near:
        return ""  # an accent that stands on nothing
    return "".join(part if ord(part) in font else UNPRINTABLE for part in near)
