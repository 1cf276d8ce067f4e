"""What a writer would want to look over in a pack that is right."""

import pytest
import tomli

from models.knowledge.finding import find
from models.knowledge.pack_places import builtin_codes
from models.knowledge.pack_reader import builtin_pack_text, read_pack
from models.knowledge.pack_review import review
from tests.models.knowledge.norrback import norrback
from tests.models.knowledge.small_pack import GOOD, MORE, changed

NEVER = "steget kommer aldrig med på någon väg: applies och unless utesluter varandra"


def remarks(text: str) -> list[str]:
    return [str(remark) for remark in find(review(read_pack(text, "prov.toml")), text, tomli.loads(text))]


@pytest.mark.parametrize("text", [GOOD, norrback(), *map(builtin_pack_text, builtin_codes())])
def test_a_pack_of_which_everything_is_used(text: str) -> None:
    assert remarks(text) == []


UNUSED = {
    "a document": (
        "[roles]",
        'gammal = { title = "Gammal" }\n\n[roles]',
        "rad 9: documents.gammal: inget använder dokumentet",
    ),
    "a role": ("[[phases]]", 'hr = { name = "HR" }\n\n[[phases]]', "rad 13: roles.hr: inget använder rollen"),
    "a phase": (
        "[[routes]]",
        '[[phases]]\nkey = "sen"\ntitle = "Sen"\nstage = "st"\n\n[[routes]]',
        "rad 18: phases.sen: inget steg är i fasen",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), UNUSED.values(), ids=UNUSED)
def test_what_nothing_uses(old: str, new: str, expected: str) -> None:
    assert remarks(changed(old, new)) == [expected]


def test_two_roles_that_nobody_can_tell_apart() -> None:
    text = changed("[[phases]]", 'agare = { name = "Chef", at_clinic = true }\n\n[[phases]]')
    text = text.replace('driver = "chef"', 'driver = "agare"')
    assert remarks(text) == ["rad 13: roles.agare: är likadan som rollen chef: använd den"]


def test_a_statement_of_somebody_who_makes_none() -> None:
    expected = "rad 34: steps.intervju, statement: ett utlåtande är kandidatens handledares, och rollen är en annan"
    assert remarks(changed("gate = true", "gate = true\nstatement = true")) == [expected]


def test_a_letter_that_no_step_sends() -> None:
    assert remarks(GOOD + MORE) == ["rad 48: letters.brev: inget steg har brevet"]
    assert remarks(GOOD.replace('after = ["intervju"]', 'after = ["intervju"]\nletter = "brev"') + MORE) == []


@pytest.mark.parametrize(
    "facts",
    [
        'applies = ["has_at", "private"]\nunless = ["private"]',
        'applies = ["private", "region_run"]',
        'unless = ["private", "region_run"]',
        'unless = ["has_bt"]',
    ],
)
def test_a_step_that_comes_on_no_list(facts: str) -> None:
    text = changed('driver = "chef"', 'driver = "chef"\napplies = ["has_bt"]')
    text = text.replace("gate = true", f"gate = true\n{facts}")
    assert remarks(text) == [f"rad 28: steps.intervju: {NEVER}"]


def test_a_step_that_comes_on_some_list_is_well() -> None:
    route = GOOD[GOOD.index("[[routes]]") : GOOD.index("[[steps]]")]
    text = changed(
        route, route.replace('"chef"', '"chef"\napplies = ["has_bt"]') + route.replace('"vanlig"', '"annan"')
    )
    assert remarks(text.replace("gate = true", 'gate = true\nunless = ["has_bt"]')) == []


def test_a_route_that_can_end_where_it_begins() -> None:
    waits = "steget väntar inte på något: vägen kan ta slut direkt"
    assert remarks(changed('after = ["intervju"]\n', "")) == [f"rad 23: routes.vanlig, becomes_st: {waits}"]


STEP = """
[[steps]]
key = "mote"
title = "Möte"
phase = "start"
role = "chef"
force = "ska"
rule = "Ett möte."
source = { document = "rutin", heading = "4" }
"""
IDLE = {
    "a duty without a limit": (
        'force = "ska"',
        'force = "ska"\nevery = "år"',
        "rad 54: steps.mote, every: utan due frågas det aldrig efter",
    ),
    "a question on what is only to know": (
        'force = "ska"',
        'force = "info"\nfields = [{ key = "dag", label = "Dag", kind = "datum" }]',
        "rad 54: steps.mote, fields: ett steg som är info har inget att fylla i: det frågas aldrig efter",
    ),
    "a period that comes back": (
        'force = "ska"',
        'force = "ska"\nevery = "löpande"\nperiod = { min_months = 3 }',
        "rad 55: steps.mote, period: ett steg som återkommer har inget att fylla i: det frågas aldrig efter",
    ),
    "a limit on what is only to know": (
        'force = "ska"',
        'force = "info"\ndue = { after = "start", days = 14 }',
        "rad 54: steps.mote, due: ett steg som är info blir aldrig försenat",
    ),
    "two of one name": (
        'title = "Möte"',
        'title = "Intervju"',
        "rad 50: steps.mote, title: steget heter som ett annat på samma väg (vanlig), på rad 29",
    ),
    "advice that stops what follows": (
        'force = "ska"',
        'force = "bör"\ngate = true',
        "rad 54: steps.mote, gate: steget är bör och spärrar ändå: det som bara är ett råd ska inte hindra",
    ),
    "a day that is no day": (
        'force = "ska"',
        'force = "ska"\nfields = [{ key = "dag", label = "Dag", kind = "text", value = "planerad_start" }]',
        "rad 54: steps.mote.fields.dag, kind: ”planerad_start” är en dag: kind bör vara datum",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), IDLE.values(), ids=IDLE)
def test_what_is_right_and_has_no_effect(old: str, new: str, expected: str) -> None:
    assert remarks(GOOD + changed(old, new, STEP)) == [expected]


@pytest.mark.parametrize(
    ("day", "key"),
    [
        ('due = { after = "intervju.datum", days = 14 }', ", due.after"),
        ('due = { before = "intervju.datum", days = 14 }', ", due.before"),
        ('opens = { on = "intervju.datum" }', ".opens, on"),
    ],
)
def test_a_day_that_never_comes_since_it_is_on_another_list(day: str, key: str) -> None:
    private = changed("gate = true", 'gate = true\napplies = ["private"]')
    text = private + STEP.replace('force = "ska"', f'force = "ska"\napplies = ["region_run"]\n{day}')
    never = "dagen kommer aldrig: ”intervju” är aldrig på samma lista som steget"
    assert remarks(text) == [f"rad 56: steps.mote{key}: {never}"]
    assert remarks(text.replace('"region_run"', '"private"')) == []


def test_a_region_where_nobody_is_at_the_clinic() -> None:
    text = changed(", at_clinic = true", "")
    assert [one for one in remarks(text) if "at_clinic" in one] == [
        "rad 9: roles: ingen roll har at_clinic = true: allt visas som väntan på andra"
    ]


def test_what_is_never_waited_for_since_it_is_on_another_route() -> None:
    text = (
        norrback()
        .replace('after = ["anmal"]', 'after = ["anmal", "prova"]')
        .replace('after = ["intervju"]\nperiod', 'after = ["anmal"]\nperiod')
    )
    text = text.replace("gate = true                             #", 'gate = true\nroutes = ["kand"] #')
    assert [remark for remark in remarks(text) if "väntas aldrig in" in remark] == [
        next(one for one in remarks(text) if "steps.godkann, after: ”prova” är inte på någon av stegets vägar" in one)
    ]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("per_listed = 2500", "per_listed = 2", "en plats för varje 2 listade är ovanligt tätt"),
        ("min_listed = 4000", "min_listed = 4", "4 listade är mycket litet för en vårdcentral"),
        ("percent = 80", "percent = 1", "1 procent är lite: 0,8 skrivs 80"),
    ],
)
def test_numbers_that_are_too_small_to_be_true(old: str, new: str, says: str) -> None:
    (said,) = remarks(norrback().replace(old, new))
    assert said.endswith(says)
