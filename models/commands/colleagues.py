"""Handledare, studierektorer and other contacts: added, changed, put aside."""

from models.commands.work import Change, Work
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Refused
from models.queries.colleagues import colleague_roles
from models.records import Candidate, Colleague
from models.rights import for_chiefs


@for_chiefs
def save_colleague(work: Work, form: ColleagueForm) -> Change:
    """Add a colleague, or change one. Raises Refused for a role that neither the region nor the colleague has."""
    roles = colleague_roles()
    values = form.model_dump(exclude={"id", "version"})
    if form.version is None:
        _allow_role(form.role in roles)
        if Colleague.get_or_none(Colleague.id == form.id) is None:
            work.add(Colleague(id=form.id, **values))
        return Change(f"Lade till {form.name} ({roles[form.role]}).")
    colleague = Colleague.get_or_none(Colleague.id == form.id)
    if colleague is None:
        raise Refused("Personen finns inte längre.")
    _allow_role(form.role in {*roles, colleague.role})
    before = (colleague.specialist_on, colleague.supervisor_training_on)
    for name, value in values.items():
        setattr(colleague, name, value)
    work.save(colleague, form.version)
    qualified = (form.specialist_on, form.supervisor_training_on) != before
    follows = qualified and Candidate.select().where(Candidate.supervisor == colleague).exists()
    return Change(f"Ändrade uppgifter om {form.name}.", everyone=follows)


def _allow_role(known: bool) -> None:
    if not known:
        raise Refused({"role": "Välj ett av alternativen."})
