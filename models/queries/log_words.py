"""The rows and values that the log remembers, in words: by what an entry itself says, else as the register is now."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from models.forms.checklist import PLACE
from models.knowledge.pack import Step
from models.knowledge.packs import find_pack
from models.knowledge.vocabulary import CURRICULUM_NAMES, OUTCOMES, OWN_STEP, STEP_STATES
from models.queries.duties import terms_of
from models.queries.editions import edition
from models.queries.regions import region_names
from models.queries.rows import rows_of
from models.records import Checklist, Clinic, Colleague, OwnStep, StepRow
from models.records.base import rows_with
from models.rights import ROLE_NAMES, Role
from models.rules.duties import Duty, occurrence
from models.text import as_typed, masked

Row = Mapping[str, Any]  # a row's columns, as they are stored
Image = Mapping[str, Any]


class Words:
    """How the rows of an entry with these images are spoken of."""

    def __init__(self, images: Sequence[Image]) -> None:
        self._images = images

    def name(self, table: str, row: Row) -> str:
        """What a row is called; the words stand before `ändrades`, `lades till` or `togs bort`."""
        return NAMES[table](self, row)

    def value(self, table: str, field: Any, row: Row) -> str:
        """What stands in a field; empty for nothing, and of a personnummer only what may be seen."""
        return in_words(table, field.name, field.python_value(row.get(field.column_name)), row)

    def answers(self, row: Row) -> dict[str, str]:
        """What was answered on a step, by the labels of its pack."""
        step = self._step(row)
        labels = {} if step is None else {field.key: field.label for field in step.fields}
        labels |= {f"{key}{PLACE}": f"{label}, förvaras" for key, label in labels.items()}
        return {labels.get(key, key): as_typed(value) for key, value in json.loads(row["answers"]).items()}

    def title(self, row: Row) -> str:
        """The title of the step that a row of a checklist stands for; empty where nothing tells."""
        if not row["key"].startswith(OWN_STEP):
            step = self._step(row)
            return "" if step is None else step.title
        key = UUID(row["key"].removeprefix(OWN_STEP))
        now = OwnStep.select(OwnStep.title).where(OwnStep.id == key)
        titles = (*(own["title"] for own in self._rows("own_step", key)), *(title for (title,) in rows_of(now)))
        return str(next(iter(titles), ""))

    def rested(self, row: Row) -> str:
        """The title of the step that rests, and which of its occurrences where it is a duty that comes back."""
        if row["step_id"] is None:
            return "Välj väg"
        key = UUID(row["step_id"])
        now = StepRow.select(StepRow.key, StepRow.checklist, StepRow.pack).where(StepRow.id == key)
        rows = (dict(zip(("key", "checklist_id", "pack_id"), row, strict=True)) for row in rows_of(now))
        steps = ((step, row.get("number")) for step in (*self._rows("step", key), *rows))
        return next((self.title(step) + _suffix(self._step(step), number, row["until"]) for step, number in steps), "")

    def duty(self, row: Row) -> str:
        """The title of a duty that comes back, and which occurrence of it a row is about; empty where nothing tells."""
        packs = map(edition, self._packs_of(UUID(row["candidate_id"])))
        # A row that was logged before duties belonged to a region has none.
        steps = (pack.by_key.get(row["key"]) for pack in packs if row.get("region", pack.code) == pack.code)
        step = next((one for one in steps if one is not None and _is_numbered(one, row["every"])), None)
        return "" if step is None else step.title + _suffix(step, row["number"], row["done_on"])

    def _packs_of(self, candidate: UUID) -> Iterator[str]:
        """The editions of a candidate's checklists, the one that is followed first."""
        now = Checklist.select(Checklist.pack).where(Checklist.candidate == candidate)
        yield from (digest for (digest,) in rows_of(now.order_by(Checklist.active.desc())))

    def _step(self, row: Row) -> Step | None:
        """A step of the region's, in the first edition that has it of those that its row may be read in."""
        steps = (edition(digest).by_key.get(row["key"]) for digest in self._editions(row))
        return next((step for step in steps if step is not None), None)

    def _editions(self, row: Row) -> Iterator[str]:
        checklist = UUID(str(row["checklist_id"]))
        if row.get("pack_id"):  # a row that was logged before there were editions has none
            yield row["pack_id"]
        yield from (one["pack_id"] for one in self._rows("checklist", checklist))
        yield from (row.pack_id for row in rows_with(Checklist, "id", checklist))

    def _rows(self, table: str, key: UUID) -> Iterator[Row]:
        """A row as the entry itself remembers it: as it became, then as it was."""
        for image in self._images:
            if image["table"] == table and UUID(image["id"]) == key:
                yield from filter(None, (image["after"], image["before"]))


def in_words(table: str, field: str, value: object, row: Row = MappingProxyType({})) -> str:
    """What a field says, by its name; empty for nothing. Of some that can only be told beside the rest of the row."""
    typed, worded = as_typed(value), _VALUES.get((table, field))
    return worded(typed, row) if typed and worded else typed


def _is_numbered(step: Step, how: str) -> bool:
    """Whether a step is a duty whose occurrences are numbered like this."""
    return step.every is not None and step.due is not None and terms_of(step).numbering == how


def _suffix(step: Step | None, number: int | None, day: str) -> str:
    """Which occurrence of a duty it is; a day of it serves where its own days are not asked for."""
    if step is None or number is None or step.every is None or step.due is None:
        return ""
    return occurrence(Duty(terms_of(step), date.fromisoformat(day)), number).suffix


NAMES: Mapping[str, Callable[[Words, Row], str]] = {
    "candidate": lambda _words, _row: "Kandidatens uppgifter",
    "colleague": lambda _words, row: f"Uppgifterna om {row['name']}",
    "clinic": lambda _words, _row: "Vårdcentralens uppgifter",
    "mailbox": lambda _words, row: f"Adressen för brev till {_role(row['role'])}",
    "contact_note": lambda _words, _row: "Anteckningen om en kontakt",
    "checklist": lambda _words, _row: "Checklistan",
    "step": lambda words, row: f"Steget ”{words.title(row)}”",
    "own_step": lambda _words, row: f"Det egna steget ”{row['title']}”",
    "snooze": lambda words, row: f"Vilan för ”{words.rested(row)}”",
    "duty_done": lambda words, row: f"Tillfället ”{words.duty(row)}”",
    "user": lambda _words, row: f"Användaren {row['name']}",
}


def _colleague(value: str, _row: Row) -> str:
    names = rows_of(Colleague.select(Colleague.name).where(Colleague.id == UUID(value)))
    return next((str(name) for (name,) in names), "någon som inte finns kvar")


def _route(value: str, row: Row) -> str:
    return next((route.title for route in edition(row["pack_id"]).routes if route.key == value), value)


def _role(key: str, region: str | None = None) -> str:
    """A role by its name in a region, or in the clinic's own."""
    pack = find_pack(region or Clinic.get().region)
    return key if pack is None or key not in pack.roles else pack.roles[key].name


_VALUES: Mapping[tuple[str, str], Callable[[str, Row], str]] = {
    ("candidate", "personnummer"): lambda value, _row: masked(value),
    ("candidate", "curriculum"): lambda value, _row: CURRICULUM_NAMES.get(value, value),
    ("candidate", "outcome"): lambda value, _row: OUTCOMES.get(value, value),
    ("candidate", "supervisor"): _colleague,
    ("candidate", "director"): _colleague,
    ("step", "state"): lambda value, _row: STEP_STATES.get(value, value),
    ("clinic", "private"): lambda value, _row: "privat" if value == "ja" else "regiondriven",
    ("clinic", "region"): lambda value, _row: region_names().get(value, value),
    ("checklist", "pack"): lambda value, _row: edition(value).version,
    ("checklist", "route"): _route,
    ("user", "role"): lambda value, _row: ROLE_NAMES[Role(value)],
    ("user", "colleague"): _colleague,
    ("own_step", "role"): lambda value, row: _role(value, row["region"]),
}
