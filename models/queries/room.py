"""The clinic's room for ST doctors by its region's document; apart from Idag's first rows, since it reads the pack."""

from models.knowledge.missing_pack import PACK_MISSING, pack_missing
from models.knowledge.packs import find_pack
from models.queries.standing import clinic_profile, st_posts
from models.records import Clinic
from models.rights import for_everyone
from models.rules.capacity import CapacityView, capacity
from models.rules.profile import Profile, known_facts


@for_everyone
def clinic_room() -> CapacityView | None:
    """Posts used and allowed; None before there is a clinic."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    pack = find_pack(clinic.region)
    if pack is None:
        return CapacityView(None, st_posts(), pack_missing(clinic.region), PACK_MISSING)
    facts = known_facts(Profile(), clinic_profile(clinic))
    return capacity(pack.capacity, facts, clinic.listed, st_posts())
