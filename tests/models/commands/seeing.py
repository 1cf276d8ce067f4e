"""What a command left behind: the rows, and the log."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.records import TABLES, AuditEntry, AuditPayload, PackText
from models.records.base import all_of
from models.register import Register
from models.rights import for_everyone


@dataclass(frozen=True)
class Entry:
    """An entry of the log."""

    action: str
    actor: str
    said: str
    candidate: UUID | None
    undoes: UUID | None


async def log_of(register: Register) -> list[Entry]:
    """The log, oldest first."""

    @for_everyone
    def read() -> list[Entry]:
        payloads = {payload.entry: payload for payload in AuditPayload.select()}
        rows = [(entry.action, payloads[entry.id]) for entry in AuditEntry.select().order_by(AuditEntry.seq)]
        return [Entry(action, said.actor_name, said.said, said.candidate, said.undoes) for action, said in rows]

    return await register.ask(read)


async def contents(register: Register) -> dict[str, list[dict[str, Any]]]:
    """Every row but the log, the packs and the drafts, without the counts of changes."""

    @for_everyone
    def read() -> dict[str, list[dict[str, Any]]]:
        shown = [table for table in TABLES if table not in {AuditEntry, AuditPayload, PackText}]
        return {table._meta.table_name: [_plain(row.__data__) for row in all_of(table.select)] for table in shown}

    return {name: sorted(rows, key=_identity) for name, rows in (await register.ask(read)).items()}


def _identity(row: dict[str, Any]) -> str:
    return str(row.get("id") or row)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "version"}
