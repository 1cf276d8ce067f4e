"""The chain of the log as it stands."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

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


@for_chiefs
def erased_entries() -> int:
    """How many entries have had their content erased."""
    return int(AuditEntry.select().where(AuditEntry.id.not_in(AuditPayload.select(AuditPayload.entry))).count())
