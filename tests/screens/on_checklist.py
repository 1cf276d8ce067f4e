"""On a checklist with the keyboard: which screen, which row, and to a step by its title."""

from models.queries.checklist import StepView
from screens.checklist import ChecklistScreen
from tests.screens.driving import Driving


def screen(hands: Driving) -> ChecklistScreen:
    assert isinstance(hands.app.screen, ChecklistScreen)
    return hands.app.screen


def row(hands: Driving) -> StepView:
    found = screen(hands).steps.row
    assert found is not None
    return found


async def go_to(hands: Driving, title: str) -> StepView:
    """Put the cursor on a step by its title, with the arrow keys."""
    await hands.press("3", "home")
    while row(hands).title != title:
        before = row(hands).key
        await hands.press("j")
        assert row(hands).key != before, title
    return row(hands)
