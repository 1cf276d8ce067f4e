"""What a story of the demo says: who somebody is and what happened, in days before today."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """What was recorded on a step so many days ago, instead of plainly done.

    `values` and `answers` are the form's own texts, read on that day: `+21` is three weeks later. An answer stands in
    for the usual one.
    """

    ago: int
    values: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def done(ago: int, reason: str = "", **answers: str) -> Said:
    """Done on that day, with these answers; what falls short of the routine has its reason."""
    return Said(ago, {"reason": reason}, answers)


def waiting(ago: int, remind: int | None = None, note: str = "") -> Said:
    """Waiting since then; `remind` is in days from today, below 0 where it has passed."""
    return Said(ago, {"state": "waiting", "remind_on": _on(ago, remind), "note": note})


def planned(ago: int, remind: int, note: str = "") -> Said:
    """Still to do, on a day that was set then; `remind` as for `waiting`."""
    return Said(ago, {"state": "open", "remind_on": _on(ago, remind), "note": note})


def running(ago: int, days: int = 0) -> Said:
    """A period that began then, or so many days before it was recorded."""
    return Said(ago, {"state": "open", "from_on": f"-{days}"})


def ended(ago: int, days: int, reason: str = "") -> Said:
    """A period of so many days that ended then; one that is too short has its reason."""
    return Said(ago, {"from_on": f"-{days}", "to_on": "idag", "reason": reason})


def passed(ago: int, reason: str) -> Said:
    """A gate that the chief passed."""
    return Said(ago, {"state": "passed", "reason": reason})


def _on(ago: int, day: int | None) -> str:
    return "" if day is None else f"+{ago + day}"


@dataclass(frozen=True)
class Rest:
    """A step that was put to rest in Idag so many days ago, until so many days from today; no step is the route."""

    ago: int
    until: int
    note: str
    step: str = ""


@dataclass(frozen=True)
class Ending:
    """How somebody's way ended."""

    ago: int
    outcome: str
    reason: str


@dataclass(frozen=True)
class Story:
    """A candidate's way.

    `facts` are the candidate form's own texts, read on the day they came: `-400` is a date 400 days before that.
    The steps of the route are done one after the other, `pace` days apart, until `stops_at` or the end; what is `said`
    of a step replaces that, also beyond the stop. What comes back is kept up with, but for the latest months that the
    clinic is `behind` with.
    """

    name: str
    came: int
    facts: Mapping[str, str] = field(default_factory=dict)
    supervisor: str = ""
    director: str = ""
    route: str = ""
    began: int = 0
    pace: int = 4
    stops_at: str = ""
    said: Mapping[str, Said] = field(default_factory=dict)
    notes: tuple[tuple[int, str], ...] = ()
    rest: Rest | None = None
    behind: int = 0
    ending: Ending | None = None

    def is_done(self, step: str) -> bool:
        """Whether a step that the story tells of is done, by what is said of it."""
        return step not in self.said or self.said[step].values.get("state", "done") == "done"


@dataclass(frozen=True)
class Demo:
    """A region's demo: its vårdcentral, the people who work there, and the candidates' stories."""

    clinic: Mapping[str, object]
    colleagues: tuple[Mapping[str, str], ...]
    stories: tuple[Story, ...]
