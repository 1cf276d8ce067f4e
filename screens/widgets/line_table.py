"""A table drawn by line: only what is visible is ever measured, so ten thousand rows answer as fast as ten."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import Reactive, reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from models.text import clean, fold

T = TypeVar("T")
Tone = str
Cell = tuple[str, Tone]
_NARROWEST = 6
TONES = ("muted", "accent", "error", "success", "strong")


@dataclass(frozen=True)
class Column(Generic[T]):
    """A column: how its cell reads, how wide it is at least, its share of spare room, and from what width it shows."""

    title: str
    cell: Callable[[T], Cell]
    width: int
    grow: int = 0
    from_width: int = 0


class LineTable(ScrollView, Generic[T], can_focus=True):
    """Rows of any kind: walked by arrows or j/k, opened by enter, filtered by words, grouped under headings."""

    DEFAULT_CSS = """
    LineTable { height: 1fr; background: $surface; scrollbar-size-vertical: 1; }
    LineTable > .line-table--head { color: $foreground 60%; text-style: bold; }
    LineTable > .line-table--group { color: $primary; text-style: bold; }
    LineTable > .line-table--cursor { background: $primary 30%; text-style: bold; }
    LineTable:blur > .line-table--cursor { background: $panel; text-style: none; }
    LineTable > .line-table--muted { color: $foreground 55%; }
    LineTable > .line-table--accent { color: $accent; }
    LineTable > .line-table--error { color: $error; text-style: bold; }
    LineTable > .line-table--success { color: $success; }
    LineTable > .line-table--strong { text-style: bold; }
    LineTable > .line-table--empty { color: $foreground 75%; }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"line-table--{name}" for name in ("head", "group", "cursor", "empty", *TONES)
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", "Upp", show=False),
        Binding("down,j", "move(1)", "Ned", show=False),
        Binding("pageup", "page(-1)", "Sida upp", show=False),
        Binding("pagedown", "page(1)", "Sida ned", show=False),
        Binding("home", "edge(0)", "Först", show=False),
        Binding("end", "edge(-1)", "Sist", show=False),
    ]
    cursor: reactive[int] = reactive(0, repaint=False)
    virtual_size = Reactive(Size(0, 0))  # Textual's own lays the whole screen out anew when the number of rows changes

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        table: "LineTable[object]"

    def __init__(
        self,
        columns: Sequence[Column[T]],
        *,
        key: Callable[[T], object],
        folded: Callable[[T], str] = lambda _row: "",
        group: Callable[[T], str] | None = None,
        head: bool = True,
        empty: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._columns, self._key, self._folded, self._group = columns, key, folded, group
        self._head = 1 if head else 0
        self.empty = empty
        self._rows: Sequence[T] = ()
        self._texts: Sequence[str] = ()
        self._view: Sequence[int] = ()
        self._lines: Sequence[int | str] = ()
        self._words = ""
        self._widths: list[int] = []
        self._shared = -1

    # what is shown

    def show(self, rows: Sequence[T]) -> None:
        """Show these rows, with the cursor on the row it was on if that is still there."""
        key = None if self.row is None else self._key(self.row)
        self._rows = rows
        self._texts = [self._folded(row) for row in rows]
        self._choose(self._index_of(key))

    def filter(self, words: str) -> None:
        """Show only the rows that hold every word."""
        here = None if self.row is None else self._view[self.cursor]
        self._words = words
        self._choose(here)

    def go_to(self, key: object) -> None:
        """Put the cursor on the row with this key, if it is shown."""
        self._choose(self._index_of(key))

    @property
    def row(self) -> T | None:
        """The row under the cursor; None in an empty table."""
        if not 0 <= self.cursor < len(self._view):
            return None
        return self._rows[self._view[self.cursor]]

    @property
    def let_through(self) -> Sequence[T]:
        """The rows that the filter lets through."""
        return [self._rows[index] for index in self._view]

    @property
    def shown(self) -> int:
        """How many rows the filter lets through."""
        return len(self._view)

    def _index_of(self, key: object) -> int | None:
        return next((index for index, row in enumerate(self._rows) if self._key(row) == key), None)

    def _choose(self, here: int | None) -> None:
        """Let the rows through that the filter allows, and put the cursor on the row `here` if it is among them."""
        self._view = range(len(self._rows))
        for word in fold(self._words).split():
            self._view = [index for index in self._view if word in self._texts[index]]
        self._lines = self._grouped() if self._group else range(len(self._view))
        at = self._view.index(here) if here is not None and here in self._view else 0
        self.virtual_size = Size(0, len(self._lines) + self._head)
        self.set_reactive(LineTable.cursor, at)
        self._keep_in_sight()
        self.refresh()
        self.post_message(self.Moved(self))  # type: ignore[arg-type]

    def _grouped(self) -> list[int | str]:
        lines: list[int | str] = []
        last = None
        for at, index in enumerate(self._view):
            title = self._group(self._rows[index]) if self._group else ""
            if title != last:
                lines.append(title)
                last = title
            lines.append(at)
        return lines

    # the cursor

    def validate_cursor(self, at: int) -> int:
        return max(0, min(at, len(self._view) - 1))

    def watch_cursor(self, before: int, after: int) -> None:
        if not self._keep_in_sight():
            for at in (before, after):
                self.refresh(Region(0, self._line_of(at) - self.scroll_offset.y + self._head, self.size.width, 1))
        self.post_message(self.Moved(self))  # type: ignore[arg-type]

    def _line_of(self, at: int) -> int:
        return self._lines.index(at) if self._group and at in self._lines else at

    def _keep_in_sight(self) -> bool:
        """Scroll so that the cursor shows; says whether that was needed."""
        line, top, height = self._line_of(self.cursor), self.scroll_offset.y, max(1, self.size.height - self._head)
        if line < top or (line == 1 and top):
            line = 0 if line == 1 and self._group else line
            self.scroll_to(y=line, animate=False, force=True)
        elif line >= top + height:
            self.scroll_to(y=line - height + 1, animate=False, force=True)
        else:
            return False
        return True

    def action_move(self, step: int) -> None:
        self.cursor += step

    def action_page(self, pages: int) -> None:
        self.cursor += pages * max(1, self.size.height - self._head - 1)

    def action_edge(self, edge: int) -> None:
        self.cursor = len(self._view) - 1 if edge else 0

    async def on_click(self, event: events.Click) -> None:
        line = event.y - self._head + self.scroll_offset.y
        if 0 <= line < len(self._lines) and not isinstance(at := self._lines[line], str):
            again = at == self.cursor
            self.cursor = at
            if again or event.chain > 1:
                await self.run_action("screen.open")

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)

    # drawing

    def on_resize(self) -> None:
        self._keep_in_sight()

    def render_line(self, y: int) -> Strip:
        width, base = self.size.width, self.rich_style
        if width != self._shared:  # asked here, since a line may be drawn before the resize is told
            self._shared, self._widths = width, _share(self._columns, width)
        if self._head and y == 0:
            style = base + self._style("head")
            return self._strip([(column.title, "") for column in self._columns], style, plain=True)
        line = y - self._head + self.scroll_offset.y
        if not self._lines:
            return self._empty_line(line, width)
        if line >= len(self._lines):
            return Strip.blank(width, base)
        at = self._lines[line]
        if isinstance(at, str):
            style = base + self._style("group")
            return Strip([Segment(set_cell_size(f" {at}", width), style)])
        row = self._rows[self._view[at]]
        style = base + self._style("cursor") if at == self.cursor else base
        return self._strip([column.cell(row) for column in self._columns], style)

    def _strip(self, cells: Sequence[Cell], style: Style, *, plain: bool = False) -> Strip:
        segments = [Segment(" ", style)]
        for (text, tone), width in zip(cells, self._widths, strict=False):
            if width:
                toned = style if plain or not tone else style + self._style(tone)
                segments.append(Segment(_fit(text, width), toned))
                segments.append(Segment(" ", style))
        return Strip(segments).adjust_cell_length(self.size.width, style)

    def _empty_line(self, line: int, width: int) -> Strip:
        words = "Inget stämmer med det du skrev." if self._words and self._rows else self.empty
        parts = Content(words).wrap(max(1, width - 4)) if words else []
        text = parts[line - 1].plain if 0 <= line - 1 < len(parts) else ""
        return Strip([Segment(set_cell_size(f"  {text}", width), self.rich_style + self._style("empty"))])

    def _style(self, name: str) -> Style:
        """A component's colours as they blend with the table's; a tone leaves the row's background as it is."""
        style = self.get_component_rich_style(f"line-table--{name}")
        return style if name in {"cursor", "head"} else Style(color=style.color, bold=style.bold)


def _fit(text: str, width: int) -> str:
    """Text cut to a width, with an ellipsis where something is lost."""
    if not text.isprintable():
        text = clean(text)
    fitted = set_cell_size(text, width)
    return fitted if fitted.rstrip() == text.rstrip() else set_cell_size(text, width - 1) + "…"


def _share(columns: Sequence[Column[T]], width: int) -> list[int]:
    """The width of each column; 0 for one that is not shown. Columns that grow also give way."""
    shown = [width >= column.from_width for column in columns]
    spare = width - 1 - sum(column.width + 1 for column, visible in zip(columns, shown, strict=True) if visible)
    grow = sum(column.grow for column, visible in zip(columns, shown, strict=True) if visible) or 1
    return [
        max(_NARROWEST, column.width + spare * column.grow // grow)
        if visible and column.grow
        else column.width * visible
        for column, visible in zip(columns, shown, strict=True)
    ]
