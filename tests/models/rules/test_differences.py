"""Two editions of a routine: everything that differs is said, and nothing that does not."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import builtin_packs, read_pack
from models.rules.differences import Changed, Difference, Kind, differences
from tests.models.knowledge.norrback import norrback

OLD = norrback()
ADDED = """
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


def found(new: str, route: str = "vanlig", old: str = OLD) -> tuple[Difference, ...]:
    return differences(read_pack(old, "a"), read_pack(new, "b"), route)


def changed(new: str, old: str = OLD) -> list[tuple[str, str, str]]:
    """What is said of the one step that differs."""
    (one,) = found(new, old=old)
    assert one.kind is Kind.CHANGED
    return [(change.what, change.before, change.now) for change in one.changes]


def test_the_same_text_differs_in_nothing() -> None:
    assert found(OLD) == ()
    assert found(f"# en kommentar\n{OLD}") == ()


@pytest.mark.parametrize("code", ["orebro", "ostergotland", "vastmanland", "vgr"])
def test_every_built_in_edition_can_be_told_from_the_first_word_to_the_last(code: str) -> None:
    pack = builtin_packs()[code]
    for route in pack.routes:
        assert differences(pack, pack, route.key) == ()
        empty = pack.model_copy(update={"steps": ()})
        new = differences(empty, pack, route.key)
        assert {one.key for one in new if one.key} == {one.key for one in pack.steps_of(route.key)}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Annonsera"', 'title = "Annonsera brett"', ("Rubrik", "Annonsera", "Annonsera brett")),
        ('after = ["intervju"]\np', 'after = ["annons"]\np', ("Väntar på", "Intervju", "Annonsera")),
        ("min_months = 3, max_months = 6 }\nr", "min_months = 4 }\nr", ("Period", "3–6 månader", "minst 4 månader")),
        (
            "min_days = 14",
            "min_days = 21",
            (
                "Tid emellan",
                "minst 14 dagar från ”Publicerad” till ”Sista ansökningsdag”",
                "minst 21 dagar från ”Publicerad” till ”Sista ansökningsdag”",
            ),
        ),
        (
            '"anmal", days = 14',
            '"anmal", days = 30',
            (
                "Tidsgräns",
                "inom 14 dagar, räknat från ”Anmäl behovet”",
                "inom 30 dagar, räknat från ”Anmäl behovet”",
            ),
        ),
        (
            '{ after = "anmal", days = 14 }',
            '{ before = "avtal.dag", months = 1 }',
            ("Tidsgräns", "inom 14 dagar, räknat från ”Anmäl behovet”", "senast 1 månad före ”Anställningsdag”"),
        ),
        (
            '{ after = "avtal.dag", months = 6 }',
            '{ after = "prova.to", by = "31 mars" }',
            (
                "Tidsgräns",
                "inom 6 månader, räknat från ”Anställningsdag”",
                "senast den 31 mars, räknat från ”Provtjänstgöring, 3–6 månader, slutet”",
            ),
        ),
        (
            'label = "Kansliet var med"',
            'label = "Kansliet"',
            (
                "Frågar efter",
                "Studierektor var med (ja eller nej, kan); Kansliet var med (ja eller nej, kan)",
                "Studierektor var med (ja eller nej, kan); Kansliet (ja eller nej, kan)",
            ),
        ),
        (
            'label = "Kansliet var med", kind = "ja_nej"',
            'label = "Kansliet var med", kind = "ja_nej", min_listed = 3000',
            (
                "Frågar efter",
                "Studierektor var med (ja eller nej, kan); Kansliet var med (ja eller nej, kan)",
                "Studierektor var med (ja eller nej, kan); "
                "Kansliet var med (ja eller nej, kan, minst 3\u00a0000 listade)",
            ),
        ),
        (
            '["bt_required"]',
            '["intervju.kansliet"]',
            ("Gäller om", "BT krävs", "”Kansliet var med” är ja"),
        ),
        ('["bt_required"]', '["curriculum_2021"]', ("Gäller om", "BT krävs", "ST enligt HSLF-FS 2021:8")),
        ("Annonsen ligger ute i minst 14 dagar.", "Ute.", ("Regel", "Annonsen ligger ute i minst 14 dagar.", "Ute.")),
        ('gate = true\nafter = ["annons"]', 'after = ["annons"]', ("Spärr", "ja", "")),
        ('every = "månad"', 'every = "år"', ("Återkommer", "månad", "år")),
    ],
)
def test_each_thing_that_a_step_says_is_compared(old: str, new: str, said: tuple[str, str, str]) -> None:
    assert OLD.count(old) == 1
    assert changed(OLD.replace(old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new", "title", "before", "now"),
    [
        (
            '"st-kansliet@norrback.example"',
            '"nytt@norrback.example"',
            "Roll: ST-kansliet",
            "ST-kansliet, st-kansliet@norrback.example",
            "ST-kansliet, nytt@norrback.example",
        ),
        (
            'name = "Studierektor"',
            'name = "Studierektor för ST"',
            "Roll: Studierektor för ST",
            "Studierektor",
            "Studierektor för ST",
        ),
        (
            "valid_from = 2026-01-01",
            "valid_from = 2027-01-01",
            "Dokument: Rutin för ST i Norrbäck",
            "Rutin för ST i Norrbäck; gäller från 2026-01-01",
            "Rutin för ST i Norrbäck; gäller från 2027-01-01",
        ),
        (
            'title = "Rutin för ST i Norrbäck"',
            'title = "Rutin för ST"',
            "Dokument: Rutin för ST",
            "Rutin för ST i Norrbäck; gäller från 2026-01-01",
            "Rutin för ST; gäller från 2026-01-01",
        ),
    ],
)
def test_what_many_steps_share_is_told_once_and_first(old: str, new: str, title: str, before: str, now: str) -> None:
    (one,) = found(OLD.replace(old, new), "kand")
    assert (one.kind, one.title, one.changes) == (Kind.CHANGED, title, (Changed(title, before, now),))
    assert found(OLD.replace(old, new) + ADDED)[0] == one


def test_a_phase_of_another_name_is_told_once() -> None:
    (one,) = found(OLD.replace('title = "Behov och annons"', 'title = "Behov"'), "kand")
    assert one.title == "Faser, i ordning"
    assert one.changes[0].now == "Behov (Rekrytering) → Avtal (Avtal och start) → Bastjänstgöring (BT) → Under ST (ST)"


def test_a_step_that_has_moved_is_told_where_it_stands_now_and_the_others_are_not() -> None:
    steps = read_pack(OLD, "a").steps
    last = f"[[steps]]{OLD.split('[[steps]]')[-1]}"
    moved = OLD.replace(last, "").replace('[[steps]]\nkey = "annons"', f'{last}\n[[steps]]\nkey = "annons"')
    assert len(read_pack(moved, "b").steps) == len(steps)
    assert changed(moved) == [("Plats", "efter ”Rekvirera bidraget”", "efter ”Godkänn behovet”")]
    first = last.replace('phase = "st"', 'phase = "behov"')
    atop = OLD.replace(last, "").replace('[[steps]]\nkey = "anmal"', f'{first}\n[[steps]]\nkey = "anmal"')
    assert ("Plats", "efter ”Rekvirera bidraget”", "först") in changed(atop)


def test_a_question_under_another_key_loses_its_answer_and_that_is_said() -> None:
    said = changed(
        OLD.replace('key = "kansliet", label', 'key = "kontoret", label')
        .replace('"kansliet"]]', '"kontoret"]]')
        .replace('"intervju.kansliet"', '"intervju.kontoret"')
    )
    assert [what for what, _before, _now in said] == ["Frågar efter"]
    assert "svaret följer inte med" in said[0][1]
    assert "svaret följer inte med" not in said[0][2]


@given(st.permutations(range(8)))
def test_the_moves_are_as_few_as_explain_the_new_order(order: list[int]) -> None:
    whole = read_pack(OLD, "x")
    steps = whole.steps_of("kand")
    other = whole.model_copy(update={"steps": tuple(steps[number] for number in order)})
    moved = {one.key for one in differences(whole.model_copy(update={"steps": steps}), other, "kand")}
    left = [number for number in order if steps[number].key not in moved]
    assert left == sorted(left)
    rising = max(
        len(some) for size in range(len(order) + 1) for some in combinations(order, size) if list(some) == sorted(some)
    )
    assert len(moved) == len(order) - rising


def test_a_letters_every_word_is_compared() -> None:
    (what, before, now), *more = changed(OLD.replace("Vi har {listade} listade", "Hos oss är {listade} listade"))
    assert (what, more) == ("Brev", [])
    assert "Vi har" in before
    assert "Hos oss är" in now


def test_a_new_step_and_one_that_is_gone() -> None:
    (new,) = found(OLD + ADDED)
    assert (new.kind, new.title, new.key, new.part) == (Kind.NEW, "Skicka välkomstbrev", "valkommen", "Avtal")
    assert Changed("Kraft", "", "bör") in new.changes
    (gone,) = found(OLD, old=OLD + ADDED)
    assert (gone.kind, gone.key) == (Kind.GONE, "valkommen")
    assert Changed("Kraft", "bör", "") in gone.changes


def test_only_the_route_that_is_followed_is_compared() -> None:
    new = OLD.replace("Provtjänstgöringen är tre till sex månader.", "Ett halvår.")
    assert [one.key for one in found(new, "vanlig")] == ["prova"]
    assert found(new, "kand") == ()


@pytest.mark.parametrize(
    ("old", "new", "title"),
    [
        ("per_listed = 2500", "per_listed = 2000", "Antal ST-tjänster"),
        (
            'säger olika: fråga kansliet" }',
            'säger olika: fråga kansliet", ruling = "intervju.kansliet" }',
            "Finansiering: ST-bidrag",
        ),
        ("max_months = 66", "max_months = 60", "Tid med ersättning: Tid med bidrag"),
        ("min_listed = 4000", "min_listed = 3000", "Finansiering: ST-bidrag"),
        ('becomes_st = "avtal.dag"\nunless', 'becomes_st = "avtal"\nunless', "Väg: Rekrytering med provtjänstgöring"),
        ('becomes_st = "avtal.dag"\nunless', 'becomes_st = "prova"\nunless', "Väg: Rekrytering med provtjänstgöring"),
        ('wording = "paborjat_efter"', 'wording = "ej_paborjat_fore"', "Vem som behöver BT"),
        ('curriculum = "hslf-fs-2021-8"', 'curriculum = "sosfs-2015-8"', "Tid med ersättning: Tid med bidrag"),
        ('any_of = ["avtal"]', 'any_of = ["prova"]', "Finansiering: ST-bidrag"),
        ("Minst 4 000 listade", "Minst 3 000 listade", "Finansiering: ST-bidrag"),
        ("months = [3, 10]", "months = [4, 11]", "Intag: Intag till BT"),
        ("months = [3, 10]", "months = [3, 10]\napply_before = { days = 30 }", "Intag: Intag till BT"),
        ("efter den 1 juli 2021", "efter den 1 juli 2022", "Vem som behöver BT"),
        ("Läkaren provtjänstgör innan", "Läkaren prövas innan", "Väg: Rekrytering med provtjänstgöring"),
    ],
)
def test_the_rules_beside_the_steps_are_compared_too(old: str, new: str, title: str | None) -> None:
    assert old in OLD
    told = found(OLD.replace(old, new))
    assert [one.title for one in told] == ([title] if title else [])


@given(st.sets(st.sampled_from([step.key for step in read_pack(OLD, "x").steps])))
def test_what_is_taken_away_one_way_is_added_the_other(keys: set[str]) -> None:
    whole = read_pack(OLD, "x")
    less = whole.model_construct(
        **{name: getattr(whole, name) for name in type(whole).model_fields}
        | {"steps": tuple(step.model_copy(update={"after": (), "due": None}) for step in whole.steps)}
    )
    fewer = less.model_construct(
        **{name: getattr(less, name) for name in type(less).model_fields}
        | {"steps": tuple(step for step in less.steps if step.key not in keys)}
    )
    gone = {one.key for one in differences(less, fewer, "vanlig") if one.key and one.kind is Kind.GONE}
    new = {one.key for one in differences(fewer, less, "vanlig") if one.key and one.kind is Kind.NEW}
    assert gone == new == keys & {step.key for step in whole.steps_of("vanlig")}


@pytest.mark.parametrize(
    ("opens", "said"),
    [("after", "dagen efter ”Sista ansökningsdag”"), ("on", "den dag som står i ”Sista ansökningsdag”")],
)
def test_when_a_step_opens_is_compared(opens: str, said: str) -> None:
    new = OLD.replace('after = ["annons"]', f'after = ["annons"]\nopens = {{ {opens} = "annons.sista_dag" }}')
    assert changed(new) == [("Öppnar", "", said)]


def test_how_many_there_must_be_together_is_compared() -> None:
    asked = 'fields = [{ key = "bedomningar", label = "Bedömningar", kind = "antal" }]'
    few = OLD.replace(
        "period = { min_months = 3",
        f'{asked}\nat_least = {{ sum = ["bedomningar"], number = 2 }}\nperiod = {{ min_months = 3',
    )
    (one,) = found(few.replace("number = 2", "number = 3"), old=few)
    assert one.changes == (Changed("Minst tillsammans", "minst 2 av Bedömningar", "minst 3 av Bedömningar"),)
