"""Undo: the rows of the run's last change are put back as they were, as a change of its own."""

from typing import Any
from uuid import UUID

from models.commands.users import keep_a_chief
from models.commands.work import Change, Work, stored_row
from models.forms.refusal import Form, Refused
from models.queries.rows import rows_of
from models.records import TABLES, AuditAbout, AuditEntry, Clinic, Colleague, OwnStep, User
from models.records.base import Versioned
from models.rights import for_everyone

_TABLES: dict[str, type[Versioned]] = {
    table._meta.table_name: table for table in TABLES if issubclass(table, Versioned)
}


class UndoForm(Form):
    """Nothing to fill in: the last change since the program was started or signed in to is meant."""


@for_everyone
def undo(work: Work, _form: UndoForm) -> Change:
    """Undo the last change since the program started that is not undone yet. Raises Refused where there is none."""
    undone = AuditEntry.select(AuditEntry.undoes).where(AuditEntry.undoes.is_null(False))
    changed = AuditEntry.images.cast("TEXT") != "[]"  # a save that is repeated changes nothing
    entry = (
        AuditEntry.select()
        .where(AuditEntry.session == work.run, AuditEntry.undoes.is_null(), AuditEntry.id.not_in(undone), changed)
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .first()
    )
    if entry is None or (entry.action == "save_clinic" and entry.images[0]["before"] is None):
        raise Refused("Det finns inget att ångra sedan programmet startade.")
    for image in reversed(entry.images):
        _restore(work, image)
    touched = {image["table"] for image in entry.images}
    if User._meta.table_name in touched:
        keep_a_chief()
    everyone = bool(touched & {table._meta.table_name for table in (Clinic, Colleague, OwnStep)})
    others = AuditAbout.select(AuditAbout.candidate).where(AuditAbout.entry == entry)
    candidates = tuple(key for (key,) in rows_of(others))
    return Change(f"Ångrade: {entry.said}", entry.candidate, everyone, undoes=entry.id, candidates=candidates)


def _restore(work: Work, image: dict[str, Any]) -> None:
    table, key = _TABLES[image["table"]], UUID(image["id"])
    now = stored_row(table, key)
    if _content(now) != _content(image["after"]):
        raise Refused("Det går inte att ångra: uppgifterna har ändrats sedan dess.")
    if image["before"] is None:
        work.remove(table.get_by_id(key))
        return
    record = table(
        **{field.name: field.python_value(image["before"][field.column_name]) for field in table._meta.sorted_fields}
    )
    if now is None:
        work.add(record)
    else:
        work.save(record, now["version"])


def _content(row: dict[str, Any] | None) -> dict[str, Any] | None:
    """A row without its count of changes, which also an undo adds to."""
    return None if row is None else {name: value for name, value in row.items() if name != "version"}
