"""What the person's screen says, as text: each part gives its title and its content."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from textual.content import Content

from models.field_names import CANDIDATE
from models.knowledge.vocabulary import CURRICULUM_NAMES
from models.queries.person import PersonView
from models.rules.bt import BtAnswer
from models.rules.deadline import OWN_REMINDER
from models.rules.financing import FinancingView
from models.rules.routine import Standing
from models.rules.stage import st_in_words
from models.text import masked
from screens.clock_text import clock_lines
from screens.step_text import opens
from screens.words import days_since, moment

NO_PACK = "Regionens paket saknas, så ingen väg kan väljas. Visa vilka som finns med st-kollen regions list."
_NOTHING = ("–", "$foreground 45%")
_DETAILS = (
    *("email", "phone", "personnummer", "interest_on", "planned_start_on", "trained_in", "licence_number"),
    *("licence_on", "has_at", "has_bt", "known_in_region", "native_swedish", "earlier_st", "many_applications"),
    *("integrated_bt", "language_proof", "curriculum"),
)


def standing(person: PersonView, today: date, drafted: str = "") -> Content:
    """Name, route and what hinders now: the first thing seen; then what whoever looks has half filled in."""
    whole = _standing(person, today)
    return Content("\n").join((whole, Content.styled(f"✎ {drafted}", "$accent"))) if drafted else whole


def _standing(person: PersonView, today: date) -> Content:
    top = Content.assemble((person.name, "bold"), "  ", (_place(person, today), "$foreground 70%"))
    if person.archived:
        return top + Content("\n") + Content.assemble(("Avslutad  ", "bold"), person.outcome)
    now = person.hindrance
    due = [] if person.due_on is None else [_due(person, person.due_on, today)]
    if now is None:
        choose = "Ingen väg är vald än: tryck v och välj väg." if person.routes else NO_PACK
        text = "Alla ska-steg är klara." if person.route else choose
        return Content("\n").join([top, Content.assemble(("Hindrar nu  ", "bold $accent"), text), *due])
    since = "" if now.since is None else f" · sedan {now.since} ({days_since(now.since, today)})"
    since = since if now.opens_on is None else f" · {opens(now, now.opens_on)}"
    sign = "spärr ▣ " if now.gate else ""
    waiting = " · väntar på svar" if now.standing is Standing.WAITING else ""
    lines = [
        top,
        Content.assemble(
            ("Hindrar nu  ", "bold $accent"),
            (sign, "$accent"),
            (now.title, "bold"),
            ("  →  ", "$foreground 60%"),
            (now.role, "bold $accent" if now.ours else "bold"),
            since,
            waiting,
        ),
        *due,
    ]
    if now.progress:
        lines.append(Content.styled(f"            {now.progress}", "$foreground 70%"))
    return Content("\n").join(lines)


def _due(person: PersonView, due_on: date, today: date) -> Content:
    if person.due_what == OWN_REMINDER:
        sign, tone = ("! ", "bold $error") if due_on < today else ("", "$foreground 70%")
        return Content.styled(f"{sign}Påminnelse {due_on}: {person.due_step}", tone)
    if due_on < today:
        text = f"! Försenat   {person.due_step} skulle vara klart {due_on} ({person.due_what})"
        return Content.styled(text, "bold $error")
    return Content.styled(f"Nästa datum {person.due_step}, {due_on} ({person.due_what})", "$foreground 70%")


def _place(person: PersonView, today: date) -> str:
    steps = f"{person.done} av {person.total} steg" if person.total else ""
    st_since = st_in_words(person.st_since, today)
    return " · ".join(filter(None, (person.route, person.phase, steps, st_since)))


def details(person: PersonView) -> tuple[str, Content]:
    """What is known of the person, and what is not, as far as it is shown to the one who asks."""
    values = person.values
    shown = dict(values) if person.in_part else {**values, **_in_words(values)}
    rows = [(CANDIDATE[name], shown[name]) for name in _DETAILS if name in shown]
    if values.get("earlier_st") == "ja":
        rows.append(("Tidigare ST", f"{values['earlier_st_where']} från {values['earlier_st_from'] or 'okänt datum'}"))
    rows += [(CANDIDATE["supervisor"], person.supervisor), (CANDIDATE["director"], person.director), *person.answered]
    return "Uppgifter", Content("\n").join(_row(label, value) for label, value in rows)


def _in_words(values: Mapping[str, str]) -> Mapping[str, str]:
    """The values that are shown in another way than they are typed."""
    return {
        "personnummer": masked(values["personnummer"]),
        "language_proof": " ".join(values[f"language_proof{part}"] for part in ("", "_note", "_on")).strip(),
        "curriculum": CURRICULUM_NAMES.get(values["curriculum"], ""),
    }


def _row(label: str, value: str) -> Content:
    return Content.assemble((f"{label:<21}", "$foreground 60%"), value or _NOTHING)


def verdict(person: PersonView) -> tuple[str, Content]:
    """Whether BT is required, why, and what each document says."""
    found = person.verdict
    if found is None:
        return "BT", Content("")
    lines = [Content.assemble((f"{found.said}. ", f"bold {_TONES[found.answer]}"), found.why)]
    for required, says in ((True, "Krävs"), (False, "Krävs inte"), (None, "Går inte att säga än")):
        for rule, sources in found.words(required).items():
            where = f" [{'; '.join(sources)}]"
            lines.append(Content.assemble((f"{says}: ", "bold"), rule, (where, "$foreground 55%")))
    return "Bastjänstgöring", Content("\n").join(lines)


_TONES = {
    BtAnswer.REQUIRED: "$accent",
    BtAnswer.UNSETTLED: "$error",
    BtAnswer.UNKNOWN: "$foreground",
    BtAnswer.NOT_REQUIRED: "$success",
    BtAnswer.DONE: "$success",
}


def financing(person: PersonView) -> tuple[str, Content]:
    """Whether the money is secured, each condition with a sign, and how long it lasts, where any of it is stated."""
    lines = [line for view in person.financing for line in _financing(view)]
    between = [Content("")] if lines and person.clocks else []
    return "Finansiering", Content("\n").join([*lines, *between, *clock_lines(person.clocks)])


def _financing(view: FinancingView) -> Iterator[Content]:
    sign, tone = _MONEY[view.secured]
    yield Content.assemble((f"{sign} {view.word}. ", f"bold {tone}"), (view.title, "bold"))
    if view.deviation:
        yield Content.styled(f"! {view.deviation}", "bold $error")
    for one in view.conditions:
        sign, word, tone = _CONDITIONS[one.met]
        word = "att fråga om" if one.asked_about else word
        note = f" ({one.note})" if one.note else ""
        yield Content.assemble((f"  {sign} ", f"bold {tone}"), f"{one.label}: ", (word, tone), note)
    yield Content.assemble(view.rule, (f" [{view.source}]", "$foreground 55%"))


_MONEY = {
    True: ("✓", "$success"),
    False: ("✗", "$error"),
    None: ("?", "$foreground"),
}
_CONDITIONS = {
    True: ("✓", "uppfyllt", "$success"),
    False: ("✗", "inte uppfyllt", "$error"),
    None: ("?", "återstår", "$foreground"),
}


def contacts(person: PersonView) -> tuple[str, Content]:
    """The dated notes, newest first."""
    lines = [
        Content.assemble((f"{note.noted_on} ", "bold"), note.text, (f"  {note.author}", "$foreground 55%"))
        for note in person.notes
    ]
    return "Kontakter", _lines(lines, "Inga anteckningar än. Tryck a för att skriva en.")


def log(person: PersonView) -> tuple[str, Content]:
    """What has been done in the register, newest first; who did it, where the words do not say so already."""
    lines = []
    for line in person.log:
        actor = "" if line.actor in line.said else f"  {line.actor}"
        lines.append(
            Content.assemble((f"{moment(line.at)} ", "$foreground 60%"), line.said, (actor, "$foreground 55%"))
        )
    return "Logg", _lines(lines, "Inget än.")


def _lines(lines: Iterable[Content], empty: str) -> Content:
    return Content("\n").join(lines or [Content.styled(empty, "$foreground 60%")])
