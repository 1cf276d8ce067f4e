"""What is wrong with a text that is not TOML, in Swedish and with its place: tomllib itself speaks English."""

import re

from models.knowledge.fault import ROOT, Fault
from models.knowledge.pack_faults import DOUBLE, LISTED

# By how tomllib's message begins; the first that fits is used.
_EXPECTED = (
    ("Invalid statement", "ett namn, en tabell eller en kommentar"),
    ("Invalid initial character for a key part", "ett namn"),
    ("Expected newline", "ny rad efter värdet"),
    ("Expected '='", "ett likhetstecken efter namnet"),
    ("Expected ']]'", "]] efter tabellens namn"),
    ("Expected ']'", "] efter tabellens namn"),
    ("Expected", "ett citattecken som avslutar texten"),
    ("Unterminated string", "ett citattecken som avslutar texten"),
    ("Illegal character", "text utan radbrytning och styrtecken"),
    ("Found invalid character", "text utan radbrytning och styrtecken"),
    ("Unescaped", "dubbelt bakstreck i texten"),
    ("Invalid hex value", "en teckenkod efter bakstrecket"),
    ("Escaped character", "en teckenkod som finns"),
    ("Unclosed array", "] som avslutar listan"),
    ("Unclosed inline table", "} som avslutar tabellen"),
    ("Cannot declare", "en tabell som inte redan finns"),
    ("Cannot overwrite", "ett namn som bara används en gång"),
    ("Duplicate inline table key", "ett namn som bara används en gång"),
    ("Cannot", "en tabell som inte redan är färdig"),
    ("Invalid date", "ett datum som finns, som 2025-04-15"),
    ("Invalid value", "text inom citattecken, ett tal, true, false, ett datum eller en lista"),
)
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)$")
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_KEY = re.compile(r"""\s*([\w.-]+)\s*=\s*(?:["']([\w.-]*)["'])?""")


def toml_fault(message: str, text: str) -> Fault:
    """The fault behind a message of tomllib about this text."""
    lines = text.replace("\r\n", "\n").split("\n")
    place = _PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (len(lines), len(lines[-1]) + 1)
    expected = next((words for start, words in _EXPECTED if message.startswith(start)), "giltig TOML")
    here = lines[line - 1]
    key = _KEY.match(here)
    says = _plainer(message, here)
    return Fault(_table(lines[: line - 1]), key[1] if key else "", expected, f"rad {line}, kolumn {column}", says)


def _plainer(message: str, line: str) -> str:
    """What is better said in other words than TOML's own: the slips of those who are new to it."""
    header = _HEADER.match(line)
    if header and header[1] == "[" and header[2] in LISTED:
        return DOUBLE.format(header[2])
    rest = _STRING.sub("", line)  # what is not within straight quotation marks
    if any(mark in rest for mark in "“”„‟‘’«»"):
        return 'använd raka citattecken (") i stället för böjda'
    if message.startswith("Unterminated string"):
        return "citattecken saknas: texten tar aldrig slut"
    if rest.partition("#")[0].count('"') % 2:
        return "citattecken saknas i början eller slutet av texten"
    return ""


def too_big() -> Fault:
    """The fault of a text that is TOML, but with numbers or nesting beyond what Python reads."""
    return Fault(ROOT, "", "tal och listor av rimlig storlek")


def _table(lines: list[str]) -> str:
    """The table that is open after these lines, named as everywhere else: `steps.intervju` or `steps[7]`."""
    table, name, seen = ROOT, "", dict[str, int]()
    for line in lines:
        if header := _HEADER.match(line):
            name = header[2]
            seen[name] = seen.get(name, 0) + 1
            table = f"{name}[{seen[name]}]" if header[1] == "[[" else name
        elif (key := _KEY.match(line)) and key[1] == "key" and key[2] and table.endswith("]"):
            table = f"{name}.{key[2]}"
    return table
