"""Values of the wrong kind, missing keys and misspelt ones are told with line, table, key and what was expected."""

import pytest

from tests.models.knowledge.small_pack import GOOD, MORE, all_lines_of, changed, lines_of

SHAPE = {
    "unknown key": (
        '{ name = "Studierektor" }',
        '{ name = "Studierektor", epost = "x" }',
        "rad 11: roles.studierektor, epost: väntade en nyckel som finns (name, at_clinic, mailbox, phone)",
    ),
    "unknown key on top": (
        'name = "Provlän"',
        'name = "Provlän"\nland = "Sverige"',
        "rad 4: överst i filen, land: väntade en nyckel som finns (format, code, name, version, documents, "
        "roles, phases, routes, capacity, financing, clocks, bt, intakes, letters, steps)",
    ),
    "missing title": (
        'title = "Intervju"\n',
        "",
        "rad 27: steps.intervju, title: väntade ett värde, men nyckeln saknas",
    ),
    "missing key of a step": (
        'key = "anstall"\n',
        "",
        "rad 38: steps[2], key: väntade ett värde, men nyckeln saknas",
    ),
    "empty title": (
        'title = "Intervju"',
        'title = "  "',
        "rad 29: steps.intervju, title: väntade text som inte är tom, men fick ”  ”",
    ),
    "wrong force": (
        'force = "ska"\ngate = true',
        'force = "måste"\ngate = true',
        "rad 32: steps.intervju, force: väntade ska, bör, kan eller info, men fick ”måste”",
    ),
    "wrong field kind": (
        'kind = "datum"',
        'kind = "dag"',
        "rad 34: steps.intervju.fields.datum, kind: väntade text, datum, antal, ja_nej, handling eller intag, "
        'men fick ”dag” – skriv "datum"',
    ),
    "gate that is no flag": (
        "gate = true",
        'gate = "ja"',
        "rad 33: steps.intervju, gate: väntade true eller false, utan citattecken, men fick ”ja” – skriv true",
    ),
    "number instead of text": (
        'name = "Chef"',
        "name = 7",
        'rad 10: roles.chef, name: väntade text inom citattecken, men fick 7 – skriv "7"',
    ),
    "day in quotes": (
        "valid_from = 2025-04-15",
        'valid_from = "2025-04-15"',
        "rad 7: documents.rutin, valid_from: väntade ett datum utan citattecken, som 2025-04-15, men fick "
        "”2025-04-15” – skriv 2025-04-15",
    ),
    "key with capitals": (
        'chef = { name = "Chef", at_clinic = true }',
        'chef = { name = "Chef", at_clinic = true }\nHR = { name = "HR" }',
        "rad 11: roles.HR: väntade en nyckel som börjar med a–z och har bara a–z, 0–9 och _, men fick ”HR” – skriv hr",
    ),
    "missing heading": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutin" }',
        "rad 36: steps.intervju, source.heading: väntade ett värde, men nyckeln saknas",
    ),
    "strange requirement": (
        'rule = "Läkaren anställs."',
        'rule = "Läkaren anställs."\nkrav = ["ORE1", "krav 5"]',
        "rad 46: steps.anstall, krav: väntade ett krav som OG4, men fick ”krav 5”",
    ),
    "list instead of table": (
        'after = ["intervju"]',
        "after = []\nperiod = []",
        "rad 45: steps.anstall, period: väntade en tabell inom { }, men fick en lista – skriv "
        "{ min_months = 3, max_months = 6 }",
    ),
    "text instead of list": (
        'after = ["intervju"]',
        'after = "intervju"',
        'rad 44: steps.anstall, after: väntade en lista inom [ ], men fick ”intervju” – skriv ["intervju"]',
    ),
    "no months": (
        'after = ["intervju"]',
        "period = { min_months = 0 }",
        "rad 44: steps.anstall, period.min_months: väntade minst 1, men fick 0",
    ),
    "too many months": (
        'after = ["intervju"]',
        "period = { max_months = 500 }",
        "rad 44: steps.anstall, period.max_months: väntade högst 120, men fick 500",
    ),
    "another format": (
        "format = 1",
        "format = 2",
        "rad 1: överst i filen, format: väntade 1 utan citattecken, det enda som programmet kan läsa, men fick 2",
    ),
    "a day that some months lack": (
        'after = ["intervju"]',
        'due = { after = "start", day = 30 }',
        "rad 44: steps.anstall, due.day: väntade högst 28, men fick 30",
    ),
    "a working day that some months lack": (
        'after = ["intervju"]',
        'due = { after = "start", working_day = 22 }',
        "rad 44: steps.anstall, due.working_day: väntade högst 15, men fick 22",
    ),
    "a place that is no place": (
        'after = ["intervju"]',
        'due = { after = "intervju.datum.dag", days = 14 }',
        "rad 44: steps.anstall, due.after: väntade ett steg, eller ett steg och ett fält som "
        "intervju.studierektor, men fick ”intervju.datum.dag”",
    ),
    "an unknown rhythm": (
        'after = ["intervju"]',
        'every = "vecka"',
        "rad 44: steps.anstall, every: väntade månad, år eller löpande, men fick ”vecka” "
        '– skriv "månad" eller "år": vecka finns inte',
    ),
    "a mailbox that is none": (
        '{ name = "Studierektor" }',
        '{ name = "Studierektor", mailbox = "a@b.se, c@d.se" }',
        "rad 11: roles.studierektor, mailbox: väntade en e-postadress som namn@exempel.se, men fick ”a@b.se, c@d.se”",
    ),
    "terminal codes": (
        'role = "chef"',
        'role = "\\u001b[2Jchef"',
        "rad 31: steps.intervju, role: väntade en nyckel som börjar med a–z och har bara a–z, 0–9 och _, men "
        "fick ”�[2Jchef”",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SHAPE.values(), ids=SHAPE)
def test_what_has_the_wrong_shape_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new)) == [expected]


def test_a_pack_of_ten_thousand_steps_is_refused_at_the_first_too_many() -> None:
    step = GOOD[GOOD.index('[[steps]]\nkey = "anstall"') :]
    text = GOOD + "".join(step.replace('"anstall"', f'"steg_{number}"') for number in range(10_000))
    line = 1 + text[: text.index('[[steps]]\nkey = "steg_498"')].count("\n")
    assert lines_of(text) == [f"rad {line}: steps.steg_498: väntade högst 500, men fick 10002"]


def test_a_table_without_a_key_goes_by_its_number() -> None:
    text = GOOD.replace('key = "anstall"\n', "").replace('role = "studierektor"', "role = 1")
    assert "rad 41: steps[2], role: väntade text inom citattecken, men fick 1" in lines_of(text)


def test_every_fault_of_a_kind_is_told_at_once_in_order_of_line() -> None:
    text = GOOD.replace('title = "Intervju"\n', "").replace('title = "Anställ"\n', "").replace("format = 1\n", "")
    assert lines_of(text) == [
        "rad 1: överst i filen, format: väntade ett värde, men nyckeln saknas",
        "rad 26: steps.intervju, title: väntade ett värde, men nyckeln saknas",
        "rad 36: steps.anstall, title: väntade ett värde, men nyckeln saknas",
    ]


def test_a_misspelt_key_beside_the_right_one_is_not_meant_to_be_it() -> None:
    with_both = changed('rule = "Läkaren anställs."', 'rule = "Läkaren anställs."\nrul = "x"')
    assert all_lines_of(with_both)[0].startswith("rad 46: steps.anstall, rul: väntade en nyckel som finns (")


def test_a_key_of_the_top_at_the_end_is_sent_there() -> None:
    assert lines_of(GOOD.replace('version = "1"\n', "") + 'version = "1"\n') == [
        "rad 1: överst i filen, version: väntade ett värde, men nyckeln saknas",
        "rad 46: steps.anstall, version: nyckeln hör hemma överst i filen, före den första tabellen",
    ]


def test_a_key_that_is_also_one_of_the_top_is_only_unknown_where_the_top_has_it() -> None:
    (said, _) = all_lines_of(changed('title = "Anställ"', 'title = "Anställ"\nversion = "1"'))
    assert said.startswith("rad 41: steps.anstall, version: väntade en nyckel som finns (")


def test_tables_without_a_name_of_their_own_are_told_to_have_one() -> None:
    letter = MORE[: MORE.index("[[financing]]")]
    assert lines_of(GOOD + letter.replace("[letters.brev]", "[letters]"))[:2] == [
        "rad 49: letters, title: väntade en tabell inom { }, men fick ”Brev” – ska tabellen heta [letters.NYCKEL]?",
        "rad 50: letters, to: väntade en tabell inom { }, men fick en lista – ska tabellen heta [letters.NYCKEL]?",
    ]
    (said, *_) = lines_of(GOOD + letter.replace("[letters.brev]", "[[letters]]"))
    assert said == "rad 48: överst i filen, letters: skriv [letters.NYCKEL], med enkla hakparenteser"


def test_of_a_text_of_many_lines_only_the_first_is_told() -> None:
    assert lines_of(changed('role = "chef"', 'role = """\nChefen\noch hr\n"""')) == [
        "rad 31: steps.intervju, role: väntade en nyckel som börjar med a–z och har bara a–z, 0–9 och _, "
        "men fick ”Chefen…”"
    ]


def test_a_list_that_is_short_of_what_is_wrong_in_it_is_not_told_twice() -> None:
    assert lines_of(GOOD + MORE.replace("[4, 11]", '["april"]')) == [
        "rad 72: intakes.intag, months: väntade ett heltal utan citattecken, men fick ”april” – skriv 4"
    ]


def test_each_element_of_a_list_of_many_lines_has_its_own_line() -> None:
    text = changed('after = ["intervju"]', 'krav = [\n  "OG1",\n  "fel",\n]')
    assert lines_of(text) == ["rad 46: steps.anstall, krav: väntade ett krav som OG4, men fick ”fel”"]
