"""The chain of the log as it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from peewee import fn

from models.queries.retention import ERASES_AGAIN
from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload
from models.records.base import database
from models.rights import for_chiefs
from models.rules.chain import ChainHead
from models.storage.heads import last_link

ERASED = "raderat enligt beslut"


def chain_head() -> ChainHead:
    """The last link, by which a copy kept elsewhere shows that the log was cut off or made anew."""
    return last_link(database.connection())


def is_erasure(image: Mapping[str, Any]) -> bool:
    """Whether an image is of something erased, of which nothing is remembered."""
    return image["before"] is None and image["after"] is None


def erased_by(images: Iterable[Mapping[str, Any]]) -> set[UUID]:
    """The entries whose content was erased by the one that has these images."""
    return {UUID(image["id"]) for image in images if image["table"] == AuditPayload._meta.table_name}


@for_chiefs
def restored_since(moment: datetime) -> datetime | None:
    """When a backup was last restored, if that was after a moment."""
    later = (AuditEntry.action == "note_restored") & (AuditEntry.at > moment)
    entry = AuditEntry.select().where(later).order_by(AuditEntry.seq.desc()).first()
    return None if entry is None else entry.at


@dataclass(frozen=True)
class Erasing:
    """When and by whom the contents of so many entries were erased; `again`, by the list after a restore."""

    at: datetime
    actor: str
    entries: int
    again: bool


@for_chiefs
def erased_since(seq: int) -> tuple[Erasing, ...]:
    """What has been erased of the log's first `seq` entries by those after them, oldest first.

    Somebody with a password can write that something was erased by decision, in anybody's name: whether it was is for
    people to say.
    """
    earlier = {key for (key,) in rows_of(AuditEntry.select(AuditEntry.id).where(AuditEntry.seq <= seq))}
    columns = (AuditEntry.at, AuditPayload.actor_name, AuditPayload.images, AuditEntry.action)
    later = AuditEntry.select(*columns).join(AuditPayload, on=(AuditPayload.entry == AuditEntry.id))
    mark = f'"table": "{AuditPayload._meta.table_name}"'
    erasing = later.where(AuditEntry.seq > seq, fn.INSTR(AuditPayload.images, mark) > 0).order_by(AuditEntry.seq)
    found = (
        Erasing(at, actor, len(erased_by(images) & earlier), again=action == ERASES_AGAIN)
        for at, actor, images, action in rows_of(erasing)
    )
    return tuple(one for one in found if one.entries)


@for_chiefs
def erased_entries() -> int:
    """How many entries have had their content erased."""
    return int(AuditEntry.select().where(AuditEntry.id.not_in(AuditPayload.select(AuditPayload.entry))).count())
