"""Drafts: fields of half-filled forms, each user's own, stored as they are typed, without audit or undo."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from models.records import Draft
from models.records.base import database
from models.rights import for_everyone


@for_everyone
def keep_draft(owner: UUID, form: str, values: Mapping[str, str], now: datetime) -> None:
    """Store some fields of a user's form, each over what it was."""
    with database.atomic("IMMEDIATE"):
        for name, value in values.items():
            Draft.delete().where(Draft.owner == owner, Draft.form == form, Draft.field == name).execute()
            Draft.insert(owner=owner, form=form, field=name, value=value, at=now).execute()


@for_everyone
def drop_draft(owner: UUID, form: str) -> None:
    """Forget a user's draft of a form."""
    with database.atomic("IMMEDIATE"):
        Draft.delete().where(Draft.owner == owner, Draft.form == form).execute()
