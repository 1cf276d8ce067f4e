"""Handledare, studierektorer and other contacts: added, changed, put aside."""

from models.commands.work import Change, Work
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Refused
from models.records import Colleague


def save_colleague(work: Work, form: ColleagueForm) -> Change:
    """Add a colleague, or change one."""
    values = form.model_dump(exclude={"id", "version"})
    if form.version is None:
        if Colleague.get_or_none(Colleague.id == form.id) is None:
            work.add(Colleague(id=form.id, **values))
        return Change(f"Lade till {form.name} ({form.role}).")
    colleague = Colleague.get_or_none(Colleague.id == form.id)
    if colleague is None:
        raise Refused("Personen finns inte längre.")
    for name, value in values.items():
        setattr(colleague, name, value)
    work.save(colleague, form.version)
    return Change(f"Ändrade uppgifter om {form.name}.")
