"""The screens besides Idag: imported after the first paint, so that the program starts at once."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from models.commands.candidates import save_candidate
from models.commands.clinic import save_clinic
from models.commands.undo import UndoForm, undo
from models.demo import demo_regions
from models.exchange.export import export_sheets
from models.queries.candidates import lines_in_sight
from models.queries.clinic import clinic_view
from models.queries.clinic_settings import clinic_settings
from models.queries.colleagues import colleague_lines
from models.queries.log import person_log
from models.queries.regions import region_names
from models.queries.retention import retention_view
from models.register import Register
from models.rights import Action, Session, may
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
from screens.retention import RetentionScreen
from screens.rules import RulesScreen
from tui.palette import Palette, entries

ROOMS: dict[str, Callable[[], MainScreen]] = {
    "kandidater": CandidatesScreen,
    "person": PersonScreen,
    "personer": ColleaguesScreen,
    "checklistor": ChecklistScreen,
    "export": ExportScreen,
    "regler": RulesScreen,
    "logg": LogScreen,
    "gallring": RetentionScreen,
}

_OPENS: dict[str, Action] = {
    **{"export": export_sheets, "new_candidate": save_candidate, "clinic": save_clinic},
    **{"logg": person_log, "gallring": retention_view},
}


def closed_to(session: Session) -> frozenset[str]:
    """The screens and forms, by name, that are not open to whoever is signed in."""
    return frozenset(name for name, action in _OPENS.items() if not may(session, action))


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


async def palette(register: Register, demo: str, allows: Callable[[str], bool]) -> Screen[str]:
    """Find a person, or a command whose action is allowed; from a region's demo also the others, and the way out."""
    people = await register.ask(lines_in_sight, register.today)
    if not demo:
        return Palette(entries(people, allows))
    names = await register.ask(region_names)
    others = [(f"Demo: {names[code]}", f"app.demo('{code}')") for code in demo_regions() if code != demo]
    return Palette(entries(people, allows, [*others, ("Lämna demon", "app.demo('')")]))


def help_for(screen: Screen[Any], *, first_day: bool) -> Screen[str]:
    """Help for a screen and what is in focus there, or the first day in ten steps."""
    return HelpScreen(screen, first_day=first_day)
