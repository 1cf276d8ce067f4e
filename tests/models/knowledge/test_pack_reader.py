"""What is wrong with a pack is said in Swedish, with the file, the table, the key and what was expected."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.knowledge.pack_reader import PackError, builtin_pack_text, read_pack, read_pack_file

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
    "already_st, bt_required, bt_unsettled, curriculum_2021, has_at, has_bt, has_licence, integrated_bt, "
    "known_in_region, many_applications, not_native_swedish, over_capacity, private, region_run, trained_abroad"
)
FIELDS_OF_A_ROLE = "(name, at_clinic, mailbox)"


def lines_of(text: str) -> list[str]:
    with pytest.raises(PackError) as caught:
        read_pack(text, "prov.toml")
    return str(caught.value).splitlines()


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
        "(format, code, name, version, documents, roles, phases, routes, capacity, bt, steps)",
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
        "steps.anstall, due: väntade antingen days eller months, och bara en av dem",
    ),
    "neither days nor months": (
        'after = ["intervju"]',
        'due = { after = "start" }',
        "steps.anstall, due: väntade antingen days eller months, och bara en av dem",
    ),
    "time limit from nowhere": (
        'after = ["intervju"]',
        'due = { after = "annons", days = 14 }',
        "steps.anstall, due.after: väntade ett steg eller start som finns (anstall, intervju, start), "
        "men fick ”annons”",
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
    "terminal codes": (
        'role = "chef"',
        'role = "\\u001b[2Jchef"',
        "steps.intervju, role: väntade ett namn av små bokstäver a–z, siffror och understreck, men fick ”�[2Jchef”",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), ONE_FAULT.values(), ids=ONE_FAULT)
def test_a_fault_is_named_where_it_stands(old: str, new: str, expected: str) -> None:
    assert f"prov.toml: {expected}" in lines_of(changed(old, new))


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
        "rad 2, kolumn 16, överst i filen, code: väntade text utan radbrytning och styrtecken",
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


def test_an_empty_file_lacks_everything() -> None:
    assert "prov.toml: överst i filen, format: väntade ett värde, men nyckeln saknas" in lines_of("")


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
    assert all(line.startswith("x: ") and "väntade" in line for line in str(caught.value).split("\n"))


@given(st.data())
def test_a_real_pack_with_a_piece_changed_is_read_or_refused(data: st.DataObject) -> None:
    text = builtin_pack_text("vgr")
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, min(len(text), start + 40)))
    piece = data.draw(st.text(alphabet='ab[]{}="\n,.#1-\\', max_size=6))
    try:
        read_pack(text[:start] + piece + text[stop:], "x")
    except PackError as error:
        assert "väntade" in str(error)


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


KEYS = st.sampled_from(["format", "code", "documents", "roles", "phases", "routes", "capacity", "bt", "steps", "x"])


@given(st.dictionaries(KEYS, VALUES | st.lists(VALUES, max_size=2)))
def test_values_of_the_wrong_shape_are_refused_in_swedish(pack: dict[str, object]) -> None:
    with pytest.raises(PackError) as caught:
        read_pack("\n".join(f"{key} = {as_toml(value)}" for key, value in pack.items()), "x")
    assert "ett annat värde" not in str(caught.value)
