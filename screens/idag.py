"""Idag: what to do, most urgent first, and beside it the clinic at a glance."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from screens.glance import glance_column, glance_line
from screens.host import open_register
from screens.main_screen import MainScreen
from screens.widgets.line_table import Cell, Column, LineTable
from screens.words import days_since, short_day

if TYPE_CHECKING:
    from models.queries.new_edition import BehindView
    from models.queries.today import Glance, TodayItem, View
    from models.rules.capacity import CapacityView


class IdagScreen(MainScreen):
    """The chief's day: late, ours, running, and what others owe us."""

    TAB = "idag"
    HELP = """\
Idag visar vad som är att göra för varje kandidat just nu, det mest brådskande först.

Försenat: ett datum har passerat. I dag, Den här veckan, Senare: vårdcentralens egna steg som har ett datum. På er: \
vårdcentralens steg utan datum. Pågår: en period som har börjat, till exempel provtjänstgöring. Väntar på andra: någon \
utanför vårdcentralen ska göra nästa steg. Vilar: du har lagt undan steget till en dag.

z låter steget vila till en dag, med en anteckning. z igen tar tillbaka det. v byter vy: allt, det jag kan göra i dag, \
det vi väntar på, per handledare. Ett försenat steg som är någon annans syns i båda de mellersta vyerna: vi väntar på \
det, och du kan höra efter.

+2 betyder att två steg till väntar på samma håll. Enter öppnar checklistan vid steget, p öppnar personen. Krav är \
regelns nummer i programmets kravlista."""
    HELP_IN_PART = """\
Idag visar vad som är att göra just nu för de läkare som provtjänstgör eller gör BT eller ST här, det mest brådskande \
först.

Försenat: ett datum har passerat. I dag, Den här veckan, Senare: handledarens steg som har ett datum. På er: \
handledarens steg utan datum. Pågår: en period som har börjat, till exempel provtjänstgöring. Väntar på andra: chefen, \
eller någon utanför vårdcentralen, ska göra nästa steg. Vilar: någon har lagt undan steget till en dag.

z låter ett av handledarens steg vila till en dag, med en anteckning. z igen tar tillbaka det. v byter vy: allt, det \
jag kan göra i dag, det vi väntar på, per handledare.

+2 betyder att två steg till väntar på samma håll. Enter öppnar checklistan vid steget, p öppnar personen. Krav är \
regelns nummer i programmets kravlista."""
    CSS_PATH = "idag.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Öppna steget"),
        Binding("p", "person", "Person"),
        Binding("z", "rest", "Vila"),
        Binding("v", "view", "Vy"),
        Binding("n", "app.new_candidate", "Ny kandidat"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[TodayItem, ...] = ()
        self._view: View | None = None  # its class is not needed for the first paint
        self._drafted = self._nothing = ""

    def body(self) -> Iterable[Widget]:
        columns: tuple[Column[TodayItem], ...] = (
            Column("Sedan", self._when, 11),
            Column("Steg", _step, 22, grow=4),
            Column("", lambda item: (f"+{item.more}" if item.more else "", "muted"), 2),
            Column("Kandidat", lambda item: (item.name, "strong"), 16, grow=2),
            Column("Vems tur", _whose, 16, grow=1),
            Column("Fas", lambda item: (item.phase, "muted"), 16, from_width=104),
            Column("Krav", lambda item: (item.krav, "muted"), 6, from_width=76),
        )
        table: LineTable[TodayItem] = LineTable(
            columns,
            key=lambda item: (item.candidate, item.step_id),
            group=self._heading,
            empty="Öppnar registret …",
            id="todo",
        )
        with Container(id="todo-box") as box:
            box.border_title = "Att göra"
            yield table
        glance = Static(id="glance")
        glance.border_title = "Läget"
        yield glance

    async def load(self) -> None:
        # Imported by the thread that opened the register: here it is only looked up, so the first paint goes without.
        from models.queries.drafts import NEW_CANDIDATE, draft_of  # noqa: PLC0415
        from models.queries.today import View, glance, today_items  # noqa: PLC0415

        register = open_register(self)
        self._items = items = await register.ask(today_items, self.host.today)
        if items:
            self._show_view(self._view or View.ALL)
        seen = await register.ask(glance)
        people = seen is not None and any(stage.people for stage in seen.stages)
        adds = self.host.check_action("new_candidate", ())
        nobody = (
            "Tryck n för att lägga till din första kandidat. Här visas sedan vad som är att göra, och för vem."
            if adds
            else "Ingen provtjänstgör eller gör BT eller ST här just nu. När någon gör det visas här vad som ska göras."
        )
        self._nothing = "Inget att göra: alla kandidater är klara med sina steg." if people else nobody
        if not items:
            self._show_view(self._view or View.ALL)
        drafted = await register.ask(draft_of, NEW_CANDIDATE)
        self._drafted = "" if drafted is None or not adds else "Utkast till ny kandidat finns: tryck n"
        self._show_subtitle()
        if seen is not None:
            self._show_glance(seen, items, None, ())
            from models.queries.new_edition import editions_behind  # noqa: PLC0415
            from models.queries.room import clinic_room  # noqa: PLC0415

            behind = await register.ask(editions_behind) if self.host.may(editions_behind) else ()
            self._show_glance(seen, items, await register.ask(clinic_room), behind)

    def _show_view(self, view: "View") -> None:
        from models.queries.today import items_in  # noqa: PLC0415

        self._view = view
        table = self.query_one("#todo", LineTable)
        table.empty = "Inget i den här vyn: tryck v för nästa." if self._items else self._nothing
        table.show(items_in(self._items, view))
        self.query_one("#todo-box").border_title = f"Att göra · {view.value}"

    def _heading(self, item: "TodayItem") -> str:
        from models.queries.today import View, heading  # noqa: PLC0415

        return heading(item, self._view or View.ALL)

    def _show_subtitle(self) -> None:
        """The whole note of a resting step under the cursor, else whether a draft is waiting."""
        item = self.query_one("#todo", LineTable).row
        note = item.rest.note if item is not None and item.rest is not None and _rests(item) else ""
        self.query_one("#todo-box").border_subtitle = Content(note or self._drafted)

    def _show_glance(
        self,
        seen: "Glance",
        items: "tuple[TodayItem, ...]",
        room: "CapacityView | None",
        behind: "Sequence[BehindView]",
    ) -> None:
        draw = glance_column if self.has_class("-wide") else glance_line
        self.query_one("#glance", Static).update(draw(seen, [item.turn.value for item in items], room, behind))

    def action_open(self) -> None:
        item = self.query_one("#todo", LineTable).row
        if item is not None and item.step_id is not None:
            self.host.look_at_step(item.candidate, item.step_id)
        else:
            self.action_person()

    def action_person(self) -> None:
        item = self.query_one("#todo", LineTable).row
        if item is not None:
            self.host.look_at(item.candidate)

    async def action_rest(self) -> None:
        """Let the step rest, or take it back."""
        from screens.snooze_form import snooze_form, wake  # noqa: PLC0415

        item = self.query_one("#todo", LineTable).row
        if item is None:
            return
        if _rests(item):
            await wake(self.host, item.rest)
        else:
            await snooze_form(item, self.host.today).open_on(self)

    def action_view(self) -> None:
        """Show the next of the views."""
        if self._view is not None:
            self._show_view(self._view.next)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        item = self.query_one("#todo", LineTable).row
        if action == "rest":
            return item is not None and item.mine
        return action not in {"open", "person"} or item is not None

    def on_line_table_moved(self) -> None:
        self.refresh_bindings()
        self._show_subtitle()

    def _when(self, item: "TodayItem") -> Cell:
        today = self.host.today
        if item.rest is not None and _rests(item):
            return f"→ {short_day(item.rest.until, today)}", "muted"
        if item.days_late:
            return f"! {_count(item.days_late)} sen", "error"
        if item.until is not None and item.until > today:
            return f"till {short_day(item.until, today)}", "muted"
        if item.due_on is not None:
            return f"→ {short_day(item.due_on, today)}", "accent" if item.ours else "muted"
        if item.since is None:
            return "", "muted"
        return days_since(item.since, today), "accent" if item.ours else "muted"


def _step(item: "TodayItem") -> Cell:
    title = f"▣ {item.step}" if item.gate else item.step
    if _rests(item):
        return title, "muted"
    return title, "error" if item.days_late else "" if item.ours else "muted"


def _whose(item: "TodayItem") -> Cell:
    """Whose turn it is; for a step that rests its note, since it is nobody's."""
    if item.rest is not None and _rests(item):
        return item.rest.note or item.role, "muted"
    return item.role, "accent" if item.ours else "muted"


def _rests(item: "TodayItem") -> bool:
    return item.group.name == "RESTING"


def _count(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} d"
