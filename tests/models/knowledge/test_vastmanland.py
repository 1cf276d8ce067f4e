"""Region Västmanland's booklet: much advice, few musts, and one gate (VML1–18, 25–26, 31, 33–36, 42–43, 46)."""

from itertools import product

import pytest

from models.knowledge.pack import Pack, Step
from models.knowledge.pack_time import Opens, Period
from models.knowledge.vocabulary import Every, FieldKind, Force, Stage
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

CODE = "vastmanland"
ROUTE = "rekrytering"
CHIEF = "chef"
PLAIN: dict[str, bool | None] = {"not_native_swedish": False, "already_st": False}

WALK = [
    (CHIEF, "rekrytera"),
    (CHIEF, "villkor"),
    (CHIEF, "handledare_specialist"),
    (CHIEF, "handledare_utbildning"),
    (CHIEF, "kontinuerlig_bedomning"),
    (CHIEF, "ansok_finansiering"),
    (CHIEF, "avtal_vardval"),
    (CHIEF, "anstall"),
    (CHIEF, "st_borjar"),
    (CHIEF, "overenskommelse"),
    (CHIEF, "iup"),
    (CHIEF, "sidotjanstgoringar"),
]


@pytest.mark.krav("VML12", "VML16", "VML17", "VML33", "VML8", "VML31", "VML36")
def test_each_answer_on_the_way_to_st_and_in_its_first_months(pack: Pack) -> None:
    assert list(answers(pack, ROUTE, PLAIN)) == WALK
    assert pack.route(ROUTE).becomes_st == "st_borjar"


@pytest.mark.krav("VML9", "VML10")
def test_another_mother_tongue_and_an_earlier_post_add_a_step_each(pack: Pack) -> None:
    expected = list(WALK)
    expected.insert(1, ("lakaren", "sprakbevis"))
    assert list(answers(pack, ROUTE, PLAIN | {"not_native_swedish": True})) == expected
    expected.insert(2, (CHIEF, "referens_studierektor"))
    assert list(answers(pack, ROUTE, {"not_native_swedish": True, "already_st": True})) == expected


@pytest.mark.krav("VML33")
def test_no_combination_of_facts_stands_still(pack: Pack) -> None:
    names = deciding(pack, ROUTE)
    assert set(names) == set(PLAIN)
    for values in product((True, False, None), repeat=len(names)):
        facts = dict(zip(names, values, strict=True))
        done = {key for _, key in answers(pack, ROUTE, facts)}
        assert done == {key for key, step in listed(pack, ROUTE, facts).items() if binding(step)}
        assert "st_borjar" in done


@pytest.mark.krav("VML33")
def test_one_route_for_all_clinics_and_the_chief_drives(pack: Pack) -> None:
    (route,) = pack.routes
    assert (route.driver, applies(route, {"private": True}), applies(route, {"private": False})) == (CHIEF, True, True)
    assert "legitimation" in route.who


@pytest.mark.krav("VML12", "VML33")
def test_what_makes_someone_an_st_doctor_is_our_reading_and_said_to_be(pack: Pack, steps: dict[str, Step]) -> None:
    assert "vår läsning" in pack.route(ROUTE).rule
    assert "Vår läsning" in steps["st_borjar"].rule
    assert waits(pack, ROUTE, PLAIN, "st_borjar") == {"anstall", "avtal_vardval"}


@pytest.mark.krav("VML12")
def test_the_application_is_the_only_gate_and_stands_before_the_employment(pack: Pack, steps: dict[str, Step]) -> None:
    assert [key for key, step in steps.items() if step.gate] == ["ansok_finansiering"]
    gate = steps["ansok_finansiering"]
    assert (gate.role, gate.contact, gate.after) == (CHIEF, "studierektor", ())
    behind = {"avtal_vardval", "anstall", "st_borjar", "overenskommelse", "iup", "sidotjanstgoringar"}
    assert blocked_by(pack, ROUTE, PLAIN, gate.key) == behind


@pytest.mark.krav("VML2", "VML12")
def test_the_trial_comes_before_the_application_and_nothing_hinders_it(pack: Pack, steps: dict[str, Step]) -> None:
    order = list(steps)
    for key in ("pre_st", "provanstall", "kompetensvardering"):
        assert (steps[key].force, steps[key].gate) == (Force.SHOULD, False)
        assert gates_before(pack, ROUTE, PLAIN, key) == set()
        assert order.index(key) < order.index("ansok_finansiering")
        assert key not in all_before(pack, ROUTE, PLAIN, "st_borjar")
    assert steps["provanstall"].period == Period()  # no length is stated
    assert steps["kompetensvardering"].opens == Opens(on="provanstall.from")  # while it lasts, not after it
    assert (steps["kompetensvardering"].role, steps["pre_st"].contact) == ("handledare", "st_enheten")
    stages = {phase.key: phase.stage for phase in pack.phases}
    assert stages[steps["provanstall"].phase] is Stage.TRIAL


@pytest.mark.krav("VML1")
def test_the_interest_is_the_doctors_own(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["intresseanmalan"]
    assert (step.role, step.force, pack.roles["lakaren"].at_clinic) == ("lakaren", Force.SHOULD, False)
    assert pack.letters[step.letter or ""].to == ("studierektor", "utbildningssamordnare")
    assert [field.key for field in step.fields] == ["studierektor", "utbildningssamordnare"]


@pytest.mark.krav("VML1", "VML2", "VML3", "VML4", "VML5", "VML7", "VML10", "VML11", "VML17")
def test_what_is_only_advised_stops_nothing(pack: Pack, steps: dict[str, Step]) -> None:
    advised = {key: step.krav for key, step in steps.items() if step.force is Force.SHOULD}
    assert advised == {
        "intresseanmalan": ("VML1",),
        "diskutera": ("VML3",),
        "las_overenskommelsen": ("VML4",),
        "referenser": ("VML10",),
        "kontroll_socialstyrelsen": ("VML11",),
        "kontroll_ivo": ("VML11",),
        "pre_st": ("VML2",),
        "provanstall": ("VML2",),
        "kompetensvardering": ("VML2",),
        "handledare_plats": ("VML17",),
        "andra_underskrift": ("VML5",),
        "bedomningsmetoder": ("VML7",),
        "avstamning": ("VML7",),
    }
    for key in advised:
        assert not steps[key].gate
        assert blocked_by(pack, ROUTE, PLAIN, key) == set()
        assert gates_before(pack, ROUTE, PLAIN, key) == set()  # advice is not stopped by the gate either


@pytest.mark.krav("VML4")
def test_the_agreement_is_to_be_read_and_belongs_to_year_one_but_no_signature_is_asked_for(
    steps: dict[str, Step],
) -> None:
    step = steps["overenskommelse"]
    assert (step.force, step.fields, step.after) == (Force.MUST, (), ("st_borjar",))
    assert "skrivas under står inte" in step.rule


@pytest.mark.krav("VML5")
def test_the_second_signatory_is_a_person(steps: dict[str, Step]) -> None:
    assert fields_of(steps["andra_underskrift"]) == [
        ("specialist", FieldKind.TEXT, Force.SHOULD),
        ("foljer", FieldKind.YES_NO, Force.SHOULD),
        ("reserv", FieldKind.YES_NO, Force.MAY),
    ]


@pytest.mark.krav("VML7", "VML8", "VML15", "VML18", "VML25", "VML35", "VML42")
def test_what_comes_back_and_how(steps: dict[str, Step]) -> None:
    assert {key: (step.every, step.force, step.krav[-1]) for key, step in steps.items() if step.every} == {
        "iup_arlig": (Every.YEAR, Force.MUST, "VML8"),
        "arsuppfoljning": (Every.YEAR, Force.MUST, "VML7"),
        "avstamning": (Every.ONGOING, Force.SHOULD, "VML7"),
        "manadsrapport": (Every.MONTH, Force.MUST, "VML18"),
        "lang_franvaro": (Every.ONGOING, Force.MUST, "VML18"),
        "avbrott": (Every.ONGOING, Force.MUST, "VML18"),
        "forlang_avtal": (Every.ONGOING, Force.MAY, "VML15"),
        "franvaro_sido": (Every.ONGOING, Force.MUST, "VML25"),
        "overtid_sido": (Every.ONGOING, Force.MUST, "VML25"),
        "kurser": (Every.ONGOING, Force.MUST, "VML42"),
        "attestera": (Every.ONGOING, Force.MUST, "VML42"),
        "extra_kurs": (Every.ONGOING, Force.MUST, "VML35"),
    }
    assert {steps[key].role for key in ("franvaro_sido", "overtid_sido", "kurser", "extra_kurs")} == {"st_lakare"}
    assert steps["attestera"].role == CHIEF


@pytest.mark.krav("VML8", "VML18")
def test_the_deadlines_that_are_stated(steps: dict[str, Step]) -> None:
    limits = {key: step.due.model_dump(exclude_defaults=True) for key, step in steps.items() if step.due is not None}
    assert limits == {
        "iup": {"months": 6, "after": "st_borjar"},
        "iup_arlig": {"months": 12, "after": "iup", "from_last": True},
        "arsuppfoljning": {"months": 12, "after": "st_borjar"},
        "manadsrapport": {"day": 10, "after": "st_borjar"},
    }
    assert (steps["lang_franvaro"].contact, steps["lang_franvaro"].over_working_days) == ("utbildningssamordnare", 10)
    assert "tio arbetsdagar" in steps["lang_franvaro"].rule and "Vi räknar" in steps["lang_franvaro"].rule


@pytest.mark.krav("VML9")
def test_either_proof_of_language_is_enough_and_waits_before_the_employment(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["sprakbevis"]
    assert fields_of(step) == [
        ("c1", FieldKind.PAPER, Force.MAY),
        ("sva3", FieldKind.PAPER, Force.MAY),
        ("annons", FieldKind.YES_NO, Force.MAY),
    ]
    assert step.one_of == (("c1", "sva3"),)
    assert (step.force, step.gate) == (Force.MUST, False)  # a must that stands among recommendations
    assert "rekommendationer" in step.rule
    assert "sprakbevis" in waits(pack, ROUTE, PLAIN | {"not_native_swedish": True}, "anstall")
    note = steps["sprak_modersmal"]
    assert (note.force, note.unless) == (Force.INFO, ("not_native_swedish",))
    assert "Vår läsning" in note.rule


@pytest.mark.krav("VML10")
def test_the_present_study_director_is_always_asked(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["referens_studierektor"]
    assert (step.force, step.applies, step.contact) == (Force.MUST, ("already_st",), "tidigare_studierektor")
    assert waits(pack, ROUTE, PLAIN | {"already_st": True}, "anstall") >= {step.key}


@pytest.mark.krav("VML11")
def test_two_separate_checks_with_the_stated_ways_in(pack: Pack, steps: dict[str, Step]) -> None:
    roles = pack.roles
    assert (roles["socialstyrelsen"].mailbox, roles["socialstyrelsen"].phone) == (
        "hosp@socialstyrelsen.se",
        "075-247 30 00",
    )
    assert (roles["ivo"].mailbox, roles["ivo"].phone) == (None, "010-788 50 00")
    assert steps["kontroll_socialstyrelsen"].letter == "legitimationskontroll"
    assert steps["kontroll_ivo"].letter == "ivo_kontroll"
    assert {key for key, letter in pack.letters.items() if letter.by_form} == {"ivo_kontroll"}


@pytest.mark.krav("VML16", "VML34")
def test_the_clinics_conditions_are_four(pack: Pack, steps: dict[str, Step]) -> None:
    step = steps["villkor"]
    assert fields_of(step) == [
        (key, FieldKind.YES_NO, Force.MUST) for key in ("avtal", "listade", "stabil", "regelbok")
    ]
    assert step.one_of == (("avtal",), ("listade",), ("stabil",), ("regelbok",))
    assert "3 000" in step.rule and "två år" in step.rule
    (posts,) = pack.capacity
    assert (posts.per_listed, posts.applies) == (2000, ())
    more = steps["fler_st"]
    assert (more.force, more.applies, more.role) == (Force.INFO, ("over_capacity",), "vardval")


@pytest.mark.krav("VML17")
def test_the_two_wordings_on_the_supervisors_training_are_both_shown(steps: dict[str, Step]) -> None:
    must, other = steps["handledare_utbildning"], steps["handledare_ordalydelse"]
    assert must.source.heading == "Förutsättningar för Vårdvalsfinansiering för ST"
    assert other.source.heading == "Struktur för god utbildningsmiljö"
    assert (must.force, other.force, other.unless) == (Force.MUST, Force.INFO, ("supervisor_trained",))
    specialist = steps["handledare_specialist"]
    assert (specialist.force, specialist.fields[0].fact) == (Force.MUST, "supervisor_specialist")
    assert specialist.one_of == (("specialist",),)
    assert [field.key for field in steps["kontinuerlig_bedomning"].fields] == ["utsedd"]


@pytest.mark.krav("VML12", "VML17")
def test_the_agreement_waits_for_the_conditions_but_the_employment_does_not(pack: Pack) -> None:
    conditions = {"villkor", "handledare_specialist", "handledare_utbildning", "kontinuerlig_bedomning"}
    assert waits(pack, ROUTE, PLAIN, "avtal_vardval") == conditions | {"ansok_finansiering"}
    assert waits(pack, ROUTE, PLAIN, "anstall") == {"rekrytera", "ansok_finansiering"}


@pytest.mark.krav("VML31")
def test_the_placements_hinder_until_they_are_booked(steps: dict[str, Step]) -> None:
    step = steps["sidotjanstgoringar"]
    assert (step.force, step.every) == (Force.MUST, None)
    assert fields_of(step) == [("bokat", FieldKind.TEXT, Force.MUST)]


@pytest.mark.krav("VML6", "VML13", "VML14", "VML25", "VML26", "VML43", "VML46")
def test_what_is_only_to_be_known_or_may_be_done(steps: dict[str, Step]) -> None:
    assert {key: step.krav for key, step in steps.items() if step.force is Force.INFO} == {
        "riktlinjer": ("VML43",),
        "tillgodoraknande": ("VML6",),
        "byte": ("VML26",),
        "sprak_modersmal": ("VML9",),
        "fler_st": ("VML16",),
        "handledare_ordalydelse": ("VML17",),
        "ersattning": ("VML13",),
        "ersattning_tid": ("VML14",),
        "kurser_gar": ("VML25",),
    }
    assert {key for key, step in steps.items() if step.force is Force.MAY} == {"omdomen", "forlang_avtal"}
    assert steps["omdomen"].krav == ("VML46",)
    assert "28581" in steps["riktlinjer"].title
    assert "inte säker på sidotjänstgöring" in steps["tillgodoraknande"].rule
    assert all(number in steps["ersattning"].rule for number in ("75", "20"))
    assert all(number in steps["ersattning_tid"].rule for number in ("60", "24", "66"))


@pytest.mark.krav("VML1", "VML33")
def test_who_is_at_the_clinic(pack: Pack) -> None:
    ours = {key for key, role in pack.roles.items() if role.at_clinic}
    assert ours == {CHIEF, "handledare", "st_lakare"}
