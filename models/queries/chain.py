"""The chain of the log as it stands."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload
from models.rules.chain import EMPTY, ChainHead

ERASED = "raderat enligt beslut"


def chain_head() -> ChainHead:
    """The last link, by which a copy kept elsewhere shows that the log was cut off or made anew."""
    last = AuditEntry.select(AuditEntry.seq, AuditEntry.link).order_by(AuditEntry.seq.desc()).limit(1)
    return next((ChainHead(seq, link) for seq, link in rows_of(last)), EMPTY)


def is_erasure(image: Mapping[str, Any]) -> bool:
    """Whether an image is of something erased, of which nothing is remembered."""
    return image["before"] is None and image["after"] is None


def erased_by(images: Iterable[Mapping[str, Any]]) -> set[UUID]:
    """The entries whose content was erased by the one that has these images."""
    return {UUID(image["id"]) for image in images if image["table"] == AuditPayload._meta.table_name}


def erased_entries() -> int:
    """How many entries have had their content erased."""
    return int(AuditEntry.select().where(AuditEntry.id.not_in(AuditPayload.select(AuditPayload.entry))).count())
