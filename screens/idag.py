"""Idag: what to do, most urgent first, and beside it the clinic at a glance."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from models.text import counted
from screens.draft_text import told_in_idag
from screens.glance import glance_column, glance_line
from screens.host import open_register
from screens.intake_text import missing_cell, nobody_yet, place_cell, usual_cell
from screens.main_screen import MainScreen
from screens.widgets.line_table import Cell, Column, LineTable
from screens.words import coming_day, days_since

if TYPE_CHECKING:
    from uuid import UUID

    from models.queries.drafts import OwnDraft
    from models.queries.intakes import IntakeLine
    from models.queries.new_edition import BehindView
    from models.queries.shared_duties import DutyRow
    from models.queries.today import Glance, TodayItem, View
    from models.rules.capacity import CapacityView


_FIRST_RUN = "? visar hjälpen, och där Första dagen: tio steg"


class IdagScreen(MainScreen):
    """The chief's day: late, ours, running, and what others owe us."""

    TAB = "idag"
    HELP = """\
Idag visar vad som är att göra för varje kandidat just nu, det mest brådskande först.

Försenat: ett datum har passerat. I dag, Den här veckan, Senare: vårdcentralens egna steg som har ett datum. På er, \
utan datum: vårdcentralens övriga steg som ska göras. Rekommenderas (◇): det som rutinen råder till i den fas där \
kandidaten är och dessförinnan; det hindrar inget, och x på checklistan tar bort det du inte tänker göra. Pågår: en \
period som har börjat, till exempel provtjänstgöring. Väntar på andra: någon utanför vårdcentralen ska göra nästa \
steg, eller svara på det ni har frågat; då står under Vems tur vem ni frågade. Passerad spärr: chefen har gått \
vidare, men det som spärren frågar efter saknas; raden under listan säger vad, och vad det kostar. Vilar: du har lagt \
undan steget till en dag.

Det som återkommer, som en månadsrapport, står på en rad för alla som har det att göra: alla 5, eller 3 av 5 när det \
är klart för några. Mellanslag markerar det som klart för alla på raden, enter väljer för vilka. En månad som inte är \
slut än antecknas med enter. Innan något är antecknat visas bara det senaste som skulle ha varit klart, och nästa; \
sedan allt som saknas från det första som antecknades. Det som ska ske varje år visas fyra månader i förväg.

z låter steget vila till en dag, med en anteckning. z igen tar tillbaka det. v byter vy: allt, det jag kan göra i dag, \
det vi väntar på, per handledare, och de läkare som du själv följer om du är kopplad till en handledare under \
Användare. Ett försenat steg som någon annan ska göra syns i det jag kan göra och i det vi väntar på: du kan höra \
efter. I en region med intag till BT finns en vy till, Nästa intag: vem som kan anmälas, vem som brukar hinna, och vad \
som saknas. Är ingen på väg dit står där när nästa intag är, och vad som ska vara klart först.

+2 betyder att två steg till väntar på samma håll. Ett steg med egen påminnelse visas i det jag kan göra först den \
dagen. enter öppnar checklistan vid steget, p öppnar personen. Krav är regelns nummer i programmets kravlista: r \
visar regeln och var den står."""
    HELP_IN_PART = """\
Idag visar vad som är att göra just nu för de läkare som provtjänstgör eller gör BT eller ST här, det mest brådskande \
först.

Försenat: ett datum har passerat. I dag, Den här veckan, Senare: handledarens steg som har ett datum. På er, utan \
datum: handledarens övriga steg som ska göras. Rekommenderas (◇): det som rutinen råder till. Pågår: en period som \
har börjat, till exempel provtjänstgöring. Väntar på andra: chefen, eller någon utanför vårdcentralen, ska göra nästa \
steg. Vilar: någon har lagt undan steget till en dag.

Det av handledarens som återkommer står på en rad för alla som har det att göra: alla 5, eller 3 av 5 när det är klart \
för några. Mellanslag markerar det som klart för alla på raden, enter väljer för vilka.

z låter ett av handledarens steg vila till en dag, med en anteckning. z igen tar tillbaka det. v byter vy: allt, det \
jag kan göra i dag, det vi väntar på, per handledare. Har chefen angett vem du är bland handledarna börjar Idag med de \
läkare som du följer.

+2 betyder att två steg till väntar på samma håll. enter öppnar checklistan vid steget, p öppnar personen. Krav är \
regelns nummer i programmets kravlista: r visar regeln och var den står."""
    CSS_PATH = "idag.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter,ctrl+j", "open", "Öppna steget"),
        Binding("enter,ctrl+j", "choose", "Gjort för"),
        Binding("space", "tick", "Klart", key_display="mellanslag"),
        Binding("p", "person", "Person"),
        Binding("z", "rest", "Vila"),
        Binding("v", "view", "Vy"),
        Binding("n", "app.new_candidate", "Ny kandidat"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[TodayItem, ...] = ()
        self._intakes: tuple[IntakeLine, ...] = ()
        self._has_intakes = False
        self._view: View | None = None  # its class is not needed for the first paint
        self._drafted = self._nothing = ""
        self._half_filled: tuple[OwnDraft, ...] = ()
        self._saving: set[object] = set()

    def body(self) -> Iterable[Widget]:
        columns: tuple[Column[TodayItem], ...] = (
            Column("Sedan", self._when, 11),
            Column("Steg", _step, 22, grow=8),
            Column("", lambda item: (f"+{item.more}" if item.more else "", "muted"), 2),
            Column("Kandidat", lambda item: (item.name, "strong"), 16, grow=1),
            Column("Vems tur", _whose, 13, grow=1),
            Column("Fas", lambda item: (item.phase, "muted"), 16, from_width=104),
            Column("Krav", lambda item: (item.krav, "muted"), 6, from_width=90),
        )
        table: LineTable[TodayItem] = LineTable(
            columns,
            key=lambda item: item.key,
            group=self._heading,
            empty="Öppnar registret …",
            id="todo",
        )
        entrants: tuple[Column[IntakeLine], ...] = (
            Column("Kandidat", lambda line: (line.name, "strong"), 16, grow=2),
            Column("Läget", place_cell, 20, grow=2),
            Column("Brukar vara redo", usual_cell, 23, from_width=104),
            Column("Saknas före anmälan", missing_cell, 20, grow=4),
        )
        with Container(id="todo-box") as box:
            box.border_title = "Att göra"
            yield table
            yield LineTable(
                entrants,
                key=lambda line: (line.candidate, line.step_id),
                group=lambda line: line.heading,
                id="intakes",
            )
        glance = Static(id="glance")
        glance.border_title = "Läget"
        yield glance

    async def load(self) -> None:
        # Imported by the thread that opened the register: here it is only looked up, so the first paint goes without.
        from models.queries.drafts import NEW_CANDIDATE, draft_of, own_drafts  # noqa: PLC0415
        from models.queries.today import View, glance, today_items  # noqa: PLC0415

        register = open_register(self)
        self._items = items = await register.ask(today_items, self.host.today)
        if items:
            self._show_view(self._view or self._first_view(items))
        seen = await register.ask(glance, self.host.today)
        people = seen is not None and any(stage.people for stage in seen.stages)
        adds = self.host.check_action("new_candidate", ())
        nobody = (
            "Lägg först in handledare och studierektor: tryck 2, sedan p och n. 1 går tillbaka hit. "
            "Tryck n för att lägga till din första kandidat. Här visas sedan vad som är att göra, och för vem."
            if adds
            else "Ingen provtjänstgör eller gör BT eller ST här just nu. När någon gör det visas här vad som ska göras."
        )
        self._nothing = "Inget att göra: alla kandidater är klara med sina steg." if people else nobody
        if not items:
            self._show_view(self._view or View.ALL)
        drafted = await register.ask(draft_of, NEW_CANDIDATE)
        self._half_filled = await register.ask(own_drafts)
        self._drafted = "" if drafted is None or not adds else "Utkast till ny kandidat finns: tryck n"
        self._show_subtitle()
        if seen is not None:
            self._show_glance(seen, items, None, ())
            from models.queries.intakes import intake_lines  # noqa: PLC0415
            from models.queries.new_edition import editions_behind  # noqa: PLC0415
            from models.queries.room import clinic_intakes, clinic_room  # noqa: PLC0415

            may, entrants = self.host.may, self.query_one("#intakes", LineTable)
            self._intakes = await register.ask(intake_lines, self.host.today) if may(intake_lines) else ()
            coming = await register.ask(clinic_intakes, self.host.today) if may(clinic_intakes) else ()
            self._has_intakes = bool(self._intakes or coming)
            entrants.empty = nobody_yet(coming)
            entrants.show(self._intakes)
            behind = await register.ask(editions_behind) if may(editions_behind) else ()
            self._show_glance(seen, items, await register.ask(clinic_room), behind)

    @property
    def _follows(self) -> str:
        return "" if self.host.session is None else self.host.session.follows

    def _first_view(self, items: "tuple[TodayItem, ...]") -> "View":
        """All of it; for a handledare who is said to follow somebody here, those."""
        from models.queries.today import View, items_in  # noqa: PLC0415

        sees_all = self.host.session is None or self.host.session.sees_all
        return View.ALL if sees_all or not items_in(items, View.FOLLOWED, self._follows) else View.FOLLOWED

    def _show_view(self, view: "View") -> None:
        from models.queries.today import View, items_in  # noqa: PLC0415

        table = self.query_one("#todo", LineTable)
        at, before, same = table.cursor, table.row, view is self._view
        self._view = view
        table.empty = "Inget i den här vyn: tryck v för nästa." if self._items else self._nothing
        table.show(items_in(self._items, view, self._follows))
        if same and before is not None and table.row is not None and table.row.key != before.key:
            table.cursor = at  # the row is done: go on with the next, and not from the top
        self._show_table("#intakes" if view is View.INTAKES else "#todo")
        self.query_one("#todo-box").border_title = view.value if view is View.INTAKES else f"Att göra · {view.value}"

    def _show_table(self, wanted: str) -> None:
        for name in ("#todo", "#intakes"):
            table = self.query_one(name, LineTable)
            if table.display != (name == wanted):
                table.display = name == wanted
                if table.display:
                    table.focus()

    @property
    def _item(self) -> "TodayItem | None":
        """The row under the cursor, where rows to act on are shown."""
        table = self.query_one("#todo", LineTable)
        return table.row if table.display else None

    @property
    def _entrant(self) -> "IntakeLine | None":
        """Whoever is under the cursor, where the next intake is shown."""
        table = self.query_one("#intakes", LineTable)
        return table.row if table.display else None

    def _heading(self, item: "TodayItem") -> str:
        from models.queries.today import View, heading  # noqa: PLC0415

        return heading(item, self._view or View.ALL)

    def _show_subtitle(self) -> None:
        """More of the row under the cursor, where it has more, else whether a draft waits, else where to begin."""
        item = self._item
        note = "" if item is None else item.rest.note if item.rest and _rests(item) else _more(item)
        hint = _FIRST_RUN if self.host.demo and not self.host.helped else ""
        self.query_one("#todo-box").border_subtitle = Content(note or self._drafted or hint)

    def _show_glance(
        self,
        seen: "Glance",
        items: "tuple[TodayItem, ...]",
        room: "CapacityView | None",
        behind: "Sequence[BehindView]",
    ) -> None:
        draw = glance_column if self.has_class("-wide") else glance_line
        turns = [item.turn.value for item in items]
        drawn = draw(seen, turns, self._intakes, room, behind)
        told = [Content.styled(f"! {words}\n", "bold $error") for words in self._told_first()]
        if half_filled := told_in_idag(self._half_filled):
            told.append(Content.styled(f"✎ {half_filled}\n", "$accent"))
        self.query_one("#glance", Static).update(Content("").join((*told, drawn)))

    def _told_first(self) -> Iterator[str]:
        """What must not be forgotten, before the clinic's numbers."""
        host = self.host
        if host.backup_fault:
            yield host.backup_fault
        if host.synced_by and host.session is not None and host.session.sees_all:
            yield f"{host.synced_by} synkar registrets mapp, och kan skada registret: flytta mappen"
        if host.lacks_recovery_key:
            yield "Registret har ingen återställningsnyckel: ctrl+p, Ny återställningsnyckel"
        if host.key_is_due:
            yield "Någon är borttagen: ctrl+p, Byt registrets nyckel"
        if host.unencrypted:
            files = counted(host.unencrypted, "fil är okrypterad", "filer är okrypterade")
            yield f"{files}: ctrl+p, Radera okrypterade filer"
        if host.check_action("settle_unsealed", ()):  # nobody knows who wrote the list
            yield "Listan över raderade nämner någon som finns här: ctrl+p, Raderade som finns i registret"

    @property
    def step_in_focus(self) -> "UUID | None":
        row = self._item or self._entrant
        return None if row is None else row.step_id

    def action_open(self) -> None:
        row = self._item or self._entrant
        if row is not None and row.step_id is not None:
            self.host.look_at_step(row.candidate, row.step_id)
        else:
            self.action_person()

    async def action_choose(self) -> None:
        """For whom of those who share the row it is done."""
        from screens.duty_forms import occurrences_form  # noqa: PLC0415

        item = self._item
        if item is not None and item.duty is not None:
            await occurrences_form(item, item.duty, self.host.today).open_on(self)

    def action_person(self) -> None:
        row = self._item or self._entrant
        if row is not None:
            self.host.look_at(row.candidate)

    def action_tick(self) -> None:
        """Done today, for everybody whom the row covers; shown as pending until it is saved."""
        item = self._item
        if item is not None and item.duty is not None and _can_tick(item) and item.key not in self._saving:
            self._saving.add(item.key)
            self.query_one("#todo").refresh()
            self._tick(item.key, item.duty)

    @work
    async def _tick(self, key: object, duty: "DutyRow") -> None:
        from screens.duty_forms import tick  # noqa: PLC0415

        try:
            await tick(self.host, duty.steps, duty.occurrence.number)
        finally:
            self._saving.discard(key)
            self.query_one("#todo").refresh()

    async def action_rest(self) -> None:
        """Let the step rest, or take it back."""
        from screens.snooze_form import snooze_form, wake  # noqa: PLC0415

        item = self._item
        if item is None:
            return
        if item.rest is not None and _rests(item):
            await wake(self.host, item, item.rest)
        else:
            await snooze_form(item, self.host.today).open_on(self)

    def action_view(self) -> None:
        """Show the next of the views."""
        if self._view is not None:
            self._show_view(self._view.next(intakes=self._has_intakes, follows=self._follows))

    def offers(self, action: str, parameters: tuple[object, ...]) -> bool:
        del parameters
        if action not in {"open", "choose", "person", "rest", "tick"}:
            return True
        item = self._item
        if item is None and self._entrant is not None:
            return action in {"open", "person"}
        if item is None or action == "rest":
            return item is not None and item.mine
        return _can_tick(item) if action == "tick" else item.is_shared == (action == "choose")

    def on_line_table_moved(self) -> None:
        self.refresh_bindings()
        self._show_subtitle()

    def _when(self, item: "TodayItem") -> Cell:
        today = self.host.today
        if item.key in self._saving:
            return "…", "accent"
        if item.rest is not None and _rests(item):
            return f"→ {coming_day(item.rest.until, today)}", "muted"
        if item.days_late:
            return f"! {_count(item.days_late)} sen", "error"
        if item.too_soon and item.opens_on is not None:
            return f"→ {coming_day(item.opens_on, today)}", "muted"
        if item.until is not None and item.until > today:
            return f"till {coming_day(item.until, today)}", "muted"
        if item.due_on is not None:
            return f"→ {coming_day(item.due_on, today)}", "accent" if item.ours else "muted"
        if item.since is None:
            return "", "muted"
        return days_since(item.since, today), "accent" if item.ours else "muted"


def _step(item: "TodayItem") -> Cell:
    sign = "▣ " if item.gate else "◇ " if item.optional else ""
    title = f"{'» ' if item.passed is not None else sign}{item.step}"
    if _rests(item):
        return title, "muted"
    return title, "error" if item.days_late else "" if item.ours else "muted"


def _whose(item: "TodayItem") -> Cell:
    """Whose turn it is; for a step that rests its note, since it is nobody's."""
    if item.rest is not None and _rests(item):
        return item.rest.note or item.role, "muted"
    return item.role, "accent" if item.ours else "muted"


def _can_tick(item: "TodayItem") -> bool:
    """Whether a key is enough: a month that is not over can only be recorded by the form."""
    return item.duty is not None and not item.too_soon


def _more(item: "TodayItem") -> str:
    """Which period a duty's row is about, whom, and how long it can be made good: the row may be too narrow for it."""
    if item.duty is None:
        return item.passed or ""
    names = ", ".join(one.name for one in item.duty.in_order) if item.is_shared else ""
    last = item.duty.occurrence.last_on
    made_good = f"kan göras i efterhand till {last}" if last else ""
    return " · ".join(filter(None, (item.duty.occurrence.period, names, made_good)))


def _rests(item: "TodayItem") -> bool:
    return item.group.name == "RESTING"


def _count(days: int) -> str:
    return counted(days, "dag", "d")
