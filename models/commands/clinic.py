"""The clinic: set up by the welcome, changed later."""

from collections.abc import Mapping

from models.commands.work import Change, Work
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused
from models.knowledge.packs import packs
from models.records import Clinic, Mailbox, User
from models.rights import Role, for_chiefs
from models.text import in_days


@for_chiefs
def save_clinic(work: Work, form: ClinicForm) -> Change:
    """Set up the clinic with its chief as the first user, or change it.

    Raises Refused for a region that has no pack, unless it is the present one.
    """
    known = packs()
    clinic = Clinic.select().first()
    if form.region not in known and (clinic is None or clinic.region != form.region):
        names = ", ".join(known)
        raise Refused({"region": f"Regionen ”{form.region}” finns inte. Välj en av: {names}."})
    values = form.model_dump(exclude={"version", "mailboxes", "user", "sign_in"})
    if form.version is None:
        if clinic is not None:
            return Change(f"{clinic.name} var redan inlagd.")
        work.add(Clinic(created_at=work.now, **values))
        work.add(User(id=form.user, name=form.chief, sign_in=form.sign_in or form.chief, role=Role.CHIEF))
        _save_mailboxes(work, form.mailboxes)
        return Change(f"Lade in {form.name}, {known[form.region].name}.", everyone=True)
    if clinic is None:
        raise Refused("Det finns ingen vårdcentral att ändra.")
    warned = _told_of_left(clinic, form.second_folder)
    for name, value in values.items():
        setattr(clinic, name, value)
    work.save(clinic, form.version)
    _save_mailboxes(work, form.mailboxes)
    return Change(f"Ändrade vårdcentralens uppgifter: {form.name}.", everyone=True, warned=warned)


def _told_of_left(clinic: Clinic, second_folder: str) -> str:
    """What becomes of the copies in a folder that is to get no more of them."""
    if clinic.second_folder in {"", second_folder}:
        return ""
    return (
        f"Säkerhetskopiorna i {clinic.second_folder} ligger kvar där. Programmet tar bort var och en när den är "
        f"{in_days(clinic.keep_backups_days)} gammal, om mappen då går att nå. Gallring (ctrl+p) visar vad som är kvar."
    )


def _save_mailboxes(work: Work, addresses: Mapping[str, str]) -> None:
    """The roles that are given; the others, which may be another region's, are left as they are."""
    kept = {mailbox.role: mailbox for mailbox in Mailbox.select()}
    for role, address in addresses.items():
        mailbox = kept.get(role)
        if mailbox is None:
            if address:
                work.add(Mailbox(role=role, address=address))
        elif not address:
            work.remove(mailbox)
        elif mailbox.address != address:
            mailbox.address = address
            work.save(mailbox, mailbox.version)
