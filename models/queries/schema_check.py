"""Is the file built as the program builds it? A trigger of somebody else's could change what is saved."""

from collections.abc import Iterator

from models.records.base import database
from models.storage.guards import log_rows
from models.storage.migrations import PARTS, built_anew

_KINDS = {"table": "Tabellen", "column": "Kolumnen", "index": "Indexet", "trigger": "Utlösaren", "view": "Vyn"}


def check_schema() -> Iterator[str]:
    """What the file lacks, and what it has that the program has not made, a Swedish sentence each."""
    made, there, guards = built_anew(), _parts(), log_rows()
    if any(there.get(("trigger", name)) != sql for name, sql in guards.items()):
        yield "Loggens skydd mot ändringar är borttaget ur filen."
    for kind, name in sorted(made.keys() - there.keys()):
        if name not in guards:
            yield f"{_KINDS[kind]} {name} saknas i filen."
    for kind, name in sorted(there.keys() - made.keys()):
        yield f"{_KINDS[kind]} {name} i filen är inte gjord av ST-kollen."


def _parts() -> dict[tuple[str, str], str]:
    return {(kind, name): sql for kind, name, sql in database.execute_sql(PARTS)}
