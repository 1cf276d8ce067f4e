"""Västra Götalandsregionen's page: who does what, in which order, and what stops what (VGR1–12)."""

from itertools import product

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import BtWording, FieldKind, Force, Stage
from tests.models.knowledge.walking import answers, applies, binding, blocked_by, gates_before, listed, waits

CODE = "vgr"
ROUTE = "ansokan"
FACTS = ("bt_required", "bt_unsettled", "trained_abroad")
PLAIN: dict[str, bool | None] = dict.fromkeys(FACTS, False)

WALK = [
    ("st_intressent", "legitimation"),
    ("st_intressent", "sprakkrav"),
    ("chef", "anstallning"),
    ("chef", "meddela_studierektor"),
    ("chef", "blanketter"),
    ("chef", "handlingar"),
    ("studierektor", "studierektor_godkanner"),
    ("utbildningsenheten", "utbildningsenheten_godkanner"),
    ("studierektor", "kallelse"),
    ("studierektor", "inskrivning"),
    ("utbildningsenheten", "st_kontrakt"),
]


@pytest.mark.krav("VGR1", "VGR4", "VGR5", "VGR7", "VGR8")
def test_each_answer_on_the_way_to_st(pack: Pack) -> None:
    assert list(answers(pack, ROUTE, PLAIN)) == WALK
    assert pack.route(ROUTE).becomes_st == WALK[-1][1]


@pytest.mark.krav("VGR3")
def test_bt_comes_first_in_st_for_those_who_need_it(pack: Pack) -> None:
    assert list(answers(pack, ROUTE, PLAIN | {"bt_required": True})) == [*WALK, ("st_lakare", "bt")]
    phases = {phase.key: phase.stage for phase in pack.phases}
    assert phases[listed(pack, ROUTE, {})["bt"].phase] is Stage.BT


@pytest.mark.krav("VGR1")
def test_no_combination_of_facts_stands_still(pack: Pack) -> None:
    for values in product((True, False, None), repeat=len(FACTS)):
        facts = dict(zip(FACTS, values, strict=True))
        done = {key for _, key in answers(pack, ROUTE, facts)}
        assert done == {key for key, step in listed(pack, ROUTE, facts).items() if binding(step)}


@pytest.mark.krav("VGR10")
@pytest.mark.parametrize("private", [True, False])
def test_public_and_private_clinics_go_the_same_way(pack: Pack, private: bool) -> None:
    facts = {"private": private, "region_run": not private}
    assert [route.key for route in pack.routes if applies(route, facts)] == [ROUTE]
    assert pack.route(ROUTE).driver == "chef"
    assert list(answers(pack, ROUTE, PLAIN | facts)) == WALK


@pytest.mark.krav("VGR1")
def test_licence_employment_and_language_come_before_everything(pack: Pack, steps: dict[str, Step]) -> None:
    demands = {"legitimation", "anstallning", "sprakkrav"}
    assert all(steps[key].gate and steps[key].force is Force.MUST and not steps[key].after for key in demands)
    assert waits(pack, ROUTE, PLAIN, "meddela_studierektor") == demands
    for key in ("handlingar", "blanketter", "vantelista", "st_kontrakt"):
        assert demands <= gates_before(pack, ROUTE, PLAIN, key)
    assert "ingen nivå" in steps["sprakkrav"].rule


@pytest.mark.krav("VGR2")
def test_what_is_only_advised_stops_nothing(pack: Pack, steps: dict[str, Step]) -> None:
    for key in ("kontakt_vardcentral", "tid_pa_vardcentralen"):
        assert (steps[key].force, steps[key].gate, steps[key].role) == (Force.SHOULD, False, "st_intressent")
        assert steps[key].period is None
        assert blocked_by(pack, ROUTE, PLAIN, key) == set()


@pytest.mark.krav("VGR3")
def test_both_wordings_of_who_needs_bt_are_kept(pack: Pack, steps: dict[str, Step]) -> None:
    assert [(item.wording, item.trained_abroad_only, item.source.heading) for item in pack.bt] == [
        (BtWording.STARTED_AFTER, True, "Ansökningsförfarande"),
        (BtWording.LICENSED_AFTER, True, "Utländsk utbildning"),
    ]
    note = steps["bt_oense"]
    assert (note.force, note.applies) == (Force.INFO, ("bt_unsettled",))


@pytest.mark.krav("VGR4", "VGR5")
def test_chief_sends_forms_and_head_of_clinic_four_papers(pack: Pack, steps: dict[str, Step]) -> None:
    told, forms, papers = steps["meddela_studierektor"], steps["blanketter"], steps["handlingar"]
    assert (told.role, told.contact) == (forms.role, forms.contact) == ("chef", "studierektor")
    assert (papers.role, papers.contact) == ("chef", "studierektor")
    assert forms.gate
    assert papers.gate
    assert [(field.key, field.kind, field.force) for field in papers.fields] == [
        ("anstallningsbevis", FieldKind.PAPER, Force.MUST),
        ("cv", FieldKind.PAPER, Force.MUST),
        ("personligt_brev", FieldKind.PAPER, Force.MUST),
        ("legitimation", FieldKind.PAPER, Force.MUST),
    ]
    assert pack.roles["chef"].at_clinic


@pytest.mark.krav("VGR6")
def test_the_study_directors_approval_opens_the_waiting_list(pack: Pack, steps: dict[str, Step]) -> None:
    approval, queue = steps["studierektor_godkanner"], steps["vantelista"]
    assert (approval.role, approval.gate) == ("studierektor", True)
    assert waits(pack, ROUTE, PLAIN, approval.key) == {"blanketter", "handlingar"}
    assert queue.after == (approval.key,)
    assert [(field.key, field.kind) for field in queue.fields] == [
        ("plats", FieldKind.NUMBER),
        ("inford", FieldKind.DATE),
    ]
    # Only most areas have a queue, and only for now: where there is none nobody is held up by it.
    assert (queue.force, queue.gate) == (Force.MAY, False)
    assert "vantelista" not in waits(pack, ROUTE, PLAIN, "kallelse")


@pytest.mark.krav("VGR6", "VGR7")
def test_the_approvals_stop_the_enrolment(pack: Pack) -> None:
    behind = {"utbildningsenheten_godkanner", "lofte", "vantelista", "kallelse", "inskrivning", "st_kontrakt"}
    assert blocked_by(pack, ROUTE, PLAIN, "studierektor_godkanner") == behind | {"aktiviteter"}


@pytest.mark.krav("VGR7", "VGR8", "VGR9")
def test_enrolment_and_contract_together_make_someone_an_st_doctor(pack: Pack, steps: dict[str, Step]) -> None:
    assert steps["kallelse"].gate
    assert waits(pack, ROUTE, PLAIN, "inskrivning") == {"kallelse"}
    assert waits(pack, ROUTE, PLAIN, "st_kontrakt") == {"inskrivning"}
    assert steps["st_kontrakt"].role == "utbildningsenheten"
    facts = PLAIN | {"bt_required": True}
    assert blocked_by(pack, ROUTE, facts, "st_kontrakt") == {"bt", "aktiviteter"}
    assert steps["aktiviteter"].force is Force.INFO


@pytest.mark.krav("VGR10", "VGR12")
def test_nothing_is_promised_before_the_unit_has_approved(pack: Pack, steps: dict[str, Step]) -> None:
    assert steps["utbildningsenheten_godkanner"].gate
    assert steps["utbildningsenheten_godkanner"].role == "utbildningsenheten"
    assert "lofte" in blocked_by(pack, ROUTE, PLAIN, "utbildningsenheten_godkanner")
    assert (steps["lofte"].force, steps["lofte"].role) == (Force.MAY, "chef")


@pytest.mark.krav("VGR10", "VGR12")
def test_no_number_of_posts_is_stated(pack: Pack) -> None:
    (rule,) = pack.capacity
    assert rule.per_listed is None
    assert "inget tal" in rule.rule


@pytest.mark.krav("VGR11")
def test_plus_is_shown_to_those_trained_abroad_who_need_bt(pack: Pack, steps: dict[str, Step]) -> None:
    assert steps["plus"].force is Force.INFO
    assert "plus" in listed(pack, ROUTE, {"bt_required": True, "trained_abroad": True})
    assert "plus" not in listed(pack, ROUTE, {"bt_required": True, "trained_abroad": False})
    assert "plus" not in listed(pack, ROUTE, {"bt_required": False, "trained_abroad": True})


@pytest.mark.krav("VGR2", "VGR6", "VGR9", "VGR10", "VGR11")
def test_everything_is_a_must_but_what_the_page_says_is_not(steps: dict[str, Step]) -> None:
    assert {key: (step.force, step.role) for key, step in steps.items() if step.force is not Force.MUST} == {
        "kontakt_vardcentral": (Force.SHOULD, "st_intressent"),
        "tid_pa_vardcentralen": (Force.SHOULD, "st_intressent"),
        "bt_oense": (Force.INFO, "studierektor"),
        "lofte": (Force.MAY, "chef"),
        "vantelista": (Force.MAY, "studierektor"),
        "plus": (Force.INFO, "st_lakare"),
        "aktiviteter": (Force.INFO, "st_lakare"),
    }


@pytest.mark.krav("VGR1", "VGR4", "VGR5", "VGR6", "VGR7", "VGR12")
def test_every_must_is_a_gate_but_telling_the_study_director_and_bt(steps: dict[str, Step]) -> None:
    musts = {key for key, step in steps.items() if step.force is Force.MUST}
    assert {key for key, step in steps.items() if step.gate} == musts - {"meddela_studierektor", "bt"}


@pytest.mark.krav("VGR4")
def test_the_forms_are_papers_kept_somewhere(steps: dict[str, Step]) -> None:
    assert [(field.kind, field.force) for field in steps["blanketter"].fields] == [(FieldKind.PAPER, Force.MAY)]
