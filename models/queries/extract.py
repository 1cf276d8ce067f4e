"""A person's register extract: everything that is held about them, and so everything that an erasure would take."""

from collections.abc import Iterator, Sequence
from datetime import date
from uuid import UUID

from models.queries.erasure import Reach, images_about, reach_of
from models.queries.extract_parts import Extract, Fact, Item, Part, changed, done_by, mark_of, moment, said
from models.queries.person import PersonView, person_view
from models.queries.retention import ended_of, retention_of
from models.records import AuditEntry, Candidate, Clinic, ContactNote, StepRow
from models.records.base import Versioned
from models.rights import for_chiefs
from models.rules.retention import Retention, is_due
from models.text import in_days


@for_chiefs
def extract_of(candidate: UUID, today: date) -> Extract | None:
    """What the register holds about somebody; None where there is no such candidate.

    Of what was done for several at once it has only the rows that are theirs.
    """
    row, person = Candidate.get_or_none(Candidate.id == candidate), person_view(candidate, today)
    clinic = Clinic.select().first()
    if row is None or person is None or clinic is None:
        return None
    reach = reach_of(row)
    parts = (
        Part("Om utdraget", (Item("", tuple(_about(clinic, candidate, today))),)),
        Part("Uppgifter om personen", (_details(row),)),
        Part("Så läser programmet uppgifterna", (Item("", tuple(_follows(person))),)),
        Part("Kontakter", tuple(_note(one) for one in reach.records if isinstance(one, ContactNote))),
        Part("Checklistor, tillfällen och vilor", tuple(_followed_up(reach.records))),
        Part("Utkast som inte är sparade", tuple(_drafts(reach))),
        Part("Loggen", tuple(_log(reach))),
    )
    return Extract(row.name, mark_of(row.id), clinic.name, today, tuple(part for part in parts if part.items))


def _about(clinic: Clinic, candidate: UUID, today: date) -> Iterator[Fact]:
    yield Fact("Ändamål", "Att rekrytera ST-läkare i allmänmedicin och följa dem genom regionens rutin.")
    yield Fact("Sparas", _kept(retention_of(clinic), candidate, today))
    yield Fact(
        "Säkerhetskopior", f"Samma uppgifter kan finnas i säkerhetskopior, i {in_days(clinic.keep_backups_days)}."
    )
    yield Fact(
        "Vem som ser dem",
        "Chefen och ställföreträdaren ser allt. Under provtjänstgöring, BT och ST, och när den första dagen är "
        "bestämd, ser handledarna på vårdcentralen namn, e-post, telefon, väg, fas, handledare, studierektor och "
        "när ST började. På checklistan ser de då provtjänstgöring, BT och ST: allt om handledarens egna steg, av "
        "de andra bara rubrik, läge och datum.",
    )
    yield Fact(
        "Lämnat till andra",
        "Registret för ingen förteckning över utlämnade uppgifter, och programmet skickar inget av sig självt. Det som "
        "har antecknats om kontakter med andra står nedan.",
    )


def _kept(retention: Retention, candidate: UUID, today: date) -> str:
    ended = ended_of(candidate)
    if ended is None:
        return "Så länge personen är aktuell på vårdcentralen."
    until = ended.kept_until(retention)
    if until is None:
        return "Ingen gallring är bestämd."
    return f"Till och med {until}. {'De kan gallras nu.' if is_due(until, today) else 'Sedan kan de gallras.'}"


def _details(candidate: Candidate) -> Item:
    facts = [
        Fact(fact.name, candidate.personnummer if fact.name == "Personnummer" else fact.value)
        for fact in said(candidate).facts
    ]
    return Item("", (*facts, Fact("Inlagd i registret", moment(candidate.created_at))))


def _follows(person: PersonView) -> Iterator[Fact]:
    yield from (Fact(name, text) for name, text in (("Väg", person.route), ("Fas", person.phase)) if text)
    if person.hindrance is not None and not person.archived:
        yield Fact("Hindrar nu", f"{person.hindrance.title} ({person.hindrance.role})")
    if person.verdict is not None:
        yield Fact("BT", person.verdict.answer.value)
    if person.st_since is not None:
        yield Fact("ST-läkare sedan", str(person.st_since))


def _note(note: ContactNote) -> Item:
    return Item(str(note.noted_on), (*said(note).facts[1:], Fact("Skriven av", note.author)))


def _followed_up(records: Sequence[Versioned]) -> Iterator[Item]:
    """In the order in which they were made; of steps on which nothing is recorded how many they are."""
    rest = [one for one in records if not isinstance(one, Candidate | ContactNote)]
    items = [(one, said(one)) for one in sorted(rest, key=lambda one: one.id)]
    yield from (item for one, item in items if item.facts or not isinstance(one, StepRow))
    bare = sum(not item.facts for one, item in items if isinstance(one, StepRow))
    if bare:
        yield Item(f"{bare} steg på checklistan som inget är antecknat på")


def _drafts(reach: Reach) -> Iterator[Item]:
    for draft in reach.drafts:
        yield Item(moment(draft.at), (Fact("Text", draft.value),))


def _log(reach: Reach) -> Iterator[Item]:
    """Oldest first; where others are named in what was said, only what was changed for this person."""
    ids = frozenset(record.id.hex for record in reach.records)
    payloads = {payload.entry: payload for payload in reach.payloads}
    for entry in AuditEntry.select().where(AuditEntry.id.in_(list(payloads))).order_by(AuditEntry.seq):
        payload = payloads[entry.id]
        shared = payload in reach.shared
        what = "Gjort för flera på en gång." if shared else payload.said
        facts = changed(images_about(payload, ids) if shared else payload.images)
        yield Item(f"{moment(entry.at)} {what}", (done_by(payload), *facts))
