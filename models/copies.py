"""What is known of a backup: its file, and what restoring it would do. For every layer; no file is touched here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from models.rights import Role
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
    """What came of keeping backups: the new one, if one was due, and what is wrong with the second folder.

    `dropped` is what to say where there is none since a restore took the setting back, and nobody has decided it.
    """

    copy: Path | None
    second_fault: str = ""
    dropped: str = ""


@dataclass(frozen=True)
class SecondFolder:
    """A folder that copies of the backups go to, or have gone to, and this register's own folder in it, `home`.

    `holds_erased` is whether a copy there may be from before somebody was erased.
    """

    folder: Path
    home: Path
    present: bool
    reached: bool
    holds_erased: bool


@dataclass(frozen=True)
class RowDifference:
    """What restoring a backup would do to the rows of a table that belong to no person: by what they are called."""

    gone: tuple[str, ...]
    changed: tuple[str, ...]
    returning: tuple[str, ...]

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many of each."""
        return len(self.gone), len(self.changed), len(self.returning)


@dataclass(frozen=True)
class DraftDifference:
    """What restoring a backup would do to drafts: to one's `own`, by the kind of form, and how many of `others`.

    Those are how many would be gone, other, and back. Where it is not `known` who asks, all are counted there.
    """

    own: RowDifference = RowDifference((), (), ())
    others: tuple[int, int, int] = (0, 0, 0)
    known: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything would be other than it is."""
        return any((*self.own.counts, *self.others))


@dataclass(frozen=True)
class Difference:
    """What restoring a backup would do: the people who would be gone, as they were then, or back; users likewise.

    `lost` counts the log's entries that the backup has not, and `back` those that only it has; both are None where one
    of the two is from before the log was a chain. `erased_again` are in the backup and have been erased by decision.
    `settings` are the clinic's own facts that would be others, and `tables` what else would be, by table. `another` is
    whether the backup is of another register. `drafts` are half-filled forms, which are no records. `another_key`:
    whether the register would be under another key than now.
    """

    lost: int | None
    back: int | None
    gone: tuple[str, ...]
    changed: tuple[str, ...]
    returning: tuple[str, ...]
    erased_again: tuple[str, ...]
    users: "UserDifference"
    settings: tuple["Setting", ...] = ()
    tables: Mapping[str, RowDifference] = field(default_factory=dict)
    another: bool = False
    drafts: DraftDifference = DraftDifference()
    another_key: bool = False

    @property
    def is_none(self) -> bool:
        """Whether the register would be as it is."""
        entries, people = self.lost or self.back, self.gone or self.returning or self.erased_again
        rows = self.settings or self.tables or self.users.is_any or self.drafts.is_any
        return not (self.another or self.another_key or entries or people or rows)


@dataclass(frozen=True)
class Setting:
    """A fact of the clinic's that would be another, by its field: what it is now, and what it was then."""

    field: str
    now: object
    then: object


@dataclass(frozen=True)
class UserDifference:
    """What restoring a backup would do to those who may sign in: who would be gone, back, or be something else.

    `removed` are those who are users no longer, by id, and are to be removed again; not so that the backup has no chief
    and nobody `stays` one, with the password of now. `passwords` are those whose password would be that of its day,
    and `without` those who would have none; `recovery`, whether the recovery key would be that of its day, if there was
    one then: `unrecoverable`, that there was none.
    """

    gone: tuple[str, ...] = ()
    returning: tuple[str, ...] = ()
    removed: Mapping[UUID, str] = field(default_factory=dict)
    changed: tuple[tuple[str, Role], ...] = ()
    passwords: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    recovery: bool = False
    unrecoverable: bool = False
    stays: bool = False

    @property
    def is_any(self) -> bool:
        """Whether anything would be other than it is."""
        passwords = self.passwords or self.without or self.recovery
        return bool(self.gone or self.returning or self.removed or self.changed or passwords)
