"""A demo's register in which every text that is not a handledare's to see bears a mark, and nothing else does."""

import asyncio
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory
from uuid import UUID

from models.demo.regions import OREBRO
from models.forms.checklist import PLACE
from models.knowledge.pack import Step
from models.knowledge.vocabulary import OWN_STEP, FieldKind
from models.queries.editions import edition
from models.records import (
    AuditPayload,
    Candidate,
    Checklist,
    Colleague,
    ContactNote,
    Draft,
    DutyDone,
    Mailbox,
    OpenStep,
    Snooze,
    StepRow,
    Summary,
    User,
)
from models.records.base import database
from models.register import Register
from models.rights import Role
from models.rules.calendar import add_months
from models.storage.place import Place
from tests.conftest import NOW
from tests.demos import put_demo
from tests.making import make_user

MARK = "HEMLIGT"
DRAFT = "kandidat:ny"
KINDS = (
    *("namn", "personnummer", "legitimation", "utbildning", "intyg", "tidigare_st", "utfall", "kontakt"),
    *("referens", "plats", "av", "anteckning", "skal", "vila", "kollega", "brevlada", "logg", "utkast"),
)
DUTY = "plikt"  # only where there are duties that come back


def mark(kind: str) -> str:
    """A text that only the chief and the deputy may read."""
    return f"{MARK}-{kind}"


def put_planted(place: Place, region: str = OREBRO) -> Mapping[Role, UUID]:
    """Let a folder hold a demo's register with the marks in it, and users of each role; the draft is the chief's."""
    file, users = _planted_once(region)
    place.folder.mkdir(parents=True, exist_ok=True)
    copy(file, place.file)
    return users


_KEPT = TemporaryDirectory()


@cache
def _planted_once(region: str) -> tuple[Path, Mapping[Role, UUID]]:
    place = Place(Path(_KEPT.name) / region)
    put_demo(place, region)
    return place.file, asyncio.run(_fill(place))


async def _fill(place: Place) -> Mapping[Role, UUID]:
    def plant() -> None:
        with database.atomic():
            _plant()

    register = Register(place, lambda: NOW)
    try:
        users = {role: await make_user(register, role, name="Mehrnaz Shirinfors") for role in Role}
        await register._write(plant)
    finally:
        register.close()
    return users


def _plant() -> None:
    for candidate in Candidate.select():
        candidate.personnummer, candidate.licence_number = mark("personnummer"), mark("legitimation")
        candidate.trained_in, candidate.language_proof_note = mark("utbildning"), mark("intyg")
        candidate.earlier_st, candidate.earlier_st_where = True, mark("tidigare_st")
        candidate.outcome_reason = mark("utfall")
        if _is_hidden(candidate):
            candidate.name = f"{mark('namn')} {candidate.name}"
        candidate.save()
        ContactNote.create(
            candidate=candidate, noted_on=NOW.date(), text=mark("kontakt"), author="Yrsa", created_at=NOW
        )
    for row, step, theirs in _steps():
        if not theirs:
            row.by, row.note, row.reason = mark("av"), mark("anteckning"), mark("skal")
            row.answers = {**row.answers, **dict(_answers(step))}
            row.save()
            whose = Checklist.get_by_id(row.checklist_id).candidate_id
            same = (DutyDone.candidate == whose) & (DutyDone.key == row.key)
            DutyDone.update(by=mark(DUTY), note=mark(DUTY)).where(same).execute()
        if OpenStep.get_or_none(OpenStep.step_id == row.id) is not None:
            Snooze.delete().where(Snooze.step_id == row.id).execute()
            whose = Checklist.get_by_id(row.checklist_id).candidate_id
            note = "Efter semestern" if theirs else mark("vila")
            Snooze.create(candidate=whose, step_id=row.id, until=add_months(NOW.date(), 1), note=note)
    Colleague.update(note=mark("kollega")).execute()
    Mailbox.delete().where(Mailbox.role == "hr").execute()
    Mailbox.create(role="hr", address=f"{mark('brevlada')}@example.org")
    for event in ("update", "delete"):  # the guards of the log; a planted text is no true log
        database.execute_sql(f"DROP TRIGGER audit_payload_{event}_guard")
    AuditPayload.update(said=mark("logg"), actor_name=mark("logg")).execute()
    Draft.create(owner=User.get().id, form=DRAFT, field="name", value=mark("utkast"), at=NOW)


def _is_hidden(candidate: Candidate) -> bool:
    summary = Summary.get_by_id(candidate.id)
    return candidate.archived or (summary.stage in {"intresse", "rekrytering", "avtal"} and not summary.st_since)


def _steps() -> Iterator[tuple[StepRow, Step, bool]]:
    """Every step, and whether it is a handledare's to read."""
    for row in StepRow.select():
        if row.key.startswith(OWN_STEP):
            continue
        checklist = Checklist.get_by_id(row.checklist_id)
        pack = edition(checklist.pack_id)
        step = pack.by_key[row.key]
        stage = next(phase.stage for phase in pack.phases if phase.key == step.phase)
        yield row, step, step.role == "handledare" and stage in {"prov", "bt", "st"}


def _answers(step: Step) -> Iterator[tuple[str, str]]:
    for field in step.fields:
        if field.kind is FieldKind.TEXT:
            yield field.key, mark("referens")
        if field.kind is FieldKind.PAPER:
            yield field.key + PLACE, mark("plats")
