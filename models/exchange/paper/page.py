"""A sheet of paper: type in a few sizes, lines that are cut where the room ends, and what stands on every page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import islice

from models.exchange.paper.glyphs import BOLD, REGULAR, font_file, printable
from models.rules.calendar import month_name
from models.text import in_days

Colour = tuple[int, int, int]

INK: Colour = (26, 32, 38)
GREY: Colour = (98, 106, 114)
HAIR: Colour = (200, 205, 210)
TINT: Colour = (241, 245, 246)
ACCENT: Colour = (0, 88, 104)
ALARM: Colour = (168, 36, 28)

# Millimetres of an A4; the left margin leaves room for the holes of a binder.
LEFT, RIGHT, TOP, BOTTOM = 25.0, 195.0, 27.0, 279.0
WIDTH = RIGHT - LEFT
MORE = " … (forts. i registret)"
_LONGEST = 4_000  # letters of one text that can matter to a page
_BREAK = re.compile(r"(?<!\d) +| +(?!\d{3}(?!\d))")  # at spaces, but not within 2 000
_POINT = 25.4 / 72
_CAP = 0.66  # the height of a capital in this font, of its size


@dataclass(frozen=True)
class Style:
    """How a text is set: size in points, the distance between lines in millimetres."""

    size: float
    leading: float
    bold: bool = False
    colour: Colour = INK

    @property
    def baseline(self) -> float:
        """How far below the top of its line the text stands."""
        return (self.leading + self.size * _POINT * _CAP) / 2

    def strong(self) -> "Style":
        """The same in bold."""
        return replace(self, bold=True)

    def toned(self, colour: Colour) -> "Style":
        """The same in another colour."""
        return replace(self, colour=colour)


TITLE = Style(21, 8.5, bold=True)
LEAD = Style(12, 5.2, bold=True)
BODY = Style(9.5, 4.3)
SMALL = Style(8, 3.5)
FINE = Style(7, 3.05, colour=GREY)
LABEL = Style(8, 3.6, bold=True, colour=ACCENT)


@dataclass(frozen=True)
class Frame:
    """What stands at the top and the bottom of every page."""

    clinic: str
    region: str
    title: str
    printed_on: date


class Paper:
    """Pages being drawn, in millimetres from the upper left corner; nothing is placed but where it is told."""

    def __init__(self, frame: Frame, pages: int | None = None) -> None:
        from fpdf import FPDF  # noqa: PLC0415  a third of a second, only when something is printed

        self._frame = frame
        self._pages = pages
        self._pdf = FPDF(format="A4")
        self._pdf.set_auto_page_break(auto=False)
        self._pdf.add_font("paper", "", font_file(REGULAR))
        self._pdf.add_font("paper", "B", font_file(BOLD))
        self._pdf.set_title(self._letters(frame.title))
        self._pdf.set_author(self._letters(frame.clinic))
        self._pdf.set_creator("ST-kollen")
        self._pdf.set_lang("sv-SE")
        self._pdf.set_creation_date(datetime.combine(frame.printed_on, time(12), UTC))

    def content(self) -> bytes:
        """The finished file."""
        return bytes(self._pdf.output())

    # Pages

    def new_page(self) -> None:
        """Begin the next page, with what stands on every page."""
        self._pdf.add_page()
        head, foot = SMALL.toned(GREY), FINE
        half = WIDTH / 2 - 2
        self.text(LEFT, 14, self._frame.clinic, head.strong().toned(INK), half)
        self.text_right(RIGHT, 14, self._frame.title if self._pdf.page > 1 else self._frame.region, head, half)
        self.rule(LEFT, 19.5, RIGHT, colour=ACCENT, thickness=0.4)
        self.rule(LEFT, 283, RIGHT)
        printed = f"Utskrivet ur ST-kollen {long_day(self._frame.printed_on)} · innehåller personuppgifter"
        self.text(LEFT, 285, printed, foot)
        self.text_right(RIGHT, 285, f"Sida {self._pdf.page} av {self._pages or self._pdf.page}", foot.strong())

    # Text: y is the top of the line

    def text(self, x: float, y: float, text: str, style: Style, width: float | None = None) -> float:
        """Set one line, cut to a width with `…`; returns how wide it became."""
        line = self.cut(text, style, width)
        self._use(style)
        if line:
            self._pdf.text(x, y + style.baseline, line)
        return float(self._pdf.get_string_width(line))

    def text_right(self, x: float, y: float, text: str, style: Style, width: float | None = None) -> None:
        """Set one line that ends at x."""
        line = self.cut(text, style, width)
        self.text(x - self.width(line, style), y, line, style)

    def lines(self, x: float, y: float, lines: Sequence[str], style: Style) -> float:
        """Set lines under each other; returns where the next one would begin."""
        for number, line in enumerate(lines):
            self.text(x, y + number * style.leading, line, style)
        return y + len(lines) * style.leading

    def width(self, text: str, style: Style) -> float:
        """How wide a text is on one line."""
        self._use(style)
        return float(self._pdf.get_string_width(self._letters(text)))

    def cut(self, text: str, style: Style, width: float | None) -> str:
        """The text on one line, as much of it as there is room for."""
        line = self._letters(text).replace("\n", " ")
        if width is None or self.width(line, style) <= width:
            return line
        return self._fitting(line, style, width, "…")

    def wrapped(self, text: str, style: Style, width: float, most: int, more: str = MORE) -> list[str]:
        """The text in lines of a width, at most so many; the last one says so where there is more."""
        if most < 1:
            return []
        found = self._wrap(self._letters(text), style, width)
        lines = list(islice(found, most))
        if len(lines) == most and (next(found, None) is not None or len(text) > _LONGEST):
            lines[-1] = self._fitting(lines[-1], style, width, more)
        return lines

    def _wrap(self, text: str, style: Style, width: float) -> Iterator[str]:
        for paragraph in text.split("\n"):
            line = ""
            for word in _BREAK.split(paragraph.strip()):
                joined = f"{line} {word}" if line else word
                if self.width(joined, style) <= width:
                    line = joined
                    continue
                if line:
                    yield line
                line = word
                while self.width(line, style) > width:
                    head, line = self._broken(line, style, width)
                    yield head
            if line:
                yield line

    def _broken(self, word: str, style: Style, width: float) -> tuple[str, str]:
        """A word too long for a line, in two: after `/` or `-`, else where it must, with a hyphen only in a word."""
        hyphen = "-" if word.isalpha() else ""
        head = self._fitting(word, style, width, hyphen).removesuffix(hyphen) or word[0]
        if natural := head[: max(head.rfind("/"), head.rfind("-")) + 1]:
            return natural, word[len(natural) :]
        return head + hyphen, word[len(head) :]

    def _fitting(self, line: str, style: Style, width: float, end: str) -> str:
        """As much of the line's beginning as leaves room for the end."""
        low, high = 0, len(line)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.width(line[:middle] + end, style) <= width else (low, middle - 1)
        head = line[:low].rstrip()
        if end == MORE and low < len(line) and " " in head:
            head = head[: head.rfind(" ")]
        return head + end

    def _letters(self, text: str) -> str:
        return printable(text[:_LONGEST], self._pdf.fonts["paper"].cmap)  # type: ignore[union-attr]

    def _use(self, style: Style) -> None:
        self._pdf.set_font("paper", "B" if style.bold else "", style.size)
        self._pdf.set_text_color(*style.colour)

    # Lines and areas

    def rule(self, x: float, y: float, to: float, *, colour: Colour = HAIR, thickness: float = 0.15) -> None:
        """A level line."""
        self.stroke([(x, y), (to, y)], colour=colour, thickness=thickness)

    def stroke(self, points: Sequence[tuple[float, float]], *, colour: Colour = INK, thickness: float = 0.3) -> None:
        """A line through points."""
        self._pdf.set_draw_color(*colour)
        self._pdf.set_line_width(thickness)
        self._pdf.polyline(list(points))

    def area(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """A filled area."""
        self._pdf.set_fill_color(*colour)
        self._pdf.rect(x, y, width, height, style="F")


def long_day(day: date) -> str:
    """`21 november 2026`."""
    return f"{day.day} {month_name(day)}"


def ago(day: date, today: date) -> str:
    """`2026-11-03 (18 dagar)`."""
    days = (today - day).days
    return f"{day} ({'idag' if days <= 0 else in_days(days)})"
