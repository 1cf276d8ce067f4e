"""The candidate sheet: everything that matters, on one page, whatever there is to say."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.exchange.paper.candidate import candidate_sheet, candidate_sheet_name
from models.queries.clinic import ClinicView
from models.queries.log import LogLine
from models.queries.person import NoteView, PersonView
from models.rules.bt import BtAnswer, BtReason, BtVerdict
from models.rules.financing import ConditionView, FinancingView
from tests.models.exchange.paper.reading import pages_of, placed

TODAY = date(2026, 11, 21)
REGION = "Region Örebro län"


def a_note(text: str, days: int = 0) -> NoteView:
    return NoteView(uuid4(), 1, TODAY - timedelta(days=days), text, "Ylva Sandåker")


def test_the_sheet_says_how_it_stands_and_what_is_known(clinic: ClinicView, person: PersonView) -> None:
    noted = replace(person, notes=(a_note("Vill börja till våren."),), supervisor="Elva Rimnäs")
    (text,) = pages_of(candidate_sheet(clinic, REGION, noted, TODAY))
    now = person.hindrance
    assert now is not None
    assert text.startswith("Lingonets vårdcentral Region Örebro län")
    assert "Utskrivet ur ST-kollen 21 november 2026 · innehåller personuppgifter Sida 1 av 1" in text
    for said in ("Amina Öst", person.route, "Hindrar nu", now.title, now.role, now.where, "Bastjänstgöring"):
        assert said in text
    for said in ("Syrien", "070-174 06 41", "Elva Rimnäs", "2026-11-21 Vill börja till våren."):
        assert said in text
    assert person.log[0].said in text
    assert person.verdict is not None
    assert person.verdict.why in text


def test_an_address_is_never_cut_and_the_money_and_integrated_bt_are_told(
    clinic: ClinicView, person: PersonView
) -> None:
    address = "amina.alexandrina.osterlund-vandelwitz@primarvarden.regionen.example.org"
    conditions = (ConditionView("Studierektor har godkänt", True), ConditionView("Anställd tills vidare", None))
    money = FinancingView("ST-ersättning", None, conditions, "", "Regel.", "Rutin")
    told = replace(person, values={**person.values, "email": address, "integrated_bt": "ja"}, financing=(money,))
    (text,) = pages_of(candidate_sheet(clinic, REGION, told, TODAY))
    assert address in text.replace(" ", "")
    assert "Integrerad ST/BT ja" in text
    assert "Finansiering Inte avgjord än. ST-ersättning Återstår: Anställd tills vidare." in text


@pytest.mark.krav("VML5")
def test_what_the_routine_wants_beside_the_facts_is_told_and_never_makes_another_page(
    clinic: ClinicView, person: PersonView
) -> None:
    answered = (("Andra underskrift", "Bo Lind"), *((f"Fråga {number}", "ja") for number in range(40)))
    (text,) = pages_of(candidate_sheet(clinic, REGION, replace(person, answered=answered), TODAY))
    assert "Andra underskrift Bo Lind Fråga 0 ja" in text
    assert "Fråga 3" not in text


def test_personnummer_is_masked(clinic: ClinicView, person: PersonView) -> None:
    content = candidate_sheet(clinic, REGION, person, TODAY)
    (text,) = pages_of(content)
    assert "19121212-****" in text
    assert "1212-1212" not in text
    assert b"19121212" not in content


def test_the_same_content_is_the_same_file(clinic: ClinicView, person: PersonView) -> None:
    assert candidate_sheet(clinic, REGION, person, TODAY) == candidate_sheet(clinic, REGION, person, TODAY)


def test_a_late_step_and_an_archived_candidate_say_so(clinic: ClinicView, person: PersonView) -> None:
    assert person.hindrance is not None
    late = replace(person.hindrance, due_on=date(2026, 11, 10), due_what="egen påminnelse")
    (text,) = pages_of(candidate_sheet(clinic, REGION, replace(person, hindrance=late), TODAY))
    assert "Försenat, skulle vara klart 2026-11-10 (egen påminnelse)" in text
    gone = replace(person, archived=True, outcome="Drog sig ur 2026-10-01: flyttade")
    (text,) = pages_of(candidate_sheet(clinic, REGION, gone, TODAY))
    assert "Avslutad Drog sig ur 2026-10-01: flyttade" in text
    assert "Hindrar nu" not in text


def test_documents_that_disagree_are_both_shown(clinic: ClinicView, person: PersonView) -> None:
    reasons = (BtReason(True, "Den som började efter.", "Rutin A"), BtReason(False, "Den med AT.", "Rutin B"))
    verdict = BtVerdict(BtAnswer.UNSETTLED, "Dokumenten säger olika.", reasons)
    (text,) = pages_of(candidate_sheet(clinic, REGION, replace(person, verdict=verdict), TODAY))
    assert "BT: dokumenten är oense" in text
    assert "Krävs: Den som började efter. Rutin A" in text
    assert "Krävs inte: Den med AT. Rutin B" in text


def test_nothing_known_is_a_page_too(clinic: ClinicView, person: PersonView) -> None:
    empty = dict.fromkeys(person.values, "")
    bare = replace(person, values=empty, route="", phase="", hindrance=None, verdict=None, notes=(), log=(), total=0)
    (text,) = pages_of(candidate_sheet(clinic, REGION, bare, TODAY))
    assert "Ingen väg är vald än" in text
    assert text.count("Inget än.") == 2


def test_far_too_much_is_still_one_page_and_keeps_off_its_foot(clinic: ClinicView, person: PersonView) -> None:
    assert person.hindrance is not None
    assert person.verdict is not None
    long = "Lång text – med “citat” och → pil. " * 600
    reasons = tuple(BtReason(required, long, long) for required in (True, False, None) for _each in range(3))
    much = replace(
        person,
        name=f"Mycketlångt {'Efternamn-' * 40}",
        route=long,
        values={name: value if name == "curriculum" else long for name, value in person.values.items()},
        hindrance=replace(person.hindrance, title=long, rule=long, where=long, contact=long, progress=long, role=long),
        verdict=BtVerdict(BtAnswer.UNSETTLED, long, reasons),
        financing=(FinancingView(long, False, (ConditionView(long, False),), "", long, long),) * 3,
        notes=tuple(a_note(long, day) for day in range(40)),
        log=tuple(LogLine(uuid4(), datetime(2026, 11, 1, tzinfo=UTC), long, long) for _each in range(200)),
    )
    content = candidate_sheet(replace(clinic, name=long), long, much, TODAY)
    (text,) = pages_of(content)
    assert "Ur loggen" in text
    assert "… (forts. i registret)" in text
    (there,) = placed(content)
    feet = [said for _x, y, said in there if y > 280]
    assert [said.split()[0] for said in feet] == ["Utskrivet", "Sida"]
    assert all(24 < x < 195 for x, _y, _said in there)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), more=st.text(alphabet=st.characters(), max_size=400))
def test_no_text_stops_it(clinic: ClinicView, person: PersonView, text: str, more: str) -> None:
    values = {name: value if name == "curriculum" else text for name, value in person.values.items()}
    odd = replace(person, name=text, values=values, notes=(a_note(more),), supervisor=more)
    assert len(pages_of(candidate_sheet(clinic, more, odd, TODAY))) == 1


@pytest.mark.parametrize("name", ["Amina Öst", "../../etc/passwd", "a\nb:c*"])
def test_the_files_name_is_the_candidates(person: PersonView, name: str) -> None:
    named = candidate_sheet_name(replace(person, name=name))
    assert named.startswith("Kandidatblad – ")
    assert named.endswith(".pdf")
    assert not set("/\\:*\n") & set(named)
