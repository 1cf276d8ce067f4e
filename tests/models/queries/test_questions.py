"""A region's own question: its answer decides what is on the checklist, as a fact of the program's does."""

import pytest

from models.queries.check import check_register
from models.register import Register
from tests.making import checklist_of, make_candidate, make_clinic, mark, step_of, take_route
from tests.models.knowledge.norrback import norrback
from tests.own_packs import put_pack

TEST = """
[[steps]]
key = "spraktest"
title = "Gör ett språktest"
phase = "behov"
role = "chef"
force = "ska"
applies = ["annons.prov"]
after = ["annons"]
rule = "Testet görs före intervjun."
source = { document = "rutin", heading = "3 Annons" }
also = [{ document = "ersattning", heading = "Språk" }]
"""
ASKING = (
    norrback().replace(
        '  { key = "sista_dag"',
        '  { key = "prov", label = "Språket behöver prövas", kind = "ja_nej" },\n  { key = "sista_dag"',
    )
    + TEST
)
DAYS = {"ut": "2026-10-01", "sista_dag": "2026-11-20"}


@pytest.mark.parametrize(("answer", "listed"), [("ja", True), ("nej", False)])
async def test_the_answer_to_a_regions_own_question_decides(register: Register, answer: str, *, listed: bool) -> None:
    put_pack(ASKING)
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="ja")
    await take_route(register, key, "kand")
    step = await step_of(register, key, "spraktest")
    assert (step.unsure, step.asked_at) == (("om ”Språket behöver prövas” är ja",), ("Annonsera",))
    assert step.where == "Rutin för ST i Norrbäck (2026-01-01), 3 Annons; Ersättning för ST, Språk"
    for before in ("anmal", "godkann"):
        await mark(register, key, before)
    await mark(register, key, "annons", answers={**DAYS, "prov": answer})
    steps = {one.key: one for one in (await checklist_of(register, key)).steps}
    assert ("spraktest" in steps) == listed
    assert all(one.unsure == () for one in steps.values() if one.key == "spraktest")
    assert await register.ask(check_register, register.today) == ()
