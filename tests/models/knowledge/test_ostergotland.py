"""Region Östergötland's routine for recruitment: who does what, in which order, and what stops what."""

from itertools import product

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.vocabulary import FieldKind, Force, Stage
from tests.models.knowledge.ostergotland import (
    APPENDIX,
    BT,
    BT_WALK,
    CHIEF,
    PLAIN,
    REGION_RUN,
    ROUTE,
    WALK,
)
from tests.models.knowledge.walking import (
    all_before,
    answers,
    applies,
    binding,
    blocked_by,
    deciding,
    fields_of,
    gates_before,
    listed,
    waits,
)

CODE = "ostergotland"


@pytest.mark.krav("OG1", "OG4", "OG6", "OG11", "OG12", "OG13", "OG14", "OG15", "OG16", "OG17")
def test_each_answer_on_the_way_to_st(pack: Pack) -> None:
    assert list(answers(pack, ROUTE, PLAIN)) == WALK
    assert pack.route(ROUTE).becomes_st == "anstall.anstallningsdag"


@pytest.mark.krav("OG5", "OG18")
def test_a_region_run_clinic_has_two_steps_more(pack: Pack) -> None:
    expected = list(WALK)
    expected.insert(1, (CHIEF, "personalbehov"))
    assert list(answers(pack, ROUTE, REGION_RUN)) == [*expected, (CHIEF, "sdworx")]


@pytest.mark.krav("OG4")
def test_no_combination_of_facts_stands_still(pack: Pack) -> None:
    names = deciding(pack, ROUTE)
    assert set(names) == set(PLAIN)
    for values in product((True, False, None), repeat=len(names)):
        facts = dict(zip(names, values, strict=True))
        done = {key for _, key in answers(pack, ROUTE, facts)}
        assert done == {key for key, step in listed(pack, ROUTE, facts).items() if binding(step)}
        assert "anstall" in done


@pytest.mark.krav("OG4")
def test_one_route_for_everybody(pack: Pack) -> None:
    assert [route.key for route in pack.routes] == [ROUTE]
    assert all(applies(pack.route(ROUTE), facts) for facts in (PLAIN, REGION_RUN, BT, {}))
    assert pack.route(ROUTE).driver == CHIEF


@pytest.mark.krav("OG1", "OG2")
def test_the_interest_goes_to_two_and_takes_the_checklist_along(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["intresseanmalan"]
    assert fields_of(step) == [
        ("studierektor", FieldKind.DATE, Force.MUST),
        ("utbildningssekreterare", FieldKind.DATE, Force.MUST),
        ("kravspecifikation", FieldKind.PAPER, Force.MUST),
    ]
    assert pack.letters[step.letter or ""].to == ("studierektor", "utbildningssekreterare")


@pytest.mark.krav("OG3", "OG4")
def test_the_order_of_clinics_has_a_place_on_the_approval(steps: dict[str, Step]) -> None:
    assert fields_of(steps["godkannande"]) == [
        ("godkannande", FieldKind.PAPER, Force.MUST),
        ("turordning", FieldKind.NUMBER, Force.MAY),
    ]
    assert (steps["turordning"].force, steps["turordning"].krav) == (Force.INFO, ("OG3",))


@pytest.mark.krav("OG4")
@pytest.mark.parametrize("facts", [PLAIN, REGION_RUN, BT | {"not_native_swedish": True}])
def test_without_written_approval_nothing_of_the_recruitment_begins(pack: Pack, facts: dict[str, bool | None]) -> None:
    assert pack.by_key["godkannande"].gate
    before = {"intresseanmalan", "personalbehov", "godkannande"}
    on_list = listed(pack, ROUTE, facts)
    to_do = {key for key, step in on_list.items() if step.force is not Force.INFO}
    assert blocked_by(pack, ROUTE, facts, "godkannande") == to_do - before
    assert waits(pack, ROUTE, facts, "godkannande") == {"intresseanmalan"}


@pytest.mark.krav("OG5")
def test_the_notice_of_need_is_sent_beside_the_approval(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["personalbehov"]
    assert (step.applies, step.force, step.gate, step.after) == (("region_run",), Force.MUST, False, ())
    assert pack.roles["personalbehov"].mailbox == "PersonalbehovsanmalanPvc@regionostergotland.se"
    assert blocked_by(pack, ROUTE, REGION_RUN, "personalbehov") == set()


@pytest.mark.krav("OG6", "OG9")
def test_the_ad_has_its_days_four_free_channels_and_one_that_costs(steps: dict[str, Step]) -> None:
    step = steps["annonsera"]
    assert fields_of(step) == [
        ("publicerad", FieldKind.DATE, Force.MUST),
        ("sista_dag", FieldKind.DATE, Force.MUST),
        ("intranatet", FieldKind.YES_NO, Force.MUST),
        ("webben", FieldKind.YES_NO, Force.MUST),
        ("platsbanken", FieldKind.YES_NO, Force.MUST),
        ("facebook", FieldKind.YES_NO, Force.MUST),
        ("tidning", FieldKind.YES_NO, Force.MAY),
    ]
    assert step.span is not None
    assert (step.span.start, step.span.end, step.span.min_days) == ("publicerad", "sista_dag", 14)


@pytest.mark.krav("OG7", "OG8")
def test_the_template_and_the_unions_wish_stop_nothing(pack: Pack, steps: dict[str, Step]) -> None:
    for key, krav in {"annonsmall": "OG7", "facklig": "OG8"}.items():
        assert (steps[key].force, steps[key].gate, steps[key].krav) == (Force.MAY, False, (krav,))
        assert blocked_by(pack, ROUTE, PLAIN, key) == set()


@pytest.mark.krav("OG10")
def test_the_study_director_is_added_to_the_ad(steps: dict[str, Step]) -> None:
    step = steps["studierektor_varbi"]
    assert (step.role, step.force, step.after) == (CHIEF, Force.MUST, ("godkannande",))


@pytest.mark.krav("OG11")
@pytest.mark.parametrize("key", ["intervjuer", "referenser"])
def test_who_took_part_is_asked_for_and_the_supervisor_always_does(steps: dict[str, Step], key: str) -> None:
    step = steps[key]
    assert step.role == CHIEF
    assert fields_of(step) == [
        ("studierektor", FieldKind.YES_NO, Force.MUST),
        ("utbildningssekreterare", FieldKind.YES_NO, Force.MUST),
        ("handledare", FieldKind.YES_NO, Force.MUST),
    ]
    assert step.one_of == (("studierektor", "utbildningssekreterare"), ("handledare",))
    assert "utbildningssekreteraren" in steps["intervjuer"].rule


@pytest.mark.krav("OG12")
def test_two_consents_with_two_dates_come_before_the_employment(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["samtycke"]
    assert (step.gate, step.contact) == (True, "studierektor")
    assert fields_of(step) == [
        ("chef", FieldKind.DATE, Force.MUST),
        ("studierektor", FieldKind.DATE, Force.MUST),
    ]
    assert blocked_by(pack, ROUTE, REGION_RUN, "samtycke") == {"anstall", "besked", "sdworx"}
    assert gates_before(pack, ROUTE, PLAIN, "anstall") == {"godkannande", "samtycke"}


@pytest.mark.krav("OG13", "OG14", "OG15")
def test_the_recruiting_chief_has_three_things_to_check(pack: Pack, steps: dict[str, Step]) -> None:
    for key in ("legitimationsbevis", "kontroll_socialstyrelsen", "kontroll_ivo"):
        assert (steps[key].role, steps[key].force, steps[key].gate) == (CHIEF, Force.MUST, False)
        assert key in waits(pack, ROUTE, PLAIN, "anstall")
    assert fields_of(steps["legitimationsbevis"]) == [("kopia", FieldKind.PAPER, Force.MUST)]
    assert [field.key for field in steps["kontroll_socialstyrelsen"].fields] == [
        "giltighet",
        "akthet",
        "begransningar",
    ]
    assert pack.roles["socialstyrelsen"].mailbox == "hosp@socialstyrelsen.se"
    assert pack.roles["ivo"].mailbox == "kontrollavlegitimeradpersonal@ivo.se"
    assert steps["kontroll_ivo"].fields == ()


@pytest.mark.krav("OG16")
def test_four_facts_are_told_to_two_when_the_employment_is_settled(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["besked"]
    assert [(field.key, field.value, field.force) for field in step.fields] == [
        ("namn", "kandidat", Force.MUST),
        ("anstallningsdag", "anstallningsdag", Force.MUST),
        ("legitimationsdatum", "legitimationsdatum", Force.MUST),
        ("handledare", "handledare", Force.MUST),
    ]
    assert waits(pack, ROUTE, PLAIN, "besked") == {"anstall"}
    letter = pack.letters[step.letter or ""]
    assert letter.to == ("studierektor", "utbildningssekreterare")
    assert all(f"{{{field.value}}}" in letter.body for field in step.fields)


@pytest.mark.krav("OG17", "OG33")
def test_trial_employment_can_without_bt_and_ought_with_it(pack: Pack, steps: dict[str, Step]) -> None:
    assert fields_of(steps["anstall"]) == [
        ("anstallningsdag", FieldKind.DATE, Force.MUST),
        ("tillsvidare", FieldKind.YES_NO, Force.MUST),
        ("provanstallning", FieldKind.YES_NO, Force.MAY),
    ]
    trial = steps["provanstallning_bt"]
    assert (trial.force, trial.gate) == (Force.SHOULD, False)
    assert (trial.applies, trial.unless) == (
        ("integrated_bt",),
        ("known_in_region", "anstall.tillsvidare", "anstall.provanstallning"),
    )
    assert "bör" in trial.rule and "möjlighet" in trial.rule
    assert "kan provanställas" in steps["anstall"].rule and "bör" in steps["anstall"].rule
    new = BT | {"known_in_region": False, "anstall.tillsvidare": False}
    assert blocked_by(pack, ROUTE, new, trial.key) == set()
    assert {trial.key, "tillsvidare"} <= listed(pack, ROUTE, new).keys()
    for_good = listed(pack, ROUTE, new | {"anstall.tillsvidare": True}).keys()
    assert not for_good & {trial.key, "tillsvidare"}


@pytest.mark.krav("OG18")
def test_sdworx_has_its_template_and_the_copy(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["sdworx"]
    assert step.applies == ("region_run",)
    assert "4.1" in step.rule and "4.1" in step.fields[0].label
    assert waits(pack, ROUTE, REGION_RUN, "sdworx") == {"anstall", "legitimationsbevis"}


@pytest.mark.krav("OG19", "OG20")
def test_what_the_money_hangs_on_and_what_a_deviation_costs(pack: Pack, steps: dict[str, Step]) -> None:
    (money,) = pack.financing
    assert [condition.any_of for condition in money.conditions] == [
        ("samtycke.studierektor",),
        (
            *("intervjuer.studierektor", "referenser.studierektor"),
            *("studierektor_urval.urval", "studierektor_urval.intervjuer"),
        ),
        ("anstall.tillsvidare", "tillsvidare"),
    ]
    assert "själv" in (money.deviation or "")
    assert steps["ersattning"].force is steps["avsteg"].force is Force.INFO


@pytest.mark.krav("OG37", "OG38", "OG22", "OG23", "OG28", "OG3", "OG19", "OG20", "OG26", "OG27", "OG35", "OG21")
def test_what_is_only_to_be_known_and_for_whom(steps: dict[str, Step]) -> None:
    bt = ("integrated_bt",)
    assert {key: (s.krav, s.applies, s.unless) for key, s in steps.items() if s.force is Force.INFO} == {
        "hemsidan": (("OG37",), (), ()),
        "turordning": (("OG3",), (), ()),
        "bt_oense": (("OG21",), ("bt_unsettled",), ()),
        "bt_fran_2027": (("OG22",), (), ("has_at", "has_bt")),
        "huvudvag": (("OG27", "OG38"), bt, ()),
        "strategisk_bt": (("OG28",), ("bt_required",), ()),
        "st_langd": (("OG23",), bt, ()),
        "ersattning": (("OG19",), (), ()),
        "avsteg": (("OG20",), (), ()),
        "forlangd_st": (("OG35",), bt, ()),
        "ta_emot_bt": (("OG35",), bt, ()),
        "bt_tva_ar": (("OG27",), bt, ()),
        "bt_intyg": (("OG26",), bt, ()),
    }
    assert "För chefer om ST-läkare" in steps["hemsidan"].rule and "Chefsinformation ST" in steps["hemsidan"].rule


@pytest.mark.krav("OG4", "OG12", "OG17", "OG34")
def test_there_are_four_gates_and_no_more(steps: dict[str, Step]) -> None:
    assert [key for key, step in steps.items() if step.gate] == ["godkannande", "samtycke", "anstall", "intyga_bt"]


@pytest.mark.krav("OG7", "OG8", "OG33", "OG35")
def test_everything_is_a_must_but_what_the_routine_says_is_not(steps: dict[str, Step]) -> None:
    optional = {key: step.force for key, step in steps.items() if step.force in {Force.SHOULD, Force.MAY}}
    assert optional == {
        "annonsmall": Force.MAY,
        "facklig": Force.MAY,
        "provanstallning_bt": Force.SHOULD,
        "rakna_ar": Force.MAY,
    }


@pytest.mark.krav("OG27", "OG34")
def test_the_way_goes_through_the_common_stages_in_order(pack: Pack) -> None:
    stages = {phase.key: phase.stage for phase in pack.phases}
    walked = [stages[pack.by_key[key].phase] for _, key in BT_WALK]
    order = list(Stage)
    assert walked == sorted(walked, key=order.index)
    assert stages[pack.by_key["anstall"].phase] is Stage.AGREEMENT
    assert all(stages[pack.by_key[key].phase] is Stage.BT for key in APPENDIX)


@pytest.mark.krav("OG1")
def test_who_is_at_the_clinic(pack: Pack) -> None:
    ours = {key for key, role in pack.roles.items() if role.at_clinic}
    assert ours == {CHIEF, "handledare", "st_lakare"}
    assert {key for key, role in pack.roles.items() if role.mailbox} == {"personalbehov", "socialstyrelsen", "ivo"}


@pytest.mark.krav("OG11", "OG30")
def test_the_selection_comes_after_the_ad_and_before_the_employment(pack: Pack) -> None:
    selection = {"intervjuer", "referenser", "studierektor_urval", "noggrant_urval", "medicinsk_niva"}
    assert all(waits(pack, ROUTE, BT, key) == {"annonsera"} for key in selection)
    assert selection <= all_before(pack, ROUTE, BT, "anstall")
    (rule,) = pack.capacity
    assert rule.per_listed is None and "inget tal" in rule.rule


def test_a_document_is_named_once_where_its_title_is_the_heading_too(pack: Pack, steps: dict[str, Step]) -> None:
    assert [pack.where(one) for one in pack.bt][1] == "Rutin rekrytering ST i allmänmedicin med integrerad BT"
    assert pack.where(steps["hemsidan"]) == "Rutin rekrytering ST i allmänmedicin (2025-04-15)"
    assert pack.where(steps["samtycke"]).endswith("(2025-04-15), Arbetsgång vid rekrytering av ST")
