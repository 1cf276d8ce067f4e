"""How long the clinic keeps people, and who is proposed to be erased."""

from typing import Any

import pytest

from models.commands.outcomes import end_candidate
from models.commands.retention import save_retention
from models.forms.candidate import OutcomeForm
from models.forms.refusal import Refused, read_form
from models.forms.retention import RetentionForm
from models.queries.check import check_register
from models.queries.retention import RetentionView, retention_view
from models.register import Register
from tests.making import make_candidate, make_clinic, make_st_doctor, on_trial, person_of

DECISION = {"keep_decision": "Dokumenthanteringsplan, dnr 2026/17", "keep_decided_on": "2026-01-15"}


async def end(register: Register, candidate: Any, outcome: str, on: str) -> None:
    version = (await person_of(register, candidate)).version
    raw = {"candidate": candidate, "version": version, "outcome": outcome, "outcome_on": on, "outcome_reason": "Skäl."}
    await register.do(end_candidate, read_form(OutcomeForm, raw, register.today))


async def an_archive(register: Register) -> None:
    """On 21 November 2026: one long gone, one who went lately, one after trial service, and one employed."""
    for name, on in (("Amina Öst", "2024-11-20"), ("Bo Ek", "2026-02-01")):
        await end(register, await make_candidate(register, name=name), "drog_sig_ur", on)
    await end(register, await on_trial(register, name="Åsa Alm"), "ej_antagen", "2023-05-05")
    await make_candidate(register, name="Stig Kvar")


async def save(register: Register, **values: str) -> RetentionView:
    version = (await register.ask(retention_view, register.today)).version
    await register.do(save_retention, read_form(RetentionForm, {"version": version, **values}, register.today))
    return await register.ask(retention_view, register.today)


def due(view: RetentionView) -> list[tuple[str, str, str]]:
    return [(line.name, line.outcome, str(line.kept_until)) for line in view.due]


async def test_at_a_private_clinic_those_who_were_not_employed_are_proposed_after_two_years(register: Register) -> None:
    await make_clinic(register)
    await an_archive(register)
    view = await register.ask(retention_view, register.today)
    assert due(view) == [("Åsa Alm", "Inte antagen", "2025-05-05"), ("Amina Öst", "Drog sig ur", "2026-11-20")]
    assert (view.coming, str(view.next_until), view.kept) == (1, "2028-02-01", 0)
    longer = await save(register, keep_years="3")
    assert due(longer) == [("Åsa Alm", "Inte antagen", "2026-05-05")]
    assert longer.values["keep_years"] == "3"
    assert await register.ask(check_register, register.today) == ()


async def test_a_region_run_clinic_proposes_nobody_before_a_decision_is_written_in(register: Register) -> None:
    await make_clinic(register)
    await an_archive(register)
    await make_clinic(register, private="regiondriven", version=1)
    view = await register.ask(retention_view, register.today)
    assert (view.due, view.coming, view.kept) == ((), 0, 3)
    with pytest.raises(Refused, match="gallrar bara efter beslut") as refused:
        await save(register, keep_years="2")
    assert refused.value.messages.keys() == {"keep_decision"}
    with pytest.raises(Refused, match="hur många år som beslutet säger"):
        await save(register, **DECISION)
    assert len((await save(register, keep_years="2", **DECISION)).due) == 2


async def test_whoever_was_employed_is_proposed_only_where_a_setting_says_so(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    await end(register, await make_st_doctor(register, "Bo Ek", "2016-02-03"), "specialist", "2021-03-01")
    assert (await register.ask(retention_view, register.today)).kept == 1
    view = await save(register, keep_years_employed="5")
    assert [(line.name, line.employed, str(line.kept_until)) for line in view.due] == [("Bo Ek", True, "2026-03-01")]


@pytest.mark.parametrize(
    ("values", "field", "message"),
    [
        ({"keep_decision": "Dnr 17"}, "keep_decided_on", "vilken dag"),
        ({"keep_decided_on": "2026-01-01"}, "keep_decided_on", "vilket beslut"),
        ({**DECISION, "keep_decided_on": "2027-01-01"}, "keep_decided_on", "framtiden"),
        ({"keep_years": "två"}, "keep_years", "heltal"),
        ({"keep_years": "-1"}, "keep_years", "minst 0"),
        ({"keep_backups_days": "3"}, "keep_backups_days", "minst 7"),
    ],
)
async def test_what_cannot_be_is_refused_at_its_field(
    register: Register, values: dict[str, str], field: str, message: str
) -> None:
    with pytest.raises(Refused, match=message) as refused:
        read_form(RetentionForm, {"version": 1, **values}, register.today)
    assert refused.value.messages.keys() == {field}
