"""The form of a candidate's own facts, for a new one and for changes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from models.commands.candidates import save_candidate
from models.forms.candidate import CandidateForm
from models.forms.days import Lean
from models.ids import new_id
from models.queries.colleagues import ColleagueLine
from models.queries.drafts import NEW_CANDIDATE
from models.queries.person import PersonView
from screens.form_screen import FormScreen
from screens.widgets.form import YES_NO, FieldSpec, Kind

_PURPOSE = """\
Kandidatens egna uppgifter. Bara namnet måste fyllas i, men av resten räknar programmet ut vilka vägar och steg som \
gäller och om BT krävs, och breven fylls i med dem. Skriv aldrig något om patienter."""
_LANGUAGE = {"": "inget än", "C1": "C1", "SVA3": "SVA3", "annat": "annat"}
_CURRICULUM = {"": "inte vald", "hslf-fs-2021-8": "HSLF-FS 2021:8", "sosfs-2015-8": "SOSFS 2015:8"}


def _yes_no(name: str, label: str, hint: str = "", heading: str = "") -> FieldSpec:
    return FieldSpec(name, label, Kind.CHOICE, hint, YES_NO, heading)


def _day(name: str, label: str, hint: str = "", lean: Lean = Lean.LAST) -> FieldSpec:
    return FieldSpec(name, label, Kind.DAY, hint, lean=lean)


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
        FieldSpec("name", "Namn", hint="Det enda som krävs", heading="Personen"),
        FieldSpec("email", "E-post"),
        FieldSpec("phone", "Telefon"),
        FieldSpec("personnummer", "Personnummer", Kind.MASKED, "Frivilligt, döljs"),
        _day("interest_on", "Visade intresse", "T.ex. 2026-11-21"),
        _day("planned_start_on", "Planerad start av ST", lean=Lean.COMING),
        FieldSpec("trained_in", "Utbildad i", hint="T.ex. Sverige", heading="Utbildning, legitimation"),
        FieldSpec("licence_number", "Legitimationskod"),
        _day("licence_on", "Svensk legitimation", "Datum på beviset"),
        _yes_no("has_at", "Svensk AT gjord"),
        _yes_no("has_bt", "BT gjord"),
        _yes_no("known_in_region", "Känd i regionen", "I rutinens mening"),
        _yes_no("earlier_st", "Tidigare ST-tjänst"),
        _day("earlier_st_from", "… började"),
        FieldSpec("earlier_st_where", "… var", hint="Klinik och studierektor"),
        _yes_no("native_swedish", "Svenska är modersmål", heading="Språk"),
        FieldSpec("language_proof", "Språkintyg", Kind.CHOICE, options=_LANGUAGE),
        _day("language_proof_on", "… daterat"),
        FieldSpec("language_proof_note", "… vilket", hint="Om annat intyg"),
        _yes_no("many_applications", "Söker på fler än två VC", "Vårdcentraler", heading="Vägen till ST"),
        FieldSpec("curriculum", "Målbeskrivning", Kind.CHOICE, options=_CURRICULUM),
        _yes_no("integrated_bt", "Integrerad ST/BT", "BT görs inom ST"),
        _yes_no("bt_ruling", "Studierektors besked: BT", "Krävs BT?"),
        _day("bt_ruling_on", "… besked den"),
        FieldSpec("supervisor", "Handledare", Kind.CHOICE, "Läggs in med 2, p", handledare),
        FieldSpec("director", "Studierektor", Kind.CHOICE, options=studierektorer),
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
