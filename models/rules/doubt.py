"""What is known of a day before anybody has answered: about when it is to be, and what it cannot come before.

A day without a year is read by it, and one that speaks against it is pointed out, never refused. Kept apart from what
finds it out, which reads the whole routine: every form has it, the door's too.
"""

from dataclasses import dataclass
from datetime import date, timedelta

_FAR = timedelta(days=92)  # three months: plans slip by weeks, a wrong year never by less


@dataclass(frozen=True)
class Expected:
    """About which day it is to be (`near`), by what (`near_what`), and the day that it cannot come before (`earliest`),
    by what; None and empty where nothing is known.
    """

    near: date | None = None
    near_what: str = ""
    earliest: date | None = None
    earliest_what: str = ""

    def doubt(self, day: date | None) -> str:
        """What speaks against a day, in Swedish; empty where nothing does."""
        if day is None:
            return ""
        if self.earliest is not None and self.earliest_what and day < self.earliest:
            return f"Dagen ligger före ”{self.earliest_what}”, {self.earliest}."
        if self.near is not None and self.near_what and abs(day - self.near) > _FAR:
            return f"Dagen ligger långt från {self.near_what}, {self.near}."
        return ""


NOTHING_KNOWN = Expected()
