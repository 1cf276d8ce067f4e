"""Candidates: added and changed, and the notes about contacts."""

from uuid import UUID

from models.commands.work import Change, Work
from models.forms.candidate import CandidateForm, NoteForm
from models.forms.refusal import Refused
from models.records import Candidate, Colleague, ContactNote
from models.records.base import row_with
from models.rights import for_chiefs


@for_chiefs
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


@for_chiefs
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


def _is_colleague(key: UUID) -> bool:
    return Colleague.get_or_none(Colleague.id == key) is not None


def find(key: UUID) -> Candidate:
    """The candidate with this id. Raises Refused where there is none."""
    candidate = row_with(Candidate, "id", key)
    if candidate is None:
        raise Refused("Kandidaten finns inte längre.")
    return candidate
