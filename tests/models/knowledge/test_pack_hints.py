"""What those who write their first pack get wrong, and what they are told to write instead."""

import pytest

from tests.models.knowledge.norrback import norrback
from tests.models.knowledge.small_pack import lines_of

DAYS = '{ after = "anmal", days = 14 }'
SLIPS = [
    ('after = ["godkann"]', 'after = ["Godkänn"]', '– skriv "godkann"'),
    ('after = ["godkann"]', 'after = "godkann"', '– skriv ["godkann"]'),
    ('after = ["godkann"]', 'after = ["Godkänn behovet"]', '– skriv "godkann"'),
    ('role = "kansliet"', 'role = "ST-kansliet"', '– skriv "kansliet"'),
    ('contact = "kansliet"', 'contact = "Kansliet"', '– skriv "kansliet"'),
    ('becomes_st = "avtal.dag"\nunless', 'becomes_st = "Skriv ST-avtal"\nunless', '– skriv "avtal"'),
    ('"intervju.studierektor"', '"Intervju.Studierektor"', '– skriv "intervju.studierektor"'),
    ('code = "norrback"', 'code = "Norrbäck"', '– skriv "norrback"'),
    ("[roles.studierektor]", "[roles.Studierektor]", "– skriv studierektor"),
    ("percent = 80", "percent = 0.8", "– skriv 80"),
    ("percent = 80", 'percent = "80 %"', "– skriv 80"),
    ("percent = 80", "percent = 80 %", "skriv procenttalet utan %-tecken, som 80"),
    ("percent = 80", "percent = 0,8", "skriv talet som ett heltal, utan kommatecken"),
    ("per_listed = 2500", 'per_listed = "2 500"', "– skriv 2500"),
    ("months = [3, 10]", 'months = [3, "oktober"]', "– skriv 10"),
    ("months = [3, 10]", "months = 3", "– skriv [3]"),
    ('version = "2026-1"', "version = 2026", '– skriv "2026"'),
    ("valid_from = 2026-01-01", 'valid_from = "2026-01-01"', "– skriv 2026-01-01"),
    ("valid_from = 2026-01-01", 'valid_from = "1 januari 2026"', "– skriv 2026-01-01"),
    (DAYS, '{ after = "anmal", by = "31/3" }', '– skriv "31 mars"'),
    (DAYS, '{ after = "anmal", by = 2026-03-31 }', '– skriv "31 mars"'),
    (DAYS, '"14 dagar"', '– skriv { after = "start", days = 14 }'),
    (DAYS, '{ after = "anmal", days = 14 dagar }', "skriv bara talet: enheten är nyckeln (days eller months)"),
    (
        DAYS,
        '{ after = "anmal", days = -14 }',
        '– skriv { before = "steg.datum", days = 14 } om det är en tid före ett datum, annars 14',
    ),
    ("max_months = 66", "max_months = -66", "– skriv 66"),
    ('force = "info"', 'force = "Skall"', '– skriv "ska"'),
    ('every = "månad"', 'every = "manad"', '– skriv "månad"'),
    ('curriculum = "hslf-fs-2021-8"', 'curriculum = "HSLF-FS 2021:8"', '– skriv "hslf-fs-2021-8"'),
    ('kind = "datum"', 'kind = "date"', '– skriv "datum"'),
    ('kind = "ja_nej"', 'kind = "Boolean"', '– skriv "ja_nej"'),
    ('kind = "handling"', 'kind = "dokument"', '– skriv "handling"'),
    ('every = "månad"', 'every = "kvartal"', '– skriv "månad" eller "år": kvartal finns inte'),
    ('every = "månad"', 'every = "year"', '– skriv "år"'),
    (DAYS, '{ after = "anmal", weeks = 2 }', "– skriv days = 14"),
    (DAYS, '{ after = "anmal", veckor = 2 }', "– skriv days = 14"),
    (DAYS, '{ after = "anmal", dagar = 14 }', "– skriv days = 14"),
    ("at_clinic = true", 'at_clinic = "ja"', "– skriv true"),
    ('mailbox = "st', 'phone = 011-12 34 56 #', 'skriv telefonnumret inom raka citattecken, som "011-12 34 56"'),
    (
        'mailbox = "st',
        "phone = 111234567 #",
        '– skriv numret inom citattecken med nollan först, som "011-12 34 56"',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "better"), SLIPS, ids=[new.split("\n")[0] for _old, new, _better in SLIPS])
def test_a_slip_is_met_by_what_to_write(old: str, new: str, better: str) -> None:
    text = norrback()
    assert old in text
    said = lines_of(text.replace(old, new, 1))
    assert any(line.endswith(better) for line in said), said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('after = ["godkann"]', 'after = ["Xyz"]'),
        ('mailbox = "st-kansliet@norrback.example"', 'mailbox = "ST-kansliet"'),
        ("per_listed = 2500", "per_listed = 2500.5"),
        ("months = [3, 10]", "months = [0, 10]"),
        (DAYS, '{ after = "anmal", by = "45/3" }'),
        ("valid_from = 2026-01-01", 'valid_from = "i våras"'),
    ],
)
def test_where_nothing_is_likely_to_have_been_meant_nothing_is_proposed(old: str, new: str) -> None:
    (said,) = lines_of(norrback().replace(old, new, 1))
    assert "– skriv" not in said
