"""A candidate's whole standing, put together once for the lists, the person, the checklist and the commands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from uuid import UUID

from peewee import ModelSelect

from models.knowledge.bt import readings
from models.knowledge.lived import AddedStep
from models.knowledge.pack import Pack, Route
from models.knowledge.packs import find_pack
from models.knowledge.vocabulary import COLLEAGUE_ROLES, DIRECTOR, SUPERVISOR
from models.queries.editions import added_steps, became_st, overtaken_gates, pack_as_lived
from models.records import Candidate, Checklist, Clinic, Colleague, StepRow, Summary
from models.records.base import all_of, row_with, rows_with
from models.rules.bt import BtVerdict, bt_facts, bt_requirement
from models.rules.capacity import CapacityView, capacity, is_over
from models.rules.financing import money_on
from models.rules.profile import ClinicProfile, Facts, Profile, SupervisorProfile, known_facts
from models.rules.routine import Mark, State, StepStanding, st_since, stand


@dataclass(frozen=True)
class CandidateStanding:
    """What follows from a candidate's facts, the clinic's facts and the pack; no route before one is chosen.

    Where the region's pack is gone and no checklist has begun, there is no pack. `edition` is the digest of the one
    that the checklist follows, and `overtaken` the gates that it has put before what was done by then.
    """

    id: UUID
    interest_on: date | None
    pack: Pack | None
    route: Route | None
    facts: Facts
    verdict: BtVerdict | None
    capacity: CapacityView | None
    steps: tuple[StepStanding, ...]
    rows: Mapping[str, StepRow]
    checklist: UUID | None = None
    edition: str = ""
    started_on: date | None = None
    listed: int = 0
    st_since: date | None = None
    overtaken: frozenset[str] = frozenset()
    people: Mapping[str, Colleague] = field(default_factory=dict)


def deviations(standing: CandidateStanding) -> tuple[str, ...]:
    """What it costs to pass a gate, as the routine says it of each source of money."""
    if standing.pack is None or standing.route is None:
        return ()
    applying = money_on(standing.pack, standing.route.key, standing.facts)
    return tuple(dict.fromkeys(money.deviation for money in applying if money.deviation))


def profile_of(candidate: Candidate) -> Profile:
    """The part of a candidate's record that the rules look at."""
    return Profile(**{one.name: getattr(candidate, one.name) for one in fields(Profile)})


def clinic_profile(clinic: Clinic, posts: int = 0) -> ClinicProfile:
    """The clinic as the rules see it, with so many ST doctors."""
    return ClinicProfile(clinic.private, clinic.listed, posts, clinic.agreement, clinic.stable)


def st_posts(excepting: UUID | None = None) -> int:
    """How many of the clinic's candidates are ST doctors now, besides the one asked about."""
    return sum(one.candidate_id != excepting for one in all_of(_of_st_doctors))


def _of_st_doctors() -> "ModelSelect[Summary]":
    agreed = Summary.st_since.is_null(False)
    return Summary.select(Summary.candidate).join(Candidate).where(agreed, ~Candidate.archived)


def standing_of(candidate_id: UUID, today: date) -> CandidateStanding | None:
    """One candidate's standing; None where there is no such candidate, or no clinic."""
    candidate = row_with(Candidate, "id", candidate_id)
    clinic = next(iter(all_of(Clinic.select)), None)
    if candidate is None or clinic is None:
        return None
    return _standing(candidate, clinic, _Around(added_steps(), _alone_in_role(), st_posts(candidate_id)), today)


def standings_of_all(today: date) -> Iterator[CandidateStanding]:
    """Everybody's standing who is not in the archive."""
    clinic = next(iter(all_of(Clinic.select)), None)
    if clinic is not None:
        added, alone, posts = added_steps(), _alone_in_role(), {one.candidate_id for one in all_of(_of_st_doctors)}
        for candidate in Candidate.select().where(~Candidate.archived):
            around = _Around(added, alone, len(posts - {candidate.id}))
            yield _standing(candidate, clinic, around, today)


@dataclass(frozen=True)
class _Around:
    """What is around a candidate: the clinic's own steps, who has a role alone, and how many others have a post."""

    added: Sequence[AddedStep]
    alone: Mapping[str, Colleague]
    posts: int


def _standing(candidate: Candidate, clinic: Clinic, around: _Around, today: date) -> CandidateStanding:
    checklist = next((one for one in rows_with(Checklist, "candidate", candidate.id) if one.active), None)
    rows = {row.key: row for row in rows_with(StepRow, "checklist", checklist.id)} if checklist else {}
    # What has begun lives on from its own text, whatever has become of the region's pack.
    pack = find_pack(clinic.region) if checklist is None else pack_as_lived(checklist.pack_id, rows, around.added)
    route = None if checklist is None or pack is None else pack.route(checklist.route)
    marks = {key: mark_of(row) for key, row in rows.items()}
    since = None if route is None else became_st(route.key, rows, marks) or st_since(route, marks)
    profile = profile_of(candidate)
    people = {**around.alone, **_chosen(candidate)}
    others = clinic_profile(clinic, around.posts)
    verdict = bt_requirement(profile, readings(pack), today)
    facts = known_facts(profile, others, _supervisor(people.get(SUPERVISOR))) | bt_facts(profile, verdict)
    facts |= _answered(rows)
    room = None if pack is None else capacity(pack.capacity, facts, clinic.listed, others.st_posts)
    facts["over_capacity"] = since is None and room is not None and is_over(room)  # whoever has a post needs no new one
    return CandidateStanding(
        id=candidate.id,
        interest_on=candidate.interest_on,
        pack=pack,
        route=route,
        facts=facts,
        verdict=verdict,
        capacity=room,
        steps=()
        if checklist is None or pack is None
        else stand(pack.steps_of(checklist.route), facts, marks, checklist.started_on),
        rows=rows,
        checklist=None if checklist is None else checklist.id,
        edition="" if checklist is None else checklist.pack_id,
        started_on=None if checklist is None else checklist.started_on,
        listed=clinic.listed,
        st_since=since,
        overtaken=frozenset() if checklist is None else overtaken_gates(checklist.pack_id, rows),
        people=people,
    )


def _answered(rows: Mapping[str, StepRow]) -> dict[str, bool | None]:
    """What has been answered with yes or no on the steps: a pack's own questions, as facts of its own."""
    return {
        f"{key}.{name}": value
        for key, row in rows.items()
        for name, value in row.answers.items()
        if isinstance(value, bool)
    }


def _supervisor(person: Colleague | None) -> SupervisorProfile | None:
    return None if person is None else SupervisorProfile(person.specialist_on, person.supervisor_training_on)


def _alone_in_role() -> dict[str, Colleague]:
    """Who has a role of the region's to themselves: those are chosen on no candidate."""
    found: dict[str, list[Colleague]] = {}
    for person in all_of(_in_regional_roles):
        found.setdefault(person.role, []).append(person)
    return {role: people[0] for role, people in found.items() if len(people) == 1}


def _in_regional_roles() -> "ModelSelect[Colleague]":
    return Colleague.select().where(~Colleague.archived & Colleague.role.not_in(list(COLLEAGUE_ROLES)))


def _chosen(candidate: Candidate) -> dict[str, Colleague]:
    """Who has been chosen for a role, by the names that the packs give those roles."""
    chosen = {SUPERVISOR: candidate.supervisor_id, DIRECTOR: candidate.director_id}
    people = {role: row_with(Colleague, "id", key) for role, key in chosen.items() if key is not None}
    return {role: person for role, person in people.items() if person is not None}


def mark_of(row: StepRow) -> Mark:
    """A step's record as the rules see it."""
    dates = (row.done_on, row.waiting_since, row.remind_on, row.from_on, row.to_on)
    return Mark(State(row.state), *dates, answers=row.answers, asked_on=row.asked_on)
