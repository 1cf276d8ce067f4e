"""The readings of who needs BT: the national ones, and those of a region's own pack."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from models.knowledge.pack import Pack
from models.knowledge.vocabulary import BtWording


@dataclass(frozen=True)
class BtReading:
    """A document's wording of the rule, in our own words, and where it stands."""

    wording: BtWording
    rule: str
    source: str
    trained_abroad_only: bool = False
    elsewhere: bool = False


@cache
def national_readings() -> tuple[BtReading, ...]:
    """What holds in every region."""
    text = (files("models.knowledge") / "bt.toml").read_text(encoding="utf-8")
    return tuple(
        BtReading(BtWording(item["wording"]), item["rule"], item["source"], elsewhere=item.get("elsewhere", False))
        for item in tomllib.loads(text)["readings"]
    )


def readings(pack: Pack) -> tuple[BtReading, ...]:
    """The national readings followed by the region's own."""
    own = (BtReading(item.wording, item.rule, pack.where(item.source), item.trained_abroad_only) for item in pack.bt)
    return (*national_readings(), *own)
