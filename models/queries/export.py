"""What the files for studierektor are made of: everybody in the register, the archive included."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from models.knowledge.bt import readings
from models.knowledge.packs import find_pack
from models.queries.checklist import ChecklistView, StepView, checklist_view
from models.queries.open_duties import next_dates, sooner
from models.queries.rows import rows_of
from models.queries.standing import profile_of
from models.records import Candidate, Checklist, Clinic, Colleague, Summary
from models.rights import for_chiefs
from models.rules.bt import BtVerdict, bt_requirement
from models.rules.stage import place_on
from models.text import swedish_key


@dataclass(frozen=True)
class CandidateRow:
    """A candidate's own facts and stored summary, by the names that the fields have in the register."""

    facts: Mapping[str, Any]
    summary: Mapping[str, Any]
    supervisor: str
    director: str
    clinic: str
    verdict: BtVerdict | None


@dataclass(frozen=True)
class StepOfCandidate:
    """A step together with the checklist it stands on."""

    checklist: ChecklistView
    step: StepView


@for_chiefs
def candidate_rows(today: date) -> tuple[CandidateRow, ...]:
    """Everybody, in Swedish order of name."""
    names: dict[UUID | None, str] = dict(rows_of(Colleague.select(Colleague.id, Colleague.name)))
    duties = next_dates(today)
    summaries = {
        summary.candidate_id: summary.__data__
        | sooner(summary.__data__, duties.get(summary.candidate_id))
        | place_on(today, summary.__data__)
        for summary in Summary.select()
    }
    clinic = Clinic.select().first()
    documents = () if clinic is None else readings(find_pack(clinic.region))
    rows = (
        CandidateRow(
            facts=candidate.__data__,
            summary=summaries.get(candidate.id, {}),
            supervisor=names.get(candidate.supervisor_id, ""),
            director=names.get(candidate.director_id, ""),
            clinic="" if clinic is None else clinic.name,
            verdict=bt_requirement(profile_of(candidate), documents, today) if documents else None,
        )
        for candidate in Candidate.select()
    )
    return tuple(sorted(rows, key=lambda row: swedish_key(row.facts["name"])))


@for_chiefs
def step_rows(today: date) -> tuple[StepOfCandidate, ...]:
    """Every step of every candidate's present checklist, person by person in Swedish order of name."""
    return tuple(
        StepOfCandidate(checklist, step)
        for checklist in sorted(_checklists(today), key=lambda view: swedish_key(view.name))
        for step in checklist.steps
    )


def _checklists(today: date) -> Iterator[ChecklistView]:
    for (candidate,) in rows_of(Checklist.select(Checklist.candidate).where(Checklist.active)):
        view = checklist_view(candidate, today)
        if view is not None:
            yield view
