"""Is the log as it was written? Its chain is walked link by link, and what each entry says is held against its digest.

What is altered shows by the links around it, and the register by what the log tells of it. A chain that somebody with a
password has made anew is whole in itself: that shows only by heads that were kept elsewhere, in a backup or an export.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from models.queries.log_check import Memory, check_rows
from models.queries.rows import rows_of
from models.records import AuditEntry, AuditPayload, Clinic
from models.records.base import database
from models.rules.chain import DIGESTED, EMPTY, LINKED, ChainHead, seal
from models.rules.chain_faults import Fault, Findings, moment
from models.text import counted

Progress = Callable[[int, int], object]


class _Row(NamedTuple):
    """An entry and its payload, column by column as they are stored: LINKED first, DIGESTED last."""

    previous: str
    seq: int
    id: str
    at: str
    actor: str | None
    session: str
    action: str
    digest: str
    link: str
    entry: str | None
    salt: str
    candidate: str | None
    candidates: str
    said: str
    actor_name: str
    images: str
    undoes: str | None


_LINKED, _DIGESTED = len(LINKED), -len(DIGESTED)
_COLUMNS = (*(f"a.{name}" for name in (*LINKED, "link")), *(f"p.{name}" for name in ("entry", *DIGESTED)))
_SQL = f"SELECT {', '.join(_COLUMNS)} FROM audit a LEFT JOIN audit_payload p ON p.entry = a.id ORDER BY a.seq"  # noqa: S608
_TOLD_EVERY = 1_000


def check_chain(heads: Mapping[str, ChainHead], progress: Progress) -> Iterator[str]:
    """Everything that is wrong with the log, a Swedish sentence each.

    `heads` are last links that were kept elsewhere, by where; `progress` is told how many entries of how many are read.
    """
    walk, total = _Walk(heads.values()), AuditEntry.select().count()
    try:
        for number in walk.along(map(_Row._make, database.execute_sql(_SQL))):
            if number % _TOLD_EVERY == 0:
                progress(number, total)
    except Exception:  # what is damaged may fail in any way; the rest is still checked
        yield f"Loggen kan inte läsas efter post {walk.read}."
        walk.memory.lapse = total
    yield from walk.findings()
    yield from _against(heads, walk)
    yield from _around(total)
    yield from check_rows(walk.memory)


class _Walk:
    """Along the chain: how far it is read, which entry was passed last and when it was, and the links at the heads."""

    def __init__(self, heads: Iterable[ChainHead]) -> None:
        self.read = self.seq = EMPTY.seq
        self.at = ""
        self.links = {head.seq: "" for head in heads}
        self._followed = (EMPTY.link, EMPTY.link)
        self._found = Findings()
        self._strange: list[tuple[str, int, str]] = []
        self._emptied: dict[str, tuple[int, str]] = {}
        self.memory = Memory()

    def along(self, rows: Iterable[_Row]) -> Iterator[int]:
        """Weigh each row with the one that follows it, and count them."""
        rest, number = iter(rows), 0
        row = next(rest, None)
        while row is not None:
            self.read, number = row.seq, number + 1
            following = next(rest, None)
            self._weigh(row, following)
            yield number
            row = following

    def _weigh(self, row: _Row, following: _Row | None) -> None:
        if following is not None and following.previous in self._followed:
            self._found.add(Fault.INSERTED, row.seq, row.at)
            return
        link = seal(row[:_LINKED])
        sound, follows = link == row.link, row.previous in self._followed
        if not (sound and follows and row.seq == self.seq + 1):
            self._judge(row, following, sound=sound, follows=follows)
        if not (sound and self._hears(row)):
            self.memory.lapse = row.seq
        if row.seq in self.links:
            self.links[row.seq] = row.link
        self.seq, self.at = row.seq, row.at
        self._followed = row.link, link  # the one or the other is what was written, unless both are changed

    def _judge(self, row: _Row, following: _Row | None, *, sound: bool, follows: bool) -> None:
        """What is wrong with a row that does not fit in its place."""
        if not sound:
            self._found.add(Fault.LAST_IS_ODD if following is None else Fault.CHANGED, row.seq, row.at)
        numbered = sound or (following is not None and following.seq == row.seq + 1)
        if not follows and numbered and row.seq > self.seq + 1:
            self._found.add_missing(self.seq + 1, row.seq - 1, self.at, row.at)
            self.memory.lapse = row.seq - 1
        elif sound:
            self._found.add(Fault.REPLACED, row.seq, row.at)

    def _hears(self, row: _Row) -> bool:
        """Hold what an entry says against its digest, which is known to be its own; False where it is not what it said.

        Of an entry without its content that is known at the end.
        """
        if row.entry is None:
            self._emptied[row.id] = row.seq, row.at
            return True
        digest = seal(row[_DIGESTED:])
        if digest != row.digest:
            self._strange.append((digest, row.seq, row.at))
            return False
        self.memory.take(row.seq, row.images)
        return True

    def findings(self) -> Iterator[str]:
        """What was found, once the end is reached."""
        for entry, (seq, at) in self._emptied.items():
            if not self.memory.erased(entry, seq):
                self.memory.lapse = max(self.memory.lapse, seq)
                self._found.add(Fault.CONTENT_MISSING, seq, at)
        owners = _owners({digest for digest, _seq, _at in self._strange})
        for digest, seq, at in self._strange:
            if digest not in owners:
                self._found.add(Fault.CONTENT_CHANGED, seq, at)
        yield from map(str, self._found)
        for digest, seq, at in self._strange:
            if digest in owners:
                yield f"Loggens post {seq} ({moment(at)}) säger det som hör till post {owners[digest]}."


def _owners(digests: set[str]) -> dict[str, int]:
    """The entries that these are the digests of."""
    every = rows_of(AuditEntry.select(AuditEntry.digest, AuditEntry.seq)) if digests else ()
    return {digest: seq for digest, seq in every if digest in digests}


def _against(heads: Mapping[str, ChainHead], walk: _Walk) -> Iterator[str]:
    """What shows only by the heads that were kept elsewhere."""
    for where, head in heads.items():
        if head.seq > walk.seq:
            end = f"slutar med post {walk.seq} ({moment(walk.at)})" if walk.seq else "är tom"
            yield f"Loggen {end}, men hade {counted(head.seq, 'post', 'poster')} enligt {where}: slutet är borttaget."
        elif head.seq and walk.links[head.seq] != head.link:
            yield f"Loggens post {head.seq} är en annan än enligt {where}: loggen är omskriven."


def _around(total: int) -> Iterator[str]:
    """What is wrong around the chain: the register without a log, payloads without an entry."""
    if not total and Clinic.select().exists():
        yield "Loggen är tom, fast registret är i bruk."
    astray = AuditPayload.select().where(AuditPayload.entry.not_in(AuditEntry.select(AuditEntry.id))).count()
    if astray:
        yield f"Loggen har innehåll till {counted(astray, 'post', 'poster')} som inte finns."
