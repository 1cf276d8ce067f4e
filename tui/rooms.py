"""The screens besides Idag: imported after the first paint, so that the program starts at once."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from models.commands.undo import UndoForm, undo
from models.demo import demo_regions
from models.queries.candidates import candidate_lines
from models.queries.colleagues import colleague_lines
from models.queries.regions import region_names
from models.register import Register
from models.storage.place import is_synced
from screens.candidate_form import candidate_form
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.clinic_form import WelcomeScreen
from screens.colleagues import ColleaguesScreen
from screens.export import ExportScreen
from screens.form_screen import FormScreen
from screens.help import HelpScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from screens.rules import RulesScreen
from tui.palette import Palette, entries

ROOMS: dict[str, Callable[[], MainScreen]] = {
    "kandidater": CandidatesScreen,
    "person": PersonScreen,
    "personer": ColleaguesScreen,
    "checklistor": ChecklistScreen,
    "export": ExportScreen,
    "regler": RulesScreen,
}


async def new_candidate(register: Register) -> FormScreen[Any]:
    """The form for a new candidate."""
    return candidate_form(None, await register.ask(colleague_lines))


async def welcome(register: Register) -> FormScreen[Any]:
    """The first form of a new register."""
    folder = register.place.folder
    return WelcomeScreen(await register.ask(region_names), str(folder), synced=is_synced(folder))


async def undo_last(register: Register) -> str:
    """Undo the last change; says what was undone. Raises Refused or StorageFault."""
    return (await register.do(undo, UndoForm())).said


async def palette(register: Register, demo: str) -> Screen[str]:
    """Find a person or a command; from a region's demo also the others, and the way out."""
    people = await register.ask(candidate_lines)
    if not demo:
        return Palette(entries(people))
    names = await register.ask(region_names)
    others = [(f"Demo: {names[code]}", f"app.demo('{code}')") for code in demo_regions() if code != demo]
    return Palette(entries(people, [*others, ("Lämna demon", "app.demo('')")]))


def help_for(screen: Screen[Any], *, first_day: bool) -> Screen[str]:
    """Help for a screen and what is in focus there, or the first day in ten steps."""
    return HelpScreen(screen, first_day=first_day)
