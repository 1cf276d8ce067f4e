"""The demos by their region's code."""

from collections.abc import Mapping

from models.demo import orebro, ostergotland, vastmanland, vgr
from models.demo.story import Demo

OPENED = 2500  # days before today
OREBRO = "orebro"

DEMOS: Mapping[str, Demo] = {
    OREBRO: Demo(orebro.CLINIC, orebro.COLLEAGUES, orebro.STORIES),
    "ostergotland": Demo(ostergotland.CLINIC, ostergotland.COLLEAGUES, ostergotland.STORIES),
    "vastmanland": Demo(vastmanland.CLINIC, vastmanland.COLLEAGUES, vastmanland.STORIES),
    "vgr": Demo(vgr.CLINIC, vgr.COLLEAGUES, vgr.STORIES),
}
