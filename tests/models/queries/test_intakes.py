"""Everybody who is on the way to the next intake, whatever day it is (OG34)."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from models.commands.outcomes import end_candidate
from models.forms.candidate import OutcomeForm
from models.forms.refusal import read_form
from models.queries.check import check_register
from models.queries.intakes import IntakeLine, intake_lines
from models.queries.person import person_view
from models.queries.room import clinic_intakes
from models.register import Register
from screens.intake_text import nobody_yet
from tests.making import checklist_of, make_candidate, make_clinic, mark, person_of, take_route

pytestmark = pytest.mark.krav("OG34")

ROUTE = "rekrytering"


async def employed(register: Register, name: str, day: str) -> UUID:
    """A doctor who is to do BT, employed on a day, with the gates before it passed."""
    key = await make_candidate(register, name=name, integrated_bt="ja", native_swedish="ja", known_in_region="ja")
    await take_route(register, key, ROUTE, day)
    await mark(register, key, "godkannande", "passed", reason="Gjort före registret.", done_on=day)
    await mark(register, key, "samtycke", "passed", reason="Gjort före registret.", done_on=day)
    await mark(register, key, "anstall", done_on=day, answers={"anstallningsdag": day, "tillsvidare": "ja"})
    return key


async def settle_all_before(register: Register, key: UUID) -> None:
    """Everything that the application waits for, as by somebody who takes up a register late."""
    await mark(register, key, "intyga_bt", "passed", reason="Gjort före registret.")
    for step in (await checklist_of(register, key)).steps:
        if step.force == "ska" and step.state == "open" and step.key != "anmal_bt":
            await mark(register, key, step.key, "not_applicable", reason="Gjort före registret.")


async def lines(register: Register, today: date | None = None) -> dict[str, IntakeLine]:
    return {line.name: line for line in await register.ask(intake_lines, today or register.today)}


async def test_who_can_apply_comes_first_and_who_has_applied_last(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    await employed(register, "Senare", "2026-11-02")
    await employed(register, "Hinner", "2026-04-01")
    for name in ("Redo", "Anmäld"):
        await settle_all_before(register, await employed(register, name, "2026-04-01"))
    key = (await lines(register))["Anmäld"].candidate
    await mark(register, key, "anmal_bt", answers={"varbi": "2026-11-20", "intag": "november"})
    await make_candidate(register, name="Ny", integrated_bt="ja")
    found = await lines(register)
    assert list(found) == ["Redo", "Hinner", "Senare", "Anmäld"]
    assert {line.heading for line in found.values()} == {"Intag till BT · november 2026, 9 dagar kvar"}
    assert found["Senare"].look.reachable_on == date(2027, 11, 1)
    assert "Bilaga 1: ST/BT-kontrakt" in found["Hinner"].look.missing
    assert found["Redo"].look.ready
    assert found["Anmäld"].look.applied_for == date(2026, 11, 1)
    assert await register.ask(check_register, register.today) == ()


async def test_the_list_follows_the_day_and_not_only_the_commands(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await employed(register, "Amina", "2026-09-01")
    assert not (await lines(register))["Amina"].look.makes_the_next
    later = date(2026, 12, 1)
    line = (await lines(register, later))["Amina"]
    assert (line.heading, line.look.makes_the_next) == ("Intag till BT · april 2027", True)
    await settle_all_before(register, key)
    await mark(register, key, "anmal_bt", answers={"varbi": "2026-11-20", "intag": "november"})
    assert list(await lines(register, date(2026, 11, 30))) == ["Amina"]
    assert await lines(register, later) == {}  # what was applied for is over


async def test_who_has_been_taken_in_is_on_the_way_no_longer(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await employed(register, "Amina", "2026-01-02")
    await settle_all_before(register, key)
    await mark(register, key, "antagning", "open")
    await mark(register, key, "anmal_bt", answers={"varbi": "2026-11-20", "intag": "november"})
    assert list(await lines(register)) == ["Amina"]
    await mark(register, key, "antagning", answers={"borjar": "2027-01-11"})
    assert await lines(register) == {}
    assert (await person_of(register, key)).intakes == ()


async def test_a_line_agrees_with_the_persons_own_page_on_any_day(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await employed(register, "Amina", "2026-06-15")
    for weeks in range(0, 120, 7):
        today = register.today + timedelta(weeks=weeks)
        person = await register.ask(person_view, key, today)
        assert person is not None
        (view,) = person.intakes
        assert (await lines(register, today))["Amina"].look == view.look


async def test_who_is_in_the_archive_or_does_no_bt_is_not_in_the_list(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await employed(register, "Amina", "2026-06-15")
    assert list(await lines(register)) == ["Amina"]
    person = await person_of(register, key)
    ended = {"outcome": "drog_sig_ur", "outcome_on": "idag", "outcome_reason": "Flyttar."}
    raw = {"candidate": key, "version": person.version, **ended}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))
    assert await lines(register) == {}


async def test_the_clinics_next_intake_is_known_also_before_anybody_is_on_the_way(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    (intake,) = await register.ask(clinic_intakes, date(2026, 12, 1))
    assert (intake.title, intake.next_on, intake.last_on) == ("Intag till BT", date(2027, 4, 1), None)
    assert {"Anställ läkaren", "Bilaga 1: ST/BT-kontrakt", "Intyga att läkaren är redo för BT"} <= set(intake.needed)
    assert intake.usually == "6–12 månader efter ”Anställningsdag”"
    said = nobody_yet([replace(intake, last_on=date(2027, 2, 15))])
    assert (
        "Intag till BT: nästa är i april 2027. Anmälan: senast 2027-02-15. Före anmälan ska det här vara klart" in said
    )
    assert "Anmälan: sista dag står inte i rutinen." in nobody_yet([intake])


async def test_a_region_without_intakes_has_none_coming(register: Register) -> None:
    await make_clinic(register)
    assert await register.ask(clinic_intakes, register.today) == ()
