"""Faults in letters, financing, clocks and intakes."""

import pytest

from models.knowledge.pack_reader import read_pack
from tests.models.knowledge.small_pack import GOOD, MORE, changed, lines_of

BESIDE = {
    "unknown placeholder": (
        "Om {kandidat}",
        "Om {namn}",
        "rad 51: letters.brev, subject: väntade ett brevvärde som finns (anstallningsdag, handledare, idag, "
        "kandidat, kandidatens_epost, legitimationsdatum, listade, malbeskrivning, planerad_start, "
        "vardcentral och 7 till), men fick ”namn”",
    ),
    "a brace too many": (
        "{vardcentral}.",
        "{vardcentral}}.",
        "rad 52: letters.brev, body: väntade { och } bara runt ett brevvärde, men fick ett ensamt }",
    ),
    "a subject of two lines": (
        "Om {kandidat}",
        "Om\\nBcc: a",
        "rad 51: letters.brev, subject: väntade en enda rad",
    ),
    "a letter to nobody known": (
        '["studierektor"]',
        '["hr"]',
        "rad 50: letters.brev, to: väntade en roll som finns (chef, studierektor), men fick ”hr”",
    ),
    "a letter without a subject": (
        'subject = "Om {kandidat}"\n',
        "",
        "rad 48: letters.brev, subject: väntade ett värde, men nyckeln saknas",
    ),
    "an enclosure of an unknown step": (
        '["studierektor"]\n',
        '["studierektor"]\nenclosures = ["CV", { title = "Avtal", step = "avtal" }]\n',
        "rad 51: letters.brev.enclosures[2], step: väntade ett steg som finns (anstall, intervju), men fick ”avtal”",
    ),
    "an enclosure that is no text": (
        '["studierektor"]\n',
        '["studierektor"]\nenclosures = ["CV", 3]\n',
        "rad 51: letters.brev, enclosures: väntade text inom citattecken, men fick 3",
    ),
    "no condition": (
        '[{ label = "Intervjun", any_of = ["intervju.datum"] }]',
        "[]",
        "rad 57: financing.pengar, conditions: väntade minst 1 i listan, men fick 0",
    ),
    "a condition of two kinds": (
        'any_of = ["intervju.datum"]',
        'any_of = ["intervju.datum"], min_listed = 3000',
        "rad 57: financing.pengar.conditions[1]: väntade en av any_of, fact och min_listed, och bara en av "
        "dem, men fick any_of och min_listed",
    ),
    "a condition of no kind": (
        ', any_of = ["intervju.datum"]',
        "",
        "rad 57: financing.pengar.conditions[1]: väntade en av any_of, fact och min_listed, och bara en av "
        "dem, men fick ingen",
    ),
    "a condition of an unknown fact": (
        'any_of = ["intervju.datum"]',
        'fact = "rik"',
        "rad 57: financing.pengar.conditions[1], fact: väntade ett faktum som finns (already_st, "
        "bt_required, curriculum_2021, has_licence, over_capacity, private, region_run, "
        "supervisor_specialist, supervisor_trained, trained_abroad och 9 till), men fick ”rik”",
    ),
    "a condition of an unknown step": (
        '"intervju.datum"] }',
        '"samtal.datum"] }',
        "rad 57: financing.pengar.conditions[1], any_of: väntade ett steg som finns (anstall, intervju), men "
        "fick ”samtal”",
    ),
    "a condition of an unknown field": (
        '"intervju.datum"] }',
        '"intervju.chef"] }',
        "rad 57: financing.pengar.conditions[1], any_of: väntade ett fält på steget intervju som finns "
        "(datum), men fick ”chef”",
    ),
    "financing on an unknown route": (
        'title = "Pengar"',
        'title = "Pengar"\nroutes = ["annan"]',
        "rad 57: financing.pengar, routes: väntade en väg som finns (vanlig), men fick ”annan”",
    ),
    "a clock without numbers": (
        "max_months = 60\n",
        "",
        "rad 61: clocks.tid: väntade minst ett tal: percent, min_months eller max_months",
    ),
    "a clock the wrong way round": (
        "max_months = 60",
        "min_months = 24\nmax_months = 6",
        "rad 65: clocks.tid, min_months: väntade ett tal som inte är större än max_months",
    ),
    "a clock of an unknown kind": (
        'kind = "finansiering"',
        'kind = "lön"',
        "rad 64: clocks.tid, kind: väntade finansiering, finansiering_bt eller sidotjanstgoring, men fick ”lön”",
    ),
    "more than everything": (
        "max_months = 60",
        "percent = 101",
        "rad 65: clocks.tid, percent: väntade högst 100, men fick 101",
    ),
    "an intake that never comes": (
        "months = [4, 11]",
        "months = []",
        "rad 72: intakes.intag, months: väntade minst 1 i listan, men fick 0",
    ),
    "an intake in a thirteenth month": (
        "months = [4, 11]",
        "months = [4, 13]",
        "rad 72: intakes.intag, months: väntade högst 12, men fick 13",
    ),
    "an intake twice in a month": (
        "months = [4, 11]",
        "months = [4, 4]",
        "rad 72: intakes.intag, months: ”4” finns redan på rad 72",
    ),
    "an intake through nothing": (
        'step = "anstall"',
        'step = "ansokan"',
        "rad 73: intakes.intag, step: väntade ett steg som finns (anstall, intervju), men fick ”ansokan”",
    ),
    "an intake that nobody is taken in to": (
        'step = "anstall"',
        'step = "anstall"\nadmitted = "antagning"',
        "rad 74: intakes.intag, admitted: väntade ett steg som finns (anstall, intervju), men fick ”antagning”",
    ),
    "an intake counted from nothing": (
        'after = "intervju.datum"\n',
        "",
        "rad 69: intakes.intag: väntade både after och usually, eller ingen av dem",
    ),
    "a last day to apply in two ways": (
        "months = [4, 11]",
        "months = [4, 11]\napply_before = { days = 30, months = 1 }",
        "rad 73: intakes.intag.apply_before: väntade en av days och months, och bara en av dem, men fick days "
        "och months",
    ),
    "a last day to apply in no month": (
        "months = [4, 11]",
        "months = [4, 11]\napply_before = { days = 30, day = 15 }",
        "rad 73: intakes.intag.apply_before, day: väntade months för att kunna användas",
    ),
    "usually the wrong way round": (
        "max_months = 12",
        "max_months = 3",
        "rad 75: intakes.intag, usually: väntade min_months som inte är större än max_months",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), BESIDE.values(), ids=BESIDE)
def test_a_fault_beside_the_steps_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert lines_of(GOOD + changed(old, new, MORE)) == [expected]


def test_a_pack_with_everything_is_read() -> None:
    pack = read_pack(GOOD + MORE, "prov.toml")
    assert (pack.letters["brev"].to, pack.intakes[0].months) == (("studierektor",), (4, 11))


def test_a_letter_without_recipients_goes_to_the_contact_of_its_step() -> None:
    text = GOOD + MORE.replace('to = ["studierektor"]\n', "")
    with_letter = text.replace('after = ["intervju"]', 'letter = "brev"')
    assert lines_of(with_letter) == [
        "rad 44: steps.anstall, letter: väntade ett brev med mottagare, eller contact på steget, men ”brev” saknar to"
    ]
    read_pack(with_letter.replace('letter = "brev"', 'letter = "brev"\ncontact = "chef"'), "prov.toml")
