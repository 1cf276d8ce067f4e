"""Registers in the middle of the issue's two stories, for the screens to show."""

from pathlib import Path
from uuid import UUID

from tests.making import make_candidate, make_clinic, mark, take_route
from tests.screens.driving import prepared

ABROAD = {"trained_in": "Syrien", "has_at": "nej", "licence_on": "2024-05-01", "known_in_region": "nej"}


async def orebro(folder: Path, *done: str, **values: str) -> UUID:
    """A private clinic in Örebro with Amina, trained abroad without AT, on the way of those who are new."""
    async with prepared(folder) as register:
        await make_clinic(register)
        amina = await make_candidate(register, **{**ABROAD, "native_swedish": "nej", "integrated_bt": "nej", **values})
        await take_route(register, amina, "privat_ovriga", "2026-08-01")
        for step in done:
            await mark(register, amina, step)
    return amina


async def vgr(folder: Path, *done: str) -> UUID:
    """A clinic in Västra Götaland with Amina on the region's one way."""
    async with prepared(folder) as register:
        await make_clinic(register, region="vgr", private="regiondriven")
        amina = await make_candidate(register, **ABROAD)
        await take_route(register, amina, "ansokan", "2026-08-01")
        for step in done:
            await mark(register, amina, step)
    return amina


async def recruiting(folder: Path, region: str = "ostergotland", **values: str) -> UUID:
    """A clinic of the region's own, where there is one way for all, with Amina on it."""
    async with prepared(folder) as register:
        await make_clinic(register, region=region, private="regiondriven", **values)
        amina = await make_candidate(register, **ABROAD)
        await take_route(register, amina, "rekrytering", "2026-08-01")
    return amina


async def in_ostergotland(folder: Path, *, passed: tuple[str, ...]) -> None:
    """Somebody in Östergötland with some gates passed."""
    async with prepared(folder) as register:
        await make_clinic(register, region="ostergotland")
        key = await make_candidate(register, has_at="ja")
        await take_route(register, key, "rekrytering", "2026-11-01")
        for gate in passed:
            await mark(register, key, gate, "passed", reason="Bråttom.")
