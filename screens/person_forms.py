"""The small forms of the person's screen: route, contact note, outcome, and back from the archive."""

from datetime import date
from typing import Any

from models.commands.candidates import save_note
from models.commands.outcomes import end_candidate, reopen_candidate
from models.commands.routes import begin_route
from models.faults import StorageFault
from models.field_names import CANDIDATE, CHECKLIST, CONTACT_NOTE
from models.forms.candidate import NoteForm, OutcomeForm, ReopenForm, RouteForm
from models.forms.days import Lean
from models.forms.refusal import Refused
from models.ids import new_id
from models.knowledge.vocabulary import OUTCOMES
from models.queries.person import PersonView, RouteView
from screens.form_screen import FormScreen
from screens.host import Host
from screens.widgets.form import FieldSpec, Kind

_ROUTE = """\
Vilken väg genom regionens rutin som kandidaten tar. När du sparar skapas checklistan. Under fälten står vem varje väg \
är till för och vem som driver den. Byter du väg senare följer det med som är gjort på steg som båda vägarna har."""
_NOTE = """\
En daterad anteckning om en kontakt med kandidaten: vem som ringde, vad ni kom överens om. Den visas på kandidatens \
sida. Skriv aldrig något om patienter."""
_OUTCOME = """\
Hur kandidatens väg slutade, när och varför. Personen läggs i arkivet (2, sedan x) med allt som är antecknat, och kan \
öppnas igen med o på sin sida."""
_FITS = {True: "passar", False: "gäller inte här", None: "passar kanske: uppgifter saknas"}


def route_form(person: PersonView, today: date) -> FormScreen[Any]:
    """Which route the candidate takes; the one that fits the facts is chosen from the start."""
    routes = sorted(person.routes, key=lambda route: {True: 0, None: 1, False: 2}[route.fits])
    possible = [route for route in routes if route.fits is not False] or routes
    specs = (
        FieldSpec("route", CHECKLIST["route"], Kind.CHOICE, options={route.key: route.title for route in possible}),
        FieldSpec("started_on", CHECKLIST["started_on"], Kind.DAY, "Vägens första dag", lean=Lean.LAST),
    )
    start = min(person.values["interest_on"] or today.isoformat(), today.isoformat())
    return FormScreen(
        f"Väg för {person.name}",
        specs,
        RouteForm,
        begin_route,
        purpose=_ROUTE,
        draft=f"vag:{person.id}",
        values={"started_on": start},
        fixed={"candidate": person.id, "version": person.version},
        about="\n\n".join(_about(route) for route in routes),
    )


def _about(route: RouteView) -> str:
    return (
        f"{route.title} ({_FITS[route.fits]})\nFör: {route.who}\nDrivs av: {route.driver}. {route.rule}\n{route.where}"
    )


def note_form(person: PersonView, today: date) -> FormScreen[Any]:
    """A new dated note about a contact."""
    return FormScreen(
        f"Kontakt med {person.name}",
        (
            FieldSpec("noted_on", CONTACT_NOTE["noted_on"], Kind.DAY, lean=Lean.LAST),
            FieldSpec("text", CONTACT_NOTE["text"], Kind.TEXT, "Inget om patienter"),
        ),
        NoteForm,
        save_note,
        purpose=_NOTE,
        draft=f"kontakt:{person.id}",
        values={"noted_on": today.isoformat()},
        fixed={"id": new_id(), "candidate": person.id, "version": None},
        focus="text",
    )


def outcome_form(person: PersonView, today: date) -> FormScreen[Any]:
    """How the candidate's way ended."""
    return FormScreen(
        f"Utfall för {person.name}",
        (
            FieldSpec("outcome", CANDIDATE["outcome"], Kind.CHOICE, options=OUTCOMES),
            FieldSpec("outcome_on", "Dag", Kind.DAY, lean=Lean.LAST),
            FieldSpec("outcome_reason", CANDIDATE["outcome_reason"], Kind.TEXT),
        ),
        OutcomeForm,
        end_candidate,
        purpose=_OUTCOME,
        draft=f"avslut:{person.id}",
        values={"outcome_on": today.isoformat()},
        fixed={"candidate": person.id, "version": person.version},
    )


async def reopen(host: Host, person: PersonView) -> None:
    """Take the candidate back from the archive."""
    try:
        await host.change(reopen_candidate, ReopenForm(candidate=person.id, version=person.version))
    except (Refused, StorageFault) as error:
        host.warn(error)
