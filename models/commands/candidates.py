"""Candidates: added, changed, ended, reopened, and put on a route."""

from uuid import UUID

from models.commands.rests import move_rests
from models.commands.work import CHANGED, Change, Work
from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, ReopenForm, RouteForm
from models.forms.refusal import Refused
from models.knowledge.pack_places import has_pack, pack_missing
from models.knowledge.pack_reader import load_pack, pack_digest
from models.knowledge.packs import pack_text
from models.knowledge.vocabulary import OUTCOMES
from models.queries.standing import standing_of
from models.records import Candidate, Checklist, Clinic, Colleague, ContactNote, PackText, StepRow
from models.rules.profile import holds

_STEP_MEMORY = ("state", "done_on", "by", "note", "reason", "waiting_since", "remind_on", "from_on", "to_on", "answers")


def save_candidate(work: Work, form: CandidateForm) -> Change:
    """Add a candidate, or change one. A repeated first save makes no second candidate."""
    values = form.model_dump(exclude={"id", "version"})
    gone = [name for name in ("supervisor", "director") if values[name] is not None and not _is_colleague(values[name])]
    if gone:
        raise Refused(dict.fromkeys(gone, "Personen finns inte längre. Välj en annan."))
    if form.version is None:
        if Candidate.get_or_none(Candidate.id == form.id) is None:
            work.add(Candidate(id=form.id, created_at=work.now, **values))
        return Change(f"Lade till {form.name}.", form.id)
    candidate = find(form.id)
    for name, value in values.items():
        setattr(candidate, name, value)
    work.save(candidate, form.version)
    return Change(f"Ändrade uppgifter om {form.name}.", form.id)


def end_candidate(work: Work, form: OutcomeForm) -> Change:
    """Record how a candidate's way ended, and put the candidate in the archive."""
    candidate = find(form.candidate)
    candidate.outcome, candidate.outcome_on = form.outcome, form.outcome_on
    candidate.outcome_reason, candidate.archived = form.outcome_reason, True
    work.save(candidate, form.version)
    return Change(f"Avslutade {candidate.name}: {OUTCOMES[form.outcome].lower()} {form.outcome_on}.", form.candidate)


def reopen_candidate(work: Work, form: ReopenForm) -> Change:
    """Take a candidate back from the archive; how it once ended stays in the log."""
    candidate = find(form.candidate)
    candidate.outcome, candidate.outcome_on, candidate.outcome_reason, candidate.archived = "", None, "", False
    work.save(candidate, form.version)
    return Change(f"Återöppnade {candidate.name}.", form.candidate)


def save_note(work: Work, form: NoteForm) -> Change:
    """Add a dated note about a contact, or change one."""
    candidate = find(form.candidate)
    if form.version is None:
        if ContactNote.get_or_none(ContactNote.id == form.id) is None:
            values = form.model_dump(exclude={"candidate", "version"})
            work.add(ContactNote(candidate=candidate, author=work.actor, created_at=work.now, **values))
        return Change(f"Antecknade en kontakt med {candidate.name} den {form.noted_on}.", form.candidate)
    note = ContactNote.get_or_none(ContactNote.id == form.id)
    if note is None:
        raise Refused("Anteckningen finns inte längre.")
    note.noted_on, note.text = form.noted_on, form.text
    work.save(note, form.version)
    return Change(f"Ändrade en anteckning om {candidate.name}.", form.candidate)


def begin_route(work: Work, form: RouteForm) -> Change:
    """Put a candidate on a route of the clinic's region: a checklist of all its steps.

    A change of route ends the old checklist; steps that both routes have keep what was recorded.
    Raises Refused where the route is not for this candidate.
    """
    candidate = find(form.candidate)
    standing = standing_of(form.candidate, work.today)
    if standing is None:
        raise Refused("Lägg först in vårdcentralen: dess region avgör vilka vägar som finns.")
    region = Clinic.get().region
    if not has_pack(region):
        raise Refused(pack_missing(region))
    text = pack_text(region)
    pack = load_pack(text)
    route = next((item for item in pack.routes if item.key == form.route), None)
    if route is None:
        raise Refused({"route": "Välj en av regionens vägar."})
    if candidate.version != form.version:
        raise Refused(CHANGED)
    if holds(standing.facts, route.applies, route.unless) is False:
        raise Refused({"route": f"Vägen gäller inte den här kandidaten. Den är för: {route.who}"})
    old = Checklist.get_or_none((Checklist.candidate == candidate) & Checklist.active)
    if old is not None and old.route == form.route and old.pack_id == pack_digest(text):
        return Change(f"{candidate.name} är redan på vägen {route.title}.", form.candidate)
    memory = {} if old is None else {row.key: row for row in StepRow.select().where(StepRow.checklist == old)}
    if old is not None:
        old.active = False
        work.save(old, old.version)
    digest = pack_digest(text)
    if PackText.get_or_none(PackText.digest == digest) is None:
        PackText.create(digest=digest, region=pack.code, version=pack.version, text=text, adopted_at=work.now)
    checklist = Checklist(candidate=candidate, pack=digest, route=form.route, started_on=form.started_on)
    work.add(checklist)
    moved: dict[UUID, UUID] = {}
    steps = pack.steps_of(form.route)
    rows = [StepRow(checklist=checklist, key=step.key, position=place) for place, step in enumerate(steps)]
    for row in rows:
        if row.key in memory:
            for name in _STEP_MEMORY:
                setattr(row, name, getattr(memory[row.key], name))
            moved[memory[row.key].id] = row.id
    work.add_all(rows)
    move_rests(work, form.candidate, moved)
    return Change(f"Vald väg för {candidate.name}: {route.title}, från {form.started_on}.", form.candidate)


def _is_colleague(key: UUID) -> bool:
    return Colleague.get_or_none(Colleague.id == key) is not None


def find(key: UUID) -> Candidate:
    """The candidate with this id. Raises Refused where there is none."""
    candidate = Candidate.get_or_none(Candidate.id == key)
    if candidate is None:
        raise Refused("Kandidaten finns inte längre.")
    return candidate
