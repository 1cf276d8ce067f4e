"""What the clinic's own page asks for besides its name; apart from the header's view, since it reads the pack."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from models.knowledge.pack import Pack
from models.knowledge.packs import find_pack
from models.knowledge.vocabulary import DIRECTOR
from models.records import Clinic, Mailbox
from models.rights import for_chiefs

_FACTS = {"clinic_agreement": "agreement", "clinic_stable": "stable"}


@dataclass(frozen=True)
class ClinicSettings:
    """What the region's pack wants to know: facts by their fields, with the pack's words; roles with their names.

    `mailboxes` are the addresses that are written down, by role. `second_folder` gets a copy of every backup.
    """

    facts: Mapping[str, str]
    roles: Mapping[str, str]
    mailboxes: Mapping[str, str]
    second_folder: str = ""


@for_chiefs
def clinic_settings() -> ClinicSettings:
    """The settings that the clinic's region has use for; none before there is a clinic."""
    clinic = Clinic.select().first()
    if clinic is None:
        return ClinicSettings({}, {}, {})
    pack = find_pack(clinic.region)
    if pack is None:
        return ClinicSettings({}, {}, clinic_mailboxes(), clinic.second_folder)
    roles = {key: pack.roles[key].name for key in _written_to(pack) if pack.roles[key].mailbox is None}
    return ClinicSettings(_asked_for(pack), roles, clinic_mailboxes(), clinic.second_folder)


def roles_written_to() -> dict[str, str]:
    """The roles outside the clinic that the region's letters go to, by key, whose address its pack leaves open."""
    clinic = Clinic.select().first()
    pack = None if clinic is None else find_pack(clinic.region)
    if pack is None:
        return {}
    open_roles = (key for key in _written_to(pack) if pack.roles[key].mailbox is None)
    return {key: pack.roles[key].name for key in open_roles if not pack.roles[key].at_clinic and key != DIRECTOR}


@for_chiefs
def clinic_mailboxes() -> dict[str, str]:
    """The clinic's own addresses by role, for its letters."""
    return {mailbox.role: mailbox.address for mailbox in Mailbox.select().order_by(Mailbox.role)}


def _asked_for(pack: Pack) -> dict[str, str]:
    """The clinic's facts that money hangs on, by their field."""
    conditions = (one for item in pack.financing for one in item.conditions)
    return {_FACTS[one.fact]: one.label for one in conditions if one.fact in _FACTS}


def _written_to(pack: Pack) -> Iterator[str]:
    for step in pack.steps:
        if step.letter is not None and not pack.letters[step.letter].by_form:
            yield from pack.letters[step.letter].to or filter(None, [step.contact])
