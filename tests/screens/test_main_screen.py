"""What the main screens share, on one that reads as slowly as the test wants."""

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.widget import Widget
from textual.widgets import Static

from screens.main_screen import MainScreen
from tests.making import make_clinic
from tests.screens.driving import driving, prepared


class Slow(MainScreen):
    TAB = "idag"
    HELP = "En skärm som har läst klart när det den skulle visas i just har tagits bort."

    came_too_late = False

    def body(self) -> Iterable[Widget]:
        yield Static("", id="read")

    async def load(self) -> None:
        while self.query("#read"):
            await asyncio.sleep(0)
        self.came_too_late = True
        self.query_one("#read", Static).update("läst")


async def test_one_that_is_left_while_it_reads_shows_nothing_and_is_no_fault(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
    async with driving(tmp_path) as hands:
        slow = Slow()
        hands.app.push_screen(slow)
        await hands.until(lambda: slow.is_mounted)
        hands.app.pop_screen()
        await hands.settle()
        assert slow.came_too_late
