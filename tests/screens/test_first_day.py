"""The ten steps of the first day, followed to the letter in every region's demo: what they promise is seen."""

from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest

from models.demo.regions import DEMOS, OREBRO
from models.exchange.place import export_folder
from models.queries.checklist import StepView
from models.queries.today import Group, TodayItem, today_items
from models.rules.routine import Standing
from screens.checklist import ChecklistScreen
from screens.first_day import LESSONS
from screens.form_screen import FormScreen
from screens.help import HelpScreen
from screens.idag import IdagScreen
from screens.letter import LetterScreen
from screens.person import PersonScreen
from screens.widgets.fields import ChoiceField
from screens.widgets.form import FormBody
from screens.widgets.line_table import LineTable
from screens.widgets.page import Page
from tests.screens.driving import Driving, driving, driving_about, driving_demo
from tests.screens.routes import orebro

NAME = "Rut Påhitt"
HINT = "? visar hjälpen, och där Första dagen: tio steg"


def steps(hands: Driving) -> ChecklistScreen:
    assert isinstance(hands.app.screen, ChecklistScreen)
    return hands.app.screen


async def down_to(hands: Driving, wanted: Callable[[StepView], bool]) -> None:
    """Walk down the checklist to the first step that is looked for."""
    shown = steps(hands).checklist
    assert shown is not None
    await hands.press("home")
    hands.send(*["down"] * next(at for at, step in enumerate(shown.steps) if wanted(step)))
    await hands.settle()


async def fill_in(hands: Driving) -> None:
    """Save, and give the form of a step whatever it says that it lacks, as often as it says so."""
    for _ in hands.app.screen.query_one(FormBody)._specs:
        await hands.press("ctrl+s")
        if not isinstance(hands.app.screen, FormScreen):
            return
        assert "Inte sparat" in hands.words("#form-message")
        await hands.type("j" if isinstance(hands.app.focused, ChoiceField) else "idag")


def top_of_the_list(hands: Driving) -> list[str]:
    return [line.strip() for line in hands.lines_of("#todo")[1:]]


def in_focus(hands: Driving) -> tuple[UUID, UUID | None]:
    item = hands.app.screen.query_one("#todo", LineTable).row
    assert isinstance(item, TodayItem)
    return item.candidate, item.step_id


async def resting(hands: Driving) -> list[str]:
    """The notes of what rests."""
    items = await hands.register.ask(today_items, hands.register.today)
    return [item.rest.note or "" for item in items if item.rest is not None and item.group is Group.RESTING]


async def read_the_day(hands: Driving) -> None:
    await hands.press("1")
    first, row, *_ = top_of_the_list(hands)
    assert first == "Försenat"
    assert row.startswith("! ")
    headings = [line for line in top_of_the_list(hands) if line in {"Försenat", "På er, utan datum", "Väntar på andra"}]
    assert headings == sorted(headings, key=["Försenat", "På er, utan datum", "Väntar på andra"].index)
    await hands.press("v")
    assert "Det jag kan göra i dag" in hands.text
    while "Att göra · Allt" not in hands.text:  # where a region has intakes there is one view more
        await hands.press("v")
    await hands.press("home")


async def first_named_row(hands: Driving) -> None:
    """What comes back may be on a row for several people; there enter does something else."""
    await hands.press("home")
    while "enter Öppna steget" not in hands.words():
        await hands.press("down")


async def open_what_is_late(hands: Driving) -> None:
    await first_named_row(hands)
    candidate, late = in_focus(hands)
    await hands.press("enter")
    step = steps(hands).steps.row
    assert step is not None
    assert (hands.app.candidate, step.id) == (candidate, late)
    assert all(word in hands.words("#detail") for word in (step.title, step.role, step.rule[:20]))


async def mark_a_step(hands: Driving) -> None:
    step = steps(hands).steps.row
    assert step is not None
    await hands.press("space")
    if isinstance(hands.app.screen, FormScreen):
        await fill_in(hands)
    done = steps(hands).steps.row
    assert done is not None and done.key == step.key
    assert done.standing is Standing.DONE
    assert "✓ klart" in hands.words("#detail")
    assert str(hands.register.today) in hands.words("#steps")


async def add_a_candidate(hands: Driving) -> None:
    await hands.press("1", "n")
    await hands.fill(NAME, "", "", "", "", "", "Polen", "", "2024-05-01", "n")
    await hands.press("ctrl+s")
    assert isinstance(hands.app.screen, PersonScreen)
    assert NAME in hands.words("#standing")
    verdict = hands.app.screen.query_one("#verdict")
    assert "BT krävs" in str(verdict.border_title) + hands.words("#verdict")
    assert "1 juli 2021" in hands.words("#verdict")


async def choose_a_route(hands: Driving) -> None:
    await hands.press("v", "ctrl+s")
    assert isinstance(hands.app.screen, PersonScreen)
    person = hands.app.screen.person
    assert person is not None and person.hindrance is not None
    await hands.press("enter")
    step = steps(hands).steps.row
    assert step is not None and step.key == person.hindrance.key
    assert NAME in hands.words("#whose")


async def meet_a_gate(hands: Driving) -> None:
    await down_to(hands, lambda step: step.standing is Standing.BLOCKED)
    blocked = steps(hands).steps.row
    assert blocked is not None
    assert "⊘ spärrat" in hands.words("#detail")
    await hands.press("space")
    await hands.hears(blocked.blocked_by.partition(" (")[0])
    await hands.hears(blocked.blocked_by.partition(" (")[2].rstrip(")"))
    assert steps(hands).steps.row == blocked
    await hands.press("h")
    hindering = steps(hands).steps.row
    assert hindering is not None
    assert hindering.standing in {Standing.READY, Standing.WAITING}
    assert hindering.gate or hindering.force == "ska"


async def send_a_letter(hands: Driving) -> None:
    await down_to(hands, lambda step: step.has_letter)
    assert "brev: b" in hands.words("#detail")
    await hands.press("b")
    assert isinstance(hands.app.screen, LetterScreen)
    assert "Saknas:" in hands.words("#letter-lacks")
    await hands.press("s")
    await hands.sees("Inget är skickat", within="#letter-result")
    assert [file for file in export_folder(demo=True).iterdir() if file.suffix == ".eml"]
    await hands.press("escape")
    assert isinstance(hands.app.screen, ChecklistScreen)


async def let_something_rest(hands: Driving) -> None:
    await hands.press("1")
    await first_named_row(hands)
    before = in_focus(hands)
    await hands.press("z")
    await hands.fill("", "Efter semestern")
    await hands.press("ctrl+s")
    assert "Efter semestern" in await resting(hands)
    assert in_focus(hands) == before
    assert "Vilar" in top_of_the_list(hands)


async def print_for_the_binder(hands: Driving) -> None:
    await hands.press("p")
    assert isinstance(hands.app.screen, PersonScreen)
    await hands.press("f")
    (paper,) = (file for file in export_folder(demo=True).iterdir() if file.suffix == ".pdf")
    await hands.hears(str(paper))


async def undo_and_export(hands: Driving) -> None:
    await hands.press("u")
    await hands.hears("Ångrade: ")
    assert "Efter semestern" not in await resting(hands)
    await hands.press("6", "ctrl+s")
    await hands.sees("Skrivet i", within="#result")
    assert (export_folder(demo=True) / "kandidater.csv").exists()
    hands.send("q")
    await hands.until(lambda: hands.app._exit)


FOLLOWED = (
    *(read_the_day, open_what_is_late, add_a_candidate, choose_a_route, mark_a_step),
    *(meet_a_gate, send_a_letter, let_something_rest, print_for_the_binder, undo_and_export),
)


async def test_the_ten_steps_can_be_followed_in_the_demo() -> None:
    assert len(FOLLOWED) == len(LESSONS)
    async with driving_demo((80, 24)) as hands:
        for follow in FOLLOWED:
            await follow(hands)


@pytest.mark.parametrize("region", [region for region in DEMOS if region != OREBRO])
async def test_those_that_hang_on_the_regions_routine_can_be_followed_in_its_demo(region: str) -> None:
    async with driving_demo((80, 24), region) as hands:
        for follow in FOLLOWED[: FOLLOWED.index(send_a_letter) + 1]:
            await follow(hands)


async def test_the_keys_that_the_steps_name_are_those_that_were_pressed() -> None:
    """What stands under Tryck, in order, so that the test above cannot go on with a text that has changed."""
    assert [lesson.press for lesson in LESSONS] == [
        "1 visar Idag. Pilarna går upp och ned.",
        "Ställ dig på den första raden med ett namn och tryck enter.",
        "1, sedan n. Skriv ett påhittat namn, Utbildad i: Polen, Svensk legitimation: 2024-05-01 och Svensk AT gjord: "
        "nej (tryck n). Tabb går till nästa fält, ctrl+s sparar.",
        "v på kandidatens sida, sedan ctrl+s. Tryck enter för checklistan.",
        "Mellanslag på steget som hindrar. Öppnas ett formulär, tryck ctrl+s: det säger vad som saknas. Fyll i det "
        "(idag duger som datum) och tryck ctrl+s igen.",
        "Gå nedåt till det första steget med ⊘ och tryck mellanslag. h går tillbaka till det som hindrar.",
        "Gå till ett steg där rutan säger brev: b, och tryck b.",
        "1, ställ dig på en rad med ett namn och tryck z. Markören står på dagen: tabb går vidare till "
        "anteckningen. Skriv varför, och spara med ctrl+s.",
        "p på samma rad öppnar personen. Tryck f.",
        "u ångrar det du gjorde senast. 6 visar filerna till studierektor, och ctrl+s skriver dem. q avslutar.",
    ]


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (160, 50)])
async def test_the_page_is_read_to_its_end_and_opens_again_where_it_was_left(size: tuple[int, int]) -> None:
    async with driving_demo(size) as hands:
        await hands.press("?", "d")
        await hands.sees("Tjugo minuter bland påhittade personer")
        await hands.press("end")
        await hands.sees("in er första kandidat.")
        await hands.press("k", "k")
        page = hands.app.screen.query_one(Page)
        left = page.max_scroll_y - 2
        await hands.until(lambda: page.scroll_offset.y == left)
        await hands.press("escape")
        assert isinstance(hands.app.screen, IdagScreen)
        await hands.press("?")
        await hands.sees("Idag visar vad som är att göra")
        await hands.press("d")
        again = hands.app.screen.query_one(Page)
        await hands.until(lambda: again.scroll_offset.y == left)
        await hands.press("d")
        await hands.sees("Idag visar vad som är att göra")


async def test_a_demo_says_where_to_begin_until_the_help_has_been_opened(tmp_path: Path) -> None:
    async with driving_about(tmp_path, (80, 24), demo=OREBRO) as hands:
        assert HINT in hands.text
        await hands.press("2", "1")
        assert HINT in hands.text
        await hands.press("f1")
        assert isinstance(hands.app.screen, HelpScreen)
        await hands.press("escape")
        assert HINT not in hands.text


async def test_a_register_of_ones_own_gives_no_such_hint(tmp_path: Path) -> None:
    await orebro(tmp_path)
    async with driving(tmp_path) as hands:
        assert HINT not in hands.text


async def test_the_palette_opens_the_ten_steps() -> None:
    async with driving_demo() as hands:
        await hands.press("3", "f4")
        await hands.type("första dagen")
        await hands.press("enter")
        await hands.sees("1. Läs dagen")
        await hands.press("escape")
        assert isinstance(hands.app.screen, ChecklistScreen)
