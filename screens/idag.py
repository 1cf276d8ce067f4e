"""Idag: what to do, most urgent first, and beside it the clinic at a glance."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.widget import Widget
from textual.widgets import Static

from screens.glance import glance_column, glance_line
from screens.host import open_register
from screens.main_screen import MainScreen
from screens.widgets.line_table import Cell, Column, LineTable
from screens.words import days_since, short_day

if TYPE_CHECKING:
    from models.queries.today import Glance, TodayItem
    from models.rules.capacity import CapacityView


class IdagScreen(MainScreen):
    """The chief's day: late, ours, running, and what others owe us."""

    TAB = "idag"
    HELP = """\
Idag visar vad som är att göra för varje kandidat just nu, det mest brådskande först.

Försenat: ett datum har passerat. På er: nästa steg är vårdcentralens. Pågår: en period som har börjat, till exempel \
provtjänstgöring. Väntar på andra: någon utanför vårdcentralen ska göra nästa steg.

+2 betyder att två steg till väntar på samma håll. Enter öppnar checklistan vid steget, p öppnar personen. Krav är \
regelns nummer i programmets kravlista."""
    CSS_PATH = "idag.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Öppna steget"),
        Binding("p", "person", "Person"),
        Binding("n", "app.new_candidate", "Ny kandidat"),
    ]

    def body(self) -> Iterable[Widget]:
        columns: tuple[Column[TodayItem], ...] = (
            Column("Sedan", self._when, 11),
            Column("Steg", _step, 22, grow=4),
            Column("", lambda item: (f"+{item.more}" if item.more else "", "muted"), 2),
            Column("Kandidat", lambda item: (item.name, "strong"), 16, grow=2),
            Column("Vems tur", lambda item: (item.role, "accent" if item.ours else "muted"), 16, grow=1),
            Column("Fas", lambda item: (item.phase, "muted"), 16, from_width=104),
            Column("Krav", lambda item: (item.krav, "muted"), 6, from_width=76),
        )
        table: LineTable[TodayItem] = LineTable(
            columns,
            key=lambda item: (item.candidate, item.step_id),
            group=lambda item: item.turn.value,
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
        from models.queries.today import glance, today_items  # noqa: PLC0415

        register = open_register(self)
        table = self.query_one("#todo", LineTable)
        items = await register.ask(today_items, self.host.today)
        seen = await register.ask(glance)
        people = seen is not None and any(stage.people for stage in seen.stages)
        nobody = "Tryck n för att lägga till din första kandidat. Här visas sedan vad som är att göra, och för vem."
        table.empty = "Inget att göra: alla kandidater är klara med sina steg." if people else nobody
        table.show(items)
        drafted = await register.ask(draft_of, NEW_CANDIDATE)
        box = self.query_one("#todo-box")
        box.border_subtitle = "" if drafted is None else "Utkast till ny kandidat finns: tryck n"
        if seen is not None:
            self._show_glance(seen, items, None)
            from models.queries.room import clinic_room  # noqa: PLC0415

            self._show_glance(seen, items, await register.ask(clinic_room))

    def _show_glance(self, seen: "Glance", items: "tuple[TodayItem, ...]", room: "CapacityView | None") -> None:
        draw = glance_column if self.has_class("-wide") else glance_line
        self.query_one("#glance", Static).update(draw(seen, [item.turn.value for item in items], room))

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

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        del parameters
        return action not in {"open", "person"} or self.query_one("#todo", LineTable).row is not None

    def on_line_table_moved(self) -> None:
        self.refresh_bindings()

    def _when(self, item: "TodayItem") -> Cell:
        today = self.host.today
        if item.days_late:
            return f"! {_count(item.days_late)} sen", "error"
        if item.until is not None and item.until > today:
            return f"till {short_day(item.until, today)}", "muted"
        if item.due_on is not None and not item.ours:
            return f"→ {short_day(item.due_on, today)}", "muted"
        if item.since is None:
            return "", "muted"
        return days_since(item.since, today), "accent" if item.ours else "muted"


def _step(item: "TodayItem") -> Cell:
    return f"▣ {item.step}" if item.gate else item.step, "error" if item.days_late else "" if item.ours else "muted"


def _count(days: int) -> str:
    return "1 dag" if days == 1 else f"{days} d"
