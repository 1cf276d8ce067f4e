"""What a person may enter, and how the rest is refused: in Swedish, at the right field."""

from collections.abc import Mapping
from datetime import date
from typing import Any, get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.forms.candidate import CandidateForm, NoteForm, OutcomeForm, ReopenForm, RouteForm
from models.forms.checklist import StepForm, read_answers
from models.forms.clinic import ClinicForm
from models.forms.colleague import ColleagueForm
from models.forms.refusal import Form, Refused, read_form
from models.ids import new_id
from models.knowledge.pack import StepField
from models.knowledge.vocabulary import FieldKind, Force
from models.rules.intake import Terms

TODAY = date(2026, 11, 21)
KEY = new_id()
CLINIC = {"name": "Lingonet", "region": "orebro", "private": "privat", "listed": "8 200", "chief": "Ylva"}
NOTE = {"id": KEY, "candidate": KEY, "noted_on": "idag", "text": "Ringde."}
STEP = {"step": KEY, "version": 1, "state": "open"}


def candidate(**raw: Any) -> CandidateForm:
    return read_form(CandidateForm, {"id": KEY, "name": "Amina Öst", **raw}, TODAY)


def messages(kind: type[Form], raw: Mapping[str, Any]) -> dict[str, str]:
    with pytest.raises(Refused) as refused:
        read_form(kind, raw, TODAY)
    return refused.value.messages


def refusals(**raw: Any) -> dict[str, str]:
    return messages(CandidateForm, {"id": KEY, "name": "Amina Öst", **raw})


# text


def test_a_name_is_cleaned_of_what_steers_a_terminal_and_keeps_its_brackets() -> None:
    assert candidate(name=" [red]Åsa\x1b[2J\x00\x9b \u202eÖst[/]\n").name == "[red]Åsa[2J Öst[/]"


@pytest.mark.parametrize("name", ["", "   ", "\x1b\u202e", "\n\t"])
def test_a_name_of_nothing_is_refused(name: str) -> None:
    assert refusals(name=name) == {"name": "Fyll i fältet."}


def test_a_missing_name_is_refused() -> None:
    assert messages(CandidateForm, {"id": KEY}) == {"name": "Fyll i fältet."}


def test_a_line_holds_200_letters_and_says_so() -> None:
    assert len(candidate(phone="1" * 200).phone) == 200
    assert refusals(phone="1" * 201) == {"phone": "Texten är för lång: högst 200 tecken."}


def test_a_note_of_10_000_letters_is_kept_whole() -> None:
    text = "Åäö [b]x[/]\n" * 900
    assert read_form(NoteForm, {**NOTE, "text": text}, TODAY).text == text.strip()
    assert len(text.strip()) > 10_000


def test_a_note_has_an_end() -> None:
    assert len(read_form(NoteForm, {**NOTE, "text": "ö" * 20_000}, TODAY).text) == 20_000
    assert messages(NoteForm, {**NOTE, "text": "ö" * 20_001}) == {"text": "Texten är för lång: högst 20000 tecken."}


@pytest.mark.parametrize("address", ["", "namn@exempel.se", " a.b+c@d.e.f "])
def test_an_e_mail_address(address: str) -> None:
    assert candidate(email=address).email == address.strip()


@pytest.mark.parametrize(
    "address", ["namn", "namn@exempel", "@exempel.se", "a b@exempel.se", "a@b.se, c@d.se", "<a@b.se>"]
)
def test_what_is_no_e_mail_address(address: str) -> None:
    assert refusals(email=address) == {"email": "E-postadressen ser inte rätt ut. Den ska likna namn@exempel.se."}


# personnummer


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("19900118-9811", "19900118-9811"),
        ("900118-9811", "19900118-9811"),
        ("9001189811", "19900118-9811"),
        ("1990 0118 9811", "19900118-9811"),
        ("900118+9811", "18900118-9811"),
        ("19701063-2391", "19701063-2391"),
        ("701063-2391", "19701063-2391"),
    ],
)
def test_a_personnummer_or_samordningsnummer_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert candidate(personnummer=typed).personnummer == kept


@pytest.mark.parametrize(
    "typed",
    [
        "19900118-9812",
        "900118-981",
        "19901318-9811",
        "19900132-9811",
        "0",
        "personnummer",
        "19900118-9811x",
        "１９９００１１８-９８１１",
    ],
)
def test_a_wrong_personnummer_is_refused(typed: str) -> None:
    found = refusals(personnummer=typed)
    assert list(found) == ["personnummer"]
    assert found["personnummer"].startswith("Personnumret stämmer inte")


# dates


def test_dates_are_read_as_people_write_them() -> None:
    form = candidate(interest_on="21/11 2026", planned_start_on="+30", licence_on=" 240105 ")
    assert (form.interest_on, form.planned_start_on) == (TODAY, date(2026, 12, 21))
    assert form.licence_on == date(2024, 1, 5)


def test_each_wrong_date_is_told_at_its_own_field() -> None:
    found = refusals(licence_on="2023-02-29", interest_on="snart")
    assert set(found) == {"licence_on", "interest_on"}
    assert "finns inte i kalendern" in found["licence_on"]
    assert "går inte att läsa" in found["interest_on"]


@pytest.mark.parametrize("field", ["interest_on", "licence_on", "language_proof_on", "earlier_st_from", "bt_ruling_on"])
def test_what_has_happened_is_not_in_the_future(field: str) -> None:
    assert refusals(**{field: "+1"}) == {field: "Datumet ligger i framtiden. Här anges något som redan har hänt."}


@pytest.mark.parametrize("typed", ["", "  ", None])
def test_a_day_that_is_needed_is_asked_for(typed: str | None) -> None:
    assert messages(NoteForm, {**NOTE, "noted_on": typed}) == {"noted_on": "Ange vilken dag."}


def test_a_start_before_the_interest_is_refused() -> None:
    assert refusals(interest_on="2026-05-02", planned_start_on="2026-05-01") == {
        "planned_start_on": "Starten ligger före intresseanmälan. Kontrollera de två datumen."
    }
    assert candidate(interest_on="2026-05-01", planned_start_on="2026-05-01").planned_start_on == date(2026, 5, 1)


@pytest.mark.krav("OG21")
def test_someone_without_an_earlier_st_has_no_start_of_one() -> None:
    assert refusals(earlier_st="nej", earlier_st_from="2020-01-01") == {
        "earlier_st_from": "Tidigare ST är satt till nej. Ändra det, eller ta bort dagen."
    }
    assert candidate(earlier_st="ja", earlier_st_from="2020-01-01").earlier_st_from == date(2020, 1, 1)


@pytest.mark.krav("ORE10")
def test_an_end_before_its_start_is_refused() -> None:
    period = {**STEP, "from_on": "2026-05-02", "to_on": "2026-05-01"}
    assert messages(StepForm, period) == {"to_on": "Slutet ligger före starten."}
    assert read_form(StepForm, {**period, "to_on": "2026-05-02"}, TODAY).to_on == date(2026, 5, 2)


# choices


@pytest.mark.parametrize(("typed", "meant"), [("ja", True), (" NEJ ", False), ("", None), ("vet inte", None)])
def test_yes_no_and_not_known(typed: str, meant: bool | None) -> None:
    assert candidate(has_at=typed).has_at is meant


def test_another_answer_than_yes_or_no_is_refused() -> None:
    assert refusals(has_at="kanske") == {"has_at": "Svara ja eller nej, eller lämna tomt."}


def test_a_choice_that_is_not_offered_is_refused() -> None:
    assert refusals(language_proof="B2", curriculum="2030") == {
        "language_proof": "Välj ett av alternativen.",
        "curriculum": "Välj ett av alternativen.",
    }


@pytest.mark.parametrize("raw", [{}, {"language_proof_note": " "}])
def test_another_proof_of_language_is_named(raw: dict[str, str]) -> None:
    assert refusals(language_proof="annat", **raw) == {"language_proof_note": "Skriv vilket intyg det är."}


def test_someone_is_chosen_or_nobody() -> None:
    assert candidate(supervisor="", director=str(KEY)).director == KEY
    assert refusals(supervisor="Gunvor") == {"supervisor": "Välj någon i listan."}


@pytest.mark.parametrize("state", ["passed", "not_applicable"])
@pytest.mark.parametrize("raw", [{}, {"reason": ""}, {"reason": " \x1b "}])
def test_what_is_not_done_as_the_document_says_needs_a_reason(state: str, raw: dict[str, str]) -> None:
    assert messages(StepForm, {**STEP, "state": state, **raw}) == {"reason": "Skriv varför."}


# numbers


@pytest.mark.parametrize("typed", ["8200", "8 200", " 8\xa0200 ", "8\u2009200"])
def test_a_number_is_read_with_its_spaces(typed: str) -> None:
    assert read_form(ClinicForm, {**CLINIC, "listed": typed}, TODAY).listed == 8200


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Skriv ett heltal, till exempel 8 200."),
        ("många", "Skriv ett heltal, till exempel 8 200."),
        ("8,5", "Skriv ett heltal, till exempel 8 200."),
        ("0", "Talet måste vara minst 1."),
        ("-5", "Talet måste vara minst 1."),
        ("200001", "Talet får vara högst 200000."),
        ("9" * 5000, "Talet är för stort."),
    ],
)
def test_what_is_no_number_of_listed_patients(typed: str, message: str) -> None:
    assert messages(ClinicForm, {**CLINIC, "listed": typed}) == {"listed": message}


@pytest.mark.krav("ORE1")
@pytest.mark.parametrize(("typed", "private"), [("privat", True), ("Regiondriven ", False)])
def test_the_driftsform(typed: str, private: bool) -> None:
    assert read_form(ClinicForm, {**CLINIC, "private": typed}, TODAY).private is private


@pytest.mark.parametrize("typed", ["", "ja", "kommunal"])
def test_an_unknown_driftsform_is_refused(typed: str) -> None:
    assert messages(ClinicForm, {**CLINIC, "private": typed}) == {
        "private": "Välj om vårdcentralen är regiondriven eller privat."
    }


# what a step asks for

FIELDS = (
    StepField(key="cv", label="CV", kind=FieldKind.PAPER, force=Force.MUST),
    StepField(key="plats", label="Plats", kind=FieldKind.NUMBER),
    StepField(key="dag", label="Dag", kind=FieldKind.DATE),
    StepField(key="lon", label="ST-lön", kind=FieldKind.YES_NO, force=Force.MUST),
    StepField(key="av", label="Av", kind=FieldKind.TEXT),
)


def answered(raw: dict[str, str], *, complete: bool = False) -> dict[str, Any]:
    return read_answers(FIELDS, raw, TODAY, complete=complete)


@pytest.mark.krav("VGR5", "VGR6")
def test_answers_are_read_by_their_kind_and_the_empty_ones_left_out() -> None:
    raw = {"cv": "idag", "cv_plats": "Pärm\x1b 2", "plats": " 3 ", "dag": "", "lon": "nej", "av": "  "}
    assert answered(raw) == {"cv": "2026-11-21", "cv_plats": "Pärm 2", "plats": 3, "lon": False}


@pytest.mark.krav("VGR5")
def test_what_the_document_demands_is_needed_only_when_the_step_is_done() -> None:
    assert answered({}) == {}
    with pytest.raises(Refused) as refused:
        answered({"cv_plats": "Pärm 2"}, complete=True)
    assert refused.value.messages == {
        "answers.cv": "Krävs innan steget blir klart.",
        "answers.lon": "Krävs innan steget blir klart.",
    }


def test_every_wrong_answer_is_told_at_its_own_field() -> None:
    wrong = {"cv": "+3", "cv_plats": "x" * 201, "plats": "tvåa", "dag": "31/2", "lon": "kanske"}
    with pytest.raises(Refused) as refused:
        answered(wrong)
    assert set(refused.value.messages) == {f"answers.{key}" for key in wrong}


def test_a_place_in_a_queue_is_never_below_nothing() -> None:
    with pytest.raises(Refused, match="minst 0"):
        answered({"plats": "-1"})


@pytest.mark.krav("OG34")
@pytest.mark.parametrize(
    ("typed", "stored"),
    [("April", "april 2027"), ("november", "november 2026"), (" november 2027 ", "november 2027"), ("", None)],
)
def test_an_intake_is_one_of_the_routines_own(typed: str, stored: str | None) -> None:
    answers = read_answers(INTAKE, {"intag": typed}, TODAY, complete=False, intake=Terms((4, 11)))
    assert answers.get("intag") == stored


@pytest.mark.krav("OG34")
@pytest.mark.parametrize("typed", ["mars", "april eller november", "2027"])
def test_another_month_is_refused_and_told_which_there_are(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_answers(INTAKE, {"intag": typed}, TODAY, complete=False, intake=Terms((4, 11)))
    assert refused.value.messages == {
        "answers.intag": "Intagen är i april och november. Skriv ett av dem, till exempel november 2026."
    }


INTAKE = (StepField(key="intag", label="Intag", kind=FieldKind.INTAKE),)

# any text in any field

FORMS: list[type[Form]] = [
    *(CandidateForm, OutcomeForm, ReopenForm, NoteForm, RouteForm),
    *(StepForm, ClinicForm, ColleagueForm),
]
TYPED = (
    st.text(st.characters(), max_size=40) | st.from_regex(r"[-+0-9/. d]{0,14}", fullmatch=True) | st.just("9" * 5000)
)


@pytest.mark.parametrize("kind", FORMS)
@given(data=st.data())
def test_whatever_is_typed_is_read_or_refused(kind: type[Form], data: st.DataObject) -> None:
    raw: dict[str, Any] = {name: data.draw(_typed(field.annotation)) for name, field in kind.model_fields.items()}
    try:
        form = read_form(kind, raw, TODAY)
    except Refused as refused:
        assert {name.partition(".")[0] for name in refused.messages} <= set(kind.model_fields)
        assert all(text.endswith((".", "+14.")) and "pydantic" not in text for text in refused.messages.values())
    else:
        assert set(form.model_dump()) == set(kind.model_fields)


@given(st.dictionaries(st.sampled_from([field.key for field in FIELDS] + ["cv_plats", "okänd"]), TYPED), st.booleans())
def test_whatever_is_answered_is_stored_or_refused(raw: dict[str, str], complete: bool) -> None:
    try:
        stored = answered(raw, complete=complete)
    except Refused as refused:
        assert all(name.startswith("answers.") for name in refused.messages)
    else:
        assert "okänd" not in stored


def _typed(annotation: Any) -> st.SearchStrategy[Any]:
    """Ids are mostly made by the program, and choices mostly taken; everything else is typed."""
    if UUID in (annotation, *get_args(annotation)):
        return st.just(str(KEY)) | TYPED
    choices = [choice for choice in get_args(annotation) if isinstance(choice, str)]
    if get_origin(annotation) is dict:
        return st.dictionaries(TYPED, TYPED, max_size=2)
    return st.sampled_from(choices) | TYPED if choices else TYPED
