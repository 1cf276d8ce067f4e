"""Nothing on any screen, and no key in any help, is English."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

from textual.content import Content
from textual.widgets import Static

from screens.help import HelpScreen
from tests.screens.driving import Driving, driving, driving_demo

WAYS = {
    "idag": (),
    "kandidater": ("2",),
    "filtret": ("2", "/"),
    "arkivet": ("2", "x"),
    "personer": ("2", "p"),
    "ny person": ("2", "p", "n"),
    "person": ("2", "enter"),
    "ändra person": ("2", "enter", "e"),
    "väg": ("2", "j", "enter", "v"),
    "anteckning": ("2", "enter", "a"),
    "utfall": ("2", "enter", "o"),
    "logg": ("2", "enter", "l"),
    "vila": ("z",),
    "handledare": ("v", "v", "v"),
    "checklista": ("enter",),
    "steget": ("enter", "enter"),
    "väntar": ("enter", "w"),
    "spärren": ("enter", "g"),
    "export": ("6",),
    "regler": ("r",),
    "första dagen": ("?", "d"),
    "ny kandidat": ("n",),
    "sök": ("f4",),
    "användare": ("f4", *"användare", "enter"),
    "ny användare": ("f4", *"användare", "enter", "n"),
    "ändra användare": ("f4", *"användare", "enter", "enter"),
}
ENGLISH = re.compile(
    r"\b(the|and|of|to|not|with|save|cancel|quit|exit|close|help|search|select|focus|scroll|page|cursor|copy|paste|cut|"
    r"delete|move|line|word|left|right|up|down|top|bottom|command|palette|press|toggle|screen|error|invalid|must|undo|"
    r"redo|home|start|end|show|hide|keys|panel|next|previous|submit|clear|open|none|comma|stop|slash|space|escape|shift|true|false|yes|no)\b",
    re.IGNORECASE,
)
# Places, times and people of the demo; Page Up is printed on Swedish keyboards too.
NOT_ENGLISH = re.compile(
    r"page (up|down)|\bhome\b|\bend\b|start av|\bstart\b|[\w.-]+@[\w.-]+|\S*/\S*|planerad_start", re.IGNORECASE
)


def english(text: str) -> list[str]:
    return [found[0] for found in ENGLISH.finditer(NOT_ENGLISH.sub("", text))]


async def every_screen(hands: Driving) -> AsyncIterator[str]:
    """Go to one after another, and home in between. Their names."""
    for name, way in WAYS.items():
        await hands.press(*way)
        yield name
        while len(hands.app.screen_stack) > 2:
            await hands.press("escape", "escape")
        await hands.press("1")


def explained(hands: Driving) -> dict[str, str]:
    """The keys and their words in the help that is open: the paragraph before the last."""
    page = hands.app.screen.query_one(Static).content
    assert isinstance(page, Content)
    parted = [re.split(r" {2,}", line) for line in page.plain.split("\n\n")[-2].split("\n")]
    return {parts[0]: parts[1] for parts in parted}


async def test_every_screen_and_its_help_is_in_swedish_and_help_leads_back() -> None:
    async with driving_demo((160, 50)) as hands:
        async for name in every_screen(hands):
            assert english(hands.text) == [], name
            before = hands.app.screen
            if isinstance(before, HelpScreen):
                continue
            await hands.press("f1")
            if isinstance(hands.app.screen, HelpScreen):
                assert english(hands.text) == [], name
                keys = explained(hands)
                assert keys, name
                assert not [key for key in keys if "_" in key or "^" in key], name
                shown = {active.binding.description for active in before.active_bindings.values()}
                assert set(keys.values()) <= shown, name
                await hands.press("escape")
            assert hands.app.screen is before, name


async def test_every_key_in_the_bar_is_explained_in_the_help() -> None:
    async with driving_demo((160, 50)) as hands:
        for way in ((), ("2",), ("2", "enter"), ("2", "enter", "l"), ("3",), ("2", "p")):
            await hands.press("1", *way)
            bar = [part.strip() for line in hands.lines[-2:] for part in line.split("  ") if part.strip()]
            titles = {part.split(" ", 1)[1] for part in bar if " " in part and len(part) < 40 and "│" not in part}
            await hands.press("f1")
            assert titles & set(explained(hands).values()) == titles
            await hands.press("escape")


async def test_the_welcome_is_in_swedish(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        assert english(hands.text.replace(str(tmp_path), "")) == []
        await hands.press("ctrl+s", "f1")
        assert english(hands.text) == []
