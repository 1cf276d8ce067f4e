"""Who may do what. Each command and query says it once, by a decorator where it is defined; one that does not say it
is refused to everybody.

What a query shows is narrowed by the session that it is asked in. Nothing here knows the register or a form: the
screens ask before the first paint.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

Action = Callable[..., Any]
A = TypeVar("A", bound=Action)


class Role(StrEnum):
    """What a user is to the register."""

    CHIEF = "chef"
    DEPUTY = "stallforetradare"
    SUPERVISOR = "handledare"


ROLE_NAMES = {Role.CHIEF: "chef", Role.DEPUTY: "ställföreträdare", Role.SUPERVISOR: "handledare"}
NOBODY = UUID(int=0)  # the user of a session before there is any


@dataclass(frozen=True)
class Session:
    """Who is signed in; `colleague` is the same person among those who follow candidates, where they are linked.

    `follows` is the name that they follow candidates under.
    """

    user: UUID
    name: str
    role: Role
    colleague: UUID | None = None
    follows: str = ""

    @property
    def sees_all(self) -> bool:
        """Whether nothing in the register is kept from them."""
        return self.role is not Role.SUPERVISOR

    @property
    def title(self) -> str:
        """The name, with the role where it is not the chief's."""
        return self.name if self.role is Role.CHIEF else f"{self.name}, {ROLE_NAMES[self.role]}"


def for_everyone(action: A) -> A:
    """Open to every role; what a handledare sees of it is narrowed where it is defined."""
    return _open(action, Role.CHIEF, Role.DEPUTY, Role.SUPERVISOR)


def for_chiefs(action: A) -> A:
    """Open to the chief and the deputy."""
    return _open(action, Role.CHIEF, Role.DEPUTY)


def for_chief_only(action: A) -> A:
    """Open to the chief: users, and what cannot be taken back."""
    return _open(action, Role.CHIEF)


_OPEN_TO = "open_to"


def _open(action: A, *roles: Role) -> A:
    setattr(action, _OPEN_TO, frozenset(roles))
    return action


def open_to(action: Action) -> frozenset[Role]:
    """The roles that an action is declared open to; none where it is not declared."""
    roles: frozenset[Role] = getattr(action, _OPEN_TO, frozenset())
    return roles


def may(session: Session, action: Action) -> bool:
    """Whether a command or query is open to a session."""
    return session.role in open_to(action)


def require(session: Session, action: Action) -> None:
    """Raises Refused where a command or query is not open to the session."""
    if may(session, action):
        return
    from models.forms.refusal import Refused  # noqa: PLC0415  seldom needed, and not before the first paint

    roles = open_to(action)
    if not roles:
        raise Refused("Det är inte bestämt vem som får göra det här. Det är ett fel i programmet.")
    who = " och ".join(ROLE_NAMES[role] for role in Role if role in roles)
    raise Refused(f"Det här är bara för {who}.")


_signed_in: ContextVar[Session] = ContextVar("signed_in")


def current() -> Session:
    """The session that a command is carried out or a query answered in. Raises LookupError outside of one."""
    return _signed_in.get()


@contextmanager
def acting_as(session: Session) -> Iterator[None]:
    """What runs inside is carried out or answered in this session."""
    token = _signed_in.set(session)
    try:
        yield
    finally:
        _signed_in.reset(token)
