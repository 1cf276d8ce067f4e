"""A gate that a new edition puts before what is done already."""

from uuid import UUID

import pytest

from models.commands.undo import UndoForm, undo
from models.forms.refusal import Refused
from models.queries.check import check_register
from models.register import Register
from models.rules.routine import Standing
from tests.making import make_candidate, make_clinic, mark, person_of, step_of, take_route
from tests.models.commands.test_editions import adopt, view_of
from tests.models.knowledge.norrback import norrback
from tests.own_packs import put_pack

GATE = """
[[steps]]
key = "plan"
title = "Gör en utbildningsplan"
phase = "behov"
role = "chef"
force = "ska"
gate = true
after = ["anmal"]
rule = "Planen ska finnas innan tjänsten annonseras."
source = { document = "rutin", heading = "2 Behov" }
"""
BEFORE_THE_AD = '\n[[steps]]\nkey = "annons"'
THIRD = (
    norrback()
    .replace('"2026-1"', '"3"')
    .replace('after = ["godkann"]', 'after = ["godkann", "plan"]')
    .replace(BEFORE_THE_AD, GATE + BEFORE_THE_AD)
)


@pytest.fixture
async def behind(register: Register) -> UUID:
    """Somebody whose ad was out long before the routine asked for a plan first."""
    put_pack(norrback())
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="nej")
    await take_route(register, key, "vanlig", "2026-01-10")
    for step in ("anmal", "godkann"):
        await mark(register, key, step, done_on="2026-01-20")
    await mark(register, key, "annons", done_on="2026-02-20", answers={"ut": "2026-02-01", "sista_dag": "2026-02-20"})
    put_pack(THIRD)
    return key


async def test_a_new_gate_before_what_is_done_is_told_of_before_it_hinders(register: Register, behind: UUID) -> None:
    told = {one.difference.key: one.behind for one in (await view_of(register, behind)).differences}
    assert told["plan"] == ("Annonsera",)
    assert told["annons"] == ()
    await adopt(register, behind)
    hindrance = (await person_of(register, behind)).hindrance
    assert hindrance is not None
    assert (hindrance.key, hindrance.since) == ("plan", register.today)
    assert (await step_of(register, behind, "annons")).standing is Standing.DONE
    assert await register.ask(check_register, register.today) == ()


async def test_such_a_gate_may_be_set_as_not_applicable_and_opened_again(register: Register, behind: UUID) -> None:
    await adopt(register, behind)
    assert (await step_of(register, behind, "plan")).overtaken
    with pytest.raises(Refused, match="Skriv varför"):
        await mark(register, behind, "plan", "not_applicable")
    await mark(register, behind, "plan", "not_applicable", reason="Kom efter annonsen.")
    hindrance = (await person_of(register, behind)).hindrance
    assert hindrance is not None
    assert hindrance.key == "intervju"
    await mark(register, behind, "plan", "not_applicable", reason="Kom långt efter annonsen.")
    await mark(register, behind, "plan", "open")
    assert (await step_of(register, behind, "plan")).since == register.today
    assert await register.ask(check_register, register.today) == ()


async def test_a_gate_that_nothing_done_waits_for_is_not_for_the_chief_to_put_aside(
    register: Register, behind: UUID
) -> None:
    await mark(register, behind, "annons", "open")
    assert all(one.behind == () for one in (await view_of(register, behind)).differences)
    await adopt(register, behind)
    assert not (await step_of(register, behind, "plan")).overtaken
    for step in ("plan", "intervju"):
        with pytest.raises(Refused, match="En spärr kan inte sättas som ej aktuell"):
            await mark(register, behind, step, "not_applicable", reason="Behövs inte.")


async def test_a_step_that_becomes_a_gate_counts_its_wait_from_then(register: Register, behind: UUID) -> None:
    optional = norrback() + GATE.replace("gate = true\n", "").replace('"ska"', '"bör"')
    put_pack(optional.replace('"2026-1"', '"2"'))
    await adopt(register, behind)
    put_pack(THIRD)
    told = {one.difference.key: one.behind for one in (await view_of(register, behind)).differences}
    assert told["plan"] == ("Annonsera",)
    await adopt(register, behind)
    step = await step_of(register, behind, "plan")
    assert (step.since, step.standing, step.overtaken) == (register.today, Standing.READY, True)
    await register.do(undo, UndoForm())
    assert not (await step_of(register, behind, "plan")).overtaken
    assert await register.ask(check_register, register.today) == ()
