"""The readings of who needs BT: the national ones, and those of a region's own pack."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import tomli

from models.knowledge.pack import Pack
from models.knowledge.vocabulary import BtWording


@dataclass(frozen=True)
class BtReading:
    """A document's wording of the rule, in our own words, and where it stands.

    `region` is the one whose routine carries it; empty for a national reading.
    """

    wording: BtWording
    rule: str
    source: str
    trained_abroad_only: bool = False
    region: str = ""


@cache
def national_readings() -> tuple[BtReading, ...]:
    """What holds in every region, and the readings of it that a region's routine carries for all to weigh."""
    text = (files("models.knowledge") / "bt.toml").read_text(encoding="utf-8")
    return tuple(
        BtReading(BtWording(item["wording"]), item["rule"], item["source"], region=item.get("region", ""))
        for item in tomli.loads(text)["readings"]
    )


def readings(pack: Pack | None) -> tuple[BtReading, ...]:
    """The national readings followed by the region's own, each of which is given once; None has none of its own."""
    if pack is None:
        return national_readings()
    own = (BtReading(item.wording, item.rule, pack.where(item), item.trained_abroad_only) for item in pack.bt)
    return (*(item for item in national_readings() if item.region != pack.code), *own)
