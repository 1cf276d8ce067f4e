"""Is BT required, why, and by which document (OG21, VGR3)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.bt import BtReading, readings
from models.knowledge.pack_reader import builtin_packs
from models.knowledge.vocabulary import BtWording
from models.rules.bt import BtAnswer, BtReason, BtVerdict, bt_facts, bt_requirement
from models.rules.profile import Profile

TODAY = date(2026, 11, 21)
TURN = date(2021, 7, 1)
DAY = timedelta(days=1)
NO_AT = Profile(has_at=False, trained_in="Polen", licence_on=date(2022, 5, 2))


def ask(profile: Profile, region: str = "orebro", today: date = TODAY) -> BtVerdict:
    return bt_requirement(profile, readings(builtin_packs()[region]), today)


def said(verdict: BtVerdict) -> list[bool | None]:
    return [reason.required for reason in verdict.reasons]


def test_each_wording_is_told_with_its_own_documents_and_the_answer_is_a_sentence() -> None:
    reasons = (
        BtReason(True, "Började efter.", "Rutin 2025-04-15"),
        BtReason(True, "Började inte före.", "Rutin BT"),
        BtReason(False, "Legitimation före.", "VGR"),
        BtReason(True, "Började efter.", "Örebro"),
    )
    verdict = BtVerdict(BtAnswer.UNSETTLED, "", reasons)
    assert verdict.words(True) == {
        "Började efter.": ["Rutin 2025-04-15", "Örebro"],
        "Började inte före.": ["Rutin BT"],
    }
    assert (verdict.words(False), verdict.words(None)) == ({"Legitimation före.": ["VGR"]}, {})
    assert verdict.said == "BT: dokumenten är oense"
    assert BtVerdict(BtAnswer.DONE, "").said == "BT är gjord"


@pytest.mark.krav("OG21")
@pytest.mark.parametrize(
    ("start", "answer", "opinions"),
    [
        (TURN - DAY, BtAnswer.NOT_REQUIRED, [False]),
        (TURN, BtAnswer.UNSETTLED, [True, False, True]),
        (TURN + DAY, BtAnswer.REQUIRED, [True]),
    ],
)
def test_the_documents_part_on_the_day_itself(start: date, answer: BtAnswer, opinions: list[bool]) -> None:
    verdict = ask(replace(NO_AT, earlier_st=True, earlier_st_from=start))
    assert verdict.answer is answer
    assert said(verdict) == opinions


@pytest.mark.krav("OG21")
def test_where_they_part_all_three_are_shown_and_the_study_director_is_asked() -> None:
    verdict = ask(replace(NO_AT, planned_start_on=TURN))
    assert "Fråga studierektor" in verdict.why
    sources = [reason.source for reason in verdict.reasons]
    assert len(sources) == len(set(sources)) == 3
    assert "Socialstyrelsen" in sources[0]
    assert all("1 juli 2021" in reason.rule for reason in verdict.reasons)


@pytest.mark.krav("OG21")
def test_ostergotland_says_its_two_wordings_itself_and_none_is_said_twice() -> None:
    verdict = ask(replace(NO_AT, planned_start_on=TURN), "ostergotland")
    assert (verdict.answer, said(verdict)) == (BtAnswer.UNSETTLED, [True, False, True])
    sources = [reason.source for reason in verdict.reasons]
    assert "Socialstyrelsen" in sources[0]
    assert sources[1].startswith("Rutin rekrytering ST i allmänmedicin (2025-04-15)")
    assert sources[2].startswith("Rutin rekrytering ST i allmänmedicin med integrerad BT")


@pytest.mark.krav("VGR3")
@pytest.mark.parametrize(
    ("licence", "answer"),
    [(TURN - DAY, BtAnswer.UNSETTLED), (TURN, BtAnswer.UNSETTLED), (TURN + DAY, BtAnswer.REQUIRED)],
)
def test_the_two_wordings_of_vgr_part_where_the_licence_is_older(licence: date, answer: BtAnswer) -> None:
    verdict = ask(replace(NO_AT, licence_on=licence), "vgr")
    assert verdict.answer is answer
    assert said(verdict) == [True, True, licence > TURN]
    assert [reason.source for reason in verdict.reasons[-2:]] == [
        "Att söka ST-tjänst, Ansökningsförfarande",
        "Att söka ST-tjänst, Utländsk utbildning",
    ]


@pytest.mark.krav("VGR3")
def test_vgr_needs_the_day_of_the_licence() -> None:
    verdict = ask(replace(NO_AT, licence_on=None), "vgr")
    assert (verdict.answer, verdict.missing) == (BtAnswer.UNKNOWN, ("Legitimationsdatum",))
    assert verdict.why == "Fyll i: Legitimationsdatum."


@pytest.mark.krav("VGR3")
def test_vgr_needs_the_country() -> None:
    verdict = ask(replace(NO_AT, trained_in=""), "vgr")
    assert (verdict.answer, verdict.missing) == (BtAnswer.UNKNOWN, ("Utbildad i",))


@pytest.mark.krav("VGR3")
def test_vgrs_own_wordings_are_silent_on_those_trained_in_sweden() -> None:
    verdict = ask(replace(NO_AT, trained_in="Sverige", licence_on=TURN - DAY), "vgr")
    assert verdict.answer is BtAnswer.REQUIRED
    assert said(verdict) == [True]


def test_another_regions_reading_is_shown_only_where_it_says_something_else() -> None:
    agreed, parted = ask(NO_AT), ask(replace(NO_AT, planned_start_on=TURN))
    assert not any("Östergötland" in reason.source for reason in agreed.reasons)
    assert any("Östergötland" in reason.source for reason in parted.reasons)


@pytest.mark.krav("OG21")
def test_swedish_at_exempts_whatever_else() -> None:
    verdict = ask(replace(NO_AT, has_at=True, bt_ruling=True), "vgr")
    assert verdict.answer is BtAnswer.NOT_REQUIRED
    assert "AT" in verdict.why
    assert set(said(verdict)) == {False}


def test_bt_that_is_done_is_done() -> None:
    assert ask(replace(NO_AT, has_bt=True)).answer is BtAnswer.DONE


@pytest.mark.krav("OG21")
@pytest.mark.parametrize(("ruling", "answer"), [(True, BtAnswer.REQUIRED), (False, BtAnswer.NOT_REQUIRED)])
def test_the_study_directors_ruling_settles_it_and_the_wordings_stay_in_sight(ruling: bool, answer: BtAnswer) -> None:
    verdict = ask(replace(NO_AT, earlier_st_from=TURN, bt_ruling=ruling))
    assert verdict.answer is answer
    assert "Studierektor" in verdict.why
    assert said(verdict) == [True, False, True]


def test_without_a_word_on_at_nothing_can_be_said() -> None:
    verdict = ask(replace(NO_AT, has_at=None))
    assert (verdict.answer, verdict.missing) == (BtAnswer.UNKNOWN, ("Svensk AT",))


@pytest.mark.krav("OG21")
def test_the_reason_names_country_and_start() -> None:
    abroad = ask(NO_AT)
    assert abroad.answer is BtAnswer.REQUIRED
    assert "Polen" in abroad.why
    assert "1 juli 2021" in abroad.why
    started = ask(replace(NO_AT, trained_in="", earlier_st_from=date(2023, 1, 9)))
    assert "2023-01-09" in started.why


def test_someone_who_has_not_started_starts_on_the_planned_day_or_today() -> None:
    assert ask(NO_AT, today=TURN - DAY).answer is BtAnswer.NOT_REQUIRED
    assert ask(NO_AT, today=TURN + DAY).answer is BtAnswer.REQUIRED
    assert ask(replace(NO_AT, planned_start_on=TURN + DAY), today=TURN - DAY).answer is BtAnswer.REQUIRED


@pytest.mark.krav("OG21")
@pytest.mark.parametrize(
    ("answer", "required", "unsettled"),
    [
        (BtAnswer.REQUIRED, True, False),
        (BtAnswer.NOT_REQUIRED, False, False),
        (BtAnswer.DONE, False, False),
        (BtAnswer.UNSETTLED, None, True),
        (BtAnswer.UNKNOWN, None, False),
    ],
)
def test_each_answer_is_a_fact_that_packs_may_ask_for(answer: BtAnswer, required: bool | None, unsettled: bool) -> None:
    facts = bt_facts(Profile(), BtVerdict(answer, ""))
    assert (facts["bt_required"], facts["bt_unsettled"]) == (required, unsettled)


@pytest.mark.krav("ORE12")
def test_integrated_bt_is_out_of_the_question_only_where_bt_is_not_required() -> None:
    assert bt_facts(Profile(), BtVerdict(BtAnswer.NOT_REQUIRED, ""))["integrated_bt"] is False
    assert bt_facts(Profile(), BtVerdict(BtAnswer.REQUIRED, ""))["integrated_bt"] is None
    assert bt_facts(Profile(integrated_bt=True), BtVerdict(BtAnswer.NOT_REQUIRED, ""))["integrated_bt"] is True


@pytest.mark.parametrize(("code", "is_2021"), [("hslf-fs-2021-8", True), ("sosfs-2015-8", False)])
def test_the_chosen_curriculum_is_the_candidates_own(code: str, is_2021: bool) -> None:
    assert bt_facts(Profile(curriculum=code), BtVerdict(BtAnswer.UNKNOWN, ""))["curriculum_2021"] is is_2021


@pytest.mark.krav("OG21")
def test_who_needs_bt_follows_the_curriculum_of_2021() -> None:
    assert bt_facts(Profile(), BtVerdict(BtAnswer.REQUIRED, ""))["curriculum_2021"] is True
    assert bt_facts(Profile(), BtVerdict(BtAnswer.NOT_REQUIRED, ""))["curriculum_2021"] is None


DATES = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.sampled_from([TURN - DAY, TURN]))
MAYBE = st.sampled_from([None, True, False])
PROFILES = st.builds(
    Profile,
    licence_on=DATES,
    trained_in=st.sampled_from(["", "Sverige", "Polen"]),
    has_at=MAYBE,
    has_bt=MAYBE,
    earlier_st=MAYBE,
    earlier_st_from=DATES,
    planned_start_on=DATES,
    bt_ruling=MAYBE,
)
READINGS = st.lists(
    st.builds(BtReading, st.sampled_from(BtWording), st.just("regel"), st.just("källa"), st.booleans()), max_size=5
)
REGIONS = st.sampled_from(sorted(builtin_packs()))


@given(PROFILES, READINGS)
def test_never_required_of_someone_who_has_at_or_bt(profile: Profile, documents: list[BtReading]) -> None:
    verdict = bt_requirement(profile, documents, TODAY)
    if profile.has_at or profile.has_bt:
        assert verdict.answer in {BtAnswer.DONE, BtAnswer.NOT_REQUIRED}


@given(PROFILES, READINGS)
def test_an_answer_by_the_documents_has_their_words_behind_it(profile: Profile, documents: list[BtReading]) -> None:
    profile = replace(profile, bt_ruling=None)
    verdict = bt_requirement(profile, documents, TODAY)
    if verdict.answer is BtAnswer.REQUIRED:
        assert set(said(verdict)) == {True}
    elif verdict.answer is BtAnswer.UNSETTLED:
        assert {True, False} <= set(said(verdict))
    elif verdict.answer is BtAnswer.UNKNOWN:
        assert verdict.missing or not verdict.reasons


@given(PROFILES, REGIONS, st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(0, 4000))
def test_a_later_start_never_frees_anyone(profile: Profile, region: str, start: date, days: int) -> None:
    scale = [BtAnswer.NOT_REQUIRED, BtAnswer.UNSETTLED, BtAnswer.REQUIRED]
    early = ask(replace(profile, earlier_st_from=start), region).answer
    late = ask(replace(profile, earlier_st_from=start + timedelta(days=days)), region).answer
    if early in scale and late in scale:
        assert scale.index(early) <= scale.index(late)
