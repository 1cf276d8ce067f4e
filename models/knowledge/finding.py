"""Faults as a person finds them in the file: by line, table and key."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from models.knowledge.fault import Fault
from models.knowledge.toml_places import Path, Places

ROOT = "överst i filen"

# Small tables that are written inside another one: their keys are named together with them.
_INLINE = frozenset({"source", "period", "due", "span", "usually"})


@dataclass(frozen=True)
class Finding:
    """What is wrong, in Swedish, and where: "rad 40, kolumn 17", empty where it is about the whole file."""

    says: str
    line: int = 0
    column: int = 0
    table: str = ""
    key: str = ""

    @property
    def spot(self) -> str:
        """The line, and the column where it is known; empty where it is about the whole file."""
        return f"rad {self.line}{f', kolumn {self.column}' if self.column else ''}" if self.line else ""

    def __str__(self) -> str:
        place = ", ".join(filter(None, (self.table, self.key)))
        line = ": ".join(filter(None, (self.spot, place, self.says)))
        # What stands in the file is shown in a terminal: nothing from it may steer one.
        return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in line)


def find(faults: Iterable[Fault], text: str, data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The faults of a text and of the data that it holds, in order of line."""
    if not (told := tuple(faults)):
        return ()
    places = Places(text)
    return tuple(sorted((_finding(fault, places, data) for fault in told), key=lambda finding: finding.line))


def _finding(fault: Fault, places: Places, data: Mapping[str, Any]) -> Finding:
    twin = f" på rad {places.line(fault.twin)}" if fault.twin else ""
    table, key = named(fault.path, data)
    return Finding(fault.says + twin, places.line(fault.path), table=table, key=key)


def named(path: Path, data: Mapping[str, Any]) -> tuple[str, str]:
    """The table and the key of a path: items of a list go by their own key, else by their number from one."""
    names: list[str] = []
    node: Any = data
    for part in path:
        node = inside(node, part)
        if isinstance(part, str):
            names.append(part)
        elif isinstance(own := inside(node, "key"), str) and own:
            names.append(own)
        elif isinstance(node, dict):
            names[-1] += f"[{part + 1}]"
    if isinstance(node, dict) and names and names[-1] not in _INLINE:
        return ".".join(names), ""
    split = -2 if len(names) > 1 and names[-2] in _INLINE else -1
    return ".".join(names[:split]) or ROOT, ".".join(names[split:])


def inside(node: Any, part: int | str) -> Any:
    """What stands in a table or a list by this name or number; None where nothing does."""
    try:
        return node[part]
    except (KeyError, IndexError, TypeError):
        return None
