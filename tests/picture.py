"""Draws the README's pictures from the real program: `uv run python -m tests.picture`."""

import asyncio
import re
from datetime import UTC, datetime
from pathlib import Path

from textual.pilot import Pilot

from models.demo.fill import open_demo
from models.register import Register
from tui.app import StKollen

FOLDER = Path(__file__).parent.parent / ".readme"
DAY = datetime(2026, 11, 21, 8, 30, tzinfo=UTC)
PICTURES = {"idag": "", "checklista": "enter"}
_WEB_FONT = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def demo(region: str) -> Register:
    """A region's demo on the day of the pictures."""
    return open_demo(lambda: DAY, region)


async def draw(name: str, key: str) -> None:
    """Open the demo, press a key, and write what is on the screen."""
    app = StKollen(lambda: demo("orebro"), demo="orebro", demos=demo)
    async with app.run_test(size=(122, 34)) as pilot:
        await shown(pilot)
        if key:
            await pilot.press(key)
            await shown(pilot)
        picture = _WEB_FONT.sub("", app.export_screenshot(title="st-kollen --demo"))
    if app.register is not None:
        app.register.close()
    (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")


async def shown(pilot: Pilot[None]) -> None:
    """Wait until the register is open and everything asked for has been painted."""
    app = pilot.app
    while not (isinstance(app, StKollen) and app.region_name):
        await pilot.pause(0.05)
    await app.workers.wait_for_complete()
    await pilot.pause(0.2)


async def main() -> None:
    """Every picture."""
    for name, key in PICTURES.items():
        await draw(name, key)


if __name__ == "__main__":
    asyncio.run(main())
