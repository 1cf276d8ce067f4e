"""What is wrong with a text that is not TOML, in Swedish and with its place: tomli itself speaks English."""

import re

import tomli

from models.knowledge.finding import ROOT, Finding, named
from models.knowledge.pack_faults import DOUBLE, LISTED
from models.knowledge.toml_places import Places

_ASCII = "en nyckel skrivs med a–z, 0–9 och _: utan å, ä och ö"
_ENDLESS = "citattecken saknas: texten som börjar här tar aldrig slut"

# By how tomli's message begins; the first that fits is used.
_SAYS = (
    ("Invalid statement", "väntade en nyckel, en tabell eller en kommentar"),
    ("Invalid initial character for a key part", "väntade en nyckel"),
    ("Expected newline", "väntade ny rad, men fick ”{rest}”"),
    ("Expected '='", "väntade = efter nyckeln; en kommentar börjar med #"),
    ("Expected ']]'", "väntade ]] efter tabellens namn"),
    ("Expected ']'", "väntade ] efter tabellens namn"),
    ("Expected", _ENDLESS),
    ("Unterminated string", _ENDLESS),
    ("Illegal character", "väntade text utan radbrytning och styrtecken"),
    ("Found invalid character", "väntade text utan radbrytning och styrtecken"),
    ("Unescaped", "skriv bakstreck i texten dubbelt: \\\\"),
    ("Invalid hex value", "väntade en teckenkod efter bakstrecket"),
    ("Escaped character", "väntade en teckenkod som finns"),
    ("Unclosed array", "väntade ] som avslutar listan, eller ett kommatecken mellan två värden"),
    ("Unclosed inline table", "väntade } som avslutar tabellen, eller ett kommatecken mellan två nycklar"),
    ("Cannot declare", "tabellen finns redan"),
    ("Cannot overwrite", "nyckeln finns redan"),
    ("Duplicate inline table key", "nyckeln finns redan"),
    ("Cannot", "väntade en tabell som inte redan är färdig"),
    ("Invalid date", "väntade ett datum som finns, som 2025-04-15"),
    ("Invalid value", "väntade text inom citattecken, ett tal, true, false, ett datum eller en lista"),
)
# Slips of those who are new to TOML, by what a line is like outside its strings; the first that fits is used.
_SLIPS = (
    (r"(.*[{,])?\s*phone\s*=", 'skriv telefonnumret inom raka citattecken, som "011-12 34 56"'),
    (r".*=\s*\d+([.,]\d+)?\s*%", "skriv procenttalet utan %-tecken, som 80"),
    (r".*=\s*-?\d+\s*(dag|vecka|veckor|månad|år)", "skriv bara talet: enheten är nyckeln (days eller months)"),
    (r".*=\s*\d+,\d", "skriv talet som ett heltal, utan kommatecken"),
    (r".*[“”„‟‘’«»]", 'använd raka citattecken (") i stället för böjda'),
    (r".*[^\S \t]", "raden har ett mellanslag av annat slag: skriv det på nytt"),
    (r"\s*[^=#]*[^\s!-~][^=]*=", _ASCII),
    (r"\s*[\w-]+\s+[\w-]+\s*=", "en nyckel har inga mellanslag: skriv _ i stället"),
    (r"\s*[\w-]+\s*:", "skriv = mellan nyckeln och värdet, inte kolon"),
    (r".*=\s*(ja|nej|sant|falskt|yes|no|True|False)\b", "skriv true för ja och false för nej"),
    (r".*=\s*(?!\d{4}-\d\d-\d\d\b)\d{1,4}([-/. ]+\w+[-/. ]+\d|[-/.]\d+\s*$)", "skriv dagen som 2025-04-15"),
    (r".*=\s*\d{1,3}[ .]\d{3}\b", "skriv talet med bara siffror"),
    (r".*=\s*\(", "skriv en lista inom [ ]"),
)
_LONGEST_LINE = 1_000  # of a longer one, only the beginning is looked at for slips
_TWICE = {"tabellen finns redan", "nyckeln finns redan"}
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_HEADER = re.compile(r"\s*(\[+)\s*([\w.-]+)\s*(\]*)")


def toml_finding(error: tomli.TOMLDecodeError) -> Finding:
    """Why a text is not TOML, and where."""
    before = error.doc[: error.pos]
    if error.msg.startswith("Unclosed"):
        before = before.rstrip()  # what is missing is missing there, and not on the next line
    says = next((words for start, words in _SAYS if error.msg.startswith(start)), "väntade giltig TOML")
    if says is _ENDLESS:
        places = Places(before).follow()
        return _finding(places, says, places.line(places.last))
    line = error.doc[before.rfind("\n") + 1 :].partition("\n")[0][:_LONGEST_LINE]
    if says in _TWICE:
        return broken_after(before, _twice(Places(before).follow(), line, says))
    rest = error.doc[error.pos :].partition("\n")[0]
    if error.msg == "Invalid value" and rest[:1].isalpha():
        says = 'skriv text inom raka citattecken (")'
    return broken_after(before, _slip(line) or says.replace("{rest}", rest[:40]))


def broken_after(before: str, says: str) -> Finding:
    """What is wrong right after the first part of a text."""
    places = Places(before).follow()
    says += _swallowed(before[: places.begun].rstrip())
    return _finding(places, says, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _finding(places: Places, says: str, line: int, column: int = 0) -> Finding:
    try:
        data = tomli.loads(places.text[: places.begun])
    except ValueError:
        data = {}
    table, key = named(places.last, data)
    return Finding(says, line, column, table, key)


def _twice(places: Places, line: str, says: str) -> str:
    """What to say of a key or a table that is there already."""
    name, last = places.last[0], places.last[-1]
    if name in LISTED and line.lstrip().startswith("["):
        if last == name:
            return DOUBLE.format(name)
        return f"[{name}] på rad {places.line((name,))} ska ha dubbla hakparenteser: [[{name}]]"
    lacking = f" – saknas [[{name}]] ovanför?" if last == "key" and name in LISTED else ""
    return f"{says} på rad {places.line(places.last)}{lacking}"


def _swallowed(whole: str) -> str:
    """A question where the last text of many lines has tables in it: its end may be the beginning of the next one."""
    begins = whole.rfind('"""', 0, -3) if whole.endswith('"""') else -1
    if begins < 0 or "\n[" not in whole[begins:]:
        return ""
    return f' – saknas """ efter texten som börjar på rad {whole.count(chr(10), 0, begins) + 1}?'


def _slip(line: str) -> str:
    """What is better said in other words than TOML's own."""
    if header := _HEADER.match(line):
        opening, name, closing = header.groups()
        if not name.isascii():
            return _ASCII
        if len(opening) != len(closing):
            return f"skriv lika många hakparenteser före och efter {name}"
    outside = _STRING.sub("", line).partition("#")[0]
    if says := next((says for like, says in _SLIPS if re.match(like, outside)), ""):
        return says
    return "citattecken saknas i början eller slutet av texten" if outside.count('"') % 2 else ""


def too_big() -> Finding:
    """What to say of a text that is TOML, but with numbers or nesting beyond what Python reads."""
    return Finding("väntade tal och listor av rimlig storlek", table=ROOT)
