"""The regions that have a pack, for lists and the header."""

from models.knowledge.pack_reader import builtin_packs


def region_names() -> dict[str, str]:
    """Every built-in region by its code."""
    return {code: pack.name for code, pack in builtin_packs().items()}
