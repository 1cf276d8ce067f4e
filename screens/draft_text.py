"""Half-filled forms in words: what they are, about whom, and the key that goes on with them."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from models.queries.drafts import OwnDraft

DRAFT_KINDS = {
    "kandidat": "kandidat",
    "vag": "väg",
    "kontakt": "anteckning om en kontakt",
    "avslut": "hur det slutade",
    "steg": "steg på en checklista",
    "egetsteg": "eget steg",
    "plikt": "det som återkommer",
    "vila": "vila",
    "person": "handledare eller kontakt",
    "anvandare": "användare",
    "vardcentral": "vårdcentralens uppgifter",
    "gallring": "hur länge uppgifter sparas",
}
_ON_THE_PERSON = {
    "kandidat": ("e", "uppgifterna"),
    "vag": ("v", "vägen"),
    "kontakt": ("a", "en anteckning"),
    "avslut": ("o", "utfallet"),
}
_ON_A_STEP = {"": "enter", "done": "mellanslag", "waiting": "w", "not_applicable": "x", "passed": "g"}
_MOST = 3


def told_in_idag(drafts: "Iterable[OwnDraft]") -> str:
    """What is half filled in, newest first; a new candidate is told of beside the key for one."""
    told = [_named(one) for one in drafts if one.kind != "kandidat" or one.about]
    more = f" · och {len(told) - _MOST} till" if len(told) > _MOST else ""
    return f"Halvskrivet: {' · '.join(told[:_MOST])}{more}" if told else ""


def told_on_person(drafts: "Iterable[OwnDraft]", candidate: UUID) -> str:
    """What is half filled in about somebody, by the keys that go on with it."""
    theirs = (one for one in drafts if one.candidate == candidate and one.kind in _ON_THE_PERSON)
    told = [" ".join(_ON_THE_PERSON[one.kind]) for one in theirs]
    return f"Halvskrivet: {' · '.join(told)}" if told else ""


def told_on_step(drafts: "Sequence[OwnDraft]", step: UUID) -> str:
    """What is half filled in on a step, by the keys that go on with it."""
    keys = [_ON_A_STEP.get(one.way, "enter") for one in drafts if one.kind in {"steg", "plikt"} and step in one.about]
    return f"Halvskrivet: {' eller '.join(dict.fromkeys(keys))} fortsätter" if keys else ""


def _named(draft: "OwnDraft") -> str:
    what = draft.title or DRAFT_KINDS.get(draft.kind, "formulär")
    if draft.name and draft.kind in _ON_THE_PERSON:
        _key, what = _ON_THE_PERSON[draft.kind]
    return f"{what} ({draft.name})" if draft.name else what
