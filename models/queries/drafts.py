"""Half-filled forms that wait to be finished."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.records import Draft

NEW_CANDIDATE = "kandidat:ny"


@dataclass(frozen=True)
class DraftView:
    """A form's draft: the fields that were typed in, and when last."""

    values: Mapping[str, str]
    at: datetime


def draft_of(form: str) -> DraftView | None:
    """The draft of a form; None where there is none."""
    rows = list(Draft.select().where(Draft.form == form))
    if not rows:
        return None
    return DraftView({row.field: row.value for row in rows}, max(row.at for row in rows))
