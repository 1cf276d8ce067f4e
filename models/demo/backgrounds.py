"""What several of the demo's people have in common, as the candidate form's own texts."""

SWEDEN = {"trained_in": "Sverige", "has_at": "ja", "native_swedish": "ja", "curriculum": "sosfs-2015-8"}
ONE_PLACE = {"known_in_region": "ja", "many_applications": "nej"}
KNOWN = {**SWEDEN, **ONE_PLACE, "earlier_st": "nej", "licence_on": "-420"}
NEW = {**SWEDEN, "known_in_region": "nej", "earlier_st": "nej", "licence_on": "-300"}
WITHOUT_AT = {"has_at": "nej", "has_bt": "nej", "curriculum": "hslf-fs-2021-8", "earlier_st": "nej"}
ABROAD = {**WITHOUT_AT, "known_in_region": "nej", "native_swedish": "nej", "licence_on": "-200"}
C1 = {"language_proof": "C1", "language_proof_on": "-260"}
INTEGRATED = {"integrated_bt": "ja"}
ON_THE_DAY = {**ABROAD, "native_swedish": "ja", "earlier_st": "ja", "earlier_st_from": "2021-07-01"}


def elsewhere(since: str, where: str) -> dict[str, str]:
    """An ST begun somewhere else."""
    return {"earlier_st": "ja", "earlier_st_from": since, "earlier_st_where": where}
