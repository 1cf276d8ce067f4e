"""Ids that survive: sortable by the time they were made, and unique between registers."""

from datetime import UTC, datetime
from uuid import UUID

from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A UUIDv7."""
    return uuid7()


def made_at(key: UUID) -> datetime | None:
    """When an id was made, to the millisecond; None for one that was not made here."""
    return datetime.fromtimestamp((key.int >> _BELOW_THE_TIME) / 1000, UTC) if key.version == _VERSION else None


_VERSION = 7
_BELOW_THE_TIME = 80  # bits
