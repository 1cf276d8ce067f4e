"""How the rest of a routine reads in words: its documents, roles and phases, and the rules beside the steps."""

from collections.abc import Collection, Iterator
from functools import partial

from models.knowledge.pack import BtStatement, Pack, Role, Route, Rule
from models.knowledge.pack_money import Clock, Condition
from models.knowledge.pack_time import Intake
from models.knowledge.vocabulary import CURRICULUM_NAMES, FACTS, MONTHS, STAGE_NAMES, BtWording, ClockKind
from models.rules.edition_words import Label, Said, facts_in_words, label_in, limits, role_in, unsaid, where
from models.rules.entry import terms_of
from models.rules.intake import last_day_in_words
from models.text import thousands


def shared_on(pack: Pack, route: str) -> set[str | None]:
    """The keys of the roles and phases that the steps of a route have."""
    steps = pack.steps_of(route)
    letters = (pack.letters[step.letter] for step in steps if step.letter)
    keys = {key for step in steps for key in (step.role, step.contact, step.phase)}
    return {pack.route(route).driver, *keys, *(key for letter in letters for key in letter.to)}


def said_at_first(pack: Pack, shared: Collection[str | None], names: Pack) -> Iterator[Said]:
    """What many steps have in common, said once: the documents, and the roles and phases of these keys.

    They are told apart by what `names` calls them.
    """
    yield "Regionens namn", pack.name
    for key, document in pack.documents.items():
        dated = f"gäller från {document.valid_from}" if document.valid_from else "utan datum"
        more = unsaid(document, "title", "valid_from")
        yield f"Dokument: {names.documents.get(key, document).title}", "; ".join((document.title, dated, *more))
    for key, role in pack.roles.items():
        if key in shared:
            yield f"Roll: {names.roles.get(key, role).name}", _role(role)
    yield (
        "Faser, i ordning",
        " → ".join(
            f"{phase.title} ({'; '.join((STAGE_NAMES[phase.stage], *unsaid(phase, 'key', 'title', 'stage')))})"
            for phase in pack.phases
            if phase.key in shared
        ),
    )


def said_beside(pack: Pack, route: str, names: Pack) -> Iterator[Said]:
    """The rules beside the steps for those on a route: the rule's kind and title, and all that it says.

    Steps, roles and documents go by what `names` calls them, as in `said_of_step`.
    """
    label, role, ruled = partial(label_in, pack, names), partial(role_in, pack, names), partial(_ruled, pack, names)
    own = pack.route(route)
    made = _becomes_st(own, label)
    applies = facts_in_words(pack, own.applies, own.unless)
    more = (own.who, role(own.driver), made, applies, *unsaid(own, *_RULE, *_WHEN, "who", "driver", "becomes_st"))
    yield f"Väg: {own.title}", ruled(own, *more)
    for room in pack.capacity:
        per = f"en för varje {thousands(room.per_listed)} listade" if room.per_listed else ""
        applies = facts_in_words(pack, room.applies)
        yield "Antal ST-tjänster", ruled(room, per, applies, *unsaid(room, *_RULE, "per_listed", "applies"))
    for money in pack.financing:
        if not money.routes or route in money.routes:
            wanted = "; ".join(_condition(one, label) for one in money.conditions)
            told = (wanted, money.deviation or "", facts_in_words(pack, money.applies, money.unless))
            rest = unsaid(money, *_RULE, *_WHEN, "conditions", "deviation", "routes")
            yield f"Finansiering: {money.title}", ruled(money, *told, *rest)
    for clock in pack.clocks:
        yield f"Tid med ersättning: {clock.title}", ruled(clock, *_clock(clock))
    for need in pack.bt:
        yield "Vem som behöver BT", ruled(need, *_need(need))
    for intake in pack.intakes:
        yield f"Intag: {intake.title}", ruled(intake, *_intake(intake, label))


def _becomes_st(route: Route, label: Label) -> str:
    step = f"”{label(route.st_step)}”"
    on = "" if route.st_step == route.becomes_st else f", den dag som står i ”{label(route.becomes_st)}”"
    return f"blir ST-läkare med {step}{on}"


_RULE = ("key", "title", "rule", "source", "also", "krav")
_WHEN = ("applies", "unless")


def _ruled(pack: Pack, names: Pack, rule: Rule, *more: str) -> str:
    krav = ", ".join(rule.krav)
    said = (f"({words})" for words in (*more, krav) if words)
    return " ".join((rule.rule, *said, f"[{where(pack, names, rule)}]"))


def _role(role: Role) -> str:
    """Who, whether it is our own turn, and the function's address."""
    at_clinic = "på vårdcentralen" if role.at_clinic else ""
    more = unsaid(role, "name", "at_clinic", "mailbox", "phone")
    return ", ".join(filter(None, (role.name, at_clinic, role.mailbox, role.phone, *more)))


def _condition(one: Condition, label: Label) -> str:
    listed = f"minst {thousands(one.min_listed)}" if one.min_listed else ""
    steps = " eller ".join(map(label, one.any_of))
    ruling = f"avgörs av ”{label(one.ruling)}”" if one.ruling else ""
    more = unsaid(one, "label", "min_listed", "fact", "any_of", "disputed", "ruling")
    said = (one.label, listed, FACTS.get(one.fact or "", ""), steps, one.disputed, ruling, *more)
    return ": ".join(filter(None, said))


def _clock(clock: Clock) -> Iterator[str]:
    yield _CLOCKS[clock.kind]
    yield f"{clock.percent} procent" if clock.percent else ""
    yield limits(clock)
    yield CURRICULUM_NAMES[clock.curriculum] if clock.curriculum else ""
    yield clock.prolonged or ""
    yield from unsaid(clock, *_RULE, "kind", "percent", "min_months", "max_months", "curriculum", "prolonged")


def _need(need: BtStatement) -> Iterator[str]:
    yield _BT[need.wording]
    yield "bara utbildade utomlands" if need.trained_abroad_only else ""
    yield from unsaid(need, *_RULE, "wording", "trained_abroad_only")


def _intake(intake: Intake, label: Label) -> Iterator[str]:
    yield ", ".join(MONTHS[month - 1] for month in intake.months)
    yield f"söks med ”{label(intake.step)}”"
    yield f"intagen med ”{label(intake.admitted)}”" if intake.admitted else ""
    if intake.usually is not None:
        yield f"de flesta är redo {limits(intake.usually)} efter ”{label(intake.after or '')}”"
    yield last_day_in_words(terms_of(intake))
    yield from unsaid(intake, *_RULE, "months", "step", "admitted", "usually", "after", "apply_before")


_CLOCKS = {
    ClockKind.FINANCING: "finansierad tid",
    ClockKind.FINANCING_BT: "finansierad tid i BT",
    ClockKind.PLACEMENTS: "sidotjänstgöring",
}
_BT = {
    BtWording.STARTED_AFTER: "började efter",
    BtWording.NOT_STARTED_BEFORE: "började inte före",
    BtWording.LICENSED_AFTER: "legitimation efter",
}
