"""Where packs are found: those built in, and the user's own folder. Without pydantic, so that lists may ask."""

from functools import cache
from pathlib import Path

_REGIONS = Path(__file__).parent / "regions"


@cache
def builtin_codes() -> tuple[str, ...]:
    """The codes of the regions that are built in, in order."""
    names = (entry.name for entry in _REGIONS.iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


@cache
def builtin_pack_text(code: str) -> str:
    """The text of a built-in pack. Raises KeyError for a region that has none."""
    if code not in builtin_codes():
        raise KeyError(code)
    return (_REGIONS / f"{code}.toml").read_text("utf-8")


def user_folder() -> Path:
    """The folder for the user's own packs; it need not exist."""
    from platformdirs import user_config_path  # noqa: PLC0415  only where packs are asked for

    return user_config_path("st-kollen", appauthor=False) / "regioner"
