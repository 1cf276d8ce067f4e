"""What can be wrong with the log, in words: entries of a kind that follow on each other are named together."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any


class Fault(Enum):
    """What is wrong with one entry, and with several in a row, as it follows on their numbers."""

    CHANGED = "är ändrad sedan den skrevs", "är ändrade sedan de skrevs"
    LAST_IS_ODD = "är ändrad sedan den skrevs, eller tillagd vid sidan av programmet", ""
    INSERTED = "är inskjuten i efterhand", "är inskjutna i efterhand"
    REPLACED = "följer inte på posten före: en av dem är utbytt", "följer inte på varandra: de är utbytta"
    MISSING = "är borttagen", "är borttagna"
    CONTENT_CHANGED = "säger något annat än när den skrevs", "säger något annat än när de skrevs"
    CONTENT_MISSING = "är tömd utan beslut", "är tömda utan beslut"


@dataclass
class Finding:
    """A fault of the entries `first` to `last`, with the times of these two; of missing ones, of their neighbours."""

    fault: Fault
    first: int
    last: int
    since: str
    until: str

    @property
    def entries(self) -> str:
        """`Loggens post 12 (2026-11-21 10.30)`."""
        if self.fault is Fault.MISSING:
            when = f"mellan {self.since} och {self.until}" if self.since else f"före {self.until}"
        else:
            when = self.since if self.since == self.until else f"{self.since} till {self.until}"
        numbers = f"post {self.first}" if self.first == self.last else f"poster {self.first}–{self.last}"
        return f"Loggens {numbers} ({when})"

    def __str__(self) -> str:
        one, several = self.fault.value
        return f"{self.entries} {one if self.first == self.last else several}."


class Findings:
    """The faults that have been found so far."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._latest: dict[Fault, Finding] = {}

    def add(self, fault: Fault, seq: int, at: Any) -> None:
        """One entry that is at fault."""
        latest, when = self._latest.get(fault), moment(at)
        if latest is not None and latest.last == seq - 1 and fault.value[1]:
            latest.last, latest.until = seq, when
        else:
            self._latest[fault] = Finding(fault, seq, seq, when, when)
            self._found.append(self._latest[fault])

    def add_missing(self, first: int, last: int, before: Any, after: Any) -> None:
        """Entries that are not there, between two that are."""
        self._found.append(Finding(Fault.MISSING, first, last, moment(before) if before else "", moment(after)))

    def __iter__(self) -> Iterator[Finding]:
        return iter(sorted(self._found, key=lambda one: one.first))


def moment(at: Any) -> str:
    """A stored time as it is read here: `2026-11-21 10.30`, or `okänd tid` where it is none."""
    try:
        return f"{datetime.fromisoformat(at).astimezone():%Y-%m-%d %H.%M}"
    except (ValueError, TypeError, OverflowError):
        return "okänd tid"
