"""The log's next entry: what a command did, sealed into the chain."""

from collections.abc import Sequence
from secrets import token_hex

from models.commands.work import Change, Work, row_of
from models.ids import new_id
from models.queries.chain import chain_head
from models.records import AuditEntry, AuditPayload
from models.rules.chain import DIGESTED, LINKED, seal


def log(work: Work, change: Change, action: str, actor_name: str) -> None:
    """Write what was done, and link it to the entry before."""
    head, key = chain_head(), new_id()
    payload = AuditPayload(
        entry=key,
        salt=token_hex(16),
        candidate=change.candidate,
        said=change.said,
        actor_name=actor_name,
        images=work.images,
        undoes=change.undoes,
    )
    entry = AuditEntry(
        seq=head.seq + 1,
        id=key,
        at=work.now,
        session=work.session,
        action=action,
        digest=_sealed(payload, DIGESTED),
        previous=head.link,
    )
    entry.link = _sealed(entry, LINKED)
    entry.save(force_insert=True)
    payload.save(force_insert=True)


def _sealed(record: AuditEntry | AuditPayload, columns: Sequence[str]) -> str:
    row = row_of(record)
    return seal(row[name] for name in columns)
