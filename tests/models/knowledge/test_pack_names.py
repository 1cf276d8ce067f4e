"""Names that lead nowhere, that are used twice, or that go round in a ring."""

import pytest

from models.knowledge.pack_reader import read_pack
from tests.models.knowledge.small_pack import GOOD, MORE, all_lines_of, changed, lines_of

NAMES = {
    "dangling step": (
        'after = ["intervju"]',
        'after = ["intervjun"]',
        "rad 44: steps.anstall, after: väntade ett steg som finns (anstall, intervju), men fick ”intervjun” "
        "– menade du intervju?",
    ),
    "dangling role": (
        'role = "chef"',
        'role = "chefen"',
        "rad 31: steps.intervju, role: väntade en roll som finns (chef, studierektor), men fick ”chefen” – "
        "menade du chef?",
    ),
    "dangling contact": (
        'role = "chef"',
        'role = "chef"\ncontact = "hr"',
        "rad 32: steps.intervju, contact: väntade en roll som finns (chef, studierektor), men fick ”hr”",
    ),
    "dangling driver": (
        'driver = "chef"',
        'driver = "hr"',
        "rad 22: routes.vanlig, driver: väntade en roll som finns (chef, studierektor), men fick ”hr”",
    ),
    "dangling goal": (
        'becomes_st = "anstall"',
        'becomes_st = "klar"',
        "rad 23: routes.vanlig, becomes_st: väntade ett steg på vägen som finns (anstall, intervju), men fick ”klar”",
    ),
    "dangling phase": (
        'title = "Anställ"\nphase = "start"',
        'title = "Anställ"\nphase = "slut"',
        "rad 41: steps.anstall, phase: väntade en fas som finns (start), men fick ”slut”",
    ),
    "dangling route": (
        'after = ["intervju"]',
        'routes = ["vanlig", "annan"]',
        "rad 44: steps.anstall, routes: väntade en väg som finns (vanlig), men fick ”annan”",
    ),
    "dangling document": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutinen", heading = "2" }',
        "rad 36: steps.intervju, source.document: väntade ett dokument som finns (rutin), men fick ”rutinen” "
        "– menade du rutin?",
    ),
    "unknown fact": (
        'after = ["intervju"]',
        'unless = ["privat"]',
        "rad 44: steps.anstall, unless: väntade ett faktum som finns (clinic_agreement, has_at, has_bt, "
        "integrated_bt, many_applications, over_capacity, private, region_run, supervisor_specialist, "
        "supervisor_trained och 9 till), men fick ”privat” – menade du private?",
    ),
    "unknown fact of a route": (
        'driver = "chef"',
        'driver = "chef"\napplies = ["privat"]',
        "rad 23: routes.vanlig, applies: väntade ett faktum som finns (clinic_agreement, has_at, has_bt, "
        "integrated_bt, many_applications, over_capacity, private, region_run, supervisor_specialist, "
        "supervisor_trained och 9 till), men fick ”privat” – menade du private?",
    ),
    "ring": (
        "gate = true",
        'gate = true\nafter = ["anstall"]',
        "rad 34: steps.intervju, after: väntade steg som inte väntar i ring (intervju → anstall → intervju, "
        "där vart och ett väntar på nästa)",
    ),
    "time limit from nowhere": (
        'after = ["intervju"]',
        'due = { after = "annons", days = 14 }',
        "rad 44: steps.anstall, due.after: väntade start, eller ett steg som finns (anstall, intervju), men "
        "fick ”annons”",
    ),
    "same key twice": (
        'key = "anstall"',
        'key = "intervju"',
        "rad 39: steps.intervju, key: ”intervju” finns redan på rad 28",
    ),
    "same field twice": (
        '[{ key = "datum", label = "Datum", kind = "datum" }]',
        '[{ key = "d", label = "D", kind = "datum" }, { key = "d", label = "E", kind = "text" }]',
        "rad 34: steps.intervju.fields.d, key: ”d” finns redan på rad 34",
    ),
    "a deadline counted from no date": (
        'after = ["intervju"]',
        'due = { after = "intervju.dag", days = 14 }',
        "rad 44: steps.anstall, due.after: väntade ett fält med datum på steget intervju som finns (datum), "
        "men fick ”dag”",
    ),
    "a span to nowhere": (
        "gate = true",
        'gate = true\nspan = { start = "datum", end = "slut", min_days = 14 }',
        "rad 34: steps.intervju, span.end: väntade ett fält med datum som finns (datum), men fick ”slut”",
    ),
    "one of unknown": (
        "gate = true",
        'gate = true\none_of = [["datum"], ["studierektor"]]',
        "rad 34: steps.intervju, one_of: väntade ett fält som finns (datum), men fick ”studierektor”",
    ),
    "an unknown value of a field": (
        'kind = "datum" }]',
        'kind = "datum", value = "lon" }]',
        "rad 34: steps.intervju.fields.datum, value: väntade ett brevvärde som finns (handledare, kandidat, "
        "kandidatens_telefon, legitimationsdatum, legitimationsnummer, listade, malbeskrivning, "
        "planerad_start, utbildad_i, vardcentral och 7 till), men fick ”lon”",
    ),
    "an unknown fact of a field": (
        'kind = "datum" }]',
        'kind = "ja_nej", fact = "private_run" }]',
        "rad 34: steps.intervju.fields.datum, fact: väntade ett faktum som finns (bt_required, bt_unsettled, "
        "has_licence, integrated_bt, known_in_region, many_applications, not_native_swedish, over_capacity, private, "
        "region_run och 9 till), men fick ”private_run” – menade du private?",
    ),
    "a letter that is not there": (
        'after = ["intervju"]',
        'letter = "brev"',
        "rad 44: steps.anstall, letter: väntade ett brev som finns (det finns inga), men fick ”brev”",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), NAMES.values(), ids=NAMES)
def test_a_name_that_leads_nowhere_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new)) == [expected]


def test_a_ring_of_three_is_told_where_a_step_waits_for_one_further_down() -> None:
    text = changed('after = ["intervju"]', 'after = ["samtal"]')
    text = text.replace("gate = true", 'gate = true\nafter = ["anstall"]')
    step = GOOD[GOOD.index('[[steps]]\nkey = "intervju"') : GOOD.index('[[steps]]\nkey = "anstall"')]
    text += step.replace('"intervju"', '"samtal"').replace("gate = true", 'after = [\n  "intervju",\n]')
    assert lines_of(text) == [
        "rad 34: steps.intervju, after: väntade steg som inte väntar i ring "
        "(intervju → anstall → samtal → intervju, där vart och ett väntar på nästa)"
    ]


def test_each_ring_is_told() -> None:
    own = changed("gate = true", 'gate = true\nafter = ["intervju"]')
    assert lines_of(own.replace('after = ["intervju"]\nrule', 'after = ["intervju", "anstall"]\nrule')) == [
        "rad 34: steps.intervju, after: väntade steg som inte väntar i ring "
        "(intervju → intervju, där vart och ett väntar på nästa)",
        "rad 45: steps.anstall, after: väntade steg som inte väntar i ring "
        "(anstall → anstall, där vart och ett väntar på nästa)",
    ]


def test_what_is_wrong_with_the_names_hides_nothing() -> None:
    assert all_lines_of(changed('role = "chef"', 'role = "x"')) == [
        "rad 31: steps.intervju, role: väntade en roll som finns (chef, studierektor), men fick ”x”"
    ]
    both = changed('role = "chef"', 'role = "x"').replace('role = "studierektor"', 'role = "y"')
    assert [line.rpartition(" ")[2] for line in lines_of(both)] == ["”x”", "”y”"]


def test_two_steps_with_one_key_are_one_fault() -> None:
    assert all_lines_of(changed('key = "anstall"', 'key = "intervju"')) == [
        "rad 39: steps.intervju, key: ”intervju” finns redan på rad 28"
    ]


def test_a_pack_that_leads_nowhere() -> None:
    head = GOOD.partition("[documents]")[0]
    text = head + "documents = {}\nroles = {}\nphases = []\nroutes = []\nsteps = []\n"
    assert lines_of(text) == [
        "rad 9: överst i filen, routes: väntade minst en tabell",
        "rad 10: överst i filen, steps: väntade minst en tabell",
    ]


def test_many_names_are_cut_to_those_most_like_the_one_that_was_written() -> None:
    (said,) = lines_of(changed('after = ["intervju"]', 'applies = ["bt"]'))
    assert "bt_required, bt_unsettled" in said
    assert " och 9 till), men fick ”bt”" in said


ASKED = changed('kind = "datum"', 'kind = "ja_nej"')


def test_a_question_on_a_step_before_is_a_fact() -> None:
    pack = read_pack(changed('after = ["intervju"]', 'unless = ["intervju.datum"]', ASKED), "prov.toml")
    assert pack.fact("intervju.datum") == "”Datum” är ja"


QUESTIONS = {
    "no question": (
        GOOD,
        'after = ["intervju"]',
        'applies = ["intervju.datum"]',
        "rad 44: steps.anstall, applies: väntade en ja_nej-fråga på steget intervju som finns (det finns inga), men "
        "fick ”datum”",
    ),
    "a step that is not": (
        ASKED,
        'after = ["intervju"]',
        'applies = ["intervjv.datum"]',
        "rad 44: steps.anstall, applies: väntade ett steg som finns (anstall, intervju), men fick ”intervjv” – menade "
        "du intervju?",
    ),
    "the step itself": (
        ASKED,
        "gate = true",
        'gate = true\napplies = ["intervju.datum"]',
        "rad 34: steps.intervju, applies: väntade en fråga på ett steg före det här, men ”intervju” kommer inte före",
    ),
    "a route": (
        ASKED,
        'driver = "chef"',
        'driver = "chef"\napplies = ["intervju.datum"]',
        "rad 23: routes.vanlig, applies: väntade ett faktum, men fick ”intervju.datum”: svaren på stegen finns först "
        "när vägen är vald",
    ),
    "another place that is not": (
        GOOD,
        'heading = "2" }',
        'heading = "2" }\nalso = [{ document = "rutinen", heading = "3" }]',
        "rad 37: steps.intervju.also[1], document: väntade ett dokument som finns (rutin), men fick ”rutinen” – menade "
        "du rutin?",
    ),
    "a ruling without a dispute": (
        ASKED
        + MORE.replace('any_of = ["intervju.datum"]', 'fact = "has_at", ruling = "intervju.datum"').replace(
            'after = "intervju.datum"', 'after = "intervju"'
        ),
        'name = "Chef"',
        'name = "Chefen"',
        "rad 57: financing.pengar.conditions[1], ruling: väntade disputed också, för det som dokumenten är överens om "
        "behöver inget besked",
    ),
}


@pytest.mark.parametrize(("text", "old", "new", "expected"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_and_places_that_lead_nowhere(text: str, old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new, text)) == [expected]
