"""Fills a register with the demo's people, in the order in which things happened to them."""

import heapq
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from models.demo.life import Life
from models.demo.regions import DEMOS, OPENED, OREBRO
from models.demo.story import Demo
from models.faults import StorageFault
from models.ids import new_id
from models.knowledge.packs import own_packs
from models.records.base import database
from models.register import Clock, Register, utc_now
from models.storage.faults import explain
from models.storage.place import Place


def fill_demo(now: datetime, run_id: UUID, demo: Demo) -> None:
    """Live every story up to now, in one transaction on the open register."""
    life = Life(now, run_id)
    with database.atomic("IMMEDIATE"):
        life.set_up(OPENED, demo.clinic, demo.colleagues)
        told = [(story, new_id()) for story in demo.stories]
        threads = (thread(story, key) for thread in (life.way, life.notes, life.rest) for story, key in told)
        for _day in heapq.merge(*threads):
            pass  # an event happens when the merge asks its story for the next day
        life.end()


_OTHER_PACK = "Demon följer regionens inbyggda paket. Ert eget paket för regionen har andra steg: välj en annan demo."


class DemoRegister(Register):
    """A register full of invented people, in a folder of its own that goes when it is closed."""

    def __init__(self, clock: Clock, demo: Demo) -> None:
        """Make and fill it; blocks. Raises StorageFault."""
        try:
            self._folder = TemporaryDirectory(prefix="st-kollen-demo-", ignore_cleanup_errors=True)
        except OSError as error:
            words = "Demon behöver en mapp för tillfälliga filer, och den gick inte att göra."
            raise explain(error) or StorageFault(words) from error
        super().__init__(Place(Path(self._folder.name)), clock)
        try:
            # A run of its own: what happened before the program started cannot be undone in it.
            self._writer.submit(fill_demo, clock(), new_id(), demo).result()
        except Exception as error:
            self.close()
            other = StorageFault(_OTHER_PACK) if demo.clinic["region"] in own_packs().texts else error
            raise explain(error) or other from error

    def close(self) -> None:
        super().close()
        self._folder.cleanup()


def open_demo(clock: Clock = utc_now, region: str = OREBRO) -> Register:
    """A throwaway register full of a region's invented people; blocks. Raises StorageFault."""
    return DemoRegister(clock, DEMOS[region])
