"""What pydantic found wrong with a pack, in Swedish, and named as a person would look for it in the file."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.knowledge.fault import ROOT, Fault
from models.knowledge.pack import Pack, Part
from models.knowledge.pack_base import ANSWER_PATTERN, KEY_PATTERN, KRAV_PATTERN, MAILBOX_PATTERN

_PATTERNS = {
    KEY_PATTERN: "ett namn av små bokstäver a–z, siffror och understreck",
    KRAV_PATTERN: "ett krav som OG4",
    ANSWER_PATTERN: "ett steg, eller ett steg och ett fält som intervju.studierektor",
    MAILBOX_PATTERN: "en e-postadress som namn@exempel.se",
}
# Small tables that are written inside another one: their keys are named together with them.
_INLINE = frozenset({"source", "period", "due", "span", "usually"})

# Tables that are written with double brackets, once for each; the rest of the tables with single ones.
LISTED = ("phases", "routes", "capacity", "financing", "clocks", "bt", "intakes", "steps")
DOUBLE = "skriv [[{0}]], med dubbla hakparenteser, för varje tabell"

_EXPECTED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "ett värde, men nyckeln saknas",
    "string_type": lambda _: "text inom citattecken",
    "string_too_short": lambda _: "text som inte är tom",
    "string_too_long": lambda ctx: f"högst {ctx['max_length']} tecken",
    "string_pattern_mismatch": lambda ctx: _PATTERNS[ctx["pattern"]],
    "int_type": lambda _: "ett heltal",
    "bool_type": lambda _: "true eller false",
    "date_type": lambda _: "ett datum utan citattecken, som 2025-04-15",
    "enum": lambda ctx: _choices(ctx["expected"]),
    "literal_error": lambda ctx: f"{ctx['expected']}, det enda som programmet kan läsa",
    "greater_than_equal": lambda ctx: f"minst {ctx['ge']}",
    "less_than_equal": lambda ctx: f"högst {ctx['le']}",
    "too_short": lambda ctx: f"minst {ctx['min_length']} i listan",
    "too_long": lambda ctx: f"högst {ctx['max_length']} i listan",
    "tuple_type": lambda _: "en lista",
    "dict_type": lambda _: "en tabell",
    "model_type": lambda _: "en tabell",
}


def shape_faults(error: ValidationError, data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Every fault that pydantic found in the data of a pack; a key that is misspelt is not said to be missing too."""
    details = error.errors(include_url=False)
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    meant = {
        detail["loc"]: likely
        for detail in details
        if detail["type"] == "extra_forbidden" and (likely := _meant(detail["loc"], data, missing))
    }
    told = {(*loc[:-1], likely) for loc, likely in meant.items()}
    return tuple(_fault(one, data, meant.get(one["loc"], "")) for one in details if one["loc"] not in missing & told)


def _meant(loc: tuple[int | str, ...], data: Mapping[str, Any], missing: Collection[tuple[int | str, ...]]) -> str:
    """The key that was meant by one that is close to it and is not in its table; first those that are missing."""
    node: Any = data
    for part in loc[:-1]:
        node = _inside(node, part)
    absent = [name for name in _fields_at(loc) if not isinstance(node, dict) or name not in node]
    needed = [name for name in absent if (*loc[:-1], name) in missing]
    written = str(loc[-1]).lower()
    close = get_close_matches(written, needed, 1, _CLOSE) or get_close_matches(written, absent, 1, _CLOSE)
    return close[0] if close else ""


_CLOSE = 0.7


def _fault(detail: ErrorDetails, data: Mapping[str, Any], meant: str) -> Fault:
    table, key = _place(detail["loc"], data)
    kind = detail["type"]
    if meant:
        return Fault(table, key, "", says=f"nyckeln finns inte: menade du {meant}?")
    if kind in {"tuple_type", "model_type"} and (brackets := _brackets(detail)):
        return Fault(table, key, "", says=brackets)
    if kind == "extra_forbidden":
        return Fault(table, key, f"en nyckel som finns ({', '.join(_fields_at(detail['loc']))})")
    words = _EXPECTED.get(kind)
    expected = words(detail.get("ctx", {})) if words else "ett annat värde"
    found = "" if kind == "missing" else f", men fick {_found(detail['input'])}"
    return Fault(table, key, expected + found)


def _brackets(detail: ErrorDetails) -> str:
    """What to say of a table that has double brackets for single ones, or the other way round."""
    name = ".".join(map(str, detail["loc"]))
    if detail["type"] == "tuple_type" and name in LISTED and isinstance(detail["input"], dict):
        return DOUBLE.format(name)
    if detail["type"] == "model_type" and detail["loc"][0] in _NAMED and isinstance(detail["input"], list):
        return f"skriv [{name}], med enkla hakparenteser"
    return ""


_NAMED = ("documents", "roles", "letters")


def _place(loc: tuple[int | str, ...], data: Mapping[str, Any]) -> tuple[str, str]:
    """The table and the key of a location: items of a list go by their own key, else by their number from one."""
    names: list[str] = []
    node: Any = data
    for part in loc:
        if part == "[key]":  # pydantic's own word for "the name of this entry", which is the last name already
            continue
        node = _inside(node, part)
        if isinstance(part, str):
            names.append(part)
        elif isinstance(own := _inside(node, "key"), str) and own:
            names.append(own)
        elif isinstance(node, dict):
            names[-1] += f"[{part + 1}]"
    split = -2 if len(names) > 1 and names[-2] in _INLINE else -1
    return ".".join(names[:split]) or ROOT, ".".join(names[split:])


def _inside(node: Any, part: int | str) -> Any:
    try:
        return node[part]
    except (KeyError, IndexError, TypeError):
        return None


def _fields_at(loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys that may stand in the table that a location points into."""
    model: type[Part] = Pack
    for part in loc[:-1]:
        field = model.model_fields.get(str(part))
        model = (field and _part_in(field.annotation)) or model
    return tuple(model.model_fields)


def _part_in(annotation: Any) -> type[Part] | None:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    return next((part for inner in get_args(annotation) if (part := _part_in(inner))), None)


def _choices(expected: str) -> str:
    *first, last = re.findall(r"'([^']*)'", expected)
    return f"{', '.join(first)} eller {last}"


def _found(value: object) -> str:
    match value:
        case str():
            return f"”{value[:60]}”"
        case bool():
            return str(value).lower()
        case list():
            return "en lista"
        case dict():
            return "en tabell"
        case datetime():
            return "en tidpunkt"
        case int() | float() | date():
            return str(value)[:60]
        case _:
            return "något annat"
