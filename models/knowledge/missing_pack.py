"""Whether a region has a pack, and what to say where it has none. Without pydantic, so that lists may ask."""

from models.knowledge.pack_places import builtin_codes, user_folder

PACK_MISSING = "Regionpaketet saknas"


def has_pack(code: str) -> bool:
    """Whether a region has a pack; for a built-in one no pack is read."""
    if code in builtin_codes():
        return True
    from models.knowledge.packs import own_packs  # noqa: PLC0415  only for a region that is not built in

    return code in own_packs().texts


def pack_missing(code: str) -> str:
    """What to say, and what to do, where a clinic's region has no pack."""
    return (
        f"Regionpaketet för ”{code}” saknas eller kan inte användas. Lägg filen i {user_folder()} och starta om, eller "
        "byt region i vårdcentralens uppgifter. st-kollen regions list visar vilka som finns."
    )
