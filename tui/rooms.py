"""The screens besides Idag: imported after the first paint, so that the program starts at once."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from models.commands.undo import UndoForm, undo
from models.queries.candidates import candidate_lines
from models.queries.clinic import clinic_view
from models.queries.clinic_settings import clinic_settings
from models.queries.colleagues import colleague_lines
from models.queries.regions import region_names
from models.register import Register
from models.storage.place import is_synced
from screens.candidate_form import candidate_form
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.clinic_form import WelcomeScreen, clinic_form
from screens.colleagues import ColleaguesScreen
from screens.export import ExportScreen
from screens.form_screen import FormScreen
from screens.help import HelpScreen
from screens.log import LogScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from tui.palette import Palette, entries

ROOMS: dict[str, Callable[[], MainScreen]] = {
    "kandidater": CandidatesScreen,
    "person": PersonScreen,
    "personer": ColleaguesScreen,
    "checklistor": ChecklistScreen,
    "export": ExportScreen,
    "logg": LogScreen,
}


async def new_candidate(register: Register) -> FormScreen[Any]:
    """The form for a new candidate."""
    return candidate_form(None, await register.ask(colleague_lines))


async def clinic(register: Register) -> FormScreen[Any] | None:
    """The form for the clinic's own facts."""
    view = await register.ask(clinic_view)
    if view is None:
        return None
    names = await register.ask(region_names)
    kept = {} if view.region in names else {view.region: f"{view.region} (paketet saknas)"}
    return clinic_form(view, kept | names, await register.ask(clinic_settings))


async def welcome(register: Register) -> FormScreen[Any]:
    """The first form of a new register."""
    folder = register.place.folder
    return WelcomeScreen(await register.ask(region_names), str(folder), synced=is_synced(folder))


async def undo_last(register: Register) -> str:
    """Undo the last change; says what was undone. Raises Refused or StorageFault."""
    return (await register.do(undo, UndoForm())).said


async def palette(register: Register) -> Screen[str]:
    """Find a person or a command."""
    return Palette(entries(await register.ask(candidate_lines)))


def help_for(screen: Screen[Any]) -> Screen[Any]:
    """Help for a screen and what is in focus there."""
    return HelpScreen(screen)
