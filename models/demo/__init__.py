"""A throwaway register of invented people, lived through the real commands so that it is always consistent."""

from models.knowledge.pack_places import builtin_codes


def demo_regions() -> tuple[str, ...]:
    """The regions that have a demo: every one that is built in. Without the stories, so that a command line may ask."""
    return builtin_codes()
