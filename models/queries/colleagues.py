"""Handledare, studierektorer and other contacts, for their list and for choosing one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from models.knowledge.vocabulary import COLLEAGUE_ROLES
from models.queries.clinic_settings import roles_written_to
from models.queries.rows import rows_of
from models.queries.sight import is_in_sight
from models.records import Candidate, Colleague, Summary
from models.rights import current, for_chiefs, for_everyone
from models.text import as_typed, fold, swedish_key


@dataclass(frozen=True)
class ColleagueLine:
    """A colleague; `values` are the form's own texts, `candidates` the names of those in sight whom they follow.

    `role` is its key, and `role_name` what it is called. The notes about them are for whoever sees all.
    """

    id: UUID
    version: int
    name: str
    role: str
    role_name: str
    workplace: str
    values: Mapping[str, str]
    candidates: tuple[str, ...]
    archived: bool
    folded: str


@for_chiefs
def colleague_roles() -> dict[str, str]:
    """The roles that somebody can have, in order: every region's, and those that the clinic's region writes to."""
    *common, last = COLLEAGUE_ROLES.items()
    return dict([*common, *roles_written_to().items(), last])


@for_everyone
def colleague_lines(*, archived: bool = False) -> tuple[ColleagueLine, ...]:
    """Colleagues in Swedish order of name; those put aside only where asked for."""
    following: dict[UUID, list[str]] = {}
    people = Candidate.select(Candidate.name, Candidate.supervisor, Candidate.director).join(Summary)
    for name, supervisor, director in rows_of(people.where(is_in_sight())):
        for key in {supervisor, director} - {None}:
            following.setdefault(key, []).append(name)
    rows = Colleague.select() if archived else Colleague.select().where(~Colleague.archived)
    roles = colleague_roles()
    lines = (_line(row, roles.get(row.role, _ANOTHER), following.get(row.id, ())) for row in rows)
    return tuple(sorted(lines, key=lambda line: swedish_key(line.name)))


_ANOTHER = "Annan regions roll"


def _line(row: Colleague, role: str, following: Iterable[str]) -> ColleagueLine:
    candidates = tuple(sorted(following, key=swedish_key))
    hidden = {"id", "version"} if current().sees_all else {"id", "version", "note"}
    fields = [field.name for field in Colleague._meta.sorted_fields if field.name not in hidden]
    values = {name: as_typed(getattr(row, name)) for name in fields}
    folded = fold(" ".join((row.name, role, row.workplace, *candidates)))
    return ColleagueLine(
        row.id, row.version, row.name, row.role, role, row.workplace, values, candidates, row.archived, folded
    )
