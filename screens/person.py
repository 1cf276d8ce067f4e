"""The person: what hinders now, whether BT is required and why, the details, contacts and the log."""

from collections.abc import Iterable
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widget import Widget
from textual.widgets import Static

from models.commands.candidates import save_candidate, save_note
from models.commands.outcomes import end_candidate, reopen_candidate
from models.commands.routes import begin_route
from models.exchange.paper.candidate import candidate_sheet, candidate_sheet_name
from models.queries.colleagues import colleague_lines
from models.queries.drafts import own_drafts
from models.queries.extract import extract_of
from models.queries.person import PersonView, person_view
from models.rights import Action
from screens.candidate_form import candidate_form
from screens.draft_text import told_on_person
from screens.extract import write_extract
from screens.host import open_register
from screens.intake_text import intakes
from screens.main_screen import MainScreen
from screens.paper import print_out
from screens.person_forms import note_form, outcome_form, reopen, route_form
from screens.person_text import NO_PACK, contacts, details, financing, log, standing, verdict
from screens.widgets.page import Page

_PARTS = {
    "details": details,
    "contacts": contacts,
    "log": log,
    "verdict": verdict,
    "intakes": intakes,
    "financing": financing,
}
_OPENS: dict[str, Action] = {
    **{"edit": save_candidate, "note": save_note, "outcome": end_candidate, "route": begin_route},
    **{"reopen": reopen_candidate, "paper": candidate_sheet, "extract": extract_of},
}


class PersonScreen(MainScreen):
    """One candidate, whole."""

    TAB = "kandidater"
    HELP = """\
Allt om en kandidat. Överst står vad som hindrar nu och vems tur det är. BT-rutan säger om bastjänstgöring krävs, \
varför och vad varje dokument säger. Rutan Intag finns i en region som tar in till något på bestämda tider, som BT: \
när nästa är, om läkaren kan hinna, och vad som saknas. Finansieringsrutan finns där regionens dokument har villkor \
för pengarna: ✓ uppfyllt, ✗ inte uppfyllt, ? återstår eller ska frågas om. Där står också hur länge de räcker, i \
kalendermånader sedan ST började.

e ändrar uppgifterna. v väljer väg genom regionens rutin: först då finns en checklista, och enter går dit. a skriver \
en daterad anteckning om en kontakt. o skriver in utfallet (drog sig ur, inte antagen, …) och lägger personen i \
arkivet, där o öppnar igen. Skriv aldrig något om patienter.

r visar regeln för det som hindrar, och var den står. f skriver kandidatbladet som PDF i mappen ST-kollen bland dina \
dokument: en sida att sätta i pärmen. l öppnar hela loggen om personen: vem som gjorde vad och när, och vad som \
ändrades, fält för fält. t skriver ett registerutdrag i samma mapp: allt som registret har om personen, som text och \
som tabell. Det är vad personen själv kan begära att få."""
    HELP_IN_PART = """\
Överst står vad som hindrar nu och vems tur det är, i provtjänstgöring, BT och ST. Därunder står hur läkaren nås, och \
vilka som är handledare och studierektor. enter går till checklistan, och r visar regeln för det som hindrar."""
    CSS_PATH = "person.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,c,ctrl+j", "checklist", "Checklista", key_display="enter"),
        Binding("e", "edit", "Ändra"),
        Binding("v", "route", "Väg"),
        Binding("a", "note", "Anteckna kontakt"),
        Binding("n", "app.new_candidate", "Ny kandidat"),
        Binding("o", "outcome", "Utfall"),
        Binding("o", "reopen", "Öppna igen"),
        Binding("f", "paper", "Utskrift"),
        Binding("l", "app.show('logg')", "Logg"),
        Binding("t", "extract", "Registerutdrag"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.person: PersonView | None = None

    def body(self) -> Iterable[Widget]:
        yield Static(id="standing")
        with Page(id="page"):
            yield Static(id="verdict")
            yield Static(id="intakes")
            yield Static(id="financing")
            with Horizontal(id="columns"):
                yield Static(id="details")
                with Vertical(id="right"):
                    yield Static(id="contacts")
                    yield Static(id="log")

    @property
    def keys_wait(self) -> bool:
        return self.person is None or self.person.id != self.host.candidate

    @property
    def step_in_focus(self) -> UUID | None:
        now = None if self.person is None else self.person.hindrance
        return None if now is None else now.id

    async def load(self) -> None:
        if self.host.candidate is None:
            return
        before = self.person
        self.person = await open_register(self).ask(person_view, self.host.candidate, self.host.today)
        if self.person is None:
            await self.run_action("app.back")
            return
        today = self.host.today
        for name, draw in _PARTS.items():
            part = self.query_one(f"#{name}", Static)
            part.display = _has(self.person, name)
            part.border_title, content = draw(self.person)
            part.update(content)
        drafted = told_on_person(await open_register(self).ask(own_drafts), self.person.id)
        self.query_one("#standing", Static).update(standing(self.person, today, drafted))
        if before is None or before.id != self.person.id:
            self.query_one(Page).scroll_home(animate=False)
        self.refresh_bindings()

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        person = self.person
        if action == "checklist":
            return person is not None and bool(person.route)
        if action in _OPENS:
            fits = action in {"paper", "extract"} or (person is not None and person.archived == (action == "reopen"))
            return person is not None and fits and self.host.may(_OPENS[action])
        return True

    def action_checklist(self) -> None:
        if self.person is not None:
            now = self.person.hindrance
            self.host.look_at_step(self.person.id, None if now is None else now.id)

    async def action_edit(self) -> None:
        colleagues = await open_register(self).ask(colleague_lines)
        if self.person is not None:
            await candidate_form(self.person, colleagues).open_on(self)

    async def action_route(self) -> None:
        if self.person is not None:
            if not self.person.routes:
                self.host.warn(NO_PACK)
                return
            await route_form(self.person, self.host.today).open_on(self)

    async def action_note(self) -> None:
        if self.person is not None:
            await note_form(self.person, self.host.today).open_on(self)

    async def action_outcome(self) -> None:
        if self.person is not None:
            await outcome_form(self.person, self.host.today).open_on(self)

    @work
    async def action_paper(self) -> None:
        """The candidate sheet as a file."""
        person, clinic, region = self.person, self.host.clinic, self.host.region_name
        if person is not None and clinic is not None:
            draw = partial(candidate_sheet, clinic, region, person, self.host.today)
            await print_out(self.host, candidate_sheet_name(person), draw)

    @work
    async def action_extract(self) -> None:
        """All that is held about the person, as files."""
        if self.person is not None:
            extract = await open_register(self).ask(extract_of, self.person.id, self.host.today)
            if extract is not None:
                await write_extract(self.host, extract)

    @work
    async def action_reopen(self) -> None:
        if self.person is not None:
            await reopen(self.host, self.person)


def _has(person: PersonView, part: str) -> bool:
    """Whether a part of the page has anything to show: what is withheld must not look as if it were empty."""
    if part == "financing":
        return bool(person.financing or person.clocks)
    if part == "intakes":
        return bool(person.intakes)
    return part == "details" or not person.in_part
