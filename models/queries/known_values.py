"""What is known of a candidate for the vocabulary that letters, and the fields of steps, are filled in from."""

from collections.abc import Mapping
from datetime import date

from models.knowledge.vocabulary import CURRICULUM_NAMES, SUPERVISOR
from models.queries.sight import is_theirs
from models.queries.standing import CandidateStanding
from models.records import Candidate, Clinic
from models.records.base import all_of
from models.rights import current
from models.rules.letter import values_in
from models.text import thousands

# What is typed in on the candidate, and in which field there.
TYPED_ON_PERSON = {
    "kandidat": "name",
    "kandidatens_epost": "email",
    "kandidatens_telefon": "phone",
    "legitimationsnummer": "licence_number",
    "legitimationsdatum": "licence_on",
    "utbildad_i": "trained_in",
    "planerad_start": "planned_start_on",
}
# What nobody has to be kept from: the clinic, who goes with whom, and how to reach a candidate in sight.
_EVERYBODYS = {
    *("kandidat", "kandidatens_epost", "kandidatens_telefon", "handledare", "studierektor"),
    *("vardcentral", "listade", "chef", "idag"),
}


def offered_to_person(standing: CandidateStanding, values: Mapping[str, str], today: date) -> dict[str, str]:
    """What the checklist holds for fields of the candidate that are empty in `values`, by field."""
    known = known_values(standing, today)
    return {field: known[name] for name, field in TYPED_ON_PERSON.items() if known.get(name) and not values[field]}


def known_values(standing: CandidateStanding, today: date) -> dict[str, str]:
    """By PLACEHOLDERS; what is known of the candidate and the clinic goes before what repeats it on a step.

    Whoever does not see all is told of a candidate what the person's own page tells them, and what was answered on the
    steps that are theirs.
    """
    candidate, clinic = Candidate.get_by_id(standing.id), all_of(Clinic.select)[0]
    supervisor = standing.people.get(SUPERVISOR)
    known = {
        "kandidat": candidate.name,
        "kandidatens_epost": candidate.email,
        "kandidatens_telefon": candidate.phone,
        "legitimationsnummer": candidate.licence_number,
        "legitimationsdatum": str(candidate.licence_on or ""),
        "utbildad_i": candidate.trained_in,
        "malbeskrivning": CURRICULUM_NAMES.get(candidate.curriculum, ""),
        "planerad_start": str(candidate.planned_start_on or ""),
        "handledarutbildning": str((supervisor and supervisor.supervisor_training_on) or ""),
        **{role: person.name for role, person in standing.people.items()},
        "vardcentral": clinic.name,
        "listade": thousands(clinic.listed),
        "chef": clinic.chief,
        "idag": today.isoformat(),
    }
    if not current().sees_all:
        known = {name: text for name, text in known.items() if name in _EVERYBODYS}
    steps = [item.step for item in standing.steps if is_theirs(item.step, standing)]
    answers = {key: row.answers for key, row in standing.rows.items()}
    told = values_in(steps, answers, frozenset() if standing.pack is None else standing.pack.built_on)
    return told | {name: text for name, text in known.items() if text}
