"""What every part of a region pack is made of: strict values, sources, and rules that say where they stand."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from models.knowledge.vocabulary import MONTHS

KEY_PATTERN = r"^[a-z][a-z0-9_]*$"
KRAV_PATTERN = r"^[A-Z]{2,5}[0-9]{1,3}$"
MAILBOX_PATTERN = r"^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$"
YEAR_DAY_PATTERN = rf"^([1-9]|[12][0-9]|3[01]) ({'|'.join(MONTHS)})$"
ANSWER_PATTERN = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$"

# Strict, because pydantic would otherwise read "yes" as true and 20250415 as a day in 1970.
Key = Annotated[str, StringConstraints(pattern=KEY_PATTERN, max_length=40)]
Answer = Annotated[str, StringConstraints(pattern=ANSWER_PATTERN, max_length=81)]
Words = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Mailbox = Annotated[str, StringConstraints(pattern=MAILBOX_PATTERN)]
Krav = Annotated[str, StringConstraints(pattern=KRAV_PATTERN)]
YearDay = Annotated[str, StringConstraints(pattern=YEAR_DAY_PATTERN)]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, Strict()]
Days = Annotated[int, Strict(), Field(ge=1, le=3660)]
Months = Annotated[int, Strict(), Field(ge=1, le=120)]
Listed = Annotated[int, Strict(), Field(ge=1)]


class Part(BaseModel):
    """A piece of a pack: strict, frozen, no unknown keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Part):
    """Where a rule stands: a document of the pack and the heading in it."""

    document: Key
    heading: Words


class Rule(Part):
    """A rule in our own words, where it stands first and where `also`, and the requirement ids it fulfils."""

    rule: Words
    source: Source
    also: tuple[Source, ...] = ()
    krav: tuple[Krav, ...] = ()

    @property
    def sources(self) -> tuple[Source, ...]:
        """Everywhere that it stands."""
        return (self.source, *self.also)
