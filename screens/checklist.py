"""Checklistor: a candidate's steps by phase, and beside them all about the step in focus."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import ClassVar
from uuid import UUID

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.types import CSSPathType
from textual.widget import Widget
from textual.widgets import Static

from models.commands.checklist import record_step
from models.commands.own_steps import save_own_step
from models.commands.routes import adopt_edition, begin_route
from models.exchange.paper.checklist import checklist_paper, checklist_paper_name
from models.faults import StorageFault
from models.forms.refusal import Refused
from models.knowledge.vocabulary import OWN_STEP
from models.queries.checklist import ChecklistName, ChecklistView, StepView, checklist_names, checklist_view
from models.queries.drafts import OwnDraft, own_drafts
from models.queries.letter import letter_for
from models.queries.new_edition import new_edition
from models.queries.own_steps import OwnStepView, new_own_step, own_step_of
from models.rights import Action
from models.rules.routine import SETTLED, Standing
from screens.draft_text import told_on_step
from screens.duty_forms import OccurrenceFormScreen, can_open, tick
from screens.host import open_register
from screens.letter import LetterScreen
from screens.main_screen import MainScreen
from screens.new_edition import NewEditionScreen
from screens.own_step_form import own_step_form
from screens.paper import print_out
from screens.step_form import asks, quick_form, step_form
from screens.step_text import progress_bar, sign_of, step_detail, title_of, when_of
from screens.widgets.detail import Detail
from screens.widgets.line_table import Cell, Column, LineTable

_OF_ITSELF = {"", "state"}  # what stands against marking a step now, and not against what is filled in on it
_OPENS: dict[str, Action] = {
    **{"letter": letter_for, "edition": adopt_edition, "paper": checklist_paper},
    **{"add_own": save_own_step, "change_own": save_own_step},
}


class ChecklistScreen(MainScreen):
    """The checklist of whoever is being looked at."""

    TAB = "checklistor"
    HELP = """\
Stegen i regionens rutin, fas för fas. ▣ är en spärr: allt bakom den är spärrat tills den är klar.

✓ klart   ● ska göras   ◇ kan eller bör göras   ◔ väntar   ○ senare   ⊘ spärrat   » spärr passerad   – ej aktuellt   \
↻ återkommer   i att veta

Mellanslag markerar steget som klart i dag, och öppnar det igen. w: väntar på någon. x: ej aktuellt, med skäl. g: \
chefen passerar spärren, med skäl. enter: hela steget med datum, handlingar och anteckning. h hoppar till det som \
hindrar nu. Punkt och komma byter kandidat. l bläddrar i rutan om steget när allt inte får plats. r visar stegets \
regel bland regionens alla regler.

n lägger till ett eget steg efter det i fokus, för sådant som vårdcentralen själv har bestämt. Egna steg är märkta ✚, \
och m ändrar eller tar bort dem. Har rutinen kommit i en ny version står det överst: y visar vad som skiljer, och du \
väljer för var och en om den ska följas.

Det som återkommer (↻) har ett tillfälle för varje månad eller år. Mellanslag markerar det äldsta som klart, enter \
öppnar dem: välj tillfälle med pilarna, ändra, eller ta tillbaka med läget inte klart. Innan något är antecknat krävs \
bara det senaste och nästa. Missat är det som inte längre kan göras i efterhand.

Där rutan med steget säger brev: b visar b stegets brev ifyllt: läs, kopiera eller spara det som utkast. f skriver \
checklistan som PDF i mappen ST-kollen bland dina dokument."""
    HELP_IN_PART = """\
Stegen i provtjänstgöring, BT och ST, fas för fas. ▣ är en spärr: allt bakom den är spärrat tills den är klar.

✓ klart   ● ska göras   ◇ kan eller bör göras   ◔ väntar   ○ senare   ⊘ spärrat   » spärr passerad   – ej aktuellt   \
↻ återkommer   i upplysning

Handledarens steg markerar du. Mellanslag: klart i dag, och öppnar det igen. w: väntar på någon. x: ej aktuellt, med \
skäl. enter: hela steget med datum, svar och anteckning. På de andra stegen ser du hur de står och när de blev klara.

Det som återkommer (↻) har ett tillfälle för varje månad eller år. Är det handledarens markerar mellanslag det äldsta \
som klart, och enter öppnar tillfällena: välj med pilarna, ändra, eller ta tillbaka med läget inte klart.

h hoppar till det som hindrar nu. Punkt och komma byter läkare. r visar stegets regel bland regionens alla regler. f \
skriver checklistan som PDF i mappen ST-kollen bland dina dokument."""
    CSS_PATH: ClassVar[CSSPathType] = ["split.tcss", "checklist.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "tick", "Klart", key_display="mellanslag"),
        Binding("space", "untick", "Öppna igen", key_display="mellanslag"),
        Binding("enter,e,ctrl+j", "open", "Steget", key_display="enter"),
        Binding("l", "more", "Läs vidare"),
        Binding("w", "state('waiting')", "Väntar"),
        Binding("x", "state('not_applicable')", "Ej aktuellt"),
        Binding("g", "state('passed')", "Passera spärr"),
        Binding("b", "letter", "Brev"),
        Binding("y", "edition", "Ny version"),
        Binding("h", "hindrance", "Hindrar nu"),
        Binding("comma,left_square_bracket", "walk(-1)", "Förra kandidaten", show=False),
        Binding("full_stop,right_square_bracket", "walk(1)", "Nästa kandidat", key_display="."),
        Binding("p", "person", "Person"),
        Binding("f", "paper", "Utskrift"),
        Binding("n", "add_own", "Eget steg"),
        Binding("m", "change_own", "Ändra eget steg"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.checklist: ChecklistView | None = None
        self._names: tuple[ChecklistName, ...] = ()
        self._saving: set[UUID] = set()
        self._drafts: tuple[OwnDraft, ...] = ()
        self._shown_for: UUID | None = None
        self._added: str | None = None
        self._asked: UUID | None = None

    def body(self) -> Iterable[Widget]:
        yield Static(id="whose")
        with Container(classes="split"):
            yield LineTable[StepView](
                (
                    Column("", self._sign, 1),
                    Column("Steg", self._title, 39, grow=3),
                    Column("Roll", _role, 14, grow=1),
                    Column("Kraft", lambda step: (step.force, "muted"), 5, from_width=62),
                    Column("När", self._when, 10, from_width=74),
                ),
                key=lambda step: step.key,
                group=lambda step: step.phase,
                head=False,
                id="steps",
            )
            yield Detail()

    @property
    def steps(self) -> LineTable[StepView]:
        return self.query_one("#steps", LineTable)

    @property
    def keys_wait(self) -> bool:
        return self._shown_for != self.host.candidate

    @property
    def step_in_focus(self) -> UUID | None:
        return None if self.steps.row is None else self.steps.row.id

    async def load(self) -> None:
        register = open_register(self)
        self._names, self._drafts = await register.ask(checklist_names), await register.ask(own_drafts)
        candidate = self.host.candidate
        self.checklist = None
        if candidate is not None:
            self.checklist = await register.ask(checklist_view, candidate, self.host.today)
        if self.checklist is None and candidate is None and self._names:
            self.checklist = await register.ask(checklist_view, self._names[0].candidate, self.host.today)
        self._show()

    def _show(self) -> None:
        shown = self.checklist
        if shown is None:
            self.steps.empty = self._nothing()
            self.steps.show(())
            self.query_one("#whose", Static).update("")
            return
        somebody_else = self._shown_for != shown.candidate
        self.host.candidate = self._shown_for = shown.candidate
        bar = progress_bar(shown.done, shown.total)
        self.query_one("#whose", Static).update(
            Content.assemble(
                (shown.name, "bold"),
                "  ",
                bar,
                f" {shown.done} av {shown.total}  ",
                (f"{shown.route} · från {shown.started_on} · rutin version {shown.pack_version}", "$foreground 55%"),
                (f"  ny version {shown.newer}: y visar skillnaden" if shown.newer else "", "bold $accent"),
            )
        )
        self.steps.show(shown.steps)
        wanted, self.host.step = self.host.step, None
        if wanted is not None:
            self.steps.go_to(next((step.key for step in shown.steps if step.id == wanted), None))
        elif self._added is not None:
            self.steps.go_to(self._added)
            self._added = None
        elif somebody_else and (first := self._hindering()) is not None:
            self.steps.go_to(first.key)

    def _nothing(self) -> str:
        if not self.host.may(begin_route):
            return (
                "Ingen checklista att visa. Punkt går till nästa." if self._names else "Inga checklistor att visa än."
            )
        if self._names:
            return "Ingen checklista än för den här personen. Tryck p, sedan v, och välj väg. Punkt går till nästa."
        return "Inga checklistor än. Tryck 2, öppna en kandidat och välj väg med v: då skapas checklistan."

    def on_line_table_moved(self) -> None:
        step = self.steps.row
        if step is None or step.id != self._asked:
            self._asked = None
        drafted = "" if step is None else told_on_step(self._drafts, step.id)
        self._detail.show(Content("") if step is None else step_detail(step, self.host.today, drafted))
        self.refresh_bindings()

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        step = self.steps.row
        duty = None if step is None else step.duty
        markable = step is not None and step.mine and step.standing not in {Standing.INFO, Standing.RECURRING}
        settled = step is not None and step.state in SETTLED
        if duty is not None and action in {"tick", "open"}:
            return bool(duty.ready) if action == "tick" else can_open(duty)
        if action in {"tick", "untick"}:
            return markable and settled == (action == "untick")
        if action == "state":
            fits = {
                "passed": step is not None and step.passable,
                "not_applicable": step is not None and step.can_be_set_aside,
            }
            return markable and not settled and fits.get(str(parameters[0]), True)
        if action in _OPENS and not self.host.may(_OPENS[action]):
            return False
        if action in {"open", "hindrance", "letter", "paper", "add_own", "change_own"}:
            wanted = {"open": markable, "change_own": step is not None and step.own}
            wanted["letter"] = step is not None and step.has_letter
            return wanted.get(action, step is not None)
        if action == "more":
            return self._detail.has_more
        if action == "person":
            return self.host.candidate is not None
        if action == "edition":
            return self.checklist is not None and bool(self.checklist.newer)
        return len(self._names) > 1 if action == "walk" else True

    # marking

    async def action_tick(self) -> None:
        """Done today; where more than that is asked for, the form opens for it."""
        step = self.steps.row
        if step is not None and asks(step):
            await step_form(step, "done", self.host.today).open_on(self)
        elif step is not None:
            self._begin(step, "done")

    def action_untick(self) -> None:
        """Open again; a reason that goes with it is asked about first. What is answered and noted stays."""
        step = self.steps.row
        if step is not None and step.reason and self._asked != step.id:
            self._asked = step.id
            lost = f"Skälet tas bort om steget öppnas igen: ”{step.reason}”."
            self.host.warn(f"{lost} Mellanslag en gång till öppnar det.")
        elif step is not None:
            self._begin(step, "open")

    def _begin(self, step: StepView, state: str) -> None:
        if step.id not in self._saving:
            self._saving.add(step.id)
            self.steps.refresh()
            self._save(step, state)

    @work
    async def _save(self, step: StepView, state: str) -> None:
        """Save beside the keys; the step is shown as pending until it is saved."""
        try:
            if step.duty is not None:
                await tick(self.host, (step.id,), step.duty.ready[0].number)
            else:
                await self._mark(step, state)
        except StorageFault as fault:
            self.host.warn(fault)
        finally:
            self._saving.discard(step.id)
            self.steps.refresh()

    async def _mark(self, step: StepView, state: str) -> None:
        try:
            await self.host.change(record_step, quick_form(step, state))
        except Refused as refused:
            if refused.messages.keys() <= _OF_ITSELF:
                self.host.warn(" ".join(refused.messages.values()))
            else:
                await step_form(step, state, self.host.today, refused.messages).open_on(self)

    async def action_open(self) -> None:
        step = self.steps.row
        if step is not None and step.duty is not None:
            await OccurrenceFormScreen(step, step.duty, self.host.today).open_on(self)
        elif step is not None:
            await step_form(step, step.state, self.host.today).open_on(self)

    async def action_state(self, state: str) -> None:
        if self.steps.row is not None:
            await step_form(self.steps.row, state, self.host.today).open_on(self)

    # the routine itself

    async def action_edition(self) -> None:
        """What the routine's new version changes for this person."""
        if self.checklist is not None:
            view = await open_register(self).ask(new_edition, self.checklist.candidate, self.host.today)
            if view is not None:
                await self.app.push_screen(NewEditionScreen(view))

    async def action_add_own(self) -> None:
        await self._open_own_step(new_own_step)

    async def action_change_own(self) -> None:
        await self._open_own_step(own_step_of)

    async def _open_own_step(self, query: Callable[[UUID], OwnStepView | None]) -> None:
        step = self.steps.row
        view = None if step is None else await open_register(self).ask(query, step.id)
        if step is not None and view is not None:
            form = own_step_form(view, step)
            await form.open_on(self, lambda: self._look_at_own(form.key))

    def _look_at_own(self, own: UUID) -> None:
        self._added = f"{OWN_STEP}{own.hex}"

    # on paper

    async def action_letter(self) -> None:
        """The step's letter, filled in."""
        step = self.steps.row
        letter = None if step is None else await open_register(self).ask(letter_for, step.id, self.host.today)
        if step is not None and letter is not None:
            await self.app.push_screen(LetterScreen(step.id, letter))

    @work
    async def action_paper(self) -> None:
        """The checklist as a file."""
        shown, clinic = self.checklist, self.host.clinic
        if shown is not None and clinic is not None:
            draw = partial(checklist_paper, clinic, shown, self.host.today)
            await print_out(self.host, checklist_paper_name(shown), draw)

    # moving about

    def _hindering(self) -> StepView | None:
        """The step that hinders now, or where none does the first whose day is to come."""
        turn = {Standing.READY, Standing.WAITING}
        steps = () if self.checklist is None else self.checklist.steps
        binding = [step for step in steps if step.gate or step.force == "ska"]
        now = (step for step in binding if step.standing in turn)
        return next(now, None) or next((step for step in binding if step.opens_on is not None), None)

    @property
    def _detail(self) -> Detail:
        return self.query_one(Detail)

    def action_more(self) -> None:
        """The next page of what stands beside the list, and after the last the first."""
        self._detail.read_on()

    def action_hindrance(self) -> None:
        first = self._hindering()
        if first is None:
            self.host.say("Inget hindrar: alla ska-steg är klara.")
        else:
            self.steps.go_to(first.key)

    def action_walk(self, step: int) -> None:
        keys = [name.candidate for name in self._names]
        here = keys.index(self.host.candidate) if self.host.candidate in keys else -step
        self.host.candidate = keys[(here + step) % len(keys)]
        self.reload()

    def action_person(self) -> None:
        if self.host.candidate is not None:
            self.host.look_at(self.host.candidate)

    # cells

    def _sign(self, step: StepView) -> Cell:
        if step.id in self._saving:
            return "…", "accent"
        return sign_of(step, self.host.today)

    def _title(self, step: StepView) -> Cell:
        title, tone = title_of(step, self.host.today)
        return f"{'✎ ' if told_on_step(self._drafts, step.id) else ''}{title}", tone

    def _when(self, step: StepView) -> Cell:
        return when_of(step, self.host.today)


def _role(step: StepView) -> Cell:
    turn = step.standing in {Standing.READY, Standing.WAITING} or (step.duty is not None and bool(step.duty.ready))
    return step.role, "accent" if turn and step.ours else "muted"
