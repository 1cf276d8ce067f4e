"""The two curricula (målbeskrivningar) for allmänmedicin: their objectives, and how long the training must be."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import tomli

ACTIVITIES = {
    "K": "klinisk tjänstgöring",
    "Ku": "kurs",
    "A": "auskultation",
    "U": "utvecklings- eller kvalitetsarbete",
    "V": "vetenskapligt arbete",
}

_FOLDER = files("models.knowledge") / "curricula"


@dataclass(frozen=True)
class Objective:
    """A delmål, and the activities (keys of ACTIVITIES) to do for it: all of them, unless `any_of`."""

    code: str
    title: str
    activities: tuple[str, ...] = ()
    any_of: bool = False


@dataclass(frozen=True)
class Curriculum:
    """A målbeskrivning; `minimum_months` is at full-time equivalent, with BT included where it has one."""

    code: str
    title: str
    minimum_months: int
    bt_minimum_months: int
    open_to: str
    bt: tuple[Objective, ...]
    st: tuple[Objective, ...]


@cache
def read_curriculum(code: str) -> Curriculum:
    """The curriculum with this code. Raises KeyError where there is none."""
    if code not in curriculum_codes():
        raise KeyError(code)
    data: dict[str, Any] = tomli.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    return Curriculum(
        code=code,
        title=data["title"],
        minimum_months=data["minimum_months"],
        bt_minimum_months=data.get("bt_minimum_months", 0),
        open_to=data.get("open_to", ""),
        bt=tuple(_objective(**row) for row in data.get("bt", ())),
        st=tuple(_objective(**row) for row in data["st"]),
    )


@cache
def curriculum_codes() -> tuple[str, ...]:
    """The codes of the curricula that there are, in order."""
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in _FOLDER.iterdir()))


def _objective(code: str, title: str, activities: str = "") -> Objective:
    words = tuple(filter(None, re.split(r"[+/]", activities)))
    return Objective(code, title, words, any_of="/" in activities)
