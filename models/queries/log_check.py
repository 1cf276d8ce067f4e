"""Does the register say what its log says? Each row as it stands, beside what the log remembers of it last.

A schema step that changes what rows say must log that, or it is found here; one that adds or drops columns need not.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from uuid import UUID

from models.field_names import FIELD_NAMES
from models.queries.log_words import Row, Words
from models.queries.rows import rows_of
from models.records import VERSIONED, AuditPayload, Candidate, Checklist, Clinic, Colleague, Mailbox, User
from models.records.base import database

# How each image of an entry ends: JsonField writes the keys in order, and escapes the quotation marks of a text.
_TOUCHED = re.compile(r'"id": "([0-9a-f-]{36})", "table": "(\w+)"[,}]')
_ERASURE = AuditPayload._meta.table_name
# What no candidate's erasure takes anything from: of these the log tells for as long as there is a register.
_LASTING = frozenset(table._meta.table_name for table in (Clinic, Mailbox, Colleague, User))


class Memory:
    """Which entry tells last of each row, by table and id, found without reading all that it tells.

    `lapse` is the last entry that is damaged: what was told before it may have been changed by it. `lapsed` is the last
    one that was erased by a decision, for each row that the decision says it told of.
    """

    def __init__(self) -> None:
        self.told: dict[str, dict[str, tuple[int, str]]] = {table: {} for table in (*VERSIONED, _ERASURE)}
        self.lapse = 0
        self.lapsed: dict[tuple[str, str], int] = {}

    def take(self, seq: int, images: str) -> None:
        """The rows that an entry tells of."""
        for key, table in _TOUCHED.findall(images):
            if table in self.told:
                self.told[table][key.replace("-", "")] = seq, images

    def erased(self, entry: str, seq: int) -> bool:
        """Whether a later decision tells that what an entry said was erased; of what it told nothing is asked."""
        decided, images = self.told[_ERASURE].get(entry, (0, "[]"))
        if decided <= seq:
            return False
        for table, key in _told_by(images).get(entry, ()):
            if table not in _LASTING:
                row = table, key.replace("-", "")
                self.lapsed[row] = max(seq, self.lapsed.get(row, 0))
        return True

    def last(self, table: str, key: str) -> Row | None:
        """What was told last of a row that the register no longer has; None of one that it has."""
        _seq, images = self.told[table].get(key, (0, "[]"))
        return _rows_after(images).get((table, key))

    def tells(self, table: str, key: str, seq: int) -> bool:
        """Whether what an entry told last of a row is what it is to be held against."""
        return seq >= max(self.lapse, self.lapsed.get((table, key), 0))


class _Told(Words):
    """Words for rows of which the register may have lost what they belong to: the log still tells of that."""

    def __init__(self, memory: Memory) -> None:
        super().__init__(())
        self._memory = memory

    def whose(self, table: str, row: Row) -> str:
        """The name of whom a row is about; empty where it is about nobody, or nothing tells."""
        if table == "candidate":
            return str(row["name"])
        candidate = row.get("candidate_id")
        if candidate is None and "checklist_id" in row:
            key = UUID(row["checklist_id"])
            now = rows_of(Checklist.select(Checklist.candidate).where(Checklist.id == key))
            lost = (one["candidate_id"] for one in self._rows("checklist", key))
            candidate = next(iter((*(found for (found,) in now), *lost)), None)
        if candidate is None:
            return ""
        key = UUID(str(candidate))
        names = rows_of(Candidate.select(Candidate.name).where(Candidate.id == key))
        lost = (one["name"] for one in self._rows("candidate", key))
        return str(next(iter((*(name for (name,) in names), *lost)), ""))

    def _rows(self, table: str, key: UUID) -> Iterator[Row]:
        yield from filter(None, [self._memory.last(table, key.hex)])

    def _packs_of(self, candidate: UUID) -> Iterator[str]:
        yield from super()._packs_of(candidate)
        lost = (self._memory.last("checklist", key) for key in self._memory.told["checklist"])
        yield from (one["pack_id"] for one in lost if one is not None and UUID(one["candidate_id"]) == candidate)


def check_rows(memory: Memory) -> Iterator[str]:
    """The rows that were changed, added or taken away past the log, a Swedish sentence each."""
    for table in VERSIONED:
        try:
            yield from _differences(table, memory)
        except Exception:  # what is damaged may fail in any way; the rest is still checked
            yield "Allt i registret kan inte jämföras med loggen: något går inte att tyda."


def _differences(table: str, memory: Memory) -> Iterator[str]:
    told = memory.told[table]
    cursor = database.execute_sql(f"SELECT * FROM {table}")  # noqa: S608  our own names
    columns = [column[0] for column in cursor.description]
    for values in cursor:
        row = dict(zip(columns, values, strict=True))
        seq, images = told.pop(row["id"], (0, "[]"))
        last = _rows_after(images).get((table, row["id"]))
        if not memory.tells(table, row["id"], seq):
            continue
        if last is None:
            yield f"{_named(memory, table, row)} finns i registret, men inte i loggen."
        elif changed := [column for column in columns if column in last and last[column] != row[column]]:
            yield f"{_named(memory, table, row)} stämmer inte med loggen{_fields(table, changed)}."
    for key, (seq, images) in told.items():
        last = _rows_after(images)[table, key]
        if last is not None and memory.tells(table, key, seq):
            yield f"{_named(memory, table, last)} finns i loggen, men inte i registret."


@lru_cache(maxsize=64)
def _rows_after(images: str) -> dict[tuple[str, str], Row | None]:
    """The rows that an entry tells of, as they were after it; None for one that was taken away."""
    return {(image["table"], image["id"].replace("-", "")): image["after"] for image in json.loads(images)}


@lru_cache(maxsize=1)
def _told_by(images: str) -> dict[str, list[tuple[str, str]]]:
    """What the entries that were erased by one told of: tables and ids, by entry."""
    erased = (image for image in json.loads(images) if image["table"] == _ERASURE)
    return {UUID(image["id"]).hex: image["told"] for image in erased if "told" in image}


def _named(memory: Memory, table: str, row: Row) -> str:
    """`Amina Öst: Steget ”Intervju”`."""
    words = _Told(memory)
    return ": ".join(filter(None, (words.whose(table, row), words.name(table, row))))


def _fields(table: str, columns: list[str]) -> str:
    """The fields by their names, where they have any."""
    fields = [VERSIONED[table]._meta.columns[column].name for column in columns]
    names = [FIELD_NAMES[table][name] for name in fields if name in FIELD_NAMES[table]]
    return f" ({', '.join(names)})" if names else ""
