"""The regions that have a pack, for lists and the header."""

from models.knowledge.packs import own_packs, packs
from models.rights import for_everyone


@for_everyone
def region_names() -> dict[str, str]:
    """Every region by its code; the user's own packs are marked."""
    own = own_packs().texts
    return {code: f"{pack.name} (egen)" if code in own else pack.name for code, pack in packs().items()}
