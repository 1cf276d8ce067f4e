"""The clinic: set up by the welcome, changed later."""

from models.commands.work import Change, Work
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused
from models.knowledge.packs import packs
from models.records import Clinic


def save_clinic(work: Work, form: ClinicForm) -> Change:
    """Set up the clinic, or change it. Raises Refused for a region that has no pack, unless it is the present one."""
    known = packs()
    clinic = Clinic.select().first()
    if form.region not in known and (clinic is None or clinic.region != form.region):
        names = ", ".join(known)
        raise Refused({"region": f"Regionen ”{form.region}” finns inte. Välj en av: {names}."})
    values = form.model_dump(exclude={"version"})
    if form.version is None:
        if clinic is not None:
            return Change(f"{clinic.name} var redan inlagd.")
        work.add(Clinic(created_at=work.now, **values))
        return Change(f"Lade in {form.name}, {known[form.region].name}.", everyone=True)
    if clinic is None:
        raise Refused("Det finns ingen vårdcentral att ändra.")
    for name, value in values.items():
        setattr(clinic, name, value)
    work.save(clinic, form.version)
    return Change(f"Ändrade vårdcentralens uppgifter: {form.name}.", everyone=True)
