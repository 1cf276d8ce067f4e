"""The candidate on one page: how it stands, who has the turn, what is known, and what was last said and done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.exchange.paper.page import (
    ACCENT,
    ALARM,
    BODY,
    BOTTOM,
    FINE,
    GREY,
    INK,
    LABEL,
    LEAD,
    LEFT,
    MORE,
    RIGHT,
    SMALL,
    TINT,
    TITLE,
    TOP,
    WIDTH,
    Frame,
    Paper,
    Style,
    ago,
)
from models.exchange.whole_file import file_name
from models.field_names import CANDIDATE
from models.knowledge.vocabulary import CURRICULUM_NAMES
from models.queries.checklist import StepView
from models.queries.clinic import ClinicView
from models.queries.person import PersonView
from models.rights import for_chiefs
from models.rules.bt import BtVerdict
from models.rules.financing import FinancingView
from models.rules.routine import Standing
from models.rules.stage import st_in_words
from models.text import masked

_COLUMN = 81.0
_SECOND = RIGHT - _COLUMN
_LABELS = 34.0
_GAP = 0.7
_MOST_OF_ADDRESS = 3  # an address that is cut is none
_FACTS = (
    *("interest_on", "planned_start_on", "trained_in", "licence_number", "licence_on"),
    *("has_at", "has_bt", "integrated_bt", "known_in_region", "native_swedish"),
)
_LOG_LINES = 10
_LOG_HEIGHT = 9.0 + 6 * SMALL.leading  # kept for the log, however much there is to say of contacts
_NOTES = 12
_MOST_ANSWERED = 4
_BT_END = BOTTOM - 85  # what comes below has at least this
_MONEY_END = BOTTOM - 45


@dataclass(frozen=True)
class _Entry:
    """Something dated that somebody wrote or did, in so many lines at most."""

    day: str
    text: str
    author: str
    most: int = 3


def candidate_sheet_name(person: PersonView) -> str:
    """`Kandidatblad – Amina Öst.pdf`."""
    return file_name("Kandidatblad", person.name, suffix=".pdf")


@for_chiefs
def candidate_sheet(clinic: ClinicView, region: str, person: PersonView, today: date) -> bytes:
    """The sheet as a PDF of exactly one A4, whatever there is to say; personnummer is masked."""
    paper = Paper(Frame(clinic.name, region, person.name, today), pages=1)
    paper.new_page()
    y = _heading(paper, person, today)
    y = _standing(paper, y, person, today)
    left = _facts(paper, y, person)
    right = _money(paper, _mentors(paper, _bt(paper, y, person.verdict), person), person.financing)
    y = _section(paper, LEFT, max(left, right) + 3, WIDTH, "Senaste kontakter")
    y = _entries(paper, y, BOTTOM - _LOG_HEIGHT, _notes(person))
    y = _section(paper, LEFT, y + 3, WIDTH, "Ur loggen")
    _entries(paper, y, BOTTOM, _log(person))
    return paper.content()


def _heading(paper: Paper, person: PersonView, today: date) -> float:
    y = paper.lines(LEFT, TOP, paper.wrapped(person.name, TITLE, WIDTH, 2, "…"), TITLE) + 0.5
    steps = f"{person.done} av {person.total} steg klara" if person.total else ""
    st_since = st_in_words(person.st_since, today)
    place = " · ".join(filter(None, (person.route, person.phase, steps, st_since))) or "Ingen väg är vald än"
    style = BODY.toned(GREY)
    return paper.lines(LEFT, y, paper.wrapped(place, style, WIDTH, 2, "…"), style) + 4


def _standing(paper: Paper, y: float, person: PersonView, today: date) -> float:
    """The box that is read first; its height is known before it is drawn under its text."""
    parts = _said(person, today)
    inner = WIDTH - 9
    set_lines = [(paper.wrapped(text, style, inner, most), style) for text, style, most in parts if text]
    height = 6 + sum(len(lines) * style.leading + _GAP for lines, style in set_lines) - _GAP
    paper.area(LEFT, y, WIDTH, height, TINT)
    paper.area(LEFT, y, 1.2, height, ACCENT)
    at = y + 3
    for lines, style in set_lines:
        at = paper.lines(LEFT + 5, at, lines, style) + _GAP
    return y + height + 5


def _said(person: PersonView, today: date) -> list[tuple[str, Style, int]]:
    if person.archived:
        return [("Avslutad", LABEL, 1), (person.outcome, BODY, 3)]
    now = person.hindrance
    if now is None:
        text = "Inget: alla ska-steg är klara." if person.route else "Ingen väg är vald än."
        return [("Hindrar nu", LABEL, 1), (text, LEAD, 1), *_next_date(person, today)]
    gate = " · spärr: det som följer får inte börja innan" if now.gate else ""
    late = now.due_on is not None and now.due_on < today
    return [
        (f"Hindrar nu{gate}", LABEL, 1),
        (now.title, LEAD, 2),
        (_turn(now, today), BODY, 2),
        (_time(now, today), BODY.toned(ALARM).strong() if late else BODY, 2),
        (f"Kontakt: {now.contact}" if now.contact else "", BODY, 1),
        (now.rule, SMALL.toned(GREY), 4),
        (now.where, FINE, 2),
    ]


def _next_date(person: PersonView, today: date) -> Iterator[tuple[str, Style, int]]:
    """The date that comes first, for whom nothing hinders: a duty that comes back, most often."""
    if person.due_on is not None and person.due_on < today:
        late = f"Försenat: {person.due_step} skulle vara klart {person.due_on} ({person.due_what})"
        yield late, BODY.toned(ALARM).strong(), 2
    elif person.due_on is not None:
        yield f"Nästa datum: {person.due_step}, {person.due_on} ({person.due_what})", BODY, 2


def _turn(now: StepView, today: date) -> str:
    waits = "" if now.standing is Standing.WAITING else " (vi väntar)"  # who waits, or is asked, is said already
    whose = f"Vems tur: {now.role}{' (hos oss)' if now.ours else waits}"
    waiting = "väntar på svar" if now.standing is Standing.WAITING else ""
    since = f"sedan {ago(now.since, today)}" if now.since else ""
    return " · ".join(filter(None, (whose, " ".join(filter(None, (waiting, since))))))


def _time(now: StepView, today: date) -> str:
    if now.due_on is None:
        return now.progress
    late = "Försenat, skulle" if now.due_on < today else "Ska"
    return " · ".join(filter(None, (f"{late} vara klart {now.due_on} ({now.due_what})", now.progress)))


def _section(paper: Paper, x: float, y: float, width: float, title: str) -> float:
    paper.text(x, y, title, LABEL, width)
    paper.rule(x, y + 4.3, x + width)
    return y + 5.6


def _facts(paper: Paper, y: float, person: PersonView) -> float:
    y = _section(paper, LEFT, y, _COLUMN, "Uppgifter")
    y = _fact(paper, LEFT, y, CANDIDATE["email"], person.values["email"], most=_MOST_OF_ADDRESS)
    for label, value in _known(person):
        y = _fact(paper, LEFT, y, label, value)
    return y


def _fact(paper: Paper, x: float, y: float, label: str, value: str, *, most: int = 1) -> float:
    """A label and its value, set smaller where it is long, or a line to write on."""
    paper.text(x, y, label, SMALL.toned(GREY), _LABELS - 2)
    room = _COLUMN - _LABELS
    if not value:
        paper.rule(x + _LABELS, y + SMALL.baseline + 0.6, x + _COLUMN)
    style = next((one for one in (BODY, SMALL) if paper.width(value, one) <= room), FINE.toned(INK))
    lines = paper.wrapped(value, style, room, most, "…")
    below = paper.lines(x + _LABELS, y + SMALL.baseline - style.baseline, lines, style)
    return max(y + 4.9, below + _GAP)


def _known(person: PersonView) -> Iterator[tuple[str, str]]:
    values = person.values
    yield CANDIDATE["phone"], values["phone"]
    yield CANDIDATE["personnummer"], masked(values["personnummer"])
    for name in _FACTS:
        yield CANDIDATE[name], values[name]
    if values["native_swedish"] != "ja":
        yield (
            CANDIDATE["language_proof"],
            " ".join(filter(None, (values[f"language_proof{part}"] for part in ("", "_note", "_on")))),
        )
    yield CANDIDATE["curriculum"], CURRICULUM_NAMES.get(values["curriculum"], "")
    earlier = " ".join(filter(None, (values["earlier_st_where"], f"från {values['earlier_st_from'] or 'okänt datum'}")))
    yield CANDIDATE["earlier_st"], earlier if values["earlier_st"] == "ja" else values["earlier_st"]


def _bt(paper: Paper, y: float, verdict: BtVerdict | None) -> float:
    y = _section(paper, _SECOND, y, _COLUMN, "Bastjänstgöring (BT)")
    if verdict is None:
        return paper.lines(_SECOND, y, ("Kan inte avgöras utan regionens rutin.",), BODY) + 4
    y = _reason(paper, y, verdict.said, LEAD, 1)
    y = _reason(paper, y, verdict.why, BODY, 3) + 1
    for required, says in ((True, "Krävs"), (False, "Krävs inte"), (None, "Går inte att säga än")):
        for rule, sources in verdict.words(required).items():
            y = _reason(paper, y, f"{says}: {rule}", SMALL, 4)
            y = _reason(paper, y, "; ".join(dict.fromkeys(sources)), FINE, 5) + 1
    return y + 3


def _reason(paper: Paper, y: float, text: str, style: Style, most: int) -> float:
    return _in_column(paper, y, text, style, min(most, int((_BT_END - y) / style.leading)))


def _in_column(paper: Paper, y: float, text: str, style: Style, most: int) -> float:
    return paper.lines(_SECOND, y, paper.wrapped(text, style, _COLUMN, most), style)


def _mentors(paper: Paper, y: float, person: PersonView) -> float:
    y = _section(paper, _SECOND, y, _COLUMN, "Handledning")
    y = _fact(paper, _SECOND, y, CANDIDATE["supervisor"], person.supervisor)
    y = _fact(paper, _SECOND, y, CANDIDATE["director"], person.director)
    for label, value in person.answered[:_MOST_ANSWERED]:
        y = _fact(paper, _SECOND, y, label, value)
    return y


def _money(paper: Paper, y: float, views: Sequence[FinancingView]) -> float:
    """Whether the money is secured, and what it hangs on; nothing where no document says."""
    if not views:
        return y
    y = _section(paper, _SECOND, y + 2, _COLUMN, "Finansiering")
    for view in views:
        y = _in_column(paper, y, f"{view.word}. {view.title}", BODY, 1)
        y = _in_column(paper, y, view.why, SMALL, min(5, int((_MONEY_END - y) / SMALL.leading)))
    return y


def _notes(person: PersonView) -> list[_Entry]:
    return [_Entry(str(note.noted_on), note.text, note.author) for note in person.notes[:_NOTES]]


def _log(person: PersonView) -> list[_Entry]:
    lines = person.log[:_LOG_LINES]
    return [_Entry(f"{line.at.astimezone():%Y-%m-%d %H:%M}", line.said, line.actor, most=2) for line in lines]


def _entries(paper: Paper, y: float, end: float, entries: Sequence[_Entry]) -> float:
    """Dated entries, as many as there is room for, and a line that says that there are more."""
    if not entries:
        return paper.lines(LEFT, y, ("Inget än.",), SMALL.toned(GREY))
    said, who = 27.0, 32.0
    for number, entry in enumerate(entries, start=1):
        lines = paper.wrapped(entry.text, SMALL, WIDTH - said - who - 2, entry.most) or [""]
        after = SMALL.leading if number < len(entries) else 0
        if y + len(lines) * SMALL.leading + after > end:
            return paper.lines(LEFT + said, y, (MORE.strip(),), SMALL.toned(GREY))
        paper.text(LEFT, y, entry.day, SMALL.toned(GREY))
        below = paper.lines(LEFT + said, y, lines, SMALL) + _GAP
        paper.text_right(RIGHT, y, entry.author, SMALL.toned(GREY), who)
        y = below
    return y
