"""What restoring a backup would do to drafts: told by their kind to whoever has them, and else only counted."""

import sqlite3
from collections.abc import Collection, Mapping
from uuid import UUID

from models.copies import DraftDifference, RowDifference
from models.storage.migrations import WITH_USERS

Typed = Collection[tuple[str, str]]  # the fields that something was typed in, and what
Drafts = Mapping[tuple[UUID, str], Typed]  # by whose they are and of which form

# Before there were users the one who is to be the first has them all, as the schema's step gives them.
_FIRST = "coalesce((SELECT id FROM clinic), '00000000000000000000000000000000')"


def drafts_in(opened: sqlite3.Connection, schema: int) -> Drafts:
    """Every draft of a register or a backup."""
    owner = "owner" if schema >= WITH_USERS else _FIRST
    found: dict[tuple[UUID, str], set[tuple[str, str]]] = {}
    for key, form, field, value in opened.execute(f"SELECT {owner}, form, field, value FROM draft"):  # noqa: S608
        found.setdefault((UUID(key), form), set()).add((field, value))
    return found


def without(drafts: Drafts, users: Collection[UUID], forms_about: Collection[str]) -> Drafts:
    """Those that a restore does not bring back: of users who are removed again, and of forms about who is erased."""
    return {
        (owner, form): typed
        for (owner, form), typed in drafts.items()
        if owner not in users and not any(key in form for key in forms_about)
    }


def named_about(opened: sqlite3.Connection, people: Collection[str]) -> Collection[str]:
    """What the names of the forms about some people have in them: the ids of them, their checklists and steps."""
    rows = opened.execute(
        "SELECT checklist.candidate_id, checklist.id, step.id FROM checklist JOIN step ON checklist_id = checklist.id"
    )
    keys = {*people, *(key for person, *theirs in rows if person in people for key in theirs)} if people else ()
    return {str(UUID(key)) for key in keys}


def draft_difference(now: Drafts, then: Drafts, owner: UUID | None) -> DraftDifference:
    """What would be other than it is, told to one of the users, or to nobody who is known."""
    other = {key for key in now.keys() & then.keys() if now[key] != then[key]}
    ways = now.keys() - then.keys(), other, then.keys() - now.keys()
    own = (tuple(sorted(form.partition(":")[0] for whose, form in way if whose == owner)) for way in ways)
    gone, changed, returning = (sum(whose != owner for whose, _form in way) for way in ways)
    return DraftDifference(RowDifference(*own), (gone, changed, returning), owner is not None)
