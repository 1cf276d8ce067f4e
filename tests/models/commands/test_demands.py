"""What a document demands of the answers together: short of it a step is done only with a reason."""

from uuid import UUID

import pytest

from models.forms.refusal import Refused
from models.register import Register
from tests.making import make_candidate, make_clinic, mark, step_of, take_route

BOTH = {"studierektor": "2026-10-01", "utbildningssekreterare": "2026-10-01", "kravspecifikation": "2026-10-01"}
AD = {"publicerad": "2026-11-01", **dict.fromkeys(("intranatet", "webben", "platsbanken", "facebook"), "ja")}


@pytest.fixture
async def approved(register: Register) -> UUID:
    """Somebody in Östergötland whose post may be advertised."""
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register, has_at="ja")
    await take_route(register, key, "rekrytering", "2026-10-01")
    await mark(register, key, "intresseanmalan", answers=BOTH)
    await mark(register, key, "godkannande", answers={"godkannande": "2026-10-20"})
    return key


@pytest.mark.krav("OG6")
async def test_an_ad_of_too_few_days_is_done_only_with_a_reason(register: Register, approved: UUID) -> None:
    short = AD | {"sista_dag": "2026-11-14"}
    with pytest.raises(Refused) as caught:
        await mark(register, approved, "annonsera", answers=short)
    assert "tidigast 2026-11-15" in caught.value.messages["answers.sista_dag"]
    assert "skriv varför" in caught.value.messages[""]
    assert (await step_of(register, approved, "annonsera")).state == "open"

    await mark(register, approved, "annonsera", answers=short, reason="Annonsen låg ute två gånger.")
    assert (await step_of(register, approved, "annonsera")).state == "done"


@pytest.mark.krav("OG6")
async def test_an_ad_of_fourteen_days_is_done_and_one_that_is_not_done_may_be_short(
    register: Register, approved: UUID
) -> None:
    await mark(register, approved, "annonsera", state="waiting", answers=AD | {"sista_dag": "2026-11-02"})
    await mark(register, approved, "annonsera", answers=AD | {"sista_dag": "2026-11-15"})
    assert (await step_of(register, approved, "annonsera")).state == "done"


@pytest.mark.krav("OG9")
@pytest.mark.parametrize("channel", ["intranatet", "webben", "platsbanken", "facebook"])
async def test_a_free_channel_is_left_out_only_with_a_reason(register: Register, approved: UUID, channel: str) -> None:
    fewer = AD | {"sista_dag": "2026-11-15", channel: "nej"}
    with pytest.raises(Refused) as caught:
        await mark(register, approved, "annonsera", answers=fewer)
    assert set(caught.value.messages) == {f"answers.{channel}", ""}
    await mark(register, approved, "annonsera", answers=fewer, reason="Sidan låg nere den veckan.")
    assert (await step_of(register, approved, "annonsera")).state == "done"


@pytest.mark.krav("OG11")
async def test_interviews_without_the_supervisor_are_told(register: Register, approved: UUID) -> None:
    await mark(register, approved, "annonsera", answers=AD | {"sista_dag": "2026-11-15"})
    nobody = {"studierektor": "nej", "utbildningssekreterare": "nej", "handledare": "nej"}
    with pytest.raises(Refused) as caught:
        await mark(register, approved, "intervjuer", answers=nobody)
    assert set(caught.value.messages) == {"answers.studierektor", "answers.handledare", ""}
    await mark(register, approved, "intervjuer", answers=nobody | {"utbildningssekreterare": "ja", "handledare": "ja"})


@pytest.mark.krav("OG4")
async def test_before_the_approval_nothing_is_advertised(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    key = await make_candidate(register)
    await take_route(register, key, "rekrytering")
    with pytest.raises(Refused, match="Skriftligt godkännande att rekrytera"):
        await mark(register, key, "annonsera", answers=AD | {"sista_dag": "2026-11-15"})


@pytest.mark.krav("VML8", "VML18")
async def test_a_duty_that_comes_back_is_never_ticked_and_never_late(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    key = await make_candidate(register)
    await take_route(register, key, "rekrytering", "2025-01-01")
    with pytest.raises(Refused, match="fortsätta med"):
        await mark(register, key, "manadsrapport")
    report = await step_of(register, key, "manadsrapport")
    assert (report.force, report.due_on) == ("ska", None)
