"""Idag: what somebody should act on, most urgent first, and the clinic at a glance."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from peewee import JOIN, fn

from models.knowledge.missing_pack import PACK_MISSING, has_pack
from models.knowledge.vocabulary import STAGE_NAMES, Stage
from models.queries.rows import rows_of
from models.queries.shared_duties import DutyRow, Rest, duty_rows
from models.queries.sight import STAGES_IN_SIGHT
from models.records import Candidate, Clinic, Colleague, OpenStep, Snooze, Summary
from models.rights import current, for_everyone
from models.rules.deadline import OWN_REMINDER, STATED_LIMIT
from models.rules.stage import stage_on
from models.text import swedish_key


class Turn(StrEnum):
    """Whose move it is, in the order of urgency."""

    LATE = "Försenat"
    OURS = "På er"
    ADVISED = "Rekommenderas"
    RUNNING = "Pågår"
    OTHERS = "Väntar på andra"
    PASSED = "Passerad spärr"
    RESTING = "Vilar"


class Group(StrEnum):
    """Where a step stands in the list, in the order of urgency: what is ours is parted by its date."""

    LATE = "Försenat"
    TODAY = "I dag"
    WEEK = "Den här veckan"
    LATER = "Senare"
    OURS = "På er, utan datum"
    ADVISED = "Rekommenderas"
    RUNNING = "Pågår"
    OTHERS = "Väntar på andra"
    PASSED = "Passerad spärr"
    RESTING = "Vilar"


class View(StrEnum):
    """What of it all is looked at; the last is for whoever follows candidates themselves."""

    ALL = "Allt"
    MINE = "Det jag kan göra i dag"
    WAITED_FOR = "Det vi väntar på"
    BY_SUPERVISOR = "Per handledare"
    INTAKES = "Nästa intag"
    FOLLOWED = "De läkare jag följer"

    def next(self, *, intakes: bool, follows: str = "") -> "View":
        """The view after this one, round and round; the last two only where they have somebody to show."""
        shown = {View.INTAKES: intakes, View.FOLLOWED: bool(follows)}
        views = [view for view in View if shown.get(view, True)]
        return views[(views.index(self) + 1) % len(views)] if self in views else View.ALL


@dataclass(frozen=True)
class TodayItem:
    """A step that somebody should act on; `days_late` is above 0 when its date has passed.

    `passed` says what is missing of a gate that was passed. Before `opens_on` it cannot be done yet. What is `optional`
    is only recommended, or allowed. `more` counts the candidate's further steps of the same role in the same group,
    which come after it. `mine` says whether the one who asks may let it
    rest. A duty that comes back may be about several: then `name` says how many, and `candidate` is one of them.
    """

    candidate: UUID
    name: str
    turn: Turn
    group: Group
    days_late: int
    supervisor: str
    rest: Rest | None
    step_id: UUID | None
    step: str
    phase: str
    role: str
    ours: bool
    gate: bool
    krav: str
    since: date | None
    until: date | None
    due_on: date | None
    due_what: str
    passed: str | None
    opens_on: date | None
    optional: bool
    more: int = 0
    mine: bool = True
    duty: DutyRow | None = None
    too_soon: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same row after the list is read again."""
        if self.duty is None:
            return (self.candidate, self.step_id)
        return (self.duty.kind.key, self.duty.occurrence, self.supervisor, self.rest)

    @property
    def is_shared(self) -> bool:
        """Whether it is about several candidates."""
        return self.duty is not None and len(self.duty.people) > 1


@dataclass(frozen=True)
class StageCount:
    """How many people are in a stage of the way."""

    stage: str
    title: str
    people: int


@dataclass(frozen=True)
class Glance:
    """The clinic in numbers that need no pack; of the ST posts that are taken, some may begin on a later day."""

    listed: int
    st_posts: int
    st_coming: int
    stages: tuple[StageCount, ...]


@for_everyone
def today_items(today: date) -> tuple[TodayItem, ...]:
    """What somebody should act on: late first, then our own turn, what runs, what we wait for, and last what rests.

    Of the candidates, and of their steps, those that are in sight.

    What is late or rests stands step by step; else a candidate has one row in each group for each whose turn it is,
    and one for what is only recommended to them, so that nobody fills the list alone. A duty that comes back has a
    row of its own for each period, shared by all who have it to do.
    """
    steps: Iterable[TodayItem]
    if current().sees_all:
        steps, duties = _everybodys(today), duty_rows(today)
    else:
        from models.queries.today_in_part import in_part  # noqa: PLC0415  reads packs: the first rows go without

        steps, duties = in_part(today)
    return tuple(sorted((*_one_a_group(steps), *(_duty_item(row, today) for row in duties)), key=_urgency))


def _everybodys(today: date) -> Iterator[TodayItem]:
    columns = (getattr(OpenStep, name) for name in _SHOWN)
    same = (Snooze.step_id == OpenStep.step_id) | (Snooze.step_id.is_null() & OpenStep.step_id.is_null())
    query = (
        OpenStep.select(
            *(Clinic.select(Clinic.region).limit(1), Candidate.id, Candidate.name, Colleague.name),
            *(Snooze.id, Snooze.version, Snooze.until, Snooze.note),
            *columns,
        )
        .join(Candidate)
        .join(Colleague, JOIN.LEFT_OUTER, on=Candidate.supervisor == Colleague.id)
        .join(Snooze, JOIN.LEFT_OUTER, on=(Snooze.candidate == Candidate.id) & same)
        .where(~Candidate.archived)
        .order_by(OpenStep.candidate, OpenStep.position)
    )
    for region, key, name, supervisor, *row in rows_of(query):
        rest = None if row[0] is None else Rest(*row[:_REST])
        shown = dict(zip(_SHOWN, row[_REST:], strict=True))
        if shown["step_id"] is None and not has_pack(region):
            shown["step"] = PACK_MISSING
        yield todo(key, name, supervisor or "", rest, shown, today=today)


_REST = len(("id", "version", "until", "note"))


def _one_a_group(items: Iterable[TodayItem]) -> Iterator[TodayItem]:
    first: dict[tuple[UUID, Group, str, bool], list[TodayItem]] = {}
    for item in items:
        if item.turn in {Turn.LATE, Turn.PASSED, Turn.RESTING}:
            yield item
        else:
            first.setdefault((item.candidate, item.group, item.role, item.optional), []).append(item)
    for same in first.values():
        yield replace(same[0], more=len(same) - 1)


def items_in(items: Iterable[TodayItem], view: View, follows: str = "") -> tuple[TodayItem, ...]:
    """Those of the items that a view shows, in its order; `follows` is the name of the handledare who looks.

    What is late and not ours stands in both of the middle views: one waits for it, and can ask after it today. What is
    about a month cannot be done whole before the month is over, and what several share is parted by handledare.
    """
    if view is View.MINE:
        return tuple(item for item in items if _can_be_done(item))
    if view is View.WAITED_FOR:
        return tuple(item for item in items if not item.ours and item.turn not in {Turn.PASSED, Turn.RESTING})
    if view is View.BY_SUPERVISOR:
        parted = (part for item in items for part in _parted(item))
        return tuple(sorted(parted, key=lambda item: (not item.supervisor, swedish_key(item.supervisor))))
    if view is View.FOLLOWED:
        return tuple(part for item in items for part in _parted(item) if follows and part.supervisor == follows)
    return tuple(items)


def _can_be_done(item: TodayItem) -> bool:
    """Whether it is for today: what is ours and open, but for what one has chosen to be reminded of on a later day."""
    put_off = item.due_what == OWN_REMINDER and item.turn is not Turn.LATE and item.group is not Group.TODAY
    return item.turn in {Turn.LATE, Turn.OURS, Turn.ADVISED} and not item.too_soon and not put_off


def _parted(item: TodayItem) -> Iterator[TodayItem]:
    if item.duty is None:
        yield item
        return
    for row in item.duty.parted():
        yield replace(item, duty=row, **_people(row))


def heading(item: TodayItem, view: View) -> str:
    """The heading that an item stands under."""
    return item.group.value if view is not View.BY_SUPERVISOR else item.supervisor or "Utan handledare"


_SHOWN = (
    *("step_id", "step", "phase", "role", "ours", "gate"),
    *("krav", "since", "until", "due_on", "due_what", "passed", "opens_on", "optional"),
)


def todo(
    key: UUID,
    name: str,
    supervisor: str,
    rest: Rest | None,
    shown: Mapping[str, Any],
    *,
    today: date,
    mine: bool = True,
) -> TodayItem:
    """A candidate's step, by the columns of its open step: whose turn it is, and in which group."""
    due = shown["due_on"]
    days_late = max(0, (today - due).days) if due else 0
    opens = shown["opens_on"]
    too_soon = opens is not None and opens > today
    turn = _turn(shown, rest, today, too_soon=too_soon)
    group = _group(turn, opens if too_soon else due, today)
    return TodayItem(key, name, turn, group, days_late, supervisor, rest, **shown, mine=mine, too_soon=too_soon)


def _duty_item(row: DutyRow, today: date) -> TodayItem:
    kind, due = row.kind, row.occurrence.due_on
    turn = _turn({"due_on": due, "until": None, "ours": kind.ours, "passed": None, "optional": False}, row.rest, today)
    return TodayItem(
        **_people(row),
        turn=turn,
        group=_group(turn, due, today),
        days_late=max(0, (today - due).days),
        rest=row.rest,
        step=kind.step + row.occurrence.suffix,
        phase=kind.phase,
        role=kind.role,
        ours=kind.ours,
        gate=False,
        krav=kind.krav,
        since=None,
        until=None,
        due_on=due,
        due_what=STATED_LIMIT,
        passed=None,
        opens_on=None,
        optional=False,
        duty=row,
        too_soon=row.occurrence.ready_on > today,
    )


def _people(row: DutyRow) -> dict[str, Any]:
    """Whom a row is about; one that several handledare share has none of them."""
    first, *others = row.people
    supervisor = first.supervisor if all(one.supervisor == first.supervisor for one in others) else ""
    return {"candidate": first.candidate, "step_id": first.step_id, "name": row.who, "supervisor": supervisor}


def _turn(shown: Mapping[str, Any], rest: Rest | None, today: date, *, too_soon: bool = False) -> Turn:
    """Whose turn it is; what is too soon does not run yet, though its end is known."""
    due, until = shown["due_on"], shown["until"]
    if rest is not None and rest.until > today:
        return Turn.RESTING
    if due is not None and due < today:
        return Turn.LATE
    if shown["passed"] is not None:
        return Turn.PASSED
    if until is not None and until > today and not too_soon:
        return Turn.RUNNING
    if not shown["ours"]:
        return Turn.OTHERS
    return Turn.ADVISED if shown["optional"] and due is None else Turn.OURS


def _group(turn: Turn, due: date | None, today: date) -> Group:
    if turn is not Turn.OURS or due is None:
        return Group[turn.name]
    if due == today:
        return Group.TODAY
    return Group.WEEK if due <= today + timedelta(days=_SUNDAY - today.weekday()) else Group.LATER


_SUNDAY = 6
_ORDER = {group: number for number, group in enumerate(Group)}


def _urgency(item: TodayItem) -> tuple[object, ...]:
    opens = item.opens_on if item.too_soon else None
    rests = item.rest.until if item.rest is not None and item.turn is Turn.RESTING else None
    when = rests or opens or item.due_on or item.until or item.since or date.max
    return (_ORDER[item.group], 0 if rests else -item.days_late, when, swedish_key(item.name))


@for_everyone
def glance(today: date) -> Glance | None:
    """The clinic at a glance, with the stages in sight; None before there is a clinic."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    waits, st_waits = Summary.stage_from > today, Summary.st_since > today
    rows = Summary.select(Summary.stage, waits, st_waits, fn.COUNT(Summary.candidate), fn.COUNT(Summary.st_since))
    rows = rows.join(Candidate).where(~Candidate.archived).group_by(Summary.stage, waits, st_waits)
    shown = [stage for stage in Stage if current().sees_all or stage in STAGES_IN_SIGHT]
    people, posts, coming = Counter[Stage](), 0, 0
    for kept, later, st_later, number, st in rows_of(rows):
        stage = stage_on(Stage(kept), waits=bool(later), st_waits=bool(st_later))
        if stage in shown:
            people[stage] += number
        elif not st_later:  # ST doctors of whom something earlier is still to be done, which is not in sight
            people[Stage.ST] += st
        posts += st
        coming += st if st_later else 0
    stages = tuple(StageCount(stage.value, STAGE_NAMES[stage], people[stage]) for stage in shown)
    return Glance(clinic.listed, posts, coming, stages)
