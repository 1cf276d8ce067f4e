"""The checklist with the keyboard: tick, wait, not applicable, pass a gate, undo, and walk."""

from pathlib import Path

import pytest

from models.knowledge.vocabulary import Force
from models.queries.checklist import StepView
from models.rules.routine import Standing
from screens.checklist import ChecklistScreen
from screens.step_form import StepFormScreen
from screens.widgets.fields import LineField
from screens.widgets.form import FormBody
from tests.making import checklist_of, make_candidate, make_clinic, mark, on_trial, take_route
from tests.screens.driving import Driving, driving, prepared
from tests.screens.routes import orebro, recruiting

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
        await hands.hears("Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen).")
        assert row(hands).standing is Standing.BLOCKED


async def test_a_blocked_step_cannot_be_set_done_through_its_form_either(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("enter", "shift+tab", "k")
        assert "‹ klart ›" in next(line for line in hands.lines if "Läge" in line)
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.sees(
            "Inte sparat. Spärrat: först måste ”Kontakta studierektor” vara klart (Chefen).",
            within="#form-message",
        )


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


async def test_the_form_opens_at_the_first_fact_that_is_asked_for_done_or_not(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Samråd med studierektorer och Hälsoval")
        step = row(hands)
        await hands.press("space")
        form = hands.app.screen
        assert isinstance(form, StepFormScreen)
        first = next(field.key for field in step.fields if field.force in {Force.MUST, Force.SHOULD})
        assert hands.app.focused is not None
        assert hands.app.focused.name == f"answers.{first}"
        assert form._body.values["state"] == "done"
        for _field in step.fields:
            await hands.press(*"1/11", "tab")
        await hands.press("ctrl+s")
        assert row(hands).standing is Standing.DONE
        await hands.press("enter")
        assert isinstance(again := hands.app.focused, LineField)
        assert (again.field, again.value) == (f"answers.{first}", "2026-11-01")


async def test_a_gate_behind_a_gate_cannot_be_passed(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Handledarutlåtande")
        await hands.press("g")
        await hands.type("Bråttom")
        await hands.press("ctrl+s")
        assert isinstance(hands.app.screen, StepFormScreen)
        assert hands.words("#form-message").startswith("Inte sparat. Spärrat: först måste ”Kontakta studierektor”")


async def test_a_reason_on_a_step_that_is_not_done_is_refused_at_its_field(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 40)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("enter")
        await hands.fill("", "", "Därför")
        await hands.press("ctrl+s")
        assert "✗ Skälet hör till ett steg som är" in next(line for line in hands.lines if "Skäl" in line)
        assert hands.words("#form-message").startswith("Inte sparat. Skäl: Skälet hör till")
        await hands.press("escape", "escape")
        assert row(hands).standing is Standing.READY


async def test_a_day_when_it_was_done_makes_the_step_done(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("enter")
        await hands.type("-3")
        await hands.press("tab")
        assert "‹ klart ›" in next(line for line in hands.lines if "Läge" in line)
        await hands.press("ctrl+s")
        assert (row(hands).standing, str(row(hands).done_on)) == (Standing.DONE, "2026-11-18")


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


async def test_a_period_that_is_too_short_asks_for_its_reason(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (140, 40)) as hands:
        await go_to(hands, "Provtjänstgöring 3–6 månader")
        await hands.press("enter")
        await hands.sees("Perioden", "Från", "Till")
        await hands.fill("2026-10-01", "2026-09-01")
        line = next(line for line in hands.lines if line.strip().startswith("Till"))
        assert "✗ Slutet ligger före starten." in line


async def test_a_period_is_asked_for_and_one_that_is_planned_stays_open(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        amina = await on_trial(register)
    async with driving(tmp_path, (140, 40)) as hands:
        await go_to(hands, "Provtjänstgöring 3–6 månader")
        await hands.press("space")  # its days are not known, so they are asked for
        await hands.fill("2027-03-01", "2027-06-30")
        await hands.press("ctrl+s")
        line = next(line for line in hands.lines if line.strip().startswith("Läge"))
        assert "✗ Perioden börjar 2027-03-01: den är planerad, inte k" in line
        await hands.press("ö", "ctrl+s")  # what is open has no day on which it was done
        planned = row(hands)
        assert (planned.standing, planned.done_on) == (Standing.LATER, None)
        await hands.press("space")
        await hands.hears("Perioden börjar 2027-03-01: den är planerad, inte klar. Låt läget vara öppet.")
        assert row(hands) == planned
    async with prepared(tmp_path) as register:
        for step in (await checklist_of(register, amina)).steps:
            if step.gate and step.key != planned.key and step.state == "open":
                await mark(register, amina, step.key, "passed", reason="Provat")
            elif step.force == "ska" and not step.gate and step.state == "open":
                await mark(register, amina, step.key, "not_applicable", reason="Provat")
    async with driving(tmp_path) as hands:
        await hands.press("3", "home", "h")  # what is still to come hinders when nothing else does
        assert row(hands).key == planned.key


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


async def test_a_no_that_the_routine_does_not_take_is_told_at_its_field_with_the_way_out(tmp_path: Path) -> None:
    await recruiting(tmp_path, "vastmanland")
    async with driving(tmp_path) as hands:
        await go_to(hands, "Vårdcentralen uppfyller villkoren")
        await hands.press("space", "j", "tab", "n", "tab", "j", "tab", "j", "ctrl+s")
        assert hands.app.focused is not None
        assert hands.app.focused.name == "answers.listade"
        assert hands.words("#form-message") == (
            "Inte sparat. Minst 3 000 listade: Rutinen kräver ja. Är steget klart ändå: skriv varför under Skäl."
        )


async def test_a_form_that_is_saved_without_being_done_says_so(tmp_path: Path) -> None:
    await recruiting(tmp_path)
    async with driving(tmp_path) as hands:
        await go_to(hands, "Mejla intresseanmälan till båda på AMC")
        await hands.press("enter")
        await hands.type("idag")
        await hands.press("ctrl+s")
        await hands.hears("Mejla intresseanmälan till båda på AMC: sparat, men inte klart än.")
        assert row(hands).standing is Standing.READY


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


@pytest.mark.krav("VML16")
async def test_what_the_register_knows_is_offered_and_an_answer_against_it_is_seen(tmp_path: Path) -> None:
    await recruiting(tmp_path, "vastmanland", listed="2100", agreement="ja")
    async with driving(tmp_path, (120, 40)) as hands:
        await go_to(hands, "Vårdcentralen uppfyller villkoren")
        await hands.press("space")
        form = hands.app.screen.query_one(FormBody)
        assert [form.values[f"answers.{key}"] for key in ("avtal", "listade", "stabil")] == ["ja", "nej", ""]
        assert "krävs, registret: nej (2 100 listade)" in hands.words("#hints")
        await hands.press("tab", "tab")
        form.field("answers.listade").value = "ja"  # type: ignore[union-attr]
        form.field("answers.stabil").value = "ja"  # type: ignore[union-attr]
        form.field("answers.regelbok").value = "ja"  # type: ignore[union-attr]
        await hands.press("ctrl+s")
        await hands.sees("Minst 3 000 listade: ja ! registret: nej (2 100 listade)", within="#detail")
        assert "Avtal med Vårdval primärvård: ja Minst" in hands.words("#detail")


async def in_ostergotland(folder: Path, *, passed: tuple[str, ...]) -> None:
    """Somebody in Östergötland with some gates passed."""
    async with prepared(folder) as register:
        await make_clinic(register, region="ostergotland")
        key = await make_candidate(register, has_at="ja")
        await take_route(register, key, "rekrytering", "2026-11-01")
        for gate in passed:
            await mark(register, key, gate, "passed", reason="Bråttom.")


@pytest.mark.krav("OG20")
async def test_the_form_that_passes_a_gate_says_what_it_costs_and_that_a_reminder_is_kept(tmp_path: Path) -> None:
    await in_ostergotland(tmp_path, passed=())
    async with driving(tmp_path, (120, 44)) as hands:
        await go_to(hands, "Skriftligt godkännande att rekrytera")
        await hands.press("g")
        await hands.sees("vårdcentralen får betala ST-tjänsten själv", "Det som saknas står kvar i Idag")
        await hands.type("Bråttom")
        await hands.press("ctrl+s", "1")
        await hands.sees("Passerad spärr", "» Skriftligt godkännande att", within="#todo")
        await hands.press("end")
        await hands.sees("Passerad spärr. Saknas: Skriftligt godkännande. Avsteg från rutinen")


@pytest.mark.krav("OG14", "OG15")
async def test_the_form_of_a_gate_says_what_should_be_done_first(tmp_path: Path) -> None:
    await in_ostergotland(tmp_path, passed=("godkannande", "samtycke"))
    async with driving(tmp_path, (120, 44)) as hands:
        await go_to(hands, "Anställ läkaren")
        await hands.press("space")
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.sees("Inte klart än, fast det ska vara gjort före det här:", "Kontrollera med IVO")


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


async def test_a_reminder_without_a_year_is_the_next_to_come_and_the_form_says_which(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 44)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("w")
        await hands.type("7/1")
        await hands.press("tab")
        line = next(line for line in hands.lines if "Påminnelse" in line)
        assert "2027-01-07" in line
        assert "= tor 7 jan 2027" in line
        await hands.press("ctrl+s")
        assert str(row(hands).remind_on) == "2027-01-07"


async def test_a_day_that_is_saved_before_it_is_left_is_read_as_the_field_means_it(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 44)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("w")
        await hands.type("7/1")
        await hands.press("ctrl+s")
        assert str(row(hands).remind_on) == "2027-01-07"
        await hands.press("w")
        await hands.type("20/12")
        await hands.press("ctrl+s")
        assert str(row(hands).remind_on) == "2026-12-20"


async def test_a_day_when_something_was_done_is_the_last_that_was(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path, (160, 44)) as hands:
        await go_to(hands, "Kontakta studierektor")
        await hands.press("enter")
        await hands.type("20/12")
        await hands.press("ctrl+s")
        assert str(row(hands).done_on) == "2025-12-20"
