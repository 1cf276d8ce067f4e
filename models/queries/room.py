"""What the region's document says of the clinic: its room for ST doctors, and the next intakes.

Apart from Idag's first rows, since it reads the pack.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from models.knowledge.missing_pack import PACK_MISSING, pack_missing
from models.knowledge.pack import Pack
from models.knowledge.pack_time import Intake
from models.knowledge.packs import find_pack
from models.queries.standing import clinic_profile, st_posts
from models.records import Clinic
from models.rights import for_chiefs, for_everyone
from models.rules.capacity import CapacityView, capacity
from models.rules.entry import terms_of
from models.rules.intake import next_intake, stated_last_day
from models.rules.profile import Profile, known_facts
from models.text import in_months


@for_everyone
def clinic_room() -> CapacityView | None:
    """Posts used and allowed; None before there is a clinic."""
    clinic = Clinic.select().first()
    if clinic is None:
        return None
    pack = find_pack(clinic.region)
    if pack is None:
        return CapacityView(None, st_posts(), pack_missing(clinic.region), PACK_MISSING)
    facts = known_facts(Profile(), clinic_profile(clinic))
    return capacity(pack.capacity, facts, clinic.listed, st_posts())


@dataclass(frozen=True)
class ClinicIntake:
    """The next of an intake's months, by the first day of it, and the last day to apply where one is stated.

    `needed` are the titles of what must be done before one can apply, and `usually` says when most people are ready.
    """

    title: str
    next_on: date
    last_on: date | None
    needed: tuple[str, ...]
    usually: str


@for_chiefs
def clinic_intakes(today: date) -> tuple[ClinicIntake, ...]:
    """The intakes of the clinic's region, whether or not anybody is on the way to them (OG34)."""
    clinic = Clinic.select().first()
    pack = None if clinic is None else find_pack(clinic.region)
    return () if pack is None else tuple(_clinic_intakes(pack, today))


def _clinic_intakes(pack: Pack, today: date) -> Iterator[ClinicIntake]:
    for intake in pack.intakes:
        terms, before = terms_of(intake), (pack.by_key[key] for key in pack.by_key[intake.step].after)
        next_on = next_intake(terms, today)
        needed = tuple(step.title for step in before if step.binding)
        yield ClinicIntake(intake.title, next_on, stated_last_day(terms, next_on), needed, _usually(intake, pack))


def _usually(intake: Intake, pack: Pack) -> str:
    """`6–12 månader efter ”Anställningsdag”`; empty where the document says nothing of it."""
    if intake.usually is None or intake.after is None:
        return ""
    return f"{in_months(intake.usually.min_months, intake.usually.max_months)} efter ”{pack.label(intake.after)}”"
