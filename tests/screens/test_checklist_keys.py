"""The checklist with the keyboard: tick, wait, not applicable, pass a gate, undo, and walk."""

from pathlib import Path

from models.queries.checklist import StepView
from models.rules.routine import Standing
from screens.checklist import ChecklistScreen
from screens.step_form import StepFormScreen
from tests.making import make_candidate, take_route
from tests.screens.driving import Driving, driving, prepared
from tests.screens.routes import orebro

GATE = "kontakta_studierektor_privat"


def screen(hands: Driving) -> ChecklistScreen:
    assert isinstance(hands.app.screen, ChecklistScreen)
    return hands.app.screen


def row(hands: Driving) -> StepView:
    found = screen(hands).steps.row
    assert found is not None
    return found


async def go_to(hands: Driving, title: str) -> StepView:
    """Put the cursor on a step by its title, with the arrow keys."""
    await hands.press("3", "home")
    while row(hands).title != title:
        before = row(hands).key
        await hands.press("j")
        assert row(hands).key != before, title
    return row(hands)


async def test_space_ticks_with_today_and_the_chief_and_opens_again(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("space")
        done = row(hands)
        assert (done.standing, str(done.done_on), done.by) == (Standing.DONE, "2026-11-21", "Ylva Sandåker")
        await hands.press("space")
        assert row(hands).standing is Standing.READY
        assert row(hands).done_on is None


async def test_a_blocked_step_stays_as_it_was_and_says_which_gate_and_whose(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("space")
        await hands.hears("Spärrat: först måste ”Kontakta studierektor” vara klart (Verksamhetschef).")
        assert row(hands).standing is Standing.BLOCKED


async def test_a_blocked_step_cannot_be_set_done_through_its_form_either(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("enter", "k", "ctrl+s")
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.sees("Spärrat: först måste ”Kontakta studierektor” vara klart (Verksamhetschef).")


async def test_w_records_since_when_it_waits_and_when_to_be_reminded(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (100, 40)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("w")
        await hands.sees("Väntar sedan 2026-11-21")
        await hands.press("tab")
        await hands.type("+14")
        await hands.press("ctrl+s")
        assert row(hands).standing is Standing.WAITING
        await hands.sees("Påminnelse: 2026-12-05", "Ska vara klart 2026-12-05 (egen påminnelse)", within="#detail")


async def test_x_asks_why_and_keeps_the_reason(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Samråd med studierektorer och Hälsoval")
        await hands.press("x", "ctrl+s")
        assert "✗ Skriv varför." in next(line for line in hands.lines if "Skäl" in line)
        await hands.type("Gjordes redan i våras")
        await hands.press("ctrl+s")
        assert row(hands).standing is Standing.NOT_APPLICABLE
        await hands.sees("Skäl: Gjordes redan i våras", within="#detail")


async def test_g_passes_a_gate_with_a_reason_that_stays_in_sight(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("g")
        await hands.sees("Att passera en spärr är ett avsteg från rutinen.")
        await hands.press("ctrl+s")
        assert "✗ Skriv varför." in next(line for line in hands.lines if "Skäl" in line)
        await hands.type("Studierektor är sjukskriven")
        await hands.press("ctrl+s")
        assert row(hands).standing is Standing.PASSED
        await hands.sees("» ▣ Kontakta studierektor")
        await hands.sees("Skäl: Studierektor är sjukskriven", within="#detail")
        await go_to(hands, "Bedöm kompetensen och ta referenser")
        assert row(hands).standing is Standing.READY


async def test_a_gate_offers_passing_and_another_step_not_applicable(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Kontakta studierektor")
        assert "g Passera spärr" in hands.words()
        assert "x Ej aktuellt" not in hands.words()
        await hands.press("x")
        assert isinstance(hands.app.screen, ChecklistScreen)
        await go_to(hands, "Samråd med studierektorer och Hälsoval")
        assert "x Ej aktuellt" in hands.words()
        await hands.press("g")
        assert isinstance(hands.app.screen, ChecklistScreen)


async def test_an_information_can_be_read_but_not_marked(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Bilagor till rutinen")
        await hands.press("space", "w", "x", "g", "enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert row(hands).standing is Standing.INFO


async def test_u_takes_back_the_last_change_and_then_the_one_before(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        assert "u Ångra" not in hands.words()
        await go_to(hands, "Kontakta studierektor")
        await hands.press("space", "j", "space")
        assert row(hands).standing is Standing.DONE
        await hands.press("u")
        await hands.hears("Ångrade: Bedöm kompetensen och ta referenser: klart")
        assert row(hands).standing is Standing.READY
        await hands.press("u", "k")
        assert row(hands).standing is Standing.READY
        assert "u Ångra" not in hands.words()


async def test_the_cursor_stays_on_its_step_when_it_is_ticked(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        before = await go_to(hands, "Kontakta studierektor")
        await hands.press("space")
        assert row(hands).key == before.key


async def test_h_goes_to_what_hinders_now(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await hands.press("3", "end", "h")
        assert row(hands).title == "Kontakta studierektor"
        await hands.press("space", "end", "h")
        assert row(hands).title == "Bedöm kompetensen och ta referenser"


async def test_brackets_walk_from_one_candidate_to_the_next_in_swedish_order(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        for name in ("Örjan Al", "Åke Berg"):
            await take_route(register, await make_candidate(register, name=name, known_in_region="ja"), "privat_kand")
    async with driving(tmp_path) as hands:
        await hands.press("3")
        seen = []
        for _ in range(4):
            seen.append(hands.lines[2].split("  ")[0].strip())
            await hands.press("right_square_bracket")
        assert seen == ["Amina Öst", "Åke Berg", "Örjan Al", "Amina Öst"]
        await hands.press("left_square_bracket")
        assert hands.lines[2].split("  ")[0].strip() == "Amina Öst"


async def test_a_period_that_is_too_short_asks_for_its_reason(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (140, 40)) as hands:
        await go_to(hands, "Provtjänstgöring 3–6 månader")
        await hands.press("enter")
        await hands.sees("Perioden", "Från", "Till")
        await hands.press("tab", "tab", "tab", "tab")
        await hands.fill("2026-10-01", "2026-09-01")
        line = next(line for line in hands.lines if line.strip().startswith("Till"))
        assert "✗ Slutet ligger före starten." in line


async def test_an_empty_register_says_how_a_checklist_comes_to_be(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        other = await make_candidate(register, name="Utan Väg")
    async with driving(tmp_path) as hands:
        hands.app.candidate = other
        await hands.press("3")
        await hands.sees("Ingen checklista än för den här personen. Tryck p och sedan v för att välja väg")
