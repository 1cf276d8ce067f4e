"""The whole step in its form: what is asked for, days as they are meant, and what is said at the fields."""

from pathlib import Path

import pytest

from models.knowledge.vocabulary import Force
from models.rules.routine import Standing
from screens.step_form import StepFormScreen
from screens.widgets.fields import LineField
from screens.widgets.form import FormBody
from tests.making import checklist_of, make_clinic, mark, on_trial
from tests.screens.driving import driving, prepared
from tests.screens.on_checklist import go_to, row
from tests.screens.routes import in_ostergotland, orebro, recruiting

GATE = "kontakta_studierektor_privat"


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
        for title, said in (
            ("Handledarutlåtande", "Spärr passerad: 2026-11-21"),
            ("Samtal med studierektor om ST/BT", "Ej aktuellt sedan: 2026-11-21"),
        ):
            await go_to(hands, title)
            await hands.sees(said, within="#detail")
            assert "Klart:" not in hands.words("#detail")


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
