"""How long the clinic keeps what it holds about people."""

from models.commands.work import Change, Work
from models.forms.refusal import Refused
from models.forms.retention import RetentionForm
from models.records import Clinic
from models.rights import for_chief_only


@for_chief_only
def save_retention(work: Work, form: RetentionForm) -> Change:
    """Change how long people and backups are kept.

    Raises Refused where a region-run clinic, whose records are public, states years without a gallringsbeslut.
    """
    clinic = Clinic.select().first()
    if clinic is None:
        raise Refused("Det finns ingen vårdcentral att ändra.")
    years = (form.keep_years, form.keep_years_employed)
    if not clinic.private and not form.keep_decision and years != (None, None):
        raise Refused({"keep_decision": "En regiondriven vårdcentral gallrar bara efter beslut. Skriv vilket det är."})
    if form.keep_decision and not clinic.private and years == (None, None):
        raise Refused({"keep_years": "Skriv hur många år som beslutet säger."})
    for name, value in form.model_dump(exclude={"version"}).items():
        setattr(clinic, name, value)
    work.save(clinic, form.version)
    return Change("Ändrade hur länge uppgifter sparas.")
