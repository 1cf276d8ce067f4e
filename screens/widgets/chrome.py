"""The two lines on top of every main screen: whose register it is, and the main screens by their keys."""

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.host import host_of
from screens.words import long_day

MAIN_SCREENS = {"1": ("idag", "Idag"), "2": ("kandidater", "Kandidater"), "3": ("checklistor", "Checklistor")}
MAIN_SCREENS["6"] = ("export", "Export")


class Chrome(Widget, can_focus=False):
    """Program, clinic and region to the left, chief and day to the right; below, the main screens."""

    DEFAULT_CSS = """
    Chrome { dock: top; height: 2; background: $panel; }
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._tabs: list[tuple[range, str]] = []

    def render(self) -> Content:
        return Content("\n").join((self._title(), self._navigation()))

    def _title(self) -> Content:
        host = host_of(self)
        clinic = host.clinic
        place = "" if clinic is None else " · ".join(filter(None, (clinic.name, host.region_name)))
        left = Content.assemble((" ST-kollen", "bold $primary"), "  ", place)
        who = "" if clinic is None else f"{clinic.chief} · "
        right = Content.assemble((f"{who}{long_day(host.today)} ", "$foreground 75%"))
        room = self.size.width - left.cell_length - right.cell_length
        if room < 1:
            return left.truncate(max(1, self.size.width), ellipsis=True)
        return left + Content(" " * room) + right

    def _navigation(self) -> Content:
        line, self._tabs = Content(" "), []
        for key, (name, title) in MAIN_SCREENS.items():
            here = name == self._current
            text = f" {key} {title} "
            self._tabs.append((range(line.cell_length, line.cell_length + len(text)), name))
            styles = ("bold $background on $primary",) * 2 if here else ("bold $accent", "$foreground")
            line += Content.assemble((f" {key} ", styles[0]), (f"{title} ", styles[1]), " ")
        return line

    async def on_click(self, event: events.Click) -> None:
        for columns, name in self._tabs:
            if event.y == 1 and event.x in columns:
                await self.run_action(f"app.show('{name}')")
