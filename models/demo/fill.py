"""Fills a register with the demo's people, in the order in which things happened to them."""

import heapq
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from models.demo.life import Life
from models.demo.regions import DEMOS, OPENED, OREBRO
from models.demo.story import Demo
from models.ids import new_id
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
        ways = (life.way(story, key) for story, key in told)
        notes = (life.notes(story, key) for story, key in told)
        for _day in heapq.merge(*ways, *notes):
            pass  # an event happens when the merge asks its story for the next day


class DemoRegister(Register):
    """A register full of invented people, in a folder of its own that goes when it is closed."""

    def __init__(self, clock: Clock, demo: Demo) -> None:
        """Make and fill it; blocks. Raises StorageFault."""
        self._folder = TemporaryDirectory(prefix="st-kollen-demo-", ignore_cleanup_errors=True)
        super().__init__(Place(Path(self._folder.name)), clock)
        try:
            # A run of its own: what happened before the program started cannot be undone in it.
            self._writer.submit(fill_demo, clock(), new_id(), demo).result()
        except Exception as error:
            self.close()
            raise explain(error) or error from error

    def close(self) -> None:
        super().close()
        self._folder.cleanup()


def open_demo(clock: Clock = utc_now, region: str = OREBRO) -> Register:
    """A throwaway register full of a region's invented people; blocks. Raises StorageFault."""
    return DemoRegister(clock, DEMOS[region])
