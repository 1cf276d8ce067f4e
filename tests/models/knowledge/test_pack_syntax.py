"""What is not TOML, and the slips of those who write it for the first time."""

from time import process_time

import pytest

from models.knowledge.pack_reader import FIRST
from tests.models.knowledge.small_pack import GOOD, all_lines_of, changed, lines_of

BROKEN = {
    "duplicate key": (
        'title = "Intervju"',
        'title = "Intervju"\ntitle = "Samtal"',
        "rad 30, kolumn 17: steps.intervju, title: nyckeln finns redan på rad 29",
    ),
    "duplicate table": (
        "[[phases]]",
        "[roles]\n[[phases]]",
        "rad 13, kolumn 7: roles: tabellen finns redan på rad 9",
    ),
    "no quotation marks": (
        'title = "Anställ"',
        "title = Anställ",
        'rad 40, kolumn 9: steps.anstall, title: skriv text inom raka citattecken (")',
    ),
    "no equals sign": (
        'version = "1"',
        'version "1"',
        "rad 4, kolumn 9: överst i filen: väntade = efter nyckeln; en kommentar börjar med #",
    ),
    "open table name": (
        "[[phases]]",
        "[[phases]",
        "rad 13, kolumn 9: överst i filen, phases: skriv lika många hakparenteser före och efter phases",
    ),
    "open text": (
        'code = "provlan"',
        'code = "provlan',
        "rad 2, kolumn 16: överst i filen, code: citattecken saknas i början eller slutet av texten",
    ),
    "day that does not exist": (
        "2025-04-15",
        "2025-02-30",
        "rad 7, kolumn 43: documents.rutin, valid_from: väntade ett datum som finns, som 2025-04-15",
    ),
    "open list at the end": (
        'heading = "3" }\n',
        'heading = "3" }\nkrav = ["OG1"',
        "rad 47, kolumn 14: steps.anstall, krav: väntade ] som avslutar listan, eller ett kommatecken mellan "
        "två värden",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), BROKEN.values(), ids=BROKEN)
def test_what_is_not_toml_is_named_by_line_and_column(old: str, new: str, expected: str) -> None:
    assert lines_of(changed(old, new)) == [expected]


SLIPS = {
    "no closing mark": (
        'title = "Anställ"',
        'title = "Anställ',
        "rad 40, kolumn 17: steps.anstall, title: citattecken saknas i början eller slutet av texten",
    ),
    "no opening mark": (
        'title = "Anställ"',
        'title = Anställ"',
        "rad 40, kolumn 9: steps.anstall, title: citattecken saknas i början eller slutet av texten",
    ),
    "no mark within a list": (
        'after = ["intervju"]',
        'after = ["intervju, "b"]',
        "rad 44, kolumn 22: steps.anstall, after: citattecken saknas i början eller slutet av texten",
    ),
    "text of many lines without an end": (
        'rule = "Läkaren anställs."',
        'rule = """Läkaren anställs.',
        "rad 45: steps.anstall, rule: citattecken saknas: texten som börjar här tar aldrig slut",
    ),
    "curly marks": (
        'title = "Anställ"',
        "title = “Anställ”",
        'rad 40, kolumn 9: steps.anstall, title: använd raka citattecken (") i stället för böjda',
    ),
    "one curly mark": (
        'title = "Anställ"',
        'title = "Anställ”',
        'rad 40, kolumn 18: steps.anstall, title: använd raka citattecken (") i stället för böjda',
    ),
    "single brackets once": (
        "[[phases]]",
        "[phases]",
        "rad 13: phases: skriv [[phases]], med dubbla hakparenteser, för varje tabell",
    ),
    "single brackets the second time": (
        '[[steps]]\nkey = "anstall"',
        '[steps]\nkey = "anstall"',
        "rad 38, kolumn 7: överst i filen, steps: skriv [[steps]], med dubbla hakparenteser, för varje tabell",
    ),
    "double brackets for single ones": (
        '[roles]\nchef = { name = "Chef", at_clinic = true }\nstudierektor = { name = "Studierektor" }',
        '[roles.chef]\nname = "Chef"\n[[roles.studierektor]]\nname = "Studierektor"',
        "rad 11: roles, studierektor: skriv [roles.studierektor], med enkla hakparenteser",
    ),
    "a misspelt key": (
        'rule = "Läkaren anställs."',
        'rul = "Läkaren anställs."',
        "rad 45: steps.anstall, rul: nyckeln finns inte: menade du rule?",
    ),
    "a key with a capital": (
        'becomes_st = "anstall"',
        'Becomes_ST = "anstall"',
        "rad 23: routes.vanlig, Becomes_ST: nyckeln finns inte: menade du becomes_st?",
    ),
    "a misspelt key in a small table": (
        '{ document = "rutin", heading = "2" }',
        '{ document = "rutin", headin = "2" }',
        "rad 36: steps.intervju, source.headin: nyckeln finns inte: menade du heading?",
    ),
    "one key twice": (
        'title = "Anställ"',
        'title = "Anställ"\ntitle = "Anställ"',
        "rad 41, kolumn 18: steps.anstall, title: nyckeln finns redan på rad 40",
    ),
    "no quotes in a list": (
        'after = ["intervju"]',
        "after = [intervju]",
        'rad 44, kolumn 10: steps.anstall, after: skriv text inom raka citattecken (")',
    ),
    "no bracket after a list": (
        'after = ["intervju"]',
        'after = ["intervju"',
        "rad 44, kolumn 20: steps.anstall, after: väntade ] som avslutar listan, eller ett kommatecken "
        "mellan två värden",
    ),
    "no comma in a small table": (
        'document = "rutin", heading = "3"',
        'document = "rutin" heading = "3"',
        "rad 46, kolumn 30: steps.anstall, source.document: väntade } som avslutar tabellen, eller ett "
        "kommatecken mellan två nycklar",
    ),
    "no brace after a small table": (
        'heading = "2" }',
        'heading = "2"',
        "rad 36, kolumn 45: steps.intervju, source.heading: väntade } som avslutar tabellen, eller ett "
        "kommatecken mellan två nycklar",
    ),
    "a list in round brackets": (
        'after = ["intervju"]',
        'after = ("intervju")',
        "rad 44, kolumn 9: steps.anstall, after: skriv en lista inom [ ]",
    ),
    "yes in Swedish": (
        "gate = true",
        "gate = ja",
        "rad 33, kolumn 8: steps.intervju, gate: skriv true för ja och false för nej",
    ),
    "a flag with a capital": (
        "gate = true",
        "gate = True",
        "rad 33, kolumn 8: steps.intervju, gate: skriv true för ja och false för nej",
    ),
    "a day without noughts": (
        "2025-04-15",
        "2025-4-15",
        "rad 7, kolumn 47: documents.rutin, valid_from: skriv dagen som 2025-04-15",
    ),
    "a day in words": (
        "2025-04-15",
        "15 april 2025",
        "rad 7, kolumn 45: documents.rutin, valid_from: skriv dagen som 2025-04-15",
    ),
    "a number with a space": (
        'after = ["intervju"]',
        "period = { max_months = 1 200 }",
        "rad 44, kolumn 26: steps.anstall, period.max_months: skriv talet med bara siffror",
    ),
    "a comma at the end": (
        'title = "Anställ"',
        'title = "Anställ",',
        "rad 40, kolumn 18: steps.anstall, title: väntade ny rad, men fick ”,”",
    ),
    "two keys on a line": (
        'title = "Anställ"\n',
        'title = "Anställ" ',
        'rad 40, kolumn 19: steps.anstall, title: väntade ny rad, men fick ”phase = "start"”',
    ),
    "two tables on a line": (
        '[[steps]]\nkey = "anstall"',
        '[[steps]] key = "anstall"',
        'rad 38, kolumn 11: överst i filen, steps: väntade ny rad, men fick ”key = "anstall"”',
    ),
    "a Swedish letter in a key": (
        'title = "Anställ"',
        'rubrik_på = "Anställ"',
        "rad 40, kolumn 9: steps.anstall: en nyckel skrivs med a–z, 0–9 och _: utan å, ä och ö",
    ),
    "a Swedish letter in a table": (
        '[[steps]]\nkey = "anstall"',
        '[[stegen.ä]]\nkey = "anstall"',
        "rad 38, kolumn 10: överst i filen, stegen: en nyckel skrivs med a–z, 0–9 och _: utan å, ä och ö",
    ),
    "a space in a key": (
        'becomes_st = "anstall"',
        'becomes st = "anstall"',
        "rad 23, kolumn 9: routes.vanlig: en nyckel har inga mellanslag: skriv _ i stället",
    ),
    "a space of another kind": (
        'title = "Anställ"',
        'title = "Anställ"',
        "rad 40, kolumn 6: steps.anstall: raden har ett mellanslag av annat slag: skriv det på nytt",
    ),
    "a colon": (
        'title = "Anställ"',
        'title: "Anställ"',
        "rad 40, kolumn 6: steps.anstall: skriv = mellan nyckeln och värdet, inte kolon",
    ),
    "a comment without its mark": (
        'title = "Anställ"',
        'Så här går det till\ntitle = "Anställ"',
        "rad 40, kolumn 2: steps.anstall: väntade = efter nyckeln; en kommentar börjar med #",
    ),
    "a table forgotten": (
        '[[steps]]\nkey = "anstall"',
        'key = "anstall"',
        "rad 38, kolumn 16: steps.intervju, key: nyckeln finns redan på rad 28 – saknas [[steps]] ovanför?",
    ),
    "single brackets the first time": (
        '[[steps]]\nkey = "intervju"',
        '[steps]\nkey = "intervju"',
        "rad 38, kolumn 8: överst i filen, steps: [steps] på rad 27 ska ha dubbla hakparenteser: [[steps]]",
    ),
    "one bracket before": (
        '[[steps]]\nkey = "anstall"',
        '[steps]]\nkey = "anstall"',
        "rad 38, kolumn 7: överst i filen, steps: skriv [[steps]], med dubbla hakparenteser, för varje tabell",
    ),
    "a folder in a text": (
        'title = "Anställ"',
        'title = "Se G:\\mapp"',
        "rad 40, kolumn 17: steps.anstall, title: skriv bakstreck i texten dubbelt: \\\\",
    ),
    "a text in single marks without an end": (
        'title = "Anställ"',
        "title = 'Anställ",
        "rad 40: steps.anstall, title: citattecken saknas: texten som börjar här tar aldrig slut",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), SLIPS.values(), ids=SLIPS)
def test_a_slip_of_the_pen_is_told_once_and_that_more_may_come(old: str, new: str, expected: str) -> None:
    assert all_lines_of(changed(old, new)) == [expected, FIRST]


def test_a_text_that_swallows_the_tables_behind_it_is_told_to_be_open() -> None:
    letter = 'title = "Brev"\nsubject = "Brev"\nbody = """\nHej!\n"""\n\n'
    text = GOOD + f"\n[letters.a]\n{letter}[letters.b]\n{letter}"
    assert lines_of(text.replace('Hej!\n"""\n', "Hej!\n", 1)) == [
        "rad 58, kolumn 4: letters.a: väntade = efter nyckeln; en kommentar börjar med # "
        '– saknas """ efter texten som börjar på rad 51?'
    ]


def test_a_line_without_end_is_answered_at_once() -> None:
    began = process_time()
    assert lines_of("a = 1\n" + "å" * 200_000) == [
        "rad 2, kolumn 1: överst i filen: väntade en nyckel, en tabell eller en kommentar"
    ]
    assert process_time() - began < 1


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "1" * 5000])
def test_what_is_too_big_to_read_is_said(text: str) -> None:
    assert lines_of(text) == ["överst i filen: väntade tal och listor av rimlig storlek"]
