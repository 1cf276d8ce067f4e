"""Money, intakes and the clinic's own settings, as they are shown and asked for."""

from pathlib import Path

import pytest

from models.queries.clinic import clinic_view
from models.queries.clinic_settings import clinic_mailboxes
from screens.checklist import ChecklistScreen
from screens.clinic_form import ClinicScreen, WelcomeScreen
from screens.widgets.form import FormBody
from tests.making import make_candidate, make_clinic, make_colleague, mark, person_of, take_route
from tests.screens.driving import driving, driving_demo, prepared
from tests.screens.on_checklist import go_to
from tests.screens.routes import recruiting

TALL = (120, 60)


async def vastmanland(folder: Path, listed: str = "8200") -> None:
    async with prepared(folder) as register:
        await make_clinic(register, region="vastmanland", listed=listed, agreement="ja")
        supervisor = await make_colleague(register, specialist_on="2012-05-01")
        await make_candidate(register, supervisor=str(supervisor))


@pytest.mark.krav("VML5")
async def test_the_second_signatory_is_among_the_persons_facts(tmp_path: Path) -> None:
    amina = await recruiting(tmp_path, "vastmanland")
    async with prepared(tmp_path) as register:
        assert (await person_of(register, amina)).answered == (("Andra underskrift", ""),)
        await mark(register, amina, "andra_underskrift", "open", answers={"specialist": "Bo Lind"})
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees("Andra underskrift Bo Lind")


@pytest.mark.krav("VML12", "VML16", "VML17")
async def test_the_box_names_each_condition_with_a_sign_and_a_word(tmp_path: Path) -> None:
    await vastmanland(tmp_path, "2 999")
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees(
            "Finansiering",
            "✗ Inte säkrad. Vårdvalsfinansiering",
            "✓ Avtal med Vårdval primärvård: uppfyllt",
            "✗ Minst 3 000 listade: inte uppfyllt (2 999 listade)",
            "? Ekonomi och verksamhet stabila i minst två år: återstår",
            "? Huvudhandledaren har handledarutbildning: att fråga om (På ett ställe krävs att utbildningen är gjord, "
            "på ett annat räcker det att den görs så snart den erbjuds",
            within="#financing",
        )


@pytest.mark.krav("OG20")
async def test_the_box_says_what_a_passed_gate_costs(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="ostergotland")
        key = await make_candidate(register)
        await take_route(register, key, "rekrytering")
        await mark(register, key, "godkannande", "passed", reason="Bråttom.")
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees("✗ Inte säkrad.", "! Avsteg från rutinen: vårdcentralen får betala", within="#financing")


async def test_there_is_no_box_where_the_routine_has_neither_financing_nor_intakes(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register)
        await make_candidate(register)
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees("Bastjänstgöring")
        assert not hands.app.screen.query_one("#financing").display
        assert not hands.app.screen.query_one("#intakes").display
        assert "Finansiering" not in hands.text


@pytest.mark.krav("OG34")
async def test_the_intakes_have_a_box_with_the_next_one_and_what_is_missing(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, region="ostergotland")
        key = await make_candidate(register, integrated_bt="ja")
        await take_route(register, key, "rekrytering", "2026-06-15")
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees(
            "Intag till BT: ? Går inte att säga när läkaren är redo. ”Anställningsdag” är inte ifyllt.",
            "Nästa är november 2026 (månaden pågår, 9 dagar kvar). Saknas:",
            "steg till.",
            within="#intakes",
        )
    async with prepared(tmp_path) as register:
        await mark(register, key, "anstall", "open", answers={"anstallningsdag": "2026-06-15"})
    async with driving(tmp_path, TALL) as hands:
        await hands.press("2", "enter")
        await hands.sees(
            "✗ Brukar inte hinna till nästa, utan till april 2027: redo 2026-12-15–2027-06-15.", within="#intakes"
        )


@pytest.mark.krav("VML16")
async def test_the_clinics_page_asks_for_what_the_region_needs_and_keeps_it(tmp_path: Path) -> None:
    await vastmanland(tmp_path)
    async with driving(tmp_path, TALL) as hands:
        for round_trip in range(2):
            await hands.app.run_action("clinic")
            await hands.settle()
            assert isinstance(hands.app.screen, ClinicScreen)
            body = hands.app.screen.query_one(FormBody)
            if not round_trip:
                assert body.values["agreement"] == "ja"
                body.fill({"stable": "nej", "mailboxes.studierektor": "åsa@region.se"})
                await hands.press("ctrl+s")
                await hands.sees("å, ä, ö")
                body.fill({"mailboxes.studierektor": "asa@region.se"})
                await hands.press("ctrl+s")
        assert (body.values["stable"], body.values["mailboxes.studierektor"]) == ("nej", "asa@region.se")
        clinic = await hands.register.ask(clinic_view)
        assert clinic is not None
        assert (clinic.agreement, clinic.stable) == (True, False)
        assert await hands.register.ask(clinic_mailboxes) == {"studierektor": "asa@region.se"}


async def test_what_the_region_does_not_ask_for_is_not_asked_for_and_not_lost(tmp_path: Path) -> None:
    async with prepared(tmp_path) as register:
        await make_clinic(register, agreement="ja")
    async with driving(tmp_path, TALL) as hands:
        await hands.app.run_action("clinic")
        await hands.settle()
        body = hands.app.screen.query_one(FormBody)
        assert not {"agreement", "stable"} & set(body.values)
        body.fill({"listed": "9 000"})
        await hands.press("ctrl+s")
        clinic = await hands.register.ask(clinic_view)
        assert clinic is not None
        assert (clinic.listed, clinic.agreement) == (9000, True)


async def test_the_welcome_asks_for_five_things(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        assert isinstance(hands.app.screen, WelcomeScreen)
        assert len(hands.app.screen.query_one(FormBody).values) == 5


@pytest.mark.krav("OG34")
async def test_idag_says_who_can_be_ready_for_the_next_intake() -> None:
    async with driving_demo((160, 50), "ostergotland") as hands:
        await hands.sees("Intag till BT · november 2026", "✓ Tarik Mjölbyhed kan anmälas", within="#glance")
        await hands.press("v", "v", "v", "v")
        await hands.sees("Nästa intag", "Olena Dniprovik ? kan hinna", "2 steg: Bilaga 1", within="#todo-box")
        await hands.press("down", "enter")
        assert isinstance(hands.app.screen, ChecklistScreen)
        assert hands.app.screen.steps.row is not None
        assert hands.app.screen.steps.row.key == "anmal_bt"
        await hands.press("1", "v")
        await hands.sees("Att göra · Allt")
        await hands.press("down")
        await hands.sees("Mei-Lin Säbysjö", within="#todo")


@pytest.mark.krav("OG34")
async def test_a_narrow_idag_counts_those_on_the_way_to_the_next_intake() -> None:
    async with driving_demo((100, 30), "ostergotland") as hands:
        words = "Intag till BT · november 2026, 9 dagar kvar: 1 kan anmälas · 1 kan hinna"
        await hands.sees(words, within="#glance")


@pytest.mark.krav("VML16", "VML17")
async def test_what_speaks_against_the_money_is_said_when_saved_beside_the_step_and_in_the_next_gates_form(
    tmp_path: Path,
) -> None:
    await recruiting(tmp_path, "vastmanland", listed="2100", agreement="ja")
    async with driving(tmp_path, (100, 30)) as hands:
        await go_to(hands, "Huvudhandledaren har handledarutbildning")
        nobody = "Ingen handledare är vald på kandidaten: tryck p och sedan e."
        await hands.sees(f"! {nobody}", within="#detail")
        await hands.press("space")
        await hands.hears(nobody)
        not_secured = "Finansieringen är inte säkrad: ”Minst 3 000 listade” är inte uppfyllt."
        await go_to(hands, "Ansök om vårdvalsfinansiering")
        await hands.sees(f"! {not_secured}", within="#detail")
        await hands.press("enter")
        await hands.sees(f"! {not_secured}", within="#about")
