"""What was done before the gate that it waits for is pointed out beside the step."""

from datetime import date

import pytest

from models.register import Register
from screens.step_text import step_detail
from tests.making import make_candidate, make_clinic, mark, step_of, take_route


@pytest.mark.krav("OG4")
async def test_an_advert_from_before_the_approval_is_pointed_out_until_the_day_is_mended(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register)
    await take_route(register, key, "rekrytering", "2026-10-01")
    sent = dict.fromkeys(("studierektor", "utbildningssekreterare", "kravspecifikation"), "2026-10-02")
    await mark(register, key, "intresseanmalan", done_on="2026-10-02", answers=sent)
    await mark(register, key, "godkannande", done_on="2026-10-20", answers={"godkannande": "2026-10-20"})
    channels = dict.fromkeys(("intranatet", "webben", "platsbanken", "facebook"), "ja")
    advert = channels | {"publicerad": "2026-10-15", "sista_dag": "2026-11-05"}
    await mark(register, key, "annonsera", done_on="2026-11-05", answers=advert)
    told = "Gjort i fel ordning: 2026-10-15, men ”Skriftligt godkännande att rekrytera” blev klart först 2026-10-20."
    step = await step_of(register, key, "annonsera")
    assert step.too_early == told
    assert told in step_detail(step, date(2026, 11, 21)).plain
    await mark(register, key, "godkannande", done_on="2026-10-20", answers={"godkannande": "2026-10-14"})
    assert (await step_of(register, key, "annonsera")).too_early == ""
