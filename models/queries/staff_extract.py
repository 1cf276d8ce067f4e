"""The register extract of somebody who is no candidate: a handledare, a studierektor, a contact, a user."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from peewee import ModelSelect, fn

from models.queries.erasure import images_about
from models.queries.extract_parts import Extract, Fact, Item, Part, changed, done_by, mark_of, moment, said
from models.queries.rows import rows_of
from models.records import (
    AuditEntry,
    AuditPayload,
    Candidate,
    Clinic,
    Colleague,
    ContactNote,
    Draft,
    DutyDone,
    StepRow,
    User,
)
from models.rights import for_chief_only

# As the commands are called in the log.
_OWN_PASSWORD, _PASSWORDS = "note_own_password", ("note_password", "note_recovered")


@for_chief_only
def staff_extract(key: UUID, today: date) -> Extract | None:
    """What the register holds about a colleague or a user, and the one whom they are linked to; None for neither.

    Candidates are counted and not named: what is held about them is theirs to ask for.
    """
    rows, clinic = tuple(_rows(key)), Clinic.select().first()
    if not rows or clinic is None:
        return None
    elsewhere = tuple(_elsewhere(rows, clinic))
    parts = (
        Part("Om utdraget", (Item("", tuple(_about())),)),
        Part("Uppgifter om personen", tuple(map(said, rows))),
        Part("Antal ställen i registret", (Item("", elsewhere),) if elsewhere else ()),
        Part("Loggen", tuple(_log(rows))),
    )
    return Extract(rows[0].name, mark_of(rows[0].id), clinic.name, today, tuple(part for part in parts if part.items))


def _rows(key: UUID) -> Iterator[Colleague | User]:
    user = User.get_or_none(User.id == key)
    colleague = Colleague.get_or_none(Colleague.id == (key if user is None else user.colleague_id))
    if colleague is not None:
        yield colleague
    if user is not None:
        yield user
    elif colleague is not None:
        yield from User.select().where(User.colleague == colleague)


def _about() -> Iterator[Fact]:
    yield Fact("Ändamål", "Att rekrytera och följa ST-läkare: vem som handleder dem, och vem som har gjort vad.")
    yield Fact(
        "Sparas",
        "Så länge registret finns: programmet gallrar bara dem som har varit kandidater. Andra står med namn i det de "
        "har gjort, och det ska gå att se vem som gjorde det.",
    )
    yield Fact(
        "Vem som ser dem",
        "Alla som loggar in ser uppgifterna om handledare, studierektorer och kontakter, utom anteckningen, som chefen "
        "och ställföreträdaren ser. Användare och roller ser chefen.",
    )


def _elsewhere(rows: Sequence[Colleague | User], clinic: Clinic) -> Iterator[Fact]:
    """How often they stand somewhere, by id or by name as it was typed there."""
    names = {row.name for row in rows}
    colleagues = [row.id for row in rows if isinstance(row, Colleague)]
    users = [row.id for row in rows if isinstance(row, User)]
    drafts = Draft.select(Draft.form).where(Draft.owner.in_(users)).distinct()
    places: tuple[tuple[str, ModelSelect[Any]], ...] = (
        ("Läkare som personen är handledare för", Candidate.select().where(Candidate.supervisor.in_(colleagues))),
        ("Läkare som personen är studierektor för", Candidate.select().where(Candidate.director.in_(colleagues))),
        ("Steg på checklistor med personens namn", StepRow.select().where(StepRow.by.in_(names))),
        ("Återkommande tillfällen med personens namn", DutyDone.select().where(DutyDone.by.in_(names))),
        ("Anteckningar om kontakter med personens namn", ContactNote.select().where(ContactNote.author.in_(names))),
        ("Ändringar i registret", AuditEntry.select().where(AuditEntry.actor.in_(users))),
        ("Formulär som är halvskrivna", drafts),
    )
    if clinic.chief in names:
        yield Fact("Chefens namn i vårdcentralens uppgifter", clinic.chief)
    for what, query in places:
        if number := query.count():
            yield Fact(what, str(number))


def _log(rows: Sequence[Colleague | User]) -> Iterator[Item]:
    """What was changed about them, oldest first; where it was changed together with something else only their part."""
    ids = [row.id for row in rows]
    passwords = AuditPayload.entry.in_(_of_passwords([row for row in rows if isinstance(row, User)]))
    told = reduce(or_, (fn.INSTR(AuditPayload.images, str(key)) > 0 for key in ids))
    payloads = {payload.entry: payload for payload in AuditPayload.select().where(told | passwords)}
    for entry in AuditEntry.select().where(AuditEntry.id.in_(list(payloads))).order_by(AuditEntry.seq):
        payload = payloads[entry.id]
        theirs = images_about(payload, {key.hex for key in ids})
        if theirs or not payload.images:
            what = payload.said if len(theirs) == len(payload.images) else "Tillsammans med annat."
            yield Item(f"{moment(entry.at)} {what}", (done_by(payload), *changed(theirs)))


def _of_passwords(users: Sequence[User]) -> list[UUID]:
    """The entries of what was done to a user's password: it lies beside the register, and the log only has the name."""
    entries = AuditEntry.select(AuditEntry.id, AuditEntry.action, AuditEntry.actor, AuditPayload.said)
    told = entries.join(AuditPayload, on=(AuditPayload.entry == AuditEntry.id))
    return [
        key
        for key, action, actor, said in rows_of(told.where(AuditEntry.action.in_((_OWN_PASSWORD, *_PASSWORDS))))
        if any(actor == user.id if action == _OWN_PASSWORD else f" {user.name} " in said for user in users)
    ]
