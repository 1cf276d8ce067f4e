"""The checklist on paper: a box for each step, what is recorded, and room to sign what is left to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from models.exchange.paper.boxes import SIDE, box, legend
from models.exchange.paper.page import (
    ACCENT,
    ALARM,
    BODY,
    BOTTOM,
    FINE,
    GREY,
    INK,
    LABEL,
    LEFT,
    RIGHT,
    SMALL,
    TINT,
    TITLE,
    TOP,
    WIDTH,
    Frame,
    Paper,
    Style,
)
from models.exchange.whole_file import file_name
from models.field_names import STEP
from models.forms.checklist import PLACE
from models.queries.checklist import ChecklistView, StepView
from models.queries.clinic import ClinicView
from models.queries.duty_view import DutyView
from models.rights import for_everyone
from models.rules.routine import Standing
from models.text import as_typed

_STEP_TITLE = Style(9.5, 4.1, bold=True)
_ROLE_STYLE = Style(7.5, 3.4)
_PAD = 1.6
_SIGNED = 5.0  # the least height that a hand can write in
_HEADER = 6.0
_PHASE = 8.5
_SETTLED = {Standing.DONE, Standing.PASSED, Standing.NOT_APPLICABLE}
_NEVER_TICKED = {Standing.INFO, Standing.RECURRING}


@dataclass(frozen=True)
class _Column:
    title: str
    x: float
    width: float


_STEP = _Column("Steg", LEFT + 6, 65.5)
_ROLE = _Column("Vem", LEFT + 74, 28)
_FORCE = _Column("Kraft", LEFT + 104, 9)
_RECORDED = _Column("Läge", LEFT + 115, 23)
_SIGN = _Column("Signatur, anteckning", LEFT + 140, WIDTH - 140)
_COLUMNS = (_STEP, _ROLE, _FORCE, _RECORDED, _SIGN)
_Line = tuple[str, Style]


@dataclass(frozen=True)
class _Row:
    """A step with its lines set, column by column, so that its height is known before it has a place."""

    step: StepView
    columns: tuple[tuple[_Column, tuple[_Line, ...]], ...]

    @property
    def height(self) -> float:
        tallest = max(sum(style.leading for _text, style in lines) for _column, lines in self.columns)
        return max(tallest, 0.0 if self._settled else _SIGNED) + 2 * _PAD

    @property
    def _settled(self) -> bool:
        return self.step.standing in _SETTLED

    def draw(self, paper: Paper, y: float) -> None:
        box(paper, LEFT, y + _PAD + (_STEP_TITLE.leading - SIDE) / 2, self.step.standing)
        for column, lines in self.columns:
            at = y + _PAD
            for text, style in lines:
                level = _STEP_TITLE.baseline - lines[0][1].baseline  # the first lines stand on one line
                paper.text(column.x, at + level, text, style)
                at += style.leading
        bottom = y + self.height
        paper.rule(LEFT, bottom, RIGHT)
        if not self._settled and self.step.standing is not Standing.INFO:
            paper.rule(_SIGN.x, bottom, RIGHT, colour=INK, thickness=0.25)


@dataclass(frozen=True)
class _Phase:
    title: str
    done: int
    of: int

    @property
    def height(self) -> float:
        return _PHASE

    def draw(self, paper: Paper, y: float) -> None:
        counted = f"{self.done} av {self.of} klara" if self.of else ""
        paper.area(LEFT, y + 2, WIDTH, _PHASE - 2.5, TINT)
        level = y + 2 + (_PHASE - 2.5 - BODY.leading) / 2
        paper.text(LEFT + 2, level, self.title, BODY.strong().toned(ACCENT), WIDTH - 40)
        paper.text_right(RIGHT - 2, level + BODY.baseline - SMALL.baseline, counted, SMALL.toned(GREY))


_Item = _Row | _Phase


def checklist_paper_name(view: ChecklistView) -> str:
    """`Checklista – Amina Öst.pdf`."""
    return file_name("Checklista", view.name, suffix=".pdf")


@for_everyone
def checklist_paper(clinic: ClinicView, view: ChecklistView, today: date) -> bytes:
    """The checklist as a PDF of A4 pages; a step is never split over two, nor a phase left without a step."""
    frame = Frame(clinic.name, view.region, f"Checklista · {view.name}", today)
    draft = Paper(frame)  # only to measure in: how many pages there will be is said on the first
    first = _heading(draft, view, draw=False)
    pages = list(_paged(list(_items(draft, view.steps, today)), first))
    paper = Paper(frame, len(pages))
    for number, items in enumerate(pages):
        paper.new_page()
        y = _column_titles(paper, _heading(paper, view, draw=True) if number == 0 else TOP - 4)
        for item in items:
            item.draw(paper, y)
            y += item.height
    return paper.content()


def _paged(items: Sequence[_Item], first: float) -> Iterator[list[_Item]]:
    page: list[_Item] = []
    phase: _Phase | None = None
    y = first + _HEADER
    for number, item in enumerate(items):
        follows = items[number + 1].height if isinstance(item, _Phase) else 0.0
        if page and y + item.height + follows > BOTTOM:
            yield page
            page, y = [], TOP - 4 + _HEADER
            if phase is not None and isinstance(item, _Row):
                page, y = [replace(phase, title=f"{phase.title} (forts.)")], y + phase.height
        page.append(item)
        phase = item if isinstance(item, _Phase) else phase
        y += item.height
    yield page


def _items(paper: Paper, steps: Sequence[StepView], today: date) -> Iterator[_Item]:
    for title, group in groupby(steps, key=lambda step: step.phase):
        there = list(group)
        ticked = [step for step in there if step.standing not in _NEVER_TICKED]
        yield _Phase(title, sum(step.standing in _SETTLED for step in ticked), len(ticked))
        for step in there:
            yield _row(paper, step, today)


def _heading(paper: Paper, view: ChecklistView, *, draw: bool) -> float:
    """Who and what, at the top of the first page; returns where the steps begin."""
    name = paper.wrapped(view.name, TITLE, WIDTH, 2, "…")
    about = f"Checklista · {view.route} · {view.done} av {view.total} steg klara"
    made_of = f"{view.region}, rutinen i version {view.pack_version} · vägen började {view.started_on}"
    style = BODY.toned(GREY)
    lines = [*paper.wrapped(about, style, WIDTH, 2, "…"), *paper.wrapped(made_of, style, WIDTH, 2, "…")]
    y = TOP + len(name) * TITLE.leading + 0.5
    end = y + len(lines) * style.leading + 2.5
    if draw:
        paper.lines(LEFT, TOP, name, TITLE)
        paper.lines(LEFT, y, lines, style)
        legend(paper, LEFT, end)
    return end + SIDE + 3


def _column_titles(paper: Paper, y: float) -> float:
    for column in _COLUMNS:
        paper.text(column.x, y, column.title, LABEL, column.width)
    paper.rule(LEFT, y + 4.6, RIGHT, colour=ACCENT, thickness=0.3)
    return y + _HEADER


def _row(paper: Paper, step: StepView, today: date) -> _Row:
    def set_in(column: _Column, parts: Sequence[tuple[str, Style, int]]) -> tuple[_Column, tuple[_Line, ...]]:
        wrapped = ((paper.wrapped(text, style, column.width, most), style) for text, style, most in parts if text)
        return column, tuple((line, style) for lines, style in wrapped for line in lines)

    columns = (
        set_in(_STEP, _about(step)),
        set_in(_ROLE, [(step.role, _ROLE_STYLE, 4)]),
        set_in(_FORCE, [(step.force, SMALL, 1), (_marked(step), SMALL.strong().toned(ACCENT), 1)]),
        set_in(_RECORDED, _recorded(step, today)),
        set_in(_SIGN, _written(step)),
    )
    return _Row(step, columns)


def _marked(step: StepView) -> str:
    return "spärr" if step.gate else "eget" if step.own else ""


def _about(step: StepView) -> list[tuple[str, Style, int]]:
    settled = step.standing in _SETTLED
    contact = f"Kontakt: {step.contact}" if step.contact and not settled else ""
    title = _STEP_TITLE.toned(GREY) if step.standing is Standing.NOT_APPLICABLE else _STEP_TITLE
    return [
        (step.title, title, 3),
        (step.rule, SMALL.toned(INK if not settled else GREY), 10),
        (contact, SMALL, 2),
        *((line, FINE.toned(INK), 4) for line in _answers(step)),
        (f"Anteckning: {step.note}" if step.note and not settled else "", SMALL, 3),
        (" · ".join(filter(None, (step.where, " ".join(step.krav)))), FINE, 3),
    ]


def _answers(step: StepView) -> Iterator[str]:
    """What was answered on the step, and the days of its period, each by its label."""
    days = (("from_on", step.from_on), ("to_on", step.to_on))
    yield from (f"{STEP[name]}: {day}" for name, day in days if step.period is not None and day is not None)
    for field in step.fields:
        answer, place = step.answers.get(field.key), step.answers.get(field.key + PLACE)
        if answer is not None:
            yield f"{field.label}: {as_typed(answer)}{f', {place}' if place else ''}"


def _recorded(step: StepView, today: date) -> list[tuple[str, Style, int]]:
    if step.standing in _SETTLED:
        what = "" if step.standing is Standing.DONE else step.standing.value
        return [(str(step.done_on or ""), SMALL.strong(), 1), (what, SMALL, 2), (step.by, FINE, 3)]
    late = step.due_on is not None and step.due_on < today
    period = f"{step.duty.to_do[0].period}: " if step.duty and step.duty.to_do[0].period else ""
    return [
        (f"väntar sedan {step.waiting_since}" if step.waiting_since else "", SMALL, 3),
        (step.progress, SMALL, 4),
        (f"spärrat av: {step.blocked_by}" if step.blocked_by else "", FINE, 5),
        (
            f"{period}{'försenat, ' if late else ''}senast {step.due_on}" if step.due_on else "",
            SMALL.strong().toned(ALARM) if late else SMALL.strong(),
            3,
        ),
        *(() if step.duty is None else _last_done(step.duty)),
    ]


def _last_done(duty: DutyView) -> Iterator[tuple[str, Style, int]]:
    if duty.missed:
        yield f"missade: {len(duty.missed)}", SMALL.strong().toned(ALARM), 1
    for one in duty.done[:1]:
        yield f"senast gjort {one.done_on}{f', {one.period}' if one.period else ''}", FINE, 3


def _written(step: StepView) -> list[tuple[str, Style, int]]:
    """What was written in the register stands here in small; what is left to do leaves the room to a pen."""
    if step.standing not in _SETTLED:
        return []
    quiet = FINE.toned(INK)
    return [(f"Skäl: {step.reason}" if step.reason else "", quiet, 5), (step.note, quiet, 5)]
