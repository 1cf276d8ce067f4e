"""Text from people: cleaned when it comes in, sorted and searched the Swedish way."""

import unicodedata
from datetime import date

_SWEDISH_ORDER = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ü": "y"})
_KEPT = {"å", "ä", "ö"}


def clean(text: str, *, lines: bool = False) -> str:
    """NFC, without anything that a terminal could obey; line breaks stay only where `lines` is true."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", "".join(_shown(char, lines) for char in text)).strip()


def _shown(char: str, lines: bool) -> str:
    if char == "\n":
        return "\n" if lines else " "
    if char == "\t" or (char.isspace() and not char.isprintable()):
        return " "
    return char if char.isprintable() else ""


def masked(personnummer: str) -> str:
    """A personnummer as it may be seen: `19800101-****`; nothing where there is none."""
    return f"{personnummer[:8]}-****" if personnummer else ""


def as_typed(value: object) -> str:
    """A stored value as a person would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return value.isoformat() if isinstance(value, date) else str(value)


def thousands(number: int) -> str:
    """`8 200`, held together."""
    return f"{number:,}".replace(",", "\u00a0")


def counted(number: int, one: str, several: str) -> str:
    """`1 dag`, `2 dagar`."""
    return f"{number} {one if number == 1 else several}"


def in_days(number: int) -> str:
    """`1 dag`, `14 dagar`."""
    return counted(number, "dag", "dagar")


def in_months(least: int | None, most: int | None) -> str:
    """What lies between two limits: `3–6 månader`, `minst 1 månad`, `högst 6 månader`; empty where there are none."""
    word = "månad" if (most or least) == 1 else "månader"
    if least and most:
        return f"{least}–{most} {word}" if least != most else f"{most} {word}"
    return f"minst {least} {word}" if least else f"högst {most} {word}" if most else ""


def swedish_key(text: str) -> str:
    """A sort key in Swedish order: å, ä and ö last, ü as y, other accents as their bare letter, case ignored."""
    ordered = unicodedata.normalize("NFC", text.casefold()).translate(_SWEDISH_ORDER)
    return "".join(_bare(char) for char in ordered)


def fold(text: str) -> str:
    """Text as it is searched: case and foreign accents ignored, å, ä and ö letters of their own."""
    return "".join(_bare(char) for char in unicodedata.normalize("NFC", text.casefold()))


def _bare(char: str) -> str:
    if char.isascii() or char in _KEPT:
        return char
    return unicodedata.normalize("NFD", char)[0]
