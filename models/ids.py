"""Ids that survive: sortable by the time they were made, and unique between registers."""

from uuid import UUID

from uuid6 import uuid7


def new_id() -> UUID:
    """A UUIDv7."""
    return UUID(int=uuid7().int)
