"""What a story of the demo says: who somebody is and what happened, in days before today."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Said:
    """What was recorded on a step so many days ago, instead of plainly done.

    `values` are the form's own texts, read on that day: `+21` is three weeks later.
    """

    ago: int
    values: Mapping[str, str] = field(default_factory=dict)


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
    of a step replaces that, also beyond the stop.
    """

    name: str
    came: int
    facts: Mapping[str, str]
    supervisor: str = ""
    director: str = ""
    route: str = ""
    began: int = 0
    pace: int = 4
    stops_at: str = ""
    said: Mapping[str, Said] = field(default_factory=dict)
    notes: tuple[tuple[int, str], ...] = ()
    ending: Ending | None = None


@dataclass(frozen=True)
class Demo:
    """A region's demo: its vårdcentral, the people who work there, and the candidates' stories."""

    clinic: Mapping[str, object]
    colleagues: tuple[Mapping[str, str], ...]
    stories: tuple[Story, ...]
