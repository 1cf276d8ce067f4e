"""Undo: the rows of the run's last change are put back as they were, as a change of its own."""

from typing import Any
from uuid import UUID

from peewee import JOIN

from models.commands.users import keep_a_chief
from models.commands.work import Change, Work, content, stored_row
from models.forms.refusal import Form, Refused
from models.queries.chain import ERASED, is_erasure
from models.records import VERSIONED, AuditEntry, AuditPayload, Clinic, Colleague, OwnStep, User
from models.rights import for_everyone


class UndoForm(Form):
    """Nothing to fill in: the last change since the program was started or signed in to is meant."""


@for_everyone
def undo(work: Work, _form: UndoForm) -> Change:
    """Undo the last change since the program started that is not undone yet.

    Raises Refused where there is none, where what it was is erased, and where it is itself an erasure.
    """
    entry = _last_change(work.run)
    payload = None if entry is None else AuditPayload.get_or_none(AuditPayload.entry == entry.id)
    if entry is None or (entry.action == "save_clinic" and payload and payload.images[0]["before"] is None):
        raise Refused("Det finns inget att ångra sedan programmet startade.")
    if payload is None:
        raise Refused(f"Det går inte att ångra: vad som gjordes senast är {ERASED}.")
    if any(map(is_erasure, payload.images)):
        raise Refused("En radering kan inte ångras.")
    for image in reversed(payload.images):
        _restore(work, image)
    touched = {image["table"] for image in payload.images}
    if User._meta.table_name in touched:
        keep_a_chief(work)
    everyone = bool(touched & {table._meta.table_name for table in (Clinic, Colleague, OwnStep)})
    said = f"Ångrade: {payload.said}"
    return Change(said, payload.candidate, everyone, undoes=entry.id, candidates=payload.about)


def _last_change(run: UUID) -> AuditEntry | None:
    """The run's last entry that is no undo and not undone; one that is erased counts, whatever it was."""
    undone = AuditPayload.select(AuditPayload.undoes).where(AuditPayload.undoes.is_null(False))
    changed = AuditPayload.images.cast("TEXT") != "[]"  # a save that is repeated changes nothing
    entry: AuditEntry | None = (
        AuditEntry.select()
        .join(AuditPayload, JOIN.LEFT_OUTER, on=(AuditPayload.entry == AuditEntry.id))
        .where(AuditEntry.session == run, AuditEntry.id.not_in(undone))
        .where(AuditPayload.entry.is_null() | (AuditPayload.undoes.is_null() & changed))
        .order_by(AuditEntry.seq.desc())
        .first()
    )
    return entry


def _restore(work: Work, image: dict[str, Any]) -> None:
    table, key = VERSIONED[image["table"]], UUID(image["id"])
    now = stored_row(table, key)
    if content(now) != content(image["after"]):
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
