"""A region of the user's own on the screen: offered by the welcome, and missed by name when its file is gone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.knowledge.missing_pack import PACK_MISSING
from models.knowledge.pack_places import user_folder
from models.knowledge.packs import _read
from screens.idag import IdagScreen
from screens.person import PersonScreen
from screens.person_text import NO_PACK
from tests.making import make_candidate, make_clinic
from tests.models.knowledge.norrback import norrback
from tests.screens.driving import driving, prepared
from tests.screens.test_welcome import welcome_done


@pytest.fixture
def file() -> Iterator[Path]:
    """The pack in the user's folder, and the program started anew."""
    user_folder().mkdir(parents=True)
    written = user_folder() / "norrback.toml"
    written.write_text(norrback(), encoding="utf-8")
    _read.cache_clear()
    yield written
    _read.cache_clear()


@pytest.mark.usefixtures("file")
async def test_the_welcome_offers_an_own_region(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await hands.sees("Region Norrbäck (egen)")
        await welcome_done(hands)
        assert isinstance(hands.app.screen, IdagScreen)
        assert "Region Norrbäck (egen)" in hands.lines[0]


async def test_what_is_missing_is_said_where_it_is_missed(tmp_path: Path, file: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="norrback")
        await make_candidate(register, name="Amina Öst")
    file.unlink()
    _read.cache_clear()
    async with driving(tmp_path, (120, 40)) as hands:
        await hands.sees(PACK_MISSING)
        await hands.press("2")
        await hands.sees(PACK_MISSING, "norrback (paketet saknas)")
        await hands.press("enter")
        assert isinstance(hands.app.screen, PersonScreen)
        await hands.sees("Regionens paket saknas", within="#standing")
        await hands.press("v")
        await hands.hears(NO_PACK)
        assert isinstance(hands.app.screen, PersonScreen)
