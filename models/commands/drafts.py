"""Drafts: fields of half-filled forms, stored as they are typed, without audit or undo."""

from collections.abc import Mapping
from datetime import datetime

from models.records import Draft
from models.records.base import database


def keep_draft(form: str, values: Mapping[str, str], now: datetime) -> None:
    """Store some fields of a form, each over what it was."""
    with database.atomic("IMMEDIATE"):
        for name, value in values.items():
            Draft.delete().where(Draft.form == form, Draft.field == name).execute()
            Draft.insert(form=form, field=name, value=value, at=now).execute()


def drop_draft(form: str) -> None:
    """Forget a form's draft."""
    with database.atomic("IMMEDIATE"):
        Draft.delete().where(Draft.form == form).execute()
