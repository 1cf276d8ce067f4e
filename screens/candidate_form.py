"""The form of a candidate's own facts, for a new one and for changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.commands.candidates import save_candidate
from models.field_names import CANDIDATE
from models.forms.candidate import CandidateForm
from models.forms.days import Lean
from models.ids import new_id
from models.knowledge.vocabulary import CURRICULUM_NAMES
from models.queries.colleagues import ColleagueLine
from models.queries.drafts import NEW_CANDIDATE
from models.queries.person import PersonView
from screens.form_screen import FormScreen
from screens.widgets.form import YES_NO, FieldSpec, Kind

_PURPOSE = """\
Kandidatens egna uppgifter. Bara namnet måste fyllas i, men av resten räknar programmet ut vilka vägar och steg som \
gäller och om BT krävs, och breven fylls i med dem. Skriv aldrig något om patienter."""
_LANGUAGE = {"": "inget än", "C1": "C1", "SVA3": "SVA3", "annat": "annat"}
_CURRICULUM = {"": "inte vald", **CURRICULUM_NAMES}


def _field(name: str, hint: str = "", label: str = "", kind: Kind = Kind.LINE, **more: Any) -> FieldSpec:
    return FieldSpec(name, label or CANDIDATE[name], kind, hint, **more)


def _yes_no(name: str, hint: str = "", heading: str = "") -> FieldSpec:
    return _field(name, hint, kind=Kind.CHOICE, options=YES_NO, heading=heading)


def _day(name: str, hint: str = "", label: str = "", lean: Lean = Lean.LAST) -> FieldSpec:
    return _field(name, hint, label, Kind.DAY, lean=lean)


def candidate_specs(colleagues: Sequence[ColleagueLine], person: PersonView | None) -> tuple[FieldSpec, ...]:
    """The fields of a candidate, with the clinic's own handledare and studierektorer to choose among.

    Whoever the person has already stays a choice, though put aside since.
    """

    def people(role: str, field: str, name: str) -> dict[str, str]:
        chosen = {} if person is None or not name else {person.values[field]: name}
        return {"": "ingen vald"} | chosen | {str(line.id): line.name for line in colleagues if line.role == role}

    handledare = people("handledare", "supervisor", person.supervisor if person else "")
    studierektorer = people("studierektor", "director", person.director if person else "")

    return (
        _field("name", "Det enda som krävs", heading="Personen"),
        _field("email"),
        _field("phone"),
        _field("personnummer", "Frivilligt, döljs", kind=Kind.MASKED),
        _day("interest_on", "T.ex. 2026-11-21"),
        _day("planned_start_on", "av ST", lean=Lean.COMING),
        _field("trained_in", "T.ex. Sverige", heading="Utbildning, legitimation"),
        _field("licence_number"),
        _day("licence_on", "Datum på beviset"),
        _yes_no("has_at"),
        _yes_no("has_bt"),
        _yes_no("known_in_region", "I rutinens mening"),
        _yes_no("earlier_st"),
        _day("earlier_st_from", label="… började"),
        _field("earlier_st_where", "Klinik och studierektor", "… var"),
        _yes_no("native_swedish", heading="Språk"),
        _field("language_proof", kind=Kind.CHOICE, options=_LANGUAGE),
        _day("language_proof_on", label="… daterat"),
        _field("language_proof_note", "Om annat intyg", "… vilket"),
        _yes_no("many_applications", "Vårdcentraler", heading="Vägen till ST"),
        _field("curriculum", kind=Kind.CHOICE, options=_CURRICULUM),
        _yes_no("integrated_bt", "BT görs inom ST"),
        _yes_no("bt_ruling", "Krävs BT?"),
        _day("bt_ruling_on", label="… besked den"),
        _field("supervisor", "Läggs in med 2, p", kind=Kind.CHOICE, options=handledare),
        _field("director", kind=Kind.CHOICE, options=studierektorer),
    )


def candidate_form(person: PersonView | None, colleagues: Sequence[ColleagueLine], focus: str = "") -> FormScreen[Any]:
    """The form for somebody new (None), or for a person's changes, at a field if one is named."""
    specs = candidate_specs(colleagues, person)
    offered = {} if person is None else person.offered
    specs = tuple(replace(spec, hint="Ur checklistan") if spec.name in offered else spec for spec in specs)
    if person is None:
        fixed = {"id": new_id(), "version": None}
        return FormScreen(
            "Ny kandidat",
            specs,
            CandidateForm,
            save_candidate,
            purpose=_PURPOSE,
            draft=NEW_CANDIDATE,
            fixed=fixed,
        )
    return FormScreen(
        f"Ändra {person.name}",
        specs,
        CandidateForm,
        save_candidate,
        purpose=_PURPOSE,
        draft=f"kandidat:{person.id}",
        values={**person.values, **person.offered},
        fixed={"id": person.id, "version": person.version},
        focus=focus,
    )
