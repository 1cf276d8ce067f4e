"""Is the register whole? What no database can tell: that what is stored agrees with what it was made from."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from uuid import UUID

from models.commands.summary import open_duties, open_intakes, open_steps, summarise
from models.knowledge.missing_pack import has_pack, pack_missing
from models.knowledge.pack_reader import PackError, load_pack, pack_digest
from models.queries.chain_check import Progress, check_chain
from models.queries.editions import forget_editions
from models.queries.rows import rows_of
from models.queries.schema_check import check_schema
from models.queries.standing import CandidateStanding, standing_of
from models.records import Candidate, Checklist, Clinic, OpenDuty, OpenIntake, OpenStep, PackText, Summary, User
from models.records.base import Record, database
from models.rights import Role, for_chiefs
from models.rules.chain import ChainHead
from models.text import counted

_NO_HEADS: Mapping[str, ChainHead] = {}


@for_chiefs
def check_register(
    today: date, heads: Mapping[str, ChainHead] = _NO_HEADS, progress: Progress = lambda _done, _total: None
) -> tuple[str, ...]:
    """Everything that is wrong, a Swedish sentence each; empty when all is well. The file itself is `verify`'s.

    For `heads` and `progress` see `check_chain`.
    """
    forget_editions()
    of_the_file = (*check_schema(), *_references())
    return (*of_the_file, *_clinic(), *_users(), *_packs(), *_candidates(today), *check_chain(heads, progress))


def _references() -> Iterator[str]:
    """Rows of which what they belong to is gone, by table."""
    broken = Counter(table for table, *_ in database.execute_sql("PRAGMA foreign_key_check"))
    for table, number in sorted(broken.items()):
        yield f"{counted(number, 'rad', 'rader')} i tabellen {table} hör till något som saknas."


def _clinic() -> Iterator[str]:
    clinics = Clinic.select().count()
    if clinics == 0:
        yield "Ingen vårdcentral är inlagd."
    elif clinics > 1:
        yield f"Registret har {clinics} vårdcentraler, men ska ha en."
    elif not has_pack(region := Clinic.get().region):
        yield pack_missing(region)


def _users() -> Iterator[str]:
    if Clinic.select().exists() and not User.select().where(User.role == Role.CHIEF, ~User.archived).exists():
        yield "Ingen användare är chef."


def _packs() -> Iterator[str]:
    for pack in PackText.select():
        name = f"Regionpaketet {pack.region}, version {pack.version}"
        if pack_digest(pack.text) != pack.digest:
            yield f"{name}: texten är ändrad sedan den sparades."
        try:
            load_pack(pack.text)
        except PackError:
            yield f"{name}: texten kan inte läsas."


def _candidates(today: date) -> Iterator[str]:
    for key, name, archived in rows_of(Candidate.select(Candidate.id, Candidate.name, Candidate.archived)):
        try:
            for fault in _candidate(key, today, archived=archived):
                yield f"{name}: {fault}"
        except Exception:  # what is damaged may fail in any way; the rest is still checked
            yield f"{name}: uppgifterna kan inte läsas."


def _candidate(key: UUID, today: date, *, archived: bool) -> Iterator[str]:
    checklists = Checklist.select().where(Checklist.candidate == key, Checklist.active).count()
    if checklists > 1:
        yield f"har {checklists} pågående checklistor, men ska ha högst en."
    standing = standing_of(key, today)
    if standing is None:
        return
    if not _has_its_steps(standing):
        yield "checklistan har inte sin vägs alla steg."
        return
    summary = Summary.get_or_none(Summary.candidate == key)
    if summary is None:
        yield "saknar sammanfattning."
    elif not archived and _stored(key) != _made_anew(standing):
        # The archive is left alone when the clinic changes: its summaries say how it was.
        yield "sammanfattningen stämmer inte med checklistan."


def _stored(key: UUID) -> list[dict[str, object]]:
    tables = (OpenStep, OpenDuty, OpenIntake)
    beside = (row for table in tables for row in table.select().where(table.candidate == key).order_by(table.position))
    return [_columns(Summary.get_by_id(key)), *map(_columns, beside)]


def _made_anew(standing: CandidateStanding) -> list[dict[str, object]]:
    made = ((OpenStep, open_steps), (OpenDuty, open_duties), (OpenIntake, open_intakes))
    beside = (table(candidate=standing.id, **values) for table, rows in made for values in rows(standing))
    return [_columns(Summary(candidate=standing.id, **summarise(standing))), *map(_columns, beside)]


def _columns(record: Record) -> dict[str, object]:
    return {field.name: record.__data__.get(field.name) for field in type(record)._meta.sorted_fields}


def _has_its_steps(standing: CandidateStanding) -> bool:
    if standing.pack is None or standing.route is None:
        return True
    return standing.rows.keys() == {step.key for step in standing.pack.steps_of(standing.route.key)}
