"""What is known of a backup: its file, and what restoring it would do. For every layer; no file is touched here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from models.rules.chain import ChainHead


@dataclass(frozen=True)
class Copy:
    """A backup, or a register that a restore has put aside.

    `schema`, `head`, the last link of its log, and `digest` are what its manifest says, and None where it says nothing
    of them. One that is encrypted is opened by a password that was its user's when it was made. `named` is the kind,
    and the moment in local time, that stand in a name that the program has given it.
    """

    file: Path
    made_at: datetime
    size: int
    schema: int | None
    head: ChainHead | None
    digest: str | None
    encrypted: bool
    named: tuple[str, datetime] | None


class Proof(StrEnum):
    """What can be told of a backup before anybody has given the password of its day."""

    UNTOUCHED = "hel"
    DAMAGED = "skadad"
    LATER = "prövas när du skriver lösenordet"


@dataclass(frozen=True)
class Kept:
    """What came of keeping backups: the new one, if one was due, and what is wrong with the second folder."""

    copy: Path | None
    second_fault: str = ""


@dataclass(frozen=True)
class Difference:
    """What restoring a backup would do: the people who would be gone, as they were then, or back; users likewise.

    `lost` counts the log's entries that the backup has not, and `back` those that only it has; both are None where one
    of the two is from before the log was a chain. `removed` are the users who have been removed since, by id, and who
    are to be removed again; but never so that the backup has no chief.
    """

    lost: int | None
    back: int | None
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    returning: tuple[str, ...]
    users_gone: tuple[str, ...]
    removed: Mapping[UUID, str]

    @property
    def is_none(self) -> bool:
        """Whether the register would be as it is."""
        return not (self.lost or self.back or self.gone or self.returning or self.users_gone or self.removed)
