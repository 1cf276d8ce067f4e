"""What to write instead, for the slips that those who write their first pack make."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from pydantic_core import ErrorDetails

from models.knowledge.fault import likely
from models.knowledge.vocabulary import MONTHS

_PLAIN = str.maketrans("åäöéü", "aaoeu")
_EXAMPLES = {
    "source": '{ document = "…", heading = "…" }',
    "due": '{ after = "start", days = 14 }',
    "period": "{ min_months = 3, max_months = 6 }",
    "usually": "{ min_months = 6, max_months = 12 }",
    "span": '{ start = "…", end = "…", min_days = 14 }',
}
_YES = {"ja": "true", "sant": "true", "yes": "true", "true": "true", "1": "true"}
_NO = {"nej": "false", "falskt": "false", "no": "false", "false": "false", "0": "false"}
# Where a reference leads, by the key that it stands under; every other leads to a step.
_LEADS_TO = {
    **{"document": "documents", "letter": "letters", "phase": "phases", "routes": "routes"},
    **dict.fromkeys(("role", "contact", "driver", "to"), "roles"),
}
_DAY_AND_MONTH = re.compile(
    rf"(?:den )?([1-9]|[12]\d|3[01])(?:[:.]?[ae])? ?/? ?({'|'.join(MONTHS)}|\d{{1,2}})\.?(?: (\d{{4}}))?"
)
# Words of other languages and other programs for what a pack calls in its own way.
_SAME = {
    **dict.fromkeys(("date", "day", "dag"), "datum"),
    **dict.fromkeys(("number", "integer", "int", "tal", "nummer"), "antal"),
    **dict.fromkeys(("boolean", "bool", "yes_no", "ja"), "ja_nej"),
    **dict.fromkeys(("string", "str", "fritext"), "text"),
    **dict.fromkeys(("document", "dokument", "paper", "papper", "fil"), "handling"),
    **dict.fromkeys(("month", "monthly", "manadsvis"), "månad"),
    **dict.fromkeys(("year", "yearly", "arlig", "arligen"), "år"),
}
_NOT_SO_OFTEN = {"kvartal", "quarter", "vecka", "week", "dag", "day", "termin"}
_TIMES = {
    **dict.fromkeys(("weeks", "week", "veckor", "vecka"), ("days", 7)),
    **dict.fromkeys(("dagar", "dag"), ("days", 1)),
    **dict.fromkeys(("manader", "manad"), ("months", 1)),
    **dict.fromkeys(("years", "year", "ar"), ("months", 12)),
}
_LONGEST = 60
_FREE = {"version", "name", "title", "heading", "label", "who", "rule"}  # texts that may well be a number or a day


def hint(detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    """What to write instead of a value; empty where nothing is likely to have been meant."""
    told = _HINTS.get(detail["type"])
    value = detail["input"]
    if told is None or (isinstance(value, str) and (len(value) > _LONGEST or not value.isprintable())):
        return ""
    return told(detail, data)


def plain_key(text: str) -> str:
    """A key made of any words: `Godkänn behovet` is `godkann_behovet`."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().translate(_PLAIN)).strip("_")


def _key(detail: ErrorDetails, data: Mapping[str, Any]) -> str:
    """Of a name that is made here, the same without what a key cannot have; of a reference, the key that was meant."""
    value, at = str(detail["input"]), detail["loc"][-1]
    if at == "by":
        return _year_day(value)
    if at == "mailbox" or "krav" in detail["loc"]:
        return ""
    if at in {"key", "code", "[key]"}:
        return f'"{plain_key(value)}"' if at != "[key]" else plain_key(value)
    named = next(part for part in detail["loc"][::-1] if isinstance(part, str))
    names = dict(_names(data.get(_LEADS_TO.get(named, "steps"))))
    step, dot, field = value.partition(".")
    meant = names.get(value) or likely(plain_key(step), set(names.values()))
    return f'"{meant}{dot}{plain_key(field)}"' if meant and "." not in field else ""


def _names(parts: object) -> Iterator[tuple[str, str]]:
    """The keys of a table's parts, each under the name that people know it by."""
    if isinstance(parts, dict):
        parts = [{"key": key, **part} for key, part in parts.items() if isinstance(part, dict)]
    for part in parts if isinstance(parts, list) else ():
        if isinstance(part, dict) and isinstance(key := part.get("key"), str):
            yield str(part.get("title") or part.get("name") or key), key


def _year_day(value: object) -> str:
    if isinstance(value, date):
        return f'"{value.day} {MONTHS[value.month - 1]}"'
    if found := _DAY_AND_MONTH.fullmatch(str(value).strip().lower()):
        day, month, _year = found.groups()
        if number := _month(month):
            return f'"{int(day)} {MONTHS[number - 1]}"'
    return ""


def _month(text: str) -> int:
    """The number of a month; 0 where there is none such."""
    if text.isdecimal():
        return int(text) if 1 <= int(text) <= len(MONTHS) else 0
    return MONTHS.index(text) + 1 if text in MONTHS else 0


def _number(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    value = detail["input"]
    if isinstance(value, float):
        share = detail["loc"][-1] == "percent" and 0 < value <= 1
        return f"{value * 100:.0f}" if share else ""
    text = str(value).strip().lower()
    if text in MONTHS:
        return str(_month(text))
    found = re.fullmatch(r"(\d[\d ]*)(%|[^\d,.]*)", text.replace("\N{NO-BREAK SPACE}", " "))
    return found.group(1).replace(" ", "") if found else ""


def _at_least(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    value = detail["input"]
    if not isinstance(value, int) or value >= 0:
        return ""
    before = (
        f'{{ before = "steg.datum", {detail["loc"][-1]} = {-value} }} om det är en tid före ett datum, annars {-value}'
    )
    return before if "due" in detail["loc"] else str(-value)


def _text(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    value, at = detail["input"], detail["loc"][-1]
    if at == "by":
        return _year_day(value)
    if at == "phone":
        return 'numret inom citattecken med nollan först, som "011-12 34 56"'
    return f'"{value}"' if at in _FREE and isinstance(value, (int, float, date)) else ""


def _day(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    text = str(detail["input"]).strip().lower()
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    if (found := _DAY_AND_MONTH.fullmatch(text)) and found.group(3) and (month := _month(found.group(2))):
        return f"{found.group(3)}-{month:02}-{int(found.group(1)):02}"
    return ""


def _list(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    value = detail["input"]
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    return f'["{value}"]' if isinstance(value, str) else f"[{value}]"


def _table(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    return _EXAMPLES.get(str(detail["loc"][-1]), "")


def _yes_or_no(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    return (_YES | _NO).get(str(detail["input"]).strip().lower(), "")


def _choice(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    choices = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
    plain = {plain_key(choice): choice for choice in choices}
    written = plain_key(str(detail["input"]))
    if detail["loc"][-1] == "every" and written in _NOT_SO_OFTEN:
        return f'"månad" eller "år": {str(detail["input"]).lower()} finns inte'
    same = _SAME.get(written)
    meant = same if same in choices else plain.get(likely(written, plain))
    return f'"{meant}"' if meant else ""


def _unknown_key(detail: ErrorDetails, _data: Mapping[str, Any]) -> str:
    """Of a time limit in a measure that there is none for, or by its Swedish name, the same in one that there is."""
    key, times = _TIMES.get(str(detail["loc"][-1]).lower(), ("", 0))
    value = detail["input"]
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return f"{key} = {value * times}" if key and is_number and detail["loc"][-2:-1] == ("due",) else ""


_HINTS: Mapping[str, Callable[[ErrorDetails, Mapping[str, Any]], str]] = {
    "string_pattern_mismatch": _key,
    "int_type": _number,
    "int_from_float": _number,
    "greater_than_equal": _at_least,
    "string_type": _text,
    "date_type": _day,
    "tuple_type": _list,
    "model_type": _table,
    "bool_type": _yes_or_no,
    "enum": _choice,
    "extra_forbidden": _unknown_key,
}
