"""Every screen at every size: nothing crashes, the keys stay in sight, and hostile text is only text."""

from functools import partial
from pathlib import Path
from uuid import UUID

import pytest

from screens.widgets.key_bar import KeyBar
from tests.making import make_candidate, make_clinic, take_route
from tests.screens.driving import Driving, driving, driving_demo, prepared
from tests.screens.routes import ABROAD
from tests.screens.test_swedish_only import every_screen

TINY = (1, 1)
SIZES = [(40, 10), (80, 24), (100, 30), (160, 50)]
HOSTILE = "[red]Åsa[/] x[/]y"


async def test_every_screen_keeps_its_keys_in_sight_and_outlives_a_tiny_window() -> None:
    async with driving_demo(SIZES[-1]) as hands:
        async for name in every_screen(hands):
            for size in (TINY, *SIZES):
                await hands.pilot.resize_terminal(*size)
                await hands.settle()
                if size != TINY:
                    await hands.until(partial(is_laid_out, hands, size))
                    assert hands.lines[-1].strip(), (name, size)
                    assert max(map(len, hands.lines)) <= size[0], (name, size)


def is_laid_out(hands: Driving, size: tuple[int, int]) -> bool:
    """Whether the keys stand at the foot of a window of this size."""
    bar = hands.app.screen.query_one(KeyBar)
    return bar.region.bottom == size[1] and bar.size.height >= 1


@pytest.mark.parametrize("size", SIZES, ids=[f"{width}x{height}" for width, height in SIZES])
async def test_every_list_shows_at_least_the_row_under_its_cursor(size: tuple[int, int]) -> None:
    async with driving_demo(size) as hands:
        for way in ((), ("2",), ("2", "p"), ("2", "enter", "l"), ("enter",), ("6",)):
            await hands.press("1", *way)
            head = 1 if way != ("enter",) else 0
            drawn = [line.strip() for line in hands.lines_of("LineTable")[head:]]
            assert any(drawn), way


async def hostile(folder: Path) -> UUID:
    async with prepared(folder) as register:
        await make_clinic(register, name=HOSTILE, chief=HOSTILE)
        key = await make_candidate(register, name=HOSTILE, trained_in=HOSTILE, **{k: ABROAD[k] for k in ("has_at",)})
        await take_route(register, key, "privat_ovriga")
    return key


async def test_markup_in_a_name_is_read_as_it_was_written(tmp_path: Path) -> None:
    await hostile(tmp_path)
    async with driving(tmp_path, (160, 50)) as hands:
        for way in ("1", "2", "3", "6"):
            await hands.press(way)
            assert HOSTILE in hands.text
        for key in ("f4", "e", "v", "o", "l"):
            await hands.press("2", "enter")
            assert HOSTILE in hands.text
            await hands.press(key)
            assert HOSTILE in hands.text
            await hands.press("escape")


async def test_markup_in_what_the_program_says_is_read_as_it_was_written(tmp_path: Path) -> None:
    await hostile(tmp_path)
    async with driving(tmp_path, (160, 50)) as hands:
        await hands.press("2", "enter", "a")
        await hands.type(HOSTILE)
        await hands.press("ctrl+s")
        await hands.hears(f"kontakt med {HOSTILE}")
        await hands.sees(HOSTILE, within="#contacts")
        await hands.press("o", "tab", "tab")
        await hands.type(HOSTILE)
        await hands.press("ctrl+s")
        await hands.sees(f"2026-11-21: {HOSTILE}", within="#standing")


async def test_control_characters_that_are_pasted_never_reach_the_screen(tmp_path: Path) -> None:
    await hostile(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("n")
        await hands.paste("Ond\x1b[2J\x07\u202e Öst")
        await hands.press("ctrl+s", "2")
        await hands.sees("Ond[2J Öst")
        assert not [char for line in hands.lines for char in line if not char.isprintable()]
