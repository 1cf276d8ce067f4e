"""The clinic's own settings: what its region asks of it, and where its letters go."""

from typing import Any

import pytest

from models.commands.clinic import save_clinic
from models.commands.undo import UndoForm, undo
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.queries.check import check_register
from models.queries.clinic import clinic_view
from models.queries.clinic_settings import clinic_mailboxes, clinic_settings
from models.register import Register
from tests.making import make_clinic
from tests.models.commands.seeing import contents

CHANGED = {"version": 1, "name": "L", "region": "vastmanland", "private": "privat", "listed": "8200", "chief": "Y"}
DIRECTOR = {"studierektor": "studierektor@region.se"}


async def change(register: Register, **values: Any) -> None:
    await register.do(save_clinic, read_form(ClinicForm, {**CHANGED, **values}, register.today))


@pytest.mark.krav("VML16")
async def test_only_what_money_hangs_on_is_asked_for(register: Register) -> None:
    assert (await register.ask(clinic_settings)).facts == {}
    await make_clinic(register)
    assert (await register.ask(clinic_settings)).facts == {}
    await change(register)
    assert set((await register.ask(clinic_settings)).facts) == {"agreement", "stable"}


async def test_roles_that_letters_go_to_and_that_have_no_mailbox_are_asked_for(register: Register) -> None:
    await make_clinic(register, region="ostergotland")
    assert (await register.ask(clinic_settings)).roles == {
        "studierektor": "Studierektor",
        "utbildningssekreterare": "Utbildningssekreterare AMC",
        "st_bt_kansliet": "ST/BT-kansliet",
    }


@pytest.mark.krav("VML16")
@pytest.mark.parametrize(("typed", "kept"), [("ja", True), ("nej", False), ("", None)])
async def test_the_clinics_facts_are_kept_and_undone(register: Register, typed: str, kept: bool | None) -> None:
    await make_clinic(register, region="vastmanland")
    before = await contents(register)
    await change(register, agreement=typed, stable=typed)
    view = await register.ask(clinic_view)
    assert view is not None
    assert (view.agreement, view.stable) == (kept, kept)
    await register.do(undo, UndoForm())
    assert await contents(register) == before


async def test_mailboxes_are_added_changed_and_taken_away_and_each_is_undone(register: Register) -> None:
    await make_clinic(register, region="vastmanland")
    seen = [await contents(register)]
    steps: list[dict[str, str]] = [
        {**DIRECTOR, "ivo": ""},
        {"studierektor": "ny@region.se", "ivo": "ivo@ivo.se"},
        {"studierektor": ""},
    ]
    kept = [DIRECTOR, {"ivo": "ivo@ivo.se", "studierektor": "ny@region.se"}, {"ivo": "ivo@ivo.se"}]
    for version, (mailboxes, then) in enumerate(zip(steps, kept, strict=True), 1):
        await change(register, version=version, mailboxes=mailboxes)
        assert await register.ask(clinic_mailboxes) == then
        seen.append(await contents(register))
    while seen:
        assert await contents(register) == seen.pop()
        if seen:
            await register.do(undo, UndoForm())
    assert await register.ask(check_register, register.today) == ()


async def test_mailboxes_of_another_region_are_kept(register: Register) -> None:
    await make_clinic(register, region="vastmanland", mailboxes={"utbildningssamordnare": "us@region.se"})
    await change(register, region="vgr", mailboxes=DIRECTOR)
    assert await register.ask(clinic_mailboxes) == {"utbildningssamordnare": "us@region.se", **DIRECTOR}


@pytest.mark.parametrize(
    ("typed", "message"),
    [("studierektor", "ser inte rätt ut"), ("åsa@region.se", "å, ä, ö"), ("a@b.se\nBcc: c@d.se", "ser inte rätt ut")],
)
async def test_a_mailbox_that_is_none_is_told_at_its_own_field(register: Register, typed: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_form(ClinicForm, {**CHANGED, "mailboxes": {**DIRECTOR, "ivo": typed}}, register.today)
    assert list(refused.value.messages) == ["mailboxes.ivo"]
    assert message in refused.value.messages["mailboxes.ivo"]
