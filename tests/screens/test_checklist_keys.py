"""The checklist with the keyboard: tick, wait, not applicable, pass a gate, undo, and walk."""

from pathlib import Path

import pytest

from models.rules.routine import Standing
from screens.checklist import ChecklistScreen
from screens.step_form import StepFormScreen
from tests.making import checklist_of, make_candidate, mark, take_route
from tests.screens.driving import driving, prepared
from tests.screens.on_checklist import go_to, row
from tests.screens.routes import in_ostergotland, orebro, recruiting

GATE = "kontakta_studierektor_privat"


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
        await hands.hears("Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen).")
        assert row(hands).standing is Standing.BLOCKED


async def test_w_records_since_when_it_waits_and_when_to_be_reminded(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (100, 40)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("w")
        await hands.sees("Väntar sedan 2026-11-21")
        await hands.type("+14")
        await hands.press("ctrl+s")
        assert row(hands).standing is Standing.WAITING
        await hands.sees("Påminnelse 2026-12-05", within="#detail")
        assert hands.words("#detail").count("2026-12-05") == 1


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
        assert hands.lines[1].endswith("Kontakta studierektor: spärr passerad.")
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


async def test_a_settled_step_offers_only_to_be_opened_again_and_an_open_one_to_be_marked(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        for title, own in (
            ("Kontakta studierektor", "g Passera spärr"),
            ("Bedöm kompetensen och ta referenser", "x Ej aktuellt"),
        ):
            await go_to(hands, title)
            for part in ("mellanslag Klart", "w Väntar", own):
                assert part in hands.words(), part
            assert "Öppna igen" not in hands.words()
            await hands.press("space")
            assert "mellanslag Öppna igen" in hands.words()
            for part in ("mellanslag Klart", "w Väntar", own):
                assert part not in hands.words(), part
            await hands.press("w", "x", "g")
            assert isinstance(hands.app.screen, ChecklistScreen)
            assert row(hands).standing is Standing.DONE


async def test_a_gate_behind_a_gate_cannot_be_passed(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("g")
        await hands.type("Bråttom")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, StepFormScreen)
        assert hands.words("#form-message").startswith("Inte sparat. Spärrat: först måste ”Kontakta studierektor”")


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
        await hands.press("enter", "ctrl+s")
        await hands.hears("Inget var ändrat.")
        assert "u Ångra" not in hands.words()
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


@pytest.mark.parametrize(("onward", "back"), [("full_stop", "comma"), ("right_square_bracket", "left_square_bracket")])
async def test_point_or_bracket_walks_from_one_candidate_to_the_next_in_swedish_order(
    tmp_path: Path, onward: str, back: str
) -> None:
    await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        for name in ("Örjan Al", "Åke Berg"):
            await take_route(register, await make_candidate(register, name=name, known_in_region="ja"), "privat_kand")
    async with driving(tmp_path) as hands:
        await hands.press("3")
        assert ". Nästa kandidat" in hands.words()
        seen = []
        for _ in range(4):
            seen.append(hands.lines[2].split("  ")[0].strip())
            await hands.press(onward)
        assert seen == ["Amina Öst", "Åke Berg", "Örjan Al", "Amina Öst"]
        await hands.press(back)
        assert hands.lines[2].split("  ")[0].strip() == "Amina Öst"


async def test_an_empty_register_says_how_a_checklist_comes_to_be(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        other = await make_candidate(register, name="Utan Väg")
    async with driving(tmp_path) as hands:
        hands.app.candidate = other
        await hands.press("3")
        await hands.sees("Ingen checklista än för den här personen. Tryck p, sedan v, och välj väg.")


async def test_the_receipt_says_when_somebody_has_become_an_st_doctor(tmp_path: Path) -> None:
    amina = await orebro(tmp_path)
    async with prepared(tmp_path) as register:
        for gate in [step.key for step in (await checklist_of(register, amina)).steps if step.gate]:
            await mark(register, amina, gate, "passed", reason="Provat")
    async with driving(tmp_path, (200, 40)) as hands:
        await go_to(hands, "Gör om anställningen till ST")
        await hands.press("space")  # so much hangs on the day that it is asked for
        await hands.sees("Klart den: blir ST den dagen", within="#form-message")
        await hands.press("ctrl+s")
        await hands.hears("Amina Öst är nu ST-läkare.")
        assert hands.lines[1].rstrip().endswith("Amina Öst är nu ST-läkare.")


async def test_l_reads_on_in_what_is_said_of_the_step_and_begins_again(tmp_path: Path) -> None:
    await recruiting(tmp_path)
    async with driving(tmp_path, (80, 24)) as hands:
        await go_to(hands, "Annonsera med minst 14 dagar att söka")
        assert "l Läs vidare" in hands.words()
        assert "Tidningsannons" not in hands.words("#detail")
        for _page in range(4):
            if "Tidningsannons" not in hands.words("#detail"):
                await hands.press("l")
        assert "Tidningsannons (kostar): –" in hands.words("#detail")
        await hands.press("l")
        assert "Annonsera med minst 14 dagar" in hands.words("#detail")
    async with driving(tmp_path, (160, 50)) as hands:
        await go_to(hands, "Annonsera med minst 14 dagar att söka")
        assert "l Läs vidare" not in hands.words()


async def test_a_step_with_a_reason_asks_before_it_is_opened_again(tmp_path: Path) -> None:
    await in_ostergotland(tmp_path, passed=("godkannande",))
    async with driving(tmp_path, (120, 44)) as hands:
        await go_to(hands, "Skriftligt godkännande att rekrytera")
        await hands.press("space")
        await hands.hears("Skälet tas bort om steget öppnas igen: ”Bråttom.”")
        assert row(hands).standing is Standing.PASSED
        await hands.press("down", "up", "space")
        assert row(hands).standing is Standing.PASSED  # asked anew after another row
        await hands.press("space")
        assert (row(hands).standing, row(hands).reason) == (Standing.LATER, "")
