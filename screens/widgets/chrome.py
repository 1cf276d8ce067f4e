"""The two lines on top of every main screen: whose register it is, and the main screens by their keys."""

from textual import events
from textual.content import Content
from textual.widget import Widget

from screens.host import host_of
from screens.words import long_day

MAIN_SCREENS = {"1": ("idag", "Idag"), "2": ("kandidater", "Kandidater"), "3": ("checklistor", "Checklistor")}
MAIN_SCREENS["6"] = ("export", "Export")
_LEAST = 12  # columns that a part of a text is read in


class Chrome(Widget, can_focus=False):
    """Program, clinic and region to the left, who is signed in and the day to the right; below, the main screens.

    A demo says so.
    """

    DEFAULT_CSS = """
    Chrome { dock: top; height: 2; background: $panel; }
    """

    def __init__(self, current: str) -> None:
        super().__init__()
        self._current = current
        self._tabs: list[tuple[range, str]] = []

    def render(self) -> Content:
        """Beside the main screens' names stands what was done, where it has room; else it goes above them, for a while.

        What is left of it there stands beside them.
        """
        names, text = self._names(), host_of(self).said
        room = max(0, self.size.width - names.cell_length - 1)
        above, beside = ("", text) if len(text) <= room else _broken(text, self._room_above(), room)
        top = Content.assemble(self._mark(), " ", (above, "$success")) if above else self._title()
        said = Content.styled(beside, "$success")
        below = names + said.pad_left(max(0, room - said.cell_length))
        return Content("\n").join(line.truncate(max(1, self.size.width)) for line in (top, below))

    def _mark(self) -> Content:
        return Content.styled(" DEMO ", "bold $background on $warning") if host_of(self).demo else Content("")

    def _room_above(self) -> int:
        return max(0, self.size.width - self._mark().cell_length - 2)

    def _title(self) -> Content:
        """All of it where there is room; else first the region is left out, then the role, then the name."""
        host = host_of(self)
        clinic, region = (host.clinic.name, host.region_name) if host.clinic else ("", "")
        title, name = (host.session.title, host.session.name) if host.session else ("", "")
        day = long_day(host.today)
        shorter = (((clinic,), (title, day)), ((clinic,), (name, day)), ((clinic,), (day,)))
        for place, who in (((clinic, region), (title, day)), *shorter):
            left = Content.assemble(
                (" ST-kollen ", "bold $primary"), self._mark(), " ", " · ".join(filter(None, place))
            )
            right = Content.assemble((f"{' · '.join(filter(None, who))} ", "$foreground 75%"))
            room = self.size.width - left.cell_length - right.cell_length
            if room > 0:
                return left + Content(" " * room) + right
        return left.truncate(max(1, self.size.width), ellipsis=True)

    def _names(self) -> Content:
        """The main screens that are open; in too little room only the one in sight has its name."""
        line = self._named(short=False)
        return line if line.cell_length < self.size.width else self._named(short=True)

    def _named(self, *, short: bool) -> Content:
        line, self._tabs = Content(" "), []
        for key, (name, title) in MAIN_SCREENS.items():
            if not host_of(self).check_action("show", (name,)):
                continue
            here = name == self._current
            text = f"{title} " if here or not short else ""
            self._tabs.append((range(line.cell_length, line.cell_length + len(f" {key} {text}")), name))
            styles = ("bold $background on $primary",) * 2 if here else ("bold $accent", "$foreground")
            line += Content.assemble((f" {key} ", styles[0]), (text, styles[1]), " ")
        return line

    async def on_click(self, event: events.Click) -> None:
        for columns, name in self._tabs:
            if event.y == 1 and event.x in columns:
                await self.run_action(f"app.show('{name}')")


def _broken(text: str, above: int, beside: int) -> tuple[str, str]:
    """A text on two lines of so many columns, broken between words; in too little room its middle is left out."""
    if beside <= _LEAST:
        return _shortened(text, above), ""
    words = len(text) if len(text) <= above else text.rfind(" ", 0, above + 1)
    cut = words if words > 0 else above
    return text[:cut], _shortened(text[cut:].lstrip(), beside)


def _shortened(text: str, room: int) -> str:
    """A text with its middle left out where it is too long: what it is about stands first, and what was done last."""
    if len(text) <= room:
        return text
    first = (room - 1) // 2
    return f"{text[:first].rstrip()}…{text[len(text) - (room - 1 - first) :].lstrip()}" if room > 1 else ""
