"""The disk is full while one saves and exports: it stands on the screen, and is done when there is room."""

from pathlib import Path

import pytest

pytest.importorskip("resource", reason="needs a limit on the size of files")

from models.queries.candidates import candidate_lines
from models.storage.place import Place
from tests.little_room import no_file_beyond
from tests.screens.driving import driving
from tests.screens.routes import orebro


async def test_a_form_stays_with_all_that_was_typed_until_there_is_room(tmp_path: Path) -> None:
    await orebro(tmp_path)
    log = Place(tmp_path).file.with_name("st-kollen.db-wal")
    async with driving(tmp_path) as hands:
        await hands.press("n")
        with no_file_beyond(log.stat().st_size):
            await hands.type("Åsa Alm")
            await hands.press("ctrl+s")
            await hands.sees("Disken svarade med ett fel. Inget sparades. Den kan vara full", "Åsa Alm")
            assert {line.name for line in await hands.register.ask(candidate_lines)} == {"Amina Öst"}
        await hands.press("ctrl+s")
        assert {line.name for line in await hands.register.ask(candidate_lines)} == {"Amina Öst", "Åsa Alm"}
        await hands.press("6")
        with no_file_beyond(1_000):
            await hands.press("ctrl+s")
            await hands.sees("Disken är full. Inget skrevs. Frigör utrymme och försök igen.")
        await hands.press("ctrl+s")
        await hands.sees("Skrivet i")
