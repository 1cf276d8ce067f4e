"""What comes back, on paper: its date, the last time, and what was missed."""

from dataclasses import replace
from datetime import date

import pytest

from models.commands.duties import record_occurrence
from models.exchange.paper.candidate import candidate_sheet
from models.exchange.paper.checklist import checklist_paper
from models.forms.duty import OccurrenceForm
from models.forms.refusal import read_form
from models.queries.clinic import clinic_view
from models.register import Register
from models.rules.duties import month_number
from tests.making import checklist_of, make_clinic, make_st_doctor, person_of, step_of
from tests.models.exchange.paper.reading import pages_of

TODAY = date(2026, 11, 21)


@pytest.mark.krav("VML7", "VML18")
async def test_the_checklist_has_the_next_date_and_the_last_time(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    key = await make_st_doctor(register, "Amina Öst", "2025-02-03")
    clinic = await register.ask(clinic_view)
    assert clinic is not None
    before = " ".join(pages_of(checklist_paper(clinic, await checklist_of(register, key), TODAY)))
    assert "återkommer" in before  # the legend
    assert "oktober 2026: försenat, senast 2026-11-10" in before
    assert "år 1: försenat, senast 2026-02-03" in before
    step = await step_of(register, key, "manadsrapport")
    raw = {"step": step.id, "number": month_number(date(2026, 10, 1)), "done_on": "2026-11-09"}
    await register.do(record_occurrence, read_form(OccurrenceForm, raw, register.today))
    view = await checklist_of(register, key)
    after = " ".join(pages_of(checklist_paper(clinic, view, TODAY)))
    assert "november 2026: senast 2026-12-10 senast gjort 2026-11-09, oktober 2026" in after
    missing = tuple(
        replace(one, duty=replace(one.duty, missed=one.duty.to_do[:1])) if one.duty is not None else one
        for one in view.steps
    )
    assert "missade: 1" in " ".join(pages_of(checklist_paper(clinic, replace(view, steps=missing), TODAY)))


@pytest.mark.krav("VML18")
async def test_the_sheet_of_somebody_whom_nothing_hinders_has_the_next_date(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    key = await make_st_doctor(register, "Amina Öst", "2026-08-03")
    clinic = await register.ask(clinic_view)
    assert clinic is not None
    person = replace(await person_of(register, key), hindrance=None)
    late = "Försenat: Månadsrapport för oktober 2026 skulle vara klart 2026-11-10 (tidsgräns i rutinen)"
    assert late in pages_of(candidate_sheet(clinic, "Region Västmanland", person, TODAY))[0]
    earlier = candidate_sheet(clinic, "Region Västmanland", person, date(2026, 11, 10))
    assert "Nästa datum: Månadsrapport för oktober 2026, 2026-11-10" in pages_of(earlier)[0]
