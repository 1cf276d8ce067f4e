"""Who may sign in, who is signed in now, and the session that a user gets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peewee import ModelSelect

from models.faults import NoLongerUser
from models.ids import made_at
from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload, Clinic, Colleague, User
from models.records.base import all_of, row_with
from models.rights import NOBODY, ROLE_NAMES, Role, Session, current, for_chief_only, for_everyone
from models.text import fold, swedish_key

GONE = "Användaren finns inte längre: en chef har tagit bort den. Fråga en chef om det blev fel."
_ADDED, _REMOVED, _NEW_KEY = "add_user", "remove_user", "note_new_key"  # as the commands are called in the log


@dataclass(frozen=True)
class UserLine:
    """A user since a day; `values` are the form's own texts, `colleague` the name of whom they are linked to."""

    id: UUID
    version: int
    name: str
    sign_in: str
    role: str
    colleague: str
    since: date | None
    values: Mapping[str, str]
    archived: bool
    folded: str


@for_everyone
def who_am_i() -> Session:
    """Who is signed in."""
    return current()


@for_chief_only
def user_lines(*, archived: bool = False) -> tuple[UserLine, ...]:
    """Users in Swedish order of name; those who are removed only where asked for."""
    names: dict[UUID | None, str] = dict(rows_of(Colleague.select(Colleague.id, Colleague.name)))
    rows = User.select() if archived else User.select().where(~User.archived)
    lines = (_line(row, names.get(row.colleague_id, "")) for row in rows)
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


@for_chief_only
def key_is_due() -> bool:
    """Whether somebody has been removed since the register's key was last changed, by the log's own order.

    Whoever was added and taken back by undo has been: they may have been told their password.
    """
    undone = AuditEntry.alias()
    taken_back = AuditPayload.select(AuditPayload.entry).join(undone, on=(AuditPayload.undoes == undone.id))
    told = AuditEntry.action.in_((_REMOVED, _NEW_KEY)) | AuditEntry.id.in_(taken_back.where(undone.action == _ADDED))
    newest = AuditEntry.select(AuditEntry.action).where(told).order_by(AuditEntry.seq.desc())
    return any(action != _NEW_KEY for (action,) in rows_of(newest.limit(1)))


def _line(row: User, colleague: str) -> UserLine:
    values = {"name": row.name, "role": row.role, "colleague": str(row.colleague_id or "")}
    role = ROLE_NAMES[Role(row.role)]
    folded = fold(" ".join((row.name, row.sign_in, role, colleague)))
    made = made_at(row.id)
    since = None if made is None else made.astimezone().date()
    return UserLine(row.id, row.version, row.name, row.sign_in, role, colleague, since, values, row.archived, folded)


def session_of(user: UUID | None) -> Session:
    """The session of a user as it stands now; without one it is the first chief's, in the name that the clinic has.

    Whoever signs in before the clinic is set up becomes its first chief. Raises NoLongerUser where it was removed.
    """
    if user is None:
        return _of_the_chief()
    row = row_with(User, "id", user)
    if row is None and not User.select().exists():
        return Session(user, "", Role.CHIEF)
    if row is None or row.archived:
        raise NoLongerUser(GONE)
    follows = "" if row.colleague is None else row.colleague.name
    return Session(row.id, row.name, Role(row.role), row.colleague_id, follows)


def _of_the_chief() -> Session:
    for clinic in all_of(Clinic.select):
        return Session(next((one.id for one in all_of(_first_chief)), NOBODY), clinic.chief, Role.CHIEF)
    return Session(NOBODY, "", Role.CHIEF)


def _first_chief() -> "ModelSelect[User]":
    return User.select(User.id).where(User.role == Role.CHIEF, ~User.archived).order_by(User.id).limit(1)
