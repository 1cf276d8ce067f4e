"""The screens besides Idag: imported after the first paint, so that the program starts at once."""

from collections.abc import Callable
from typing import Any

from textual.screen import Screen

from models.backups import back_up_now, backups_of
from models.commands.candidates import save_candidate
from models.commands.clinic import save_clinic
from models.commands.undo import UndoForm, undo
from models.demo import demo_regions
from models.exchange.export import whole_export
from models.keys import change_own_password, new_recovery_key, rotate_key
from models.queries.candidates import lines_in_sight
from models.queries.colleagues import colleague_lines
from models.queries.log import person_log, register_log
from models.queries.regions import region_names
from models.queries.retention import retention_view
from models.queries.users import user_lines
from models.register import Register
from models.returned import keep_unsealed
from models.rights import Action, Session, may
from models.storage.place import synced_warning
from models.unencrypted import erase_unencrypted
from screens.backups import BackupsScreen
from screens.candidate_form import candidate_form
from screens.candidates import CandidatesScreen
from screens.checklist import ChecklistScreen
from screens.clinic_form import WelcomeScreen
from screens.colleagues import ColleaguesScreen
from screens.export import ExportScreen
from screens.form_screen import FormScreen
from screens.help import HelpScreen
from screens.log import PersonLogScreen
from screens.main_screen import MainScreen
from screens.person import PersonScreen
from screens.register_log import RegisterLogScreen
from screens.retention import RetentionScreen
from screens.rules import RulesScreen
from screens.users import UsersScreen
from tui.palette import Palette, entries

ROOMS: dict[str, Callable[[], MainScreen]] = {
    "kandidater": CandidatesScreen,
    "person": PersonScreen,
    "personer": ColleaguesScreen,
    "checklistor": ChecklistScreen,
    "export": ExportScreen,
    "regler": RulesScreen,
    "logg": PersonLogScreen,
    "registerlogg": RegisterLogScreen,
    "anvandare": UsersScreen,
    "sakerhetskopior": BackupsScreen,
    "gallring": RetentionScreen,
}

_OF_ENCRYPTED: dict[str, Action] = {
    "own_password": change_own_password,
    "new_recovery_key": new_recovery_key,
    "new_key": rotate_key,
    "erase_unencrypted": erase_unencrypted,
    "settle_unsealed": keep_unsealed,
    "back_up": back_up_now,
    "sakerhetskopior": backups_of,
}
_OPENS: dict[str, Action] = {
    "export": whole_export,
    "new_candidate": save_candidate,
    "clinic": save_clinic,
    "logg": person_log,
    "registerlogg": register_log,
    "anvandare": user_lines,
    "gallring": retention_view,
    **_OF_ENCRYPTED,
}


def closed_to(session: Session, *, passwords: bool) -> frozenset[str]:
    """The screens and forms, by name, that are not open to whoever is signed in, or to anybody in a plain register."""
    closed = {name for name, action in _OPENS.items() if not may(session, action)}
    return frozenset(closed if passwords else closed | _OF_ENCRYPTED.keys())


async def new_candidate(register: Register) -> FormScreen[Any]:
    """The form for a new candidate."""
    return candidate_form(None, await register.ask(colleague_lines))


async def welcome(register: Register, user_name: str) -> FormScreen[Any]:
    """The first form of a new register; whoever is signed in becomes its first user."""
    folder = register.place.folder
    user = {} if register.user is None else {"user": register.user, "sign_in": user_name}
    return WelcomeScreen(await register.ask(region_names), str(folder), user, warning=synced_warning(folder))


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
