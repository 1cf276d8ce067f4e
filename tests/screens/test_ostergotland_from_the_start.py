"""A recruitment with BT in Östergötland, with the keyboard alone, from an empty folder to the application to BT.

Every step is found as the first row of Idag: what comes next is always there.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.knowledge.pack import StepField
from models.knowledge.vocabulary import FieldKind
from models.queries.checklist import StepView
from screens.checklist import ChecklistScreen
from screens.idag import IdagScreen
from screens.person import PersonScreen
from screens.step_form import StepFormScreen
from tests.models.knowledge.ostergotland import APPENDIX, BT_WALK
from tests.screens.driving import Driving, driving

TYPED = {FieldKind.TEXT: "Gott", FieldKind.DATE: "idag", FieldKind.NUMBER: "4", FieldKind.YES_NO: "j"}
OWN = {"publicerad": "-20", "sista_dag": "-6", "intag": "a"}
ABOUT = {
    **{"name": "Amina Öst", "interest_on": "1/11", "trained_in": "Syrien", "licence_on": "2024-05-01"},
    **{"has_at": "n", "known_in_region": "n", "native_swedish": "j", "integrated_bt": "j"},
}
WAITED_FOR = "ST/BT-kansliet antar läkaren"
UNTIL_BT = [key for _role, key in BT_WALK[: [key for _role, key in BT_WALK].index("anmal_bt") + 1]]


async def fill_in(hands: Driving, values: dict[str, str]) -> None:
    """Go through a form field by field, and type where there is something to say."""
    left = dict(values)
    while left:
        field = hands.app.focused
        assert field is not None
        hands.send(*left.pop(field.name or "", ""), "tab")
        await hands.settle()
    await hands.press("ctrl+s")


def texts(step: StepView) -> Iterator[str]:
    """What is typed in about a step, from the first thing that it asks for."""
    for field in step.fields:
        yield OWN.get(field.key) or _text(field)
        if field.kind is FieldKind.PAPER:
            yield "pärm 3"


def _text(field: StepField) -> str:
    return "-30" if field.kind is FieldKind.PAPER else TYPED[field.kind]


async def do_what_is_first(hands: Driving) -> str:
    """Open the first row of Idag, and do that step; its key."""
    await hands.press("1")
    hands.send("home", "enter")
    await hands.settle()
    assert isinstance(hands.app.screen, ChecklistScreen)
    step = hands.app.screen.steps.row
    assert step is not None
    await hands.press("space")
    if isinstance(hands.app.screen, StepFormScreen):
        hands.send(*(key for text in texts(step) for key in (*text, "tab")), "ctrl+s")
        await hands.settle()
    assert isinstance(hands.app.screen, ChecklistScreen)
    row = hands.app.screen.steps.row
    assert row is not None
    assert (row.key, row.state) == (step.key, "done")
    return step.key


async def begin(hands: Driving) -> None:
    while "Östergötland" not in hands.words():
        await hands.press("right")
    await hands.fill("", "Lingonets vårdcentral", "p", "8200")
    await hands.type("Ylva Sandåker")
    await hands.press("ctrl+s", "n")
    await fill_in(hands, ABOUT)
    assert isinstance(hands.app.screen, PersonScreen)
    await hands.press("v", "ctrl+s")


@pytest.mark.krav("OG4", "OG12", "OG17", "OG27", "OG34", "OG36")
async def test_a_chief_is_led_from_an_empty_folder_to_st_and_the_application_to_bt(tmp_path: Path) -> None:
    async with driving(tmp_path) as hands:
        await begin(hands)
        done: list[str] = []
        while "anmal_bt" not in done:
            done.append(await do_what_is_first(hands))
            if done[-1] == "anstall":
                await hands.hears("Amina Öst är nu ST-läkare.")
        assert sorted(done) == sorted(UNTIL_BT)
        before = {key: number for number, key in enumerate(done)}
        assert before["godkannande"] < before["annonsera"] < before["intervjuer"] < before["samtycke"]
        assert before["samtycke"] < before["anstall"] < before["intyga_bt"]
        assert max(before[key] for key in APPENDIX) < before["anmal_bt"]

        await hands.press("1")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.sees("Väntar på andra", WAITED_FOR, within="#todo")
        assert "BT: " not in hands.words("#todo")  # the placements wait for the admission
        await hands.sees("1 anmäld", within="#glance")
        await hands.press("p")
        await hands.sees("ST sedan 2026-11-21", "✓ Anmäld.")

        await hands.press("enter", "h", "space")  # BT goes by the day on which it begins, so that is asked for
        assert isinstance(hands.app.screen, StepFormScreen)
        await hands.sees("BT börjar: styr senare steg", within="#form-message")
        await hands.type("2027-04-01")
        await hands.press("ctrl+s", "end")
        await hands.sees("○ BT: introduktion, 1 månad", within="#steps")
