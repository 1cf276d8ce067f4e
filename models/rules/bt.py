"""Is bastjänstgöring required, why, and by which document (OG21, VGR3).

The documents word the rule in three ways that part on 2021-07-01 itself, and where the licence is older than the start
of ST. Where they part for a candidate the answer is that they do: the study director decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.knowledge.bt import BtReading
from models.knowledge.vocabulary import BtWording
from models.rules.profile import Profile

TURNING_DAY = date(2021, 7, 1)


class BtAnswer(StrEnum):
    """What can be said of a candidate's need of BT."""

    REQUIRED = "krävs"
    NOT_REQUIRED = "krävs inte"
    DONE = "är gjord"
    UNSETTLED = "dokumenten är oense"
    UNKNOWN = "kan inte avgöras än"


@dataclass(frozen=True)
class BtReason:
    """What one document says of this candidate: True that BT is required, None that it cannot be told yet."""

    required: bool | None
    rule: str
    source: str
    elsewhere: bool = False


@dataclass(frozen=True)
class BtVerdict:
    """The answer, one sentence of why, each document's word, and what is still to be filled in."""

    answer: BtAnswer
    why: str
    reasons: tuple[BtReason, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """The answer as a sentence without its full stop."""
        return f"BT{':' if self.answer is BtAnswer.UNSETTLED else ''} {self.answer.value}"

    def words(self, required: bool | None) -> dict[str, list[str]]:
        """The wordings that give this answer, each with the documents that have it."""
        found: dict[str, list[str]] = {}
        for reason in self.reasons:
            if reason.required is required:
                found.setdefault(reason.rule, []).append(reason.source)
        return found


def bt_requirement(profile: Profile, readings: Sequence[BtReading], today: date) -> BtVerdict:
    """Weigh every document that has something to say about this candidate.

    Someone who has not started yet is taken to start on the planned day, or today.
    """
    if profile.has_bt:
        return BtVerdict(BtAnswer.DONE, "Bastjänstgöringen är redan gjord.")
    if profile.has_at:
        why = "Läkaren har gjort svensk AT och omfattas därför inte av kravet."
        return BtVerdict(BtAnswer.NOT_REQUIRED, why, _telling(_exempt(readings)))
    if profile.bt_ruling is not None:
        answer = BtAnswer.REQUIRED if profile.bt_ruling else BtAnswer.NOT_REQUIRED
        return BtVerdict(answer, "Studierektor har gett besked.", _telling(_reasons(profile, readings, today)[0]))
    if profile.has_at is None:
        return BtVerdict(
            BtAnswer.UNKNOWN, "Det beror först på om svensk AT är gjord: tryck e och fyll i.", missing=("Svensk AT",)
        )

    found, missing = _reasons(profile, readings, today)
    reasons = _telling(found)
    opinions = {reason.required for reason in reasons}
    if {True, False} <= opinions:
        why = "Dokumenten säger olika om just den här läkaren. Fråga studierektor och skriv in beskedet."
        return BtVerdict(BtAnswer.UNSETTLED, why, reasons)
    if None in opinions or not opinions:
        return BtVerdict(BtAnswer.UNKNOWN, f"Fyll i: {', '.join(missing)}.", reasons, missing)
    if True in opinions:
        return BtVerdict(BtAnswer.REQUIRED, _why_required(profile), reasons)
    return BtVerdict(BtAnswer.NOT_REQUIRED, "Läkaren började sin ST före den 1 juli 2021.", reasons)


def _why_required(profile: Profile) -> str:
    trained = f"Utbildad i {profile.trained_in} utan svensk AT" if profile.trained_abroad else "Utan svensk AT"
    if profile.earlier_st_from is not None:
        return f"{trained}, och började sin ST {profile.earlier_st_from}, efter övergången den 1 juli 2021."
    return f"{trained}, och började ingen ST före övergången den 1 juli 2021."


def _reasons(
    profile: Profile, readings: Sequence[BtReading], today: date
) -> tuple[tuple[BtReason, ...], tuple[str, ...]]:
    reasons: list[BtReason] = []
    missing: dict[str, None] = {}
    for reading in readings:
        if reading.trained_abroad_only and profile.trained_abroad is False:
            continue
        required: bool | None
        if reading.trained_abroad_only and profile.trained_abroad is None:
            missing["Utbildad i"] = required = None
        elif reading.wording is BtWording.LICENSED_AFTER:
            required = None if profile.licence_on is None else profile.licence_on > TURNING_DAY
            if required is None:
                missing["Legitimationsdatum"] = None
        elif reading.wording is BtWording.STARTED_AFTER:
            required = _start(profile, today) > TURNING_DAY
        else:
            required = _start(profile, today) >= TURNING_DAY
        reasons.append(BtReason(required, reading.rule, reading.source, bool(reading.region)))
    return tuple(reasons), tuple(missing)


def _telling(reasons: tuple[BtReason, ...]) -> tuple[BtReason, ...]:
    """The reasons to show: those of other regions only where they say something that the others do not."""
    ours = tuple(reason for reason in reasons if not reason.elsewhere)
    return ours if {reason.required for reason in ours} == {reason.required for reason in reasons} else reasons


def _start(profile: Profile, today: date) -> date:
    return profile.earlier_st_from or profile.planned_start_on or today


def _exempt(readings: Sequence[BtReading]) -> tuple[BtReason, ...]:
    return tuple(
        BtReason(required=False, rule=reading.rule, source=reading.source, elsewhere=bool(reading.region))
        for reading in readings
        if reading.wording is not BtWording.LICENSED_AFTER
    )


def bt_facts(profile: Profile, verdict: BtVerdict) -> dict[str, bool | None]:
    """The facts about BT that a pack may ask for."""
    required = {
        BtAnswer.REQUIRED: True,
        BtAnswer.NOT_REQUIRED: False,
        BtAnswer.DONE: False,
        BtAnswer.UNSETTLED: None,
        BtAnswer.UNKNOWN: None,
    }[verdict.answer]
    chosen = profile.integrated_bt
    return {
        "bt_required": required,
        "bt_unsettled": verdict.answer is BtAnswer.UNSETTLED,
        "integrated_bt": False if chosen is None and required is False else chosen,
        "curriculum_2021": profile.curriculum == "hslf-fs-2021-8"
        if profile.curriculum
        else (True if required else None),
    }
