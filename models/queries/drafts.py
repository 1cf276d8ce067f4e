"""Half-filled forms that wait for their owner to finish them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from models.records import Draft
from models.rights import current, for_everyone

NEW_CANDIDATE = "kandidat:ny"


@dataclass(frozen=True)
class DraftView:
    """A form's draft: the fields that were typed in, and when last."""

    values: Mapping[str, str]
    at: datetime


@for_everyone
def draft_of(form: str) -> DraftView | None:
    """The draft of a form that the one who is signed in has; None where there is none."""
    rows = list(Draft.select().where(Draft.owner == current().user, Draft.form == form))
    if not rows:
        return None
    return DraftView({row.field: row.value for row in rows}, max(row.at for row in rows))
