"""What a step says against itself or the steps around it: gates, deadlines, spans, what is optional."""

import pytest

from models.knowledge.pack_reader import read_pack
from tests.models.knowledge.small_pack import GOOD, MORE, changed, lines_of

SENSE = {
    "months the wrong way round": (
        'after = ["intervju"]',
        "period = { min_months = 6, max_months = 3 }",
        "rad 44: steps.anstall, period: väntade min_months som inte är större än max_months",
    ),
    "both days and months": (
        'after = ["intervju"]',
        'due = { after = "start", days = 14, months = 1 }',
        "rad 44: steps.anstall, due: väntade en av days, months, day, working_day och by, och bara en av dem, "
        "men fick days och months",
    ),
    "neither days nor months": (
        'after = ["intervju"]',
        'due = { after = "start" }',
        "rad 44: steps.anstall, due: väntade en av days, months, day, working_day och by, och bara en av dem, "
        "men fick ingen",
    ),
    "a must behind what is optional": (
        'force = "ska"\ngate = true',
        'force = "bör"',
        "rad 43: steps.anstall, after: väntade steg som är ska eller spärr, men ”intervju” är frivilligt",
    ),
    "an optional goal": (
        'force = "ska"\nafter = ["intervju"]',
        'force = "kan"\nafter = ["intervju"]',
        "rad 23: routes.vanlig, becomes_st: väntade ett steg som är ska eller spärr, men ”anstall” är kan",
    ),
    "a goal on a day that may be left out": (
        'becomes_st = "anstall"',
        'becomes_st = "intervju.datum"',
        "rad 23: routes.vanlig, becomes_st: väntade ett fält som är ska, för dagen avgör när ST börjar, "
        "men ”datum” är kan",
    ),
    "a goal on a field that is not there": (
        'becomes_st = "anstall"',
        'becomes_st = "intervju.dag"',
        "rad 23: routes.vanlig, becomes_st: väntade ett fält med datum på steget intervju som finns (datum), "
        "men fick ”dag”",
    ),
    "a sum of what is no number": (
        'kind = "datum" }]',
        'kind = "datum" }]\nat_least = { sum = ["datum"], number = 4 }',
        "rad 35: steps.intervju.at_least, sum: väntade ett fält med antal som finns (det finns inga), men fick ”datum”",
    ),
    "a sum that counts the same twice": (
        'kind = "datum" }]',
        'kind = "antal" }]\nat_least = { sum = ["datum", "datum"], number = 4 }',
        "rad 35: steps.intervju.at_least, sum: ”datum” finns redan på rad 35",
    ),
    "a step that opens in two ways": (
        'after = ["intervju"]',
        'opens = { on = "intervju.datum", after = "intervju.datum" }',
        "rad 44: steps.anstall.opens: väntade en av on och after, och bara en av dem, men fick on och after",
    ),
    "a step that opens by what waits for it": (
        "gate = true",
        'gate = true\nopens = { after = "anstall" }',
        "rad 34: steps.intervju.opens, after: väntade ett steg som kan bli klart före det här, men ”anstall” "
        "väntar på det",
    ),
    "a gate that is only shown": (
        'force = "ska"\ngate = true',
        'force = "info"\ngate = true',
        "rad 33: steps.intervju, gate: väntade false, för ett steg som bara är info kan inte spärra",
    ),
    "a deadline of two kinds": (
        'after = ["intervju"]',
        'due = { after = "start", day = 10, working_day = 5 }',
        "rad 44: steps.anstall, due: väntade en av days, months, day, working_day och by, och bara en av dem, "
        "men fick day och working_day",
    ),
    "a december for days": (
        'after = ["intervju"]',
        'due = { after = "start", days = 14, december_day = 10 }',
        "rad 44: steps.anstall, due.december_day: väntade day eller working_day för att kunna användas",
    ),
    "back months for months": (
        'after = ["intervju"]',
        'due = { after = "start", months = 1, back_months = 2 }',
        "rad 44: steps.anstall, due.back_months: väntade day eller working_day för att kunna användas",
    ),
    "a day of the year that few years have": (
        'after = ["intervju"]',
        'due = { after = "start", by = "29 februari" }',
        "rad 44: steps.anstall, due.by: väntade en dag som finns varje år, men fick ”29 februari”",
    ),
    "a day of the year every month": (
        'force = "ska"\ngate = true',
        'force = "ska"\nevery = "månad"\ndue = { after = "start", by = "31 mars" }',
        "rad 34: steps.intervju, due.by: väntade days, months, day eller working_day för det som återkommer varje "
        "månad",
    ),
    "a deadline counted both ways": (
        'after = ["intervju"]',
        'due = { after = "start", before = "intervju.datum", days = 14 }',
        "rad 44: steps.anstall, due: väntade en av after och before, och bara en av dem, men fick after och before",
    ),
    "a deadline counted from nothing": (
        'after = ["intervju"]',
        "due = { days = 14 }",
        "rad 44: steps.anstall, due: väntade en av after och before, och bara en av dem, men fick ingen",
    ),
    "a deadline before what nobody knows ahead": (
        'after = ["intervju"]',
        'due = { before = "intervju", days = 14 }',
        "rad 44: steps.anstall, due.before: väntade ett datum på ett steg, som avtal.dag, men fick ”intervju”: när det "
        "blir klart vet ingen innan",
    ),
    "a working day before": (
        'after = ["intervju"]',
        'due = { before = "intervju.datum", working_day = 5 }',
        "rad 44: steps.anstall, due: väntade days eller months tillsammans med before",
    ),
    "a field that is called as an end of the period": (
        'fields = [{ key = "datum"',
        'period = { min_months = 3 }\nfields = [{ key = "to"',
        "rad 35: steps.intervju.fields.to, key: väntade ett annat namn, för ”to” är en av periodens dagar",
    ),
    "a deadline counted from the step itself": (
        'after = ["intervju"]',
        'due = { after = "anstall", days = 14 }',
        "rad 44: steps.anstall, due.after: väntade ett steg som kan bli klart före det här, men ”anstall” "
        "väntar på det",
    ),
    "a deadline counted from what comes behind": (
        "gate = true",
        'gate = true\ndue = { after = "anstall", days = 14 }',
        "rad 34: steps.intervju, due.after: väntade ett steg som kan bli klart före det här, men ”anstall” "
        "väntar på det",
    ),
    "a deadline for what is ongoing": (
        'force = "ska"\ngate = true',
        'force = "ska"\nevery = "löpande"\ndue = { after = "start", day = 10 }',
        "rad 34: steps.intervju, due: väntade inget alls, för det som är löpande har ingen tidsgräns",
    ),
    "a gate that comes back": (
        'force = "ska"\ngate = true',
        'force = "ska"\ngate = true\nevery = "år"',
        "rad 33: steps.intervju, gate: väntade false, för ett steg som återkommer kan inte spärra",
    ),
    "a goal that comes back": (
        'after = ["intervju"]',
        'every = "månad"',
        "rad 23: routes.vanlig, becomes_st: väntade ett steg som är ska eller spärr, men ”anstall” återkommer",
    ),
    "a span of one field": (
        "gate = true",
        'gate = true\nspan = { start = "datum", end = "datum", min_days = 14 }',
        "rad 34: steps.intervju, span: väntade två olika fält",
    ),
    "a known answer that is no yes or no": (
        'kind = "datum" }]',
        'kind = "datum", min_listed = 3000 }]',
        "rad 34: steps.intervju.fields.datum, kind: väntade ja_nej, för att fact eller min_listed ska kunna användas",
    ),
    "an answer that has been and is no day": (
        'kind = "datum" }]',
        'kind = "antal", past = true }]',
        "rad 34: steps.intervju.fields.datum, kind: väntade datum, för att past ska kunna användas",
    ),
    "an answer for the person where none is kept": (
        'force = "ska"\ngate = true\nfields = [{ key = "datum", label = "Datum", kind = "datum" }]',
        'force = "info"\nfields = [{ key = "datum", label = "Datum", kind = "datum", on_person = "Intervju" }]',
        "rad 33: steps.intervju.fields.datum, on_person: väntade inte on_person på det som återkommer eller är info: "
        "där sparas inget svar",
    ),
    "a name on the person that has no room": (
        'kind = "datum" }]',
        'kind = "datum", on_person = "Dagen då intervjun hölls" }]',
        "rad 34: steps.intervju.fields.datum, on_person: väntade högst 20 tecken, men fick ”Dagen då intervjun hölls”",
    ),
    "an intake that nobody applies to here": (
        'kind = "datum" }]',
        'kind = "intag" }]',
        "rad 34: steps.intervju.fields.datum, kind: väntade ett intag i [[intakes]] som har det här steget som step",
    ),
    "an answer known in two ways": (
        'kind = "datum" }]',
        'kind = "ja_nej", min_listed = 3000, fact = "private" }]',
        "rad 34: steps.intervju.fields.datum: väntade fact eller min_listed, inte båda",
    ),
    "one of nothing": (
        "gate = true",
        "gate = true\none_of = [[]]",
        "rad 34: steps.intervju, one_of: väntade grupper med minst ett fält",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SENSE.values(), ids=SENSE)
def test_what_contradicts_itself_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new)) == [expected]


def test_a_duty_cannot_come_before_a_day() -> None:
    duty = GOOD[GOOD.rindex("[[steps]]") :].replace('"anstall"', '"rapport"')
    text = GOOD + duty.replace('after = ["intervju"]', 'every = "år"\ndue = { before = "intervju.datum", days = 5 }')
    assert lines_of(text) == [
        "rad 54: steps.rapport, due.before: väntade after, för ett steg som återkommer",
    ]


def test_every_contradiction_of_a_step_is_told() -> None:
    text = changed(
        'label = "Datum", kind = "datum" }]',
        'label = "Datum", kind = "text" }]\nspan = { start = "datum", end = "datum", min_days = 1 }',
    )
    nowhere = "väntade ett fält med datum som finns (det finns inga), men fick ”datum”"
    assert lines_of(text) == [
        f"rad 35: steps.intervju, span.start: {nowhere}",
        f"rad 35: steps.intervju, span.end: {nowhere}",
        "rad 35: steps.intervju, span: väntade två olika fält",
    ]


@pytest.mark.parametrize(
    "due",
    [
        '{ after = "start", working_day = 5, december_day = 10, back_months = 2 }',
        '{ after = "intervju.datum", months = 6 }',
        '{ after = "intervju", day = 10 }',
        '{ after = "intervju.to", by = "31 mars" }',
        '{ before = "intervju.from", months = 1 }',
        '{ before = "anstall.slut", days = 14 }',
    ],
)
def test_a_deadline_may_run_from_the_start_a_step_or_a_date_on_one(due: str) -> None:
    field = 'fields = [{ key = "slut", label = "Slut", kind = "datum" }]'
    text = changed("gate = true", "gate = true\nperiod = { min_months = 3 }")
    pack = read_pack(changed('after = ["intervju"]', f"due = {due}\n{field}", text), "prov.toml")
    assert pack.by_key["anstall"].due is not None


def test_a_deadline_from_another_way() -> None:
    route = GOOD[GOOD.index("[[routes]]") : GOOD.index("[[steps]]")]
    text = GOOD.replace(route, route + route.replace('"vanlig"', '"annan"').replace('"anstall"', '"intervju"'))
    text = text.replace("gate = true", 'gate = true\nroutes = ["annan"]')
    text = text.replace('after = ["intervju"]', 'routes = ["vanlig"]\ndue = { after = "intervju", days = 14 }')
    assert lines_of(text) == [
        "rad 55: steps.anstall, due.after: väntade ett steg på samma väg, men ”intervju” är på en annan"
    ]


def test_a_deadline_or_a_condition_that_hangs_on_what_is_never_ticked() -> None:
    known = GOOD.replace('force = "ska"\ngate = true', 'force = "info"')
    limit = known.replace('after = ["intervju"]', 'due = { after = "intervju", days = 14 }')
    never = "väntade ett steg som blir klart, men ”intervju” gör aldrig det"
    assert lines_of(limit) == [f"rad 43: steps.anstall, due.after: {never}"]
    assert f"rad 56: financing.pengar.conditions[1], any_of: {never}" in lines_of(known + MORE)
