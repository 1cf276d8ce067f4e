"""A routine's new edition: shown as a difference, taken up by each checklist, and never a rewriting of what is done."""

from uuid import UUID

import pytest

from models.commands.checklist import record_step
from models.commands.clinic import save_clinic
from models.commands.routes import adopt_edition
from models.commands.undo import UndoForm, undo
from models.forms.checklist import EditionForm, StepForm
from models.forms.clinic import ClinicForm
from models.forms.refusal import Refused, read_form
from models.knowledge.pack_reader import pack_digest
from models.queries.check import check_register
from models.queries.new_edition import NewEditionView, editions_behind, new_edition
from models.register import Register
from models.rules.differences import Kind
from models.rules.routine import Standing
from tests.making import checklist_of, make_candidate, make_clinic, mark, person_of, step_of, take_route
from tests.models.knowledge.norrback import norrback
from tests.own_packs import put_pack, remove_pack

HYR = """
[[steps]]
key = "hyr"
title = "Hyr läkarrum"
phase = "avtal"
role = "chef"
force = "kan"
rule = "Ett rum behövs."
source = { document = "rutin", heading = "4 Prov" }

[[steps]]
key = "skylt"
title = "Beställ namnskylt"
phase = "avtal"
role = "chef"
force = "kan"
rule = "Skylt på dörren."
source = { document = "rutin", heading = "4 Prov" }
"""
NEW = """
[[steps]]
key = "valkommen"
title = "Skicka välkomstbrev"
phase = "avtal"
role = "chef"
force = "bör"
after = ["avtal"]
rule = "Ett brev innan första dagen."
source = { document = "rutin", heading = "4 Prov" }
"""
FIRST = norrback() + HYR
SECOND = (
    norrback()
    .replace('version = "2026-1"', 'version = "2026-2"')
    .replace("valid_from = 2026-01-01", "valid_from = 2026-09-01")
    .replace('title = "Annonsera"', 'title = "Annonsera brett"')
    .replace('title = "Intervju"', 'title = "Intervju på plats"')
    + NEW
)


@pytest.fixture
async def amina(register: Register) -> UUID:
    """Somebody in Norrbäck's first edition, who has come as far as the ad."""
    put_pack(FIRST)
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="nej")
    await take_route(register, key, "vanlig")
    for step in ("anmal", "godkann"):
        await mark(register, key, step)
    await mark(register, key, "annons", answers={"ut": "2026-11-01", "sista_dag": "2026-11-20"})
    await mark(register, key, "hyr", "waiting", note="Ringde fastighetsskötaren.")
    return key


async def view_of(register: Register, candidate: UUID) -> NewEditionView:
    view = await register.ask(new_edition, candidate, register.today)
    assert view is not None
    return view


async def adopt(register: Register, candidate: UUID) -> str:
    view = await view_of(register, candidate)
    form = EditionForm(checklist=view.checklist, version=view.version, edition=view.edition)
    return (await register.do(adopt_edition, form)).said


async def test_without_a_new_edition_there_is_nothing_to_see(register: Register, amina: UUID) -> None:
    assert (await checklist_of(register, amina)).newer == ""
    assert await register.ask(new_edition, amina, register.today) is None
    assert await register.ask(editions_behind) == ()


async def test_a_pack_that_is_laid_out_otherwise_is_not_a_new_edition(register: Register, amina: UUID) -> None:
    put_pack(f"# bara en kommentar\n{FIRST}")
    assert (await checklist_of(register, amina)).newer == ""
    assert await register.ask(editions_behind) == ()


async def test_the_difference_is_shown_with_what_is_settled(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    assert (await checklist_of(register, amina)).newer == "2026-2"
    view = await view_of(register, amina)
    assert (view.before, view.now, view.route_gone, view.others) == ("2026-1", "2026-2", False, 0)
    kinds = {(one.difference.key, one.difference.kind): one.kept for one in view.differences}
    assert {"valkommen", "hyr", "skylt", "annons", "intervju"} <= {key for key, _kind in kinds}
    assert ("valkommen", Kind.NEW) in kinds
    assert ("skylt", Kind.GONE) in kinds
    assert kinds["annons", Kind.CHANGED].startswith("avgjort 2026-11-21 (Ylva Sandåker)")
    assert kinds["intervju", Kind.CHANGED] == ""
    (behind,) = await register.ask(editions_behind)
    assert (behind.region, behind.version, behind.checklists) == ("Region Norrbäck", "2026-2", 1)


async def test_until_it_is_adopted_the_checklist_is_as_it_was(register: Register, amina: UUID) -> None:
    before = await checklist_of(register, amina)
    put_pack(SECOND)
    after = await checklist_of(register, amina)
    assert [(step.key, step.title, step.where) for step in after.steps] == [
        (step.key, step.title, step.where) for step in before.steps
    ]


async def test_what_is_settled_is_never_rewritten(register: Register, amina: UUID) -> None:
    done = await step_of(register, amina, "annons")
    put_pack(SECOND)
    assert await adopt(register, amina) == "Amina Öst följer nu Region Norrbäck, version 2026-2."
    kept = await step_of(register, amina, "annons")
    assert kept == done
    assert "(2026-01-01)" in kept.where
    opened = await step_of(register, amina, "intervju")
    assert (opened.title, opened.standing) == ("Intervju på plats", Standing.READY)
    assert "(2026-09-01)" in opened.where
    assert await register.ask(check_register, register.today) == ()
    assert await register.ask(editions_behind) == ()


async def test_new_steps_come_and_those_that_are_gone_go_unless_something_is_written_on_them(
    register: Register, amina: UUID
) -> None:
    put_pack(SECOND)
    await adopt(register, amina)
    keys = [step.key for step in (await checklist_of(register, amina)).steps]
    assert "valkommen" in keys
    assert "skylt" not in keys
    noted = await step_of(register, amina, "hyr")
    assert (noted.note, noted.state, noted.rule) == ("Ringde fastighetsskötaren.", "waiting", "Ett rum behövs.")


async def test_a_step_that_is_opened_again_is_read_in_the_new_edition(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    await adopt(register, amina)
    await mark(register, amina, "annons", "open", answers={"ut": "2026-11-01", "sista_dag": "2026-11-20"})
    assert (await step_of(register, amina, "annons")).title == "Annonsera brett"
    await mark(register, amina, "hyr", "open", note="Ringde fastighetsskötaren.")
    assert (await step_of(register, amina, "hyr")).title == "Hyr läkarrum"
    assert await register.ask(check_register, register.today) == ()


async def test_what_is_gone_can_still_be_finished(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    await adopt(register, amina)
    await mark(register, amina, "hyr")
    step = await step_of(register, amina, "hyr")
    assert (step.standing, step.title) == (Standing.DONE, "Hyr läkarrum")
    assert await register.ask(check_register, register.today) == ()


async def test_a_third_edition_cites_each_step_by_its_own(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    await adopt(register, amina)
    await mark(register, amina, "intervju", answers={"studierektor": "ja"})
    put_pack(SECOND.replace('"2026-2"', '"3"').replace("2026-09-01", "2026-11-01"))
    await adopt(register, amina)
    dates = {step.key: step.where.split("(")[1][:10] for step in (await checklist_of(register, amina)).steps[:5]}
    assert (dates["annons"], dates["intervju"], dates["prova"]) == ("2026-01-01", "2026-09-01", "2026-11-01")
    assert await register.ask(check_register, register.today) == ()


async def test_adopting_can_be_undone(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    before = await checklist_of(register, amina)
    await adopt(register, amina)
    await register.do(undo, UndoForm())
    after = await checklist_of(register, amina)
    assert {(step.key, step.title, step.note) for step in after.steps} == {
        (step.key, step.title, step.note) for step in before.steps
    }
    assert after.newer == "2026-2"
    assert await register.ask(check_register, register.today) == ()


async def test_each_candidate_is_asked_for_apart(register: Register, amina: UUID) -> None:
    other = await make_candidate(register, name="Björn", known_in_region="nej")
    await take_route(register, other, "vanlig")
    put_pack(SECOND)
    assert (await view_of(register, amina)).others == 1
    await adopt(register, amina)
    assert (await checklist_of(register, other)).pack_version == "2026-1"
    assert (await view_of(register, other)).others == 0
    await adopt(register, other)
    assert await register.ask(editions_behind) == ()


async def test_a_route_that_is_gone_is_said_and_nothing_is_adopted(register: Register, amina: UUID) -> None:
    put_pack(SECOND.replace('key = "vanlig"', 'key = "annan"').replace('["vanlig"]', '["annan"]'))
    view = await view_of(register, amina)
    assert view.route_gone
    assert view.differences == ()
    with pytest.raises(Refused, match="Vägen finns inte i den nya versionen"):
        await adopt(register, amina)
    await take_route(register, amina, "annan")
    assert (await step_of(register, amina, "annons")).title == "Annonsera"
    assert (await step_of(register, amina, "intervju")).title == "Intervju på plats"
    assert await register.ask(check_register, register.today) == ()


async def test_another_edition_than_the_one_that_was_looked_at_is_refused(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    view = await view_of(register, amina)
    put_pack(SECOND.replace('"2026-2"', '"3"'))
    form = EditionForm(checklist=view.checklist, version=view.version, edition=view.edition)
    with pytest.raises(Refused, match="ändrats igen"):
        await register.do(adopt_edition, form)


async def test_a_checklist_that_has_changed_or_ended_is_refused(register: Register, amina: UUID) -> None:
    put_pack(SECOND)
    view = await view_of(register, amina)
    form = EditionForm(checklist=view.checklist, version=view.version, edition=view.edition)
    await register.do(adopt_edition, form)
    assert (await register.do(adopt_edition, form)).said == "Amina Öst följer redan version 2026-2."
    await mark(register, amina, "annons", "open")
    put_pack(SECOND.replace('"2026-2"', '"3"'))
    with pytest.raises(Refused, match="har ändrats sedan de visades"):
        await register.do(
            adopt_edition, form.model_copy(update={"edition": pack_digest(SECOND.replace('"2026-2"', '"3"'))})
        )


async def test_a_pack_that_is_gone_is_no_new_edition(register: Register, amina: UUID) -> None:
    remove_pack(put_pack(SECOND))
    assert (await checklist_of(register, amina)).newer == ""
    assert await register.ask(editions_behind) == ()
    step = await step_of(register, amina, "intervju")
    form = StepForm(step=step.id, version=step.version, state="done", answers={"studierektor": "ja"})
    await register.do(record_step, form)
    assert (await step_of(register, amina, "intervju")).standing is Standing.DONE


async def test_what_made_somebody_an_st_doctor_holds_when_the_new_version_says_otherwise(register: Register) -> None:
    put_pack(FIRST)
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="ja")
    await take_route(register, key, "kand")
    for step in ("anmal", "godkann"):
        await mark(register, key, step)
    await mark(register, key, "annons", answers={"ut": "2026-10-01", "sista_dag": "2026-11-20"})
    await mark(register, key, "intervju", answers={"studierektor": "ja"})
    await mark(register, key, "avtal", answers={"dag": "2026-11-20", "avtal": "2026-11-20"})
    since = (await person_of(register, key)).st_since
    assert since is not None
    put_pack(
        SECOND.replace('becomes_st = "avtal.dag"', 'becomes_st = "godkann"').replace('"Godkänn behovet"', '"Godkänn"')
    )
    told = [one.difference for one in (await view_of(register, key)).differences]
    assert any("blir ST-läkare med ”Godkänn”" in change.now for one in told for change in one.changes)
    await adopt(register, key)
    assert (await person_of(register, key)).st_since == since


async def test_an_answer_that_is_no_day_does_not_stop_a_version_that_asks_for_one(register: Register) -> None:
    asked = norrback().replace('label = "Publicerad", kind = "datum"', 'label = "Publicerad", kind = "text"')
    asked = asked.replace('span = { start = "ut", end = "sista_dag", min_days = 14 }\n', "")
    put_pack(asked)
    await make_clinic(register, region="norrback")
    key = await make_candidate(register, known_in_region="nej")
    await take_route(register, key, "vanlig")
    await mark(register, key, "annons", "waiting", answers={"ut": "i maj"})
    put_pack(norrback().replace('version = "2026-1"', 'version = "2"'))
    await adopt(register, key)
    assert (await step_of(register, key, "annons")).answers["ut"] == "i maj"
    assert await register.ask(check_register, register.today) == ()


async def test_a_step_that_goes_and_comes_back_is_read_in_the_version_it_came_back_in(
    register: Register, amina: UUID
) -> None:
    put_pack(SECOND)
    await adopt(register, amina)
    put_pack(FIRST.replace('"2026-1"', '"3"').replace("Ett rum behövs.", "Två rum behövs."))
    await adopt(register, amina)
    step = await step_of(register, amina, "hyr")
    assert (step.rule, step.note) == ("Två rum behövs.", "Ringde fastighetsskötaren.")


async def test_another_regions_step_of_the_same_name_opens_no_gate(register: Register) -> None:
    await make_clinic(register, private="regiondriven")
    key = await make_candidate(register, known_in_region="nej")
    put_pack(
        norrback().replace('code = "norrback"', 'code = "annan"').replace('name = "Region Norrbäck"', 'name = "X"')
    )
    put_pack(norrback(), "n.toml")
    clinic = {"version": 1, "name": "L", "private": "privat", "listed": "9000", "chief": "Ylva"}
    await register.do(save_clinic, read_form(ClinicForm, {**clinic, "region": "annan"}, register.today))
    await take_route(register, key, "vanlig")
    await mark(register, key, "anmal")
    await mark(register, key, "godkann")
    raw = {**clinic, "version": 2, "region": "norrback"}
    await register.do(save_clinic, read_form(ClinicForm, raw, register.today))
    await take_route(register, key, "vanlig")
    assert (await step_of(register, key, "godkann")).state == "open"
    assert (await step_of(register, key, "annons")).standing is Standing.BLOCKED
