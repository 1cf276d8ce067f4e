"""The editions of packs that checklists follow, and each checklist's pack as it is lived."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache

from peewee import ModelSelect

from models.knowledge.lived import AddedStep, with_added, with_kept
from models.knowledge.missing_pack import has_pack
from models.knowledge.pack import Pack
from models.knowledge.pack_reader import load_pack, pack_digest
from models.knowledge.packs import pack_text
from models.knowledge.vocabulary import Force
from models.records import OwnStep, PackText, StepRow
from models.records.base import all_of
from models.rules.overtaken import overtaken
from models.rules.routine import SETTLED, Mark, State, st_since

_Kept = frozenset[tuple[str, str]]  # a step's key and the edition that it was settled under


@lru_cache(maxsize=64)
def edition(digest: str) -> Pack:
    """A pack as it read when it was adopted; its text is known by its digest, and never another."""
    return load_pack(PackText.get_by_id(digest).text)


def added_steps() -> tuple[AddedStep, ...]:
    """The steps that the clinic has added, those put aside too, in the order in which they were added."""
    return tuple(
        AddedStep(
            row.key, row.behind, row.phase, row.role, row.title, row.rule, Force(row.force), row.added_on, row.added_by
        )
        for row in all_of(_own_steps)
    )


def _own_steps() -> "ModelSelect[OwnStep]":
    return OwnStep.select().order_by(OwnStep.added_on, OwnStep.id)


def pack_as_lived(digest: str, rows: Mapping[str, StepRow], added: Sequence[AddedStep]) -> Pack:
    """The pack of a checklist with these rows by their keys: its edition, what older ones settled, and own steps."""
    kept = frozenset((key, row.pack_id) for key, row in rows.items() if row.pack_id and row.pack_id != digest)
    return _lived(digest, kept, tuple(one for one in added if one.key in rows))


def became_st(route: str, rows: Mapping[str, StepRow], marks: Mapping[str, Mark]) -> date | None:
    """Since when somebody is an ST doctor, by the edition that the step was settled under: what made someone one is not
    undone by a later one, nor is its day another.
    """
    digests = {row.pack_id for row in rows.values() if row.pack_id and row.state == State.DONE}
    ways = ((digest, one) for digest in digests for one in edition(digest).routes if one.key == route)
    made = (way for digest, way in ways if way.st_step in rows and rows[way.st_step].pack_id == digest)
    return min((day for way in made if (day := st_since(way, marks))), default=None)


def overtaken_gates(digest: str, rows: Mapping[str, StepRow]) -> frozenset[str]:
    """The gates that a new edition has put before what was done by then; these may be set as not applicable."""
    asked = [key for key, row in rows.items() if row.asked_on is not None]
    done = settled_keys(rows) if asked else ()
    return frozenset(key for key in asked if overtaken(edition(digest), key, done))


def settled_keys(rows: Mapping[str, StepRow]) -> set[str]:
    """The keys of the steps that are settled."""
    return {key for key, row in rows.items() if row.state in SETTLED}


@lru_cache(maxsize=256)
def _lived(digest: str, kept: _Kept, added: tuple[AddedStep, ...]) -> Pack:
    older = [(key, edition(old)) for key, old in sorted(kept)]
    older.sort(key=lambda one: list(one[1].by_key).index(one[0]))  # each after those that stood before it
    return with_added(with_kept(edition(digest), dict(older)), added)


def newer_edition(digest: str) -> tuple[str, Pack] | None:
    """The present edition, by its digest, of the routine that a checklist follows; None where it says nothing new."""
    code = edition(digest).code
    if not has_pack(code):
        return None
    text = pack_text(code)
    present, pack = pack_digest(text), load_pack(text)
    return None if present == digest or pack == edition(digest) else (present, pack)


def forget_editions() -> None:
    """Read everything from the file again: a check trusts nothing that was read before."""
    edition.cache_clear()
    _lived.cache_clear()
