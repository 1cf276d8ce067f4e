"""The checklist on paper: every step whole on one page, with its box, and room to sign."""

from dataclasses import replace
from datetime import date

from models.exchange.paper.checklist import checklist_paper, checklist_paper_name
from models.knowledge.pack import StepField
from models.knowledge.vocabulary import FieldKind
from models.queries.checklist import ChecklistView, StepView
from models.queries.clinic import ClinicView
from models.rules.routine import Standing
from tests.models.exchange.paper.reading import pages_of, placed

TODAY = date(2026, 11, 21)


def numbered(step: StepView, number: int, **values: object) -> StepView:
    """A step that can be found again: its title and its source bear its number."""
    return replace(step, title=f"Titel#{number}#", where=f"Källa#{number}#", krav=(), **values)  # type: ignore[arg-type]


def test_a_step_has_all_that_is_known_of_it(clinic: ClinicView, checklist: ChecklistView) -> None:
    text = " ".join(pages_of(checklist_paper(clinic, checklist, TODAY)))
    for step in checklist.steps:
        assert step.title in text
        assert step.krav[0] in text
    done = next(step for step in checklist.steps if step.standing is Standing.DONE)
    assert f"{done.title} " in text
    assert "2026-11-21 Elva Rimnäs Ringde, allt väl." in text
    assert "väntar sedan 2026-11-21" in text
    assert "spärr" in text
    assert "spärrat av:" in text
    assert f"{checklist.region}, rutinen i version {checklist.pack_version} · vägen började 2026-11-02" in text


def test_what_was_answered_stands_under_the_step(clinic: ClinicView, checklist: ChecklistView) -> None:
    """Both the days of an agreement between two, and who took part (OG11, OG12)."""
    fields = (
        StepField(key="chef", label="Anställande chef samtycker", kind=FieldKind.DATE),
        StepField(key="handledare", label="Handledare deltog", kind=FieldKind.YES_NO),
        StepField(key="kopia", label="Vidimerad kopia", kind=FieldKind.PAPER),
        StepField(key="tomt", label="Obesvarat", kind=FieldKind.TEXT),
    )
    answers = {"chef": "2026-11-03", "handledare": False, "kopia": "2026-11-04", "kopia_plats": "Pärm ST"}
    step = replace(checklist.steps[0], fields=fields, answers=answers)
    (text,) = pages_of(checklist_paper(clinic, replace(checklist, steps=(step,)), TODAY))
    for said in ("Anställande chef samtycker: 2026-11-03", "Handledare deltog: nej"):
        assert said in text
    assert "Vidimerad kopia: 2026-11-04, Pärm ST" in text
    assert "Obesvarat" not in text


def test_every_page_has_the_titles_the_clinic_and_its_number(clinic: ClinicView, checklist: ChecklistView) -> None:
    pages = pages_of(checklist_paper(clinic, replace(checklist, steps=checklist.steps * 4), TODAY))
    assert len(pages) > 3
    for number, text in enumerate(pages, start=1):
        assert "Steg Vem Kraft Läge Signatur, anteckning" in text
        assert text.startswith("Lingonets vårdcentral")
        assert f"21 november 2026 · innehåller personuppgifter Sida {number} av {len(pages)} " in text
        assert "Amina Öst" in text


def test_sixty_steps_are_each_whole_on_one_page(clinic: ClinicView, checklist: ChecklistView) -> None:
    steps = tuple(
        numbered(checklist.steps[number % len(checklist.steps)], number, rule="Regel. " * (number * 7 % 90))
        for number in range(60)
    )
    content = checklist_paper(clinic, replace(checklist, steps=steps), TODAY)
    pages = pages_of(content)
    for number in range(60):
        with_title = [page for page, text in enumerate(pages) if f"Titel#{number}#" in text]
        assert with_title == [page for page, text in enumerate(pages) if f"Källa#{number}#" in text]
        assert len(with_title) == 1
    for there in placed(content):
        assert len([said for _x, y, said in there if y > 280]) == 2


def test_a_phase_stands_with_its_first_step_and_comes_again_on_the_next_page(
    clinic: ClinicView, checklist: ChecklistView
) -> None:
    steps = tuple(numbered(checklist.steps[0], number, phase=f"Fas#{number // 3}#") for number in range(60))
    pages = pages_of(checklist_paper(clinic, replace(checklist, steps=steps), TODAY))
    for number in range(0, 60, 3):
        assert any(f"Fas#{number // 3}#" in text and f"Titel#{number}#" in text for text in pages)
    for text in pages[1:]:
        assert text.index("Fas#") < text.index("Titel#")
    assert any("(forts.)" in text for text in pages)


def test_hostile_text_fits_in_its_row(clinic: ClinicView, checklist: ChecklistView) -> None:
    long = "أحمد Łukasz " * 500 + "x" * 3000
    steps = tuple(
        replace(step, title=long, rule=long, where=long, role=long, by=long, note=long, reason=long, contact=long)
        for step in checklist.steps
    )
    odd = replace(checklist, name=long, route=long, region=long, steps=steps)
    content = checklist_paper(replace(clinic, name=long), odd, TODAY)
    for there in placed(content):
        assert len([said for _x, y, said in there if y > 280]) == 2
        assert all(24 < x < 195 for x, _y, _said in there)


def test_a_checklist_without_steps_is_a_page(clinic: ClinicView, checklist: ChecklistView) -> None:
    (text,) = pages_of(checklist_paper(clinic, replace(checklist, steps=()), TODAY))
    assert "Sida 1 av 1" in text


def test_the_same_content_is_the_same_file(clinic: ClinicView, checklist: ChecklistView) -> None:
    assert checklist_paper(clinic, checklist, TODAY) == checklist_paper(clinic, checklist, TODAY)


def test_the_files_name_is_the_candidates(checklist: ChecklistView) -> None:
    assert checklist_paper_name(checklist) == "Checklista – Amina Öst.pdf"
