"""A routine's new edition laid beside the one that a checklist follows: what differs, and what stays as it was."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from peewee import fn

from models.knowledge.pack import Pack
from models.queries.editions import edition, newer_edition, settled_keys
from models.queries.rows import rows_of
from models.queries.standing import CandidateStanding, standing_of
from models.records import Candidate, Checklist, StepRow
from models.rights import for_chiefs
from models.rules.differences import Difference, differences
from models.rules.overtaken import newly_overtaken
from models.rules.routine import SETTLED


@dataclass(frozen=True)
class DifferenceView:
    """A difference, and what this checklist keeps of it: empty where nothing stands in the way of the new words.

    `behind` are the steps that are done already and wait for what has become a gate.
    """

    difference: Difference
    kept: str
    behind: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewEditionView:
    """What a checklist would change to; `edition` and `version` are what the command asks for.

    `route_gone` where the new edition has no such route: then a new one must be chosen. `others` counts the other
    checklists that follow the same older edition.
    """

    candidate: UUID
    name: str
    checklist: UUID
    version: int
    edition: str
    region: str
    before: str
    now: str
    route_gone: bool
    differences: tuple[DifferenceView, ...]
    others: int


@dataclass(frozen=True)
class BehindView:
    """A routine that has a new edition, and how many checklists follow an older one."""

    region: str
    version: str
    checklists: int


@for_chiefs
def new_edition(candidate: UUID, today: date) -> NewEditionView | None:
    """The new edition of the routine that a candidate's checklist follows; None where there is none."""
    standing = standing_of(candidate, today)
    if standing is None or standing.route is None or (newer := newer_edition(standing.edition)) is None:
        return None
    digest, pack = newer
    old, route = edition(standing.edition), standing.route.key
    gone = all(one.key != route for one in pack.routes)
    checklist = Checklist.get_by_id(standing.checklist)
    return NewEditionView(
        candidate,
        Candidate.get_by_id(candidate).name,
        checklist.id,
        checklist.version,
        digest,
        pack.name,
        old.version,
        pack.version,
        gone,
        () if gone else tuple(_with_kept(standing, differences(old, pack, route), old, pack)),
        dict(_followers()).get(standing.edition, 1) - 1,
    )


@for_chiefs
def editions_behind() -> tuple[BehindView, ...]:
    """The routines with a new edition that somebody's checklist does not follow yet."""
    behind: dict[tuple[str, str], int] = {}
    for digest, checklists in _followers():
        if (newer := newer_edition(digest)) is not None:
            name = (newer[1].name, newer[1].version)
            behind[name] = behind.get(name, 0) + checklists
    return tuple(BehindView(*name, checklists) for name, checklists in sorted(behind.items()))


def _followers() -> Iterator[tuple[str, int]]:
    """The editions that are followed, by their digests, and by how many who are not in the archive."""
    query = Checklist.select(Checklist.pack, fn.COUNT(Checklist.id)).join(Candidate)
    rows = rows_of(query.where(Checklist.active, ~Candidate.archived).group_by(Checklist.pack))
    yield from ((digest, count) for digest, count in rows)


def _with_kept(
    standing: CandidateStanding, found: tuple[Difference, ...], old: Pack, new: Pack
) -> Iterator[DifferenceView]:
    settled = settled_keys(standing.rows)
    for one in found:
        kept = _kept(one.key, standing.rows)
        behind = () if kept else newly_overtaken(old, new, one.key, settled)
        yield DifferenceView(one, kept, tuple(step.title for step in behind))


def _kept(key: str, rows: Mapping[str, StepRow]) -> str:
    row = rows.get(key)
    if row is None or row.state not in SETTLED:
        return ""
    return f"avgjort {row.done_on} ({row.by}) enligt den förra versionen: står kvar som det är"
