"""A small pack that is right, to be spoilt one thing at a time, and what is then said of it."""

import pytest

from models.knowledge.pack_reader import FIRST, PackError, read_pack

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


def all_lines_of(text: str) -> list[str]:
    """Everything that is said of a pack that cannot be used, a line each, without the file's name."""
    with pytest.raises(PackError) as caught:
        read_pack(text, "prov.toml")
    lines = str(caught.value).splitlines()
    assert all(line.startswith(("prov.toml rad ", "prov.toml: ")) for line in lines)
    return [line.removeprefix("prov.toml").lstrip(": ") for line in lines]


def lines_of(text: str) -> list[str]:
    """The same, without the word that there may be more."""
    return [line for line in all_lines_of(text) if line != FIRST]


def changed(old: str, new: str, text: str = GOOD) -> str:
    """The small pack with one thing in another way."""
    assert text.count(old) == 1, old
    return text.replace(old, new)
