"""What pydantic found wrong with a pack, in Swedish, and named as a person would look for it in the file."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from models.knowledge.fault import Fault, likely
from models.knowledge.finding import inside
from models.knowledge.pack import Pack, Part
from models.knowledge.pack_base import (
    ANSWER_PATTERN,
    KEY_PATTERN,
    KRAV_PATTERN,
    MAILBOX_PATTERN,
    YEAR_DAY_PATTERN,
)
from models.knowledge.pack_hints import hint

_PATTERNS = {
    KEY_PATTERN: "en nyckel som börjar med a–z och har bara a–z, 0–9 och _",
    KRAV_PATTERN: "ett krav som OG4",
    ANSWER_PATTERN: "ett steg, eller ett steg och ett fält som intervju.studierektor",
    YEAR_DAY_PATTERN: "en dag på året som 31 mars",
    MAILBOX_PATTERN: "en e-postadress som namn@exempel.se",
}
# Tables that are written with double brackets, once for each; the rest of the tables with single ones.
LISTED = ("phases", "routes", "capacity", "financing", "clocks", "bt", "intakes", "steps")
_LONGEST = 60
DOUBLE = "skriv [[{0}]], med dubbla hakparenteser, för varje tabell"

_EXPECTED: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "ett värde, men nyckeln saknas",
    "string_type": lambda _: "text inom citattecken",
    "string_too_short": lambda _: "text som inte är tom",
    "string_too_long": lambda ctx: f"högst {ctx['max_length']} tecken",
    "string_pattern_mismatch": lambda ctx: _PATTERNS[ctx["pattern"]],
    "int_type": lambda _: "ett heltal utan citattecken",
    "int_parsing_size": lambda _: "ett mindre heltal",
    "bool_type": lambda _: "true eller false, utan citattecken",
    "date_type": lambda _: "ett datum utan citattecken, som 2025-04-15",
    "enum": lambda ctx: _choices(ctx["expected"]),
    "literal_error": lambda ctx: f"{ctx['expected']} utan citattecken, det enda som programmet kan läsa",
    "greater_than_equal": lambda ctx: f"minst {ctx['ge']}",
    "less_than_equal": lambda ctx: f"högst {ctx['le']}",
    "too_short": lambda ctx: f"minst {ctx['min_length']} i listan",
    "too_long": lambda ctx: f"högst {ctx['max_length']}",
    "tuple_type": lambda _: "en lista inom [ ]",
    "dict_type": lambda _: "en tabell",
    "model_type": lambda _: "en tabell inom { }",
}


def shape_faults(error: ValidationError, data: Mapping[str, Any]) -> tuple[Fault, ...]:
    """Every fault that pydantic found in the data of a pack; a key that is misspelt is not said to be missing too."""
    details = _weightiest(error.errors(include_url=False))
    missing = {detail["loc"] for detail in details if detail["type"] == "missing"}
    meant = {
        detail["loc"]: likely
        for detail in details
        if detail["type"] == "extra_forbidden" and (likely := _meant(detail["loc"], data, missing))
    }
    told = {(*loc[:-1], likely) for loc, likely in meant.items()}
    return tuple(
        _fault(one, meant.get(one["loc"], ""), missing, data) for one in details if one["loc"] not in missing & told
    )


def _weightiest(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without the lists that are too short only because of what is wrong with their elements."""
    inner = {detail["loc"][:-1] for detail in details}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def _meant(loc: tuple[int | str, ...], data: Mapping[str, Any], missing: Collection[tuple[int | str, ...]]) -> str:
    """The key that was meant by one that is close to it and is not in its table; first those that are missing."""
    node: Any = data
    for part in loc[:-1]:
        node = inside(node, part)
    absent = [name for name in _fields_at(loc) if not isinstance(node, dict) or name not in node]
    needed = [name for name in absent if (*loc[:-1], name) in missing]
    written = str(loc[-1])
    return likely(written, needed) or likely(written, absent)


def _fault(
    detail: ErrorDetails, meant: str, missing: Collection[tuple[int | str, ...]], data: Mapping[str, Any]
) -> Fault:
    # "[key]" is pydantic's own word for the name of an entry, which is the last name already
    path = tuple(part for part in detail["loc"] if part != "[key]")
    if detail["type"] == "too_long":
        path = (*path, detail["ctx"]["max_length"])  # the first that is too many
    if meant:
        return Fault(path, f"nyckeln finns inte: menade du {meant}?")
    if detail["type"] == "extra_forbidden" and path[-1:] in missing:
        return Fault(path, "nyckeln hör hemma överst i filen, före den första tabellen")
    return Fault(path, _says(detail, data))


def _says(detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    kind = detail["type"]
    if brackets := _brackets(detail):
        return brackets
    if kind == "extra_forbidden":
        return f"väntade en nyckel som finns ({', '.join(_fields_at(detail['loc']))}){_better(detail, data)}"
    words = _EXPECTED.get(kind)
    expected = words(detail.get("ctx", {})) if words else "ett annat värde"
    found = "" if kind == "missing" else f", men fick {_found(detail)}"
    table = f" – ska tabellen heta [{detail['loc'][0]}.NYCKEL]?" if kind == "model_type" and _is_named(detail) else ""
    return f"väntade {expected}{found}{table or _better(detail, data)}"


def _better(detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    better = hint(detail, data)
    return f" – skriv {better}" if better else ""


def _brackets(detail: ErrorDetails) -> str:
    """What to say of a table that has double brackets for single ones, or the other way round."""
    kind, value = detail["type"], detail["input"]
    name = ".".join(map(str, detail["loc"]))
    if kind == "tuple_type" and name in LISTED and isinstance(value, dict):
        return DOUBLE.format(name)
    doubled = isinstance(value, list) and any(isinstance(item, dict) for item in value)
    if kind in {"model_type", "dict_type"} and _is_named(detail) and doubled:
        return f"skriv [{name}{'.NYCKEL' if kind == 'dict_type' else ''}], med enkla hakparenteser"
    return ""


def _is_named(detail: ErrorDetails) -> bool:
    """Whether it is about a table that has a name of its own in its brackets."""
    return detail["loc"][0] in {"documents", "roles", "letters"}


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


def _found(detail: ErrorDetails) -> str:
    if detail["type"] in {"too_short", "too_long"}:
        return str(detail["ctx"]["actual_length"])
    match value := detail["input"]:
        case str():
            line = value.partition("\n")[0][:_LONGEST]
            return f"”{line}{'' if line == value else '…'}”"
        case bool():
            return str(value).lower()
        case list():
            return "en lista"
        case dict():
            return "en tabell"
        case datetime():
            return "en tidpunkt"
        case int() | float() | date():
            return str(value)[:_LONGEST]
        case _:
            return "något annat"
