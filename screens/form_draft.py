"""What is kept of a form while it is typed, what was left of it the last time, and what was saved since."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from models.queries.drafts import DraftView, draft_of

if TYPE_CHECKING:
    from models.register import Register


class FormDraft:
    """A form's draft, by its name; without a name nothing is kept. `secret` are the fields that never are.

    `version` is that of what the form changes, when it is opened: a draft remembers with which one it began.
    """

    def __init__(self, name: str, secret: Collection[str], version: str) -> None:
        self.name = name
        self._secret, self._version, self._began_with = frozenset(secret), version, version
        self._left: DraftView | None = None
        self._unstored: dict[str, str] = {}
        self._noted = False

    async def take_up(self, register: "Register") -> None:
        """Read what was left. Raises StorageFault."""
        self._left = await register.ask(draft_of, self.name)
        self._began_with = self.left.get("version", self._version)

    @property
    def left(self) -> Mapping[str, str]:
        """What was left of it; empty where nothing was."""
        return {} if self._left is None else self._left.values

    @property
    def since(self) -> datetime | None:
        """When that was."""
        return None if self._left is None else self._left.at

    @property
    def is_any(self) -> bool:
        """Whether there is something to throw away."""
        return self._left is not None or self._noted

    @property
    def is_stored(self) -> bool:
        """Whether all that was typed has reached the disk."""
        return not self._unstored

    def overtaken(self, saved: Mapping[str, str]) -> dict[str, str]:
        """What is saved now, of the fields that were typed in, where something has been saved since the draft began."""
        if self._began_with == self._version:
            return {}
        return {name: value for name, value in saved.items() if self.left.get(name, value) != value}

    def note(self, field: str, value: str) -> bool:
        """Take down what was typed in a field; whether it is kept."""
        kept = bool(self.name) and field not in self._secret
        if kept:
            self._noted, self._unstored[field] = True, value
        return kept

    async def store(self, register: "Register", key: str) -> None:
        """Let it reach the disk, with the id that the form was made with if it has one. Raises StorageFault."""
        noted, self._unstored = self._unstored, {}
        made_with = {"id": key} if key else {}
        try:
            await register.keep_draft(self.name, {**noted, **made_with, "version": self._began_with})
        except BaseException:
            self._unstored = noted | self._unstored
            raise

    def is_saved(self) -> None:
        """Nothing more of it is to be kept."""
        self._unstored.clear()

    async def drop(self, register: "Register") -> None:
        """Throw it away. Raises StorageFault."""
        self._left, self._noted = None, False
        self._unstored.clear()
        await register.drop_draft(self.name)
