"""What is wrong with a pack is said in Swedish, with the file, the table, the key and what was expected."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import FIRST, PackError, builtin_pack_text, read_pack, read_pack_file

GOOD = """\
format = 1
code = "provlan"
name = "Provlän"
version = "1"

[documents]
rutin = { title = "Rutinen", valid_from = 2025-04-15 }

[roles]
chef = { name = "Chef", at_clinic = true }
studierektor = { name = "Studierektor" }

[[phases]]
key = "start"
title = "Start"
stage = "avtal"

[[routes]]
key = "vanlig"
title = "Vanlig"
who = "Alla"
driver = "chef"
becomes_st = "anstall"
rule = "Så går det till."
source = { document = "rutin", heading = "1" }

[[steps]]
key = "intervju"
title = "Intervju"
phase = "start"
role = "chef"
force = "ska"
gate = true
fields = [{ key = "datum", label = "Datum", kind = "datum" }]
rule = "En intervju hålls."
source = { document = "rutin", heading = "2" }

[[steps]]
key = "anstall"
title = "Anställ"
phase = "start"
role = "studierektor"
force = "ska"
after = ["intervju"]
rule = "Läkaren anställs."
source = { document = "rutin", heading = "3" }
"""

ROLES = "(chef, studierektor)"
STEPS = "(anstall, intervju)"
FACTS = (
    "already_st, bt_required, bt_unsettled, clinic_agreement, clinic_stable, curriculum_2021, has_at, has_bt, "
    "has_licence, integrated_bt, known_in_region, many_applications, not_native_swedish, over_capacity, private, "
    "region_run, supervisor_specialist, supervisor_trained, trained_abroad"
)
PLACEHOLDERS = (
    "anstallningsdag, chef, handledare, idag, kandidat, kandidatens_epost, kandidatens_telefon, legitimationsdatum, "
    "legitimationsnummer, listade, malbeskrivning, planerad_start, studierektor, utbildad_i, vardcentral"
)
FIELDS_OF_A_ROLE = "(name, at_clinic, mailbox, phone)"
ONE_DEADLINE = "en av days, months, day och working_day, och bara en av dem"


def all_lines_of(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(text, "prov.toml")
    return str(caught.value).splitlines()


def lines_of(text: str) -> list[str]:
    return [line for line in all_lines_of(text) if line != f"prov.toml: {FIRST}"]


def changed(old: str, new: str) -> str:
    assert GOOD.count(old) == 1, old
    return GOOD.replace(old, new)


def test_a_good_pack_is_read() -> None:
    pack = read_pack(GOOD, "prov.toml")
    assert [step.key for step in pack.steps_of("vanlig")] == ["intervju", "anstall"]


ONE_FAULT = {
    "unknown key": (
        '{ name = "Studierektor" }',
        '{ name = "Studierektor", epost = "x" }',
        f"roles.studierektor, epost: väntade en nyckel som finns {FIELDS_OF_A_ROLE}",
    ),
    "unknown key on top": (
        'name = "Provlän"',
        'name = "Provlän"\nland = "Sverige"',
        "överst i filen, land: väntade en nyckel som finns "
        "(format, code, name, version, documents, roles, phases, routes, capacity, financing, clocks, bt, "
        "intakes, letters, steps)",
    ),
    "missing title": (
        'title = "Intervju"\n',
        "",
        "steps.intervju, title: väntade ett värde, men nyckeln saknas",
    ),
    "missing key of a step": (
        'key = "anstall"\n',
        "",
        "steps[2], key: väntade ett värde, men nyckeln saknas",
    ),
    "empty title": (
        'title = "Intervju"',
        'title = "  "',
        "steps.intervju, title: väntade text som inte är tom, men fick ”  ”",
    ),
    "wrong force": (
        'force = "ska"\ngate = true',
        'force = "måste"\ngate = true',
        "steps.intervju, force: väntade ska, bör, kan eller info, men fick ”måste”",
    ),
    "wrong field kind": (
        'kind = "datum"',
        'kind = "dag"',
        "steps.intervju.fields.datum, kind: väntade text, datum, antal, ja_nej eller handling, men fick ”dag”",
    ),
    "gate that is no flag": (
        "gate = true",
        'gate = "ja"',
        "steps.intervju, gate: väntade true eller false, men fick ”ja”",
    ),
    "number instead of text": (
        'name = "Chef"',
        "name = 7",
        "roles.chef, name: väntade text inom citattecken, men fick 7",
    ),
    "day in quotes": (
        "valid_from = 2025-04-15",
        'valid_from = "2025-04-15"',
        "documents.rutin, valid_from: väntade ett datum utan citattecken, som 2025-04-15, men fick ”2025-04-15”",
    ),
    "key with capitals": (
        'chef = { name = "Chef", at_clinic = true }',
        'chef = { name = "Chef", at_clinic = true }\nHR = { name = "HR" }',
        "roles, HR: väntade ett namn av små bokstäver a–z, siffror och understreck, men fick ”HR”",
    ),
    "missing heading": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutin" }',
        "steps.intervju, source.heading: väntade ett värde, men nyckeln saknas",
    ),
    "strange requirement": (
        'rule = "Läkaren anställs."',
        'rule = "Läkaren anställs."\nkrav = ["ORE1", "krav 5"]',
        "steps.anstall, krav: väntade ett krav som OG4, men fick ”krav 5”",
    ),
    "list instead of table": (
        'after = ["intervju"]',
        "after = []\nperiod = []",
        "steps.anstall, period: väntade en tabell, men fick en lista",
    ),
    "text instead of list": (
        'after = ["intervju"]',
        'after = "intervju"',
        "steps.anstall, after: väntade en lista, men fick ”intervju”",
    ),
    "no months": (
        'after = ["intervju"]',
        "period = { min_months = 0 }",
        "steps.anstall, period.min_months: väntade minst 1, men fick 0",
    ),
    "too many months": (
        'after = ["intervju"]',
        "period = { max_months = 500 }",
        "steps.anstall, period.max_months: väntade högst 120, men fick 500",
    ),
    "months the wrong way round": (
        'after = ["intervju"]',
        "period = { min_months = 6, max_months = 3 }",
        "steps.anstall, period: väntade min_months som inte är större än max_months",
    ),
    "another format": (
        "format = 1",
        "format = 2",
        "överst i filen, format: väntade 1, det enda som programmet kan läsa, men fick 2",
    ),
    "dangling step": (
        'after = ["intervju"]',
        'after = ["intervjun"]',
        f"steps.anstall, after: väntade ett steg som finns {STEPS}, men fick ”intervjun”",
    ),
    "dangling role": (
        'role = "chef"',
        'role = "chefen"',
        f"steps.intervju, role: väntade en roll som finns {ROLES}, men fick ”chefen”",
    ),
    "dangling contact": (
        'role = "chef"',
        'role = "chef"\ncontact = "hr"',
        f"steps.intervju, contact: väntade en roll som finns {ROLES}, men fick ”hr”",
    ),
    "dangling driver": (
        'driver = "chef"',
        'driver = "hr"',
        f"routes.vanlig, driver: väntade en roll som finns {ROLES}, men fick ”hr”",
    ),
    "dangling goal": (
        'becomes_st = "anstall"',
        'becomes_st = "klar"',
        f"routes.vanlig, becomes_st: väntade ett steg på vägen som finns {STEPS}, men fick ”klar”",
    ),
    "dangling phase": (
        'title = "Anställ"\nphase = "start"',
        'title = "Anställ"\nphase = "slut"',
        "steps.anstall, phase: väntade en fas som finns (start), men fick ”slut”",
    ),
    "dangling route": (
        'after = ["intervju"]',
        'routes = ["vanlig", "annan"]',
        "steps.anstall, routes: väntade en väg som finns (vanlig), men fick ”annan”",
    ),
    "dangling document": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutinen", heading = "2" }',
        "steps.intervju, source.document: väntade ett dokument som finns (rutin), men fick ”rutinen”",
    ),
    "unknown fact": (
        'after = ["intervju"]',
        'unless = ["privat"]',
        f"steps.anstall, unless: väntade ett faktum som finns ({FACTS}), men fick ”privat”",
    ),
    "unknown fact of a route": (
        'driver = "chef"',
        'driver = "chef"\napplies = ["privat"]',
        f"routes.vanlig, applies: väntade ett faktum som finns ({FACTS}), men fick ”privat”",
    ),
    "ring": (
        "gate = true",
        'gate = true\nafter = ["anstall"]',
        "steps.anstall, after: väntade steg som inte väntar på varandra i ring (anstall → intervju → anstall)",
    ),
    "both days and months": (
        'after = ["intervju"]',
        'due = { after = "start", days = 14, months = 1 }',
        f"steps.anstall, due: väntade {ONE_DEADLINE}",
    ),
    "neither days nor months": (
        'after = ["intervju"]',
        'due = { after = "start" }',
        f"steps.anstall, due: väntade {ONE_DEADLINE}",
    ),
    "time limit from nowhere": (
        'after = ["intervju"]',
        'due = { after = "annons", days = 14 }',
        "steps.anstall, due.after: väntade start, eller ett steg som finns (anstall, intervju), men fick ”annons”",
    ),
    "same key twice": (
        'key = "anstall"',
        'key = "intervju"',
        "steps, intervju: väntade ett namn som bara används en gång",
    ),
    "same field twice": (
        '[{ key = "datum", label = "Datum", kind = "datum" }]',
        '[{ key = "d", label = "D", kind = "datum" }, { key = "d", label = "E", kind = "text" }]',
        "steps.intervju.fields, d: väntade ett namn som bara används en gång",
    ),
    "a must behind what is optional": (
        'force = "ska"\ngate = true',
        'force = "bör"',
        "steps.anstall, after: väntade steg som är ska eller spärr, men ”intervju” är frivilligt",
    ),
    "an optional goal": (
        'force = "ska"\nafter = ["intervju"]',
        'force = "kan"\nafter = ["intervju"]',
        "routes.vanlig, becomes_st: väntade ett steg som är ska eller spärr, men ”anstall” är kan",
    ),
    "a gate that is only shown": (
        'force = "ska"\ngate = true',
        'force = "info"\ngate = true',
        "steps.intervju, gate: väntade false, för ett steg som bara är info kan inte spärra",
    ),
    "a deadline of two kinds": (
        'after = ["intervju"]',
        'due = { after = "start", day = 10, working_day = 5 }',
        f"steps.anstall, due: väntade {ONE_DEADLINE}",
    ),
    "a day that some months lack": (
        'after = ["intervju"]',
        'due = { after = "start", day = 30 }',
        "steps.anstall, due.day: väntade högst 28, men fick 30",
    ),
    "a working day that some months lack": (
        'after = ["intervju"]',
        'due = { after = "start", working_day = 22 }',
        "steps.anstall, due.working_day: väntade högst 15, men fick 22",
    ),
    "a december for days": (
        'after = ["intervju"]',
        'due = { after = "start", days = 14, december_day = 10 }',
        "steps.anstall, due.december_day: väntade day eller working_day för att kunna användas",
    ),
    "back months for months": (
        'after = ["intervju"]',
        'due = { after = "start", months = 1, back_months = 2 }',
        "steps.anstall, due.back_months: väntade day eller working_day för att kunna användas",
    ),
    "a deadline counted from the step itself": (
        'after = ["intervju"]',
        'due = { after = "anstall", days = 14 }',
        "steps.anstall, due.after: väntade ett steg som kan bli klart före det här, men ”anstall” väntar på det",
    ),
    "a deadline counted from what comes behind": (
        "gate = true",
        'gate = true\ndue = { after = "anstall", days = 14 }',
        "steps.intervju, due.after: väntade ett steg som kan bli klart före det här, men ”anstall” väntar på det",
    ),
    "a deadline for what is ongoing": (
        'force = "ska"\ngate = true',
        'force = "ska"\nevery = "löpande"\ndue = { after = "start", day = 10 }',
        "steps.intervju, due: väntade inget alls, för det som är löpande har ingen tidsgräns",
    ),
    "a deadline counted from no date": (
        'after = ["intervju"]',
        'due = { after = "intervju.dag", days = 14 }',
        "steps.anstall, due.after: väntade ett fält med datum på steget intervju som finns (datum), men fick ”dag”",
    ),
    "a place that is no place": (
        'after = ["intervju"]',
        'due = { after = "intervju.datum.dag", days = 14 }',
        "steps.anstall, due.after: väntade ett steg, eller ett steg och ett fält som intervju.studierektor, "
        "men fick ”intervju.datum.dag”",
    ),
    "a gate that comes back": (
        'force = "ska"\ngate = true',
        'force = "ska"\ngate = true\nevery = "år"',
        "steps.intervju, gate: väntade false, för ett steg som återkommer kan inte spärra",
    ),
    "a goal that comes back": (
        'after = ["intervju"]',
        'every = "månad"',
        "routes.vanlig, becomes_st: väntade ett steg som är ska eller spärr, men ”anstall” är ska",
    ),
    "an unknown rhythm": (
        'after = ["intervju"]',
        'every = "vecka"',
        "steps.anstall, every: väntade månad, år eller löpande, men fick ”vecka”",
    ),
    "a span to nowhere": (
        "gate = true",
        'gate = true\nspan = { start = "datum", end = "slut", min_days = 14 }',
        "steps.intervju, span.end: väntade ett fält med datum som finns (datum), men fick ”slut”",
    ),
    "a span of one field": (
        "gate = true",
        'gate = true\nspan = { start = "datum", end = "datum", min_days = 14 }',
        "steps.intervju, span: väntade två olika fält",
    ),
    "a span of texts": (
        'label = "Datum", kind = "datum" }]',
        'label = "Datum", kind = "text" }]\nspan = { start = "datum", end = "datum", min_days = 1 }',
        "steps.intervju, span.start: väntade ett fält med datum som finns (), men fick ”datum”",
    ),
    "one of nothing": (
        "gate = true",
        "gate = true\none_of = [[]]",
        "steps.intervju, one_of: väntade grupper med minst ett fält",
    ),
    "one of unknown": (
        "gate = true",
        'gate = true\none_of = [["datum"], ["studierektor"]]',
        "steps.intervju, one_of: väntade ett fält som finns (datum), men fick ”studierektor”",
    ),
    "an unknown value of a field": (
        'kind = "datum" }]',
        'kind = "datum", value = "lon" }]',
        f"steps.intervju.fields.datum, value: väntade ett brevvärde som finns ({PLACEHOLDERS}), men fick ”lon”",
    ),
    "a mailbox that is none": (
        '{ name = "Studierektor" }',
        '{ name = "Studierektor", mailbox = "a@b.se, c@d.se" }',
        "roles.studierektor, mailbox: väntade en e-postadress som namn@exempel.se, men fick ”a@b.se, c@d.se”",
    ),
    "a letter that is not there": (
        'after = ["intervju"]',
        'letter = "brev"',
        "steps.anstall, letter: väntade ett brev som finns (), men fick ”brev”",
    ),
    "terminal codes": (
        'role = "chef"',
        'role = "\\u001b[2Jchef"',
        "steps.intervju, role: väntade ett namn av små bokstäver a–z, siffror och understreck, men fick ”�[2Jchef”",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_a_fault_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert f"prov.toml: {expected}" in lines_of(changed(old, new))


MORE = """
[letters.brev]
title = "Brev"
to = ["studierektor"]
subject = "Om {kandidat}"
body = "Hej, {kandidat} är anställd på {vardcentral}."

[[financing]]
key = "pengar"
title = "Pengar"
conditions = [{ label = "Intervjun", any_of = ["intervju.datum"] }]
rule = "Så betalas det."
source = { document = "rutin", heading = "4" }

[[clocks]]
key = "tid"
title = "Tid"
kind = "finansiering"
max_months = 60
rule = "Högst fem år."
source = { document = "rutin", heading = "5" }

[[intakes]]
key = "intag"
title = "Intag"
months = [4, 11]
step = "anstall"
after = "intervju.datum"
usually = { min_months = 6, max_months = 12 }
rule = "Två gånger om året."
source = { document = "rutin", heading = "6" }
"""

IN_MORE = {
    "unknown placeholder": (
        "Om {kandidat}",
        "Om {namn}",
        f"letters.brev, subject: väntade ett värde som finns ({PLACEHOLDERS}), men fick ”{{namn}}”",
    ),
    "a brace too many": (
        "{vardcentral}.",
        "{vardcentral}}.",
        f"letters.brev, body: väntade ett värde som finns ({PLACEHOLDERS}), men fick ”}}”",
    ),
    "a subject of two lines": ("Om {kandidat}", "Om\\nBcc: a", "letters.brev, subject: väntade en enda rad"),
    "a letter to nobody known": (
        '["studierektor"]',
        '["hr"]',
        f"letters.brev, to: väntade en roll som finns {ROLES}, men fick ”hr”",
    ),
    "a letter without a subject": (
        'subject = "Om {kandidat}"\n',
        "",
        "letters.brev, subject: väntade ett värde, men nyckeln saknas",
    ),
    "no condition": (
        '[{ label = "Intervjun", any_of = ["intervju.datum"] }]',
        "[]",
        "financing.pengar, conditions: väntade minst 1 i listan, men fick en lista",
    ),
    "a condition of two kinds": (
        'any_of = ["intervju.datum"]',
        'any_of = ["intervju.datum"], min_listed = 3000',
        "financing.pengar.conditions[1], any_of: väntade en av any_of, fact och min_listed, och bara en av dem",
    ),
    "a condition of no kind": (
        ', any_of = ["intervju.datum"]',
        "",
        "financing.pengar.conditions[1], any_of: väntade en av any_of, fact och min_listed, och bara en av dem",
    ),
    "a condition of an unknown fact": (
        'any_of = ["intervju.datum"]',
        'fact = "rik"',
        f"financing.pengar.conditions[1], fact: väntade ett faktum som finns ({FACTS}), men fick ”rik”",
    ),
    "a condition of an unknown step": (
        '"intervju.datum"] }',
        '"samtal.datum"] }',
        f"financing.pengar.conditions[1], any_of: väntade ett steg som finns {STEPS}, men fick ”samtal”",
    ),
    "a condition of an unknown field": (
        '"intervju.datum"] }',
        '"intervju.chef"] }',
        "financing.pengar.conditions[1], any_of: väntade ett fält på steget intervju "
        "som finns (datum), men fick ”chef”",
    ),
    "financing on an unknown route": (
        'title = "Pengar"',
        'title = "Pengar"\nroutes = ["annan"]',
        "financing.pengar, routes: väntade en väg som finns (vanlig), men fick ”annan”",
    ),
    "a clock without numbers": (
        "max_months = 60\n",
        "",
        "clocks.tid, max_months: väntade minst ett tal: percent, min_months eller max_months",
    ),
    "a clock the wrong way round": (
        "max_months = 60",
        "min_months = 24\nmax_months = 6",
        "clocks.tid, min_months: väntade ett tal som inte är större än max_months",
    ),
    "a clock of an unknown kind": (
        'kind = "finansiering"',
        'kind = "lön"',
        "clocks.tid, kind: väntade finansiering, finansiering_bt eller sidotjanstgoring, men fick ”lön”",
    ),
    "more than everything": (
        "max_months = 60",
        "percent = 101",
        "clocks.tid, percent: väntade högst 100, men fick 101",
    ),
    "an intake that never comes": (
        "months = [4, 11]",
        "months = []",
        "intakes.intag, months: väntade minst 1 i listan, men fick en lista",
    ),
    "an intake in a thirteenth month": (
        "months = [4, 11]",
        "months = [4, 13]",
        "intakes.intag, months: väntade högst 12, men fick 13",
    ),
    "an intake twice in a month": (
        "months = [4, 11]",
        "months = [4, 4]",
        "intakes.intag, months 4: väntade ett namn som bara används en gång",
    ),
    "an intake through nothing": (
        'step = "anstall"',
        'step = "ansokan"',
        f"intakes.intag, step: väntade ett steg som finns {STEPS}, men fick ”ansokan”",
    ),
    "an intake counted from nothing": (
        'after = "intervju.datum"\n',
        "",
        "intakes.intag, usually: väntade både after och usually, eller ingen av dem",
    ),
    "usually the wrong way round": (
        "max_months = 12",
        "max_months = 3",
        "intakes.intag, usually: väntade min_months som inte är större än max_months",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), IN_MORE.values(), ids=IN_MORE)
def test_a_fault_beside_the_steps_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert MORE.count(old) == 1, old
    assert lines_of(GOOD + MORE.replace(old, new)) == [f"prov.toml: {expected}"]


def test_a_pack_with_everything_is_read() -> None:
    pack = read_pack(GOOD + MORE, "prov.toml")
    assert (pack.letters["brev"].to, pack.intakes[0].months) == (("studierektor",), (4, 11))


def test_a_letter_without_recipients_goes_to_the_contact_of_its_step() -> None:
    text = GOOD + MORE.replace('to = ["studierektor"]\n', "")
    with_letter = text.replace('after = ["intervju"]', 'letter = "brev"')
    assert lines_of(with_letter) == [
        "prov.toml: steps.anstall, letter: väntade ett brev med mottagare, eller contact på steget, "
        "men ”brev” saknar to"
    ]
    read_pack(with_letter.replace('letter = "brev"', 'letter = "brev"\ncontact = "chef"'), "prov.toml")


def test_a_deadline_or_a_condition_that_hangs_on_what_is_never_ticked() -> None:
    known = GOOD.replace('force = "ska"\ngate = true', 'force = "info"')
    limit = known.replace('after = ["intervju"]', 'due = { after = "intervju", days = 14 }')
    never = "väntade ett steg som blir klart, men ”intervju” gör aldrig det"
    assert lines_of(limit) == [f"prov.toml: steps.anstall, due.after: {never}"]
    assert f"prov.toml: financing.pengar.conditions[1], any_of: {never}" in lines_of(known + MORE)


@pytest.mark.parametrize(
    "due",
    [
        '{ after = "start", working_day = 5, december_day = 10, back_months = 2 }',
        '{ after = "intervju.datum", months = 6 }',
        '{ after = "intervju", day = 10 }',
    ],
)
def test_a_deadline_may_run_from_the_start_a_step_or_a_date_on_one(due: str) -> None:
    pack = read_pack(changed('after = ["intervju"]', f"due = {due}"), "prov.toml")
    assert pack.by_key["anstall"].due is not None


def test_a_deadline_from_another_way() -> None:
    route = GOOD[GOOD.index("[[routes]]") : GOOD.index("[[steps]]")]
    text = GOOD.replace(route, route + route.replace('"vanlig"', '"annan"').replace('"anstall"', '"intervju"'))
    text = text.replace("gate = true", 'gate = true\nroutes = ["annan"]')
    text = text.replace('after = ["intervju"]', 'routes = ["vanlig"]\ndue = { after = "intervju", days = 14 }')
    assert lines_of(text) == [
        "prov.toml: steps.anstall, due.after: väntade ett steg på samma väg, men ”intervju” är på en annan"
    ]


def test_a_pack_of_ten_thousand_steps_is_refused() -> None:
    step = GOOD[GOOD.index('[[steps]]\nkey = "anstall"') :]
    text = GOOD + "".join(step.replace('"anstall"', f'"steg_{number}"') for number in range(10_000))
    assert lines_of(text) == ["prov.toml: överst i filen, steps: väntade högst 500 i listan, men fick en lista"]


BROKEN = {
    "duplicate key": (
        'title = "Intervju"',
        'title = "Intervju"\ntitle = "Samtal"',
        "rad 30, kolumn 17, steps.intervju, title: väntade ett namn som bara används en gång",
    ),
    "duplicate table": (
        "[[phases]]",
        "[roles]\n[[phases]]",
        "rad 13, kolumn 7, roles: väntade en tabell som inte redan finns",
    ),
    "no quotation marks": (
        'title = "Anställ"',
        "title = Anställ",
        "rad 40, kolumn 9, steps.anstall, title: väntade text inom citattecken, ett tal, true, false, "
        "ett datum eller en lista",
    ),
    "no equals sign": (
        'version = "1"',
        'version "1"',
        "rad 4, kolumn 9, överst i filen: väntade ett likhetstecken efter namnet",
    ),
    "open table name": (
        "[[phases]]",
        "[[phases]",
        "rad 13, kolumn 9, roles: väntade ]] efter tabellens namn",
    ),
    "open text": (
        'code = "provlan"',
        'code = "provlan',
        "rad 2, kolumn 16, överst i filen, code: citattecken saknas i början eller slutet av texten",
    ),
    "day that does not exist": (
        "2025-04-15",
        "2025-02-30",
        "rad 7, kolumn 43, documents, rutin: väntade ett datum som finns, som 2025-04-15",
    ),
    "open list at the end": (
        'heading = "3" }\n',
        'heading = "3" }\nkrav = ["OG1"',
        "rad 47, kolumn 14, steps.anstall, krav: väntade ] som avslutar listan",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_toml_is_named_by_line_and_column(old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new)) == [f"prov.toml: {expected}"]


def test_a_table_without_a_key_goes_by_its_number() -> None:
    text = GOOD.replace('key = "anstall"\n', "").replace('role = "studierektor"', "role = 1")
    assert "prov.toml: steps[2], role: väntade text inom citattecken, men fick 1" in lines_of(text)


def test_every_fault_of_a_kind_is_told_at_once() -> None:
    shape = GOOD.replace('title = "Intervju"\n', "").replace('title = "Anställ"\n', "")
    assert lines_of(shape) == [
        "prov.toml: steps.intervju, title: väntade ett värde, men nyckeln saknas",
        "prov.toml: steps.anstall, title: väntade ett värde, men nyckeln saknas",
    ]
    names = GOOD.replace('role = "chef"', 'role = "x"').replace('role = "studierektor"', 'role = "y"')
    assert [line.rpartition(" ")[2] for line in lines_of(names)] == ["”x”", "”y”"]


@pytest.mark.parametrize("text", ["", " \n", "# bara en kommentar\n"])
def test_an_empty_file_is_said_to_be_empty(text: str) -> None:
    assert all_lines_of(text) == ["prov.toml: Filen är tom."]


SLIPS = {
    "no closing mark": (
        'title = "Anställ"',
        'title = "Anställ',
        "rad 40, kolumn 17, steps.anstall, title: citattecken saknas i början eller slutet av texten",
    ),
    "no opening mark": (
        'title = "Anställ"',
        'title = Anställ"',
        "rad 40, kolumn 9, steps.anstall, title: citattecken saknas i början eller slutet av texten",
    ),
    "no mark within a list": (
        'after = ["intervju"]',
        'after = ["intervju, "b"]',
        "rad 44, kolumn 22, steps.anstall, after: citattecken saknas i början eller slutet av texten",
    ),
    "text of many lines without an end": (
        'rule = "Läkaren anställs."',
        'rule = """Läkaren anställs.',
        "rad 47, kolumn 1, steps.anstall: citattecken saknas: texten tar aldrig slut",
    ),
    "curly marks": (
        'title = "Anställ"',
        "title = “Anställ”",
        'rad 40, kolumn 9, steps.anstall, title: använd raka citattecken (") i stället för böjda',
    ),
    "one curly mark": (
        'title = "Anställ"',
        'title = "Anställ”',
        'rad 40, kolumn 18, steps.anstall, title: använd raka citattecken (") i stället för böjda',
    ),
    "single brackets once": (
        "[[phases]]",
        "[phases]",
        "överst i filen, phases: skriv [[phases]], med dubbla hakparenteser, för varje tabell",
    ),
    "single brackets the second time": (
        '[[steps]]\nkey = "anstall"',
        '[steps]\nkey = "anstall"',
        "rad 38, kolumn 7, steps.intervju: skriv [[steps]], med dubbla hakparenteser, för varje tabell",
    ),
    "double brackets for single ones": (
        '[roles]\nchef = { name = "Chef", at_clinic = true }\nstudierektor = { name = "Studierektor" }',
        '[roles.chef]\nname = "Chef"\n[[roles.studierektor]]\nname = "Studierektor"',
        "roles, studierektor: skriv [roles.studierektor], med enkla hakparenteser",
    ),
    "a misspelt key": (
        'rule = "Läkaren anställs."',
        'rul = "Läkaren anställs."',
        "steps.anstall, rul: nyckeln finns inte: menade du rule?",
    ),
    "a key with a capital": (
        'becomes_st = "anstall"',
        'Becomes_ST = "anstall"',
        "routes.vanlig, Becomes_ST: nyckeln finns inte: menade du becomes_st?",
    ),
    "a misspelt key in a small table": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutin", headin = "2" }',
        "steps.intervju, source.headin: nyckeln finns inte: menade du heading?",
    ),
    "one key twice": (
        'title = "Anställ"',
        'title = "Anställ"\ntitle = "Anställ"',
        "rad 41, kolumn 18, steps.anstall, title: väntade ett namn som bara används en gång",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SLIPS.values(), ids=SLIPS)
def test_a_slip_of_the_pen_is_told_once_and_that_more_may_come(old: str, new: str, expected: str) -> None:
    assert all_lines_of(changed(old, new)) == [f"prov.toml: {expected}", f"prov.toml: {FIRST}"]


def test_what_is_wrong_with_the_names_hides_nothing() -> None:
    assert all_lines_of(changed('role = "chef"', 'role = "x"')) == [
        f"prov.toml: steps.intervju, role: väntade en roll som finns {ROLES}, men fick ”x”"
    ]


def test_two_steps_with_one_key_are_one_fault() -> None:
    assert all_lines_of(changed('key = "anstall"', 'key = "intervju"')) == [
        "prov.toml: steps, intervju: väntade ett namn som bara används en gång"
    ]


def test_a_misspelt_key_beside_the_right_one_is_not_meant_to_be_it() -> None:
    with_both = changed('rule = "Läkaren anställs."', 'rule = "Läkaren anställs."\nrul = "x"')
    assert all_lines_of(with_both)[0].startswith("prov.toml: steps.anstall, rul: väntade en nyckel som finns (")


def test_a_pack_that_leads_nowhere() -> None:
    head = GOOD.partition("[documents]")[0]
    text = head + "documents = {}\nroles = {}\nphases = []\nroutes = []\nsteps = []\n"
    assert lines_of(text) == [
        "prov.toml: överst i filen, routes: väntade minst en tabell",
        "prov.toml: överst i filen, steps: väntade minst en tabell",
    ]


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "1" * 5000])
def test_what_is_too_big_to_read_is_said(text: str) -> None:
    assert lines_of(text) == ["prov.toml: överst i filen: väntade tal och listor av rimlig storlek"]


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    file = tmp_path / "gammal.toml"
    file.write_bytes(GOOD.encode("latin-1"))
    with pytest.raises(PackError) as caught:
        read_pack_file(file)
    assert str(caught.value) == "gammal.toml: rad 3, överst i filen: väntade text som är sparad som UTF-8"


def test_a_file_from_windows_is_read(tmp_path: Path) -> None:
    file = tmp_path / "prov.toml"
    file.write_bytes(GOOD.replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_pack_file(file) == read_pack(GOOD, "prov.toml")


@given(st.text())
def test_no_text_raises_anything_else(text: str) -> None:
    with pytest.raises(PackError) as caught:
        read_pack(text, "x")
    assert all(line.startswith("x: ") and line.isprintable() for line in str(caught.value).split("\n"))


@given(st.data())
def test_a_real_pack_with_a_piece_changed_is_read_or_refused(data: st.DataObject) -> None:
    text = builtin_pack_text("vgr")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 40)))
    piece = data.draw(st.text(alphabet='ab[]{}="\n,.#1-\\', max_size=6))
    try:
        read_pack(text[:start] + piece + text[stop:], "x")
    except PackError as error:
        assert all(line.startswith("x: ") for line in str(error).split("\n"))


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abkey", max_size=4), inner, max_size=3),
    max_leaves=6,
)


def as_toml(value: object) -> str:
    match value:
        case None:
            return '""'
        case bool():
            return str(value).lower()
        case str():
            return '"' + "".join(char if char.isalnum() else " " for char in value) + '"'
        case list():
            return "[" + ", ".join(map(as_toml, value)) + "]"
        case dict():
            return "{" + ", ".join(f'"{key}" = {as_toml(item)}' for key, item in value.items()) + "}"
        case _:
            return str(value)


KEYS = st.sampled_from(
    [
        *("format", "code", "documents", "roles", "phases", "routes", "capacity", "bt", "steps", "x"),
        *("financing", "clocks", "intakes", "letters"),
    ]
)


@given(st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=2)))
def test_values_of_the_wrong_shape_are_refused_in_swedish(pack: dict[str, object]) -> None:
    with pytest.raises(PackError) as caught:
        read_pack("\n".join(f"{key} = {as_toml(value)}" for key, value in pack.items()), "x")
    assert "ett annat värde" not in str(caught.value)
