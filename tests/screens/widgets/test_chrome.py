"""Chrome: the two lines on top, and what they leave out where there is no room."""

import pytest

from models.ids import new_id
from models.queries.clinic import ClinicView
from models.rights import Role, Session
from screens.widgets.chrome import Chrome
from tests.screens.widgets.trial import Trial, TrialApp, trial


async def shown(seen: Trial, role: Role = Role.CHIEF) -> list[str]:
    """The two lines when the clinic is known, and who is signed in."""
    app: TrialApp = seen.app
    app.clinic = ClinicView(
        lock_after=10,
        version=1,
        name="Lingonets vårdcentral",
        region="orebro",
        private=True,
        listed=8200,
        chief="Ylva Sandåker",
    )
    app.session = Session(new_id(), "Ylva Sandåker", role)
    app.region_name = "Region Örebro län"
    app.query_one(Chrome).refresh()
    await seen.settle()
    return seen.lines[:2]


async def test_a_wide_window_shows_clinic_region_chief_and_day() -> None:
    async with trial(Chrome("idag"), 120) as seen:
        top, _ = await shown(seen)
        assert "ST-kollen  Lingonets vårdcentral · Region Örebro län" in top
        assert "Ylva Sandåker · " in top


async def test_the_region_is_left_out_first_and_then_the_chief() -> None:
    async with trial(Chrome("idag"), 80) as seen:
        top, _ = await shown(seen)
        assert "Region" not in top
        assert "Ylva Sandåker · " in top
    async with trial(Chrome("idag"), 60) as seen:
        top, _ = await shown(seen)
        assert "Lingonets vårdcentral" in top
        assert "Ylva" not in top
        assert "20" in top


async def test_whoever_is_not_the_chief_stands_there_with_their_role() -> None:
    async with trial(Chrome("idag"), 120) as seen:
        top, _ = await shown(seen, Role.SUPERVISOR)
        assert "Ylva Sandåker, handledare · " in top
        top, _ = await shown(seen, Role.DEPUTY)
        assert "Ylva Sandåker, ställföreträdare · " in top
    async with trial(Chrome("idag"), 75) as seen:
        top, _ = await shown(seen, Role.SUPERVISOR)
        assert "Ylva Sandåker · " in top


@pytest.mark.parametrize("width", [1, 5, 12, 20, 31, 40, 55, 62, 79, 80, 100, 200])
async def test_it_is_two_lines_at_any_width(width: int) -> None:
    async with trial(Chrome("idag"), width) as seen:
        lines = await shown(seen)
        assert all(len(line) <= width for line in lines)
        assert seen.app.query_one(Chrome).size.height == 2
        assert not "".join(seen.lines[2:]).strip()


async def test_every_main_screen_keeps_its_key_in_a_narrow_window() -> None:
    async with trial(Chrome("kandidater"), 34) as seen:
        _, navigation = await shown(seen)
        assert navigation.split() == ["1", "2", "Kandidater", "3", "6"]


SAID = "Lägg till studierektor i Varbi-annonsen: klart 2026-09-30 (Malva Roxstrand)."
LONG = "Skriv ST-kontrakt med utbildningsenheten: klart 2026-11-16 (Enheten). Sunniva Berg är nu ST-läkare."


async def said(seen: Trial, text: str) -> list[str]:
    seen.app.said = text
    return [line.strip() for line in await shown(seen)]


@pytest.mark.parametrize("width", [80, 100, 140])
async def test_the_main_screens_keep_their_names_beside_what_is_said_which_is_read_in_whole(width: int) -> None:
    tabs = "1 Idag   2 Kandidater   3 Checklistor   6 Export"
    async with trial(Chrome("idag"), width) as seen:
        top, below = await said(seen, "PDF skriven.")
        assert top.startswith("ST-kollen  Lingonets vårdcentral")
        assert below.startswith(tabs) and below.endswith("  PDF skriven.")
        top, below = await said(seen, SAID)
        assert (top, below) == (SAID, tabs) or (width == 140 and below.startswith(tabs) and below.endswith(SAID))
        top, below = await said(seen, LONG)
        assert below.startswith(tabs)
        assert " ".join((top, below.removeprefix(tabs).strip())).strip() == LONG


async def test_of_what_has_no_room_there_either_the_middle_is_left_out_and_a_demo_is_still_called_one() -> None:
    text = "Lägg till studierektor i Varbi-annonsen, med ett skäl: " + "ord " * 60 + "och så är det klart."
    for width in (80, 40):
        async with trial(Chrome("idag"), width) as seen:
            seen.app.demo = "orebro"
            top, below = await said(seen, text)
            assert top.startswith("DEMO  Lägg till studierektor")
            assert "…" in top + below and (top + below).endswith("klart.")


async def test_before_the_register_is_open_the_program_and_the_day_stand_there() -> None:
    async with trial(Chrome("idag"), 80) as seen:
        await seen.settle()
        assert seen.lines[0].startswith(" ST-kollen")
        assert seen.lines[1].split() == ["1", "Idag", "2", "Kandidater", "3", "Checklistor", "6", "Export"]


async def test_of_what_was_done_the_end_is_never_cut_off() -> None:
    said = "Mejla intresseanmälan till båda på AMC: sparat, men inte klart än."
    for width, shown_as in (
        (120, f"Export {said}"),
        (80, f"{said} 1 Idag 2 Kandidater"),
        (50, "Mejla intresseanmälan till båda på AMC: sparat, 1 Idag 2 3 6 men inte klart än."),
        (30, "Mejla intress…inte klart än. 1 Idag 2 3 6"),
    ):
        async with trial(Chrome("idag"), width) as seen:
            seen.app.said = said
            assert shown_as in " ".join(" ".join(await shown(seen)).split())
