"""What must be true of every built-in pack, whatever its region."""

import string
import timeit
from itertools import groupby

import pytest

from models.knowledge.pack import Pack
from models.knowledge.pack_reader import builtin_pack_text, builtin_packs, load_pack, pack_digest, read_pack
from tests.models.knowledge.walking import rules_of

SLACK = 5  # the machine that runs the tests is not alone
PACKS = pytest.mark.parametrize("pack", builtin_packs().values(), ids=builtin_packs())


def test_the_packs_go_by_their_codes_in_order() -> None:
    packs = builtin_packs()
    assert packs.keys() == {"orebro", "ostergotland", "vastmanland", "vgr"}
    assert list(packs) == sorted(packs)
    assert all(pack.code == code for code, pack in packs.items())


def test_a_region_without_a_pack_has_no_text() -> None:
    for code in ("finns_inte", "../requirements", ""):
        with pytest.raises(KeyError):
            builtin_pack_text(code)


def test_a_text_is_read_once_and_its_digest_tells_editions_apart() -> None:
    text = builtin_pack_text("vgr")
    assert load_pack(text) is builtin_packs()["vgr"]
    assert pack_digest(text) == pack_digest(text[:])
    assert pack_digest(text) != pack_digest(text + "\n")


@PACKS
def test_steps_stand_in_the_order_of_the_phases(pack: Pack) -> None:
    headings = [key for key, _ in groupby(step.phase for step in pack.steps)]
    assert headings == [phase.key for phase in pack.phases]


@PACKS
def test_what_is_shown_fits_and_is_written_as_words(pack: Pack) -> None:
    for step in pack.steps:
        assert len(step.title) <= 45, step.key
        assert step.title[0] in string.ascii_uppercase + "ÅÄÖ"
        assert not step.title.endswith(".")
        assert all(len(field.label) <= 50 for field in step.fields)
    for rule in rules_of(pack):
        assert rule.rule.endswith(".")


@PACKS
def test_every_role_document_and_route_is_used(pack: Pack) -> None:
    rules = rules_of(pack)
    used = {role for step in pack.steps for role in (step.role, step.contact)} | {r.driver for r in pack.routes}
    assert set(pack.roles) <= used.union(*(letter.to for letter in pack.letters.values()))
    assert set(pack.documents) == {rule.source.document for rule in rules}
    assert all(pack.steps_of(route.key) for route in pack.routes)


@PACKS
def test_every_letter_is_shown_by_a_step_and_says_who_sends_it(pack: Pack) -> None:
    shown = {step.letter for step in pack.steps if step.letter}
    assert set(pack.letters) == shown
    for letter in pack.letters.values():
        assert letter.body.endswith(("{chef}\n{vardcentral}", "{kandidatens_telefon}"))
        assert len(letter.subject) <= 78


@PACKS
def test_no_duty_that_comes_back_is_waited_for(pack: Pack) -> None:
    coming_back = {step.key for step in pack.steps if step.every}
    assert coming_back.isdisjoint({key for step in pack.steps for key in step.after})
    assert coming_back.isdisjoint({route.becomes_st for route in pack.routes})


@PACKS
def test_nothing_that_a_check_found_has_a_place_to_be_written(pack: Pack) -> None:
    """Of IVO and belastningsregistret only that the check was made: no field for what it said, and a word on it."""
    for step in pack.steps:
        if step.contact == "ivo" or "register" in step.key:
            assert step.fields == ()
            assert "aldrig vad den visade" in step.rule


def test_all_packs_are_read_within_20_ms() -> None:
    texts = [builtin_pack_text(code) for code in builtin_packs()]
    best = min(timeit.repeat(lambda: [read_pack(text, "x") for text in texts], number=1, repeat=5))
    assert best < 0.02 * SLACK


@pytest.mark.parametrize(
    ("code", "days"),
    [
        ("ostergotland", {"annonsera.sista_dag", "anstall.anstallningsdag", "antagning.borjar"}),
        ("orebro", {"st_borjar_intern", "st_borjar_kand", "st_borjar_extern", "st_borjar_ovriga"}),
        ("vastmanland", {"provanstall.from", "st_borjar", "iup"}),
        ("vgr", {"st_kontrakt"}),
    ],
)
def test_the_days_that_something_else_is_counted_from_are_known_of_each_region(code: str, days: set[str]) -> None:
    assert builtin_packs()[code].built_on == days
